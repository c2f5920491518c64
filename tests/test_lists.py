"""The list parser: what numbers an item, what does not, where items end, and how numbering is mended.

Texts are of our own writing. An expected item is (marker, ordinal, text).
"""

# ruff: noqa: E501  (tables of texts are easier to read unbroken)
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Structure
from pipeline.structure import parse_structure

Expected = list[tuple[str, int, str]]


def items_of(text: str) -> Expected:
    return [(i.marker, i.ordinal, text[i.start : i.end]) for i in parse_structure(text).items]


# ----------------------------------------------------------------------------------------------- marker styles

STYLES: list[tuple[str, Expected]] = [
    ("要抓好三件事：一是修渠；二是清淤；三是巡堤。", [("一是", 1, "修渠"), ("二是", 2, "清淤"), ("三是", 3, "巡堤")]),
    ("会议要求，一要严字当头。二要实处着力。", [("一要", 1, "严字当头"), ("二要", 2, "实处着力")]),
    ("其政有三：一曰勤，二曰廉，三曰公。", [("一曰", 1, "勤"), ("二曰", 2, "廉"), ("三曰", 3, "公")]),
    ("首先，要摸清家底。其次，要建好台账。最后，要兑现承诺。",
     [("首先，", 1, "要摸清家底"), ("其次，", 2, "要建好台账"), ("最后，", 3, "要兑现承诺")]),
    ("第一，保供水。\n第二，保供电。\n第三，保供气。",
     [("第一，", 1, "保供水"), ("第二，", 2, "保供电"), ("第三，", 3, "保供气")]),
    ("原因有二。其一，管网老旧；其二，投入不足。", [("其一，", 1, "管网老旧"), ("其二，", 2, "投入不足")]),
    ("这样做，一方面减轻负担，另一方面提高效率。", [("一方面", 1, "减轻负担"), ("另一方面", 2, "提高效率")]),
    ("一、总体要求\n二、重点任务", [("一、", 1, "总体要求"), ("二、", 2, "重点任务")]),
    ("（一）开展普查。\n（二）建立名录。", [("（一）", 1, "开展普查"), ("（二）", 2, "建立名录")]),
    ("㈠开展普查。\n㈡建立名录。", [("㈠", 1, "开展普查"), ("㈡", 2, "建立名录")]),
    ("1.修订预案。\n2.组织演练。", [("1.", 1, "修订预案"), ("2.", 2, "组织演练")]),
    ("1、修订预案。\n2、组织演练。", [("1、", 1, "修订预案"), ("2、", 2, "组织演练")]),
    ("1．修订预案。\n2．组织演练。", [("1．", 1, "修订预案"), ("2．", 2, "组织演练")]),
    ("（1）修订预案；（2）组织演练。", [("（1）", 1, "修订预案"), ("（2）", 2, "组织演练")]),
    ("材料包括：①申请表；②身份证明；③承诺书。", [("①", 1, "申请表"), ("②", 2, "身份证明"), ("③", 3, "承诺书")]),
    ("⑴申请表\n⑵承诺书", [("⑴", 1, "申请表"), ("⑵", 2, "承诺书")]),
    ("第一章 总则\n第一条 为规范管理，制定本办法。\n第二条 本办法适用于本市。",
     [("第一章", 1, "总则"), ("第一条", 1, "为规范管理，制定本办法"), ("第二条", 2, "本办法适用于本市")]),
    ("甲、申请\n乙、受理\n丙、办结", [("甲、", 1, "申请"), ("乙、", 2, "受理"), ("丙、", 3, "办结")]),
    ("A.申请\nB.受理", [("A.", 1, "申请"), ("B.", 2, "受理")]),
    ("第一个问题：认识形势。\n第二个问题：明确任务。",
     [("第一个问题：", 1, "认识形势"), ("第二个问题：", 2, "明确任务")]),
    ("3.1 组织体系\n3.2 职责分工", [("3.1", 1, "组织体系"), ("3.2", 2, "职责分工")]),
    ("十九、优化服务\n二十、强化监督\n二十一、附则",
     [("十九、", 19, "优化服务"), ("二十、", 20, "强化监督"), ("二十一、", 21, "附则")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STYLES, ids=lambda v: v[:10] if isinstance(v, str) else "")
def test_every_style_numbers(text: str, expected: Expected) -> None:
    assert items_of(text) == expected


# ------------------------------------------------------------------------------------------------- distractors

NOTHING_NUMBERED = [
    "40.5公里堤防。\n41.2公里渠道。",
    "水位记录\n40.某某站超警。\n52.某某站退水。",
    "做人做事要一是一、二是二，不打折扣。",
    "驻村第一书记要扎根基层，第一时间响应群众诉求。",
    "锚定两个“一百年”奋斗目标不动摇。",
    "他在会上说：“一是要快，二是要稳。”",
    "按照第三条、第四条的规定处理，依照本条第二款第（三）项执行。",
    "违反本办法第十条规定的，依法处理。",
    "增长5.6%，比去年提高0.8个百分点，达到1.25亿元。",
    "请于2024年3月1日前联系0576-8888 1234，地址为人民路1号。",
    "高质量共建“一带一路”，服务国家大局。",
    "对获得一、二、三等奖的单位分别奖励。",
    "促进二、三产业融合，统筹一、二季度工作。",
    "对评比前三名的灌区奖励五万元；\n四、五名的灌区奖励两万元。",
    "1、2、3类水站分别补助。\n2、3类水站另行公布。",
    "一、二层次水利人才享受补贴。\n二、三层次的另定。",
    "产品应当符合GB/T 19001-2016的要求，参加3、4月份的抽检。",
    "坚持质量第一、效益优先。",
    "进一步要求各地压实责任，统一要件标准。",
    "最后，祝大会圆满成功！",
    "首先，我代表市委向大家表示感谢。",
    "统一、协调、高效地开展工作，万一是误报也要核实。",
    "十八届三中、四中、五中全会作出部署。",
    "这一方面的工作还要加强。",
    "A、B、C类企业分别适用不同政策。",
    "甲、乙双方应当友好协商。",
    "有关部门应当在3个工作日内答复，逾期1次扣2分。",
    "——健全机制。\n——压实责任。",
    "《办法》第五条第（二）（四）项中的用户应当持证。",
    "（此件公开发布）",
    "实施“双十双百”工程，推进“五水共治”。",
]


@pytest.mark.parametrize("text", NOTHING_NUMBERED)
def test_distractors_are_refused(text: str) -> None:
    assert items_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.对获得一、二、三等奖的给予奖励。\n2.其他按规定执行。",
         [("1.", 1, "对获得一、二、三等奖的给予奖励"), ("2.", 2, "其他按规定执行")]),
        ("一是坚持质量第一、效益优先。二是坚持人民至上。",
         [("一是", 1, "坚持质量第一、效益优先"), ("二是", 2, "坚持人民至上")]),
        ("第一，坚持质量第一、效益优先。第二，守住底线。",
         [("第一，", 1, "坚持质量第一、效益优先"), ("第二，", 2, "守住底线")]),
        ("一、2024年工作回顾\n二、2025年工作安排",
         [("一、", 1, "2024年工作回顾"), ("二、", 2, "2025年工作安排")]),
        ("1.办好实事。\n2.2025年底前完成3.5公里改造。",
         [("1.", 1, "办好实事"), ("2.", 2, "2025年底前完成3.5公里改造")]),
        ("（一）项目管理。实行清单制。\n（二）及时调度。",
         [("（一）", 1, "项目管理。实行清单制"), ("（二）", 2, "及时调度")]),
        ("第一条 本办法自公布之日起施行。\n第三条规定的情形除外。\n第二条 本办法由市局解释。",
         [("第一条", 1, "本办法自公布之日起施行"), ("第二条", 2, "本办法由市局解释")]),
    ],
)  # fmt: skip
def test_distractors_inside_items(text: str, expected: Expected) -> None:
    assert items_of(text) == expected


