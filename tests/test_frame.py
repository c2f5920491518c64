"""The frame of a page stripped to text: what leaves the body, what it says, and what must never leave."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_text
from pipeline.clean.copies import find_copies

TITLE = "云川市水务局关于做好汛期水库安全管理工作的通知"
BODY = (
    "各区水务局，市水务局各直属单位：",
    "今年汛期降雨偏多，为确保水库安全，经市政府同意，现就有关事项通知如下：",
    "一、落实责任",
    "（一）各区水务局要逐座水库明确责任人，并在每年4月底前向社会公布。",
    "（二）水库管理单位应当每日巡查一次，发现险情必须立即报告所在区人民政府。",
    "二、加强值守",
    "各直属单位要实行领导带班，汛期不得擅自离岗，违者按规定追究责任。",
    "云川市水务局",
    "2024年4月8日",
)
NOTICE = "\n".join((TITLE, *BODY))
FOOTER = (
    "扫一扫在手机打开当前页",
    "内容纠错 |",
    "使用帮助|",
    "云川市人民政府 版权所有　主办单位：云川市人民政府办公室　联系我们：0999-12345",
    "网站标识码：9900000001   ICP备案号：云ICP备00000001号-1",
    "我要办",
    "智能问答",
    *(f"· 市{name}局" for name in ("教育", "公安", "民政", "财政", "水务", "审计", "统计")),
    *(f"· {name}区" for name in ("东城", "南湖", "西山")),
    "关注 · 云川政府网",
    "×",
    "+",
    "↺",
)


@pytest.mark.parametrize(
    "above",
    [
        ("“云办通”小程序", "“云办通”APP", "应用", "当前位置：首页 > 政务公开 > 通知公告"),
        ("长者助手", "关怀版", "A+大", "A+中", "A+小"),
        (
            "政策解读",
            "【文字解读】《云川市水务局关于做好汛期水库安全管理工作的通知》政策解读    2024-04-09",
            "【一图读懂】《云川市水务局关于做好汛期水库安全管理工作的通知》    2024-04-09",
            "您现在的位置：首页 > 水务局 > 文件",
        ),
    ],
)
def test_navigation_above(above: tuple[str, ...]) -> None:
    result = clean_text("\n".join(above) + "\n" + NOTICE)
    assert result.text == NOTICE
    assert result.alignment.restore_raw(result.text) == "\n".join(above) + "\n" + NOTICE


def test_path_over_several_lines() -> None:
    above = (
        f"云川市人民政府| {TITLE}",
        "2024年10月11日星期五",
        "新闻中心",
        "政务公开",
        "您当前所在位置：",
        "网站首页",
        ">政务公开",
        ">法定主动公开内容",
        ">通知公告",
        "通知公告",
    )
    result = clean_text("\n".join((*above, NOTICE)))
    assert result.text == NOTICE and result.found["title"] == TITLE


@pytest.mark.parametrize(
    "bar", [f"{TITLE}-【云川在线】", f"{TITLE}|", f"{TITLE}_云川市水务局", f"云川市水务局 - {TITLE}"]
)
def test_title_of_the_window(bar: str) -> None:
    raw = f'<%@ include file="/view/top.jsp" %>\n{bar}\n<%@ page pageEncoding="UTF-8"%>\n{NOTICE}'
    assert clean_text(raw).text == NOTICE


def test_footer_below() -> None:
    raw = NOTICE + "\n" + "\n".join(FOOTER)
    result = clean_text(raw, explain=True)
    assert result.text == NOTICE
    assert any(repair.rule == "furniture" and "版权所有" in repair.before for repair in result.repairs)


def test_links_above_the_footer() -> None:
    links = [f"· 市{name}局" for name in ("教育", "公安", "民政", "财政", "水务", "审计")]
    assert clean_text("\n".join((NOTICE, *links, *FOOTER[3:5]))).text == NOTICE
    # without a footer below them, or too few to be a list of links, they may be the document's own
    assert links[0].replace(" ", "") in clean_text("\n".join((NOTICE, *links))).text
    assert "市公安局" in clean_text("\n".join((NOTICE, *links[:3], *FOOTER[3:5]))).text


def test_title_in_the_footer() -> None:
    raw = "\n".join(
        (
            *BODY[1:7],
            "扫一扫在手机打开当前页",
            "汛期来了！这些水库安全知识要记牢",
            "2024-04-08",
            "来源：云川市水务局",
            "内容纠错 |",
        )
    )
    assert clean_text(raw).found["title"] == "汛期来了！这些水库安全知识要记牢"


FIELDS = (
    "基本信息",
    "统一编号：",
    "YC0320240043",
    "文　　号：",
    "云水规〔2024〕2号",
    "实施日期：",
    "2024年05月01日",
    "失效日期：",
    "2029年05月01日",
    "发布机关：",
    "云川市水务局",
    "文件状态：",
)


def test_fields_on_lines_of_their_own() -> None:
    result = clean_text("\n".join((*FIELDS, NOTICE)))
    assert result.text == NOTICE
    assert (result.found["doc_number"], result.found["issuer"]) == ("云水规〔2024〕2号", "云川市水务局")
    assert "date" not in result.found  # when it comes into force says not when it was made


def test_fields_with_their_values() -> None:
    raw = "索引号：YC-2024-0003\n成文日期：2024-04-08\n发布日期：2024年4月10日\n发文字号：云水规〔2024〕2号\n有效性：有效\n"
    result = clean_text(raw + NOTICE)
    assert result.text == NOTICE
    assert (result.found["date"], result.found["doc_number"]) == ("2024-04-08", "云水规〔2024〕2号")


@pytest.mark.parametrize(
    "record",
    [
        "索 引 号：\t000/2024-2\t主题分类：\t水利、水务\\水库\n发文机关：\t云川市水务局\t成文日期：\t2024年04月08日\n"
        f"标　　题：\t{TITLE}\n发文字号：\t云水规〔2024〕2号\t发布日期：\t2024年04月10日",
        f"索 引 号： 000/2024-2   主题分类： 水利、水务\n发文机关： 云川市水务局   成文日期： 2024年04月08日\n"
        f"标　　题： {TITLE}\n"
        "发文字号： 云水规〔2024〕2号   发布日期： 2024年04月10日\n主 题 词：",
        "索引号：YC-01 信息分类：通知 发布机构：云川市水务局 发文日期：2024-04-08 文号：云水规〔2024〕2号 有效性：有效",
    ],
)
def test_several_fields_on_a_line(record: str) -> None:
    result = clean_text(record + "\n" + NOTICE)
    assert result.text == NOTICE
    assert (result.found["date"], result.found["doc_number"]) == ("2024-04-08", "云水规〔2024〕2号")


@pytest.mark.parametrize(
    "end",
    [
        "来源｜云川水务\n编辑｜王小明\n审核｜李小红",
        "来源丨云川水务\n编辑丨王小明　校对丨李小红",
        "编辑：王小明　审核：李小红　监制：张三",
        "初审：王小明\n复审：李小红\n终审：张三",
        "长按识别二维码，关注我们\n阅读原文\n喜欢此内容的人还喜欢\n云川天气\n不喜欢",
        "微信扫一扫\n关注该公众号",
        "主办：云川市水务局　地址：云川市人民路1号　邮编：100000　电话：0999-123456",
        "相关文档：\n云川市水务局关于防汛的通知(2024-03-01)\n云川市水务局关于抗旱的通知(2024-02-01)",
    ],
)
def test_ends_of_articles(end: str) -> None:
    assert clean_text(NOTICE + "\n" + end).text == NOTICE


def test_source_behind_a_bar() -> None:
    assert clean_text(NOTICE + "\n来源｜云川水务\n编辑｜王小明").found["source"] == "云川水务"


def test_fields_below_a_sentence_stay() -> None:
    fields = "索引号：YC-01\n文号：云水规〔2024〕2号\n发布机关：云川市水务局\n成文日期：2024-04-08"
    text = "各单位要按照下面的样式填写公开信息。\n" + fields + "\n填写后及时上报。"
    assert clean_text(text).text == text


def test_empty_fields_take_no_title() -> None:
    raw = f"云川市财政局\n成文日期：\n2024-04-08\n名称：\n{TITLE}\n文号：\n发布日期：\n2024-04-10\n主题词：\n{NOTICE}"
    result = clean_text(raw)
    assert result.text == NOTICE
    assert "doc_number" not in result.found and result.found["title"] == TITLE


def test_key_words_end_a_record() -> None:
    raw = f"索引号：\n00-1\n标题：\n{TITLE}\n发文字号：\n云水规〔2024〕2号\n主题词：\n水务水库安全△通知\n"
    assert clean_text(raw + NOTICE).text == NOTICE
    assert clean_text(raw.replace("水务水库安全△通知\n", "") + NOTICE).text == NOTICE
    # a name below is the document's
    raw = raw.replace("水务水库安全△通知", "云川市水务局")
    assert clean_text(raw + NOTICE).text == "云川市水务局\n" + NOTICE


def test_day_of_a_signature_stays() -> None:
    result = clean_text(NOTICE + "\n责任编辑：王小明\n打印 关闭")
    assert result.text == NOTICE


@pytest.mark.parametrize(
    ("line", "date"), [("发稿时间：2021/6/9", "2021-06-09"), ("（2021-06-09 来源：云川日报）", "2021-06-09")]
)
def test_line_below_a_headline(line: str, date: str) -> None:
    result = clean_text(f"全市防汛现场会召开！\n{line}\n6月8日，全市防汛现场会在南湖水库召开，市长作了部署。")
    assert result.text.split("\n")[0] == "全市防汛现场会召开！" and len(result.text.split("\n")) == 2
    assert result.found["date"] == date


# ------------------------------------------------------------------------------------------------ second copies


def test_copy_in_one_line() -> None:
    assert clean_text(NOTICE + "\n" + "".join((TITLE, TITLE, *BODY))).text == NOTICE
    assert clean_text("".join((TITLE, *BODY)) + "\n" + NOTICE).text == NOTICE


def test_copy_line_by_line() -> None:
    assert clean_text(NOTICE + "\n" + "\n".join(BODY[:7])).text == NOTICE
    assert (
        clean_text(
            NOTICE + "\n" + "　　".join((TITLE, *BODY)) + "\n今年汛期降雨偏多，为确保水库安全，经市..."
        ).text
        == NOTICE
    )


@pytest.mark.parametrize(
    "below",
    [
        "".join((TITLE, *BODY)).replace("每日巡查一次", "每日巡查两次"),  # as revised
        "\n".join(BODY[:7]).replace("应当", "必须"),
        BODY[3],
        "云川市水务局\n2024年4月8日",
        "".join(BODY[:7]) + "各区要加强领导。",
    ],
)
def test_texts_that_are_no_copies(below: str) -> None:
    assert find_copies((NOTICE + "\n" + below).split("\n")) == set()


def test_cells_above_a_copy_stay() -> None:
    table = ("序号", "水库", "等级", "1", "南湖", "一级", "2", "北川", "一级")
    text = NOTICE + "\n附件：水库名录\n" + "\n".join(table)
    assert clean_text(text + "\n" + text).text == text
    assert clean_text(text + "\n" + text.replace("\n", "")).text == text
    # links of the page's footer in between do not count
    assert clean_text("\n".join((text, *FOOTER, text.replace("\n", "")))).text == text


def test_rows_that_come_again() -> None:
    rows = ["序号", "单位", "得分", *("1", "水务局", "优秀", "2", "民政局", "良好") * 20]
    assert find_copies([*BODY, *rows]) == set()


# ------------------------------------------------------------------------------------------------ what stays


DISTRICTS = "\n".join(f"{name}区" for name in ("东城", "南湖", "西山", "北川", "中州", "新城", "云岭"))


@pytest.mark.parametrize(
    "kept",
    [
        "附件：\n附件1.docx\n附件2.xlsx",
        "附件\n第一批试点单位名单\n" + DISTRICTS,
        "抄送：市委办公室，市人大常委会办公室",
        "附件：市防汛工作领导小组成员名单\n组长：王小明\n副组长：李小红\n成员：市水务局\n市财政局\n市民政局\n市公安局",
        DISTRICTS,
        "公开方式：主动公开",
        "（联系科室：防汛科，联系电话：0999-3862）",
        "相关链接：\n附件：水库名录.xlsx",
        "名称|数量\n编辑|2人\n审核|1人",
        "分工：编辑王小明，审核李小红",
        "主办：云川市水务局，地址：南湖水库管理所，电话：0999-123456",
        "附件下载：\n水库名录.xlsx",
    ],
)
def test_ends_of_documents_stay(kept: str) -> None:
    assert clean_text(NOTICE + "\n" + kept).text == NOTICE + "\n" + kept


@pytest.mark.parametrize(
    "kept",
    [
        # a list of addressees, one on each line
        "市教育局：\n市公安局：\n市民政局：\n市财政局：\n市水务局：\n市审计局：",
        "云川市水务局\n关于做好汛期工作的通知",
        "实施日期：另行通知",
        "文号：云水规〔2024〕2号\n发布机关：云川市水务局",  # two fields make no block
        "应用",
        "政策解读",
        "首页设计规范",
        "您的位置在水库下游时：",
        "时效性：有效\n名称：南湖水库",
        # what a service, an entry of a list of documents and a form say are not this document's record
        "名称：水库运行许可\n责任部门：市水务局\n有效期：5年\n公开方式：主动公开",
        "标题：水库管理办法\n文号：云水规〔2024〕2号\n成文日期：2024-04-08\n标题：河道管理办法\n文号：云水规〔2024〕3号\n成文日期：2024-05-08",
        "第一批\n文号：云水规〔2024〕2号\n发布机关：市水务局\n成文日期：2024-04-08\n第二批\n文号：云水规〔2024〕3号\n发布机关：市水务局",
        "索引号和文号：由市水务局编制。",
        "位置：南湖水库以东",
    ],
)
def test_beginnings_of_documents_stay(kept: str) -> None:
    body = "\n".join(BODY[1:7])
    assert clean_text(kept + "\n" + body).text.replace("\n", "") == (kept + body).replace("\n", "")


def test_files_and_signature_stand_above_a_footer() -> None:
    kept = NOTICE + "\n附件1：水库名录.xlsx"
    assert clean_text(kept + "\n" + "\n".join(FOOTER)).text == kept
    # files behind the footer's first line stay, and so does a text that is nothing but short lines
    result = clean_text("\n".join((NOTICE, FOOTER[0], "附件1：水库名录.xlsx", *FOOTER[1:])))
    assert result.text == kept
    table = "单位名单\n市教育局\n市公安局\n市民政局"
    assert clean_text(table + "\n扫一扫在手机打开当前页\n市财政局").text.startswith(table)


def test_sentences_below_a_footer_line() -> None:
    raw = NOTICE + "\n内容纠错 |\n市水务局\n各区要于5月底前报送总结，并抓好整改落实。\n市财政局\n市审计局"
    text = clean_text(raw).text
    assert text.endswith("市水务局\n各区要于5月底前报送总结，并抓好整改落实。\n市财政局\n市审计局")


# ------------------------------------------------------------------------------------------------ properties


LINES = st.sampled_from(
    [TITLE, *BODY, *FOOTER, *FIELDS, "".join(BODY), "当前位置：首页 > 通知", "分享到", "-", "1", "附件1.docx"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_frames_leave_sentences(lines: list[str]) -> None:
    raw = "\n".join(lines)
    result = clean_text(raw)
    assert result.alignment.restore_raw(result.text) == raw
    assert clean_text(result.text).text == result.text
    squeezed = "".join(result.text.split())
    for line in lines:
        if line in BODY and line.endswith("。"):
            assert line in squeezed
