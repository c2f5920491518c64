"""Title, date, number, kind, issuers, addressees and the roles of lines. Texts of our own writing."""

# ruff: noqa: E501  (tables of texts are easier to read unbroken)
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import DOCUMENT_KINDS, Head
from pipeline.structure import parse_structure

BODY = "为进一步加强河道管理，现就有关事项通知如下：\n一、开展排查。\n二、限期整改。\n"


def head_of(text: str, **found: str) -> Head:
    return parse_structure(text, found).head


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("某某市人民政府关于加强河道管理的通知\n各县（区）人民政府：\n" + BODY, "某某市人民政府关于加强河道管理的通知"),
        # behind the code of its filing and the red head, or below what a form left
        ("ZJXX00－2020－0007某某市人民政府文件某政发〔2020〕7号某某市人民政府关于河道管理的若干意见（试行）"
         "各县（市、区）人民政府，市政府各部门：\n" + BODY, "某某市人民政府关于河道管理的若干意见（试行）"),
        ("某政发〔2020〕7号\n办公室核发单：\n某某市人民政府关于印发《河道行动计划（2020—2022年）》的通知某某镇，市级各部门：\n" + BODY,
         "某某市人民政府关于印发《河道行动计划（2020—2022年）》的通知"),
        ("请填写领用单：\n某某市人民政府关于河道管理的意见各县人民政府：\n" + BODY, None),
        # over two lines
        ("某某市人民政府办公室关于加强城市\n河道管理工作的通知\n各县（区）人民政府：\n" + BODY,
         "某某市人民政府办公室关于加强城市河道管理工作的通知"),
        # under its number
        ("某政发〔2024〕7号\n某某市人民政府关于河道管理的实施意见\n各县人民政府：\n" + BODY,
         "某某市人民政府关于河道管理的实施意见"),
        # glued to the addressees, to the number, to the body
        ("某某区人民政府办公室关于加强河道管理的实施意见各街道办事处，区府各部门：\n" + BODY,
         "某某区人民政府办公室关于加强河道管理的实施意见"),
        ("某某市人民政府关于加强河道管理的决定某政发〔2005〕39号各县人民政府：" + BODY,
         "某某市人民政府关于加强河道管理的决定"),
        ("某某市河道管理办法（试行）为加强河道管理，保障防洪安全，根据有关法律，制定本办法。\n" + BODY,
         "某某市河道管理办法（试行）"),
        ("市水利局、市财政局有关负责同志就《某某市河道管理办法》答记者问日前，市政府印发了《某某市河道管理办法》。",
         "市水利局、市财政局有关负责同志就《某某市河道管理办法》答记者问"),
        ("在全市河道管理工作会议上的讲话（2024年5月6日）张三同志们：今天我们开会。",
         "在全市河道管理工作会议上的讲话"),
        # of a thing that holds a name of its own
        ("关于印发《某某市河道管理办法》的通知\n各县人民政府：\n" + BODY, "关于印发《某某市河道管理办法》的通知"),
        ("# 某某市河道管理条例\n\n2012年8月29日某某市人大常委会通过\n\n## 第一章 总则\n第一条 为了管理河道，制定本条例。",
         "某某市河道管理条例"),
        # with its date in brackets, and what a note without a title passes on
        ("中共某某区委某某区人民政府关于加强河道管理的若干意见（2017年4月17日）为加强河道管理，制定本意见。\n" + BODY,
         "中共某某区委某某区人民政府关于加强河道管理的若干意见"),
        ("某水函〔2021〕9号\n各县水利局：\n为加强管理，制定了《河道清淤行动计划（2021—2024年）》。现印发给你们，请认真执行。\n某某市水利局\n"
         "2021年8月6日\n河道清淤行动计划\n（2021—2024年）\n为做好清淤工作，制定本计划。", "河道清淤行动计划（2021—2024年）"),
        ("某水函〔2021〕9号\n各县水利局：\n现将《河道清淤计划》印发给你们。\n某某市水利局\n2021年8月6日\n其他事项\n做好清淤工作。", None),
        # a headline over a report
        ("全市河道管理工作会议召开\n5月6日，全市河道管理工作会议在市政府召开，市长张三出席并讲话。", "全市河道管理工作会议召开"),
        # behind banners, columns and the remains of markup; printed twice
        ("欢迎访问某某河长制平台\n政务公开\n关于开展河道排查的通知\n各县人民政府：\n" + BODY, "关于开展河道排查的通知"),
        ("水利新闻\n2024年政府工作报告\n2024-02-03\n各位代表：现在报告工作。", "2024年政府工作报告"),
        ('rel="stylesheet" type="text/css" /\n我县全面开展河道清淤\n5月6日，县水利局组织清淤。', "我县全面开展河道清淤"),
        ("我县全面开展河道清淤 成效初步显现-某某新闻网\ntrue\n要闻\n我县全面开展河道清淤 成效初步显现\n"
         "5月6日，县水利局组织清淤，沿线群众参加。", "我县全面开展河道清淤 成效初步显现"),
        ("某某县人民政府\n关于加强河道管理的通知\n各乡镇人民政府：\n" + BODY, "某某县人民政府关于加强河道管理的通知"),
        # an order carries the regulation that it puts into force
        ("某某部令\n第9号\n《河道保护规定》已于2021年3月5日经第7次部务会议通过，现予公布。\n部长 张三\n2021年3月20日\n"
         "河道保护规定\n第一章 总则\n第一条 为了保护河道，制定本规定。", "河道保护规定"),
        # what stands twice but is no headline
        ("第二章 河道整治与保护\n第三章 法律责任及处罚\n第二章 河道整治与保护\n第一条 为了保护河道，制定本条例。", None),
        # none
        ("5月6日，全市河道管理工作会议在市政府召开。市长张三出席并讲话。", None),
        ("各县（区）人民政府，市直各部门：\n" + BODY, None),
        ("同志们：\n今天我们召开河道管理工作会议，主要任务是部署防汛。", None),
    ],
)  # fmt: skip
def test_title(text: str, title: str | None) -> None:
    assert head_of(text).title == title


