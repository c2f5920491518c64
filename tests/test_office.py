"""Word files and PDFs, made here from their parts."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.read import read_bytes
from pipeline.read.numbering import write_chinese, write_number
from pipeline.read.office import read_doc, read_docx
from pipeline.read.pdf import read_pdf
from pipeline.records import Problem, RawDocument

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText
w:val="（%2）"/></w:lvl> <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText
w:val="%3."/></w:lvl> </w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText
w:val="●"/></w:lvl></w:abstractNum> <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride
w:val="5"/></w:lvlOverride></w:num> </w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId
w:val="1"/></w:numPr></w:pPr></w:style> <w:style w:styleId="H2b"><w:name w:val="mine"/><w:basedOn
w:val="H2"/></w:style> <w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>"""


def paragraph(text: str, number: tuple[int, int] | None = None, style: str = "") -> str:
    mark = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}{mark}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def make_docx(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def test_paragraphs_with_their_automatic_numbers() -> None:
    body = (
        paragraph("关于整改的通知") + paragraph("总体要求", (1, 0)) + paragraph("目标", (1, 1)) + paragraph("到年底完成", (1, 2))  # noqa: E501
        + paragraph("全面覆盖", (1, 2)) + paragraph("任务", (1, 1)) + paragraph("按样式编号", style="H2b")
        + paragraph("保障措施", (1, 0)) + paragraph("领导", (1, 1)) + paragraph("项目符号", (2, 0)) + paragraph("重新开始", (3, 2))  # noqa: E501
    )  # fmt: skip
    assert read_docx(make_docx(body, numbering=NUMBERING, styles=STYLES)).text.split("\n") == [
        "关于整改的通知", "一、总体要求", "（一）目标", "1.到年底完成", "2.全面覆盖", "（二）任务",
        "（三）按样式编号",
        "二、保障措施", "（一）领导", "项目符号", "5.重新开始",
    ]  # fmt: skip


def test_tables_are_rows_with_empty_cells_for_merged_ones() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(line) for line in text.split('|'))}</w:tc>"

    start, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (
        f"<w:tbl><w:tr>{cell('任务')}{cell('牵头单位')}{cell('配合单位')}</w:tr>"
        f"<w:tr>{cell('完善制度', start)}{cell('市教育局')}{cell('市公安局|市交通局')}</w:tr>"
        f"<w:tr>{cell('', on)}{cell('市应急局')}</w:tr><w:tr>{cell('合计', wide)}{cell('三项')}</w:tr></w:tbl>"
    )
    assert read_docx(make_docx(paragraph("分工表") + table)).text.split("\n") == [
        "分工表", "任务\t牵头单位\t配合单位", "完善制度\t市教育局\t市公安局 市交通局", "\t市应急局",
        "合计\t\t三项",
    ]  # fmt: skip


def test_what_is_not_shown_is_left_out_and_footnotes_come_last() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('目录一行')}</w:sdtContent></w:sdt>{paragraph('总则……1', style='T1')}"
        "<w:p><w:r><w:t>市政府</w:t></w:r><w:del><w:r><w:delText>已删</w:delText></w:r></w:del><w:ins><w:r><w:t>办公室</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:br/><w:t>次行</w:t></w:r></w:p>"  # noqa: E501
        f"<w:sdt><w:sdtContent>{paragraph('控件内的段落')}</w:sdtContent></w:sdt>"
    )
    notes = f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>注文。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    assert read_docx(make_docx(body, footnotes=notes, styles=STYLES)).text.split("\n") == [
        "市政府办公室[1]", "次行", "控件内的段落", "[1]注文。",
    ]  # fmt: skip


def test_hostile_and_damaged_word_files_are_problems() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "word/document.xml",
            f"{bomb}<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>",
        )
    assert "document type" in read_docx(stream.getvalue()).problem
    assert "docx" in read_docx(b"PK\x03\x04 nothing").problem
    assert "no Word document" in read_docx(zip_of({"a.txt": b"x"})).problem
    assert "no text" in read_docx(make_docx("<w:p/>")).problem
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 3000
    read_docx(make_docx(deep))


