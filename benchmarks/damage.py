"""Damage Chinese text as scrapers, mirrors and wrong decoders do, from a seed, keeping what it was.

    python benchmarks/damage.py --seed 7 --kind scraper < notice.txt

Kinds: ``scraper`` (traditional, pinyin in brackets behind most converted characters, some runs of shifted GBK),
``square`` (the same with square brackets), ``bare`` (the same, but the pinyin was put in later, so that runs go on
to the end of the Chinese), ``shift`` (shifted runs in simplified text), ``utf8gbk`` (lines of UTF-8 read as
GB18030), ``utf8mark`` (read as GBK, with U+FFFD for what that does not know), ``latin`` (lines of UTF-8 or GBK read
as Western), ``western`` (read by Windows-1252, which drops five bytes), ``big5`` (lines of Big5 read as GB18030),
``mixed`` (``scraper`` with entities and invisible characters in it), ``marks`` (entities, zero-width characters,
full-width digits, spaces inside words), ``spaced`` (brackets of pinyin in every form, with spaces, of words),
``short`` (shifted runs of two to six characters up to the end of the Chinese), ``shiftmark`` (shifted runs with
U+FFFD for what is no character), ``part`` (two to thirty characters of a line read with a wrong table), ``twice``
(lines read as Western twice), ``skip`` (a byte of GBK lost here and there, and read by a decoder that leaves out one
byte where two are no character), ``skipmark`` (with U+FFFD for that byte), ``wide`` and ``widemark`` (the same by
GB18030, where hardly any pair is none). Single characters that are lost are lost in the truth as well: nobody can
know that they were there.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import dataclass, field

KINDS = (
    "scraper", "square", "bare", "shift", "utf8gbk", "utf8mark", "latin", "western", "big5", "mixed", "marks",
    "spaced", "short", "shiftmark", "part", "twice", "skip", "skipmark", "wide", "widemark",
)  # fmt: skip
RE_CHINESE_RUN = re.compile(r"[^\x00-\x7f\u3000\xa0]{4,}")
#: The table that reads bytes some of which are lost, and what it does where two are no character.
READERS = {
    "skip": ("gbk", "ignore"),
    "skipmark": ("gbk", "replace"),
    "wide": ("gb18030", "ignore"),
    "widemark": ("gb18030", "replace"),
}
#: Forms that the mirrors leave simplified.
KEPT = frozenset("于系")


@dataclass
class Damaged:
    """Damaged ``text``, the ``truth`` it should be cleaned to (before normalisation), and what was done.

    ``runs`` are spans in ``truth`` of the characters whose bytes were shifted.
    """

    text: str
    truth: str
    kind: str
    runs: list[tuple[int, int]] = field(default_factory=list)


def damage_text(text: str, kind: str, seed: int, *, rate: float = 1 / 1500) -> Damaged:
    """Damage ``text``; the same seed gives the same damage. ``rate``: accidents a character."""
    rng = random.Random(f"{kind}-{seed}")
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    if kind in ("scraper", "square", "bare", "mixed"):
        text = _lose_characters(text, rng, rate / 2)
        damaged = _shift_runs(_mirror(text, rng, "[]" if kind == "square" else "()"), text, kind, rng, rate)
        if kind == "mixed":
            damaged.text = _mix(damaged.text, rng)
        return damaged
    if kind == "spaced":
        return Damaged("".join(form + bracket for _, form, bracket in _spread(text, rng)), text, kind)
    if kind == "short":
        return _shift_tails(text, rng, rate * 30)
    if kind == "part":
        return Damaged(_misread_parts(text, rng, rate * 2), text, kind)
    if kind == "twice":
        return Damaged("\n".join(_misread_twice(line, rng) for line in text.split("\n")), text, kind)
    if kind in ("shift", "shiftmark"):
        return _shift_runs([(char, char, "") for char in text], text, kind, rng, rate)
    if kind in READERS:
        return Damaged(
            "\n".join(_lose_bytes(line, *READERS[kind], rng, rate) for line in text.split("\n")), text, kind
        )
    if kind in ("utf8gbk", "utf8mark", "latin", "western", "big5"):
        return Damaged("\n".join(_misread(line, kind, rng) for line in text.split("\n")), text, kind)
    return Damaged(_mark(text, rng), text, kind)


def _lose_characters(text: str, rng: random.Random, rate: float) -> str:
    return "".join(char for char in text if not ("\u4e00" <= char <= "\u9fff" and rng.random() < rate))


def _mirror(text: str, rng: random.Random, pair: str) -> list[tuple[str, str, str]]:
    """Per character of the text: ``(character, traditional form, bracket behind it)``."""
    from opencc import OpenCC
    from pypinyin import Style, pinyin

    lines = []
    convert = OpenCC("s2t").convert
    for line in text.split("\n"):
        turned = convert(line)
        if len(turned) != len(line):
            turned = line
        turned = "".join(old if old in KEPT else new for old, new in zip(line, turned, strict=True))
        readings = [
            reading[0] for reading in pinyin(list(line), style=Style.TONE, errors=lambda x: [None] * len(x))
        ]
        out = []
        for n, (old, new) in enumerate(zip(line, turned, strict=True)):
            reading = readings[n] if len(readings) == len(line) else None
            bracket = (
                f"{pair[0]}{reading}{pair[1]}"
                if old != new and reading and reading != old and rng.random() < 0.75
                else ""
            )
            out.append((old, new, bracket))
        lines += [*out, ("\n", "\n", "")]
    return lines[:-1]


def _shift_runs(
    units: list[tuple[str, str, str]], truth: str, kind: str, rng: random.Random, rate: float
) -> Damaged:
    """Lose one byte here and there; what follows in the run of Chinese is read one byte late."""
    shown = [form + bracket for _char, form, bracket in units]
    source = [form for _char, form, _bracket in units] if kind == "bare" else shown
    out: list[str] = []
    runs: list[tuple[int, int]] = []
    n = 0
    while n < len(units):
        if rng.random() < rate and _is_double(source[n]):
            end = n + 1
            while end < len(units) and _is_double(source[end][:1]) and _is_double(source[end - 1]):
                end += 1
            if end - n >= 2:
                tail = source[end - 1][1:]
                mark = "\ufffd" if kind == "shiftmark" else ""
                out.append(shift_bytes("".join(s[0] for s in source[n:end]), rng, mark) + tail)
                runs.append((n, end))
                n = end
                continue
        out.append(shown[n])
        n += 1
    return Damaged("".join(out), truth, kind, runs)


def _is_double(text: str) -> bool:
    if not text or not all(char > "\x7f" and char != "\u3000" for char in text):
        return False
    try:
        return len(text.encode("gbk")) == 2 * len(text)
    except UnicodeEncodeError:
        return False


def shift_bytes(run: str, rng: random.Random, mark: str = "") -> str:
    """``run`` as GBK with one byte of its first character lost; pairs that are no character vanish whole or by half.

    ``mark`` stands for each of them.
    """
    data = run.encode("gbk")
    data = data[1:] if rng.random() < 0.5 else data[:1] + data[2:]
    step = 2 if rng.random() < 0.7 else 1
    out, at = [], 0
    while at < len(data):
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
            continue
        try:
            out.append(data[at : at + 2].decode("gbk"))
            at += 2
        except UnicodeDecodeError:
            out.append(mark)
            at += 1 if data[at] == 0x80 else step
    return "".join(out)


def _lose_bytes(line: str, codec: str, errors: str, rng: random.Random, rate: float) -> str:
    """A line without some bytes of its characters, as a reader shows it that goes on as well as it can."""
    out = bytearray()
    for char in line:
        data = char.encode(codec, "ignore")
        if len(data) == 2 and rng.random() < rate:
            data = data[:1] if rng.random() < 0.5 else data[1:]
        out += data
    return bytes(out).decode(codec, errors)


def _spread(text: str, rng: random.Random) -> list[tuple[str, str, str]]:
    """As :func:`_mirror`, with brackets of every form; now and then one bracket for the two characters before it."""
    units = _mirror(text, rng, "()")
    forms = (
        "({})",
        " ({})",
        "( {} )",
        "（{}）",
        "\u3000（{}）",
        "【{}】",
        "[{}]",
        "〔 {} 〕",
        "(\xa0{}\xa0)",
    )
    out = []
    for old, new, bracket in units:
        if bracket:
            reading = bracket[1:-1]
            if out and out[-1][2] and rng.random() < 0.5:
                both = re.sub(r"[^\w]", "", out[-1][2]) + rng.choice((" ", "", "'")) + reading
                out[-1], reading = (*out[-1][:2], ""), both
                bracket = f"({reading})"
            else:
                bracket = rng.choice(forms).format(reading)
        out.append((old, new, bracket))
    return out


def _shift_tails(text: str, rng: random.Random, rate: float) -> Damaged:
    """Lose one byte a few characters before a stretch of Chinese ends."""
    out: list[str] = []
    runs: list[tuple[int, int]] = []
    at = 0
    for match in RE_CHINESE_RUN.finditer(text):
        start = max(match.start(), match.end() - rng.randint(2, 6))
        run = text[start : match.end()]
        if rng.random() < rate and all(map(_is_double, run)):
            out += (text[at:start], shift_bytes(run, rng))
            runs.append((start, match.end()))
            at = match.end()
    return Damaged("".join((*out, text[at:])), text, "short", runs)


def _misread_parts(text: str, rng: random.Random, rate: float) -> str:
    """Two to thirty characters here and there, read with a wrong table."""
    out: list[str] = []
    at = 0
    for match in RE_CHINESE_RUN.finditer(text):
        for start in range(match.start(), match.end() - 2):
            if start < at or rng.random() >= rate:
                continue
            part = text[start : min(start + rng.randint(2, 30), match.end())]
            source, target = rng.choice((("utf-8", "gbk"), ("utf-8", "latin-1"), ("gb18030", "latin-1")))
            out += (text[at:start], part.encode(source).decode(target, rng.choice(("ignore", "replace"))))
            at = start + len(part)
    return "".join((*out, text[at:]))


def _misread_twice(line: str, rng: random.Random) -> str:
    if len(line) < 4 or rng.random() > 0.3:
        return line
    for source in (rng.choice(("utf-8", "gb18030")), "utf-8"):
        line = line.encode(source).decode("latin-1")
    return line


def _misread(line: str, kind: str, rng: random.Random) -> str:
    if len(line) < 4 or rng.random() > 0.3:
        return line
    if kind == "utf8gbk":
        return line.encode("utf-8").decode("gb18030", "ignore")
    if kind == "utf8mark":
        return line.encode("utf-8").decode("gbk", "replace")
    if kind == "western":
        return line.encode("utf-8").decode("cp1252", "ignore")
    if kind == "big5":
        return _read_big5(line)
    source, target = rng.choice((("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1")))
    data = line.encode(source)
    if target == "cp1252":
        return "".join(
            bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in data
        )
    return data.decode(target)


def _read_big5(line: str) -> str:
    """The line in Big5, read as GB18030; a line that Big5 cannot hold stays as it is."""
    from opencc import OpenCC

    try:
        return OpenCC("s2t").convert(line).encode("big5hkscs").decode("gb18030")
    except UnicodeError:
        return line


def _mix(text: str, rng: random.Random) -> str:
    """Characters as entities, and invisible ones between them."""
    out = []
    for char in text:
        chance = rng.random()
        if "\u4e00" <= char <= "\u9fff" and chance < 0.02:
            mark = rng.choice(("\u200b", "&nbsp;", "\u00ad", " ", "\ue5e5"))
            char = f"&#{ord(char)};" if chance < 0.01 else char + mark
        out.append(char)
    return "".join(out)


def _mark(text: str, rng: random.Random) -> str:
    wide = {ord("0") + n: 0xFF10 + n for n in range(10)}
    out = []
    for char in text:
        chance = rng.random()
        if char.isascii() and char.isdigit() and chance < 0.3:
            char = char.translate(wide)
        elif "\u4e00" <= char <= "\u9fff":
            if chance < 0.002:
                char += rng.choice(("\u200b", "\ufeff", "\u00ad", "\ue5e5", "\u200d"))
            elif chance < 0.004:
                char += rng.choice((" ", "&nbsp;", "\xa0"))
        out.append(char)
    return "".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=KINDS, default="scraper")
    parser.add_argument("--rate", type=float, default=1 / 1500, help="accidents a character")
    options = parser.parse_args()
    sys.stdout.write(damage_text(sys.stdin.read(), options.kind, options.seed, rate=options.rate).text)


if __name__ == "__main__":
    main()