def test_the_page_names_the_title_only_where_the_text_does_not() -> None:
    assert (
        head_of("各县人民政府：\n" + BODY, title="关于加强河道管理的通知").title == "关于加强河道管理的通知"
    )
    text = "某某市人民政府关于河道管理的意见\n各县人民政府：\n" + BODY
    assert head_of(text, title="河道新闻").title == "某某市人民政府关于河道管理的意见"
    assert head_of("5月6日，市长巡河。他强调，要管好河道。", title="2024-05-06 07:20").title is None
    text = "信息公开\n政府工作报告\n某某省2026年政府工作报告\n各位代表：现在报告工作。"
    assert head_of(text, title="某某省2026年政府工作报告").title == "某某省2026年政府工作报告"


@pytest.mark.parametrize(
    ("text", "found", "date"),
    [
        (BODY + "某某市人民政府\n2024年5月6日\n（此件公开发布）\n附件\n名单", {}, "2024-05-06"),
        (BODY + "某某市人民政府\n二○○五年十二月三日", {}, "2005-12-03"),
        (BODY + "请抓好落实。某某市人民政府办公室2024年5月6日（此件公开发布）", {}, "2024-05-06"),
        ("某某条例\n2012年9月9日国务院令第624号公布\n2012年10月1日施行\n第一条 制定本条例。", {}, "2012-09-09"),
        ("某某条例\n2019年1月2日市人大常委会通过\n2021年3月4日市人大常委会修正\n第一条 制定本条例。", {}, "2019-01-02"),
        ("某某条例\n2019年1月2日市人大常委会通过\n2019年3月4日省人大常委会批准\n第一条 制定本条例。", {}, "2019-03-04"),
        ("某某条例\n2009年1月2日市人大常委会通过\n2019年3月4日市人大常委会修订\n第一条 制定本条例。", {}, "2019-03-04"),
        ("某某市人民政府关于河道管理的决定某政发〔2001〕7号（二○○一年三月四日）　　河道是水。\n" + BODY, {}, "2001-03-04"),
        ("在会上的讲话（2018年2月12日）张三同志们：今天开会。我讲三点意见。", {}, "2018-02-12"),
        ("同志们：今天开会。\n（新华社北京3月6日电）\n《人民日报》（2020年03月07日02版）", {}, "2020-03-06"),
        (BODY + "附件：申请表某某市水利局某某市财政局某某市公安局2018年6月8日附件1某某市申请表", {}, "2018-06-08"),
        ("5月6日，全市会议召开。", {"date": "2024-05-07 10:00"}, "2024-05-07"),
        ("某某部令\n第9号\n《河道保护规定》已于2021年3月5日经部务会议修订通过，现予公布。\n部长 张三\n2021年3月20日\n河道保护规定\n"
         "（1991年3月4日某某部令第6号发布 2021年3月5日修订通过）\n第一条 制定本规定。", {}, "2021-03-20"),
        # never guessed
        ("5月6日，全市会议召开。会议总结了2011年工作。", {}, None),
        ("2021年8月12日下午，巡察组反馈情况。", {}, None),
        ("某政发〔2018〕7号\n某某市人民政府关于河道管理的意见\n各县人民政府：\n" + BODY, {}, None),
        (BODY + "本意见自2018年1月1日起施行。", {}, None),
        (BODY + "某某市人民政府\n2024年15月6日", {}, None),
    ],
)  # fmt: skip
def test_date(text: str, found: dict[str, str], date: str | None) -> None:
    assert head_of(text, **found).date == date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("某政发〔2024〕7号\n某某市人民政府关于河道管理的意见\n各县人民政府：\n" + BODY, "某政发〔2024〕7号"),
        ("某某市人民政府关于河道管理的意见\n某政发[2024]7号\n各县人民政府：\n" + BODY, "某政发[2024]7号"),
        ("某某市人民政府关于河道管理的决定某政发〔2005〕39号各县人民政府：" + BODY, "某政发〔2005〕39号"),
        ("某水函〔2021〕169号各县（区）水利局：\n" + BODY, "某水函〔2021〕169号"),
        ("某某条例\n2012年9月9日中华人民共和国国务院令第624号公布\n第一条 制定本条例。", "中华人民共和国国务院令第624号"),
        ("某某省河道保护办法\n（2019年6月3日某某省人民政府令〔2019〕第4号公布）\n第一条 制定本办法。", "某某省人民政府令〔2019〕第4号"),
        ("河道条例\n1990年6月4日 某某委员会令第10号、水利部令第1号发布\n第一条 制定本条例。", "某某委员会令第10号、水利部令第1号"),
        ("某某部令2019年第4号\n河道保护办法\n第一条 制定本办法。", "某某部令2019年第4号"),
        ("JLHD01—2020—0035某某市人民政府办公室文件某政办发〔2020〕98号某某市人民政府办公室关于印发《河道管理办法》的通知各镇人民政府：\n" + BODY,
         "某政办发〔2020〕98号"),
        ("某某市人民政府令\n（第16号）\n《某某市河道管理办法》已经通过，现予公布。", "某某市人民政府令（第16号）"),
        ("某某河道管理办法\n第一条 根据某某省人民政府令第9号的规定，制定本办法。", None),
        # a number that belongs to another document
        ("某某市人民政府关于河道管理的批复\n市水利局：\n你局《请示》（某水〔2018〕8号）收悉。现批复如下：", None),
        ("关于河道管理的通知\n根据《意见》（国发〔2015〕2号）要求，现通知如下：", None),
    ],
)  # fmt: skip
def test_number(text: str, number: str | None) -> None:
    assert head_of(text).doc_number == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("某某市人民政府关于加强河道管理的通知\n" + BODY, "notice"),
        ("某某市人民政府关于加强河道管理的实施意见（试行）\n" + BODY, "opinion"),
        ("2024年河道管理工作要点\n" + BODY, "plan"),
        ("重点任务分工方案\n" + BODY, "division"),
        ("某某市人民政府关于设立河长办的批复\n" + BODY, "decision"),
        ("某某市河道管理办法\n第一条 制定本办法。", "regulation"),
        ("全市河长制工作会议召开\n5月6日，会议在市政府召开，市长出席会议并讲话，部署工作。", "meeting"),
        ("张三在全市大会上发表重要讲话\n5月6日，市委召开大会。张三强调，要管好河道，各地要抓好落实。", "meeting"),
        ("在全市大会上的讲话\n（2024年5月6日）\n同志们：今天开会。", "speech"),
        ("2024年某某市政府工作报告\n各位代表：现在我代表市人民政府作报告。", "report"),
        ("市水利局就《河道办法》答记者问\n问：为何出台？答：为了管好河道，保护群众利益。", "other"),
        ("各县人民政府：为加强河道管理，经市政府同意，现提出以下意见。", "opinion"),
        # a covering notice is of the kind of the plan or division that it passes on
        ("某某市人民政府关于印发河道整治行动方案的通知\n" + BODY, "notice"),
        ("某某市人民政府关于印发《河道整治规划（2021—2025年）》的通知\n" + BODY, "notice"),
        ("某某市人民政府办公室关于印发河道整治任务分工方案的通知\n" + BODY, "division"),
        ("某某市人民政府关于印发《河道管理办法》的通知\n" + BODY, "notice"),
        ("某某市人民政府转发市水利局关于河道整治意见的通知\n" + BODY, "notice"),
        ("关于做好河道整治方案编制工作的通知\n" + BODY, "notice"),
        ("县委第二巡察组向县水利局党组反馈巡察情况\n5月6日，县委第二巡察组反馈巡察情况。", "meeting"),
        ("关于向社会公布河道整治情况的通报\n" + BODY, "notice"),
        ("各位代表：现在，我代表市人民政府向大会报告工作，请予审议。\n一、回顾", "report"),
        ("市政府新闻办今日上午举行新闻发布会，请水利局局长张三介绍情况，并答记者问。\n张三：河道变清了。", "meeting"),
        ("中共某某省委制定了新的八项规定，要求省领导带头执行。\n一、要改进调研", "regulation"),
        ("5月6日，全市河道管理工作会议召开。张三对整改工作提出三点意见：一是快；二是稳。", "meeting"),
    ],
)  # fmt: skip
def test_kind(text: str, kind: str) -> None:
    assert head_of(text).kind == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("某某市人民政府关于河道管理的通知\n" + BODY, ["某某市人民政府"]),
        ("国务院、中央军委关于迁址的批复\n" + BODY, ["国务院", "中央军委"]),
        ("中共某某市委某某市人民政府关于河道管理的意见\n" + BODY, ["中共某某市委", "某某市人民政府"]),
        ("关于河道管理的通知\n" + BODY + "某某市水利局\n某某市财政局\n2024年5月6日", ["某某市水利局", "某某市财政局"]),
        ("各县水利局：" + BODY + "请抓好落实。某某市水利局2024年5月6日", ["某某市水利局"]),
        ("某某条例\n2012年9月9日中华人民共和国国务院令第624号公布\n第一条 制定本条例。", ["国务院"]),
        ("5月6日，全市河道管理工作会议召开。", []),
        ("河道条例\n1990年6月4日 某某委员会令第10号、水利部令第1号发布\n第一条 制定本条例。", ["某某委员会", "水利部"]),
        (BODY + "附件：申请表某某市水利局某某市财政局2018年6月8日附件1某某市申请表", ["某某市水利局", "某某市财政局"]),
        # the office in front of 印发 only printed the document
        ("某政发〔2017〕18号\n关于河道管理的意见\n各镇人民政府：\n" + BODY + "某某县人民政府办公室2017年12月5日印发", []),
    ],
)  # fmt: skip
def test_issuers(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in head_of(text).issuers] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("关于河道管理的通知\n各县（区）人民政府，市直各部门：\n" + BODY, ["各县（区）人民政府", "市直各部门"]),
        ("各省、自治区、直辖市人民政府，国务院各部委：" + BODY, ["各省、自治区、直辖市人民政府", "国务院各部委"]),
        ("某某区关于河道管理的意见各街道办事处，区府各部门：\n" + BODY, ["各街道办事处", "区府各部门"]),
        ("关于河道管理的通知\n：各科室\n" + BODY, ["各科室"]),
        # ranks of places share an office; kinds of departments are one name
        ("各省、自治区、直辖市水利厅（水务局），部直属各单位：\n" + BODY, ["各省、自治区、直辖市水利厅（水务局）", "部直属各单位"]),
        ("各省、自治区、直辖市及新疆生产建设兵团水利厅、财政厅：\n" + BODY, ["各省、自治区、直辖市及新疆生产建设兵团水利厅", "财政厅"]),
        ("关于河道管理的通知\n各州、市人民政府，省直各委、办、厅、局：\n" + BODY, ["各州、市人民政府", "省直各委、办、厅、局"]),
        ("关于河道管理的通知\n各市、省直各单位：\n" + BODY, ["各市", "省直各单位"]),
        ("某某港区管理委员会关于河道管理的通知某某镇，港区各部门、单位：\n" + BODY, ["某某镇", "港区各部门、单位"]),
        ("关于河道管理的通知\n各县水利局，各有关发电厂：\n" + BODY, ["各县水利局", "各有关发电厂"]),
        ("关于河道管理的通知\n各部门、各单位：\n" + BODY, ["各部门", "各单位"]),
        ("河北、山西、陕西省（自治区、直辖市）人民政府：\n" + BODY, ["河北", "山西", "陕西省（自治区、直辖市）人民政府"]),
        ("关于河道管理的意见\n为管好河道，提出意见。\n" + BODY + "〔此件发至各乡镇、街道党委，区级机关各单位〕某某区委办公室印发",
         ["各乡镇、街道党委", "区级机关各单位"]),
        ("会议指出：要管好河道。\n" + BODY, []),
        ("责任单位：市水利局\n" + BODY, []),
    ],
)  # fmt: skip
def test_addressees(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in head_of(text).addressees] == names


