"""The constructions in which bodies stand in a sentence, each by its name and with an example.

They are written over the compact view (see compact.py): bodies are ``O`` there, people ``P``, documents ``D``, dates
``T``. Those of the first part are read in front of a body, the others behind it. What a construction says of the
body is decided in verdicts.py.
"""

from __future__ import annotations

import re

# ------------------------------------------------------------------------------------------------ in front

#: 由｜学校的某某: what stands between 由 and a body that is only told apart by it (由相关的某某, 由本市某某)
WHOSE_AGENT = re.compile(
    r"(?<=由)"
    r"(?:所?(?:涉及|相关|有关|对应)的?|各自的?|当地|主管|其|本[省市县区州]|[^，。的O]{2,14}(?:单位|部门|机构)"
    r"|[^，。的O]{2,16}的"
    r"|[^，。；：、的O]{2,12}[局办委厅院](?:与|和|及))$"  # 由｜县农创办与某某: an agent that nobody marked
)
#: 会同｜公安部门和某某: those beside it whom nobody marked
BESIDE_PARTNER = re.compile(r"(?<=会同)[^，。；O的]{2,10}[及和、与]$")
#: 党委负主体责任、纪委负监督责任: the mark opens a clause here
BOTH_DUTIES = "责任、"
#: 市政府设立的｜某某，依法履行…: whose it is, before its name
FOUNDED_BY = re.compile(r"[由受经]?O(?:依法)?(?:设立|成立|组建|指定|委托|授权)的$")
HAS_FOUNDED = re.compile(r"(?:依法)?(?:设立|成立|组建|指定|委托|授权)的O")
#: 已建成的居住区，所在｜区人民政府应当…; 学校所在地的｜区人民政府应当…; 本市｜有关部门在…时，应当…
LOCATED = re.compile(
    r"(?:^|(?<=由))(?:[^，。；：O对向由报经送交到在给往]{0,12}所在地的|[其原]?所在地?的?|本(?:[省市县区州]|自治区)?)$"
)
#: 各分站、｜各部门在…时，要…: a class in the same list that nobody marked
CLASS_BEFORE = re.compile(r"^各[^，。；：、的对向要应O]{1,8}[、和及与]$")
#: 经某某会同…认定, 已商…: what is past
PARTNER_OF_PAST = re.compile(
    r"(?:已|曾|经|经(?![费营济办常])[^，]{0,6}O[^，]{0,6})(?:商|会同|联合|协商|商得)$"
)
#: 某某牵头组织…
LED_WITH = ("牵头组织", "牵头")
#: 与某某联合…
WITH = re.compile(r"(?:与|同|和)$")
#: 某某负责监管，并协同｜消防部门…
ALONGSIDE = re.compile(r"[并且]?协同")
#: 接受某某监督, 受某某指派
RECEIVED = re.compile(r"(?:接受|受|服从)$")
#: 在某某监督下进行
UNDER = re.compile(r"在$")
#: 经某某联合审核…; but 未经, 已经
THROUGH = re.compile(r"(?<![未已曾凡财须需应])经$")
#: 由某某负责, 请某某, 责成某某; but 理由, 申请, 邀请
AGENT = re.compile(r"(?:(?<![理自缘经])由|责成|(?<![申报提商函邀恳聘])请)$")
#: 防止由某某…
PREVENTED = re.compile(r"(?:防止|避免|杜绝)")
#: 对由某某组织参加活动的企业
ABOUT_DONE_BY = re.compile(r"(?:对|凡|被|除)[^，]*由$")
#: 参与由某某组织的项目: a verb or preposition whose object is the noun behind
GOVERNS = re.compile(
    r"(?:参与|参加|接受|执行|享受|取得|获得|持有|使用|取消|其|对|在|到|向|将|纳入|列入|属于|报)由$"
)
#: 提请某某｜依法取缔; but 提请某某批准
BROUGHT = re.compile(r"提请$")
TO_DEAL_WITH = re.compile(r"(?:依法)?(?:予以)?(?:取缔|撤销|关闭|查处|处罚|吊销)")
#: 建成后移交某某｜管理
HANDED_OVER = re.compile(r"(?:移交|交付)(?:给)?$")
TO_KEEP = re.compile(
    r"(?:统一|负责|集中)?(?:经营|管理|管护|维护|运营|保管|养护)(?!的|部门|单位|机构|办法|制度)"
)
#: 严禁某某挪用
FORBIDDEN = re.compile(r"(?:坚决|一律)?(?:严禁|禁止)")
#: 请批转某某执行
HANDED_ON = re.compile(r"请(?:批转|转发)$")
#: 建议某某…
SUGGESTED = "建议"
#: 同意某某｜按照规定提高…; but 同意某某提出的…
GRANTED = "同意"
TO_DO = re.compile(
    r"(?![^，。；]{0,12}的)(?:按照?|根据|依照|在|将|对|与|自行|继续|适当|提高|调整|设立|建立|开展|实施|组织|增加|承办|举办|使用)"
    r"[^，。；、的]{3,}"
)
#: 要求某某…, 责令某某…
ASKED = re.compile(r"(?:要求|责令)$")
ASKED_ALONE = "要求"
#: 可以要求某某…: who may be asked is not told
MAY_BE_ASKED = re.compile(r"(?:可以?|或者?|有权)要求$")
#: 张三要求某某…, 会议要求某某…
SPEAKER = re.compile(r"P|会议|他|她|发出通知，$")
#: 以某某为主体
MADE_MAIN = "以"
#: 解释权归某某
LEFT_TO = re.compile(r"解释权(?:归|属于)$")
#: …组成某某
COMPOSED_INTO = re.compile(r"组成$")
#: 办公室下设某某; 成立某某, 建立了由…的某某; 指定某某
SET_UP_BELOW = "下设"
FOUNDED = re.compile(r"成立[^，]*$|(?:设立|建立|组建)了?[^，]{0,30}$|指定(?!的)[^，O的]{0,6}$")
#: 可以成立某某; 各单位要成立某某: not there yet, and each of them has its own
MAY_BE_FOUNDED = re.compile(r"可以?(?:成立|设立|组建|建立)")
TO_BE_FOUNDED = re.compile(
    r"O[^。；：O]{0,12}?(?:应当?(?!用|急|对)|(?<![主重必需])要(?!求|素)|必须)(?:[^。；：]{0,60}，)?[^，。；：]{0,10}?(?:成立|设立|组建|建立)[^，]*$"
)
#: …是某某的共同责任
IS = "是"
#: 对甲乙的某某: what is described, not who acts (but 针对…的)
ABOUT = re.compile(r"(?<!针)对[^，]*的$")
#: 政府及｜有关部门应当…: beside somebody whom nobody marked, unless a verb takes both
BESIDE = re.compile(r"[^，。；：]{1,24}(?:[和及与]|以及)$")
TAKES_OBJECT = re.compile(
    r"[对向为把给被受经于从将由跟]|(?<!共)同|报(?![刊纸社])|纳入|列入|督促|指导|支持|鼓励|协调|配合|协助|包括|关于|根据|按照|通知|要求"
)
#: 对政府｜相关职能部门应当每五年督导一次
DIRECTED_AT = re.compile(r"(?:^|[^针应面绝])(?:对|向)(?!于)[^，。的]{1,6}$")
#: What does not open a clause: another body, or a preposition of giving.
OCCUPIED = re.compile(r"[O向给报送]")
#: 获悉险情的某某，…应当…: which of them is meant
WHICH_ONE = re.compile(
    r"(?:获悉|接到|收到|发现|负责|承担|从事|符合|参加|参与|实施|举办|未?[纳列]入)[^，。；]{2,24}的"
)
#: 向县教育局报告｜，某某应当…; 经费支付到学校｜，学校应当…; 举办学校｜，举办者应当…: what a verb takes ends at the comma
TOLD_TO = re.compile(
    r"(?:报告|通知|告知|通报)(?:[^，。；O]{1,6}[和、及])?$|(?:举办|开办|设立|创办)$"
    r"|(?:(?:拨付|支付|下达|拨|划转|返还|移交|送|转)(?:到|至|给|往)|提交|移交|报送)$"
)

