"""What reads like the name of a body and is none: addresses, meetings, labels that are awarded, classes of schools."""

from __future__ import annotations

import re

from .grammar import Org

#: The address that a house is part of: 世纪大道21号行政中心2426室.
_ADDRESS = re.compile(
    r"[^，。；：\s]{0,16}(?:大道|路|街|巷)\d{1,5}号[\u4e00-\u9fff]{0,12}(?:\d{1,5}号?[室楼层])?"
)


#: A body's meeting, or its site, is no body (县政府常务会议, 中国政府网).
_NO_BODY = re.compile(
    r"(?<=[府委央])(?:第?[一二三四五六七八九十\d]{1,3}次)?(?:常务会议|经济工作会议|农村工作会议)|(?<=中国政府)网(?![络格])|(?<=中央政府)(?:门户网站|采购)|"
    r"(?<=府)质量(?:管理)?(?:创新)?奖|(?<=学校)(?=\d+所|高中部)|(?<=幼儿园)(?=\d+所)"
    r"|(?<=财政)(?=转移支付制度|年度预算|贡献)|(?<=央)(?=、省委(?:经济|农村)工作会议)|"
    r"(?<=欧盟)(?:市场|标准|指令|(?:[A-Z]{2,4}|安全)?(?:认证|ROHS))|"
    r"设分会场|”(?:政府)?(?:门户)?(?:网站|官网)|(?:网站|官网)）|(?<=财政)(?=分成|实际留成|留成)|(?<=院校)(?=技能大赛|毕业生)|(?<=高校|学校)(?=(?:应届|往届)?毕业生)|(?<=党政联席会议)|(?<=单位)和(?:责任人|人员)的责任"
)


#: What is awarded is a label, not a body: 认定为省级研发中心, 台州市级技术中心.
_AWARDED = re.compile(r"(?:认定|评定|评选|命名|列入|获批|授予)(?:为|的|成为)\Z")
#: What many are to be made of: 建设一批|高水平公共卫生学院.
_MANY = re.compile(r"(?:建设|培育|打造|建成|新建|筹建|创建|组建|认定|布局|引导)(?:一批|若干)\Z")
#: A town, a district that became one of those tried: 入选全国首批碳达峰试点城市.
_CHOSEN = re.compile(r"(?:入选|入围|获批|列入|跻身|成为|新增)[^，。；]{1,30}\Z")
_TRIED = re.compile(r"试点(?:城市|地区|省份)\Z")
_LABEL = re.compile(r"(?:中心|研究院|实验室|工作室|大学|工作站|基地)\Z")
_LABEL_CLASS = re.compile(
    r"行业协会(?:商会)?|(?:非?上市)?公众公司|股份制?有限公司|(?:非?控股)?母公司|非政府|审计机构|"
    r"(?:(?:国家|省|市)级)?(?:重点)?(?:农业)?(?:企业研究院|工程技术研究中心)|(?:饮用)?水源保护区|民间智库"
    r"|(?:各类|各级)?(?:专业)?(?:人才|干部|教师|党员|职工|医务)队伍|(?:下列|上述|以下)单位|权威机构或部门|银行"
    r"|(?:农民)?专业合作社|(?:[一-龥]{2,4}市)?国家(?:重点|工程)实验室"
    r"|(?:布局建设|推进|建设|组建|培育)?(?:前沿科学|协同创新|技术创新|产业创新|制造业创新|企业技术|临床医学研究)中心"
    r"|其他组织|相应(?:工作组|单位)|(?:多个|一个)(?:部门|单位|机构)"
)
#: Who has a head is a body all the same.
_HEADED = re.compile("副?(?:主任|院长)")
#: What a house or an authority is to become, and firms told apart by where they are listed or tried.
_PRAISED = re.compile(
    r"(?:平安|智慧|清廉|廉洁|法治|美丽|绿色|文明|和谐|数字|阳光|责任|高水平|研究型|一流|示范性?|国门|友好|标杆|特色|名牌|知名|著名|顶尖){1,2}"
    r"(?:(?:公立)?医院|学校|中学|小学|大学|高校|图书馆|博物馆|政府|机关|企业|社区)"
    r"|[一-龥]{1,8}(?:[市区]|户籍)(?:户籍|义务教育(?:阶段)?|教育部门办|公办|民办)*(?:学校|中学|小学|幼儿园)"
    r"|(?:义务教育(?:阶段)?|电脑派位|公办|民办)+学校"
    r"|[^，。；：]{0,12}(?:上市公司|试点银行)|[^，。；：“”]*[+＋][^，。；：“”]*"
)
#: Schools of all kinds are a body only where they act: 适用于各级各类职业学校, 各级各类学校应当….
_ALL_SCHOOLS = re.compile(
    r"(?:各级各类|各类|各地|所属|全[国省市县]|地方)"
    r"(?:高等|中等|初等|普通|职业|专业|民办|公办|高职|技工|全日制){0,3}"
    r"(?:学校|院校|高校|中小学校?|幼儿园|大专院校)"
)
_TOLD = re.compile(r"(?:应|要(?!求)|必须|不得|须|可以?|负责)")
#: Whoever else there is: a body only where it is told what to do.
_OTHERS = re.compile("其[他它](?:单位|地区)")
#: 教育、卫生等|行政部门: what the members share is no name by itself.
_SHARED_HEAD = re.compile(r"(?<=等)(?:行政|主管|行政主管|职能|监管|管理)部门")
#: A place and 学校 alone is the beginning of a law's name: 某某市学校|安全条例.
_SCHOOL_LAW = re.compile(
    r"(?:[^\W\d]{1,8}[省市县区州])(?:学校|幼儿园|医院)(?=[^，。；：、\s]{2,16}(?:条例|办法|规定|规划))"
)
_LABEL_RANK = re.compile(
    r"[\u4e00-\u9fff]{0,6}[省市县区]级(?![一-龥]{0,4}(?:政务|行政|疾|机关|融媒))|国家重点(?=大学)"
)
#: 市委书记专题会议 is a meeting; 联席会议 and the conferences that are bodies are not.
_MEETING = re.compile(r"(?<!联席)(?<!协商)(?<!代表)(?<!理事)会议\Z")


