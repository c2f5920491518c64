"""The school a text comes from: its name among all the schools it names, and what its units are called in full.

A report from inside a school names its colleges and other universities more often than itself. It gives itself
away where it convenes (某某大学召开), by the posts of its leaders, by the paper that reports (某某新闻网讯) and in
its first line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...recognise.orgs.schoolwords import SIGNED, own_school_words
from ...records import Mention
from ..bodywords import HOST_CLASS, PARTY_UNIT, tidy_name

#: What a college and a school call themselves.
COLLEGE, SCHOOL = "学院", "学校"
_UNIVERSITY, _COMMITTEE = "大学", "党委"
_SCHOOL = re.compile(r"(?:大学|学院|学校|中学|小学|党校|[一二三四五六七八九十][中小])\Z")
#: Schools by their numbers; the number makes one of them.
_NUMBERED = re.compile(r"[一-龥]{2,}第?[一二三四五六七八九十]{1,3}[中小]学?\Z")
#: 某某新闻网讯（记者…）: the paper of the school.
_DATELINE = re.compile(
    r"(?<![一-龥])([一-龥]{2,6}?)(?:大学|学院)?(?:新闻网|校报|融媒体中心|新闻中心)[ 　]*(?:讯|消息|电)"
)
#: What follows the name of who acts or whose leader is meant.
_ACTS = re.compile(
    r"(?:党委|纪委)?(?:常委会)?(?:[（(]扩大[）)])?"
    r"(?:[^，。；、]{0,14}?(?:召开|举行|举办|发布|出台|印发|部署|开展|推进)|第?[一二三四五六七八九十\d]+[届次])"
    r"|党委(?:副?书记|常委|常务)|(?:常务)?副?校长|(?:常务)?副?院长"
)
#: What stands in front of another's name: 考察｜清华大学, 与｜天津大学｜签署.
_OF_OTHERS = re.compile(r"(?:考察|视察|给|与|和|同|高校|来自|学习|参观|走访|赴|访问|、)\Z")
#: 按照某某大学｜党委部署: a college or a reporter speaks of its own university by the committee's decisions.
_DECIDES = re.compile(r"党委(?:常委会)?(?:关于|各项|[^，。；、]{0,6}(?:部署|要求|决策|决定))")
#: Colleges that stand alone bear their place or their sort; the others are parts of a university.
_ALONE = re.compile(r"职业|师范|技术学院|专科|医学院\Z|农学院\Z|财经|警察")
#: 《中共某某大学委员会关于…》, 《某某大学章程》: what it passes bears its name.
_ITS_PAPERS = re.compile(r"《(?:中共|中国共产党)?([一-龥]{2,12}?大学)(?!生|英语|物理|数学)")
_SIGNED = re.compile(SIGNED, re.MULTILINE)
#: The first line of a text, where its title stands.
_FIRST = 80
_ENOUGH = 2
#: Departments of a school's party committee by their short names.
_PARTY_DEPARTMENT = re.compile(
    r"(?:组织|宣传|统战|统一战线工作|学生工作|学工|研究生工作|研工|教师工作|教工|武装|保卫)部"
    r"|(?:巡[视察]|网信|统战)(?:工作)?(?:办|办公室)|巡察组|巡察工作领导小组(?:办公室)?"
)
_INNER = re.compile(r"[一-龥]{2,8}(?:处|办公室|办)|工会|团委")
#: What shows that a unit is another's: 市教育局基教处, 临江一中安全处.
_ANOTHERS = re.compile(
    r"[省市县区州]|国务院|中国|中央|国家|全国|[一-龥]{2,4}[省市县区州]|.*合办"
    r"|.*(?:[局厅府]|(?<!党)(?<!团)委|大学|学院|中学|小学|公司|[一二三四五六七八九十][中小])[一-龥]{2}"
)


class OwnSchool:
    """Names what a school's own text leaves without its name; ``canonical`` resolves a written name."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        canonical: Callable[[str, int | None], str],
        is_placed: Callable[[str], bool],
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._canonical = canonical
        self._is_placed = is_placed
        self.words = own_school_words(text)
        self._names: dict[str, str | None] = {}

    def called(self, word: str) -> str | None:
        """Canonical name of the school (学校) or the college (学院) whose text this is; None where none shows itself."""
        if word not in self._names:
            self._names[word] = None  # what resolves to the school asks for it again
            written = self._likeliest(word)
            # a college is named as it is written: to resolve it would ask for it again
            name = self._canonical(written, None) if written and word != COLLEGE else written
            if name and word == COLLEGE and (university := self.called(SCHOOL)) is not None:
                name = university + name.removeprefix(university)
            self._names[word] = name
        return self._names[word]

    def in_full(self, name: str) -> str | None:
        """学校党委, 党委宣传部, 组织部, 教务处 with the school they belong to; None for all other names."""
        word = next((w for w in self.words if name.startswith(w)), None)
        if word is not None:
            own = self.called(word)
            return own + name.removeprefix(word) if own else None
        college = PARTY_UNIT.sub("", name)
        if COLLEGE in self.words and college.endswith(COLLEGE) and len(college) > len(COLLEGE) + 1:
            own = self.called(COLLEGE)
            return own + name.removeprefix(college) if own and own.endswith(college) else None
        if name.startswith("校") and (school := self.called(SCHOOL)):
            return school + (name if name.startswith("校长") else name[1:])
        if _PARTY_DEPARTMENT.fullmatch(name):
            return self.committee(_COMMITTEE) + name
        inner = _INNER.fullmatch(name) and not _ANOTHERS.match(name)
        if not (inner or name.startswith(_COMMITTEE) or PARTY_UNIT.fullmatch(name)):
            return None
        own = self.called(self.words[0])
        return own + name if own else None

    def committee(self, word: str) -> str:
        """``word`` (党委, 纪委) of the school: with its name, or as the text calls it where it never names it."""
        own = self.called(self.words[0])
        if own:
            return own + word
        met = re.search(rf"学?校{word}", self._text)
        return met[0] if met else word

    def _likeliest(self, word: str) -> str | None:
        scores: dict[str, int] = {}
        paper = _DATELINE.search(self._text, 0, 5 * _FIRST)
        for mention in self._mentions:
            name = PARTY_UNIT.sub("", tidy_name(mention.text))
            if mention.type == "ORG" and self._may_be(name, word):
                by_paper = 4 if paper and name.startswith(paper[1]) else 0
                scores[name] = scores.get(name, 0) + self._weight(mention.start, name) + by_paper
        if paper and word != COLLEGE and (named := self._of_paper(paper[1])):
            scores[named] = scores.get(named, 0) + 4
        for match in _ITS_PAPERS.finditer(self._text) if word != COLLEGE else ():
            scores[match[1]] = scores.get(match[1], 0) + 2
        for match in _SIGNED.finditer(self._text) if word != COLLEGE else ():
            scores[match[1]] = scores.get(match[1], 0) + 2
        best = max(scores, key=lambda name: scores[name], default=None)
        return best if best and scores[best] >= _ENOUGH else None

    def _of_paper(self, short: str) -> str | None:
        """某某新闻网: the university of that short name where the text has its name."""
        name = short + _UNIVERSITY
        return name if name in self._text else None

    def _may_be(self, name: str, word: str) -> bool:
        if not _SCHOOL.search(name) or len(name) < 4 or HOST_CLASS.fullmatch(name):
            return False
        if word == COLLEGE:
            return name.endswith(COLLEGE)
        return (
            name.endswith(_UNIVERSITY)
            or bool(_ALONE.search(name) or _NUMBERED.search(name))
            or self._is_placed(name)
        )

    def _weight(self, start: int, name: str) -> int:
        acts = _ACTS.match(self._text, start + len(name))
        others = _OF_OTHERS.search(self._text, max(0, start - 4), start)
        decides = _DECIDES.match(self._text, start + len(name))
        return (2 if decides or (acts and not others) else 0) + (2 if start < _FIRST and not others else 0)
