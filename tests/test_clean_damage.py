"""Wrong decodings of every kind: what comes back, and what only looks like damage and stays."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.clean import clean_text
from pipeline.clean.chances import OwnChances
from pipeline.clean.charmodel import load_charmodel
from pipeline.clean.octets import GBK, WINDOWS_1252, join_octets
from pipeline.clean.scan import scan_text

NOTICE = "各区县人民政府要建立健全安全生产责任制，加强日常值守，严格落实“一岗双责”、党政同责，确保各项措施落到实处。"
RULES = "第三条 个人住房公积金的缴存、提取、使用和监督，适用本办法；最高不得超过规定的标准。"
TRIAL = "本办法自印发之日起施行，由市财政局、市水务局负责解释。"


def drop_western(text: str, mark: str) -> str:
    """UTF-8 shown by Windows-1252, with ``mark`` for the five bytes it has no letter for."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes((byte,)).decode("cp1252"))
        except UnicodeDecodeError:
            shown.append(mark)
    return "".join(shown)


@pytest.mark.parametrize("text", [NOTICE, RULES, TRIAL])
@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
@pytest.mark.parametrize("errors", ["ignore", "replace"])
def test_utf8_read_as_gbk(text: str, codec: str, errors: str) -> None:
    result = clean_text(text.encode().decode(codec, errors))
    assert result.text == text
    assert result.counts["mojibake"] > 0


@pytest.mark.parametrize("text", [NOTICE, RULES, TRIAL])
@pytest.mark.parametrize("mark", ["", "\ufffd"])
def test_utf8_read_as_windows_1252(text: str, mark: str) -> None:
    assert clean_text(drop_western(text, mark)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "第三条　由中央宣传部牵头，各级党组织开展学习教育，不作硬性要求。",
        "个人对下列事项负责：（2021年起）报送书面材料。",
        "主管部門應當對學校進行檢查，並將結果通報。",
    ],
)
@pytest.mark.parametrize(("codec", "errors"), [("gbk", "replace"), ("gb18030", "ignore")])
def test_only_what_is_lost_where_it_stands_is_put_back(text: str, codec: str, errors: str) -> None:
    clean = clean_text(text).text
    assert clean_text(text.encode().decode(codec, errors)).text == clean


def test_wrong_decoding_of_a_part_of_a_line() -> None:
    damaged = NOTICE[:20] + NOTICE[20:44].encode().decode("gbk", "ignore") + NOTICE[44:]
    assert clean_text(damaged).text == NOTICE


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("一、总体要求".encode(), "一、总体要求"),
        ("一、总体要求".encode().replace(b"\x80", b""), "一、总体要求"),
        ("一、总体要求".encode().replace(b"\x80", b"\xff"), "一、总体要求"),
    ],
)
def test_bytes_that_are_lost(data: bytes, text: str) -> None:
    pieces = join_octets(data, "", "\n", GBK)
    assert pieces is not None
    assert "".join(char for _, char in pieces) == text
    assert [end for end, _ in pieces] == sorted(end for end, _ in pieces)
    assert pieces[-1][0] == len(data)


def test_one_place_beyond_repair_does_not_keep_a_line_from_being_read() -> None:
    shown = drop_western("　　" + NOTICE + RULES, "")
    at = shown.index("å")
    result = clean_text(shown[: at + 1] + shown[at + 3 :])
    assert result.text.count("\ufffd") <= 2
    assert NOTICE[4:] in result.text


def test_only_what_the_table_loses_is_put_back() -> None:
    data = "职工代表".encode()
    kept = bytes(byte for byte in data if byte not in WINDOWS_1252.lost)
    pieces = join_octets(kept, "", "", WINDOWS_1252)
    assert pieces is not None and "".join(char for _, char in pieces) == "职工代表"


@pytest.mark.parametrize(
    "text",
    [
        "涓滴之水汇成江河，钀虹村的路修通了。",
        "会议在锛镇召开，鐗先生参加了座谈。",
        "The café on Champs-Élysées serves naïve piñata lovers, señor.",
        "Nguyễn Văn A 与 François Müller 签署了合作协议。",
        "è à é ü ö ä ß ñ ç",
    ],
)
def test_what_only_looks_like_a_wrong_decoding(text: str) -> None:
    assert "mojibake" not in clean_text(text).counts


# ------------------------------------------------------------------------------------------------ mirrors