# ------------------------------------------------------------------------------------------ where an item ends

ENDS: list[tuple[str, Expected]] = [
    # a note, and the label of what is nested, behind a lost line break
    ("（一）清理河道，补种树木。（县水利局牵头，县林业局负责）具体措施：1．清除垃圾。（县水利局负责）2．补种垂柳。（县林业局负责）",
     [("（一）", 1, "清理河道，补种树木"), ("1．", 1, "清除垃圾"), ("2．", 2, "补种垂柳")]),
    ("（一）清理河道。工作要点：1．清除垃圾。2．补种垂柳。",
     [("（一）", 1, "清理河道。工作要点："), ("1．", 1, "清除垃圾"), ("2．", 2, "补种垂柳")]),
    # a part of a longer document
    ("四、强化保障\n40.备足物资。\n41.组建队伍。\n42.开展演练。",
     [("四、", 4, "强化保障"), ("40.", 40, "备足物资"), ("41.", 41, "组建队伍"), ("42.", 42, "开展演练")]),
    # the last run-in item ends with its own sentence
    ("会议要求，一是摸底；二是整改。会议强调，要务求实效。", [("一是", 1, "摸底"), ("二是", 2, "整改")]),
    ("一要统一思想。二要压实责任。他要求各科室抓好落实。", [("一要", 1, "统一思想"), ("二要", 2, "压实责任")]),
    # ... or later where its sisters are longer too
    ("一是抓培训。每季度办一期班。二是抓考核。每半年考一次。",
     [("一是", 1, "抓培训。每季度办一期班"), ("二是", 2, "抓考核。每半年考一次")]),
    ("一是抓培训。每季度办班；二是抓考核。每半年考一次。由于上述安排，各地要早作准备。",
     [("一是", 1, "抓培训。每季度办班"), ("二是", 2, "抓考核。每半年考一次")]),
    # ... or says why of what it has just named
    ("一是加固堤防。二是储备抢险物资。抢险物资是防汛的底气，要足额储备。",
     [("一是", 1, "加固堤防"), ("二是", 2, "储备抢险物资。抢险物资是防汛的底气，要足额储备")]),
    ("一是加固堤防。二是储备抢险物资。防汛工作是全县大事，要抓好落实。",
     [("一是", 1, "加固堤防"), ("二是", 2, "储备抢险物资")]),
    # ... or goes on asking, as a sister does
    ("一要巡堤。要日夜值守。二要备料。备料人员要精干。要专人看管。",
     [("一要", 1, "巡堤。要日夜值守"), ("二要", 2, "备料。备料人员要精干。要专人看管")]),
    ("一要巡堤。日夜值守。二要备料。专人看管。要抓好落实。",
     [("一要", 1, "巡堤。日夜值守"), ("二要", 2, "备料。专人看管")]),
    # a block item runs to the end of its paragraph, not into the next one
    ("1.开展普查。摸清底数。\n各地要在月底前报送。\n2.建立台账。",
     [("1.", 1, "开展普查。摸清底数"), ("2.", 2, "建立台账")]),
    # ... or to its first nested item
    ("（一）健全机制。重点做到：一是定期会商；二是联合检查。\n（二）强化保障。",
     [("（一）", 1, "健全机制。重点做到："), ("一是", 1, "定期会商"), ("二是", 2, "联合检查"),
      ("（二）", 2, "强化保障")]),
    # the closing note is not part of it
    ("1.完善制度。（市教育局牵头，市财政局配合）\n2.加强督导。（市教育局负责）",
     [("1.", 1, "完善制度"), ("2.", 2, "加强督导")]),
    # headings glued to their text
    ("一、重要意义开展普查是摸清家底的基础工作。\n二、普查内容\n1.基本情况。",
     [("一、", 1, "重要意义开展普查是摸清家底的基础工作"), ("二、", 2, "普查内容"), ("1.", 1, "基本情况")]),
    # questions and answers
    ("1.问：何时实施？答：自下月起。\n2.问：由谁负责？答：由市局负责。",
     [("1.", 1, "问：何时实施？答：自下月起"), ("2.", 2, "问：由谁负责？答：由市局负责")]),
    # an article's second paragraph is not in the item
    ("第一条 教育局负责督导。\n财政局负责经费。\n第二条 督导应当公正。",
     [("第一条", 1, "教育局负责督导"), ("第二条", 2, "督导应当公正")]),
    # attachments: names end before what is glued to them
    ("请认真执行。\n附件：1.任务分解表2.联系人名单附件1：任务分解表",
     [("1.", 1, "任务分解表"), ("2.", 2, "联系人名单")]),
    ("请认真执行。\n附：1.任务分解表2.联系人名单附2联系人名单组长：",
     [("1.", 1, "任务分解表"), ("2.", 2, "联系人名单")]),
    # a chapter's name that runs into its first article; one in the middle of a sentence does not
    ("第二章车站管理第三条车站应当公示票价。\n第四条车站应当消毒。",
     [("第二章", 2, "车站管理"), ("第三条", 3, "车站应当公示票价"), ("第四条", 4, "车站应当消毒")]),
    ("第三条车站应当公示票价。\n第四条车站依照本法第二章车站管理第九条处罚。",
     [("第三条", 3, "车站应当公示票价"), ("第四条", 4, "车站依照本法第二章车站管理第九条处罚")]),
    # two numbers in a row open a line where the next line goes on with the list
    ("一、二次供水改造进展顺利\n二、下一步打算",
     [("一、", 1, "二次供水改造进展顺利"), ("二、", 2, "下一步打算")]),
    ("一、二等奖各设三名。\n一、评奖办法\n二、评奖时间", [("一、", 1, "评奖办法"), ("二、", 2, "评奖时间")]),
    # the paragraphs of a list of 一是 are whole where each has its own
    ("改造分三类：一是管网类。管网含干管和支管。\n二是泵站类。泵站含加压站。",
     [("一是", 1, "管网类。管网含干管和支管"), ("二是", 2, "泵站类。泵站含加压站")]),
    # ... nor does what the document says of itself, or of its publication
    ("一是抓培训。每季度办班。二是抓考核。每半年考一次。《办法》的主要内容包括考核范围和程序。",
     [("一是", 1, "抓培训。每季度办班"), ("二是", 2, "抓考核。每半年考一次")]),
    ("1.开展普查。\n2.建立台账，由市局解释。（此件公开发布）", [("1.", 1, "开展普查"), ("2.", 2, "建立台账，由市局解释")]),
    ("1.开展普查。\n2.建立台账（此件存档备查的除外）", [("1.", 1, "开展普查"), ("2.", 2, "建立台账（此件存档备查的除外）")]),
    ("一是抓排查；二是抓整改。此外，泵站还要值班。", [("一是", 1, "抓排查"), ("二是", 2, "抓整改")]),
    # the new text that an amendment quotes numbers its items too; what anybody says does not
    ("市政府决定对《养犬办法》作如下修改：一、第三条修改为：“有下列情形的，应当收容：“（一）无主；“（二）伤人。”"
     "二、删去第四条。",
     [("一、", 1, "第三条修改为：“有下列情形的，应当收容："), ("（一）", 1, "无主"), ("（二）", 2, "伤人。”"),
      ("二、", 2, "删去第四条")]),
    ("一、他说：“（一）要快，（二）要稳。”\n二、散会", [("一、", 1, "他说：“（一）要快，（二）要稳。”"), ("二、", 2, "散会")]),
    # the signature of a document that lost its line breaks
    ("一、清淤\n二、各镇要按月报送进度。某某县水务局2023年6月1日（此件公开发布）",
     [("一、", 1, "清淤"), ("二、", 2, "各镇要按月报送进度")]),
    # where a printed speech was given
    ("一、清淤\n二、共同守护河湖。（2021年3月2日在河湖座谈会上的讲话）※这是两篇讲话的节选。",
     [("一、", 1, "清淤"), ("二、", 2, "共同守护河湖")]),
    ("一、清淤\n二、共同守护河湖。※这是王某2021年3月2日在河湖座谈会上的讲话。",
     [("一、", 1, "清淤"), ("二、", 2, "共同守护河湖")]),
    ("一、清淤\n二、学习重要讲话（2021年3月2日在河湖座谈会上的讲话）",
     [("一、", 1, "清淤"), ("二、", 2, "学习重要讲话（2021年3月2日在河湖座谈会上的讲话）")]),
    # who is quoted in an elder item is quoted in the last, too
    ("意义有两条：一是关乎水安全。王某同志指出，要节水。二是关乎粮食。王某同志强调，要保灌。",
     [("一是", 1, "关乎水安全。王某同志指出，要节水"), ("二是", 2, "关乎粮食。王某同志强调，要保灌")]),
    ("意义有两条：一是关乎水安全。王某同志指出，要节水。二是关乎粮食。李某同志强调，要保灌。",
     [("一是", 1, "关乎水安全。王某同志指出，要节水"), ("二是", 2, "关乎粮食")]),
    ("一、清淤\n二、工期三个月。由某某县水务局定于2023年6月1日",
     [("一、", 1, "清淤"), ("二、", 2, "工期三个月。由某某县水务局定于2023年6月1日")]),
    # a line that was broken inside a reference
    ("一、奖励照附则第\n（三）条办理。\n二、其他", [("一、", 1, "奖励照附则第"), ("二、", 2, "其他")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENDS, ids=lambda v: v[:12] if isinstance(v, str) else "")
def test_where_items_end(text: str, expected: Expected) -> None:
    assert items_of(text) == expected


FLAT = (
    "各县（区）人民政府，市直各部门：为加强河道管理，现提出以下意见。一、明确目标（一）全面排查。"
    + "对全市河道逐条逐段开展排查，建立问题清单、责任清单和整改清单，做到底数清、情况明、责任实。" * 8
    + "（市水利局牵头，市生态环境局配合）（二）限期整改。"
    + "坚持问题导向，实行销号管理，确保按期完成整改任务。" * 8
    + "（市水利局负责）二、强化保障（三）落实经费。市财政局要安排专项资金。"
    + "各地各部门要认真贯彻落实本意见，结果于年底前报市政府。某市人民政府2024年5月6日"
)


def test_a_document_that_lost_its_line_breaks() -> None:
    found = items_of(FLAT)
    assert [(m, n) for m, n, _ in found] == [
        ("一、", 1), ("（一）", 1), ("（二）", 2), ("二、", 2), ("（三）", 3),
    ]  # fmt: skip
    assert found[0][2] == "明确目标"
    assert found[1][2].endswith("责任实") and found[2][2].endswith("整改任务")
    assert found[4][2] == "落实经费。市财政局要安排专项资金"


# ----------------------------------------------------------------------------------------------------- the tree


def tree_of(structure: Structure) -> list[tuple[str, int, int, int | None]]:
    return [(i.marker, i.list_index, i.depth, i.parent) for i in structure.items]


def test_numbering_that_runs_through_several_parents_is_one_list() -> None:
    text = "（一）甲事\n1.子项甲\n2.子项乙\n（二）乙事\n3.子项丙\n4.子项丁"
    assert tree_of(parse_structure(text)) == [
        ("（一）", 0, 1, None), ("1.", 1, 2, 0), ("2.", 1, 2, 0),
        ("（二）", 0, 1, None), ("3.", 1, 2, 3), ("4.", 1, 2, 3),
    ]  # fmt: skip


def test_numbering_that_starts_again_is_a_new_list() -> None:
    text = "（一）甲事\n1.子项甲\n2.子项乙\n（二）乙事\n1.子项丙"
    assert [i.list_index for i in parse_structure(text).items] == [0, 1, 1, 0, 2]


def test_four_levels() -> None:
    text = "一、甲\n（一）乙\n1.丙\n（1）丁；\n（2）戊。\n2.己\n（二）庚\n二、辛"
    structure = parse_structure(text)
    assert [i.depth for i in structure.items] == [1, 2, 3, 4, 4, 3, 2, 1]
    assert [i.parent for i in structure.items] == [None, 0, 1, 2, 2, 1, 0, None]


def test_articles_hold_their_paragraphs() -> None:
    text = "第一章 总则\n第一条 应当：\n（一）甲；\n（二）乙。\n第二章 分则\n第二条 丙。"
    structure = parse_structure(text)
    assert [i.parent for i in structure.items] == [None, 0, 1, 1, None, 4]
    assert structure.items[5].list_index == structure.items[1].list_index


def test_scope_holds_what_is_nested_and_ends_at_the_next_sister() -> None:
    text = "一、甲\n说明文字。\n（一）乙\n二、丙\n补充文字。\n某市人民政府\n2024年5月6日"
    first, nested, last = parse_structure(text).items
    assert text[first.scope_end :].startswith("二、")
    assert text[nested.scope_end :].startswith("二、")
    assert text[last.scope_end :].startswith("某市人民政府")


def test_lead_in_is_what_opens_the_list() -> None:
    text = "会议指出，今年重点做好两项工作：一是修路；二是架桥。"
    lead = parse_structure(text).items[0].lead_in
    assert lead is not None and text[lead.start : lead.end].endswith("今年重点做好两项工作：")


def test_attachments_begin_anew() -> None:
    text = "一、甲\n二、乙\n附件\n名单\n一、丙\n二、丁"
    assert [(i.ordinal, i.list_index) for i in parse_structure(text).items] == [
        (1, 0),
        (2, 0),
        (1, 1),
        (2, 1),
    ]


# ------------------------------------------------------------------------------------------------------ mending


@pytest.mark.parametrize(
    ("text", "ordinals", "lists"),
    [
        ("一是甲。二是乙。三是丙。三是丁。五是戊。", [1, 2, 3, 3, 5], [0, 0, 0, 0, 0]),  # a repeat
        ("一是甲。三是丙。", [1, 3], [0, 0]),  # a gap
        ("一、甲\n二、乙\n四、丁\n五、戊", [1, 2, 4, 5], [0, 0, 0, 0]),
        ("要求如下：二、甲。三、乙。七、丙。八、丁。", [2, 3, 7, 8], [0, 0, 0, 0]),  # an excerpt in one line
        ("要求如下：一、甲。二、乙。按照方案第七、丙。", [1, 2], [0, 0]),
        ("（10）甲要巡堤。（11）乙要值守。（12）丙要备沙。", [10, 11, 12], [0, 0, 0]),  # in one line
        ("第一条 甲。\n第二条 乙。\n第九条 丙。", [1, 2, 9], [0, 0, 0]),  # repealed articles
        ("一是甲。二要乙。三是丙。", [1, 2, 3], [0, 0, 0]),  # mixed marks
        ("首先，要甲。第二，要乙。第三，要丙。", [1, 2, 3], [0, 0, 0]),
        ("1.甲\n2、乙\n3.丙", [1, 2, 3], [0, 0, 0]),
    ],
)
def test_no_item_is_lost(text: str, ordinals: list[int], lists: list[int]) -> None:
    structure = parse_structure(text)
    assert [i.ordinal for i in structure.items] == ordinals
    assert [i.list_index for i in structure.items] == lists


@pytest.mark.parametrize(
    "text", ["一是甲。二是乙。三是丙。三是丁。", "一是甲。三是丙。", "一、甲\n二、乙\n四、丁"]
)
def test_mending_warns(text: str) -> None:
    assert parse_structure(text).warnings


def test_an_announced_count_is_checked() -> None:
    assert not parse_structure("要做好两方面的事宜：一是甲；二是乙。").warnings
    assert (
        "预告九项".replace("九", "9") in parse_structure("要做好九方面的事宜：一是甲；二是乙。").warnings[0]
    )


# ---------------------------------------------------------------------------------------------------- named sets

NAMED: list[tuple[str, list[str]]] = [
    ("要做到“四个注重”：注重规划、注重实施、注重监督、注重实效。", ["注重规划", "注重实施", "注重监督", "注重实效"]),
    ("落实“三不”原则：不推诿、不拖延、不敷衍。", ["不推诿", "不拖延", "不敷衍"]),
    ("树牢“四个意识”，即政治意识、大局意识、核心意识、看齐意识。", ["政治意识", "大局意识", "核心意识", "看齐意识"]),
    ("做到“三有”，即手里要有台账、心里要有底数、脚下要有行动。", ["手里要有台账", "心里要有底数", "脚下要有行动"]),
    ("“三查”是查水源、查管网、查水表，确保供水。", ["查水源", "查管网", "查水表"]),
    ("做到“三快”，即快接报、快出动、快处置，确保安全。", ["快接报", "快出动", "快处置"]),
    ("做好“两个确保”：确保按期完工；确保质量过硬。", ["确保按期完工", "确保质量过硬"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "members"), NAMED)
def test_named_sets(text: str, members: list[str]) -> None:
    found = parse_structure(text).items
    assert [text[i.start : i.end] for i in found] == members
    assert [i.ordinal for i in found] == list(range(1, len(members) + 1))
    assert {i.marker for i in found} == {""}


def test_an_item_ends_where_a_named_set_inside_it_begins() -> None:
    text = "一要值守到位。二要落实“三查”：查水源、查管网、查水表。各站要上报。"
    assert items_of(text) == [
        ("一要", 1, "值守到位"),
        ("二要", 2, "落实“三查”"),
        ("", 1, "查水源"),
        ("", 2, "查管网"),
        ("", 3, "查水表"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",  # only named
        "坚持“三个结合”：长短结合、点面结合。",  # two of three
        "“三夏”是夏收、夏种、防汛，是农时。",  # one is of another kind
        "实现“五个突破”：产业升级、城乡融合、改革开放、民生改善、生态优化。",  # its word is in none
    ],
)
def test_named_sets_that_are_none(text: str) -> None:
    assert items_of(text) == []


# --------------------------------------------------------------------------------------------------- properties

PIECES = st.sampled_from(
    ["一是", "二是", "三是", "一、", "二、", "（一）", "（二）", "1.", "2.", "第一，", "第二，", "第一条", "第二条 ", "①", "②",
     "首先，", "其次，", "一方面", "另一方面", "加强管理", "市教育局", "。", "；", "：", "\n", "“", "”", "《", "》", "（市局负责）",
     "2024年5月6日", "1.5", "附件：", "\t", " ", "第一章", "四个坚持", "坚持", "、"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_invariants(text: str) -> None:
    structure = parse_structure(text)
    assert structure == parse_structure(text)
    for k, item in enumerate(structure.items):
        assert item.index == k
        assert 0 <= item.marker_start <= item.start < item.end <= item.scope_end <= len(text)
        assert item.parent is None or 0 <= item.parent < k
        assert (
            item.depth == (1 if item.parent is None else structure.items[item.parent].depth + 1)
            or item.depth > 1
        )
        assert text[item.start : item.end].strip() == text[item.start : item.end]
        assert "\n" not in text[item.start : item.end]
    starts = [item.marker_start for item in structure.items]
    assert starts == sorted(starts)
    for span in structure.lines:
        assert "\n" not in text[span.start : span.end]


def test_a_marker_on_a_line_of_its_own_numbers_the_next() -> None:
    text = "（一）\n水表管理\n1.换表\n2.\n抄表\n3.\n4.收费\n"
    found = [(marker, own) for marker, _, own in items_of(text)]
    assert found == [("（一）", "水表管理"), ("1.", "换表"), ("2.", "抄表"), ("4.", "收费")]
