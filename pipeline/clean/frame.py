"""The frame of a page that was stripped to its text: what stands above, below and beside the document.

A navigation is told from a document by where it stands: above the path to the page, below the fixed words of a
footer, in a block of labelled fields. No line with a sentence in it is ever part of one, and below a footer's
first line no sentence follows. What the fields say is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .characters import HAN

#: Only so many lines are looked at for a navigation or for fields.
HEAD = 60
MAX_WORD, MAX_VALUE, MAX_STEPS, MAX_RECORD = 10, 60, 12, 600
#: What stands between a field and the next one on its line.
GAPS = " \t\u3000|｜"
#: So many fields make a block, so many names with a dot before them a list of links.
MIN_FIELDS, MIN_LINKS = 3, 6
#: So many of the fields are such as only documents have; so far below a list of documents would go on.
MIN_FIRM, MAX_LIST = 2, 200

TIME = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
DAY = r"(?:19|20)\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?"
#: The path to the page.
PATH = r"(?=[您你当现目所])[您你]?的?(?:当前|现在|目前)?的?(?:所在|所处)?的?位置(?:是|为)?\s*[:：].*"
RE_PATH = re.compile(PATH)
#: Its steps, where each stands on a line of its own below.
RE_STEP = re.compile(
    rf"(?:[>＞»›/]\s*)+[{HAN}A-Za-z]{{2,20}}(?:\s*[>＞»›/])?|(?:网站)?首页(?:\s*[>＞»›/])?|[>＞»›/]"
)
#: A link to a page of a certain day: 【文字解读】《某某办法》解读 2025-05-30.
RE_DATED = re.compile(r"[^。；]{6,120}?\s*(?:19|20)\d\d-\d\d-\d\d")
#: Words that stand in a navigation or footer alone on their line, whoever keeps the page.
RE_WORD = re.compile(
    rf"(?:“[{HAN}A-Za-z]{{2,8}}”|[{HAN}]{{2,6}})?(?:微信)?(?:小程序|APP|公众号|客户端)|应用|长者(?:助手|专区|模式|版)|关怀(?:版|模式)|适老(?:化|版|模式|化改造)"
    r"|无障碍(?:浏览|阅读|版|模式)?|智能(?:问答|客服|机器人|推荐)|我要(?:查|办|问|看|信访|投诉|写信|咨询|建议|纠错)|(?:手机|电脑|简体?|繁体?|触屏|移动)版"
    r"|(?:新浪|腾讯|政务)?微[信博]|(?:政务|电子)?邮箱|政务邮箱|市民网页|(?:用户|个人)?(?:登录|注册)|个人中心|(?:站内|高级|智能)?搜索|English|EN|简|繁"
    rf"|(?:政策|相关|文件|图文)?解读|相关(?:附件|新闻|文件|政策|链接)|(?:中国|[{HAN}]{{2,4}}[省市区县])政府网|内容纠错|使用帮助|关于(?:我们|本站)|隐私(?:声明|安全|保护|政策)"
    r"|(?:网站|站点)(?:地图|建议|声明|帮助|导航)|法律声明|友情链接|联系我们|网站首页|首页|返回(?:首页|顶部)|扫一扫|扫码(?:进入|打开|关注)|您是第|位访客"
    rf"|{DAY}\s*(?:{TIME}\s*)?(?:星期|周)[一二三四五六日天].{{0,20}}"
    r"|分享(?:到|至)?[:：]?|-\s*次|A[+-]?[大中小]|[×+↺|\s-]+"
)
#: What only a footer says.
RE_FOOTER = re.compile(
    r"(?:微信)?扫一扫[，,]?(?:在)?手机(?:上)?(?:打开|查看|浏览|阅读)(?:当前|本|此)?(?:页面?|网页|文章|内容)?|[^。]{0,60}(?:网站标识码|ICP备|ICP证|公网安备)[^。]*"
    r"|[^。]{0,30}版权所有[^。]*|网站地图[\s|]*|内容纠错[\s|]*|主办(?:单位)?[:：][^。]*(?:邮编|技术支持|备案)[^。]*|(?:【?返回顶部】?\s*){1,2}【?(?:关闭(?:窗口|本页)?|打印(?:本页)?)】?"
)
#: Files below a document, not links of the page.
RE_FILE = re.compile(r"附[件表].*|.*\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar)", re.IGNORECASE)
RE_DAY = re.compile(rf"{DAY}(?:印发)?")
RE_SIGNED_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?")
RE_SIGNER = re.compile(f"[{HAN}、（）() ]{{1,60}}[局委府厅部院会办室司处心组队行社所站团校学]")
RE_BULLET = re.compile(f"[·•●▪]\\s*[{HAN}（）()]{{2,20}}")
RE_GOES_ON = re.compile("关于|印发|转发|批转|发布|公布")
RE_SOURCE = re.compile(r"(?:文章|信息|稿件|新闻)?来源\s*[:：].*")
RE_SENTENCE = re.compile("[。；]")
RE_HAN = re.compile(f"[{HAN}]")

#: The fields of a public document's record: what they are called, what their values look like, where they go.
#: ``title`` and ``issuer`` are looked at more closely.
FIELDS = (
    ("文号|发文字号|文件编号|公文文号|发文文号|发布文号", rf"[{HAN}A-Z]{{1,20}}[〔\[（(【]?(?:19|20)\d\d[〕\]）)】]?第?\d{{1,5}}号|[{HAN}]{{1,12}}令第\d{{1,4}}号|无|-", "doc_number"),  # noqa: E501
    ("统一编号|索引号|信息索引号?|登记号|信息编号", r"[\w/.()（）〔〕\[\]—–-]{2,40}", ""),
    ("成文日期|发文日期|成文时间|发文时间|生成日期|印发日期|签发日期|制发日期", DAY, "date"),
    ("发布日期|发布时间|公开日期|公开时间|信息日期", rf"{DAY}(?:\s*{TIME})?", "page_date"),
    ("实施日期|生效日期|施行日期|失效日期|废止日期|终止日期|有效期限?", rf"{DAY}|\d{{1,2}}年|长期(?:有效)?|无|-", ""),
    ("发布机关|发布机构|发文机关|发文机构|发文单位|发布单位|制定机关|制发机关|公开机构|公开机关|公开责任部门", f"[{HAN}、，（）()\\s]{{2,60}}", "issuer"),  # noqa: E501
    ("标题|名称|文件名称|信息名称|公文名称", "[^。；]{6,120}", "title"),
    ("文件状态|有效性|时效性|时效|效力状态|是否有效|公开方式|公开范围|公开形式|公开类别|公开程序|公开时限", "(?:现行|继续|部分|全文)?(?:有效|失效|废止|修改)|尚未生效|是|否|(?:主动|依申请)公开|(?:面向)?(?:全社会|社会)|常年公开|长期公开|政府网站|网站", ""),  # noqa: E501
    ("主题分类|信息分类|公文种类|体裁分类|组配分类|服务对象分类|信息类别|文种|分类|主题词|关键词", f"[{HAN}△、，,/\\\\>＞；; ]{{2,40}}", "class"),  # noqa: E501
)  # fmt: skip
RE_FIELDS = tuple(
    (re.compile(rf"(?P<label>{labels})[:：]\s*(?P<value>.*)"), re.compile(value), key)
    for labels, value, key in FIELDS
)
RE_LABEL = re.compile("(?:" + "|".join(labels for labels, _value, _key in FIELDS) + ")[:：]")
RE_FIRM = re.compile(
    "(?:.*文号|发文字号|文件编号|统一编号|.*索引号|(?:成文|发文|生成|印发|签发|制发)(?:日期|时间)|(?:发布|公开)(?:日期|时间)|(?:发布|发文|制定|制发)机[关构]|主题分类|公文种类|体裁分类)[:：]"
)
RE_BLOCK = re.compile(
    "(?:公文|文件|信息(?:公开)?|政府信息公开)?(?:基本信息|信息)|(?:政府)?信息公开(?:表|目录)?"
)


def is_dated_link(line: str) -> bool:
    """Whether a line is a link with the day of its page behind it, not a title."""
    return RE_DATED.fullmatch(line) is not None


def is_signed(above: str, line: str) -> bool:
    """Whether a line is the day of a signature: a Chinese date below names alone."""
    return RE_SIGNED_DAY.fullmatch(line) is not None and RE_SIGNER.fullmatch(above) is not None


def _says_something(line: str) -> bool:
    """Whether a line (``""`` for one of many characters) holds a sentence, or more than links have."""
    if not line or RE_SENTENCE.search(line):
        return True
    return len(line) > MAX_VALUE and not (RE_FOOTER.fullmatch(line) or is_dated_link(line))


# ------------------------------------------------------------------------------------------------ above


def find_header(shown: Sequence[str], gone: set[int]) -> Iterator[int]:
    """The lines of a navigation at the top: all above the page's path, or a run of its words."""
    top = 0
    while top < min(len(shown), HEAD) and not _says_something(shown[top]):
        top += 1
    end = _end_of_path(shown, top)
    for n in range(end):
        word = len(shown[n]) <= MAX_WORD and not (n + 1 < end and RE_GOES_ON.match(shown[n + 1]))
        step = n + MAX_STEPS >= end and RE_STEP.fullmatch(shown[n])
        if word or step or RE_WORD.fullmatch(shown[n]) or is_dated_link(shown[n]):
            yield n
    if end:
        return
    while end < top and (end in gone or RE_WORD.fullmatch(shown[end]) or is_dated_link(shown[end])):
        end += 1
    if end and (any(n in gone for n in range(end)) or end >= MIN_FIELDS):
        yield from range(end)


