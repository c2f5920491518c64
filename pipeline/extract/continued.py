"""Lines that name nobody because they go on with the duties of the body that the line above names.

Both readers of such lines ask here: duties.py, whether the line is a directive, and the assignment, whose it is.
Offsets count in the clean text.
"""

from __future__ import annotations

import re

#: How far a line's end and the next line's start may lie apart: a mark, the line break, an indent.
GAP = 3
_LIST_GOES_ON = re.compile(r"[；;]\s*\n\s*$")
#: In a regulation a line of its own goes on with the duties of the body that the lines above name.
_SAYS_MORE = re.compile(
    r"(?:要(?!求|素|点|件|闻)|应当?(?!用|急|届|对)|及时|适时|定期|积极|切实)[^。；]{4,}"
    r"|通过[^，。；]{2,24}(?:及时|定期|向)[^。；]{4,}|确定[^，。；]{2,8}，[^。；]{4,}"
    r"|对[^，。；]{2,30}(?:的，(?:及时|与|给予|应|要|予以)|(?:及时|定期)(?:报告|通报|反馈|上报))[^。；]{2,}"
)


def is_listed_on(text: str, start: int) -> bool:
    """Whether the line that begins at ``start`` is the next of a list: ``某某负责…；`` and below it ``配合…。``."""
    return bool(_LIST_GOES_ON.search(text, max(0, start - GAP), start))


def says_more(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a line of a regulation that goes on without a subject (``要制定细则…``)."""
    return "\n" in text[max(0, start - GAP) : start] and bool(_SAYS_MORE.match(text, start, end))
