"""Central bodies by the names a document gives them, their units, and the kinds that sound like one of them."""

from __future__ import annotations

from functools import cached_property

from ..bodywords import BANK_BRANCH, BRACKET_END, MASS_BRANCH, MASS_COMPANY, is_unit
from ..context import Context
from .surroundings import Surroundings

_BANK = "中国人民银行"
#: 人行某某支行: the branch by its shortest name.
_BANK_SHORT, _BRANCH = "人行", ("支行", "分行")
#: Central bodies whose name opens others' (中央民族大学), and those whose units are named by themselves.
_NO_OWNERS = frozenset(("中央", "中共", "中国共产党", "兵团", "总台"))
#: 中国石油｜大学: behind a central body's name these make another body's.
_OTHER_BODY = ("大学", "学院", "学校")
#: 中国铁路｜某某局集团有限公司: a company of its own.
_OWN_COMPANY = ("集团有限公司", "集团公司")
#: 中国民主同盟｜浙江省｜委: a branch in a region.
_COMMITTEE = ("委", "委会", "委员会")


class Central:
    """Finds the central bodies of one document; the document says of which date and rank its names are."""

    def __init__(self, context: Context, surroundings: Surroundings) -> None:
        self._context = context
        self._registry = context.registry
        self._surroundings = surroundings

    def body(self, name: str, at: int | None) -> str | None:
        """The central body that the name means on the document's date (人力资源社会保障部)."""
        if self.is_kind(name, at):
            return None
        if name.startswith(_BANK_SHORT) and name.endswith(_BRANCH):
            return _BANK + name.removeprefix(_BANK_SHORT)
        find, date = self._registry.find_central, self._context.date
        body = find(name, date, national=self._context.national)
        if body is None and name != (bare := BRACKET_END.sub("", name)):
            body = find(bare, date, national=self._context.national)  # 中央宣传部（国务院新闻办）
        if body is not None and body.name == _BANK and at is not None:
            near = self._context.text[at - 2 : at + len(name) + 1]
            if self._branch_of_bank and near.startswith(name, 2) and not near.endswith("各"):
                return self._branch_of_bank
        return body.name if body else None

    def is_kind(self, name: str, at: int | None) -> bool:
        """工会、共青团、妇联 as kinds, of whatever rank."""
        if at is None or not MASS_BRANCH.fullmatch(name):
            return False
        return bool(MASS_COMPANY.search(self._context.text[max(0, at - 30) : at + len(name) + 16]))

    @cached_property
    def _branch_of_bank(self) -> str | None:
        """The one branch of the People's Bank that a local document names: 人民银行 is that one there."""
        if self._context.home is None:
            return None
        named = {
            f"中国{match[1]}" for text in self._surroundings.names if (match := BANK_BRANCH.fullmatch(text))
        }
        return named.pop() if len(named) == 1 else None

    def unit(self, name: str, at: int | None) -> str | None:
        """A unit or a branch of a central body, which it names itself (教育部科技委, 民盟中央办公厅)."""
        body, length = self._registry.central_prefix(
            name, self._context.date, national=self._context.national
        )
        if body is None or name[:length] in _NO_OWNERS:
            return None
        rest = name[length:]
        if rest.startswith(_OTHER_BODY) or (rest.endswith(_OWN_COMPANY) and rest not in _OWN_COMPANY):
            return None
        local, used = self._registry.regions.leading(rest)
        if len(local) == 1 and rest[used:] in _COMMITTEE:
            return body.name + self._registry.regions.official(local[0]) + _COMMITTEE[-1]
        if rest.endswith("委") and (full := self._registry.expand_department(rest)):
            return body.name + full  # 教育部科技委
        if is_unit(rest) or self._registry.regions.leading(rest)[0]:
            return body.name + rest
        return None
