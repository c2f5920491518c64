"""Spaces inside Chinese go; one that separates two names, or a marker from its text, stays one space."""

from __future__ import annotations

import re

from .changes import Change
from .characters import HAN

SPACES = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
RE_SPACES = re.compile(rf"[{SPACES}](?<=[^\n{SPACES}].)[{SPACES}]*(?=[^\n{SPACES}])")
RE_LEFT = re.compile(rf"(?:(?<![{HAN}])[{HAN}][{SPACES}]+)*[{HAN}·]+$")
RE_RIGHT = re.compile(rf"(?:[{HAN}][{SPACES}]+)*[{HAN}·]+")
RE_HAN = re.compile(f"[{HAN}]")
RE_WIDE = re.compile("[、-〃《-】〔-〟！（），：；？“”‘’…—]")
RE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]*$", re.IGNORECASE)
RE_HEAD_MARKER = re.compile("第[一二三四五六七八九十百零〇0-9]{1,6}(?:编|章|节|条|部分)")
RE_TIME = re.compile(r"\d{1,2}[:：]\d\d")
SENTENCE = re.compile("[。，；！？]")

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "洪孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪"
    "梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝"
)
RE_BODY_END = re.compile(
    "(?:中央|委|委员会|人民政府|政府|部|局|厅|院|办公室|办|公司|集团|大学|学院|学校|中学|小学|中心|党组|银行|协会|总局|署|处|科|支队|法院|检察院|人大|政协|医院|研究所|所|国[青学妇残侨文]联)$"
)
RE_BODY_START = re.compile(
    rf"(?:中共|中国|国家|国务院|中央军委|全国人大|最高人民|[{HAN}]{{1,8}}?(?:省|市|县|区|州|盟|旗|镇|乡)|[{HAN}]{{2,12}}?(?:人民政府|委员会|办公室|公司|大学|学院|总局|部$|局$|厅$|委$|[支总]队$|管理局|联合会|[支分]行(?=$|关于|印发)))"
    rf"|[省市县区州](?:[中高]级)?(?:人民)?(?:法|检察)院"
)
#: 财政部 商务部关于…: a department in front of the next space or of what it issues; a committee's own stay with it.
RE_DEPARTMENT = re.compile(
    rf"(?!组织|宣传|统战|政法|社会工作|办公)[{HAN}]{{2,12}}?(?:[部局厅委署]|(?<=国)[青学妇残侨文]联)(?=[{SPACES}\n]|关于|印发|\Z)"
)
RE_POST = re.compile(
    "(?:[部局厅委院司处署办]副?(?:部|局|厅|主任|院|司|处|署)?长|主任|书记|主席|总理|委员|秘书长)$"
)
RE_TITLE_END = re.compile(
    "(?:长|主任|书记|主席|委员|总理|代表|总监|经理|秘书|秘书长|院士|教授|编辑|记者|通讯员|同志|省长|市长|县长)$"
)


def tighten_spaces(text: str) -> list[Change]:
    """Runs of spaces inside a line become one space or nothing; spaces between Latin words stay."""
    changes = []
    for match in RE_SPACES.finditer(text):
        start, end = match.span()
        new = _between(text, start, end)
        if new != match.group():
            changes.append((start, end, new))
    return changes


def _between(text: str, start: int, end: int) -> str:
    left, right = text[start - 1], text[end]
    if left in "条章节编" and RE_HEAD_MARKER.fullmatch(text, text.rfind("\n", 0, start) + 1, start):
        return "" if RE_WIDE.match(right) else " "
    if left == "\t" or right == "\t":
        return ""
    if left.isascii() and right.isascii():
        return " "
    if RE_WIDE.match(left) or RE_WIDE.match(right):
        return ""
    if not (RE_HAN.match(left) and RE_HAN.match(right)):
        return _beside_foreign(text, start, end, left, right)
    return " " if _separates(text, start, end) else ""


def _beside_foreign(text: str, start: int, end: int, left: str, right: str) -> str:
    """Between a Chinese character and a digit or letter: only addresses and times of day keep their distance."""
    if not (RE_HAN.match(left) or RE_HAN.match(right)):
        return " "
    if RE_ADDRESS.search(text[max(0, start - 200) : start]) or RE_ADDRESS.match(text[end : end + 8]):
        return " "
    if left in "日号" and RE_TIME.match(text, end):
        return " "
    if left.isascii() and left not in ").%" and not left.isalnum():
        return " "
    return ""


def _is_name(word: str) -> bool:
    return 2 <= len(word) <= 4 and word[0] in SURNAMES


def _separates(text: str, start: int, end: int) -> bool:
    """Whether a space between two Chinese characters holds two names, or a marker and its text, apart."""
    found = RE_LEFT.search(text[max(0, start - 40) : start])
    before = found.group() if found else ""
    opens = start - len(before) == 0 or text[start - len(before) - 1] in "\n\t：:、；（ \u3000"
    left = _unspaced(before)
    right = _unspaced(RE_RIGHT.match(text, end, end + 40).group())  # type: ignore[union-attr]
    if len(left) == 1 or (len(right) == 1 and not opens):
        return False
    line_start = text.rfind("\n", 0, start) + 1
    if RE_HEAD_MARKER.fullmatch(left) and start - len(before) == line_start:
        return True
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    body_behind = RE_BODY_START.match(right) or RE_DEPARTMENT.match(text, end, end + 16)
    if body_behind and len(left) >= 3 and RE_BODY_END.search(left):
        return True
    if RE_TITLE_END.search(left) and _is_name(right) and len(right) <= 3:
        return True
    if len(line) > 120 or SENTENCE.search(line):
        return False
    if 2 <= len(left) <= 4 and opens and len(right) >= 4 and RE_POST.search(right):
        return True  # a name that is in no list, as the column of posts shows
    if _is_name(left) and opens and len(right) == 3 and RE_TITLE_END.search(right):
        return True
    if _is_name(left) and opens and (len(right) >= 4 or _all_names(line)):
        return True
    return len(left) >= 6 and len(right) >= 6


def _all_names(line: str) -> bool:
    words = re.split(f"[{SPACES}]+", re.sub("^.*[：:]", "", line).strip())
    return len(words) >= 3 and all(_is_name(word) for word in words)


def _unspaced(text: str) -> str:
    return re.sub(f"[{SPACES}]+", "", text)
