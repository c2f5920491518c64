"""Bodies of discipline stationed at another: 市纪委监委驻市教育局纪检监察组, 驻校纪检监察组 and
市纪委第十五派驻组 are one name each.

Spans count in the clean text.
"""

from __future__ import annotations

import re

from ...firsts import compile_rare
from ...records import Span
from ..words import TextView

_STATIONED = compile_rare(
    r"(?:(?:中央|[省市县区州旗]|(?:(?![的和与及对向在由])[\u4e00-\u9fff]){2,6}?[省市县区州旗])?"
    r"(?:纪委、?(?:国家)?监委|纪委|监委)(?:机关)?)?"
    r"(?:(?<![派进入常])驻(?P<house>[局部厅校院委会行社]|[\u4e00-\u9fff]{2,14}?)(?:纪检监察|纪检)组"
    r"|(?:第[一二三四五六七八九十]{1,3}派驻(?:纪检监察|纪检)?|派驻(?:纪检监察|纪检))组)(?![织建合])"
)
#: Words of a sentence: what has them between 驻 and the group is no name.
_SENTENCE = re.compile(r"[的和与及对向在把将被]|纪检|以来|单位")
#: What leads to the name of a place in front.
_LED = re.compile(r"(?:由|向|经|报|请|和|与|及|对|会同|配合)")


def find_stationed(view: TextView) -> list[Span]:
    """Groups of discipline with whoever sent them and where they are stationed."""
    found = []
    for match in _STATIONED.finditer(view.text):
        if view.taken[match.start()] or _SENTENCE.search(match["house"] or ""):
            continue
        lead = _LED.match(match[0])
        found.append(Span(match.start() + (lead.end() if lead else 0), match.end()))
    return found