def _end_of_path(shown: Sequence[str], top: int) -> int:
    """The line behind the path to the page and its steps, 0 where none is shown in the first ``top`` lines."""
    end = next((n + 1 for n in range(top - 1, -1, -1) if RE_PATH.fullmatch(shown[n])), 0)
    if not end:
        return 0
    step = shown[end - 1]
    while end < top and RE_STEP.fullmatch(shown[end]):
        step = shown[end]
        end += 1
    if (
        end + 1 < top
        and len(shown[end]) <= MAX_WORD
        and shown[end] == re.split("[>＞»›/:：]", step)[-1].strip()
    ):
        end += 1  # the last step once more, as the column's heading
    return end


# ------------------------------------------------------------------------------------------------ below


def find_footer(shown: Sequence[str], gone: set[int], found: dict[str, str]) -> Iterator[int]:
    """The lines from a footer's first word to the end, where no sentence stands below it; files stay."""
    first = len(shown)
    while first and (first - 1 in gone or not _says_something(shown[first - 1])):
        first -= 1
        if RE_SIGNED_DAY.fullmatch(shown[first]):
            first += 1
            break
    if not first:
        return  # nothing but short lines: no telling what is the document
    anchor = next((n for n in range(first, len(shown)) if RE_FOOTER.fullmatch(shown[n])), None)
    if anchor is None:
        return
    yield from (n for n in range(anchor, len(shown)) if not RE_FILE.fullmatch(shown[n]))
    _find_page_title(shown[anchor:], found)
    at = anchor - 1
    while at >= first and (at in gone or RE_WORD.fullmatch(shown[at]) or is_dated_link(shown[at])):
        yield at
        at -= 1
    links = at
    while links >= first and RE_BULLET.fullmatch(shown[links]):
        links -= 1
    if at - links >= MIN_LINKS:
        yield from range(links + 1, at + 1)


