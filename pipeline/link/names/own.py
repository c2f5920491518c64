"""The organisation a document comes from: what 局, 院 or 公司 stand for in it, and the units it does not name in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from ...recognise.classes import is_named_class
from ..bodywords import (
    HOST_CLASS,
    HOST_ENDINGS,
    HOST_UNIT,
    NATIONAL,
    OF_HOME,
    PARTY_NAME,
    PARTY_UNIT,
    REGION_SELF_NAME,
    REGION_WORD,
    SELF_ENDINGS,
    SELF_NAME,
    UNIT,
    UNIT_ROOT,
    tidy_name,
)
from ..context import Context
from .ownschool import COLLEGE, SCHOOL, OwnSchool
from .spelling import Speller
from .surroundings import Surroundings

#: Whose group of discipline is stationed where.
_STATIONED = re.compile("([一-龥、]+?)驻([一-龥]+?)((?:纪检监察|纪检)组)")
#: 局｜长办公室: the office of its head is named with the word itself.
_HEADS_OFFICE = "长办公室"
#: 部 alone is a ministry, which is known by its name.
_MINISTRY = "部"
#: By what a house calls itself in front of its units.
_HOUSES = ("医院", "公司", "集团", "林场")
#: 校长, 院长: by what a school and a college call themselves.
_OF_SCHOOLS = {"校": SCHOOL, "院": COLLEGE}
#: 院党办 in full.
_PARTY_OFFICE, _PARTY_OFFICE_IN_FULL = "党办", "党委办公室"
#: What stands before a department's own name: its region, a pointing word.
_REGION_BEFORE = re.compile("^.*(?:[区县州省旗盟)）]|市(?!场|政|容))(?=[一-龥]{2,})")
_POINTING = re.compile("^(?:我|本|各|分|全)")


def _likeliest(tally: dict[str, int]) -> str | None:
    """The name met most often, the longer one of two met as often."""
    return max(tally, key=lambda name: (tally[name], len(name)), default=None)


class OwnOrganisation:
    """Finds the organisation a document speaks for; ``canonical`` gives the name of what is named in full."""

    def __init__(
        self,
        context: Context,
        surroundings: Surroundings,
        speller: Speller,
        canonical: Callable[[str, int | None], str],
    ) -> None:
        self._context = context
        self._registry = context.registry
        self._surroundings = surroundings
        self._speller = speller
        self._canonical = canonical
        self._by_word: dict[str, str | None] = {}
        self._cores: dict[str, str | None] = {}
        self._school = OwnSchool(context.text, context.mentions, canonical, self._is_placed)

    def stationed(self, name: str, at: int | None) -> str | None:
        """市纪委监委驻市教育局纪检监察组: both whose group it is and where it is stationed are named in full."""
        match = _STATIONED.fullmatch(name)
        if match is None or not REGION_WORD.match(match[1]):
            return None
        sent_by = self._canonical(match[1].replace("、", ""), at)
        word = SCHOOL if match[2] == "校" and self._school.words else match[2]
        seat = self._canonical(word, None) if len(word) > 1 else self.called(word)
        return f"{sent_by}驻{seat or match[2]}{match[3]}"

    def by_word(self, name: str, at: int | None) -> str | None:
        """局党组, 院党委, 局办公室, 市局: the organisation the document comes from."""
        match = SELF_NAME.match(name)
        if match and not (self._school.words and match[1] == "校"):
            own = self.called(match[1])
            if own and match[2] == _HEADS_OFFICE:
                return own + match[1] + match[2]
            return own + (match[2] or "") if own else None
        match = REGION_SELF_NAME.match(name)
        region = self._context.region_called(match[1]) if match else None
        if match and region and (core := self._core(match[2])):
            return self._speller.join(region, core, False) + (match[3] or "")
        if match and self._context.home is None and (core := self._core(match[2])):
            return match[1] + core + (match[3] or "")  # 市局 where only 市公安局 is named
        return None

    def in_school(self, name: str, at: int | None) -> str | None:
        """学校, 校党委, 组织部, 教务处 in a school's own text, with the school's name where the text shows it."""
        return self._school.in_full(name) if self._school.words else None

    def committee(self, word: str) -> str | None:
        """党委, 纪委, 党总支 of the school whose text this is, as the text calls it; None for other texts."""
        return self._school.committee(word) if self._school.words else None

    def unit(self, name: str, at: int | None) -> str | None:
        """督导审计处 behind 教育厅 in the same sentence: a unit of that body."""
        house = next((word for word in _HOUSES if name.startswith(word) and name != word), None)
        if house and self.host and self.host.endswith(house):
            return self.host + name.removeprefix(house)  # 医院办公室 in a hospital's report
        if at is None or not UNIT.fullmatch(name):
            spelled = name.replace(_PARTY_OFFICE, _PARTY_OFFICE_IN_FULL)
            inner = HOST_UNIT.fullmatch(name) and not NATIONAL.match(name)
            return self.host + spelled if self.host and inner else None
        if (named := self._surroundings.only_longer(name)) is not None:
            return self._canonical(named, None)
        for mention in self._surroundings.before(at, 4):
            if at - mention.end > 60 or "。" in self._context.text[mention.end : at]:
                break
            owner = self._canonical(mention.spread or mention.text, mention.start)
            if self._school.words and PARTY_UNIT.sub("", owner).endswith(COLLEGE):
                continue  # 旅游学院、科技处: both are the school's
            root = UNIT_ROOT.match(owner)
            if root and name.startswith(root[0]):
                return None  # 某某大学人事处 names its own
            if root:
                return root[0] + name
        return self.host + name if self.host else None

    @property
    def host(self) -> str | None:
        """The one institution a report is about (hospital, school, enterprise); None for governments."""
        # a school is asked anew: while its own name is being resolved there is no answer yet
        return self._school.called(self._school.words[0]) if self._school.words else self._institution

    @cached_property
    def _institution(self) -> str | None:
        heads = self._context.heads
        if any(not head.endswith(HOST_ENDINGS) for head in heads) or (heads and self._context.national):
            return None
        tally: dict[str, int] = {}
        for mention in self._surroundings.mentions:
            text = PARTY_UNIT.sub("", tidy_name(mention.text))
            if text.endswith(HOST_ENDINGS) and len(text) > 3 and not HOST_CLASS.fullmatch(text):
                name = self._canonical(text, mention.start)
                tally[name] = tally.get(name, 0) + 1
        best = max(tally, key=lambda n: tally[n], default=None)
        return best if best and tally[best] >= 2 else None

    @cached_property
    def is_of_government(self) -> bool:
        """Whether a government, a committee of the party or one of their departments issued the document."""
        regions = self._registry.regions
        if not self._context.heads and self.host is None:
            return any(OF_HOME.match(text) for text in self._surroundings.names)
        return any(
            regions.leading(PARTY_NAME.sub("", head))[0] and not head.endswith(HOST_ENDINGS)
            for head in self._context.heads
        )

    def called(self, word: str) -> str | None:
        """The organisation the document comes from, if it is a 局, 院, 校 …; canonical."""
        if self._school.words and word in _OF_SCHOOLS:
            return self._school.called(_OF_SCHOOLS[word]) or _OF_SCHOOLS[word]
        if word not in self._by_word:
            text = next(self._candidates(word), None)
            self._by_word[word] = self._canonical(text, None) if text else self._joined(word)
        return self._by_word[word]

    def _is_placed(self, name: str) -> bool:
        return bool(self._registry.regions.leading(name)[0])

    def _joined(self, word: str) -> str | None:
        core = self._core(word)
        home = self._context.home
        if core and core.startswith(self._registry.landmark_names):
            return core
        return self._speller.join(home, core, False) if core and home else None

    def _candidates(self, word: str) -> Iterator[str]:
        """Names that can be the document's own organisation, likeliest first: issuers, then by frequency."""
        if word == _MINISTRY:
            ministries = [m.text for m in self._surroundings.mentions if m.text.endswith(_MINISTRY)]
            known = [m for m in ministries if self._registry.find_central(m, national=False)]
            if known:
                yield max(known, key=known.count)
            return
        ends = SELF_ENDINGS.get(word, (word,))
        for head in self._context.heads:
            if head.endswith(ends) and len(head) > len(word) + 1:
                yield head
        tally: dict[str, int] = {}
        for mention in self._surroundings.mentions:
            text = PARTY_UNIT.sub("", tidy_name(mention.text))
            if not text.endswith(ends) or len(text) <= len(word) + 1 or NATIONAL.match(text):
                continue
            if self._registry.find_central(text, national=False) is None and not is_named_class(text):
                tally[text] = tally.get(text, 0) + 1
        if best := _likeliest(tally):
            yield best

    def _core(self, word: str) -> str | None:
        """The department a document speaks of as 市局, without its region, by the bodies named in it."""
        if word in self._cores:
            return self._cores[word]
        tally: dict[str, int] = {}
        for mention in self._context.mentions:
            if mention.type != "ORG" or not mention.text.endswith(word):
                continue
            core = _POINTING.sub("", _REGION_BEFORE.sub("", mention.text))
            if len(core) > len(word) + 1 and not NATIONAL.match(core):
                tally[core] = tally.get(core, 0) + 1
        self._cores[word] = _likeliest(tally)
        return self._cores[word]
