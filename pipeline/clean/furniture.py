"""Site furniture: lines of a page that are not the document go, and what they say is kept.

A line leaves the text only if it consists of furniture from end to end (labels with short values, buttons,
addresses) and holds at least one thing that no document says; a date or a name alone never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import copies, frame
from .changes import Change
from .characters import HAN

W = "A-Za-z0-9_"
URL = rf"(?:(?:https?://|www\.)[{W}.-]+\.(?:com|cn|net|org|gov|edu|info)(?:\.cn)?(?::\d+)?(?:/[{W}./?=&%#:~+,;@!$'*-]*)?|https?://[{W}./?=&%#:~+,;@!$'*-]+|(?:[{W}-]+\.)+(?:com|cn|net|org)(?:\.cn)?(?:/[{W}./?=&%#:~+-]*)?)"
DATE = r"(?:19|20)\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?"
TIME = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
SITE = f"[{HAN}]{{2,14}}(?:网|网站|日报|晚报|早报|商报|都市报|时报|新闻|客户端|在线|电视台|门户|通讯社|新华社|周刊|杂志|办公室|局|厅|部|委|政府)"  # noqa: E501
#: A name that the next label follows without a space.
SHORT_NAME = f"[{HAN}·]{{2,4}}?(?=[{HAN}]{{2,4}}[:：])"
#: The same for those who answer for a page.
EDITOR = (
    f"[{HAN}·]{{2,4}}?(?=(?:责任编辑|责编|编辑|审核|校对|监制|初审|复审|终审|来源|作者|发布时间|供稿|摄影|录入|签发)"
    "[:：])"
)
NAME = f"[{HAN}·]{{2,4}}(?:[ 、][{HAN}·]{{2,4}})*"
SEPARATORS = r"[\s|｜/\\\[\]【】（）()<>《》«»·•>＞:：-]"

#: label, what its value looks like, where the value goes. The labels are such as stand in the frame of a
#: page.
LABELS = (
    (r"责任编辑|责编|网络编辑|网编|值班编辑|值班主任|编辑|审核|校对|录入|初审|复审|终审|审签", f"{EDITOR}|{NAME}|", "editor"),  # noqa: E501
    (r"作者|发布人|发布者|撰稿|供稿人|投稿|监制|总监制|排版", rf"{SHORT_NAME}|{NAME}|-?《?\w{{1,12}}》?\w{{0,4}}|-|", ""),
    (r"(?:联络|联系|查询|核查)点", f"(?:(?!时间)[{HAN}]){{2,12}}", ""),
    (r"时间|日期", rf"{DATE}(?:\s*{TIME})?", "date"),
    (r"时间|日期", rf"\d{{1,2}}月\d{{1,2}}[日号](?:\s*{TIME})?", ""),
    (r"(?:文章|信息|稿件|新闻|内容)?来源|稿源|转自|摘自|信息提供|供稿单位|供稿", rf"{SITE}|{URL}|[^\s，。；：]{{2,16}}|", "source"),  # noqa: E501
    (r"(?:发布|发稿|更新|发表|上传|录入|编辑|加入|添加|信息)(?:时间|日期)|发布于", rf"{DATE}(?:\s*{TIME})?|", "date"),
    (r"本文(?:链接|地址|网址)|原文(?:链接|地址)|(?:文章|网页|信息)(?:链接|地址)|转载请注明", rf"{URL}|TOP\s*↑?|", "url"),
    (r"(?:点击|浏览|阅读|访问|查看)(?:次?数|量|率)?|人气|点击率|已阅读|访问量", r"\[?\s*\d*\s*\]?次?", ""),
    (r"字号|字体|字体大小|文字大小|字体显示|背景色|视力保护色", r"(?:[\[【]?\s*(?:特大|超大|大|中|小|默认|A[+-]?|加大|还原|减小|T\|?T?)\s*[\]】]?\s*)*", ""),  # noqa: E501
    (r"分享|分享到|分享至|扫一扫|微信扫一扫", f"(?:(?:微信|微博|新浪微博|QQ空间|QQ|朋友圈|人人网|腾讯微博|分享)[ 、]?)*[{HAN}]{{0,12}}", ""),  # noqa: E501
    (r"【法宝引证码】|法宝引证码", r"\s*CLI[.\w]+(?:\([A-Z]+\))?", ""),
)  # fmt: skip
BUTTONS = (
    r"A[+-]\s?[大中小]|打印(?:本页|此页|本文|文章|页面)?|关闭(?:本页|窗口|页面)?|收藏(?:本页)?|加入收藏|设为首页|下载(?:文档|全文)?|全屏|加大|还原|减小|返回(?:顶部|首页|列表|上一页)?|"
    r"TOP\s*↑?|↑?\s*回(?:到)?顶部|我要纠错|纠错|网站首页|首页|分享到微信|用微信扫描二维码|分享至好友和朋友圈|相关(?:链接|附件下载)>>|保存|复制链接|无障碍(?:浏览|阅读)?|English|繁體版?|繁体版?|简体版?|登录|注册|手机版|RSS|"
    r"(?:点击)?[》>]{2,}点击图片进入专题[《<]{2,}|更多>*"
)
#: Lines that are furniture whatever follows the label.
WHOLE = (
    (frame.PATH, ""),
    (r"(?:热烈)?欢迎(?:您?(?:访问|光临|来到|进入)|您的?(?:访问|光临|到来))[^，。；：]{0,30}", "site"),
    (r"true|false|null|undefined", ""),
    (r"(?:上一[篇条页]|下一[篇条页]|前一篇|后一篇)\s*[:：].*", ""),
    (r"(?:上一[篇条页]|下一[篇条页]|没有了)", ""),
    (r"(?:Copyright|版权所有|©|主办单位[:：].*(?:承办|备案|ICP)|[^。]{0,20}ICP备\s*\d+号?).*", ""),
    (r"[^。]{0,10}公网安备\s*\d+号?.*", ""),
    (r"网站(?:地图|标识码|声明).*|(?:关于我们|联系我们|网站声明|法律声明)(?:\s*\|\s*[^。\s]{2,8})*", ""),
    (r"(?:特别|免责|版权)声明[:：].*(?:本网|本站|版权|转载).*", ""),
    (r"（?\(?(?:责任编辑|责编|网络编辑)\s*[:：].{0,20}", "editor"),
    (r"分享[到至]\s*[:：]?|-\s*次", ""),
)  # fmt: skip
#: What an article of a messenger's channel has above and below it; furniture only at the ends of a text.
RE_CHANNEL = re.compile(
    r"(?:点击|轻触)(?:上方|下方|左上角)?蓝字[^。]{0,12}关注[^。]{0,12}|长按(?:识别|扫描)[^。]{0,6}二维码[^。]{0,16}|阅读原文|点赞\s*在看\s*分享|预览时标签不可点"
    r"|(?:微信)?扫一扫(?:\s*关注[^。]{0,12})?|关注该公众号|收录于合集.{0,20}|[-—\s]*END[-—\s]*"
    r"|(?:(?:来源|文字|图片|供图|摄影|素材|撰稿|供稿|编辑|责编|审核|校对|排版|监制|初审|复审|终审)\s*[｜丨]\s*[^|｜丨。，；\s]{2,16}\s*){1,6}"
    rf"|(?:编辑|责编|审核|校对)\s*\|\s*[{HAN}]{{2,3}}|来源\s*\|\s*[{HAN}]{{4,16}}"
)
RE_PIPED_SOURCE = re.compile(r"来源\s*[|｜丨]\s*([^|｜丨\s]{2,16})")
RE_LINKS = re.compile(
    r"(?:喜欢此内容的人还喜欢|相关(?:文档|阅读|新闻|文章|推荐|链接|报道|信息|稿件|专题)|延伸阅读|推荐阅读|关联(?:稿件|新闻|阅读)|(?:新闻|文章|热点)推荐|热门(?:文章|推荐|新闻)|猜你喜欢|最新(?:文章|新闻)|精彩推荐)[:：>]*"
)
RE_DATE = re.compile(r"((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})")
MAX_LINE = 200
#: What a frame holds beside its labels and buttons; furniture only next to other furniture.
RE_BESIDE = re.compile(
    rf"{SEPARATORS}+|(?:时间[:：]\s*)?{DATE}(?:\s*{TIME})?|\[?{TIME}\]?|特大|超大|默认|[大中小]|正文|[{HAN}]{{2,8}}详情|[{HAN}]{{2,4}}(?:新闻|动态|要闻|资讯|频道|栏目)"
    r"|QQ(?:空间|好友)?|(?:新浪|腾讯|搜狐|网易)?微博|人人网|开心网|朋友圈|微信(?:好友)?|豆瓣(?:网)?|百度(?:贴吧|空间|搜藏)|更多"
)
RE_STAMP = re.compile(rf"{DATE}\s*{TIME}")
#: Steps of the path to a page, below its first step.
RE_CRUMB = re.compile(f"[{HAN}]{{2,8}}")
#: Tags, attributes and declarations of a page's source, and nothing else in the line.
RE_CODE = re.compile(
    r"(?:\s*(?:<%@?[^<>%]{0,200}%>|</?[a-zA-Z][a-zA-Z0-9]{0,9}\b|/?>|[a-zA-Z-]{2,16}=\"[^\"<>]{0,200}(?:\"|$)|[a-zA-Z-]{2,16}=[a-zA-Z/]{1,20}(?=[\s/>]|$)"
    r"|;|[a-z]{2,12}(?:-[a-z]{2,12}){0,3}\s?[:：][^;<>\"。]{1,60}(?:;|\"|$)))+\s*"
)
RE_CODE_HINT = re.compile(r"[a-z]=|</?[a-z]|<%|;\s*[a-z-]+\s?[:：]")
CODE_MARKS = "=<;"  # one of which every match holds
#: What is glued to the end of the last paragraph.
RE_TAIL = re.compile(
    rf"(?:【(?:我要)?纠错】\s*)?(?:【(?:责任编辑|责编|编辑)[:：]\s*({NAME})】|[（(]?(?:责任编辑|责编)[:：]\s*({NAME})[）)]?)[^。]{{0,160}}$"
)
RE_SOURCE_OPEN = re.compile(r".*来源\s*[:：]\s*")
RE_SOURCE = re.compile(f"{SITE}|{URL}|[{HAN}]{{2,3}}[社网报]")
RE_SITE_BEHIND = re.compile(f"\\s*[-_|—]+\\s*(?:【?[{HAN}]{{2,20}}】?)?")
RE_SITE_BEFORE = re.compile(f"[{HAN}]{{2,20}}\\s*[-_|—]+\\s*")
RE_COMMENTS = re.compile("(?:评论|网友)(?:回复|评论|留言)|(?:最新|用户|发表)评论|评论列表")
#: In how many lines at either end of a text weak furniture is looked for.
ZONE = 14


def _fragments() -> re.Pattern[str]:
    parts = [
        f"(?P<l{n}>(?:{label}))\\s*[:：]\\s*(?P<v{n}>{value})"
        for n, (label, value, _key) in enumerate(LABELS)
    ]
    parts += [
        rf"(?P<button>{BUTTONS})",
        f"(?P<url>{URL})",
        f"(?P<date>{DATE})(?P<time>\\s*{TIME})?",
        f"(?P<site>{SITE})",
    ]
    return re.compile(f"{SEPARATORS}*(?:" + "|".join(parts) + f")(?:{SEPARATORS}|次|分|秒)*")


RE_WHOLE = tuple((re.compile(pattern), key) for pattern, key in WHOLE)
RE_FRAGMENT = _fragments()
#: Nothing is furniture that has none of these.
RE_HINT = re.compile(
    r"A[+-]|-\s*次|编辑|责编|审核|校对|录入|初审|复审|终审|审签|监制|排版|供图|摄影|素材|图片|文字|蓝字|长按|在看|喜欢|公众号|合集|END|预览|作者|发布|撰稿|来源|稿源|转自|摘自|供稿|时间|日期|链接|地址|网址|点击|浏览|阅读|访问|人气|字号|字体|分享|扫一扫|法宝|打印|关闭|收藏|首页|下载|全屏|加大|还原|减小|返回|TOP"
    r"|顶部|纠错|微信|相关|保存|复制|无障碍|登录|注册|手机版|更多|位置|上一|下一|前一|后一|没有了|版权|Copyright|©|ICP|网安备|网站|关联|关于我们|联系我们|声明|推荐|https?:|www\.|RSS|English|繁|简体|猜你|延伸|热门|最新|评论|欢迎|true|false|null|undefined|联络点|联系点"
)


def read_line(line: str) -> tuple[bool, dict[str, str]] | None:
    """What a line of furniture says: ``(strong, found)``; ``None`` for a line that is not furniture.

    ``strong`` lines are furniture wherever they stand; the others only at the ends of a text.
    """
    for pattern, key in RE_WHOLE:
        if pattern.fullmatch(line):
            return True, ({key: _value(line)} if key else {})
    if RE_CHANNEL.fullmatch(line):
        source = RE_PIPED_SOURCE.search(line)
        return False, {"source": source[1]} if source else {}
    found: dict[str, str] = {}
    at = weight = count = 0
    while at < len(line):
        match = RE_FRAGMENT.match(line, at)
        if match is None or match.end() == at:
            return None
        weight += _read_fragment(match, found)
        at = match.end()
        count += 1
    if weight <= 0 or (count == 1 and weight == 1 and "url" in found):
        return None  # an address alone may be what the text speaks of
    return weight >= 2, found


def _read_fragment(match: re.Match[str], found: dict[str, str]) -> int:
    """Keep what a fragment says; how much it speaks for furniture."""
    groups = match.groupdict()
    for n, (_label, _value_pattern, key) in enumerate(LABELS):
        if groups[f"l{n}"] is not None:
            value = (groups[f"v{n}"] or "").strip()
            if key and value and key not in found and not (key == "url" and value.startswith("TOP")):
                found[key] = value
            return 1 if n in (1, 2) else 2
    if groups["button"] is not None:
        return 1
    if groups["url"] is not None:
        found.setdefault("url", groups["url"])
        return 1
    if groups["date"] is not None:
        found.setdefault("date", groups["date"])
        return 0
    found.setdefault("site", groups["site"])
    return 0


def _value(line: str) -> str:
    line = re.sub(r"^(?:热烈)?欢迎您?的?(?:访问|光临|来到|进入|到来)", "", line)  # before a site's name
    return re.sub(r"^[^:：]*[:：]\s*", "", line).strip("）) 】]")


def iso_date(text: str) -> str | None:
    """The first full date in ``text`` as ISO 8601."""
    from datetime import date

    match = RE_DATE.search(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def drop_furniture(text: str) -> tuple[list[Change], dict[str, str]]:
    """Changes that take furniture lines out, and what they said (``date`` in ISO form)."""
    lines = [m.span() for m in RE_LINE.finditer(text)]
    found: dict[str, str] = {}
    gone = _find_furniture(text, lines, found)
    _find_blocks(text, lines, gone, found)
    if gone:
        _drop_frame(text, lines, gone, found)
        _note_title(text, lines, gone, found)
    else:
        _drop_frame(text, lines[:4], gone, found)
    changes = sorted([*_removals(text, lines, gone), *_tails(text, lines, gone, found)])
    if "date" in found:
        date = iso_date(found.pop("date"))
        if date:
            found["date"] = date
    return changes, found


RE_LINE = re.compile("[^\n]+")


def _find_furniture(text: str, lines: list[tuple[int, int]], found: dict[str, str]) -> set[int]:
    """The lines that are furniture by themselves."""
    gone: set[int] = set()
    coded = any(mark in text for mark in CODE_MARKS) and RE_CODE_HINT.search(text) is not None
    for n, (start, end) in enumerate(lines):
        near = n < ZONE or n >= len(lines) - ZONE
        if not near and text[end - 1] in "。；：":
            continue  # only at the ends of a text is a whole sentence furniture
        if end - start > MAX_LINE or not (
            RE_HINT.search(text, start, end) or (coded and RE_CODE_HINT.search(text, start, end))
        ):
            continue
        line = text[start:end].strip()
        if n >= len(lines) * 0.5 and _ends_text(text, lines[n:], line):
            return gone | set(range(n, len(lines)))
        if RE_CODE_HINT.search(line) and RE_CODE.fullmatch(line):
            gone.add(n)
            continue
        said = read_line(line)
        if said is None or not (said[0] or near):
            continue
        gone.add(n)
        for key, value in said[1].items():
            found.setdefault(key, value)
    return gone


def _find_blocks(text: str, lines: list[tuple[int, int]], gone: set[int], found: dict[str, str]) -> None:
    """Add the lines that are furniture by where they stand: fields, a navigation, a footer, a second copy."""
    shown = [text[start:end] for start, end in lines]
    gone |= copies.find_copies(shown)
    gone |= frame.find_fields(shown, found)
    shown = [line if len(line) <= MAX_LINE else "" for line in shown]
    gone.update(frame.find_header(shown, gone))
    gone.update(frame.find_footer(shown, gone, found))


def _ends_text(text: str, lines: list[tuple[int, int]], line: str) -> bool:
    """Whether nothing but links, or readers' comments, follows the heading ``line``."""
    if RE_LINKS.fullmatch(line):
        return _only_links(text, lines[1:])
    return RE_COMMENTS.fullmatch(line) is not None and all(end - start <= 160 for start, end in lines)