def _find_page_title(footer: Sequence[str], found: dict[str, str]) -> None:
    """A page may show its title in its footer, above its day and its source."""
    for title, day, source in zip(footer, footer[1:], footer[2:], strict=False):
        if RE_DAY.fullmatch(day) and RE_SOURCE.fullmatch(source) and len(RE_HAN.findall(title)) >= 6:
            found.setdefault("title", title)
            return


# ------------------------------------------------------------------------------------------------ fields


def find_fields(shown: Sequence[str], found: dict[str, str]) -> set[int]:
    """The lines of a block of labelled fields above the first sentence; their values may stand on lines of their own."""
    gone: set[int] = set()
    n = 0
    while n < min(len(shown), HEAD):
        end, said = n, dict[str, str]()
        while end < len(shown) and end < n + HEAD:
            step = _read_line(shown, end, said)
            if not step:
                break
            end += step
        if end > n and said and _is_record(shown, n, end):
            gone.update(range(n, end))
            if n and (RE_BLOCK.fullmatch(shown[n - 1]) or _is_lost_value(shown[n - 1], said)):
                gone.add(n - 1)
            _keep(said, found)
        elif end == n and _says_something(shown[n]):
            break
        n = max(end, n + 1)
    return gone


def _is_record(shown: Sequence[str], start: int, end: int) -> bool:
    """Whether fields are the record of this document: enough, each once, and not one entry of a list of documents."""
    labels = [match[0] for line in shown[start:end] for match in RE_LABEL.finditer(line)]
    firm = [label for label in labels if RE_FIRM.fullmatch(label)]
    if len(labels) < MIN_FIELDS or len(firm) < MIN_FIRM or len(set(labels)) < len(labels):
        return False
    return not any(line.startswith(firm[0]) for line in shown[end : end + MAX_LIST])


