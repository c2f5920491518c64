"""From a written name to the canonical name, in the context of one document.

A chain of rules is tried in a fixed order; the first that knows the name decides and leaves its own name in
the resolution, so that every link can be explained. What no rule knows keeps its written form; what several
bodies could be meant by stays open with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from ..recognise.classes import is_named_class
from ..records import Resolution
from .bodywords import (
    BANK_BRANCH,
    BARE_OFFICE,
    BRACKET_END,
    CLASS_BEHIND_WORD,
    COLLECTIVE_CUT,
    EACH_REGION,
    EVERYBODY,
    HEADED,
    HOST_CLASS,
    HOST_ENDINGS,
    HOST_UNIT,
    LEAGUE,
    MASS_BRANCH,
    MASS_COMPANY,
    NATIONAL,
    NEVER_ALONE,
    OF_HOME,
    PARTY_NAME,
    PARTY_UNIT,
    REGION_SELF_NAME,
    REGION_WORD,
    SELF_ENDINGS,
    SELF_NAME,
    SPELLED_INSIDE,
    TERM,
    TOWNSHIP,
    UNIT,
    UNIT_ROOT,
    ZONE,
    is_class,
    is_collective,
    is_unit,
    names_other_place,
    needs_place,
    share_head,
    tidy_name,
)
from .context import Context
from .groups import Groups
from .regions import Region
from .spelling import Speller
from .surroundings import Surroundings
from .zones import Zones

#: What a rule finds: a canonical name, a name with its candidates where it stays open, or nothing.
Found = str | tuple[str, tuple[str, ...]] | None
Rule = Callable[[str, "int | None"], "Found"]


#: Behind a region word, a class of that region's bodies (县有关部门, 市各主管部门).
_OF_A_PLACE = re.compile("各?(?:有关|相关|主管)|各部门")


def _of_a_place(name: str, rest: str) -> bool:
    """Whether a class behind a region word is the region's (全市各有关单位 are all that lie in it)."""
    return name[0] != "全" and bool(_OF_A_PLACE.match(rest))


#: What stands before the region in the names of its branches.
_BEFORE_REGION = re.compile("^(?:中共|共青团|中国人民政治协商会议|国家税务总局|中国人民银行)")


