"""Cleaning: every fix with what it changes and what it leaves, the alignment, and cleaning twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_text
from pipeline.clean.characters import is_reading

NEGATIVE = Path(__file__).parent / "negative"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def read_table(name: str) -> list[str]:
    lines = (NEGATIVE / name).read_text("utf-8").splitlines()[1:]
    return [line.replace("\\t", "\t").replace("\\n", "\n") for line in lines if line]


def shift(text: str, at: int, step: int = 2) -> str:
    """``text`` as GBK with the first byte of the character ``at`` lost."""
    data = text.encode("gbk")
    data = data[: 2 * at] + data[2 * at + 1 :]
    out, n = "", 0
    while n < len(data):
        char = data[n : n + 2].decode("gbk", "ignore")
        out += char
        n += 2 if len(char) == 1 and ord(char) > 0x7F else 1 if data[n] < 0x81 else step
    return out


CASES = [
    # pinyin
    ("全省教育督導(dǎo)審計(jì)工作會議(yì)", "全省教育督导审计工作会议"),
    ("任務（wù）是認（rèn）真貫徹", "任务是认真贯彻"),
    ("我們(men)要為(wèi)人民服務(wù)", "我们要为人民服务"),
    ("落實(shí)責(zé)任(GDP)", "落实责任(GDP)"),
    ("督ɡuǎn", "督ɡuǎn"),
    # the number of an article that was taken for a marker
    ("农田水利办法第\n（三）条由县水务局负责。", "农田水利办法第（三）条由县水务局负责。"),
    ("依照附则第\n（二）、（四）项办理。\n二、其他", "依照附则第（二）、（四）项办理。\n二、其他"),
    ("考核名列全市第\n一、二名的乡镇予以奖励。", "考核名列全市第一、二名的乡镇予以奖励。"),
    ("考核名列全市第\n一、项目概况\n二、建设内容", "考核名列全市第\n一、项目概况\n二、建设内容"),
    ("各乡镇依次\n（三）条例宣传到户。", "各乡镇依次\n（三）条例宣传到户。"),
    # traditional
    ("孫銳同志主持會議", "孙锐同志主持会议"),
    ("於二〇二〇年發佈，乾隆時期的瞭望臺已修復，瞭解情況後報告", "于二〇二〇年发布，乾隆时期的瞭望台已修复，了解情况后报告"),  # noqa: E501
    # width and punctuation
    ("２０２０年ＡＢ１２％", "2020年AB12%"),
    ("指出,要做到:一是抓好;二是落实!好吗?", "指出，要做到：一是抓好；二是落实！好吗？"),
    ("区、县(分)局", "区、县（分）局"),
    ("（2013－2017年）", "（2013-2017年）"),
    # spaces
    ("全 国 人 民", "全国人民"),
    ("2015 年 9 月 30 日", "2015年9月30日"),
    ("召 集 人：孙春兰　　国务院副总理", "召集人：孙春兰 国务院副总理"),
    ("成    员：孙　尧　　教育部副部长", "成员：孙尧 教育部副部长"),
    ("第一章　总　　则", "第一章 总则"),
    ("市委办公室 市政府办公室", "市委办公室 市政府办公室"),
    ("中共中央 国务院关于治沙的意见", "中共中央 国务院关于治沙的意见"),
    ("中共中央办公厅　国务院办公厅印发", "中共中央办公厅 国务院办公厅印发"),
    ("国务院 办公厅关于治沙的通知", "国务院办公厅关于治沙的通知"),
    ("教育部 财政部 水利部关于治沙的通知", "教育部 财政部 水利部关于治沙的通知"),
    ("省水利厅 省财政厅 人民银行济南分行\n关于治沙的通知", "省水利厅 省财政厅 人民银行济南分行关于治沙的通知"),
    ("市法院 市检察院 市公安局\n关于治沙", "市法院 市检察院 市公安局\n关于治沙"),
    ("推进治沙 加快建设分行体系", "推进治沙加快建设分行体系"),
    ("某某县委 组织部关于治沙的通知", "某某县委组织部关于治沙的通知"),
    ("中 共 中 央 国 务 院", "中共中央 国务院"),
    ("《 人民日报 》（ 2020年03月07日 02 版）", "《人民日报》（2020年03月07日02版）"),
    # invisible, entities
    ("关于\u200b印发\ufeff方案\ue5e5的通知", "关于印发方案的通知"),
    ("第一条&nbsp;&nbsp;为了加强管理", "第一条 为了加强管理"),
    ("甲&amp;nbsp;乙", "甲乙"),
    ("⼀、⾦融", "一、金融"),
    # lines
    ("一、总体要求\r\n\r\n\r\n　　二、主要任务", "一、总体要求\n二、主要任务"),
    ("工作已经完成。　　下一步要抓好落实。", "工作已经完成。\n下一步要抓好落实。"),
    ("甲乙\n\n— 3 —\n\n丙丁", "甲乙\n丙丁"),
    ("甲乙\n第 3 页 共 10 页\n\f丙丁", "甲乙\n丙丁"),
    ("推进平台建设。（牵头单位：\n市发改局；\n责任单位：市财政局、市住建局）\n三、其他事项", "推进平台建设。（牵头单位：市发改局；责任单位：市财政局、市住建局）\n三、其他事项"),  # noqa: E501
    ("某省人民政府关于促进产业园区\n\n高质量发展的若干意见\n\n某政发〔2020〕3号", "某省人民政府关于促进产业园区高质量发展的若干意见\n某政发〔2020〕3号"),  # noqa: E501
    ("# 某条例\n\n<!-- INFO END -->\n\n## 第一章 总则", "某条例\n第一章 总则"),
    ("一句话写完了。\n又一句话也写完了。", "一句话写完了。\n又一句话也写完了。"),
    # bytes
    ("国务院办公厅文件".encode().decode("gbk", "ignore"), "国务院办公厅文件"),
    ("　　各单位要认真组织，遵照执行。".encode().decode("gb18030", "ignore"), "各单位要认真组织，遵照执行。"),
    ("企业由A升级的给予奖励".encode().decode("gb18030", "ignore"), "企业由A升级的给予奖励"),
    ("关于印发实施方案的通知".encode().decode("latin-1"), "关于印发实施方案的通知"),
    ("关于印发实施方案的通知".encode("gbk").decode("latin-1"), "关于印发实施方案的通知"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "clean"), CASES)
def test_cases(raw: str, clean: str) -> None:
    result = clean_text(raw)
    assert result.text == clean
    assert result.alignment.restore_raw(result.text) == raw


@pytest.mark.parametrize("text", read_table("clean.txt"))
def test_negative(text: str) -> None:
    assert clean_text(text).text == text


@pytest.mark.parametrize("text", read_table("keep_traditional.txt"))
def test_kept_traditional(text: str) -> None:
    assert clean_text(text, keep_traditional=True).text == text


def test_enough_negative_texts() -> None:
    assert len(read_table("clean.txt")) + len(read_table("keep_traditional.txt")) >= 60


SENTENCES = [
    ("各级人民政府应当加强对安全生产工作的领导，建立健全安全生产责任制。", 4),
    ("县级以上地方人民政府教育行政部门负责本行政区域内的教育工作。", 8),
    ("要深入贯彻落实党中央、国务院决策部署，坚持以人民为中心的发展思想。", 3),
]


@pytest.mark.parametrize(("text", "at"), SENTENCES)
def test_shifted_bytes(text: str, at: int) -> None:
    """Most of a shifted run comes back, and nothing before it changes."""
    damaged = shift(text, at)
    assert damaged != text
    result = clean_text(damaged)
    assert result.text[:at] == text[:at]
    same = sum(char in result.text for char in text)
    assert same >= 0.75 * len(text)
    assert result.counts["mojibake"] > 0
    assert result.alignment.restore_raw(result.text) == damaged


def test_shift_in_traditional_text() -> None:
    """The documented case: a lost byte, a vanished pair, a pair that begins with 80."""
    damaged = "機制改革的任務?偟囊龊谩八膫堅持”:堅持強(qiáng)化治理"
    assert clean_text(damaged).text == "机制改革的任务。总的要做好“四个坚持”：坚持强化治理"


def test_beyond_repair_is_reported() -> None:
    result = clean_text("关于锟斤拷锟斤拷的通知")
    assert result.text.startswith("关于") and result.text.endswith("的通知")
    assert any("锟斤拷" in warning for warning in result.warnings)


def test_furniture() -> None:
    raw = (
        "某市召开安全生产会议\n发布时间：2021-03-04 来源：某市日报 浏览次数：12 字号：大 中 小 打印\n"
        "3月3日，某市召开会议，部署安全生产工作。\n责任编辑：王小明\n上一篇：无\n版权所有 某市人民政府 京ICP备123456号"
    )
    result = clean_text(raw)
    assert result.text == "某市召开安全生产会议\n3月3日，某市召开会议，部署安全生产工作。"
    assert result.found["date"] == "2021-03-04"
    assert result.found["editor"] == "王小明"
    assert result.found["source"] == "某市日报"
    assert result.found["title"] == "某市召开安全生产会议"


def test_metadata_goes_first() -> None:
    result = clean_text("某市召开会议\n来源：某市日报\n打印", metadata={"source": "新华社"})
    assert result.found["source"] == "新华社"


@pytest.mark.parametrize(
    ("char", "pinyin", "expected"),
    [
        ("導", "dǎo", True),
        ("行", "háng", True),
        ("行", "xíng", True),
        ("力", "lǐ", False),
        ("們", "men", True),
        ("的", "GDP", False),
    ],
)
def test_readings(char: str, pinyin: str, expected: bool) -> None:
    assert is_reading(char, pinyin) is expected


def test_hard_wrapped_page() -> None:
    body = "为进一步加强全市安全生产工作，切实维护人民群众生命财产安全，经市政府研究同意，现就有关事项通知如下，请各地各部门结合实际认真贯彻执行，确保各项措施落到实处并取得实效，重大情况及时向市政府报告。"  # noqa: E501
    lines = [body[n : n + 22] for n in range(0, len(body), 22)]
    raw = "某市人民政府通知\n" + "\n".join(lines * 1)
    assert body in clean_text(raw).text


def test_rows_of_members_go_on_with_no_line() -> None:
    body = "为加强全市安全生产工作，切实维护人民群众生命财产安全，经市政府研究同意，成立领导小组，由各部门组成，各自负责本行业的安全生产工作，重大情况及时向市政府报告，并在每季度末开会一次。"  # noqa: E501
    lines = [body[n : n + 22] for n in range(0, len(body), 22)]
    rows = [
        "组  长：王某某（市人民政府常务副市长、党组成员）",
        "副组长：李某某（市人民政府副市长、市公安局局长）",
        "赵某某（市应急管理局党委书记、局长、安委办主任）",
        "领导小组办公室设在市应急管理局，负责日常工作。",
    ]
    cleaned = clean_text("\n".join([*lines, *rows])).text
    assert body in cleaned
    assert [line[:3] for line in cleaned.split("\n")[-4:]] == ["组长：", "副组长", "赵某某", "领导小"]


def test_explain_lists_every_repair() -> None:
    raw = "督導(dǎo)審計,２０２０年"
    result = clean_text(raw, explain=True)
    rules = {repair.rule for repair in result.repairs}
    assert {"pinyin", "traditional", "punctuation", "width"} <= rules
    pinyin = next(repair for repair in result.repairs if repair.rule == "pinyin")
    assert raw[pinyin.raw_start : pinyin.raw_start + len(pinyin.before)] == pinyin.before == "(dǎo)"


# ------------------------------------------------------------------------------------------------ lost breaks

ONE_LINE = (
    "同志们：　　这次会议很重要。　　下面，我讲三点。"
    "　　一、全面落实防汛责任　　汛期将至，各地要层层压实责任，不留死角。"
    "　　二、加强值班值守　　领导干部要在岗带班，重大情况及时报告。　　就讲这些，谢谢大家！"
)


def test_runs_that_mark_paragraphs() -> None:
    lines = clean_text(ONE_LINE).text.split("\n")
    assert "一、全面落实防汛责任" in lines and "二、加强值班值守" in lines and len(lines) == 8


@pytest.mark.parametrize(
    ("kept", "clean"),
    [
        ("　　组　长：王小明　　副市长", "组长：王小明 副市长"),
        ("第一章　总　　则　　第一条　为加强管理，制定本办法。", "总则"),
        ("　　龚大力　　市水务局局长", "龚大力 市水务局局长"),
        ("　　邝小山　　防汛办副主任", "邝小山 防汛办副主任"),
    ],
)
def test_runs_that_mark_none(kept: str, clean: str) -> None:
    assert clean in clean_text(ONE_LINE + "\n" + kept).text


MEMBERS = (
    "召 集 人：王小明　　市政府党组书记　　　　　李　华　　市水务局局长副召集人：陈国强　　市应急局局长成　　员："
    "赵立新　　市公安局副局长　　　　　孙敏　　市财政局副局长"
)


def test_rows_of_members_become_lines_again() -> None:
    assert clean_text(MEMBERS).text.split("\n") == [
        "召集人：王小明 市政府党组书记",
        "李华 市水务局局长",
        "副召集人：陈国强 市应急局局长",
        "成员：赵立新 市公安局副局长",
        "孙敏 市财政局副局长",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "组长：王小明　　副市长",
        "领导　　　　　王小明　　副市长　　　　　分管　　水务工作",
        "姓名　　　　　职务　　　　　电话",
    ],
)
def test_other_gaps_are_no_rows_of_members(text: str) -> None:
    assert "\n" not in clean_text(text).text


EMERGENCY_PLAN = (
    "某某市防汛应急预案　　1　总则　　　　1.1　编制目的　　　　1.2　适用范围\xa0　　1　总则　　1.1　编制目的"
    "　　为做好防汛工作，制定本预案。　　1.2　适用范围　　本预案适用于全市。　　其他预案另有规定的，从其规定。"
    "　　2　组织体系　　2.1　市防指　　市防指负责全市防汛工作。　　各县设立防指。"
)


def test_runs_before_numbered_headings() -> None:
    lines = clean_text(EMERGENCY_PLAN).text.split("\n")
    assert lines[1:4] == ["1总则", "1.1编制目的", "1.2适用范围"]
    assert lines[4:8] == ["1总则", "1.1编制目的", "为做好防汛工作，制定本预案。", "1.2适用范围"]
    assert lines[-4:] == ["2组织体系", "2.1市防指", "市防指负责全市防汛工作。", "各县设立防指。"]
    # figures in a row of a table are no numbers of headings
    assert "12.5 11.8" in clean_text(ONE_LINE + "\n　　水库蓄水　　12.5　　11.8").text.replace(
        "　", " "
    ).replace("  ", " ")


WRAPPED = """某某省水利厅关于做好水库安全度汛工作的通知
水安〔2021〕8号
各市水利局：
　　近期我省将进入主汛期，防汛形势严峻。为切实做好水库安全度汛工
作，现将有关要求通知如下：
　　一、落实责任。各市水利局要会同有关部门逐库明确行政、技术和巡
查责任人，并向社会公布。
　　二、强化巡查。大坝管理单位要加密巡查频次，发现险情必须在半小
时内报告，同时组织群众转移，确保人员安全。对责任不落实的，严肃处理。
某某省水利厅
2021年5月30日"""


def test_wrapped_notice() -> None:
    lines = clean_text(WRAPPED).text.split("\n")
    assert len(lines) == 8
    assert lines[0].endswith("通知") and lines[1] == "水安〔2021〕8号" and lines[2] == "各市水利局："
    assert lines[4].endswith("并向社会公布。") and lines[7] == "2021年5月30日"


def test_titles_of_equal_length_stay_apart() -> None:
    raw = "\n".join(f"关于加强全市第{n}批水库除险加固项目建设管理工作的若干意见" for n in "一二三四五六")
    lines = [
        *raw.split("\n"),
        *("各级各部门要高度重视水库除险加固工作，" + "切实加强领导，" * 9 + "抓好落实。",) * 3,
    ]
    assert clean_text("\n".join(lines)).text == "\n".join(lines)


# ------------------------------------------------------------------------------------------------ frames


def test_frame_of_a_news_page() -> None:
    raw = (
        "某市召开防汛工作会议\n某市召开防汛工作会议\n"
        "2021-06-01 08:30\n来源：\n新华社\n字号：默认\n大\n超大\n|\n打印\n"
        "6月1日，某市召开防汛工作会议，市长王小明出席并讲话。\n【我要纠错】责任编辑：李小红"
    )
    result = clean_text(raw)
    assert result.text == "某市召开防汛工作会议\n6月1日，某市召开防汛工作会议，市长王小明出席并讲话。"
    assert result.found["title"] == "某市召开防汛工作会议"
    assert result.found["date"] == "2021-06-01"
    assert (result.found["editor"], result.found["source"]) == ("李小红", "新华社")


def test_code_and_path() -> None:
    raw = (
        '<link href="/a.css"\n\trel="stylesheet" type="text/css" />\ntrue\n'
        "首页\n新闻\n采购动态\n全市政府采购工作会议召开\n"
        "发布时间：2020-02-03\n会议要求，各单位要严格执行采购预算。\n"
    )
    result = clean_text(raw)
    assert result.text == "全市政府采购工作会议召开\n会议要求，各单位要严格执行采购预算。"
    assert result.found["title"] == "全市政府采购工作会议召开"


def test_editor_behind_the_last_paragraph() -> None:
    result = clean_text(
        "会议强调，要抓好落实。\n会议还研究了其他事项。【纠错】【责任编辑：张小红】阅读下一篇："
    )
    assert result.text == "会议强调，要抓好落实。\n会议还研究了其他事项。"
    assert result.found["editor"] == "张小红"


@pytest.mark.parametrize(
    "text",
    [
        "会议听取了责任编辑制度的汇报。\n责任编辑：张小红负责审读稿件，并对内容把关。各单位要配合。",
        "某市人民政府\n2021年3月4日",
        "新闻\n全市要做好宣传工作。",
        "欢迎访问团一行，市长王小明介绍了情况。",
        "大\n中\n小",
    ],
)
def test_text_that_looks_like_a_frame(text: str) -> None:
    assert clean_text(text).text == text


# ------------------------------------------------------------------------------------------------ properties

PIECES = ["国务院", "關於", "會議", "(dǎo)", "導(dǎo)", "，", ",", " ", "　　", "\n", "\n\n", "。", "(", ")", "（", "）", "&nbsp;", "１２", "12", "一、", "第一条 ",  # noqa: E501
          "\t", "# ", "来源：", "打印", "\u200b", "偟囊龊谩", "é", "ä¸", "锛", "：", ":", "\r", "\f", "— 1 —", "责任编辑：", "http://a.com", "《", "》", "甲", "a", "%"]  # fmt: skip  # noqa: E501


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_properties(raw: str) -> None:
    result = clean_text(raw)
    assert result.alignment.restore_raw(result.text) == raw
    assert clean_text(result.text).text == result.text
    spans = [result.alignment.raw_span(n, n + 1) for n in range(len(result.text))]
    assert all(0 <= start <= end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)
    edited = {n for edit in result.alignment.edits for n in range(edit.start, edit.end)}
    for n, (start, end) in enumerate(spans):
        assert n in edited or raw[start:end] == result.text[n]


@pytest.mark.parametrize(
    "raw",
    [
        "偟囊龊谩\n\n》》》# 》)》\t",
        "偟囊龊谩:\f偟囊龊谩（一、",
        ":偟囊龊谩：— 1 —關於# \n偟囊龊谩（)",
        "《\r# 偟囊龊谩）来源：a%甲é打印",
    ],
)
def test_what_is_damaged_may_show_only_when_the_lines_around_are_clean(raw: str) -> None:
    text = clean_text(raw).text
    assert clean_text(text).text == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text(raw: str) -> None:
    result = clean_text(raw)
    assert result.alignment.restore_raw(result.text) == raw
    assert clean_text(result.text).text == result.text


@pytest.mark.skipif(not (SHARED / "corpora").exists(), reason="the practice corpora are not here")
def test_practice_corpora() -> None:
    for path in sorted((SHARED / "corpora" / "notices").glob("*.txt"))[::12]:
        raw = path.read_text("utf-8", errors="replace")
        result = clean_text(raw)
        assert result.alignment.restore_raw(result.text) == raw
        assert clean_text(result.text).text == result.text
        assert not {"mojibake", "pinyin", "traditional"} & set(result.counts), path.name


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the gold documents are not here")
def test_seed_report() -> None:
    raw = next((SHARED / "corpora" / "seed").glob("*.txt")).read_text("utf-8")
    gold = (SHARED / "gold" / "dev" / "seed.txt").read_text("utf-8").splitlines()
    body = [line for line in gold if not line.startswith(("http", "责任编辑", "本文链接"))]
    narrow = str.maketrans("，：；？！（）", ",:;?!()")
    result = clean_text(raw)
    assert result.text.translate(narrow).splitlines() == [line.translate(narrow) for line in body]
    assert result.found["date"] == "2020-04-03"
    assert result.found["editor"] == "董晓娟"