#: 成立工作专班｜，甲局、乙局牵头…: what is set up ends at the comma
SETS_UP = re.compile(r"(?:成立|组建|设立)[^，。；：O]{0,12}$")

# ------------------------------------------------------------------------------------------------ agents

#: 由某某｜的…, 由某某｜以上…: no verb follows
NO_PREDICATE = re.compile(r"(?:的|等|以上|及其)")
#: 由某某｜组成, 由某某｜担任组长
COMPOSED = re.compile(
    r"(?:组成|担任|兼任|构成)"
    r"(?:$|O(?!调查|进行|开展|处理|负责|对|研究)|[^，]{0,24}(?:小组|委员会|专班|指挥部)$)"
    r"|(?:担?任|兼任|为)[^，]{0,6}(?:总指挥|指挥长?|组长|主任|召集人|会长|主席|秘书长)$|选派[^，]{2,10}参加$"
)
#: 由某某｜召集…组成工作组
CONVENES = re.compile(r"召集|组织|抽调|聘请")
#: 由某某｜召开的会议; but 由某某按规定的…
DONE_NOUN = re.compile(r"(?![按依根])(?:[^，的T]{2,3}|组织[^，的]{2}|联合[^，的]{2})的")
#: 由试点单位｜扩大到…: where it begins, not who does it
WIDENED = re.compile(r"[^，。；的]{0,16}(?:扩展|扩大|延伸|拓展|推广)(?:至|到|为)")
#: 由某某｜拨款的单位转为…
FUNDED_BODY = re.compile(r"(?:拨付|出资|主管|举办|主办|管理)[^，的]{0,8}的O")
#: 由某某｜组织的项目
ITS_NOUN = re.compile(r"[^，]{2,14}的")
#: 由县政府｜常务会议研究决定: a meeting is no body
MEETING = re.compile(
    r"(?:(?:全体|常务|办公|专题|党组|党委|常委|扩大)+会议?|会议)(?=[^，。；的]{0,4}(?:研究|讨论|审议|审定|决定|通过|集体))"
)
#: 由某某｜起草的文件，由某某审核: what is told of, before who is told
SUBJECT_DONE_BY = re.compile(
    r"(?:批准|起草|制定|印发|发布|组织|举办|主办|承办|承担|认定|推荐|立项|审批|核发|审查)[^，]{0,40}的[^，的]{2,12}"
)
TOLD_OF = re.compile(r"(?:由O|[^，。；]{0,16}?(?:均应|均须|都应|应当由|应由|须由|统一由))")
#: 由某某｜领导同志签发: formal words for those who lead a body are the body
LEADERS = re.compile(r"(?:分管|主要|有关)?(?:领导同志|秘书长|组成人员)")

