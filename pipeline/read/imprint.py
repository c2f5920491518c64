"""What a page says about itself: title, date, source, editor, 文号, address.

It stands in labelled fields (发布时间：…), in tables of them (索引号, 发文机关 …), in ``meta`` elements and
in the address of the page. A date that a reader is shown comes before one that the template wrote: the
``meta`` dates of many portals are when the page was generated.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any

#: Field → labels, written without spaces. The order of labels of one field is their rank.
LABELS = {
    "date": ("发布日期", "发布时间", "发文日期", "发文时间", "公开日期", "公布日期", "发表时间", "发表日期",
    "上传时间",
             "添加时间", "录入时间", "公开时间", "公示时间", "生成日期", "日期", "时间", "更新时间",
             "更新日期"),
    "written": ("成文日期", "成文时间", "印发日期", "签发日期", "制发日期"),
    "source": ("信息来源", "文章来源", "稿件来源", "内容来源", "新闻来源", "来源", "发布机构", "发布单位",
    "供稿单位",
               "发文单位", "信息发布机构", "发布者单位", "供稿"),
    "issuer": ("发文机关", "发文机构", "制发机关", "制定机关", "颁布单位"),
    "editor": ("责任编辑", "责编", "编辑", "网站编辑", "发布人", "发布者", "录入", "信息录入"),
    "author": ("作者", "文章作者", "撰稿", "通讯员"),
    "doc_number": ("发文字号", "文号", "文件编号", "发文文号", "文件字号"),
    "title": ("标题", "名称", "信息名称", "文件名称", "公文名称", "文件标题"),
    "index_number": ("索引号", "信息索引号", "索引号/文号"),
    "url": ("本文链接", "文章链接", "原文链接", "本文网址", "网址", "链接地址"),
    "subject": ("主题分类", "信息分类", "公文种类", "体裁分类", "主题词", "关键词", "主题", "分类",
    "所属主题"),
    "_": ("浏览次数", "点击次数", "点击数", "点击率", "点击量", "浏览量", "访问量", "阅读次数", "阅读量",
    "阅读", "浏览",
          "点击", "人气", "字号", "字体", "字体大小", "视力保护色", "打印", "分享到", "分享", "公开方式",
          "公开时限",
          "公开范围", "有效性", "时效性", "生效日期", "废止日期", "施行日期", "公开类别", "审核", "审核人",
          "校对",
          "联络点", "文字大小", "大小", "核发", "初审", "复审", "终审", "公开形式", "公开程序", "是否有效",
          "发布状态",
          "签发人", "统一登记号", "信息有效性", "内容概述", "语种", "载体类型", "存储位置", "公开责任部门"),
}  # fmt: skip
#: ``meta`` names (lower case) → field. Chinese government sites follow the State Council's list of 2017.
META_NAMES = {
    "articletitle": "title", "og:title": "title", "pubdate": "meta_date", "publishdate": "meta_date",
    "article:published_time": "meta_date", "publish_date": "meta_date",
    "weibo: article:create_at": "meta_date",
    "contentsource": "source", "source": "source", "sitename": "site", "og:site_name": "site",
    "og:url": "url", "url": "url", "author": "author", "editor": "editor", "columnname": "column",
}  # fmt: skip

_FIELD_OF = {label: key for key, labels in LABELS.items() for label in labels}
_RANK_OF = {label: rank for labels in LABELS.values() for rank, label in enumerate(labels)}
_GAP = r"[ \t\u00a0\u3000]*"


@functools.cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A field (label, colon) and a label alone. Compiled when the first page comes: it takes a tenth of a second.

    Short labels are spread over the width of their column: 标　　题, 索 引 号.
    """
    names = sorted(_FIELD_OF, key=len, reverse=True)
    label = "|".join((_GAP if len(name) < 4 else "").join(map(re.escape, name)) for name in names)
    field = rf"(?P<open>[\[【（(〔]?){_GAP}(?<![\u4e00-\u9fff])(?P<label>{label}){_GAP}[:：]{_GAP}"
    return re.compile(field), re.compile(rf"^[\[【]?{_GAP}(?P<label>{label}){_GAP}[:：]?{_GAP}[\]】]?$")


