"""Engraves small scores for tests from a few letters a line, and tells where their measures are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

SPACE = 5.0
HEIGHT = 4 * SPACE
LEFT = 60.0
_THIN, _THICK = 0.19 * SPACE, 0.6 * SPACE
_STEM_WIDTH = 0.13 * SPACE
_WIDTHS = {"k": 30.0, "n": 60.0, "p": 22.0, "r": 40.0, "e": 40.0}
_BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A system: its `music` in words, how many staves, the number at its head, how far it stands back.

    Words: `n` notes, `p` one note, `r` a whole rest, `e` nothing, `k` clef and key, `7` a rest of so many measures; and
    the barlines `|`, `||`, `|]`, `|:`, `:|`, and `;` for a dashed one.
    """

    music: str
    staves: int = 1
    number: int | None = None
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Engraved:
    """Where a line's measures are: from barline to barline, in points."""

    top: float
    bottom: float
    spans: tuple[tuple[float, float], ...]


def engrave(path: Path, lines: Sequence[Line], *, rotation: int = 0, whole_stems: bool = False) -> list[Engraved]:
    """Write the lines as a page of a PDF; `whole_stems` makes stems as long as the staff is high."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    pen = _Pen(page, whole_stems=whole_stems)
    engraved = []
    top = 80.0
    for line in lines:
        engraved.append(pen.line(line, top))
        top += line.staves * 50 + 30
    page.set_rotation(rotation)
    document.save(path)
    document.close()
    return engraved


class _Pen:
    def __init__(self, page: pymupdf.Page, *, whole_stems: bool) -> None:
        self._page = page
        self._whole_stems = whole_stems

    def line(self, line: Line, top: float) -> Engraved:
        tops = [top + 50 * index for index in range(line.staves)]
        left = x = start = LEFT + line.indent
        spans: list[tuple[float, float]] = []
        has_music = False
        for word in line.music.split():
            if word in _WIDTHS or word.isdigit():
                has_music = has_music or word != "k"
                for staff_top in tops:
                    self._content(word, x, staff_top)
                x += _WIDTHS.get(word, 50.0)
            else:
                bars = self._barline(word, x, tops)
                if word != ";" and has_music:
                    middle = (bars[0] + bars[-1]) / 2
                    spans.append((start, middle))
                    start = middle
                    has_music = False
                x = bars[-1] + (1.5 * SPACE if word == "|:" else 0)
        if has_music:
            spans.append((start, x))
        for staff_top in tops:
            for index in range(5):
                self._stroke(left, staff_top + index * SPACE, x, staff_top + index * SPACE, 0.5)
        if line.staves > 1:
            self._stroke(left, top, left, tops[-1] + HEIGHT, _THIN)
        if line.number is not None:
            self._page.insert_text((left, top - 5), str(line.number), fontname="tiro", fontsize=8)
        return Engraved(top, tops[-1] + HEIGHT, tuple(spans))

    def _content(self, word: str, x: float, top: float) -> None:
        match word:
            case "k":
                self._oval(x + 3, top - SPACE, 2.6 * SPACE, 7 * SPACE)
                self._oval(x + 19, top, 0.9 * SPACE, 2.4 * SPACE)
            case "n":
                for offset in (12, 27, 42):
                    self._note(x + offset, top)
            case "p":
                self._note(x + 8, top)
            case "r":
                self._oval(x + 16, top + SPACE, 1.3 * SPACE, 0.5 * SPACE)
            case digits if digits.isdigit():
                self._page.insert_text((x + 20, top - 4), digits, fontname="tibo", fontsize=13)
                self._page.draw_rect((x + 8, top + 9, x + 42, top + 11), color=None, fill=_BLACK)

    def _note(self, x: float, top: float) -> None:
        """Draw a note on the bottom line: head, and a stem to the top line or a little beyond."""
        self._oval(x, top + HEIGHT - SPACE / 2, 1.3 * SPACE, SPACE)
        end = top if self._whole_stems else top + 0.6 * SPACE
        self._stroke(x + 1.3 * SPACE, end, x + 1.3 * SPACE, top + HEIGHT, _THIN if self._whole_stems else _STEM_WIDTH)

    def _barline(self, word: str, x: float, tops: list[float]) -> list[float]:
        """Draw the barline from `x` on, on all staves and between them, and return the sides of its bars."""
        bottom = tops[-1] + HEIGHT
        if word == ";":
            self._page.draw_line((x, tops[0]), (x, bottom), width=_THIN, dashes="[2 2] 0")
            return [x]
        sides: list[float] = []
        for mark in {"|": "t", "||": "tt", "|]": "tT", "|:": "Tt:", ":|": ":tT"}[word]:
            if mark == ":":
                for y in (top + middle * SPACE for top in tops for middle in (1.5, 2.5)):
                    self._oval(x, y - 1, 2, 2)
                x += 4
            else:
                width = _THICK if mark == "T" else _THIN
                self._stroke(x + width / 2, tops[0], x + width / 2, bottom, width)
                sides += [x, x + width]
                x += width + 0.4 * SPACE
        return sides

    def _stroke(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        self._page.draw_line((x0, y0), (x1, y1), width=width)

    def _oval(self, x: float, y: float, width: float, height: float) -> None:
        self._page.draw_oval((x, y, x + width, y + height), color=None, fill=_BLACK)
