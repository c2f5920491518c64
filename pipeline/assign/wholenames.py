"""Names of bodies that go on beyond what was recognised: ``县政府｜督查机构``, ``局属｜各单位``."""

from __future__ import annotations

import functools
import re

from ..recognise.classes import actor_words
from ..records import Mention
from .unmarked import Actor

_OWNED = re.compile(r"(?:[局厅院校司处委会]|[省市县区州](?:委)?)属$")
_TWIN = re.compile(
    r"(?<=[门位构室关])(?:（(?:单位|部门|机构|地区|科室)）|[、或](?:单位|部门|机构)(?=[应要须必不可]|负责|及其))"
)


#: 县政府管理专利工作的部门
_IN_CHARGE = re.compile(r"(?:负责|管理|主管|承担)[^\W要应须由]{1,14}?的(?:部门|机构|单位)")


#: 项目所在地｜乡镇人民政府: which one is part of the name of a class.
_SITED = re.compile(
    r"(?<![^\n。；，、：由和及或者条\u3000 ])[^\W\d由和及或者条经向对在以将把其各报送交]{2,8}所在地的?(?=\Z)"
)
#: 本单位｜审核机构, 医用｜材料管理部门: whose it is, or what it is in charge of, is part of the name.
_OWN_UNIT = re.compile(r"(?:本(?:单位|部门|机关|机构)|(?<![专使作利采启公引信占享])[医药军农商民]用)(?=\Z)")
_INNER = re.compile(r"(?:部门|机构|科室|机关党委|党组织)\Z")
#: 国务院｜某某工作部际联席会议办公室
_INTERMINISTERIAL = re.compile(r"(?:自由|[^\W\d和与及由要应]){2,20}?部际联席会议(?:办公室)?")


@functools.cache
def _unit() -> re.Pattern[str]:
    return re.compile(actor_words("unit"))


#: Bodies that a word for a unit behind them belongs to (县政府｜督查机构).
_OWNERS = ("政府", "厅", "部", "委", "局", "办", "国务院", "委员会")
_CABINET = "国务院"
#: 政府｜主管部门, unless a longer name of the government stands there.
_IN_CHARGE_OF, _GOVERNMENT = ("主管", "各主管"), "政府"
#: 会同 in front of a partner, but for the county of that name.
_WITH, _COUNTY = "会同", "会同县"
_BY = "由经"
#: 事发地｜政府
_SCENE = ("事发地", "受灾地")
_LISTED_ON = ("、", "和", "及")


def whole_name(text: str, mention: Mention) -> Mention:
    """A name that goes on: ``县政府｜督查机构``, ``局属｜各单位``, ``有关部门｜（单位）``."""
    if mention.type != "ORG":
        return mention
    start, end = _whole_from(text, mention), _whole_to(text, mention)
    if (start, end) == (mention.start, mention.end):
        return mention
    return Actor("ORG", text[start:end], start, end)


def _whole_from(text: str, mention: Mention) -> int:
    """Where the whole name begins: with whose it is, or where."""
    start = mention.start
    if mention.text.startswith("各") and (owner := _OWNED.search(text, max(0, start - 3), start)):
        start = owner.start()
    if start >= 2 and text.startswith(_IN_CHARGE_OF, start) and text.startswith(_GOVERNMENT, start - 2):
        start -= 2 if not text[start - 3 : start - 2].isalpha() or text[start - 3] in _BY else 0
    if mention.text.startswith(_WITH) and not mention.text.startswith(_COUNTY):
        start += len(_WITH)
    if place := _SITED.search(text, max(0, start - 14), start):
        return place.start()
    if _INNER.search(mention.text) and (own := _OWN_UNIT.search(text, max(0, start - 3), start)):
        return own.start()
    return start - 3 if start >= 3 and text.startswith(_SCENE, start - 3) else start


def _whole_to(text: str, mention: Mention) -> int:
    """Where the whole name ends: with its unit, or with what stands for it in a bracket."""
    end = mention.end
    if mention.text == _CABINET and (meeting := _INTERMINISTERIAL.match(text, end)):
        end = meeting.end()
    unit = _unit().match(text, end) or _IN_CHARGE.match(text, end) if mention.text.endswith(_OWNERS) else None
    if unit and not text.startswith(_LISTED_ON, end):
        end = unit.end()
    twin = _TWIN.match(text, end)
    return twin.end() if twin else end