# ------------------------------------------------------------------------------------------------ partners

#: 会同某某｜拟定的《…》: who drafted what is issued now
DRAFTED = r"(?:联合|共同)?(?:研究)?(?:拟[定订]|制[定订]|起草|编制|修订)[的了]D"
#: 会同某某｜印发了…
DID_TOGETHER = re.compile(
    DRAFTED + r"|[^，。：O]{0,12}(?:提出|制定|印发|开展|作出|完成|组织|下发|出台|研究)了"
)
#: 甲局牵头某某｜共同开展…
JOINTLY_DONE = re.compile(r"(?:共同|联合)?(?:对|进行|开展|实施|审核|评审|研究|联合|共同)")
#: 与某某｜联合…; but 联合会
TOGETHER = re.compile(r"(?:联合|共同|一起|一道|互相配合|相互配合|商定|协商(?:办理|确定|解决|处理))(?!会)")
#: 受某某｜指派
SENDS = re.compile(r"的?(?:指派|委派|派遣)")
#: 接受某某｜监督
OVERSEES = re.compile(
    r"(?:、[^，。；：O]{2,12}?(?:单位|部门|机构))?(?:对[^，。；]{2,24}的)?的?(?:[^，。]{0,6})(?:监督|督促|检查|督查|考核|审计|巡视|巡察)"
)
#: 在某某｜有效监督下进行
OVERSIGHT = re.compile(r"的?(?:有效|统一|严格|共同|全程|指导和?|监督和?)*监督下")
#: 建立由甲局牵头，某某｜参与的机制
LED_BY = re.compile(r"由O[^，。；]{0,10}牵头[，、](?:[^，。；O]{1,10}[、和及])*$")
TAKES_PART = re.compile(r"(?:等[^，。；O]{0,6})?(?:共同|积极)*(?:参与|参加|配合|协同)的")
#: 经某某｜联合审核后，公示: a step of a procedure; 经某某｜审核后，可以…: a condition
EXAMINES_THEN = re.compile(
    r"(?:联合|共同)?(?:审核|复核|初审|会审|联审)(?:同意|通过|确定|认定|合格|无误)?(?:之?后)?"
    r"(?:，(?!归|并报|可|方可|给予|按|每|属|视|由|应|不|其|符合|确需|凡)|交|送|提交|报送)"
)
#: 经某某、某某｜联合审核后，…: a step that they take together, unless it tells which are meant (经…共同认定的)
EXAMINE_TOGETHER = re.compile(
    r"(?:(?:联合|共同)(?:会审|审[核查定]|评审|复核|复审|认定|核[实定])|审[核查定][^，。；O的]{0,6}，联合(?:发文|行文|下文))"
    r"(?![^，。；O]{0,6}的)"
)

