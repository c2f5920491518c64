"""Units that only a label names, with what they do behind it: ``服务办。牵头…``, ``党政办公室：负责…``.

Offices of a town, a school or a bureau bear names that no registry holds. Where a list of duties opens its lines
with them, the line shows what they are. Spans count in the clean text.
"""

from __future__ import annotations

import functools
import re

from ..records import Span
from .actions import does_to_something, opens_with_verb

_MARKER = r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、)）](?!\d)|[①-⑳])?"
#: What units are called; a classroom and a website are none.
HEAD = (
    r"(?:(?<![承主协举督查申长])办(?![法理公])|办公室|[务工委党团校院学教总]部|(?<![学专本百])科|(?<![好用害])处|(?<![教寝浴验])室"
    r"|(?<![电网场])站|(?<![场厕])所(?![在有属需述])|[大中支总]队|中心|股|委员会|[居村]委会?|工会|团委|学校|幼儿园|医院|书院|学院"
    r"|馆(?!员))"
)
_LABEL = re.compile(
    rf"(?:^|(?<=\n))[ \u3000]*{_MARKER}[ \u3000]*"
    rf"(?P<name>(?!本|该|其|对|第|以下|上述|工作|主要)(?:[^\W\d_a-zA-Z的由将要把在是并与被]){{1,14}}?{HEAD})"
    r"(?:（[^（）\n]{1,20}）)?[。：:][ \u3000]*(?=(?P<told>[^\n]{2,24}))"
)
#: A verb that says by itself that the label is a body.
_CHARGED = re.compile(r"(?:具体|主要|全面|统一)?(?:负责(?!人)|牵头|配合|协助|承担|会同|协同|做好)")
_ORGANISES = re.compile(r"组织(?!部|机构|架构|领导|保障|形式|单位|者)")
#: 对移交的线索，依法处理: where others of the list are told, so is who stands in front of this
_IN_LIST = re.compile(r"(?:对|以|按照?|根据|依托|结合|在|为|针对|通过|定期|及时)")
#: One label may be the name of a thing (档案室：…); several are a list of who does what.
_SEVERAL = 2


def tells(words: str) -> bool:
    """Whether the words behind a label say what the body that it names does."""
    return bool(_CHARGED.match(words) or _ORGANISES.match(words)) or opens_with_verb(words)


@functools.lru_cache(maxsize=1)  # asked for directives, and again for links
def find_labels(text: str) -> tuple[Span, ...]:
    """The names of units that open lines as labels of what they do, in reading order.

    A text with a single one names a body only where a verb of charge follows.
    """
    found = [match for match in _LABEL.finditer(text) if not does_to_something(match["name"])]
    told = [match for match in found if tells(match["told"])]
    if len({match["name"] for match in told}) < _SEVERAL:
        return tuple(Span(*match.span("name")) for match in told if _CHARGED.match(match["told"]))
    return tuple(
        Span(*match.span("name")) for match in found if tells(match["told"]) or _IN_LIST.match(match["told"])
    )
