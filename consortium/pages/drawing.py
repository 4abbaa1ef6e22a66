"""Draws the picture that a link to an initiative is shown with: 1200 by 630 pixels."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_jp import sans_path

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
INNER = WIDTH - 2 * MARGIN

FIGURE_BASE, RULE = 474, 556
"""Where the figure stands, and the line below it."""

PANEL, LINE, GOLD = "#1d3557", "#4a648c", "#f2c879"
INK, SOFT, TILE = "#ffffff", "#c9d6e8", "#12243d"

COLOURS = 128
"""So many shades are enough for the edges of letters; the file is half as long."""

NAME_SIZES = ((54, 2), (48, 2), (42, 2), (37, 3))
"""Of the name's letters, each with the lines that there is room for."""

FIGURE_SIZES = range(116, 25, -6)
SMALL = 28

_WIDE = "\u3000-\u9fff\uff00-\uffef"
_STICKY = "、。，．・」』）】〉》ーァィゥェォッャュョぁぃぅぇぉっゃゅょ％！？"
_WORDS = re.compile(rf"\s+|[「『（【〈《]*[{_WIDE}][{_STICKY}]*|[^\s{_WIDE}]+")
"""What a line ends behind: a word, or a letter of Japanese with what clings to it."""


@dataclass(frozen=True)
class Poster:
    """What the picture says; the figure stands between the words of its qualifier."""

    site: str
    name: str
    stage: str
    figure: tuple[str, str, str]
    note: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """Words of one size and colour within a line."""

    text: str
    size: int
    colour: str

    @property
    def width(self) -> float:
        return _font(self.size).getlength(self.text)


def draw(poster: Poster) -> bytes:
    """The picture as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PANEL)
    pen = ImageDraw.Draw(image)
    _head(pen, poster.site)
    size, lines = fitted(poster.name, INNER)
    top = 132
    for line in lines:
        _write(pen, (MARGIN, top + size), Run(line, size, INK), bold=True)
        top += round(size * 1.3)
    _figure(pen, poster)
    _foot(pen, poster.facts)
    file = BytesIO()
    image.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def fitted(text: str, width: float) -> tuple[int, list[str]]:
    """The largest size at which there is room for ``text``, and its lines.

    What is too long even for the smallest ends in an ellipsis.
    """
    size, lines, most = 0, [""], 0
    for size, most in NAME_SIZES:
        lines = wrapped(text, size, width)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], _cut(lines[most - 1], size, width)]


def wrapped(text: str, size: int, width: float) -> list[str]:
    """``text`` in lines that are no wider than ``width`` pixels."""
    lines, line = [], ""
    for word in _pieces(text, size, width):
        if line and Run(line + word.rstrip(), size, INK).width > width:
            lines.append(line.rstrip())
            line = ""
        line = (line + word).lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str, size: int, width: float) -> Iterable[str]:
    """The words of ``text``; of one that fits into no line, its letters."""
    for word in _WORDS.findall(text):
        if Run(word, size, INK).width > width:
            yield from word
        else:
            yield " " if word.isspace() else word


def _cut(line: str, size: int, width: float) -> str:
    while line and Run(f"{line}…", size, INK).width > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _head(pen: ImageDraw.ImageDraw, site: str) -> None:
    """The mark of the site, as ``mark.svg`` has it, and its name."""
    pen.rectangle((0, 0, WIDTH, 10), fill=GOLD)
    left, top, unit = MARGIN, 52, 1.75
    pen.rounded_rectangle((left, top, left + 56, top + 56), radius=11, fill=TILE)
    strokes = [
        (INK, [(7, 17), (7, 7), (15, 7)]),
        (INK, [(25, 15), (25, 25), (17, 25)]),
        (GOLD, [(12, 20), (12, 15)]),
        (GOLD, [(16, 20), (16, 12)]),
        (GOLD, [(20, 20), (20, 14)]),
    ]
    for colour, points in strokes:
        path = [(left + x * unit, top + y * unit) for x, y in points]
        pen.line(path, fill=colour, width=4, joint="curve")
    _write(pen, (left + 76, top + 39), Run(site, 30, SOFT))


def _figure(pen: ImageDraw.ImageDraw, poster: Poster) -> None:
    """The stage in a frame, and below it the figure with its qualifier."""
    runs, left, base = _runs(poster.figure), float(MARGIN), FIGURE_BASE
    top = base - max(run.size for run in runs) - 50
    for run in runs:
        _write(pen, (left, base), run, bold=run.colour == INK)
        left += run.width
    if poster.note:
        _write(pen, (MARGIN, base + 50), Run(poster.note, SMALL, SOFT))
    if poster.stage:
        stage = Run(poster.stage, 26, GOLD)
        box = (MARGIN, top, MARGIN + stage.width + 32, top + 44)
        pen.rounded_rectangle(box, radius=8, outline=GOLD, width=2)
        _write(pen, (MARGIN + 16, top + 31), stage)


def _runs(figure: Sequence[str]) -> list[Run]:
    """The qualifier, small, the figure and what follows it, as large as they fit."""
    runs: list[Run] = []
    before, amount, after = figure
    for size in FIGURE_SIZES:
        small = round(size * 0.55)
        parts = ((before, small, GOLD), (amount, size, INK), (after, small, GOLD))
        runs = [Run(*part) for part in parts if part[0]]
        if sum(run.width for run in runs) <= INNER:
            break
    return runs


def _foot(pen: ImageDraw.ImageDraw, facts: Sequence[str]) -> None:
    pen.line((MARGIN, RULE, WIDTH - MARGIN, RULE), fill=LINE, width=2)
    left = float(MARGIN)
    for number, fact in enumerate(facts):
        if number:
            pen.ellipse((left + 16, RULE + 27, left + 22, RULE + 33), fill=LINE)
            left += 38
        run = Run(fact, SMALL, SOFT)
        _write(pen, (left, RULE + 40), run)
        left += run.width


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], run: Run, *, bold: bool = False
) -> None:
    """Set ``run`` with its left end and its baseline ``at``."""
    stroke = max(1, run.size // 50) if bold else 0
    font = _font(run.size)
    pen.text(at, run.text, run.colour, font, anchor="ls", stroke_width=stroke)


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(sans_path()), size, layout_engine=basic)