def _tails(
    text: str, lines: list[tuple[int, int]], gone: set[int], found: dict[str, str]
) -> Iterator[Change]:
    """An editor's name, and links behind it, that are glued to the end of the last paragraph."""
    kept = next((n for n in range(len(lines) - 1, -1, -1) if n not in gone), None)
    if kept is None:
        return
    start, end = lines[kept]
    match = RE_TAIL.search(text, max(start, end - 220), end)
    if match and match.start() > start:
        found.setdefault("editor", match[1] or match[2])
        yield match.start(), end, ""


def _note_title(text: str, lines: list[tuple[int, int]], gone: set[int], found: dict[str, str]) -> None:
    """The line above the first furniture of a page is its title, if it looks like one."""
    kept = [n for n in range(min(len(lines), 2 * ZONE)) if n not in gone][:4]
    below = next((n for n in kept if n + 1 in gone), None)
    if below is None:
        return
    title = text[slice(*lines[below])]
    if frame.is_dated_link(title):
        return
    if 4 <= len(title) <= 80 and RE_TITLE.search(title) and not re.search("[。；]|[：，]$", title):
        found.setdefault("title", title)


RE_TITLE = re.compile(f"[{HAN}]{{3}}")


def _drop_frame(text: str, lines: list[tuple[int, int]], gone: set[int], found: dict[str, str]) -> None:
    """Lines that are furniture only because they stand beside such lines, and the title said twice."""
    shown = [text[start:end] if end - start <= MAX_LINE else "" for start, end in lines]
    for n in range(min(len(lines), 4)):
        if n not in gone and RE_STAMP.fullmatch(shown[n]):
            gone.add(n)
            found.setdefault("date", shown[n])
    for n in sorted(gone):
        if n < ZONE and shown[n].strip(" >＞|") in ("首页", "网站首页"):
            gone.update(_crumbs(shown, n + 1))
    for step in (1, -1):
        for n in sorted(gone, reverse=step < 0):
            at = n + step
            while 0 <= at < len(lines) and at not in gone and shown[at] and RE_BESIDE.fullmatch(shown[at]):
                if step < 0 and frame.is_signed(shown[max(0, at - 1)], shown[at]):
                    break
                gone.add(at)
                if iso_date(shown[at]):
                    found.setdefault("date", shown[at])
                at += step
    for n in sorted(gone):
        if n + 1 in gone or not RE_SOURCE_OPEN.fullmatch(shown[n]):
            continue
        if RE_SOURCE.fullmatch(shown[n + 1] if n + 1 < len(lines) else ""):
            found.setdefault("source", shown[n + 1])
            gone.add(n + 1)
    if gone:
        twice = dict(_said_twice(shown, gone))
        for title in [title for title in twice.values() if RE_TITLE.search(title)][:1]:
            found.setdefault("title", title)
        gone.update(twice)