MIRROR = "全省教育督導(dǎo)審計(jì)工作會(huì)議在成都召開(kāi)，機(jī)關幹(gàn)部貫徹落實(shí)中央決策部署。"
SOUND = "全省教育督导审计工作会议在成都召开，机关干部贯彻落实中央决策部署。"


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        # every style of bracket, a space, a number for the tone
        ("貫[guàn]徹〔chè〕落【luò】實( shí )決（jué）策<cè>部署", "贯彻落实决策部署"),
        ("督導(dao3)審計(ji4)工作會(hui4)議(yi4)，綠(lü4)化", "督导审计工作会议，绿化"),
        # no tones at all, and many of them
        ("督導(dao)審計(ji)會(hui)議(yi)召開(kai)，機(ji)關", "督导审计会议召开，机关"),
        # readings of the simplified form; light syllables
        (MIRROR + "瞭(le)解情況，我們(men)要落實(shí)", SOUND + "了解情况，我们要落实"),
        # forms of Hong Kong and Taiwan, 著 and 着
        ("衞生計劃，圍繞著中心，推動著名企業敍談", "卫生计划，围绕着中心，推动著名企业叙谈"),
    ],
)
def test_styles_of_mirrors(damaged: str, text: str) -> None:
    assert clean_text(damaged).text == text


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        # spaces before the bracket and inside it, of several kinds
        ("督導 (dǎo)審計\u3000（jì）工作會( yì )議（ yì ）", "督导审计工作会( yì )议"),
        ("督導(\xa0dǎo\xa0)審計(  jì  )，綠 [lü4]化【 huà 】", "督导审计，绿化"),
        # the readings of a word in one bracket, apart or in one piece, light syllables without a tone
        ("全省教育督導(dū dǎo)工作會議(huìyì)在成都召開(zhàokǎi)", "全省教育督导工作会议在成都召开(zhàokǎi)"),
        ("我們(wǒmen)關於(guān-yú)審計（Shěn Jì）", "我们关于审计"),
        # forms that OpenCC leaves, by what stands around them
        (
            "經濟復甦，憑藉優勢，藉此機會瞭( liǎo )解情況，杯盤狼藉",
            "经济复苏，凭借优势，借此机会了解情况，杯盘狼藉",
        ),
    ],
)
def test_brackets_of_pinyin_in_other_forms(damaged: str, text: str) -> None:
    assert clean_text(damaged).text == text


@pytest.mark.parametrize(
    "text",
    [
        "来自北京 (Beijing) 的代表，本报记者（Li Ming）报道。",
        "市标识统一拼写为“重庆(chóng qìn)”，由各区(Qū Office)核对。",
        "变量（dǎo bì）与系数 (ā) 见附表，导师(dū dǎo)签字。",
    ],
)
def test_brackets_that_are_no_readings_of_what_stands_before(text: str) -> None:
    assert "pinyin" not in clean_text(text).counts


HALVES = [
    # what is left of a character is half a letter; a reading says which character it was
    ("就業合同、上崗協議I(yè)登記，提供相關材料。", "就业合同、上岗协议业登记，提供相关材料。"),
    ("座談會並發表匾v(jiǎng)話，新華社。", "座谈会并发表重要讲话，新华社。"),
    ("系列重要舉措，攸c(diǎn)把握三個方面。", "系列重要举措，重点把握三个方面。"),
    ("加快恢復生a，生活秩序。", "加快恢复生产，生活秩序。"),
]


#: two characters left one, of halves of both, and what follows stands as it was written
SINGLES = [
    ("區政府負責纫定期聽取彙報。", "区政府负责人要定期听取汇报。"),
    ("各學校要落實安全厝制度。", "各学校要落实安全责任制度。"),
    ("完善基本公共穭體系建設。", "完善基本公共服务体系建设。"),
]


@pytest.mark.parametrize(("damaged", "text"), SINGLES)
def test_two_characters_that_are_left_as_one(damaged: str, text: str) -> None:
    assert clean_text(MIRROR + "\n" + damaged).text == SOUND + "\n" + text


@pytest.mark.parametrize(
    ("mirrored", "text"),
    [
        ("會議由副縣長王犇主持。", "会议由副县长王犇主持。"),
        ("由工程師趙奭負責組織實施。", "由工程师赵奭负责组织实施。"),
        ("辦公地點遷至埕頭街道。", "办公地点迁至埕头街道。"),
        ("重點保護鼋、儒艮等水生動物。", "重点保护鼋、儒艮等水生动物。"),
    ],
)
def test_rare_characters_of_a_mirror_stay(mirrored: str, text: str) -> None:
    cleaned = clean_text(MIRROR + "\n" + mirrored)
    assert cleaned.text == SOUND + "\n" + text
    assert "mojibake" not in cleaned.counts


