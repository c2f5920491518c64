"""What the head and tail of an official document are recognised by: patterns and small readers they share."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from ..lexicon import read_lexicon
from .bodylists import ends_like_body
from .numerals import parse_number

#: Only so many lines and characters can belong to the head.
HEAD_LINES = 15
HEAD_CHARS = 1500
DECORATION = " 　\t#*_>■●◆★☆—-＿"
VERSION = r"(?:[（(【〔](?!(?:19|20)\d\d年\d{1,2}月\d)[^（）()\n]{1,16}[)）】〕])"
_YEAR = r"(?:(?:19|20)\d\d|[一二][九○〇零OＯ0o]{1,2}[一二三四五六七八九○〇零十]{1,2})"
DATE = re.compile(
    rf"(?P<y>{_YEAR})[ 　]*年[ 　]*(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[ 　]*月[ 　]*"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})[ 　]*日"
)
ISO_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
#: A line that is a date, with how the document is made public behind it where the break between them was lost.
DATE_LINE = re.compile(
    rf"[ 　（(]*(?:{DATE.pattern})[ 　）)]*(?:印发)?[。]?(?:[（(]此件[^（）()\n]{{2,16}}[）)])?"
)
#: 2022.3.5 below the name of who signed.
ISO_LINE = re.compile(rf"[ 　]*{ISO_DATE.pattern}[ 　]*")
_HAN = "[㐀-鿿]"
#: 发文字号: 国办发〔2019〕3号; brackets of every kind, and none where a scraper lost them.
NUMBER = re.compile(
    r"(?P<agency>[㐀-鿿A-Z]{1,40}?)[ 　]?"
    r"(?:[〔\[（(［【][ 　]?(?:19|20)\d\d[ 　]?年?[ 　]?[〕\]）)］】][ 　]?第?[ 　]?\d{1,5}"
    r"|(?<=[发办字函通规政])20[012]\d\d{1,4})"
    r"[ 　]?号"
)
#: 中华人民共和国国务院令第624号, 某省人民政府令〔2019〕第4号
_ORDER_YEAR = r"[〔\[【（(]?[ 　]?(?:19|20)\d\d[ 　]?年?[ 　]?[〕\]】）)]?[\s　]*(?=第|\d{1,4}[ 　]?号)"
ORDER = re.compile(
    rf"(?:(?<=日)|(?<=号和)|(?<!{_HAN}))(?!日|根据|按照|依据|依照)(?P<body>(?:中华人民共和国)?{_HAN}{{2,24}}?)"
    rf"(?:令|公告)[\s　]*(?:{_ORDER_YEAR})?[（(]?[\s　]*"
    r"(?:第|(?<=[〕\]】）)年 ]))[\s　]?[\d一二三四五六七八九十百〇零○]+[\s　]?号[）)]?"
)
#: A second order behind the first: 某部令第10号、某某部令第1号.
_ORDER_GOES_ON = re.compile(r"[、，和 　](?=[㐀-鿿])")
FURNITURE = re.compile(
    r"索引号|主题分类|发文机关|成文日期|发布日期|发布时间|发布机构|信息来源|来源|作者|浏览|点击|字号|字体|打印|分享|时间"
    r"|责任编辑|编辑|【|https?:|www\.|当前位置|首页|标题|原标题|发文字号|有效性|生成日期|公开方式|发稿时间"
    r"|主[ 　]*送(?:机关|单位)?[：:]|统一编号|实施日期|原文链接|sidebar|---|<!--"
    r"|目[ 　]*录"
)
#: The registry's code of a local regulation (ZJAC00－2017－0001), on its line or glued in front of the head.
FILING_CODE = re.compile(r"ZJ[A-Z]{2}\d\d[ 　]?[—－–-][ 　]?\d{4}[ 　]?[—－–-][ 　]?\d{1,5}[ 　]*")
#: Banners and names of columns that a page puts above its title, alone on their line.
NAVIGATION = re.compile(
    r"欢迎(?:访问|光临|来到|您)[^。]{0,30}|[^，。；关]{0,24}(?:网站|门户|政府网|新闻网|信息网|服务网|首页)"
    r"|[㐀-鿿]{0,8}(?:要闻|新闻|动态|资讯|专栏|频道|头条|详情|正文|导航|公告栏|内容页)"
    r"|(?:政务|政府信息|信息)公开(?:目录|指南)?|(?:QQ空间|新浪微博|人人网|开心网|微信|更多)"
    r"|[㐀-鿿]{0,12}(?:核发单|发文单|签发单|发文稿纸|拟稿纸)[：:]?"
)
BODY_BEGINS = re.compile(
    r"[ 　#*]*(?:第[一1][ 　]?[章条编节]|[一1][、．.]|[（(]一[）)]|为了?"
    r"|根据|按照|近日|日前|现将|现就|同志们|各位"
    r"|[^，。：]{0,10}?(?:新闻网|[本日晚]报|本网)?讯[ 　]*[（(]?(?:记者|通讯员|特约)|\d{1,2}月\d{1,2}日(?:[上下]午|晚)?，)"
)
#: The column a report stands in, in front of its title: 【某某进行时】. Labels of a record look the same.
COLUMN = re.compile(r"【(?P<name>[^【】\n：:]{2,24})】[ 　]*")
_LABEL = re.compile(
    r"字号|字体|号$|日期|时间|类别|级别|效力|时效|文号|机关|机构|部门|单位|来源|作者|主题|分类|标题|题名|索引"
    r"|引证|打印|关闭|纠错|编辑"
    r"|解读|读懂|下载|大小|全文|内容|正文|标签|关键词|摘要|颁布|发布|法规|地域|位置|返回|分享|收藏|附件|注释|目录|提要|导读"
)
#: What the first sentence of a body begins with, where the title is glued to it.
OPENS_BODY = re.compile(
    r"第[一1][ 　]?[章条]|为(?:了|进一步|加快|深入|贯彻|全面|加速|切实|规范|推|促|做"
    r"|加强|落实|积极|充分|引导|鼓励|支持|提)"
    r"|根据|按照|依据|各"
)
_ADDRESSEE = re.compile(
    r"各|直属|有关|政府|机制|机构|新区|高新区|开发区|经开区|管委会|办事处|委员会|[市县区省][委府]|部门|单位|[厅局部委办处院司所会组科室行]$"
    r"|公司|大学|学校|党委"
)
_GROUP = re.compile(
    r"(?:团体|党组织|同志|学校|院校|高中|企业|[电工]厂|[总林农]场|单位|科室|大队|中队|村|社区|班级|机制|办|银行)$"
)
_NOT_ADDRESSED = re.compile(
    r"关于|〔|如下|以下|负责|(?<!工作)牵头|附件(?![^（）]*）)|单位名称|来源|时间|地点|电话|问$|答$|^[一二三四五六七八九十\d]+[、．.]"
    r"|[（(][一二三四五六七八九十][）)]|^(?:成员|主办|承办|协办|指导|支持|联合)单位$"
)
#: 北京、天津、河北、陕西省（直辖市）人民政府: short names that share what stands behind the last.
_SHARED_REGIONS = re.compile(
    rf"(?:{_HAN}{{2,3}}、){{1,32}}{_HAN}{{2,3}}[省市区]?（(?:自治区|直辖市|[省市区县、])+）"
    rf"(?:人民政府|{_HAN}{{1,12}}[厅局委])"
)
#: 财政厅（局）, 各县（市、区）: what is in brackets neither parts names nor ends one.
_BRACKETED = re.compile("[（(][^（）()]{1,30}[）)]")
#: 各省、自治区、直辖市｜财政厅: ranks of places are no names yet.
RANK = "(?:自治区|直辖市|自治州|计划单列市|新疆生产建设兵团|[省市县区州盟旗])"
_RANKS = re.compile(f"(?:全国)?各?(?:{RANK}|[及和与])+")
_ANNOUNCING = re.compile(r"现将|现就|通知|要求|指出|强调|主要|包括|为了")


@functools.cache
def title_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern for the word that ends a title (with its version: （试行）), and the kind each word means."""
    kinds = {row[0]: row[1] for row in read_lexicon("document_kinds.txt")}
    words = "|".join(sorted(map(re.escape, kinds), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?P<word>{words})(?P<version>{VERSION}{{0,2}})"), kinds


def measure_column(line: str) -> int:
    """Length of the name of a column that opens ``line``; 0 if none does."""
    match = COLUMN.match(line)
    return match.end() if match and not _LABEL.search(match["name"]) else 0


def ends_title(written: str) -> bool:
    """Does ``written`` end as titles of official documents do?"""
    pattern, _ = title_words()
    return any(match.end() == len(written) for match in pattern.finditer(written))


@functools.cache
def _note_labels() -> frozenset[str]:
    return frozenset(row[0] for row in read_lexicon("note_labels.txt"))


def measure_addressees(line: str) -> int:
    """Length of the list of addressees that opens ``line``, its colon included; 0 if none does."""
    match = re.match(
        r"(?:[^。；！？：:\n“”]|“[^“”\n]{1,6}”){2,400}?[：:]|[：:][^。；！？：:\n“”]{2,400}(?=\n|\Z)", line
    )
    if match is None:
        return 0
    names = match[0].strip("：:")  # some scrapers put the colon in front
    if _NOT_ADDRESSED.search(names) or (len(names) > 12 and _ANNOUNCING.search(names)):
        return 0
    if _SHARED_REGIONS.fullmatch(names):
        return match.end()
    pieces = [p.strip() for p in re.split(r"[、，,]", _BRACKETED.sub("", names)) if p.strip()]
    if not _note_labels().isdisjoint((names, *pieces[:1])):
        return 0  # 责任单位：某厅牵头 opens a note; those addressed are 各责任单位
    if not pieces or not (ends_like_body(pieces[-1]) or _GROUP.search(pieces[-1])):
        return 0
    pieces = [p for p in pieces if not _RANKS.fullmatch(p)] or pieces
    good = sum(bool(_ADDRESSEE.search(p)) and (ends_like_body(p) or bool(_GROUP.search(p))) for p in pieces)
    return match.end() if good * 2 >= len(pieces) else 0


def joint_orders(text: str, start: int) -> list[re.Match[str]]:
    """The orders that stand in a row at ``start``: one, or those of bodies that ordered together."""
    found: list[re.Match[str]] = []
    match = ORDER.match(text, start)
    while match is not None and len(found) < 12:
        found.append(match)
        gap = _ORDER_GOES_ON.match(text, match.end())
        match = ORDER.match(text, gap.end()) if gap else None
    return found


def shorten_agency(match: re.Match[str]) -> int:
    """Where a 发文字号 begins when names are glued in front of it (某某局某某办公室嘉科综〔2018〕47号)."""
    agency = match["agency"]
    if len(agency) <= 8:
        return match.start()
    cut = re.match(r".*(?:文件|办公室|人民政府|委员会|[局厅部院会组心司委])(?=.{2,9}$)", agency)
    return match.start() + cut.end() if cut else match.start()


def blank_titles(text: str) -> str:
    """The text with what stands in 《》 blanked out; offsets stay."""
    return re.sub(r"《[^》\n]{0,120}》", lambda m: "＿" * len(m[0]), text)


def iso_date(match: re.Match[str]) -> str | None:
    """The date of a ``DATE`` or ``ISO_DATE`` match in ISO 8601, None if there is no such day."""
    year = match["y"]
    for zero in "○OＯo":
        year = year.replace(zero, "〇")
    y, m, d = parse_number(year), parse_number(match["m"]), parse_number(match["d"])
    if not (y and m and d) or not (1 <= m <= 12 and 1 <= d <= 31 and 1900 < y < 2100):
        return None
    return f"{y:04d}-{m:02d}-{d:02d}"
