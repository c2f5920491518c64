"""Which items are no more than the names of what follows, and which lists are lists of things."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..records import Item
from .actions import (
    does_to_something,
    ends_like_name,
    is_known_name,
    names_action,
    names_phase,
    opens_with_verb,
)
from .cues import CITED, CONDITIONS, is_judged
from .tree import ARTICLE, CHAPTER, TOP, WINDOW, Tree

#: A bare name of what follows is no longer than this, and the title of an attachment no longer than that.
NAME_LENGTH = 32
#: A bare name is told by the names beside it that end alike where it is no longer than this.
TWIN_LENGTH = 12
#: A line of this length with a full stop behind it is a sentence.
SENTENCE_LENGTH = 10
#: Fewer members make no list of things, nor of steps.
_INVENTORY_SIZE = 3
ATTACHMENT_LENGTH = 60

#: Who is to do it is told, whatever noun the line ends in.
_CHARGED = re.compile(r"负责(?!人)|会同|由[^，。；]{2,30}[局委办厅部院中心]")
#: A label above what it names (审核：), or a phase that is only named (第二阶段为审查阶段).
_LABEL = re.compile(r"[一-龥]{2,8}[：:]|[^，。；：]{0,36}(?<!各)阶段")
_PREDICATE = re.compile(
    r"(?:按照?|依照|根据|对|将|经).{2,}(?:进行|执行|办理|实施|给予|予以)|^本[一-龥]{1,4}自"
    r"|(?:\d个?(?:工作日|日|天|月)(?:内|之内)|[年月]底前|\d日前)[^，。]{0,6}"
    r"(?:发放|完成|拨付|兑现|办结|公示|公布|报送|提交|审核|反馈)"
)
#: What a list of things ends in, where all its members do (负面清单：一、…项目，二、…项目).
_THINGS = re.compile(r"(?:项目|企业|产品|行业|设备|材料)$")
#: What stands above a list of steps or duties, which may be named as shortly as things.
_OF_WORK = re.compile(r"措施|职责|任务|程序|步骤|工作|要求|应当|办法|环节|流程|方式|重点|举措")
#: A thing by its short name.
_BARE_THING = re.compile(r"(?!.*(?:应|要|须|可|不|按|每|由))[^，。；：]{2,20}")
#: 艺术类（YS，含美工）: what a thing is said to hold
_NOTED = re.compile(r"（[^（）]{1,24}）$")
#: 对下列事件，某局应当立即报告： what is picked out, whose members name it at their ends.
_PICKED_OUT = re.compile(r"(?:下列|以下)(?P<things>[^，。；：、]{2,16})[，：]")
#: 本规定适用于下列区域： whose members are where and when a rule holds.
_HOLDS_FOR = re.compile(
    r"(?:适用于|限于|包括|分为)(?:下列|以下)[^，。；：]{0,8}(?:区域|地区|范围|场所|对象|类别|情形)[：:]$"
)
_ACTS = frozenset(
    ("措施", "工作", "任务", "职责", "要求", "责任", "职能", "规定", "管理", "意见", "制度", "机制")
)
#: 监测和风险分析, 监测预警和信息报告: verbs joined by 和 name a field of work.
_FIELDS = re.compile(r"[一-龥]{2}(?:预警|处置|报告|评估|救援|响应|救助|预防)?[和与及、][一-龥]{2,8}")
#: What is counted below: 推广的改革举措（共23项）
_COUNTED = re.compile(r"[^，。；：]{2,40}（共?[\d一二三四五六七八九十]+[项条个件类]）")
#: A principle that is named by what it asks for.
_UPHOLDS = re.compile(r"(?:确保|坚持|实现|实行|遵循|贯彻|突出|注重|体现)[^，。；：、]{2,16}的?原则")
#: 从严的原则 above what it means is a name, though it sounds like a principle.
_PRINCIPLE = re.compile(r"(?!坚持|遵循|贯彻)[^，。；：、]{2,14}的?原则")
#: 会议时间：3月2日上午: a name that is filled in says something.
_FILLED_IN = re.compile(
    r"[^，。；：]{0,8}(?:时间|地点|日期|电话|联系人|地址|邮箱|费用|人数)[：:][ \u3000]*[^ \u3000].*"
)
_OMITTED = re.compile(r"[（(]略[）)]$")
_ASKS = re.compile(r"(?:[^。；！？?]{2,60}[？?]){0,2}[^。；！？?]{2,60}[？?]?(?<=[？?么呢])")
#: 报县政府同意, 下拨经费, 县财政局会同…: steps of a procedure.
_STEP = re.compile(
    r"^(?:并)?报[^，。；《]{2,16}(?:同意|批准|审批|审定|备案)$|^(?:下达|下拨|拨付)[^，。；《]{2,10}(?:，并公布)?$"
    r"|[^，。；《]会同[^，。；《]{2,12}(?:确定|审核|组织|提出)|签订《|(?:向社会|网上|予以)(?:公示|公布|发布)"
)
#: 承租户应尽的义务: what somebody ought to do, as a name.
_INCUMBENT = re.compile(r"(?:应尽|应有|应当?(?:履行|承担|遵守|具备))的(?=[^，。；的]{2,6}$)")
_INVENTORY = re.compile(r"(?:目录|名单|清单|材料|条件|资料)[：:]?$")
_STOPS = re.compile(r"[。；！？]")
#: 附件1：报名表: numbered on among the items, it names a paper, not what follows
_PAPER = re.compile(r"附件[ \u3000]?[\d一二三四五六七八九十]{0,2}[：: \u3000]")
_ATTACHED = re.compile(r"(?:^|[\n。])附\s*(?:(?:件|表|录)[：:]?|[：:])$")
#: 应提交下列材料： opens a list of phrases.
_LISTED_BELOW = re.compile(r"下列|以下|如下")


class Headings:
    """The bare names among the items of one document.

    ``found``: items that are names of what follows; ``inventories``: lists of things.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        #: each knows some of the items; the first that answers decides
        self._rules: tuple[Callable[[Item, str], bool | None], ...] = (
            self._chapter,
            self._attachment,
            self._given_to_a_body,
            self._left_out,
            self._counted,
            self._question,
            self._known_name,
            self._upheld,
            self._principle,
            self._label,
            self._name,
        )
        self.found = {i.index for i in tree.items if self._is_heading(i)}
        self._named_lists = {i.list_index for i in tree.items if i.index in self.found}
        self.inventories = {k for k, members in tree.lists.items() if self._is_inventory(members)}
        named = [i for i in tree.items if i.index in self.found]
        self._name_ends = {(i.list_index, tree.own(i).strip("：:")[-2:]) for i in named}

    def _is_heading(self, item: Item) -> bool:
        """A bare name on a line of its own, with something under it; or a name that is always one."""
        text = _OMITTED.sub("", self._tree.own(item))
        answers = (rule(item, text) for rule in self._rules)
        return next((answer for answer in answers if answer is not None), False)

    # ------------------------------------------------------------------------------------------ what is a heading

    def _chapter(self, item: Item, text: str) -> bool | None:
        """第二章 总则"""
        if not CHAPTER.match(item.marker):
            return None
        return self._tree.articles or not names_action(text)

    def _attachment(self, item: Item, text: str) -> bool | None:
        """附件：1.申请表"""
        short = len(text) <= ATTACHMENT_LENGTH and not _STOPS.search(text)
        return not self.is_step(item) if short and self.is_attached(item) else None

    def _given_to_a_body(self, item: Item, text: str) -> bool | None:
        """推进项目建设（责任单位：某某局）"""
        return False if item.index in self._tree.noted else None

    def _left_out(self, item: Item, text: str) -> bool | None:
        """三、工作要求（略）"""
        return True if len(text) < item.end - item.start and not _STOPS.search(text.rstrip("。")) else None

    def _counted(self, item: Item, text: str) -> bool | None:
        return self._tree.goes_on(item) if _COUNTED.fullmatch(text) else None

    def _question(self, item: Item, text: str) -> bool | None:
        """一、什么是居住证？"""
        return self._tree.goes_on(item, 1) if _ASKS.fullmatch(text) else None

    def _known_name(self, item: Item, text: str) -> bool | None:
        """保障措施"""
        return True if is_known_name(text.strip("：:")) else None

    def _upheld(self, item: Item, text: str) -> bool | None:
        return False if is_upheld(text) else None

    def _principle(self, item: Item, text: str) -> bool | None:
        return self._tree.goes_on(item) if _PRINCIPLE.fullmatch(text.strip("：:")) else None

    def _label(self, item: Item, text: str) -> bool | None:
        return self._stands_above(item) if _LABEL.fullmatch(text) else None

    def _name(self, item: Item, text: str) -> bool | None:
        bare = text.strip("：:")
        if not self._is_name(text) and not self._is_topic(item, bare):
            return False
        if self._is_enumerated(item) or "，" in bare or self._is_sentence(item, text):
            return False
        return self._stands_above(item)

    # ------------------------------------------------------------------------------------------ what is a name

    def _stands_above(self, item: Item) -> bool:
        """Whether there is anything under the item."""
        return item.index in self._tree.children or self._tree.goes_on(item)

    def is_attached(self, item: Item) -> bool:
        """Whether the item stands below 附件：."""
        return bool(_ATTACHED.search(self._tree.lead(item)))

    def is_step(self, item: Item) -> bool:
        """Whether the item is a step (报县政府同意) of a procedure, which is listed below 附件： as titles are."""
        if not _STEP.search(self._tree.own(item)):
            return False
        members = self._tree.lists[item.list_index]
        return sum(_STEP.search(self._tree.own(m)) is not None for m in members) >= _INVENTORY_SIZE

    def _is_name(self, text: str) -> bool:
        """Whether the text is short, without a sentence's end, a verb of doing or a judgement in it."""
        text = _INCUMBENT.sub("的", text)
        if not 1 < len(CITED.sub("《》", text)) <= NAME_LENGTH or _STOPS.search(text) or names_action(text):
            return False
        if _PREDICATE.search(text) or CONDITIONS.fullmatch(text) or _FILLED_IN.fullmatch(text):
            return False
        if _PAPER.match(text):
            return False
        return not is_judged(text)

    def _is_topic(self, item: Item, text: str) -> bool:
        """Whether a line under a number such as 4.3 names a field of work (部门工作组应对), above what is done in it."""
        if item.style != "decimal" and not item.marker.isdigit():
            return False
        if len(text) > NAME_LENGTH or _STOPS.search(text) or _PREDICATE.search(text):
            return False
        return not opens_with_verb(text) or _FIELDS.fullmatch(text) is not None

    def _is_sentence(self, item: Item, text: str) -> bool:
        """Whether a line of some length is closed by a full stop (市科技局负责对项目进行考核。): no name is."""
        closed = len(text) >= SENTENCE_LENGTH and self._tree.text.startswith("。\n", item.end)
        return closed and (not ends_like_name(text) or _CHARGED.search(text) is not None)

    def is_among(self, item: Item) -> bool:
        """A bare name with nothing under it, or that of a phase, where its siblings are bare names."""
        text = self._tree.own(item).strip("：:")
        if "，" in text or item.index in self._tree.noted or item.list_index not in self._named_lists:
            return False
        if self._is_sentence(item, text):
            return False
        if names_phase(text) and self._tree.goes_on(item) and not does_to_something(text):
            return True
        if self._is_name(text) and not self._is_enumerated(item):
            return True
        if len(text) > TWIN_LENGTH or not self._tree.goes_on(item):
            return False
        if does_to_something(text) and not ends_like_name(text):
            return False  # 加快项目建设 beside 园区建设
        return (item.list_index, text[-2:]) in self._name_ends

    def _is_inventory(self, members: Sequence[Item]) -> bool:
        """Whether a list is one of things: bare nouns that end alike, with nothing under them."""
        if len(members) < _INVENTORY_SIZE or any(
            m.index in self._tree.children or m.index in self._tree.noted for m in members
        ):
            return False
        own = [self._tree.own(m).rstrip("；;。") for m in members]
        lead = self._tree.lead(members[0])[-WINDOW // 10 :]
        if _HOLDS_FOR.search(lead):
            return True
        picked = _PICKED_OUT.search(lead)
        if picked and (ends := {text[-2:] for text in own}) and len(ends) == 1 and not ends & _ACTS:
            return ends.pop() in picked["things"]
        if any(opens_with_verb(text) or _STOPS.search(text) for text in own):
            return False
        return all(_THINGS.search(text) for text in own) or self._is_of_bare_things(members, own)

    def _is_of_bare_things(self, members: Sequence[Item], own: Sequence[str]) -> bool:
        """Whether all members are short names (省技能大师, 腹痛) with nothing below, under a name of their own."""
        first = members[0]
        parent, lead = self._tree.parent(first), self._tree.lead(first)
        above = (self._tree.own(parent) if parent else "") + lead[-TWIN_LENGTH * 2 :]
        if not first.marker or TOP.match(first.marker) or self.is_attached(first):
            return False
        if not (parent or lead.endswith(("：", ":"))) or _OF_WORK.search(above):
            return False
        if any(self._tree.goes_on(member, 1) for member in members[:-1]):
            return False
        return all(
            _BARE_THING.fullmatch(_NOTED.sub("", text)) and not names_action(text) and not names_phase(text)
            for text in own
        )

    def _is_enumerated(self, item: Item) -> bool:
        """Whether the item is a member of a list of phrases (…； …。), not a line of its own."""
        parent = self._tree.parent(item)
        if parent and ARTICLE.match(parent.marker):
            return not self._is_spelled_out(item)
        if parent and _INVENTORY.search(self._tree.own(parent)) and item.index not in self._tree.children:
            return True
        if item.index in self._tree.children and self._tree.text[item.end : item.end + 1] == "\n":
            return False  # a name on its own line, with a list below it
        lead = self._tree.lead(item)[-40:]
        if not TOP.match(item.marker) and lead.endswith(("：", ":")) and _LISTED_BELOW.search(lead):
            return item.style != "paren" or not self._is_spelled_out(item)
        members, at = self._tree.lists[item.list_index], self._tree.places[item.index]
        return any(
            self._tree.text[s.end : s.end + 1] in ("；", ";", "，", "、")
            for s in members[max(0, at - 1) : at + 2]
        )

    def _is_spelled_out(self, item: Item) -> bool:
        """Whether lines of its own follow the item, or for the last of a list the one before it."""
        members, at = self._tree.lists[item.list_index], self._tree.places[item.index]
        own = members[at - 1] if 0 < at == len(members) - 1 else item
        if at == len(members) - 1 and own is item:
            return False
        return self._tree.text[own.end : own.end + 3].strip("。：: ").startswith("\n") and self._tree.goes_on(
            own, 1
        )


def is_upheld(text: str) -> bool:
    """Whether a text is a principle that is named by what it asks for (坚持因地制宜的原则)."""
    return bool(_UPHOLDS.fullmatch(text.strip("：:")))
