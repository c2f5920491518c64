"""The role that a predicate gives its subject: lead, support, supervise or responsible.

Predicates are read in the compact view (see compact.py): bodies are ``O`` there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..recognise.modals import class_pattern, match_modal, skip_adverbs


def _skip_modal(text: str, at: int = 0) -> int:
    """Where the verb of a predicate begins: behind adverbs, a modal verb and adverbs again."""
    modal = match_modal(text, "{ought}", at)
    return skip_adverbs(text, modal.end()) if modal else skip_adverbs(text, at)


_CLAUSES = re.compile(r"[，,]")
#: 由主要负责同志牵头的工作专班, 指定一家单位牵头 and 牵头单位 are not what the subject does.
_LEADS = re.compile(
    r"(?![^，。；：]{0,24}(?:由[^，。；：O]{2,14}|指定[^，。；：]{1,14})牵头|[^，。；：]{0,8}(?:建立|形成|完善|健全)O牵头)"
    r"[^，。；：]{0,30}?"
    r"(?:总?牵头(?!单位|部门|人|处室|科室|的)|(?<!谁)主办(?!单位|方))"
)
#: 制定方案，并牵头组织某某共同…
_LEADS_OTHERS = re.compile(r"，(?:并)?牵头(?:组织)?O(?:共同|联合)")
#: 应当根据抢险的需要，配合某某…: why and how far, before what the subject does
_IN_ACCORD = re.compile(
    r"(?:[也都均]?(?:应当?|要|须|必须))?(?:根据|按照?|依照|依据|结合|在)[^，。；：O]{0,30}"
    r"(?:(?:需要|职责|分工|要求|规定|实际|职责范围内|权限内)，|职能，?(?=协同|配合|协助))"
)
#: 也表示将积极配合: what follows is said of the body itself.
_VOWS = re.compile(r"^[也还均]?(?:表示|承诺)，?(?:将|要)?")


def role_of_predicate(predicate: str, context: str = "") -> str:
    """The role that the predicate of a subject gives it (docs/records.md, roles).

    ``context`` is what stands before the subject: it may name the bodies that are checked.
    """
    predicate = _VOWS.sub("", predicate).lstrip("，,")
    if _LEADS.match(predicate) or _LEADS_OTHERS.search(predicate):
        return "lead"
    main = _main_predicate(predicate)
    accord = _IN_ACCORD.match(predicate)
    rest = predicate[_skip_modal(predicate) :]
    if _supports(rest, context) or (accord and _supports(predicate[accord.end() :], context)):
        return "support"
    if _PEOPLE_BY.search(context):
        return "responsible"
    return "supervise" if _supervises(main, context + predicate) else "responsible"


#: The modal verbs that open a main clause.
_OBLIGES = r"(?:应当?|要|必须|须|不得|可以)"


#: 将联合成立…: what is going to be done needs no modal
_GOING_TO = re.compile(r"将(?:联合|共同|会同O|适时|定期|不定期)*(?:成立|组织|开展|派出|组成|组建)")


def _main_predicate(predicate: str) -> str:
    """What follows the last adverbial clause: the clause with the modal, else the first one."""
    at = -1 if _GOING_TO.match(predicate) else 0
    while at >= 0:
        start = at + 1 if predicate[at : at + 1] == "，" else at
        if match_modal(predicate, _OBLIGES, start):
            return predicate[start:]
        at = predicate.find("，", at + 1)
    return predicate


_SUPPORT = re.compile(
    r"(?:应当?|要|须)?(?:积极|主动|密切|全力|共同|予以|给予|认真)*(配合|协助|协办|支持|参与|参加|协同)(?!作战)"
    r"(?=([^，]{0,24}))"
)


#: 在职权范围内予以协助, 按照要求给予配合: the clause is no more than its last verb.
_HELPS_OUT = re.compile(
    r"(?:应当?|要|须|必须)?(?:积极|主动|密切|全力)*(?:协助|配合)(?:做好|开展|完成|落实|抓好)[^，]{2,24}"
    r"(?:工作|任务)(?=$|，)"
    r"|(?:在[^，]{1,24}下，)?(?:应当?|要|须|必须)?(?:积极|主动)*(?:做好|抓好|搞好)(?:相关|有关|各项)*(?:配合|协助)(?:工作)?$"
)
_HELPS = re.compile(
    r"(?:在[^，]{1,16}?(?:范围|权限|职责)内|按照?[^，]{1,16}?(?:要求|分工|职责)|依法)?(?:予以|给予|提供)"
    r"(?:积极|必要的?|大力)*(?:配合|协助|支持)$"
)
#: 配合开展宣传工作，｜负责隐患确认: helping is not all that it does.
_AND_DOES = re.compile(r"，(?:并|同时)?(?:具体)?负责(?!人)")
#: 积极配合，以保证…: what helping is for does not change the role.
_SO_THAT = ("，以", "，确保", "，保证")
_LED = re.compile(r"O[^，]{0,4}(?:总?牵头|负责|主办|主责)")


#: 配合｜，: the verb is all that is said.
_BARE_SUPPORT = re.compile(r"(?:配合|协助|参与|参加|支持|协办|协同)(?:$|，)")
#: Taking part in something helps nobody unless nothing else is said; these help whoever is named behind them.
_TAKES_PART = frozenset(("参与", "参加", "协办"))
_HELPS_SOMEBODY = frozenset(("配合", "协助", "协同"))
#: 支持｜学校聘请教师: to further what somebody does is one's own task; 支持某某做好工作 helps
_FURTHERS = re.compile(
    r"(?:应当?|要|须)?(?:积极|大力|依法)*支持[^，的]{0,6}(?:O|学校|医院)(?!(?:的|及时|依法)?(?:工作|做好|开展|完成|落实|履行|行使))[^，]{2,}"
)
_BODY_HELPED = re.compile(r"[^，的]{0,8}(?:部门|单位|机构|银行|机关)")
_HOUSE_HELPED = re.compile(r"[^，的]{0,8}(?:学校|医院|政府)")
#: 配合｜做好…工作: what is helped with, where nobody is named.
_WORK_HELPED = re.compile(r"$|推进|做好|工作|好|完成|落实|开展|提供|支持|、(?:配合|协助|支持|参与)")


def _supports(rest: str, context: str) -> bool:
    """Whether the predicate says no more than that its subject helps another body.

    ``context`` stands before the subject: where another body leads there (甲牵头…，乙配合，…) 配合 is enough.
    """
    helps = _HELPS.match(rest) or _HELPS_OUT.match(rest)
    if helps:
        return not _AND_DOES.search(rest, helps.end())
    match = _SUPPORT.match(rest)
    if match is None:
        return False
    if _BARE_SUPPORT.match(rest) and _LED.search(context):
        return True
    verb, behind = match.groups()
    alone = len([clause for clause in _CLAUSES.split(rest) if clause]) == 1
    if verb in _TAKES_PART:
        return alone
    if _FURTHERS.match(rest):
        return False
    if (
        "O" in behind
        or _BODY_HELPED.match(behind)
        or (verb in _HELPS_SOMEBODY and _HOUSE_HELPED.match(behind))
    ):
        return True
    return bool((alone or rest[match.end(1) :].startswith(_SO_THAT)) and _WORK_HELPED.match(behind))


_LIGHT = r"(?:开展|进行|实施|实行|行使|组织|加强|强化|加大|做好|搞好|抓好|予以|给予|较真碰硬|联合|牵头|跟踪)+"
#: What may follow a verb of checking that is the head of its clause, not part of a name (督导报告, 考核结果).
_HEAD_END = r"(?=$|[，、。”]|并|后[，。]|和|及|工作(?:$|[，、])|检查|指导|批评)"


#: Verbs that are said of checking other bodies alone.
_UPWARD = re.compile(r"督查|督导|督办|巡查|巡视|巡察|督战|督促检查|督促落实|“督”")
#: The others need a body that is checked .
_CHECKED = re.compile(r"O|单位|部门|机构|地区|各地|政府|学校|干部|县|区|街道|乡镇")
_OWN_WORK = re.compile(
    r"企业|供应商|药店|商户|群众|居民|当事人|车辆|市场|经营|从业|学生|人员|项目|工程|质量|安全|线索|对[^，]{0,4}督学"
)
_THINGS = "情况|结果|制度|机制|体系|办法|职能|机构|指标|方案|意见|报告|经费"


#: Classes of public bodies as the object of a check, where no name stands.
_LOWER = (
    r"(?:O|(?:部门|地区|各地|(?<=对)地方(?=的)|政府|学校|下级|机关|乡镇|街道|区县|县区|市县"
    r"|(?:示范|试点|创建|申报)(?:城市|县|区|地区))(?!口))"
)
#: What is checked is how others carry out what they were told to.
_PROGRESS = re.compile(
    r"[^，]{0,40}?对[^，]{0,30}?"
    r"(?:(?:整改|落实|执行|完成|实施|贯彻|推进|履职|履行|自查|自评|办理)[^，O]{0,16}?(?:情况|进展|结果|成效|效果|过程)|"
    r"(?:落实|执行|实施)的)[^，]{0,10}?(?:督查|督导|督办|督促|检查|核查|抽查|考核|监督|评估|通报|审计)"
)
#: 监督检查本规定的执行情况
_WATCHES_PROGRESS = re.compile(
    r"(?:要|应当?|将|负责|必须)?(?:具体)?(?:监督检查|督促检查|检查监督)"
    r"(?:[^，]{0,30}?(?:贯彻|执行|落实|实施|完成|整改))[^，O]{0,6}(?:情况|进展)"
    r"|(?:要|应当?|将|负责|必须)?(?:加强|强化|做好)[^，O]{0,8}(?:和|、|与)督促检查(?=$|，)"
    r"|(?:要|应当?|将|负责|必须)?(?:切实|进一步)*(?:加强|强化)督促(?:、(?:检查|指导))*(?:、|和|与)(?:检查|指导)(?=$|，)"
    r"|(?:要|应当?|将|负责|必须)?(?:重点|定期|适时)*(?:检查|抽查|核查)[^，O]{2,14}(?:完成|落实|执行|进展|整改|使用)[^，O]{0,4}情况(?=$|，)"
)
#: Public bodies that others look after, named or not.
_HOUSE = r"(?:学校|幼儿园|医院|医疗(?:卫生)?机构|O)"
#: 加强对学校食堂工作的监督管理, 每年对考核工作进行检查, 定期对医院进行安全检查: other public bodies do what is watched.
_WATCHES_WORK = re.compile(
    r"(?:要|应当?|必须)?(?:切实|进一步|依法)*(?:加强|强化)对[^，]{0,6}"
    rf"{_HOUSE}[^，]{{2,24}}(?:工作|计划|行动)[^，]{{0,10}}的监(?:督(?:与|和|、)?(?:管理|指导|检查)|管)"
    r"|(?:要|应当?|必须)?(?:每年|定期|不定期|适时)*对[^，]{0,40}(?:考核|监管|执法|督查|管理)工作(?:情况)?"
    r"(?:进行|开展)(?:监督|专项)?检查"
    r"|(?:要|应当?|必须|负责)?(?:每年|定期|不定期|适时)*对[^，]{2,40}工作(?:情况)?"
    r"(?:进行|开展|实施)(?:定量|年度|综合|专项)?(?:考核|考评)"
    r"|(?:要|应当?|必须|负责)?(?:按照?各自职责，?)?(?:每年|每学期|定期|不定期|适时|依法)*"
    rf"对(?![^，]*(?:经营者|企业|商户)){_HOUSE}[^，]{{0,40}}(?:进行|开展|实施)(?:安全|专项|监督|卫生|联合|日常)*(?:检查|督查|巡查|考核)(?=$|，)"
)
#: 将联合成立督查组，对…进行专项督查; the group may be a body of its own
_SENDS_INSPECTORS = re.compile(
    r"将?(?:联合|共同|牵头)?(?:成立|组成|组建|派出)(?:[^，]{0,6}(?:督查|督导|巡查|巡察)组|O)$"
)
#: 统筹督促整改 of what an inspection has found
_URGES_REPAIR = re.compile(
    r"(?:结合[^，]{0,4}职责|按[^，]{0,6}职责)?(?:统筹|切实|持续|跟踪)*督促[^，企]{0,6}整改"
)
#: 将不定期组织检查: who is going to look, where nobody is named that could be other than a body
_WILL_INSPECT = re.compile(
    r"将会?(?:适时|定期|不定期|联合|共同|择机|随机|统一|会同O)*(?:组织|开展|进行|加强|强化)"
    r"(?:检查$|[^，O的]{0,6}(?:督查|督导|暗访|督办|专项检查|监督检查|督促检查|检查验收)$)"
)
#: 挂牌督办, 行使监督职能
_CALLS_UP = re.compile(
    r"(?:予以|给予|进行|实行|实施)?(?:挂牌|重点|跟踪)督办(?=$|，)|[^，]{0,40}行使监督职[能权责]$"
)
_INSPECTION = re.compile(r"巡视|巡察|督查反馈|督导反馈")
#: Coordination says nothing of the role; the clause behind it does.
_COORDINATES = re.compile(
    r"(?:要|应当?|负责|必须)?(?:做好|加强|强化|定期|及时)*(?:综合|统筹|组织|指导|调度|通报)*"
    r"(?:协调|服务|指导|调度|(?:进展|工作|完成|落实)+情况)(?:工作)?"
    r"|要?(?:(?:群策群力|齐抓共管|上下联动|形成合力|密切配合|同向发力|协同发力)、?){1,4}"
)
_JOINTLY = re.compile(r"会同(?:O|有关部门|相关部门|各?有关单位)(?:[、和及]O)*(?:等[^，O]{0,6}(?:部门|单位))?")
_BY_RULE = re.compile(
    r"(?:可以|应当?|要)?(?:根据|按照?|依据|结合|针对)[^，]{1,16}"
    r"(?:需要|规定|要求|安排|职责|分工|情况|部署|计划|结果|结论|意见)"
    r"|(?:可以|应当?|要)?以[^，]{2,30}为(?:导向|目标|原则|重点|依据)"
)
_INSPECTS = re.compile(
    r"(?!.*(?:接受|配合|协助|指定|委托|授权|要求|聘请|参加|联合|派))[^，]*(?:开展|组织|进行|实施)[^，O的]{0,10}"
    r"(?:督查|督导|巡视|巡察|督察)(?:评估|检查|考核)?(?:工作)?$"
)


_ONLY_MODAL = frozenset(("", "要", "应", "应当", "负责", "必须"))


_FORBIDS = r"(?:不(?:得|准|许|能|应|可|要)|严禁|禁止)"
#: 通报进展: who it is told to is checked; 处罚款: a penalty for others than public bodies.
_REPORTS, _FINES, _AS = "通报", "罚款", "作为"
#: 培养人员由甲局会同乙局考核，学员由丙局考核: people are no body that is checked
_PEOPLE_BY = re.compile(r"(?:人员|人才|学员|教师|职工|志愿者)(?:统一|分别)?由$")
#: 对所属学校，应当每年…
_ABOUT_BODIES = re.compile(r"对[^，]{0,20}(?:学校|单位|部门|机构|政府|地区|各地|O)$")
#: 纳入督查考核内容, 行使监督权, 采取约谈方式
_MADE_PART = re.compile(
    r"(?:纳入[^，]{0,40}|列入)(?:督查|督察|考核|考评|督导|巡察|巡视|督办|问责)|行使[^，]{0,6}监督(?:职权|权)"
    r"|列为[^，]{0,16}(?:督导|督查|考核)[^，]{0,6}内容$|作为[^，]{2,40}(?:考核|考评|督查|督导)的?(?:重要|重点|主要)?内容$"
    r"|采取[^，]{0,12}(?:通报|约谈)[^，]{0,6}方式$|增加对其[^，]{0,12}(?:督导|督查)"
)


def _supervises(main: str, around: str) -> bool:
    """Whether the predicate is the checking of other bodies; inspecting others is the subject's own work."""
    if match_modal(main, _FORBIDS):
        return False
    clauses = [c for c in (_JOINTLY.sub("", clause) for clause in main.split("，")) if c not in _ONLY_MODAL]
    while len(clauses) > 1 and (_COORDINATES.fullmatch(clauses[0]) or _BY_RULE.fullmatch(clauses[0])):
        around += "O" if _REPORTS in clauses[0] else ""
        clauses = clauses[1:]
    if not clauses:
        return False
    first = clauses[0]
    if any(_FINES in clause for clause in clauses):
        return False
    if _ABOUT_BODIES.match(first) and len(clauses) > 1:
        first = "O" + clauses[1]  # 对所属学校，应当每年…
    if _MADE_PART.search(first):
        return True
    if _WATCHES_WORK.match(first) or _WILL_INSPECT.match(first) or _CALLS_UP.match(first):
        return True
    if _SENDS_INSPECTORS.match(first) and any(_UPWARD.search(clause) for clause in clauses[1:]):
        return True
    if _URGES_REPAIR.match(first) and _INSPECTION.search(around):
        return True
    if _AS in first or _OWN_WORK.search(first):
        return _supervises_lightly(first, around)
    return bool(
        class_pattern(
            rf"[^，]{{0,60}}?对[^，]{{0,16}}?{_LOWER}[^，]{{0,40}}?(?:{{checking}}|{{checked}})" + _HEAD_END
        ).match(first)
        or _PROGRESS.match(first)
        or _WATCHES_PROGRESS.match(first)
        or _INSPECTS.match(first)
        or _supervises_lightly(first, around)
    )


