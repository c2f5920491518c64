"""Notices that nobody issued, made from templates and a seed: as many as a benchmark wants, and always the same.

    python benchmarks/make_corpus.py FOLDER --number 10000 [--median 1500] [--seed 1]

Opinions with numbered sections and 责任单位 notes, divisions of work, meeting reports (一是…), county notices,
regulations and replies, with names of real regions and made-up persons. Lengths are log-normal, as those of
real notices are. Some are web pages, some are GBK, some are damaged (see damage.py), one in a hundred stands
there twice. Hardly two sentences are equal, so that nothing is gained by remembering them.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from damage import damage_text

#: What a character costs a run depends on the length of documents: the spread (sigma of the logarithm) is
#: that of some hundred real notices between 200 and 33,000 characters.
SPREAD, SHORTEST, LONGEST = 1.0, 120, 30_000
REGIONS = Path(__file__).resolve().parent.parent / "pipeline" / "lexicon" / "regions.tsv"

MINISTRIES = (
    "教育部", "财政部", "公安部", "民政部", "司法部", "自然资源部", "生态环境部", "住房城乡建设部", "交通运输部",
    "水利部", "农业农村部", "商务部", "文化和旅游部", "国家卫生健康委", "应急管理部", "人力资源社会保障部", "审计署",
    "国家发展改革委", "科技部", "工业和信息化部", "国家民委", "市场监管总局", "国家统计局", "国家林草局",
)  # fmt: skip
FIELDS = (
    ("教育局", "学前教育 校园安全 教师培训 营养午餐 课后服务 控辍保学 职业教育 校舍维修"),
    ("财政局", "预算管理 专项资金 政府采购 债务风险 资金绩效 国有资产 补贴发放"),
    ("民政局", "养老服务 社会救助 儿童福利 社区治理 殡葬改革 地名管理 慈善事业"),
    ("水利局", "河道治理 农村供水 水库除险 节约用水 灌区改造 防汛抗旱 水土保持"),
    ("农业农村局", "高标准农田 农村厕所 粮食生产 畜禽粪污 农机作业 种业振兴 撂荒耕地"),
    ("卫生健康局", "基层医疗 疫苗接种 家庭医生 托育服务 院前急救 病媒防制 职业健康"),
    ("交通运输局", "农村公路 公交线路 超限运输 港口岸线 桥梁检测 客货邮融合"),
    ("住房和城乡建设局", "老旧小区 保障住房 燃气管网 排水防涝 工地扬尘 物业服务 危房改造"),
    ("应急管理局", "安全生产 森林防火 应急演练 物资储备 隐患排查 避难场所"),
    ("生态环境局", "大气污染 入河排口 土壤修复 噪声扰民 固体废物 环境监测"),
    ("市场监督管理局", "食品安全 价格行为 特种设备 药品流通 计量器具 知识产权"),
    ("文化和旅游局", "公共文化 文物保护 乡村旅游 非遗传承 阅读空间 景区服务"),
)  # fmt: skip
VERBS = [
    "健全",
    "完善",
    "规范",
    "推进",
    "落实",
    "强化",
    "细化",
    "优化",
    "加快",
    "扩大",
    "压实",
    "统筹",
    "开展",
    "建立",
    "改进",
    "深化",
    "巩固",
    "整治",
    "核查",
    "督办",
    "公开",
    "清理",
    "排查",
    "更新",
    "改造",
    "补齐",
    "畅通",
    "提升",
]
NOUNS = [
    "台账",
    "机制",
    "标准",
    "流程",
    "设施",
    "队伍",
    "清单",
    "平台",
    "试点",
    "网络",
    "预案",
    "档案",
    "制度",
    "目录",
    "渠道",
    "规程",
    "通道",
    "名录",
    "示范点",
    "责任制",
    "信息系统",
    "联席会议",
    "服务站点",
    "监测体系",
    "考核办法",
    "公示栏",
    "值班制度",
    "培训计划",
    "应急队伍",
    "奖补政策",
]
AIMS = [
    "方便群众办事",
    "消除安全隐患",
    "提高资金效益",
    "减轻基层负担",
    "保障困难群众",
    "改善人居环境",
    "促进均衡发展",
    "防止问题反弹",
    "堵住管理漏洞",
    "缩短办理时限",
    "摸清底数",
    "形成工作合力",
    "让数据多跑路",
    "守住安全底线",
]
MEANS = [
    "逐村逐户走访",
    "部门联合检查",
    "第三方评估",
    "现场推进会",
    "分片包干",
    "交叉互查",
    "随机抽查",
    "电话回访",
    "线上填报",
    "定期通报",
    "专家会诊",
    "以奖代补",
    "挂图作战",
    "一月一调度",
    "问卷调查",
]
LIMITS = (
    "不得层层加码",
    "不得弄虚作假",
    "严禁截留挪用",
    "不得以文件落实文件",
    "严禁搞形象工程",
    "不得擅自降低标准",
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "明华伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英文斌玉兰志国建春雪松海波晓东"
NUMERALS = "一二三四五六七八九十"


class Writer:
    """One notice after another from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.cities, self.counties = _read_regions()

    def notice(self, median: float) -> str:
        """The text of one notice, about as long as chance wants it."""
        chance = self.chance
        length = chance.lognormvariate(math.log(median), SPREAD)
        target = int(min(max(length, SHORTEST), LONGEST))
        kinds: tuple[Callable[[int], Iterator[str]], ...] = (
            self._opinion, self._division, self._meeting, self._county, self._regulation, self._reply,
        )  # fmt: skip
        kind = chance.choices(kinds, (30, 15, 20, 20, 10, 5))[0]
        return "\n".join(kind(target)) + "\n"

    # ---------------------------------------------------------------------------------------- sentences

    def _topic(self) -> tuple[str, str]:
        office, topics = self.chance.choice(FIELDS)
        return office, self.chance.choice(topics.split())

    def _clause(self, topic: str) -> str:
        c = self.chance
        verb, noun, means, aim = c.choice(VERBS), c.choice(NOUNS), c.choice(MEANS), c.choice(AIMS)
        number = c.randint(2, 400)
        forms = (
            f"{verb}{topic}{noun}，采取{means}等方式，{aim}",
            f"通过{means}，{verb}{topic}{noun}{number}个",
            f"对{number}处{topic}点位{c.choice(VERBS)}{noun}，{aim}",
            f"{verb}{noun}和{c.choice(NOUNS)}，每{c.choice('周月季年')}{means}{c.randint(1, 9)}次",
            f"投入{number}万元用于{topic}{noun}，{c.choice(LIMITS)}",
        )
        return c.choice(forms)

    def _deadline(self) -> str:
        c = self.chance
        year, month = c.randint(2018, 2025), c.randint(1, 12)
        forms = (f"{year}年{month}月底前", f"{year}年底前", f"{month}月{c.randint(1, 28)}日前", "", "", "")
        return c.choice(forms)

    def _item(self, topic: str) -> str:
        c = self.chance
        begin = c.choice(
            ("", "", "要", "各有关单位要", "各乡镇（街道）应当", "必须", f"{self._deadline()}，")
        )
        clauses = "，".join(self._clause(topic) for _ in range(c.choice((1, 1, 2, 3))))
        return f"{begin}{clauses}".removeprefix("，")

    def _note(self) -> str:
        c = self.chance
        bodies = c.sample(MINISTRIES, c.randint(1, 4))
        rest = "、".join(bodies[1:])
        forms = (
            f"（{bodies[0]}牵头，{rest}参与）" if rest else f"（{bodies[0]}负责）",
            f"（{'、'.join(bodies)}按职责分工负责）",
            f"（责任单位：{'、'.join(bodies)}）",
        )
        return c.choice(forms)

    def _person(self) -> str:
        return self.chance.choice(SURNAMES) + "".join(
            self.chance.sample(GIVEN, self.chance.choice((1, 2, 2)))
        )

    def _date(self) -> str:
        c = self.chance
        return f"{c.randint(2012, 2025)}年{c.randint(1, 12)}月{c.randint(1, 28)}日"

    # ---------------------------------------------------------------------------------------- kinds

    def _opinion(self, target: int) -> Iterator[str]:
        c = self.chance
        _, topic = self._topic()
        year = c.randint(2012, 2025)
        yield f"国务院办公厅关于加强{topic}{c.choice(NOUNS)}工作的意见"
        yield f"国办发〔{year}〕{c.randint(1, 120)}号"
        yield "各省、自治区、直辖市人民政府，国务院各部委、各直属机构："
        yield f"为进一步{c.choice(VERBS)}{topic}，{c.choice(AIMS)}，经国务院同意，现提出以下意见。"
        written, section = 0, 0
        while written < target and section < len(NUMERALS):
            yield f"{NUMERALS[section]}、{c.choice(VERBS)}{self._topic()[1]}{c.choice(NOUNS)}"
            section += 1
            for i in range(c.randint(1, 6)):
                item = f"（{NUMERALS[i]}）{self._clause(topic)}。{self._item(topic)}。{self._note()}"
                written += len(item)
                yield item
        yield f"国务院办公厅\n{year}年{c.randint(1, 12)}月{c.randint(1, 28)}日"

    def _division(self, target: int) -> Iterator[str]:
        city = self.chance.choice(self.cities)
        _, topic = self._topic()
        yield f"{city}人民政府办公室关于印发{topic}重点任务分工方案的通知"
        yield "各县（市、区）人民政府，市政府各部门："
        written, number = 0, 0
        while written < target:
            number += 1
            offices = self.chance.sample([o for o, _ in FIELDS], self.chance.randint(1, 4))
            item = f"{number}. {self._item(topic)}。责任单位：{'、'.join(f'市{o}' for o in offices)}"
            written += len(item)
            yield item
        yield f"{city}人民政府办公室\n{self._date()}"

    def _meeting(self, target: int) -> Iterator[str]:
        city = self.chance.choice(self.cities)
        written = 0
        yield f"{city}召开{self._topic()[1]}工作会议"
        while written < target:
            office, topic = self._topic()
            person, title = self._person(), self.chance.choice(("局长", "副局长", "党组书记"))
            items = [self._item(topic) for _ in range(self.chance.randint(2, 6))]
            listed = "；".join(f"{NUMERALS[i]}是{item}" for i, item in enumerate(items))
            text = f"{self._date()}，{city}{office}{title}{person}在会上强调，{listed}。"
            written += len(text)
            yield text

    def _county(self, target: int) -> Iterator[str]:
        county = self.chance.choice(self.counties)
        office, topic = self._topic()
        yield f"{county}{office}关于做好{topic}有关工作的通知"
        yield "各乡镇人民政府，各有关单位："
        written, number = 0, 0
        while written < target:
            item = (
                f"{NUMERALS[number % 10]}是{self._item(topic)}。"
                if number % 10
                else f"一是{self._item(topic)}。"
            )
            number += 1
            written += len(item)
            yield item
        yield f"联系人：{self._person()}，联系电话：0{self.chance.randint(310, 999)}-{self.chance.randint(10**6, 10**7)}"
        yield f"{county}{office}\n{self._date()}"

    def _regulation(self, target: int) -> Iterator[str]:
        city = self.chance.choice(self.cities)
        _, topic = self._topic()
        yield f"{city}{topic}管理办法"
        written, article = 0, 0
        while written < target:
            article += 1
            office = self.chance.choice(FIELDS)[0]
            item = f"第{_chinese(article)}条　市{office}应当{self._clause(topic)}，{self.chance.choice(LIMITS)}。"
            written += len(item)
            yield item

    def _reply(self, target: int) -> Iterator[str]:
        county = self.chance.choice(self.counties)
        office, topic = self._topic()
        yield f"关于{topic}{self.chance.choice(NOUNS)}问题的复函"
        yield f"{county}人民政府："
        written = 0
        while written < target:
            text = f"你县要{self._item(topic)}。请{county}{office}{self._deadline()}{self._item(topic)}。"
            written += len(text)
            yield text
        yield self._date()


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{NUMERALS[(tens - 1) % 10]}十")
    return head + (NUMERALS[ones - 1] if ones else "")