def _is_school_class(text: str, org: Org) -> bool:
    """Schools of a place or of all kinds, of which nothing is asked."""
    if _ALL_SCHOOLS.fullmatch(text, org.start, org.end) and not _TOLD.match(text, org.end):
        return True
    law = _SCHOOL_LAW.match(text, org.start)
    return law is not None and law.end() == org.end


def _is_awarded(text: str, org: Org) -> bool:
    """认定为省级研发中心, 建设一批…学院, 入选…试点城市, 台州市级技术中心: a label, or what many are made of."""
    label = _LABEL.search(text, org.start, org.end)
    if label and _AWARDED.search(text, max(0, org.start - 8), org.start):
        return True
    if _MANY.search(text, max(0, org.start - 4), org.start):
        return True
    if _TRIED.search(text, org.start, org.end) and _CHOSEN.search(text, max(0, org.start - 32), org.start):
        return True
    return bool(label and _LABEL_RANK.match(text, org.start, org.end))


def _is_unasked(text: str, org: Org) -> bool:
    """平安医院, 其他单位, 各级各类学校: a body only where it is told what to do."""
    if _PRAISED.fullmatch(text, org.start, org.end) or _OTHERS.fullmatch(text, org.start, org.end):
        return not _TOLD.match(text, org.end)
    return text[org.end - 1] in "校院园" and _is_school_class(text, org)


def _is_class_of_things(text: str, org: Org) -> bool:
    """国家重点实验室, 教育、卫生等|行政部门: what many are called; who has a head is one of them."""
    label = _LABEL_CLASS.fullmatch(text, org.start, org.end) and not _HEADED.match(text, org.end)
    return bool(label or _SHARED_HEAD.fullmatch(text, org.start, org.end))


def _is_addressed(text: str, org: Org) -> bool:
    """世纪大道21号行政中心2426室: a house, with its address."""
    match = _ADDRESS.match(text, org.start)
    return match is not None and match.end() >= org.end


def is_no_body(text: str, org: Org) -> bool:
    """Whether what was read as a body is none: a house with its address, a meeting, a label that is awarded, a
    class of schools or others of which nothing is asked, what the money or the site of a body is called."""
    if _NO_BODY.match(text, org.end) or _MEETING.search(text, org.start, org.end):
        return True
    return any(told(text, org) for told in (_is_awarded, _is_unasked, _is_class_of_things, _is_addressed))