#: 督促学校遵守…: schools that are told what to do are checked as other bodies are
_SCHOOLS = (
    r"(?:各级各类|各类|辖区内?|本[省市县区]|所属)?(?:中小学校?|学校|高校|幼儿园)"
    r"(?=实施|执行|遵守|落实|做好|履行|建立|完善|限期|整改|加强|将|把|按)"
    r"|(?:有关|相关|责任|各|成员|下级)+(?:单位|部门|地区)(?:严格|切实|认真)*(?=执行|遵守|落实|履行|整改)"
)


#: 督促某某…, 督促学校落实…; 开展督查; 督办
_CHECKS_BODY = (
    r"(?!通报O)(?:指导、)?(?:{checking}|{checked})(?:指导|检查|落实)?O|(?:指导[和、])?{checked}(?:"
    + _SCHOOLS
    + ")"
)
_LIGHT_CHECK = (
    r"[^，O的]{0,10}?" + _LIGHT + r"[^，O的督]{0,10}?(?:{checking})(?:{checking}|{checked})*" + _HEAD_END
)
_BARE_CHECK = r"(?:督促检查|督查|督办|{checking}" + _HEAD_END + ")(?!" + _THINGS + ")"
_ABOUT = re.compile(r"[^，]{0,20}对")


def _supervises_lightly(first: str, around: str) -> bool:
    """A verb of checking that stands alone, or has a body for its object."""
    at = _skip_modal(first, first.startswith("O"))
    if class_pattern(_CHECKS_BODY).match(first, at):
        return True
    if _ABOUT.match(first):
        return False
    light = class_pattern(_LIGHT_CHECK).match(first, at)
    bare = class_pattern(_BARE_CHECK).match(first, at)
    for hit in (light, bare):
        if hit and not _OWN_WORK.search(hit.group()):
            return bool(_UPWARD.search(hit.group()) or _CHECKED.search(_seen(around, hit.group())))
    return False