def _read_regions() -> tuple[list[str], list[str]]:
    """Names of cities (with their province) and counties (with their city)."""
    names: dict[str, str] = {}
    for line in REGIONS.read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition("\t")
        if code.isdigit() and len(code) == 6:
            names[code] = rest.split("\t")[0]
    cities = [
        f"{names.get(c[:2] + '0000', '')}{n}" for c, n in names.items() if c[2:4] != "00" and c[4:] == "00"
    ]
    counties = [f"{names.get(c[:4] + '00', '')}{n}" for c, n in names.items() if c[4:] != "00"]
    return sorted(cities), sorted(counties)


def write_corpus(folder: Path, number: int, *, median: float = 1500, seed: int = 1) -> None:
    """``number`` files below ``folder``, a thousand a folder; equal for equal arguments, byte by byte.

    The first thousand of ten thousand are the thousand of a corpus of a thousand.
    """
    writer = Writer(seed)
    chance = random.Random(f"files-{seed}")
    data, suffix = b"", ""
    for i in range(number):
        if i % 1000 == 0:
            (folder / f"{i // 1000:03d}").mkdir(parents=True, exist_ok=True)
        if chance.random() >= 0.01 or not data:  # else the one before once more
            data, suffix = _dress(writer.notice(median), chance, i)
        (folder / f"{i // 1000:03d}" / f"{i:06d}.{suffix}").write_bytes(data)


def _dress(text: str, chance: random.Random, number: int) -> tuple[bytes, str]:
    lot = chance.random()
    if lot < 0.1:
        title, *lines = text.strip().split("\n")
        body = "".join(f"<p>{line}</p>\n" for line in lines)
        page = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
        return page.encode(), "html"
    if lot < 0.18:
        return text.encode("gb18030"), "txt"
    if lot < 0.2:
        text = damage_text(text, chance.choice(("scraper", "marks")), number).text
    return text.encode("utf-8", "replace"), "txt"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--median", type=float, default=1500, help="characters of a notice")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    write_corpus(args.folder, args.number, median=args.median, seed=args.seed)


if __name__ == "__main__":
    main()
