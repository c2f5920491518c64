"""学校 and 学院 in what a school writes about itself: there the bare word is a body, the school's own name.

In a notice about schools the same word is a class. A school's own text shows itself by words that only
insiders use: 校党委, 我校, 校领导. Spans count in the clean text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from ...records import Span
from ..words import TextView
from .grammar import Org

#: 某某一中安全处: an office of the school signs.
SIGNED = r"^([一-龥]{2,10}?(?:大学|学院|中学|小学|[一二三四五六七八九十]中))[一-龥]{2,5}(?:处|办公室|部)$"
#: Words of insiders; so many different ones make a text the school's own.
_OF_A_SCHOOL = re.compile(
    r"校党委|(?<![一-龥])我校|(?<=[对在到来给为])我校|全校(?!长)|校领导|校纪委|学校党委|校区"
    r"|(?<=[，、：。）])校长|副校长|校长助理|(?<![一-龥])学校(?:召开|印发|出台|发布)"
    r"|学校(?:20\d\d年)?(?:工作要点|工作计划)|学校第[一二三四五六七八九十]{1,3}届|校院两级|学校事业(?!单位|编制)"
    rf"|{SIGNED}",
    re.MULTILINE,
)
_OF_A_COLLEGE = re.compile(r"学院党委|院党委|(?<![一-龥法医])我院|全院(?!长)|院领导|学院领导")
_LEAST = 2
#: Or the one word that nobody else can say, again and again.
_OURS, _AGAIN = "我校", 3
#: A rule for schools speaks of them as a class, whatever words it uses.
_RULE = re.compile(r"本(?:办法|条例|规定|细则|规程|准则|法)(?:所称|自|由|适用)|第[一二三四五]条[ 　]")
#: What governments issue is addressed to governments, however much it says of schools.
_OF_GOVERNMENT = re.compile(r"各(?:省|设区|[市县区](?:、|（|人民政府))|人民政府[，、：]|国务院各")
_HEAD = 500
#: 安全学院召开…: the college that writes names itself in the title or where a sentence begins.
_CONVENES = re.compile(
    r"(?:^|[\n，。日午])(?!各|本|我|该|由|经|在|对|向|为|和|与|及|全)([\u4e00-\u9fff]{2,12}学院)(?:党委)?"
    r"(?:在[^，。；\n]{1,12})?(?:组织)?(?:召开|举行|举办)"
)
#: Tags of words that name which school is meant: another, or one of many (安全|学院, 各|学校, 兄弟|学校).
_NAMING = frozenset(("n", "nz", "nw", "vn", "an", "a", "r", "m", "q", "s", "ORG", "LOC", "PER"))
_NAMING_CHARS = tuple("各所类该某名校级属")
#: Its own units, which its word stands in front of.
_UNIT_BEHIND = r"(?:党委常委会(?!会?议|（扩大）)|分?党委(?!会)|党总支|纪委|党政办公室|办公室|工会|团委)?"
#: A university's own colleges: 促进|学院|多方面工作.
_COLLEGE = re.compile(r"学院(?![院长路派]|党|副?书记)")
_NO_SCHOOL = re.compile(r"学[校院](?:[路站们]|法|教育法|管理办法|章程示范)")


@functools.lru_cache(maxsize=1)  # three readers of names and the linker ask for those of one document in turn
def own_school_words(text: str) -> tuple[str, ...]:
    """学院 and 学校 where ``text`` is written by one about itself, the narrower first; else nothing."""
    if _RULE.search(text) or _OF_GOVERNMENT.search(text, 0, _HEAD):
        return ()
    words = []
    if "医院" not in text and len({match[0] for match in _OF_A_COLLEGE.finditer(text)}) >= _LEAST:
        words.append("学院")
    insiders = [match[0] for match in _OF_A_SCHOOL.finditer(text)]
    if len(set(insiders)) >= _LEAST or insiders.count(_OURS) >= _AGAIN:
        words.append("学校")
    return tuple(words)


def find_own_school(view: TextView) -> list[Span]:
    """Where the school that writes the text names itself by the bare word."""
    text = view.text
    found = []
    words = own_school_words(text)
    for word in words:
        for match in re.finditer(word + _UNIT_BEHIND, text):
            start = match.start()
            if not (view.taken[start] or _NO_SCHOOL.match(text, start) or _is_another(view, start)):
                found.append(Span(*match.span()))
    if "学院" in words:
        found += _named_colleges(view)
    elif words:
        bare = (span for span in view.free(_COLLEGE) if not _is_another(view, span.start))
        found += [span for span in bare if not view.words or span.end in view.by_end]
    return found


def _named_colleges(view: TextView) -> list[Span]:
    """Wherever the college that writes is named as where it convened something."""
    names = {match[1] for match in _CONVENES.finditer(view.text)}
    return [span for name in sorted(names) for span in view.free(re.compile(re.escape(name)))]


def widen_own(view: TextView, orgs: Sequence[Org]) -> None:
    """校|安全委员会, 学校|招生办公室: a school's own word in front of a body belongs to its name (in place)."""
    text = view.text
    if "学校" not in own_school_words(text):
        return
    for org in orgs:
        size = 2 if text.endswith("学校", 0, org.start) else int(text[org.start - 1 : org.start] == "校")
        start = org.start - size
        if size and not view.taken[start] and not _is_another(view, start) and org.kind != "note":
            org.start = start


def _is_another(view: TextView, start: int) -> bool:
    """Whether the word in front says which school is meant, or the word begins before ``start``."""
    if view.text[start - 1 : start] in _NAMING_CHARS:
        return True
    before = view.by_end.get(start)
    return bool(view.words) and (start not in view.by_start or (before is not None and before.tag in _NAMING))
