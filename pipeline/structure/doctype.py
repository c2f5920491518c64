"""Which of the ten kinds a document is: by the last word of its title, else by what its opening does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .headmarks import HEAD_CHARS, VERSION, title_words

_MEETING = r"会议|座谈会|大会|全会|推进会|动员会|研讨会|部署会|工作会|调度会|汇报会|总结会"
_ARTICLE = "第[一二三四五六七八九十百]{1,5}条(?!规定|所|的|第)"
_VERSIONS = re.compile(rf"(?:{VERSION})+$")
_Table = tuple[tuple[str, re.Pattern[str]], ...]


def _table(*rows: tuple[str, str]) -> _Table:
    return tuple((kind, re.compile(pattern)) for kind, pattern in rows)


#: Tried in order on the opening of the text; the first that matches decides. Under each, what it finds.
_OPENINGS = _table(
    # 第一条 …第二条 …: articles of a regulation, a box (专栏) of a plan, without their head
    (
        "regulation",
        rf"^[ 　]*{_ARTICLE}[\s\S]{{4,900}}?[。\n][ 　]*{_ARTICLE}|^[ 　]*第一章[ 　]*总[ 　]*则[ 　]*\n"
        rf"|^[ 　]*第[一二三四五六七八九十百]{{1,5}}[章节][ 　]*[^\n。，]{{2,24}}\n[ 　]*{_ARTICLE}",
    ),
    ("plan", r"^[ 　]*专栏[ 　]?[\d一二三四五六七八九十]{1,3}[ 　：:]"),
    ("meeting", r"^[^。\n]{0,40}(?:举行|召开)[^。，\n]{0,16}(?:发布会|吹风会)"),
    # 1月20日，某某省人大常委会第三次会议在…召开, whatever somebody says of himself there
    (
        "meeting",
        rf"^[^。；：\n]{{0,12}}?\d{{1,2}}月\d{{1,2}}日[^。；：《\n]{{2,60}}?(?:{_MEETING})(?:在[^，。；\n]{{1,16}})?(?:召开|举行|开幕|闭幕)",
    ),
    (
        "regulation",
        r"^[^。\n]{0,160}?(?<!根据)(?<!按照)制[定订]了?新?的?[一二三四五六七八九十\d]*[项条](?:新的?)?规定",
    ),
    # headings that are questions, questions and answers: an interpretation of a document
    (
        "other",
        r"^[ 　]*一、[^。？?\n]{4,60}[？?]|[^。]{0,60}答记者问|(?:^|[。？\n])[ 　]*问[：:][^。]{2,120}答[：:]",
    ),
    ("report", r"代表[^。，我]{2,30}，?向(?:大会|全会|[^。，]{2,20}会议)(?:报告|作)"),
    # who is invited or told, however the notice greets them: 各位老师：…现将有关事项通知如下
    (
        "notice",
        r"^[^。\n]{2,40}[：:]\n[^\n]{0,400}?[现特][^。；\n]{0,30}通知如下|会议时间[：:][^\n]*\n[^\n]{0,4}会议地点[：:]",
    ),
    # who visited whom, told by a reporter
    (
        "meeting",
        r"^(?![^。\n]{0,60}(?:现将|现就|现把|根据|按照|我))[^。\n]{0,60}?\d{1,2}月\d{1,2}日[^。\n]{0,160}?"
        r"(?:会见|会谈|考察|看望|走访|慰问)(?![^。\n]*《)",
    ),
    (
        "speech",
        r"^[^\n]{0,40}(?:同志们|各位同志)[：！:]|^(?:同志们|各位|大家好|尊敬的|朋友们|女士们|主席先生|大会主席)"
        r"|主席先生，|各位同事[！：]|大家好！"
        r"|(?:[，。：]|这里|下面|今天)我(?:们?召开|讲|谈|愿|提出?|就|代表|相信|多次|一直强调|说过|强调)",
    ),
    ("opinion", r"(?:[现特兹][^。；，]{0,12}提出|提出(?:如下|以下))[^。；，]{0,12}意见"),
    (
        "decision",
        r"[现特][^。]{0,40}(?:批复|函复|函告)如下|收悉"
        r"|[作做]出(?:如下|以下)(?:决定|修改)|[作做]出[^。]{0,10}决定：|^[^。]{0,12}决定(?:对|取消|授予)",
    ),
    (
        "notice",
        r"[现特][^。；]{0,40}(?:公告|通告)如下|通知如下|请[^。]{0,40}(?:遵照|贯彻|认真)执行|现印发给你们",
    ),
    ("regulation", r"制[定订]本(?:实施|暂行|试行|管理|工作)?(?:条例|办法|规定|细则|规则|法|制度|准则)"),
    # a piece from the middle of a document whose sections are numbered through it: 四、… 40.… 41.…
    (
        "opinion",
        r"^[ 　]*[二三四五六七八九十]{1,3}、[^\n。]{4,40}[\n ](?:[^\n]*\n){0,2}?[ 　]*\d{2}[.．、](?!\d)",
    ),
    ("plan", r"(?:制[定订]|提出)(?:本|如下|以下)(?:实施|工作|行动)?(?:方案|计划|规划)"),
    (
        "meeting",
        rf"(?:{_MEETING})[^。]{{0,60}}?(?:召开|举行|举办|开幕|主持|指出|强调|出席)"
        rf"|(?:召开|主持|举行|举办)[^。]{{0,60}}(?:{_MEETING}|学习会|部署会)|会上|(?:强调|指出)，"
        # who received or visited whom, told by a reporter
        r"|^(?![^。\n]{0,60}(?:现将|现就|现把|根据|按照))[^。\n]{0,60}?\d{1,2}月\d{1,2}日[^。\n]{0,160}?"
        r"(?:会见|会谈|调研|考察|座谈|走访|慰问)",
    ),
)
#: What no last word tells, before it is asked: the first that matches decides.
_TOLD_TITLES = _table(
    # 某某到我州调研水果产业发展情况: told by a reporter
    (
        "meeting",
        r"^(?!关于)[^，。《]{2,10}(?:到|赴|来|深入|率队|带队)[^，。《]{1,20}(?:调研|考察|视察|督导|督查|走访|慰问)(?!报告|的)",
    ),
    # 某某在会上作报告, 某某发表讲话: told by a reporter
    (
        "meeting",
        r"(?:(?<!工)[作做]|发)(?:了|表)?(?:重要|专题|工作|政府工作|[^，。]{0,4}交流|典型)?(?:讲话|报告|发言|致辞)$",
    ),
    # 某某市委巡察组向某某局反馈巡察情况: told by a reporter
    ("meeting", r"向[^，。]{2,40}?(?:反馈|通报|移交)[^，。]{0,12}(?:情况|意见|问题|线索)$"),
    # 某校发布“某某”行动方案, 某市印发《某某办法》: told of what somebody issued, not the thing itself
    (
        "other",
        r"^(?!.*关于).*(?:印发|出台|发布|推出)了?"
        r"(?:《[^《》]{4,60}》|[“‘][^“”‘’]{2,20}[”’][^，。、]{0,16}(?:方案|计划|规划|意见|办法|措施|细则))$",
    ),
    # 某某工作初见成效, 某某建设取得阶段性进展, 某某局扎实推进某某工作: a report of what has been reached
    (
        "report",
        r"(?:初见|取得)[^，。]{0,8}(?:成效|实效|进展)$|成效(?:显著|明显)$"
        r"|^[^，。]{2,14}(?:局|厅|委|办|部|院|会|中心)(?:扎实|积极|深入|着力|多措并举|大力|切实)[^，。]{2,20}(?:工作|监管|建设)$",
    ),
    # 某某局2021年工作总结和2022年工作计划: what was done comes first
    (
        "report",
        r"(?:总结|情况)(?:报告)?[和及暨与](?:20\d\d年)?(?:下一步|下步|今后|明年)?(?:重点)?(?:工作)?"
        r"(?:计划|打算|安排|要点|思路|重点)$",
    ),
)
#: What a title without a telling last word says.
_TITLES = _table(
    ("speech", r"的讲话|致辞|演讲"),
    ("meeting", rf"召开|{_MEETING}|强调|指出|要求|调研|考察|部署(?!开展)|出席|会见|主持"),
)
#: What somebody says in a report is not the report's own voice.
_QUOTED = re.compile("“[^“”]{6,400}”")
_NAMED_IN_TITLE = re.compile(r"关于[^《》]{2,60}的(通知|意见|决定|方案|规定|办法|报告|批复|函)")


def classify_document(title: str | None, text: str) -> str:
    """One of ``records.DOCUMENT_KINDS``."""
    return _by_title(re.sub(r"[\s　]", "", title or "")) or _by_opening(text[:HEAD_CHARS]) or "other"


def _by_opening(opening: str) -> str | None:
    own = _QUOTED.sub("“”", opening)
    return next(
        (kind for kind, pattern in _OPENINGS if pattern.search(own if kind == "speech" else opening)), None
    )


def _by_title(title: str) -> str | None:
    title = _VERSIONS.sub("", title)
    kinds = title_words()[1]
    last = _last_word(title, kinds)
    return (
        _first(_TOLD_TITLES, title)
        or (kinds[last] if last else None)
        or _first(_TITLES, title)
        or _named(title, kinds)
    )


def _first(table: _Table, title: str) -> str | None:
    return next((kind for kind, pattern in table if pattern.search(title)), None)


def _last_word(title: str, kinds: Mapping[str, str]) -> str | None:
    return max((word for word in kinds if title.endswith(word)), key=len, default=None)


def _named(title: str, kinds: Mapping[str, str]) -> str | None:
    match = _NAMED_IN_TITLE.search(title)
    return kinds.get(match[1]) if match else None