def _seen(around: str, hit: str) -> str:
    """What stands before the verb and just behind it: later clauses name no body that is checked."""
    at = around.find(hit)
    if around.endswith("O"):
        return around
    return around[: at + len(hit) + 12] if at >= 0 else around


#: 纪委加大检查监督力度: its checking is of other bodies, whoever they are
_WATCHDOG = re.compile(r"(?:检察院|检察机关|纪委|监委|纪检监察(?:机关|机构|部门|组)|派驻机构)$")
#: 审计机关对收支情况进行审计监督
_AUDITOR = re.compile(r"审计(?:机关|部门|局|署|厅)$")
_AUDITS = re.compile(r"(?:应当?|要|必须)?(?:依法)?对[^，。；]{2,50}(?:进行|实施|开展)审计监督")
_WATCHES = re.compile(
    r"(?:也?要|应当?|必须)?(?:切实|认真|进一步)*(?:加强|加大|强化)[^，。O]{0,4}(?:检查监督|监督检查|督促检查)"
    r"|(?:也?要|应当?|必须)?(?:切实|认真|进一步)*(?:加强|强化)[^，。O]{0,8}(?:日常|跟踪|专责)监督(?=$|[，。])"
    r"|(?:也?要|应当?|必须)?(?:切实|认真|进一步|依法)*(?:加强|强化)[^，。]{0,20}(?:立案|侦查|审判|诉讼|法律|检察)监督(?=$|[，。])"
    r"|(?:也?要|应当?|必须)?(?:切实|认真|持续)*(?:跟进|靠前|同步|全程|精准)监督(?=$|[，。])"
    r"|(?:对O负责，)?[^。；O]{0,40}?(?:承担|担负|履行|扛起)(?:起|好)?[^，。O]{0,4}监督(?:检查)?"
    r"(?:责任|职责|职能)(?=$|[，。])"
)


#: 纪委、组织部要履行监督检查职能: who watches beside a watchdog watches as it does
_WATCHES_BESIDE = re.compile(
    r"组织部门?|宣传部门?|统战部门?|巡[视察]办|(?:相关|有关)?职能部门|审计(?:机关|部门|局|处)$"
)


def watches_beside(name: str, others: Iterable[str], predicate: str) -> bool:
    """Whether a party office watches others because a watchdog in the same list does."""
    beside = _WATCHES_BESIDE.search(name)
    return bool(beside) and any(watches(other, predicate) for other in others)


def watches(name: str, predicate: str) -> bool:
    """Whether a body whose office is to watch or to audit others does so in the predicate behind its name."""
    if _AUDITOR.search(name) and _AUDITS.match(predicate):
        return True
    return bool(_WATCHDOG.search(name) and _WATCHES.match(predicate))