def _crumbs(shown: list[str], start: int) -> list[int]:
    """The steps of the path that begins with the home page: short names, above a longer line."""
    end = start
    while end < len(shown) and end < start + 4 and RE_CRUMB.fullmatch(shown[end]):
        end += 1
    return list(range(start, end)) if end < len(shown) and len(shown[end]) > 8 else []


def _said_twice(shown: list[str], gone: set[int]) -> Iterator[tuple[int, str]]:
    """A title that the window's bar and the page both show: the bar's goes, with the name of the site behind it."""
    head = [n for n in range(min(len(shown), 3 * ZONE)) if n not in gone and 8 <= len(shown[n]) <= 80][:4]
    for k, one in enumerate(head):
        for other in head[k + 1 :]:
            rest = shown[one].removeprefix(shown[other])
            lead = shown[one].removesuffix(shown[other])
            if (rest != shown[one] and (not rest or RE_SITE_BEHIND.fullmatch(rest))) or (
                lead != shown[one] and RE_SITE_BEFORE.fullmatch(lead)
            ):
                yield one, shown[other]
                break


def _only_links(text: str, lines: list[tuple[int, int]]) -> bool:
    below = [text[start:end] for start, end in lines]
    return all(len(line) <= 60 and "。" not in line and not frame.RE_FILE.fullmatch(line) for line in below)


def _removals(text: str, lines: list[tuple[int, int]], gone: set[int]) -> Iterator[Change]:
    n = 0
    while n < len(lines):
        if n not in gone:
            n += 1
            continue
        first = n
        while n in gone:
            n += 1
        start = lines[first - 1][1] if first else 0
        end = lines[n - 1][1]
        if not first:
            end = lines[n][0] if n < len(lines) else len(text)
        yield start, end, ""
