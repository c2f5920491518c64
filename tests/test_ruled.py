"""Tables of a PDF, by the lines that are drawn around their cells."""

from __future__ import annotations

import pytest

from pipeline.read.pdf import read_pdf
from pipeline.read.ruled import MAX_LINES

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
)
Words = list[tuple[int, int, str]]
Strokes = list[tuple[int, int, int, int]]


def draw_page(words: Words, strokes: Strokes) -> bytes:
    """A PDF of one page with words at places, and lines from place to place."""
    parts = [f"BT /F 10 Tf {x} {y} Td <{word.encode('utf-16-be').hex()}> Tj ET" for x, y, word in words]
    parts += [f"{a} {b} m {c} {d} l S" for a, b, c, d in strokes]
    content = "\n".join(parts).encode()
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[5 0 R]/Count 1>>", FONT,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>",
    )  # fmt: skip
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def rule_grid(xs: list[int], ys: list[int]) -> Strokes:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def read_lines(words: Words, strokes: Strokes) -> list[str]:
    pdf = read_pdf(draw_page(words, strokes))
    assert not pdf.problem
    return pdf.text.split("\n")


GRID = rule_grid([50, 90, 300, 420], [700, 660, 620, 580])
CELLS: Words = [
    (55, 680, "序号"), (95, 680, "工作任务"), (305, 680, "责任单位"),
    (55, 640, "1"), (95, 645, "清理整治沿河违章建筑，"), (95, 630, "汛前完成"), (305, 640, "县水务局"),
    (55, 600, "2"), (95, 600, "检修排涝泵站"), (305, 600, "县住建局"),
]  # fmt: skip
ROWS = [
    "序号\t工作任务\t责任单位",
    "1\t清理整治沿河违章建筑，汛前完成\t县水务局",
    "2\t检修排涝泵站\t县住建局",
]


def test_a_ruled_table_is_read_by_rows_between_the_text_around_it() -> None:
    around: Words = [(200, 740, "防汛责任分工表"), (50, 540, "以上任务由县防汛办督办。")]
    assert read_lines(CELLS + around, GRID) == ["防汛责任分工表", *ROWS, "以上任务由县防汛办督办。"]


def test_a_cell_over_two_rows_speaks_in_the_first() -> None:
    lines = [line for line in GRID if line != (50, 620, 420, 620)] + [(50, 620, 300, 620)]
    words = [word for word in CELLS if word[2] not in ("县水务局", "县住建局")] + [(305, 620, "县水务局")]
    assert read_lines(words, lines)[1:] == [ROWS[1], "2\t检修排涝泵站\t"]


def test_cells_that_are_no_rectangles_leave_the_text_as_it_is() -> None:
    lines = [line for line in GRID if line[0] != line[2] or line[0] != 90] + [(90, 700, 90, 660)]
    lines = [line for line in lines if line != (50, 620, 420, 620)] + [
        (90, 620, 420, 620),
        (70, 660, 70, 580),
    ]
    assert not any("\t" in line and line.startswith("1\t清理") for line in read_lines(CELLS, lines))


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [(50, 738, 550, 738), (50, 60, 550, 60)],  # a rule above the foot
        [(95, y, 200, y) for y in (676, 636, 596)],  # words underlined
        rule_grid([40, 560], [760, 520]),  # a frame
        rule_grid([40, 200], [760, 700])
        + rule_grid([300, 500], [760, 700])
        + [(200, 730, 300, 730)],  # a chart
        rule_grid([50, 90, 250], [700, 640, 580])
        + rule_grid([300, 350, 420], [700, 640, 580]),  # side by side
        [(x, 400, x, 420) for x in range(1, 590)] + [(1, y, 590, y) for y in range(1, 300, 4)],  # hatching
    ],
)
def test_lines_that_are_no_table(strokes: Strokes) -> None:
    assert read_lines(CELLS, strokes) == read_lines(CELLS, [])


def test_a_drawing_of_very_many_lines_is_passed_by() -> None:
    many = [(50, y % 700 + 20, 420, y % 700 + 20) for y in range(0, 7 * MAX_LINES, 7)] + GRID
    assert read_lines(CELLS, many) == read_lines(CELLS, [])