class Names:
    """Resolves written names in one document. ``resolve`` is the one entry; results are remembered."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.registry = context.registry
        self._memory: dict[tuple[str, int | None], Resolution] = {}
        self._busy: set[str] = set()
        self._own: dict[str, str | None] = {}
        self._own_cores: dict[str, str | None] = {}
        self.surroundings = Surroundings(context)
        self.speller = Speller(context.registry, self.surroundings)
        self.zones = Zones(context, self.surroundings)
        self.groups = Groups(context, self.surroundings, self.resolve)
        self._rules: tuple[tuple[str, Rule], ...] = (
            ("file", self._by_file),
            ("definition", self._by_definition),
            ("collective", self._collective),
            ("party", self._league),
            ("region", self._with_region),
            ("self", self._self_word),
            ("context", self._with_region_word),
            ("central", self._central),
            ("zone", self._zone_in_full),
            ("antecedent", self._antecedent),
            ("central unit", self._central_unit),
            ("zone", self._zone),
            ("township", self._township),
            ("home", self._at_home),
            ("unit", self._inner_unit),
        )

    # ------------------------------------------------------------------------------------------ entry

    def resolve(self, surface: str, at: int | None = None) -> Resolution:
        """What ``surface``, at ``at`` in the clean text, stands for; its written form if nothing is known."""
        name = TERM.sub("", tidy_name(surface))
        key = (name, at if needs_place(name) else None)
        if key not in self._memory:
            if name in self._busy:  # a definition that leads back to itself
                return self._result(name, "written", ())
            self._busy.add(name)
            try:
                self._memory[key] = self._try_rules(name, at)
            finally:
                self._busy.discard(name)
        return self._memory[key]

    def body_id(self, name: str) -> str:
        """The stable id of a canonical name."""
        return self.registry.body_id(name, self.region_code(name))

    def canonical(self, surface: str, at: int | None = None) -> str:
        return self.resolve(surface, at).name

    def shared(self, first: str, second: str) -> str:
        """``second`` with the head it shares with ``first``, unless it names a region of its own."""
        if self.registry.regions.leading(tidy_name(second))[0]:
            return second
        return share_head(first, second)

    def _try_rules(self, name: str, at: int | None) -> Resolution:
        for rule, find in self._rules:
            found = find(name, at)
            if isinstance(found, tuple):
                return self._result(found[0], rule + " (open)", found[1])
            if found:
                return self._result(self._corrected(found), rule, ())
        return self._result(name, "written", ())

    def _corrected(self, name: str) -> str:
        correction = self.registry.corrections.get(name)
        return correction.canonical if correction else name

    def _result(self, name: str, rule: str, candidates: tuple[str, ...]) -> Resolution:
        return Resolution(name, self.registry.body_id(name, self.region_code(name)), rule, candidates)

    def region_code(self, name: str) -> str | None:
        """GB/T 2260 code of the region a canonical name opens with."""
        region = self.region_of(name)
        return region.code if region else None

    def region_of(self, name: str) -> Region | None:
        """The region a canonical name opens with, None for central bodies and open names."""
        bare = _BEFORE_REGION.sub("", name)
        found = self.context.choose(self.registry.regions.leading(bare)[0])
        return found[0] if len(found) == 1 else None

    # ------------------------------------------------------------------------------------------ rules

    def _by_file(self, name: str, at: int | None) -> str | None:
        correction = self.registry.corrections.get(name)
        return correction.canonical if correction else None

    def _by_definition(self, name: str, at: int | None) -> str | None:
        full = self.context.short_names.get(name)
        if full and full != name:
            return self.canonical(full, at)
        for short, full in self.context.short_names.items():
            rest = name[len(short) :]
            if name.startswith(short) and is_unit(rest) and not is_collective(name):
                return self.canonical(full, at) + name[len(short) :]
        return None

    def _collective(self, name: str, at: int | None) -> str | None:
        if not is_collective(name) or self.registry.find_central(name, self.context.date, national=False):
            return None
        if is_class(name) or EACH_REGION.match(name):
            return self._class_of_offices(name)
        cut = COLLECTIVE_CUT.search(name)
        head = name[: cut.start()] if cut else ""
        group = HEADED.search(head) and REGION_WORD.match(head)
        central = self.registry.find_central(head, self.context.date, national=False)
        short = SPELLED_INSIDE.search(head) or group or central
        if head and head != "中央" and short and not head.endswith(("直", "级")):
            spelled = self.resolve(head, at)
            if spelled.rule != "written":
                return spelled.name + name[len(head) :]
        if ZONE.search(head) and (own := self.zones.own(head)):
            return own + name[len(head) :]
        match = REGION_WORD.match(name)
        rest = name[match.end() :] if match else ""
        if match and not CLASS_BEHIND_WORD.match(rest) and (_of_a_place(name, rest) or not is_class(rest)):
            region = self.context.region_called(match[1])
            if region:
                return self.registry.regions.official(region) + rest
        return name

    def _class_of_offices(self, name: str) -> str:
        """各县（市、区）科技局 → 各县（市、区）科学技术局: the short name inside is spelled out."""
        if name.endswith("管委会"):
            return name.removesuffix("管委会") + "管理委员会"
        group = EACH_REGION.match(name)
        if group is None:
            return name
        office, bracket, rest = name[group.end() :].partition("（")  # 各县（市、区）市场监管局（分局）
        full = self.registry.expand_department(office)
        party = self.registry.party_units.get(office)
        if full is None and party and any(name.endswith(party) for name in self.surroundings.names):
            full = party  # 各市人才办, where the document names one in full
        return group[0] + full + bracket + rest if full else name

    def _league(self, name: str, at: int | None) -> str | None:
        match = LEAGUE.match(name)
        if match and (region := self.context.region_called(match[1])):
            return f"共青团{self._official(region)}委员会" + name[match.end() :]
        bare = name.removeprefix("共青团")
        if bare != name:
            regions, length = self.registry.regions.leading(bare)
            regions = self.context.choose(regions)
            if len(regions) == 1 and bare[length:] in ("委", "委员会"):
                return f"共青团{self._official(regions[0])}委员会"
        return None

    def _with_region(self, name: str, at: int | None) -> str | tuple[str, tuple[str, ...]] | None:
        bare = PARTY_NAME.sub("", name)
        regions, length = self.registry.regions.leading(bare)
        if bare[:length] in ("郊区", "城区", "矿区") and len(self.context.choose(regions)) > 1:
            return None  # any town has them
        if not regions:
            regions, length = self._short_region(bare)
        if not regions:
            return None
        party = bare != name
        chosen = self.context.choose(regions)
        names = tuple(self.speller.join(r, bare[length:], party) for r in chosen)
        if len(set(names)) == 1:
            return names[0]
        return name, tuple(sorted(set(names)))

    def _short_region(self, name: str) -> tuple[list[Region], int]:
        """A region by its short name before words of government (四川教育厅, 黄岩人民政府)."""
        for length in (4, 3, 2):
            regions = self.registry.regions.by_short.get(name[:length], [])
            rest = name[length:]
            if not regions or not rest:
                continue
            provinces = [r for r in regions if r.level == "province"]
            if rest.endswith("厅") or (provinces and rest.startswith("人民政府")):
                regions = provinces
            elif not re.match(
                "人民政府|省委|市委|县委|区委|州委|地委|(?:银监|证监|银保监|保监)(?:分)?局", rest
            ):
                regions = []
            if regions:
                return self.context.choose(regions), length
        return [], 0

    def _with_region_word(self, name: str, at: int | None) -> str | tuple[str, tuple[str, ...]] | None:
        match = REGION_WORD.match(name)
        if not match or EVERYBODY.fullmatch(name):
            return None
        region = self._neighbour_region(match[1], at) or self.context.region_called(match[1])
        core = name[match.end() :]
        if region is None and (own := self.speller.document_form(core, None)):
            return match[1] + own  # 市一院 where only 市第一人民医院 is named
        if region is None or core in ("内", "外") or core.startswith("本级"):
            return None
        return self.groups.in_full(region, core) or self.speller.join(region, core, False)

    def _neighbour_region(self, word: str, at: int | None) -> Region | None:
        """河北省委、省政府: the region of the body right before, or (far from home) in the same sentence."""
        if at is None:
            return None
        for mention in self.surroundings.before(at, 3):
            gap = self.context.text[mention.end : at]
            near = gap in ("", "、", "和", "与", "及")
            if not near and (self.context.home is not None or len(gap) > 40 or "。" in gap):
                return None
            found = self.context.choose(self.registry.regions.leading(PARTY_NAME.sub("", mention.text))[0])
            if len(found) == 1:
                return found[0] if found[0].word == word else None
            if not near or not REGION_WORD.match(mention.text):
                return None
        return None

    def _self_word(self, name: str, at: int | None) -> str | None:
        """局党组, 院党委, 局办公室, 市局: the organisation the document comes from."""
        match = SELF_NAME.match(name)
        if match:
            own = self.own_organisation(match[1])
            if own and match[2] == "长办公室":
                return own + match[1] + match[2]
            return own + (match[2] or "") if own else None
        match = REGION_SELF_NAME.match(name)
        region = self.context.region_called(match[1]) if match else None
        if match and region and (core := self._own_core(match[2])):
            return self.speller.join(region, core, False) + (match[3] or "")
        return None

    def _central(self, name: str, at: int | None) -> str | None:
        if self._is_kind(name, at):
            return None
        if name.startswith("人行") and name.endswith("支行"):
            return "中国人民银行" + name[2:]
        find, date = self.registry.find_central, self.context.date
        body = find(name, date, national=self.context.national)
        if body is None and name != (bare := BRACKET_END.sub("", name)):
            body = find(bare, date, national=self.context.national)  # 中央宣传部（国务院新闻办）
        if body is not None and body.name == "中国人民银行" and at is not None:
            near = self.context.text[at - 2 : at + len(name) + 1]
            if self._branch_of_bank and near.startswith(name, 2) and not near.endswith("各"):
                return self._branch_of_bank
        return body.name if body else None

    def _is_kind(self, name: str, at: int | None) -> bool:
        """工会、共青团、妇联 as kinds, of whatever rank."""
        if at is None or not MASS_BRANCH.fullmatch(name):
            return False
        return bool(MASS_COMPANY.search(self.context.text[max(0, at - 30) : at + len(name) + 16]))

    @cached_property
    def _branch_of_bank(self) -> str | None:
        """The one branch of the People's Bank that a local document names: 人民银行 is that one there."""
        if self.context.home is None:
            return None
        named = {
            f"中国{match[1]}" for text in self.surroundings.names if (match := BANK_BRANCH.fullmatch(text))
        }
        return named.pop() if len(named) == 1 else None

    def _central_unit(self, name: str, at: int | None) -> str | None:
        body, length = self.registry.central_prefix(name, self.context.date, national=self.context.national)
        if body is None or name[:length] in ("中央", "中共", "中国共产党", "兵团", "总台"):
            return None
        rest = name[length:]
        if rest.startswith(("大学", "学院", "学校")):
            return None  # 中国石油大学
        local, used = self.registry.regions.leading(rest)
        if len(local) == 1 and rest[used:] in ("委", "委会", "委员会"):
            return body.name + self._official(local[0]) + "委员会"
        if rest.endswith("委") and (full := self.registry.expand_department(rest)):
            return body.name + full  # 教育部科技委
        if is_unit(rest) or self.registry.regions.leading(rest)[0]:
            return body.name + rest
        return None

    def _antecedent(self, name: str, at: int | None) -> str | None:
        """联席会议, 办公室, 监督组: the group or the body that the document names in full elsewhere."""
        return self.groups.antecedent(name, at)

    def _inner_unit(self, name: str, at: int | None) -> str | None:
        """督导审计处 behind 教育厅 in the same sentence: a unit of that body."""
        if at is None or not UNIT.fullmatch(name):
            spelled = name.replace("党办", "党委办公室")
            return self.host + spelled if self.host and HOST_UNIT.fullmatch(name) else None
        if (named := self.surroundings.only_longer(name)) is not None:
            return self.canonical(named)
        for mention in self.surroundings.before(at, 4):
            if at - mention.end > 60 or "。" in self.context.text[mention.end : at]:
                break
            owner = self.canonical(mention.spread or mention.text, mention.start)
            root = UNIT_ROOT.match(owner)
            if root and name.startswith(root[0]):
                return None  # 某某大学人事处 names its own
            if root:
                return root[0] + name
        return self.host + name if self.host else None

    def _zone_in_full(self, name: str, at: int | None) -> str | None:
        return self.zones.in_full(name)

    def _zone(self, name: str, at: int | None) -> str | None:
        return self.zones.board_or_office(name)

    def _township(self, name: str, at: int | None) -> str | None:
        """慈城镇政府 in a district's document → 宁波市江北区慈城镇人民政府."""
        match = TOWNSHIP.fullmatch(name)
        if match is None:
            return None
        rest = "人民政府" if match[2] == "政府" else match[2]
        home = self.context.home
        place = self._official(home) if home is not None and home.level == "county" else ""
        return place + match[1] + rest

    def _at_home(self, name: str, at: int | None) -> str | None:
        """教育厅, 财政局, 组织部 in a local document: the home region's own."""
        home = self.context.home
        if home is not None and name.startswith(home.short):  # 黄岩国土资源分局
            branch = self.speller.district_branch(home, name.removeprefix(home.short))
            if branch:
                return branch
        if home is not None and home.name.endswith("新区") and name.startswith("新区"):
            return self.speller.join(home, name[2:], False)
        if name in NEVER_ALONE or names_other_place(name, self.registry.regions.by_short):
            return None
        if home is None or self._is_kind(name, at) or name.startswith(self.registry.landmark_names):
            return None
        central = NATIONAL.match(name) or name.endswith(("部", "总局"))
        if central and name not in self.registry.party_units:
            return None
        if name in self.registry.party_units and name not in self.registry.offices:
            return self.speller.join(home, "委" + name, False)
        if re.search("^[一-龥]{2,12}厅", name):
            province = self.registry.regions.chain(home)[-1]
            return self.speller.join(province, name, False)
        if home.level == "province" and self._of_the_counties(name):
            return None
        if self._of_government and self.groups.is_own(name, at):
            return self._official(home) + name
        if (bracket := BRACKET_END.search(name)) and name[bracket.start() - 1] == name[-2]:
            name = name[: bracket.start()]  # 发改局（服务业发展局） is one, 住建局（建委） either
        known = any(
            self.registry.expand_department(name[:n]) and (n == len(name) or is_unit(name[n:]))
            for n in range(len(name), 2, -1)
        )
        if known or BARE_OFFICE.fullmatch(name):
            return self.speller.join(home, name, False)
        return None

    def _of_the_counties(self, name: str) -> bool:
        """环保局 beside the province's 环保厅: those of its cities and counties."""
        stem = self.registry.stems.get(name[:-1]) if name.endswith("局") else None
        ends = (name[:-1] + "厅", f"{stem}厅")
        return stem is not None and any(text.endswith(ends) for text in self.surroundings.names)

    # ------------------------------------------------------------------------------------------ document

    @cached_property
    def _of_government(self) -> bool:
        """Whether a government, a committee of the party or one of their departments issued the document."""
        regions = self.registry.regions
        if not self.context.heads and self.host is None:
            return any(OF_HOME.match(text) for text in self.surroundings.names)
        return any(
            regions.leading(PARTY_NAME.sub("", head))[0] and not head.endswith(HOST_ENDINGS)
            for head in self.context.heads
        )

    def _official(self, region: Region) -> str:
        return self.registry.regions.official(region)

    @cached_property
    def host(self) -> str | None:
        """The one institution a report is about (hospital, school, enterprise); None for governments."""
        heads = self.context.heads
        if any(not head.endswith(HOST_ENDINGS) for head in heads) or (heads and self.context.national):
            return None
        tally: dict[str, int] = {}
        for mention in self.surroundings.mentions:
            text = PARTY_UNIT.sub("", tidy_name(mention.text))
            if text.endswith(HOST_ENDINGS) and len(text) > 3 and not HOST_CLASS.fullmatch(text):
                name = self.canonical(text, mention.start)
                tally[name] = tally.get(name, 0) + 1
        best = max(tally, key=lambda n: tally[n], default=None)
        return best if best and tally[best] >= 2 else None

    def own_organisation(self, word: str) -> str | None:
        """The organisation the document comes from, if it is a 局, 院, 校 …; canonical."""
        if word not in self._own:
            text = next(self._own_candidates(word), None)
            self._own[word] = self.canonical(text) if text else self._joined_own(word)
        return self._own[word]

    def _joined_own(self, word: str) -> str | None:
        core = self._own_core(word)
        home = self.context.home
        if core and core.startswith(self.registry.landmark_names):
            return core
        return self.speller.join(home, core, False) if core and home else None

    def _own_candidates(self, word: str) -> Iterator[str]:
        """Names that can be the document's own organisation, likeliest first: issuers, then by frequency."""
        if word == "部":
            ministries = [m.text for m in self.surroundings.mentions if m.text.endswith("部")]
            known = [m for m in ministries if self.registry.find_central(m, national=False)]
            if known:
                yield max(known, key=known.count)
            return
        ends = SELF_ENDINGS.get(word, (word,))
        for head in self.context.heads:
            if head.endswith(ends) and len(head) > len(word) + 1:
                yield head
        tally: dict[str, int] = {}
        for mention in self.surroundings.mentions:
            text = PARTY_UNIT.sub("", tidy_name(mention.text))
            if not text.endswith(ends) or len(text) <= len(word) + 1 or NATIONAL.match(text):
                continue
            if self.registry.find_central(text, national=False) is None and not is_named_class(text):
                tally[text] = tally.get(text, 0) + 1
        if tally:
            yield max(tally, key=lambda t: (tally[t], len(t)))

    def _own_core(self, word: str) -> str | None:
        """The department a document speaks of as 市局, without its region, by the bodies named in it."""
        if word in self._own_cores:
            return self._own_cores[word]
        tally: dict[str, int] = {}
        for mention in self.context.mentions:
            if mention.type != "ORG" or not mention.text.endswith(word):
                continue
            core = re.sub("^.*[区县市州省旗盟)）](?=[一-龥]{2,})", "", mention.text)
            core = re.sub("^(?:我|本|各|分|全)", "", core)
            if len(core) > len(word) + 1 and not NATIONAL.match(core):
                tally[core] = tally.get(core, 0) + 1
        self._own_cores[word] = max(tally, key=lambda c: (tally[c], len(c)), default=None)
        return self._own_cores[word]
