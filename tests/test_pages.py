"""The main text of pages: templates of portals, CMSs, news sites and mirrors, written for these tests."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.imprint import find_fields, is_imprint, read_date, split_site
from pipeline.read.markup import read_page
from pipeline.read.pages import extract_page

LINES = (
    "各区县人民政府要把校车安全摆在突出位置，明确责任，细化措施，确保按期完成。",
    "二、市教育局牵头制定实施细则，市财政局负责落实经费，有关部门予以配合。",
    "三、各单位要在每季度末将进展情况报送市政府办公室。",
)
BODY = "".join(f"<p>　　{line}</p>" for line in LINES)
TEXT = "\n".join(LINES)
NAV = (
    "<div class=top><a href=/>首页</a><a href=/a>政务公开</a><a href=/b>办事服务</a><a href=/c>互动交流</a>"
    "<a href=/d>专题专栏</a></div>"
)
FOOT = (
    "<div class=bottom>版权所有：云川市人民政府 主办：云川市人民政府办公室 <a href=/m>网站地图</a>"
    " 云ICP备00000000号-1</div>"
)
FORM_PAGE = (
    "<html><head><title>关于加强校车管理的通知_云川市政府</title></head><body><form id=aspnetForm>"
    f"{NAV}<table width=1000><tr><td width=200><ul><li><a>图片新闻</a></li><li><a>今日要闻</a></li>"
    "<li><a>通知公告</a></li></ul></td><td><table><tr><td align=center><b>关于加强校车管理的通知</b></td></tr>"
    "<tr><td>日期：2014-05-06 08:30&nbsp;&nbsp;来源：市教育局&nbsp;&nbsp;点击：233&nbsp;&nbsp;【字体：<a>大</a>"
    f" <a>中</a> <a>小</a>】</td></tr><tr><td><div>{BODY}</div></td></tr><tr><td align=right>[<a>打印本页</a>]"
    f" [<a>关闭窗口</a>]</td></tr></table></td></tr></table>{FOOT}</form></body></html>"
)
NEWS_PAGE = (
    "<html><head><title>校车安全工作会议召开-云川新闻网</title></head><body>"
    f"{NAV}<div class=left><h1>校车安全工作会议召开</h1><div class=info><span>2020年03月04日 09:15</span>"
    f"<span>来源：云川日报</span><span>作者：王强</span></div><div class=article>{BODY}<p>（责任编辑：李明）</p></div>"
    "<div class=share>分享到：<a>微博</a><a>微信</a></div><div class=xg><h3>相关阅读</h3><ul>"
    "<li><a>我市召开会议，部署秋季开学工作。</a></li><li><a>多举措推进义务教育均衡发展</a></li>"
    "<li><a>校园安全检查</a></li></ul></div></div><div class=right><h3>热点新闻</h3><ul><li><a>新闻标题一二三四五</a>"
    f"</li><li><a>新闻标题二三四五六</a></li><li><a>新闻标题三四五六七</a></li></ul></div>{FOOT}</body></html>"
)
FIELD_TABLE_PAGE = (
    "<div class=wrap><table><tr><td>索 引 号：</td><td>K0001/2020-00012</td><td>主题分类：</td><td>教育</td></tr>"
    "<tr><td>发文机关：</td><td>市教育局</td><td>成文日期：</td><td>2020年06月05日</td></tr>"
    "<tr><td>标　　题：</td><td colspan=3>关于做好防汛工作的通知</td></tr>"
    "<tr><td>发文字号：</td><td>云教发〔2020〕8号</td><td>发布日期：</td><td>2020年06月07日</td></tr></table>"
    f"<div id=UCAP-CONTENT>{BODY}</div><div class=ewm>扫一扫在手机打开当前页</div></div>"
)
LIST_PAGE = (
    f"<html><body>{NAV}<ul>"
    + "".join(
        f"<li><a href=x>关于做好第{i}项工作的通知</a><span>2020-01-{i:02d}</span></li>" for i in range(1, 28)
    )
    + f"</ul><div>共27条 1/2 <a>下一页</a></div>{FOOT}</body></html>"
)
MIRROR_PAGE = (
    "<html><head><title>校车安全工作会议 - 范文大全</title></head><body><div class=hd><a>范文</a>|<a>合同</a></div>"
    "<div class=box><h1>校车安全工作会议</h1><div>时间:2021-03-04 作者:admin 来源:网络 点击:123</div>"
    f"<div class=txt>{BODY}</div><div class=pages><a>上一页</a> <a>1</a> <a>2</a> <a>下一页</a></div>"
    "<div>本文链接：http://www.example.com/a/1.html</div><dl><dt>猜你喜欢</dt><dd><a>督导汇报材料范文</a></dd>"
    "<dd><a>督导评估总结范文</a></dd></dl></div></body></html>"
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (FORM_PAGE, {"title": "关于加强校车管理的通知", "date": "2014-05-06", "source": "市教育局"}),
        (NEWS_PAGE, {"title": "校车安全工作会议召开", "date": "2020-03-04", "source": "云川日报",
        "editor": "李明",
                     "author": "王强", "site": "云川新闻网"}),
        (FIELD_TABLE_PAGE, {"title": "关于做好防汛工作的通知", "date": "2020-06-07", "written": "2020-06-05",
                            "doc_number": "云教发〔2020〕8号", "issuer": "市教育局"}),
        (MIRROR_PAGE, {"date": "2021-03-04", "url": "http://www.example.com/a/1.html", "site": "范文大全"}),
    ],
)  # fmt: skip
def test_templates(page: str, expected: dict[str, str]) -> None:
    result = extract_page(page)
    assert result.text == TEXT
    assert {key: result.metadata.get(key) for key in expected} == expected


def test_pages_without_text_of_their_own_are_empty() -> None:
    assert extract_page(LIST_PAGE).text == ""
    assert extract_page(f"<html><body>{NAV}{FOOT}</body></html>").text == ""
    assert extract_page("").text == ""


def test_fragments_keep_everything() -> None:
    assert (
        extract_page("<p>会场全景</p><p>1月5日，全市工作会议召开。</p>").text
        == "会场全景\n1月5日，全市工作会议召开。"
    )
    assert extract_page("各区县：<br>现将通知印发给你们。<br/>　　特此通知。").text.split("\n") == [
        "各区县：", "现将通知印发给你们。", "特此通知。",
    ]  # fmt: skip


def test_signature_and_attachments_behind_the_body_belong_to_it() -> None:
    page = (
        f"<html><body><div><div class=content>{BODY}</div><div class=sign>云川市人民政府办公室<br>2018年8月6日</div>"
        f"<div class=fj>附件：<a href=1.doc>1.任务分工表.doc</a></div></div>{FOOT}</body></html>"
    )
    assert extract_page(page).text.split("\n")[3:] == [
        "云川市人民政府办公室", "2018年8月6日", "附件：1.任务分工表.doc",
    ]  # fmt: skip


def test_comments_of_readers_are_not_the_text() -> None:
    page = f"<div class=m><div>{BODY}</div><div id=comments><p>张三：这个通知非常及时，希望尽快落实。</p></div></div>"
    assert extract_page(page).text == TEXT


def test_server_code_scripts_and_hidden_parts_are_no_text() -> None:
    page = (
        '<%@ page pageEncoding="UTF-8"%><%-- created by a template --%><div><script>var a="落实责任。"</script>'
        f"<style>p{{}}</style><p style='display: none'>附件：</p>{BODY}<textarea>请输入</textarea></div>"
    )
    assert extract_page(page).text == TEXT


def test_data_tables_are_rows_and_spanned_cells_keep_their_column() -> None:
    page = (
        "<div id=zoom><p>重点任务分工表</p><table border=1><tr><th>序号</th><th>工作任务</th><th>牵头单位</th>"
        "<th>配合单位</th></tr><tr><td>1</td><td>完善校车管理制度。</td><td rowspan=2>市教育局</td>"
        "<td><p>市公安局</p><p>市交通局</p></td></tr><tr><td>2</td><td>开展安全检查。</td><td>市应急局</td></tr></table></div>"
    )
    assert extract_page(page).text.split("\n") == [
        "重点任务分工表",
        "序号\t工作任务\t牵头单位\t配合单位",
        "1\t完善校车管理制度。\t市教育局\t市公安局 市交通局",
        "2\t开展安全检查。\t\t市应急局",
    ]


def test_layout_tables_are_not_rows() -> None:
    page = f"<table><tr><td><a>菜单</a></td><td>{BODY * 6}</td></tr></table>"
    assert "\t" not in extract_page(page).text


def test_ordered_lists_get_their_numbers() -> None:
    page = "<p>通知如下：</p><ol><li>加强领导。</li><li>落实责任。</li></ol><ol start=3 style='list-style-type:cjk-ideographic'><li>强化督查。</li></ol><ol><li>一、已有编号。</li></ol>"  # noqa: E501
    assert extract_page(page).text.split("\n")[1:] == [
        "1.加强领导。", "2.落实责任。", "三、强化督查。", "一、已有编号。",
    ]  # fmt: skip


def test_line_ends_of_the_source() -> None:
    wrapped = "<p>各级各部门要落实\n  主体责任，形成\n工作合力，确保取得\n  实效。</p>"
    assert extract_page(wrapped).text == "各级各部门要落实主体责任，形成工作合力，确保取得实效。"
    raw = "<div>各区县人民政府：\n现将事项通知如下。\n<b>一、自查</b>\n各地要认真自查。\n<b>二、抽查</b>\n市里将抽查。</div>"  # noqa: E501
    assert extract_page(raw).text.split("\n")[2:4] == ["一、自查", "各地要认真自查。"]
    assert extract_page("<pre>第一行\n第二行</pre>").text == "第一行\n第二行"


def test_runs_of_a_word_processor_are_one_line() -> None:
    page = "<p class=MsoNormal><font>到</font><font>2025</font><span>年</span>\n<span>底前完成整改。</span><o:p></o:p></p>"
    assert extract_page(page).text == "到2025年底前完成整改。"


def test_a_meeting_time_inside_the_text_stays() -> None:
    page = "<p>关于召开会议的通知</p><p>经研究，决定召开工作会议，现将有关事项通知如下。</p><p>时间：2021年5月6日</p><p>地点：市政府会议室</p>"  # noqa: E501
    assert "时间：2021年5月6日" in extract_page(page).text


# ------------------------------------------------------------------------------------------------ imprint


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("发布时间：2011-3-30", "2011-03-30"), ("2011年10月08", "2011-10-08"), ("2019/01/08 10:22:33",
        "2019-01-08"),
        ("二〇一九年一月二十三日", "2019-01-23"), ("20200607", "2020-06-07"), ("7月8号", None), ("2019年",
        None),
        ("2019-13-40", None), ("2021年2月30日", None), ("电话12345678901", None), ("二○二○年十月十日",
        "2020-10-10"),
    ],
)  # fmt: skip
def test_dates_are_full_or_nothing(text: str, date: str | None) -> None:
    assert read_date(text) == date


@given(st.text("二〇一九年十月三日-2013 /.", max_size=24))
def test_dates_never_raise(text: str) -> None:
    date = read_date(text)
    assert date is None or len(date) == 10


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("来源：市教育局　发布时间：2020-01-02", [("source", "市教育局"), ("date", "2020-01-02")]),
        ("[责任编辑:王丽]", [("editor", "王丽")]),
        ("索 引 号：\tA1/2020\t文　　号：\t云政发〔2020〕1号", [("index_number", "A1/2020"), ("doc_number",
        "云政发〔2020〕1号")]),
        ("会议时间：5月6日上午", []),
        ("一、截止日期：另行通知", []),
    ],
)  # fmt: skip
def test_fields_of_furniture(line: str, fields: list[tuple[str, str]]) -> None:
    assert [(key, value) for key, _, value in find_fields([line])] == fields


@pytest.mark.parametrize(
    "line",
    ["来源：云川日报 作者：王强", "发布时间：2020-01-02 浏览次数：22", "责任编辑：李明", "字号：大 中 小"],
)
def test_imprint_lines(line: str) -> None:
    assert is_imprint(line)


@pytest.mark.parametrize(
    "line",
    ["时间安排：5月启动，12月完成。", "来源广泛，成分复杂。", "责任单位：市教育局", "编辑部要落实责任。", "牵头单位：市委宣传部",  # noqa: E501
     "主题：加强督导，落实责任，确保各项任务按期完成。"],
)  # fmt: skip
def test_lines_of_text_are_no_imprint(line: str) -> None:
    assert not is_imprint(line)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("关于印发方案的通知 | 云川市人民政府", ("关于印发方案的通知", "云川市人民政府")),
        ("关于印发方案的通知- 【云川在线】", ("关于印发方案的通知", "云川在线")),
        ("回顾与展望——我国节能工作", ("回顾与展望——我国节能工作", "")),
        ("云川市人民政府-政府信息公开指南", ("云川市人民政府-政府信息公开指南", "")),
    ],
)
def test_site_behind_the_title(title: str, parts: tuple[str, str]) -> None:
    assert split_site(title) == parts


# ------------------------------------------------------------------------------------------------ hostile


def test_ten_thousand_nested_elements_take_bounded_time() -> None:
    started = time.monotonic()
    result = extract_page("<div>" * 10_000 + BODY + "</div>" * 10_000)
    assert result.text == TEXT
    assert result.warnings
    nested = extract_page("<table><tr><td>" * 3_000 + BODY)
    assert TEXT in nested.text
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "page", ["<", "<>", "<p", "<!--", "<![CDATA[", "<%", "&#xFFFFFFFF;落实。", "<p>\x00\x0b</p>",
    "</div></div>", "<html></html>",
             "<table><tr rowspan=999999999><td colspan=99999 rowspan=x>一</td></tr></table>",
             "<ol start=99999999999><li>x</ol>"],
)  # fmt: skip
def test_broken_markup_never_raises(page: str) -> None:
    extract_page(page)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "<a href=x>", "</a>", "<br>", "<ol>", "<li>",  # noqa: E501
                                 "<div class=nav>", "</div>", "落实责任。", "来源：", "2020-01-01", "\n",
                                 "<!--", "-->", "<b>"]), max_size=40))  # fmt: skip
def test_any_soup_gives_lines_of_its_own_characters(parts: list[str]) -> None:
    source = "".join(parts)
    result = extract_page(source)
    assert set(result.text) <= set(source) | set("\n\t 0123456789.")
    page = read_page(source)
    assert page is None or all(block.text.strip() and "\n" not in block.text for block in page.blocks)


# ------------------------------------------------------------------------------------------------ gold


def test_gold_pages_where_present() -> None:
    gold = Path(__file__).resolve().parents[2] / "shared" / "gold" / "pages"
    if not gold.is_dir():
        pytest.skip("the gold pages are not part of the project")
    from pipeline.read.encoding import decode_bytes, find_declaration

    def letters(text: str) -> str:
        import unicodedata

        return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())

    for file in sorted(gold.glob("*.json")):
        expected = json.loads(file.read_text(encoding="utf-8"))
        data = file.with_suffix(".html").read_bytes()
        page = extract_page(decode_bytes(data, find_declaration(data)).text)
        found = letters(page.text)
        assert [s for s in expected["with"] if letters(s) not in found] == []
        assert [s for s in expected["without"] if letters(s) in found] == []
        if expected["date_kind"] == "published":
            assert page.metadata["date"] == expected["date"]