# ------------------------------------------------------------------------------------------------ asked, founded

#: 严禁某某｜的…: no verb follows
NO_VERB = re.compile(r"[的、，]|$")
#: 请批转某某｜贯彻执行
TO_CARRY_OUT = re.compile(r"(?:贯彻|遵照|研究)?(?:执行|落实|办理)")
#: 建议某某｜意见: a noun
NO_SUGGESTION = re.compile(r"[的、，]|$|(?:意见|提出|设置)")
#: 以某某｜为主体, 以某某｜牵头
AS_MAIN = re.compile(r"为(?:主体|责任主体|主|牵头)")
#: 成立某某｜，由甲局牵头，负责…
CHARGED = re.compile(
    r"(?:（[^（）]{1,20}）)?[，,]?(?:由O牵头，(?:[^，。]{2,16}下，)?)?"
    r"(?:负责(?!人)|(?:依法)?履行(?:下列|以下|如下)|承担|受理|具体|专责|主要|全面|统筹|统一|领导|代表|组织|研究|协调|指导)"
)
#: 成立某某领导小组｜，由某某任组长，某某为成员单位，统筹…
HEADED_BY = re.compile(
    r"，(?:由?[^，。；]{1,40}(?:任|担任|为)[^，。；]{0,6}(?:总指挥|指挥长?|组长|主任|召集人|成员单位|成员|主席|O)，){1,5}"
    r"(?:办公室设[^，。；]{1,30}，)?(?:负责(?!人)|全面|统筹|具体|承担|统一|协调|研究|指导|领导|组织|共同研究)"
)

# ------------------------------------------------------------------------------------------------ subjects