def zip_of(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (12, "chineseCounting", "十二"), (21, "chineseCountingThousand", "二十一"), (3,
        "decimalEnclosedCircle", "③"),
        (4, "lowerRoman", "iv"), (27, "upperLetter", "AA"), (2, "ideographTraditional", "乙"), (5,
        "decimalZero", "05"),
        (1, "bullet", ""), (30, "decimalEnclosedCircle", "30"), (7, "something", "7"),
    ],
)  # fmt: skip
def test_number_formats(value: int, form: str, text: str) -> None:
    assert write_number(value, form) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (10, "十"), (100, "一百"), (105, "一百〇五"), (1010, "一千〇一十"), (0, "0")],
)
def test_chinese_numbers(value: int, text: str) -> None:
    assert write_chinese(value) == text


# ------------------------------------------------------------------------------------------------ legacy


def test_legacy_word_without_and_with_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("pipeline.read.office.find_soffice", lambda: None)
    assert "LibreOffice" in read_doc(data, "a.doc").remedy
    if os.name == "nt":
        return
    (tmp_path / "made.docx").write_bytes(make_docx(paragraph("转换后的正文。")))
    fake = tmp_path / "soffice"
    fake.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n/bin/mkdir -p "$2"\n/bin/cp "{tmp_path}/made.docx" "$2/document.docx"\n'  # noqa: E501
    )
    fake.chmod(fake.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr("pipeline.read.office.find_soffice", lambda: str(fake))
    assert read_doc(data, "a.doc").text == "转换后的正文。"
    fake.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    assert "did not finish" in read_doc(data, "a.doc", timeout=0.3).problem
    fake.write_text("#!/bin/sh\nexit 1\n")
    assert "could not open" in read_doc(data, "a.doc").problem


def test_pages_and_text_named_doc_are_read_as_what_they_are() -> None:
    page = read_bytes("<html><body><p>由市教育局负责落实。</p></body></html>".encode("gbk"), "a.doc")[0]
    assert isinstance(page, RawDocument)
    assert (page.text, page.media) == ("由市教育局负责落实。", "html")
    plain = read_bytes("由市教育局负责落实，抓紧整改。".encode("gbk"), "a.doc")[0]
    assert isinstance(plain, RawDocument)
    assert plain.media == "txt"


# ------------------------------------------------------------------------------------------------ pdf


def make_pdf(pages: list[str], *, picture: bool = False) -> bytes:
    """A PDF with one line of Chinese a page in a font every reader knows, or a picture a page."""
    objects: list[bytes] = [b"", b""]
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
    )
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x00\nendstream"  # noqa: E501
    objects += [font, image]
    kids = []
    for text in pages:
        code = text.encode("utf-16-be").hex()
        content = (
            b"q 500 0 0 700 0 0 cm /I Do Q" if picture else f"BT /F 20 Tf 50 700 Td <{code}> Tj ET".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>>>"  # noqa: E501
            % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def test_pdf_text_has_page_breaks() -> None:
    pdf = read_pdf(make_pdf(["由市应急管理局牵头整改并按期报送", "各区县人民政府要抓紧落实整改责任"]))
    assert pdf.problem == ""
    assert [page.strip() for page in pdf.text.split("\f")] == [
        "由市应急管理局牵头整改并按期报送",
        "各区县人民政府要抓紧落实整改责任",
    ]
    document = read_bytes(make_pdf(["由市应急管理局牵头整改并按期报送"]), "a.pdf")[0]
    assert isinstance(document, RawDocument)
    assert (document.media, document.encoding) == ("pdf", "pdf")


def test_a_scanned_pdf_says_so() -> None:
    problem = read_bytes(make_pdf(["", ""], picture=True), "scan.pdf")[0]
    assert isinstance(problem, Problem)
    assert "scanned: 2 pages" in problem.reason
    assert "OCR" in problem.remedy


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj trailer<</Root 1 0 R>>",  # noqa: E501
        make_pdf(["落实整改责任"])[:300], make_pdf([]),
    ],
)  # fmt: skip
def test_damaged_and_looping_pdfs_are_problems(data: bytes) -> None:
    assert isinstance(read_bytes(data, "a.pdf")[0], Problem)