@pytest.mark.parametrize(("damaged", "text"), HALVES)
def test_halves_of_characters(damaged: str, text: str) -> None:
    assert clean_text(MIRROR + "\n" + damaged).text == SOUND + "\n" + text


@pytest.mark.parametrize(
    "text",
    [
        "国内生产总值(GDP)增长，研究与试验发展(RD)经费，甲(a)、乙(b)两项。",
        "李明(li)、何平(he)两位同志参加，安排A股、B股和H股上市企业培训。",
        "按照流程[shi]办理，实行“互联网+”，第一位[1]作者。",
        "围绕著名企业，编著的论著获奖，成效显著。",
        "落实5G、X光机、T恤、C919等项目，e租宝、i深圳等平台。",
    ],
)
def test_brackets_and_letters_that_stay(text: str) -> None:
    assert not {"pinyin", "mojibake"} & set(clean_text(text).counts)


@pytest.mark.parametrize("pair", ["[]", "【】", "〔〕"])
@pytest.mark.parametrize(("damaged", "text"), HALVES)
def test_other_brackets_tell_as_much(damaged: str, text: str, pair: str) -> None:
    form = str.maketrans("()", pair)
    assert clean_text((MIRROR + "\n" + damaged).translate(form)).text == SOUND + "\n" + text


def test_letters_in_a_mirror_stay() -> None:
    text = MIRROR + "\n推進5G網絡、A股上市、X光檢查和B級企業管理，甲(a)、乙(b)兩項，丙[c]、見[ICU]。"
    assert "mojibake" not in clean_text(text).counts
    assert clean_text(text).text.endswith(
        "推进5G网络、A股上市、X光检查和B级企业管理，甲(a)、乙(b)两项，丙[c]、见[ICU]。"
    )


# ------------------------------------------------------------------------------------------------ crossed tables

TRADITIONAL = "各區縣人民政府要建立健全安全生產責任制，加強日常值守，確保各項措施落到實處。"
SIMPLE = "各区县人民政府要建立健全安全生产责任制，加强日常值守，确保各项措施落到实处。"


def test_big5_read_as_gbk() -> None:
    shown = TRADITIONAL.encode("big5").decode("gb18030")
    raw = SOUND + "\n" + shown + "\n" + "關於印發方案的通知".encode("big5").decode("gb18030")
    result = clean_text(raw)
    assert result.text == SOUND + "\n" + SIMPLE + "\n" + "关于印发方案的通知"
    assert result.alignment.restore_raw(result.text) == raw


def test_gbk_read_as_big5() -> None:
    text = "制定本市中小企业管理制度，推动产业集群建设。"
    shown = text.encode("gb18030").decode("big5hkscs", "replace")
    assert clean_text(shown).text == text or "\ufffd" in shown


@pytest.mark.parametrize(
    "text",
    [
        "会议邀请了トヨタ自動車株式会社和ソニー的代表参加座谈交流活动。",
        "按照α、β、γ、δ、ε、ζ、η、θ、λ、μ的顺序编号。",
        "犇骉麤鱻羴猋驫掱叕焱淼鑫垚等生僻字的录入办法另行规定。",
        "A．1\xa0\xa0\xa0\xa0\xa0\xa0B．2\xa0\xa0\xa0\xa0\xa0\xa0C．3\xa0\xa0\xa0\xa0\xa0\xa0D．4",
    ],
)
def test_rare_characters_are_no_wrong_table(text: str) -> None:
    assert "mojibake" not in clean_text(text).counts


@pytest.mark.parametrize(
    "text",
    [
        "获奖人员：翟羿、佟掣、亓赟、郗璟、逄淼、仝喆、昝骞、殳晔、呙漪。",
        "出席会议的有麴劼，郏鄢，滑昶，邴懋垚，璩翀翯，乜祎祺。",
        "参加人员：贲燚燊、冼谡、瞿韪、禚玥瑄、亢甯、鄢旻罡、蒯赟、隗嚣、訾麒龑。",
    ],
)
def test_rare_names_between_marks_stay(text: str) -> None:
    assert clean_text(text).text == text


def test_a_short_run_in_a_sentence_comes_back() -> None:
    damaged = "会议强调，要抓好落实。各级人民Φ奔忧慷园踩ぷ鞯牧斓迹⒔∪踩鹑沃啤"
    assert "应当加强对安全" in clean_text(damaged).text