#: 某某｜之间要加强协作
BETWEEN_THEM = re.compile(r"^之间(?=要|应当?|必须)")
#: 某某｜：要…
COLON = re.compile(r"^[：:]")
#: 某某｜，负责…
PAUSE = re.compile(r"^[，,]")
#: 各地｜，特别是水库所在地，要…
ABOVE_ALL = re.compile(r"^，?(?:特别|尤其)是[^，。；：O]{2,24}，(?=[都均也]?(?:要|应当?|必须|须))")
#: 党委书记要…: whose party committee is not said
NOBODYS_LEADER = re.compile(r"(?:党委|党组|党工委|党总支|总支|党支部|支部|纪委)(?:（党组）)?")
SECRETARY = re.compile(r"(?:常务|专职)*副?书记|(?:领导)?班子|委员(?!会)")
#: 某某｜经某某批准，可以…
APPROVED = re.compile(r"经O(?:、O)*(?:审核)?(?:批准|同意|认定)后?，(?:O经O批准，)?(?=可以?|应当?|方可)")
#: 某某｜是…的责任主体
NAMED = re.compile(
    r"[，,]?(?:是|为|作为)[^，。O]{0,16}?(牵头|责任|实施|主管|主责|监管|落实|执法)[^，。的]{0,4}?"
    r"(?:主体|单位|部门|机构)(?=[，。；、要应]|$)"
)
#: 某某｜主要负责人是节水工作的第一责任人: what its leader answers for, it does
ANSWERS_FOR = re.compile(r"[都均]?(?:要?作为|是|为)[^，。；O]{0,30}?(?:第一|直接|主要)责任人(?=$|[，。；、])")
LEAD = "牵头"
NAMED_TO_LEAD = "，牵头"
#: …是某某｜、某某和全社会的共同责任
SHARED_DUTY = re.compile(
    r"(?:[、和及与][^，。；：O]{1,16}){0,3}的(?:共同|法定|重要|基本|神圣|应尽)*(?:责任|职责|义务)(?=$|[，。])"
)
#: 实行某某｜统筹、某某为主（管理）的体制: the form in which statutes give a charge
IN_SYSTEM, SYSTEM = "实行", re.compile(r"[^。；]{2,60}的(?:管理|领导)?体制(?=$|[，。])")
LEADS_SYSTEM = re.compile(r"为主[^，。；]{0,6}的(?:管理|领导)?体制(?=$|[，。])")
#: 某某｜的主要职责是：
DUTIES = re.compile(
    r"的?(?:主要|具体|基本|工作)*(?:职责|任务|职能|职权|职责任务|职责分工|职责权限)(?:是|为|如下|包括|有)?[：:]?$"
)
#: 某某｜重点推进的工作为：
UNDERTAKES = re.compile(
    r"(?:今年|本年度|下一步|近期)?(?:重点|主要|着力|要|将)*(?:推进|抓好|做好|开展|实施|落实|完成)的[^，。；：O]{0,12}"
    r"(?:工作|任务|举措|事项|项目)(?:是|为|如下|包括|有)?[：:]?$"
)
#: 某某｜是…的办事机构，承担…: what it is, and then what it does
IS_CHARGED = re.compile(
    r"是[^。，]{0,40}(?:机构|部门|单位|主体|机关|O)，(?:具体|依法)?(?:承担|负责(?!人)|履行(?:下列|以下|如下))"
)
#: 某某办公室｜设在某某，…具体负责…
SEATED = re.compile(r"(?:设在|挂靠在?)O，(?!由O(?:承担|负责))[^。]{0,80}?(?:负责(?!人)|承担)")
#: 某某｜审核后报…: a step of a procedure
EXAMINES = re.compile(
    r"(?:初审|审核|复核|审查|汇总|复审|预审)(?:盖章|确认|同意|通过|合格)*[后，]*(?:并|再|由|统一)?"
    r"(?:，?(?:报|送|转|交|提交|上报|推荐|下达|拨付|由O|经O|O[^，。；]{0,4}(?:审|复核|核定|批))|、O(?:复核|审|核))"
)
#: 某某｜会同某某拟定的《…》
DRAFTS = re.compile(rf"(?:等[^，。；O]{{0,16}}|单位)?[，,]?会同O[^。；D]{{0,160}}?{DRAFTED}")
#: 明确某某｜和学校的责任
AND_OTHERS_OF = re.compile(r"(?:和|及|与|以及|、|或者?)[^，。；O]{1,10}的")
#: 某某｜，在各自职责范围内负责…; 某某，协助人民政府…: a pause between a long subject and its verb
PAUSES = re.compile(
    r"[，,]每(?:年|半年|学年|学期|季度?|月|周|日)[^，。；：O]{0,8}?(?:要(?!求)|应当?|须|至少|定期)"
    r"|[，,]按照?[^。；：，]{2,24}，(?:制定|编制|建立|完善|推进)"
    r"|[，,]可(?=根据|结合|参照|先行)"
    r"|[，,](?:分别|共同)?(?:(?:在|依照|按照?|根据|依据|对)[^。；：]{2,40}?，?)?"
    r"(?:负责(?!人)|协助|配合|承担|(?:依法)?履行(?:下列|以下|如下)|组织(?!部)|开展|主管|及时|立即|迅速"
    r"|(?:共同|协同|切实|认真|积极)*(?:加强|强化|落实|做好|抓好)(?![^，。；]{0,16}的(?:$|，)))"
)
#: 某某｜向学生提供的食品，应当符合…: whoever provides them sees to it
PROVIDES = re.compile(
    r"(?:(?:(?:向|为|给)[^，。；：O]{1,16})?提供(?:给[^，。；：O]{1,16})?|制定|编制|采购)的[^。；：O]{1,40}?"
    r"(?:应当?|必须|须)符合"
)
#: 某某｜的招生简章，应当报某某备案: who has them submits them
SUBMITS = re.compile(
    r"的[^，。；：O]{2,20}，?(?:应当?|必须|须)(?:及时|依法|按照?[^，。；O]{2,12})?(?:报|报送|提交|送)O[^，。；]{0,4}(?:备案|审批|批准|审查|核准)"
)
#: 某某｜，接到求助，应当…; 某某，除另有规定的外，应当…; 某某，经认定后，可以…: said of when it acts
MEANWHILE = re.compile(
    r"[，,]"
    r"(?:(?:接到|收到|发现|获悉|得知|知悉|除|在|经(?![营费济办常])|按照?|根据|依照|依据|对|因|为|遇有?|自|从"
    r"|未经|通过|结合|以及)"
    r"[^。；：，]{2,120}，){1,2}"
    r"(?:应当?(?!用|急|对)|必须|须(?!知)|不得|可以?(?=参|按|根|向|申|采|依)|方可|要(?!求|素|点|闻))"
)
#: 各地区｜政务服务平台要…: what the body has is told about, not the body
OWNS = re.compile(
    r"[^，。；：O开组建进实推加完制落做抓对将把向]{2,14}?(?:平台|系统|网站|热线|名单|账户|数据)"
    r"[也都均]?(?:要(?!求)|应当?(?!用|急)|必须|须(?!知)|不得)"
)
#: 甲局、乙局｜组成考核组，开展…: who forms a team to do something does it
FORMS = re.compile(
    r"(?:联合|共同)*组成(?:[^，。；：O]{0,8}(?:组|专班|队)|O)，(?=[^，。；]{0,12}(?:开展|进行|实施|负责|组织|对))"
)
#: 某某可以选派…｜担任…: who may appoint others acts
APPOINTS = ("担任", "兼任", "出任", "组成", "主持")

