"""``follows`` on a synthetic chain of documents with known copies and paraphrases, and its time as the
corpus grows.

    python benchmarks/bench_follows.py [--documents 300] [--seeds 5] [--sizes 10000 30000 100000]

The chain: the nation's documents are taken up by provinces, theirs by cities. What is taken up is copied,
paraphrased (other words, a clause left out, added or moved), given local numbers, or joined with
something new. Beside it stand documents of their own from the same templates with other objects: near
misses. Precision and recall count the pairs (directive, directive it was made from), through all levels.
"""

from __future__ import annotations

import argparse
import random
import time

VERBS = [
    "推进",
    "加快",
    "完善",
    "健全",
    "加强",
    "深化",
    "落实",
    "实施",
    "开展",
    "优化",
    "推广",
    "强化",
    "支持",
    "规范",
    "建立",
    "提升",
]
OBJECTS = [
    "义务教育薄弱学校改造",
    "乡村教师周转宿舍建设",
    "农村饮水安全工程",
    "高标准农田建设",
    "城镇老旧小区改造",
    "生活垃圾分类",
    "河湖长制",
    "医保异地就医结算",
    "公立医院薪酬改革",
    "基层中医馆建设",
    "普惠托育服务",
    "养老机构消防达标",
    "长期护理保险试点",
    "职业技能等级认定",
    "企业稳岗返还",
    "根治欠薪专项行动",
    "危险化学品储存排查",
    "煤矿智能化改造",
    "尾矿库闭库销号",
    "自建房安全整治",
    "燃气管网更新",
    "电动自行车充电设施",
    "道路客运隐患清零",
    "校园食品明厨亮灶",
    "网络餐饮平台监管",
    "疫苗冷链追溯",
    "仿制药一致性评价",
    "耕地占补平衡核查",
    "撂荒地复耕",
    "种业振兴行动",
    "生猪稳产保供",
    "秸秆综合利用",
    "畜禽粪污资源化",
    "退耕还林补助兑现",
    "松材线虫病防控",
    "森林草原防火",
    "黑臭水体治理",
    "工业园区污水收集",
    "机动车尾气路检",
    "碳排放权交易",
    "分布式光伏整县推进",
    "抽水蓄能开发",
    "政务服务一网通办",
    "电子证照互认",
    "营商环境评价",
    "公平竞争审查",
    "行政许可事项清单",
    "政府采购意向公开",
    "隐性债务化解",
    "预算绩效评价",
    "国企三项制度改革",
    "科技成果作价入股",
    "重点实验室重组",
    "专精特新企业培育",
    "知识产权质押融资",
    "跨境电商综合试验",
    "外贸新业态培育",
    "口岸通关时效压减",
    "古籍保护数字化",
    "非遗工坊建设",
    "县级图书馆总分馆",
    "全民健身场地补短板",
    "退役军人就业安置",
    "社区矫正衔接",
    "法律援助全域通办",
    "信访积案化解",
    "反诈宣传进校园",
    "地震易发区加固",
    "避难场所建设",
    "应急广播体系",
    "水库除险加固",
    "山洪灾害预警",
    "气象灾害叫应",
    "农村公路养护",
    "冷链物流骨干网",
    "县域商业体系",
    "邮政快递进村",
]
MEANS = [
    "建立工作台账并实行销号管理",
    "按月调度进展情况",
    "将完成情况纳入年度考核",
    "统筹安排专项资金予以保障",
    "组织开展交叉检查和抽查复核",
    "制定三年行动计划",
    "明确时间表和路线图",
    "引导社会力量有序参与",
    "推动数据共享和业务协同",
    "健全部门联席会议制度",
    "培育一批示范单位",
    "及时公布投诉举报渠道",
    "开展从业人员全员培训",
    "完善标准规范和技术导则",
    "压实属地管理责任",
    "建立第三方评估机制",
    "探索以奖代补方式",
    "依托现有平台实现动态监测",
    "对工作不力的予以通报约谈",
    "形成可复制可推广经验",
]
GOALS = [
    "确保年底前全面完成",
    "力争覆盖率达到九成以上",
    "切实解决群众急难愁盼问题",
    "守住不发生重大风险的底线",
    "有效提升服务质量和水平",
    "不断增强人民群众获得感",
    "为高质量发展提供支撑",
    "促进城乡区域均衡发展",
    "基本形成长效机制",
    "做到应查尽查应改尽改",
]
SYNONYMS = [
    ("推进", "推动"),
    ("完善", "健全"),
    ("加强", "强化"),
    ("开展", "组织开展"),
    ("确保", "保证"),
    ("及时", "第一时间"),
    ("切实", "着力"),
    ("建立", "建立健全"),
    ("统筹", "科学统筹"),
    ("明确", "细化明确"),
    ("引导", "鼓励引导"),
    ("制定", "研究制定"),
]
SYLLABLES = (
    "安白北昌常城川大德东丰凤福高广海和河黑恒衡红湖华怀淮黄惠吉建江金静九开兰乐丽连临灵龙泸鲁罗马梅"
    "绵明南宁平青清泉仁荣瑞三山上石双松泰太潭桃天通同望文武西溪仙咸新兴秀徐延阳宜永玉元云长昭郑镇中周竹"
)
SITES = ("工业园", "流域", "片区", "灌区", "林场")
PROVINCES = ("51", "33", "44", "61", "37")