_DATE = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)\s*(?:年|[-/.·])\s*(1[0-2]|0?[1-9])\s*(?:月|[-/.·])\s*(3[01]|[12]\d|0?[1-9])(?!\d)日?"
)
_COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_URL_DATE = re.compile(
    r"[/t_](20[0-4]\d)-?(0[1-9]|1[0-2])[-/]?(?:\d{6}/)?t?(?:20\d{4})?(0[1-9]|[12]\d|3[01])[/_.]"
)
_SAVED_FROM = re.compile(r"saved from url=\(\d{4}\)(\S+)")
_SITE_SUFFIX = re.compile(r"\s*(?:[|｜]|\s-{1,2}\s|(?<![-—_–])[-—_–](?![-—_–])(?=[\s【]|[^\d\s-]{2,24}$))\s*")
_PERSON = re.compile(r"^[\u4e00-\u9fff·]{2,4}(?:[ 、][\u4e00-\u9fff·]{2,4})*$")
_DIGIT_OF = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}


def read_date(text: str) -> str | None:
    """The first full date in ``text`` as ISO 8601; None if day, month or year is missing or impossible."""
    match = _DATE.search(text) or _COMPACT_DATE.search(text)
    if match:
        return _iso(*match.groups())
    match = _CHINESE_DATE.search(text)
    if match:
        year = "".join(_DIGIT_OF[c] for c in match.group(1))
        return _iso(year, _tens(match.group(2)), _tens(match.group(3)))
    return None


def _tens(text: str) -> str:
    """三十一 → 31; what is no number below 100 gives 0, which no date has."""
    head, ten, tail = text.partition("十")
    if not ten:
        return _DIGIT_OF.get(head, "0")
    tens, ones = _DIGIT_OF.get(head or "一"), _DIGIT_OF.get(tail or "〇")
    return tens + ones if tens and ones else "0"


def _iso(year: str, month: str, day: str) -> str | None:
    import datetime

    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def find_fields(lines: Iterable[str]) -> list[tuple[str, str, str]]:
    """Labelled fields in lines of furniture: (field, label, value). A label alone takes the next line or cell."""
    field, bare_label = _label_patterns()
    found: list[tuple[str, str, str]] = []
    waiting: str | None = None
    for cell in (cell[:1000].strip() for line in lines for cell in line[:4000].split("\t")):
        bare = bare_label.match(cell)
        if bare:
            waiting = _squeeze(bare.group("label"))
            continue
        matches = list(field.finditer(cell))
        if waiting and cell and not (matches and matches[0].start() == 0):
            found.append((_FIELD_OF[waiting], waiting, cell))
            waiting = None
            continue
        waiting = None if cell else waiting
        for match, after in zip(matches, [*matches[1:], None], strict=False):
            value = cell[match.end() : after.start() if after else None]
            label = _squeeze(match.group("label"))
            found.append((_FIELD_OF[label], label, _trim(value, bool(match.group("open")))))
        if matches and not found[-1][2]:
            waiting = found.pop()[1]
    return found


def _squeeze(label: str) -> str:
    return re.sub(r"\s", "", label)


def _trim(value: str, bracketed: bool) -> str:
    value = re.split(r"[|｜]|[ \u00a0\u3000]{3,}", value.strip(" \u00a0\u3000"))[0]
    return value.strip(" \u00a0\u3000[【(（" + ("]】)）〕" if bracketed else "")).rstrip("|｜-— ")


def count_labels(text: str) -> int:
    """How many different field labels ``text`` carries, with or without values."""
    field, bare_label = _label_patterns()
    labels = {_squeeze(m.group("label")) for m in field.finditer(text)}
    for cell in re.split(r"[\t\n]", text):
        match = bare_label.match(cell.strip())
        if match:
            labels.add(_squeeze(match.group("label")))
    return len(labels)