#: 某某｜已建成…，后续将…: what is told of is behind what has been done
GOES_FURTHER = re.compile(
    r"(?:已经?|目前已)[^，。；]{2,40}，(?:下一步|下阶段|后续|今后|接下来)[，还也]*将(?:继续|进一步)?"
)

#: 某某｜研究提出了办理意见：将…: what it proposes to do itself
PROPOSES = re.compile(r"[^，。；：O]{0,8}(?:提出|作出)了?[^，。；：O]{0,8}意见[：:](?=将)")

# ------------------------------------------------------------------------------------------------ no subjects

#: 学校设立、变更的审批办法，由某某规定: the body only tells what is ruled
RULED = re.compile(r"[^，]{2,60}(?:的[^，的]{2,14}|等文件|问题)")
RULED_BY = re.compile(r"(?:可以|应当|统一)?由|不?纳入|O正在")
#: 核查组｜一般应由某某牵头组织: others make it up
MADE_UP_BY = re.compile(r"(?:一般|原则上|通常)?(?:应当?|必须|须)由O[^，。；]{0,4}(?:牵头)?(?:组织|组成|组建)")
#: 某某｜主任应当由某某兼任: who fills its posts
POSTED_BY = re.compile(
    r"(?!担任|兼任)[^，。；O]{1,14}(?:一般|原则上|通常)?(?:应当?|必须|须|可以?)由[^，。；]{2,40}(?:兼任|担任)$"
)
#: 学校｜办厂所得收入，可按比例…
GAINED = re.compile(r"[^，。；的要应]{2,40}(?:所得|取得|获得)(?:的)?(?:收入|收益|经费|资金)，")
#: 领导同志｜一律不…: what the people of a body refrain from
REFRAINS = re.compile(r"(?:一律|一般|原则上|个人)?不(?=为|参加|出席|题|发|接|搞|写|去|陪|在)")
ITS_HEAD = "负责人"
#: 负责人｜应当引咎辞职: what only a person can do
IN_PERSON = re.compile(r"应当?(?:主动)?(?:引咎辞职|辞去|回避)")
#: 医院｜从事护理工作的人员，应当…: people it has, by what they do
ITS_STAFF = re.compile(
    r"中从事[^，。；：O]{2,20}的人员|(?!及其|和|或)[^，。；：O应要须]{2,30}的(?:工作)?人员，?(?:应当?|必须|须|可以|不得)"
)
#: 某某｜及其人员违反规定，滥用职权的，…: a condition that runs over several clauses
BREACH = re.compile(
    r"(?!(?:在[^，。；O]{2,24}?[中时])?(?:发现|接到|收到))[^，]{0,30}?"
    r"(?:违反|未(?:严格|认真|正确|有效|切实)*(?:按|经|依|履行|及时|尽|落实|采取)|拒不|拒绝|擅自|滥用|弄虚作假|玩忽职守|不履行"
    r"|不依法|侵害|侵犯|截留|挪用|虚报|泄露)[^。；：]{0,120}?的，"
)
#: 某某｜及其工作人员在工作中，有下列情形之一的，由…
AT_FAULT = re.compile(
    r"(?:及其[^，。；O]{0,8}人员)?在[^，。；]{2,24}中，有(?:下列|以下)[^，。；]{2,12}的，(?:由|依法|对|给予|责令|追究)"
)
#: 某某在检查中发现…的，建议…: who finds it acts
FINDS = re.compile(
    r"(?:及其工作人员|[及和][^，。；O]{2,4})?(?:在[^，。；O]{2,24}?[中时])?(?:发现|接到|收到)[^，要应须]{2,120}的"
)
#: 某某未尽义务致使…的，｜应当承担相应的责任
LIABLE = re.compile(r"(?:对[^，]{2,24})?(?:应当(?:依法)?|依法)?承担(?=[^，。]*责任)")
#: 根据甲部署，｜乙部署，以及…
GOES_ON = ("以及", "及其", "和")
WILL = re.compile(r"(?:将|应|要|必须|对)")
#: 某某｜申报项目由某某受理
HANDED_IN = re.compile(r"(?!.{0,20}(?:应|要|须|可))[^，]{2,16}(?<![理自缘经动转])由O")
#: 有关部门｜下一步拟采取的措施
NOUN_PHRASE = re.compile(r"[^，。要应须]{2,24}的(?:措施|意见|建议|做法|情况|问题|安排|考虑)")
#: 某某｜开展的检查，按照…: what a body did is a noun here; 某某设置的形式，由…
DONE_BY = re.compile(
    r"(?![对向将把])[^，]{0,40}"
    r"(?:所[^，]{1,6}|开展|作出|制定|组织|实施|设置|设立|公布|发布|建立|举办|确定|提供|采取|形成|印发|出具|核发"
    r"|使用)的[^，要应须]{1,14}$"
)
DONE_IS = re.compile(r"(?:按照?|依照|参照|由|应|不|可以|适用|执行|须|经)")
#: “中央｜要求、地方需要”: a slogan is quoted
IN_SLOGAN = re.compile(r"[^“”。；，]{0,24}”")
QUOTED = re.compile(r"“(?:[^“”，。；]{1,12}、){0,3}[^“”，。；、]{0,2}$")
#: 缴费单位｜应与用工单位一致: a condition
AGREES = re.compile(r"应当?(?:与|和|同)[^，。；]{2,24}(?<!保持)(?:一致|相符|相同)")
#: 某某没有采纳建议｜，则…: a condition
OTHERWISE = "则"
#: 某某｜成立以来，…
SINCE = "以来"
#: 某某｜审核后，由…; 某某批准之日起，免征…
AFTERWARDS = re.compile(r"(?:后|时|前|之日起)$")
OTHERS_THEN = re.compile(r"由|O|经|适用|[^，。要应]{0,10}(?:免征|减征|免缴|不征)")
#: 某某｜出台了…; but 为了, 了解
DONE = re.compile(r"(?<![为除])了(?!解)")