def _is_lost_value(line: str, said: Mapping[str, str]) -> bool:
    """Whether the name above a block is the value of its first field, whose label was cut off."""
    return "title" in said and "issuer" not in said and RE_SIGNER.fullmatch(line.split("（")[0]) is not None


def _keep(said: dict[str, str], found: dict[str, str]) -> None:
    """What the fields say, in their page's record: the day a document was made goes before any day of the page."""
    if said.get("date"):
        found["date"] = said["date"]
    elif said.get("page_date"):
        found.setdefault("date", said["page_date"])
    for key in ("doc_number", "issuer", "title"):
        if said.get(key, "").strip("-无"):
            found.setdefault(key, said[key])


def _read_line(shown: Sequence[str], n: int, said: dict[str, str]) -> int:
    """Keep what the fields on line ``n`` say; how many lines they take, 0 if there are none."""
    start = shown[n][:MAX_WORD]
    if not ("：" in start or ":" in start) or not RE_LABEL.match(start) or len(shown[n]) > MAX_RECORD:
        return 0
    labels = [match.start() for match in RE_LABEL.finditer(shown[n])]
    fields = [shown[n][at:end] for at, end in zip(labels, [*labels[1:], None], strict=True)]
    if len(fields) == 1:
        return _read_field(shown, n, said)
    read: dict[str, str] = {}
    for field in fields:
        if _read_single(field.strip(GAPS), read) is None:
            return 0
    for key, value in read.items():
        said.setdefault(key, value)
    return 1


def _read_single(field: str, said: dict[str, str]) -> str | None:
    """The value of a field, kept in ``said``; empty where only the label stands, None where it cannot be one."""
    for pattern, values, key in RE_FIELDS:
        match = pattern.fullmatch(field)
        if match is not None:
            value = match["value"].strip(GAPS)
            if value and not values.fullmatch(value):
                return None
            said.setdefault(key, value)
            return value
    return None


def _read_field(shown: Sequence[str], n: int, said: dict[str, str]) -> int:
    """Keep what the only field on line ``n`` says; how many lines it takes, 0 if it is none."""
    value = _read_single(shown[n].strip(GAPS), said)
    if value is None:
        return 0
    below = shown[n + 1] if n + 1 < len(shown) else ""
    if not value and below:
        _labels, values, key = next(field for field in RE_FIELDS if field[0].fullmatch(shown[n].strip(GAPS)))
        if values.fullmatch(below) and _is_value(shown, n + 1, key, said):
            if not said.get(key):
                said[key] = below
            return 2
    return 1


def _is_value(shown: Sequence[str], n: int, key: str, said: Mapping[str, str]) -> bool:
    """Whether line ``n`` is the value of the label above it, not the title or a name below an empty field."""
    if key not in ("issuer", "title", "class"):
        return True
    below = shown[n + 1] if n + 1 < len(shown) else ""
    if any(pattern.fullmatch(below) for pattern, _values, _key in RE_FIELDS):
        return True
    if key == "issuer":
        return not RE_GOES_ON.match(below) and not RE_GOES_ON.search(shown[n])
    # key words run together, where the record has said what the title is
    return (
        key == "class"
        and "title" in said
        and not (shown[n] in said["title"] or RE_SIGNER.fullmatch(shown[n]))
    )