# ------------------------------------------------------------------------------------------------ short runs

SHIFTED = "会议强调，要抓好落实。各级人民Φ奔忧慷园踩ぷ鞯牧斓迹⒔∪踩鹑沃啤"


def lose_byte(text: str, at: int, mark: str = "") -> str:
    """``text`` with the first byte of the character ``at`` lost, up to its end; ``mark`` for what is no character."""
    data, out, n = text[at:].encode("gbk")[1:], text[:at], 0
    while n < len(data):
        char = data[n : n + 2].decode("gbk", "ignore")
        out += char if len(char) == 1 else mark
        n += 2
    return out


@pytest.mark.parametrize(
    ("tail", "at"),
    [
        ("市财政局每年安排专项资金", 9),
        ("按照规定给予一次性补贴", 7),
        ("由市人民政府负责解释", 5),
    ],
)
def test_runs_of_a_few_characters_beside_a_long_one(tail: str, at: int) -> None:
    clean = clean_text(SHIFTED + "\n" + lose_byte(tail, at) + "5%。").text
    assert tail in clean


def test_a_run_of_a_few_characters_alone_may_be_anything() -> None:
    text = "参会人员：翟钢、呙漪。经讨论，原则同意钤印方案。"
    assert clean_text(text).text == text


def test_marks_for_bytes_that_are_no_character_go_with_their_run() -> None:
    text = "各级人民政府应当加强对学校食堂的检查和监督管理"
    damaged = lose_byte(text, 4, "\ufffd")
    assert damaged.count("\ufffd") >= 2
    result = clean_text("一、总则。" + damaged)
    assert "加强对学校食堂的检查" in result.text
    assert result.text.count("\ufffd") <= 1


def test_marks_elsewhere_stay() -> None:
    result = clean_text(SHIFTED + "\n参会人员：王\ufffd、李\ufffd。")
    assert result.text.endswith("王\ufffd、李\ufffd。")


def test_a_byte_too_many() -> None:
    text = "各级人民政府应当加强对学校食堂的检查和监督管理"
    data = b"\xb2" + text[4:].encode("gbk")
    shown = "".join(
        char for n in range(0, len(data), 2) if len(char := data[n : n + 2].decode("gbk", "ignore")) == 1
    )
    assert "加强对学校食堂的检查" in clean_text("一、总则。" + text[:4] + shown).text


def test_a_character_all_of_which_vanished_between_two_others() -> None:
    # 国 and 知 lose the byte between them, 知 and 识 too: nothing of 知 is left.
    damaged = "一、总则。" + lose_byte("全面加强我国知识产权保护工作，完善制度", 2)
    assert "我国知识产权保护工作" in clean_text(damaged).text


def test_what_a_text_repeats_helps_where_it_is_damaged() -> None:
    sound = "渔沟水库灌区续建工程由渔沟水库灌区管理处负责。渔沟水库灌区管理处要按月上报进度。"
    damaged = sound + "\n" + lose_byte("各乡镇要配合渔沟水库灌区管理处做好征地工作，保证工程按期完成", 2)
    assert "配合渔沟水库灌区管理处做好" in clean_text(damaged).text


def test_own_chances_alone_and_in_arrays() -> None:
    model = load_charmodel()
    text = "渔沟水库灌区续建工程由渔沟水库灌区管理处负责。渔沟水库灌区管理处要按月上报。"
    points = scan_text(text).points
    own = OwnChances(model, points, model.pairs_seen.find_unseen(points))
    ids = np.array([model.id_of(char) for char in "渔沟水库灌区管理处要的一"], np.uint32)
    for first, second in (("灌", "区"), ("水", "库"), ("的", "一"), ("处", "负")):
        one, two = model.id_of(first), model.id_of(second)
        alone = [own.log_next(one, two, int(third)) for third in ids]
        row = np.zeros(len(ids), np.int64)
        firsts, seconds = np.array([one], np.uint32), np.array([two], np.uint32)
        assert np.allclose(own.log_behind(one, two, ids), alone, atol=1e-4)
        assert np.allclose(own.log_fan(firsts, seconds, row, ids), alone, atol=1e-4)
        assert np.allclose(own.log_triples(firsts[row], seconds[row], ids), alone, atol=1e-4)
    assert own.log_next(model.id_of("灌"), model.id_of("区"), model.id_of("管")) > model.log_next(
        model.id_of("灌"), model.id_of("区"), model.id_of("管")
    )


