"""Organisations that only the tagger knows (新浪, 皇家学会), without the slogans and classes it takes for some.

Spans count in the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon import read_alternatives
from ..records import Span
from .orgs.grammar import SAID, TWO_NAMED, Org
from .orgs.nobodies import is_no_body
from .persons.find import speaks_officially
from .words import TextView


def _words(kind: str) -> str:
    return read_alternatives("tagged_bodies.txt", kind)


#: Nothing but a rank and what any body may be.
_BARE = rf"^(?:省|市|县|区|镇|乡|中|各|商贸|物流|贸易|电商)?(?:公司|集团)?(?:{_words('bare')})$"
_NO_NAME = re.compile(
    "|".join(
        (
            _words("mark"),
            rf"(?:{_words('field end')})$",
            _words("praise"),
            _words("class"),
            _words("place"),
            _BARE,
        )
    )
)
#: In official text the tagger's organisations must also end like one.
_ORG_END = re.compile(rf"(?:{_words('end')})\Z")
#: Letters in front of a number or a thing are a product: UPS电源, ABC-5.
_LETTERS = re.compile(r"[A-Za-z]{2,6}(?:[-\d]|电源|设备|系统|技术|模式|项目|指数|分析|软件|平台|标准)")

#: Schools, which may bear a second name in brackets.
_COLLEGE = "学院"
#: 信息化组织|实施机构: the verb, not a body.
_ORGANISES = re.compile(r"(?<=组织)(?:实施|领导|管理|机构|架构|体系|形式)")


def find_tagged(view: TextView, orgs: Sequence[Org], people: Sequence[Span]) -> list[Org]:
    """The tagger's organisations that neither ``orgs`` nor ``people`` hold; none overlaps them."""
    used = bytearray(view.taken)
    official = speaks_officially(orgs)
    for start, end in [*((o.start, o.end) for o in orgs), *people]:
        used[start:end] = b"\1" * (end - start)
    out = []
    for start, end, tag in view.names:
        if tag != "ORG" or end - start < 3 or any(used[start:end]) or _ORGANISES.match(view.text, end):
            continue
        name = view.text[start:end]
        if (official and not _ORG_END.search(name)) or any(c.isspace() for c in name):
            continue
        second = TWO_NAMED.match(view.text, end) if name.endswith(_COLLEGE) else None
        org = Org(start, second.end() if second else end, "tagged", start, start)
        letters = _LETTERS.match(view.text, start)
        if letters and letters.end() > end:
            continue
        if not _NO_NAME.search(name) and not SAID.search(name) and not is_no_body(view.text, org):
            out.append(org)
    return out