def is_imprint(line: str) -> bool:
    """Whether a line holds nothing but labelled fields (来源：… 发布时间：… 字号：大 中 小)."""
    if len(line) > 200 or not _label_patterns()[0].match(line.strip()):
        return False
    fields = find_fields([line])
    if any(len(value) > 60 or re.search(r"[。！？]", value) for key, _, value in fields if key != "url"):
        return False
    known = {key for key, _, _ in fields}
    labels = {label for _, label, _ in fields}
    if len(fields) > 1 or not fields:
        return True
    if known & {"date", "written"}:
        value = fields[0][2]
        return (
            not value
            or bool(read_date(value) and len(value) < 24)
            or labels <= {"发布时间", "发布日期", "发文日期"}
        )
    return bool(known & {"editor", "source", "index_number", "_"}) and labels.isdisjoint(
        ("供稿", "名称", "主题")
    )


# ------------------------------------------------------------------------------------------------ the record


def read_meta(tree: Any) -> dict[str, str]:
    """What ``meta``, ``link`` and ``title`` elements say, by our field names; first one wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        value = " ".join((element.get("content") or "").split())
        if value and name in META_NAMES:
            found.setdefault(META_NAMES[name], value)
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href", "").startswith("http"):
            found.setdefault("url", element.get("href"))
    title = next(tree.iter("title"), None)
    if title is not None:
        found["page_title"] = " ".join("".join(title.itertext()).split())
    return {key: value for key, value in found.items() if value}


def split_site(page_title: str) -> tuple[str, str]:
    """A page's title without the name of the site behind it, and that name."""
    parts = _SITE_SUFFIX.split(page_title)
    if (
        len(parts) < 2
        or len(parts[0]) < 4
        or re.fullmatch(r".{2,12}(?:人民政府|政府|局|委员会|网|门户网站)", parts[0])
    ):
        return page_title.strip(), ""
    return parts[0].strip(), parts[-1].strip(" 【】[]")


def gather_metadata(
    source: str,
    meta: dict[str, str],
    fields: Sequence[tuple[str, str, str]],
    headline: str,
    near: Sequence[str],
) -> dict[str, str]:
    """The record of a page. ``near`` are short lines of furniture around the headline: a bare date may stand there."""
    labelled = _by_field(fields)
    page_title, site = split_site(meta.get("page_title", ""))
    saved = _SAVED_FROM.search(source[:4000])
    url = meta.get("url") or (saved.group(1) if saved else "") or labelled.get("url", "")
    record = {
        "title": labelled.get("title") or meta.get("title") or headline or page_title,
        "date": _choose_date(labelled, near, meta, url),
        "written": read_date(labelled.get("written", "")) or "",
        "doc_number": labelled.get("doc_number", ""),
        "issuer": labelled.get("issuer", ""),
        "source": labelled.get("source") or meta.get("source", ""),
        "author": labelled.get("author") or meta.get("author", ""),
        "editor": labelled.get("editor") or meta.get("editor", ""),
        "index_number": labelled.get("index_number", ""),
        "site": meta.get("site") or site,
        "url": url if url.startswith(("http", "file", "www")) else "",
    }
    if record["editor"] and not _PERSON.match(record["editor"]):
        name = record["editor"].lstrip("-— ")
        record["source"], record["editor"] = record["source"] or name, ""
    return {key: value for key, value in record.items() if value}


def _by_field(fields: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """The best value of each field: the label of the higher rank, the earlier one of equals."""
    best: dict[str, tuple[int, str]] = {}
    for key, label, value in fields:
        if not value or key == "_" or (key == "date" and not read_date(value)):
            continue
        if key not in best or _RANK_OF[label] < best[key][0]:
            best[key] = (_RANK_OF[label], value)
    return {key: value for key, (_, value) in best.items()}


def _choose_date(labelled: dict[str, str], near: Sequence[str], meta: dict[str, str], url: str) -> str:
    candidates = [labelled.get("date", "")]
    candidates += [line for line in near if len(line) < 80]
    candidates += [labelled.get("written", ""), meta.get("meta_date", "")]
    for text in candidates:
        date = read_date(text)
        if date:
            return date
    match = _URL_DATE.search(url)
    return (_iso(*match.groups()) or "") if match else ""