# ------------------------------------------------------------------------------------------------ marks, twice, parts


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("各级人民\ufffd府应当加强领导", "各级人民政府应当加强领导"),
        ("依照本办法第三十\ufffd\ufffd规定执行", "依照本办法第三十条规定执行"),
        # names, and places where several characters may stand
        ("副市长王\ufffd明主持会议", "副市长王\ufffd明主持会议"),
        ("全市\ufffd业总产值增长", "全市\ufffd业总产值增长"),
        ("编号：\ufffd\ufffd\ufffd\ufffd，有效", "编号：\ufffd\ufffd\ufffd\ufffd，有效"),
    ],
)
def test_marks_that_leave_one_choice(damaged: str, text: str) -> None:
    result = clean_text(damaged)
    assert result.text == text
    assert result.alignment.restore_raw(result.text) == damaged


@pytest.mark.parametrize("inner", ["utf-8", "gb18030"])
@pytest.mark.parametrize("outer", ["latin-1", "sloppy-windows-1252"])
def test_misread_twice(inner: str, outer: str) -> None:
    pytest.importorskip("ftfy.bad_codecs")
    once = SIMPLE.encode(inner).decode(outer)
    twice = once.encode("utf-8").decode(outer)
    result = clean_text(SOUND + "\n" + twice)
    assert result.text == SOUND + "\n" + SIMPLE
    assert result.alignment.restore_raw(result.text) == SOUND + "\n" + twice


@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize(
    "line",
    [
        "主持会议的是局长朱镕",  # whose last byte is an F
        "老街上的织户自己备好棉纱，染坊用靛青煮晒，行商赊账贩到江南，当地人叫作“花布行”，一年到头忙个不停",
        "、报名邮箱：",
    ],
)
def test_a_run_of_rare_words_or_with_a_letter_in_its_last_bytes(line: str, rounds: int) -> None:
    shown = line
    for codec in ("gb18030", "utf-8")[:rounds]:
        shown = shown.encode(codec).decode("latin-1")
    result = clean_text(SOUND + "\n" + shown)
    assert result.text == SOUND + "\n" + line or (rounds == 1 and len(line) < 8)  # too little to be sure of
    assert result.alignment.restore_raw(result.text) == SOUND + "\n" + shown


@pytest.mark.parametrize(
    ("before", "run", "behind"),
    [
        ("会议指出，要抓好", "千村示范", "工程，提升乡村面貌。"),
        ("落实“", "双减", "”要求，减轻负担。"),
        ("由市水务局和", "南关区政协", "负责督办。"),
        ("到了解决问题", "的时候了。方向是立足", "当前。"),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_few_characters_in_a_line_shown_as_western(before: str, run: str, behind: str, codec: str) -> None:
    shown = run.encode(codec).decode("latin-1")
    assert clean_text(before + shown + behind).text == before + run + behind


@pytest.mark.parametrize(
    "text",
    [
        "合作方为Société Générale与Crédit Agricole，联系人Ångström。",
        "单位换算：1°＝60′，±5℃，×10²，÷2，§3，¶4，µm。",
        "“Ümüt”公司与“Käse”公司签约，Ænima、Øresund、Þingvellir为项目名。",
        "参展品牌有À·Ô·É、ÄÖÜ和ÇÑ四种字样。",
        "译名Curaçao、Malmö、Besançon和São Tomé，以及ÅÄÖ5、Éä7两个型号。",
    ],
)
def test_western_letters_beside_chinese_that_stay(text: str) -> None:
    assert "mojibake" not in clean_text(text).counts


@pytest.mark.parametrize("times", [1, 2])
def test_an_indented_line_shown_as_western(times: int) -> None:
    text = "\u3000\u3000第四条\u3000坚持先公后私。"
    shown = text.encode("gb18030").decode("latin-1")
    for _ in range(times - 1):
        shown = shown.encode("utf-8").decode("latin-1")
    assert clean_text(SOUND + "\n" + shown).text == clean_text(SOUND + "\n" + text).text


def test_a_few_characters_of_utf8_where_another_line_has_many() -> None:
    many = NOTICE[:20] + NOTICE[20:44].encode().decode("gbk", "ignore") + NOTICE[44:]
    few = "三、申报材料：身份证、" + "营业执照".encode().decode("gb18030") + "等材料。"
    assert clean_text(many + "\n" + few).text == NOTICE + "\n" + "三、申报材料：身份证、营业执照等材料。"
    stays = "会议在锛镇召开，鐗先生参加了座谈。"
    assert clean_text(many + "\n" + stays).text == NOTICE + "\n" + stays