#: 健全｜党委统一领导、部门齐抓共管的｜工作机制: what is to be made says who does what in it
SHAPED = re.compile(r"(?:建立|健全|完善|形成|构建|构筑|打造)(?:和完善|健全|完善|起)?[^。；：]*$")
SHAPE = re.compile(
    r"[^。；：]{2,80}的[^，。；：、]{0,10}(?:格局|工作机制|领导体制|工作体系|工作局面)(?=$|[，、])"
)

# ------------------------------------------------------------------------------------------------ other bodies

#: 由上级机关｜责令改正: fines and closures are what is done to others than public bodies
REPRIMANDS = re.compile(
    r"(?:依法|按照?(?:各自)?职责)?(?:(?:给予)?警告，)?"
    r"(?:责令[^，。；]{0,6}(?:改正|整改)|给予批评教育|(?:予以|给予)?通报批评)(?![^。]*(?:罚款|没收|吊销|停产))"
)
#: 违反规定，行政机关及其工作人员有下列情形…: who did wrong, in the same sentence
OFFENDER = re.compile(
    r"(?:违反[^，。；：O]{2,16}，)?[^，。；：O]{0,8}"
    r"(?P<who>O(?:(?:[、和及与]|或者?其?|及其)O|(?:、|以及|和)[^，。；O]{2,12})*|[^，。；：O]{0,24}(?:机关|政府|学校)(?:、单位)?)"
    r"(?:等(?:部门|单位|机构))?(?:(?:及其|和)[^，。；O]{0,12}人员)?"
    r"(?:有下列|违反|(?:发生[^，。；O]{2,12}，)?未|不|拒|对[^，。；O]{2,24}应当|在[^，。；O]{2,24}中|将[^，。；O]{2,30}的，)"
)
#: 某某｜对经办银行进行评估
CHECKED_BODY = re.compile(
    r"^[^，。；]{0,24}?对[^，。；O]{0,8}(O)[^，。；]{0,30}(?:评估|检查|考核|评价|审计|督促)"
)
#: How the names of public bodies end that another can put right, and of those that are no public bodies.
PUBLIC_ENDS = ("机关", "政府", "部门", "机关、单位", "学校")
FIRM_ENDS = ("银行", "金融机构", "保险机构", "企业", "公司")

# ------------------------------------------------------------------------------------------------ names themselves

#: 被督查单位, 考核对象: who is inspected is no helper
INSPECTED = re.compile(r"被|.*(?:督查|督导|巡视|巡察|考核|检查|审计)对象$")
INSPECTOR = re.compile(r"(?:督查|督导|督察|巡视|巡察)[^的]{0,2}(?:机构|组|室|办公室|办|局)$")
#: 督查组｜可以约谈…
CORRECTS = re.compile(r"(?:可以|应当)?(?:依法|予以)?(?:责令|约谈|通报批评)")
LEADER = re.compile(r"(?:各)?(?:总|主要)?牵头(?:部门|单位|处室|科室|机构)")