def make_directive(rng: random.Random, places: list[str]) -> list[str]:
    """Clauses of a directive."""
    means = rng.sample(MEANS, rng.choice((1, 2, 2, 3)))
    return [rng.choice(VERBS) + rng.choice(places) + rng.choice(OBJECTS), *means, rng.choice(GOALS)]


def hand_down(rng: random.Random, clauses: list[str]) -> list[str]:
    """The directive as the level below writes it."""
    way = rng.random()
    clauses = list(clauses)
    if way < 0.3:
        return clauses
    for old, new in rng.sample(SYNONYMS, 6):
        clauses = [clause.replace(old, new) for clause in clauses]
    if way < 0.5:
        return clauses
    if way < 0.65 and len(clauses) > 3:
        del clauses[rng.randrange(1, len(clauses))]
    elif way < 0.8:
        clauses.insert(rng.randrange(1, len(clauses) + 1), rng.choice(MEANS))
    elif way < 0.9 and len(clauses) > 2:
        clauses[1], clauses[2] = clauses[2], clauses[1]
    else:
        clauses[0] = "结合我省实际，" + clauses[0] + f"，全省新增{rng.randrange(10, 90)}处"
    return clauses


def make_corpus(documents: int, seed: int):
    """(rows by document, pairs of directives that follow each other)."""
    rng = random.Random(seed)
    # A larger corpus speaks of more places: otherwise it would only say the same things more often.
    names = rng.sample([a + b for a in SYLLABLES for b in SYLLABLES if a != b], max(20, documents // 15))
    places = [name + rng.choice(SITES) for name in names]
    count = {"national": max(documents // 15, 1), "province": documents * 4 // 15, "city": documents * 2 // 3}
    issued: dict[str, list[dict]] = {level: [] for level in count}
    truth: set[tuple[str, str]] = set()
    for rank, level in enumerate(count):
        for number in range(count[level]):
            province = PROVINCES[number % len(PROVINCES)]
            region = {
                "national": None,
                "province": f"{province}0000",
                "city": f"{province}{number % 9 + 1:02}00",
            }
            item = {
                "id": f"{level[0]}{seed:x}{number:05x}",
                "level": level,
                "region": region[level],
                "directives": [],
            }
            item["date"] = (
                f"{2015 + rank * 2 + rng.randrange(2)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
            )
            above = _above(rng, issued, level, province)
            for source in (
                rng.sample(above["directives"], min(len(above["directives"]), rng.randrange(4, 9)))
                if above
                else ()
            ):
                _add(item, hand_down(rng, source["clauses"]), source["line"])
            for _ in range(rng.randrange(3, 9) if above else 12):
                _add(item, make_directive(rng, places), [])
            for directive in item["directives"]:
                truth |= {(directive["id"], ancestor) for ancestor in directive["line"][:-1]}
            issued[level].append(item)
    return [to_rows(item) for level in count for item in issued[level]], truth


def _above(rng, issued, level, province):
    """The document that one takes up: none for the nation and for a sixth of the others."""
    if level == "national" or rng.random() < 1 / 6:
        return None
    higher = issued["national" if level == "province" else "province"]
    # Each document is taken up once in a province, so that every pair has one true answer.
    taken = issued.setdefault(f"taken {level} {province}", [])
    free = [
        d for d in higher if d["id"] not in taken and (level == "province" or d["region"][:2] == province)
    ]
    if not free:
        return None
    chosen = rng.choice(free)
    if level == "province":
        taken.append(chosen["id"])
    return chosen


def _add(item, clauses, line):
    identity = f"{item['id']}-d{len(item['directives']) + 1}"
    item["directives"].append({"id": identity, "clauses": clauses, "line": [*line, identity]})


def to_rows(item) -> dict[str, list[dict]]:
    """The rows of one document, as a run writes them."""
    region = item["region"]
    names = {"national": "国务院", "province": f"{region}省政府", "city": f"{region}市政府"}
    name = names[item["level"]]
    document = {
        "doc_id": item["id"], "path": f"{item['id']}.txt", "title": None, "date": item["date"],
        "doc_number": None, "kind": "notice", "issuers": [name], "addressees": [], "text": "",
    }  # fmt: skip
    body = {
        "body_id": f"b{region or 0}", "name": name, "aliases": [], "level": item["level"],
        "region_code": region, "parent": None, "party": False,
    }  # fmt: skip
    directives = [to_row(number, directive) for number, directive in enumerate(item["directives"], 1)]
    return {"documents": [document], "directives": directives, "bodies": [body]}


def to_row(number: int, directive) -> dict:
    return {
        "directive_id": directive["id"], "list_id": None, "parent_id": None, "ordinal": number, "marker": "",
        "depth": 1, "kind": "directive", "text": "，".join(directive["clauses"]), "start": 0, "end": 0,
        "lead_in": None, "speaker": None, "modality": "obligation", "action": None, "object": None,
        "purpose": None, "deadline": None, "targets": [],
    }  # fmt: skip


def score(documents: int, seed: int) -> dict[str, float]:
    from pipeline.graph import build_graph
    from pipeline.graph.follows import add_follows

    rows, truth = make_corpus(documents, seed)
    graph = build_graph(rows)
    start = time.process_time()
    add_follows(graph)
    seconds = time.process_time() - start
    found = {
        (source.removeprefix("directive:"), target.removeprefix("directive:"))
        for source, target, data in graph.edges(data=True)
        if data["type"] == "follows" and source.startswith("directive:")
    }
    right = len(found & truth)
    directives = sum(len(r["directives"]) for r in rows)
    return {
        "documents": documents,
        "directives": directives,
        "pairs": len(truth),
        "found": len(found),
        "precision": round(right / max(len(found), 1), 4),
        "recall": round(right / max(len(truth), 1), 4),
        "cpu_seconds": round(seconds, 2),
        "microseconds_each": round(seconds / directives * 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 30_000, 100_000], help="directives")
    options = parser.parse_args()
    for seed in range(options.seeds):
        print("  ".join(f"{k} {v}" for k, v in score(options.documents, seed).items()), flush=True)
    for size in options.sizes:
        print("  ".join(f"{k} {v}" for k, v in score(size * 10 // 112, 99).items()), flush=True)


if __name__ == "__main__":
    main()