def test_roles_of_lines() -> None:
    text = (
        "某政发〔2024〕7号\n某某市人民政府关于河道管理的通知\n各县人民政府：\n正文在此，要求如下。\n附件：名单\n"
        "某某市人民政府\n2024年5月6日\n（此件公开发布）\n序号\t任务\t责任单位\n抄送：市委办公室"
    )
    assert [line.role for line in parse_structure(text).lines] == [
        "number", "title", "addressee", "text", "attachment", "signature", "date", "note", "row", "note",
    ]  # fmt: skip


PIECES = st.sampled_from(
    ["某某市人民政府", "关于", "加强管理", "的通知", "各县人民政府：", "\n", "某政发〔2024〕7号", "2024年5月6日", "《", "》", "。",
     "讲话", "（", "）", "同志们：", "令第3号", "公布", "一、", "新华社北京3月6日电", "，", "：", "#", "\t", "附件"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_invariants(text: str) -> None:
    head = head_of(text)
    assert head.kind in DOCUMENT_KINDS
    spans = [
        head.title_span,
        head.doc_number_span,
        head.date_span,
        head.addressee_line,
        *head.issuers,
        *head.addressees,
    ]
    for span in spans:
        assert span is None or 0 <= span.start < span.end <= len(text)
    assert head.date is None or len(head.date) == 10
