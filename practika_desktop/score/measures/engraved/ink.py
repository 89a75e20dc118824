"""The ink of an engraved page, sorted by what it may be: bars that lie, bars that stand, symbols, words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from practika_desktop.score.measures.map import Box
from practika_desktop.score.operators import Matrix, Operators

_STRAIGHT = 0.05  # points by which a line may lean and still lie or stand
_THICKEST = 6.0  # points: the thick line of a final barline in the largest print is thinner
_WORD_GAP = 0.35  # of the size of type: more between two letters parts words
_WHITE = 0.95  # this light or lighter covers what lies below and is no ink
_SMUFL_ZERO = 0xE080  # the digits of time signatures and multi-measure rests in SMuFL fonts start here


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a gap, all in one font of `size` points."""

    text: str
    box: Box
    font: str
    size: float


@dataclass(slots=True)
class Ink:
    """A page's ink in points of the displayed page.

    `lying` and `standing` are straight bars, a stroke's width included; `symbols` are the bounds of glyphs and of
    closed shapes with curves, which is how programs without a music font draw their noteheads.
    """

    width: float
    height: float
    lying: list[Box] = field(default_factory=list)
    standing: list[Box] = field(default_factory=list)
    symbols: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def ink_of(operators: Operators) -> Ink:
    """Return the page's ink; what is dashed, white or invisible is left out."""
    ink = Ink(operators.width, operators.height)
    for path in operators.paths:
        if _is_visible(path):
            _add_path(ink, path, operators.turn)
    for block in operators.text:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                _add_span(ink, span, operators.turn)
    return ink


def _is_visible(path: dict[str, Any]) -> bool:
    if path.get("dashes") not in (None, "", "[] 0"):
        return False
    colour = path.get("color" if path["type"] == "s" else "fill")
    return colour is not None and min(colour) < _WHITE


def _add_path(ink: Ink, path: dict[str, Any], turn: Matrix) -> None:
    stroked = "s" in path["type"]
    half = (path.get("width") or 0.0) / 2 if stroked else 0.0
    items = path["items"]
    if path["type"] != "s" and any(item[0] == "c" for item in items):
        ink.symbols.append(_turned(path["rect"], turn))
        return
    if path["type"] != "s" and items[0][0] == "l":
        if _is_upright_shape(items):
            _add_bar(ink, _grown(_turned(path["rect"], turn), half))
        return
    for item in items:
        if item[0] == "l":
            (x0, y0), (x1, y1) = item[1], item[2]
            _add_bar(ink, _grown(_turned((x0, y0, x1, y1), turn), half), half)
        elif item[0] == "re":
            _add_bar(ink, _grown(_turned(item[1], turn), half))
        elif item[0] == "qu" and _is_upright_corners(item[1]):
            _add_bar(ink, _grown(_turned(path["rect"], turn), half))


def _is_upright_shape(items: Iterable[tuple[Any, ...]]) -> bool:
    """Tell whether the closed shape has only lines that lie or stand."""
    return all(
        item[0] == "l" and min(abs(item[1][0] - item[2][0]), abs(item[1][1] - item[2][1])) <= _STRAIGHT
        for item in items
    )


def _is_upright_corners(corners: tuple[tuple[float, float], ...]) -> bool:
    (ul, ur, ll, _) = corners
    return min(abs(ul[1] - ur[1]), abs(ul[0] - ur[0])) <= _STRAIGHT and (
        min(abs(ul[0] - ll[0]), abs(ul[1] - ll[1])) <= _STRAIGHT
    )


def _add_bar(ink: Ink, box: Box, half: float = 0.0) -> None:
    """Add the bar to those that lie or stand; one of a stroke grew by half its width at its ends, which is undone."""
    across, down = box.x1 - box.x0, box.y1 - box.y0
    if down <= _THICKEST and down < across and down <= 2 * half + _STRAIGHT + _THICKEST * (half == 0):
        ink.lying.append(Box(box.x0 + half, box.y0, box.x1 - half, box.y1))
    elif across <= _THICKEST and across < down and across <= 2 * half + _STRAIGHT + _THICKEST * (half == 0):
        ink.standing.append(Box(box.x0, box.y0 + half, box.x1, box.y1 - half))


def _turned(rect: tuple[float, float, float, float], turn: Matrix) -> Box:
    a, b, c, d, e, f = turn
    x0, y0, x1, y1 = rect
    ax, ay = a * x0 + c * y0 + e, b * x0 + d * y0 + f
    bx, by = a * x1 + c * y1 + e, b * x1 + d * y1 + f
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _grown(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by)


def _add_span(ink: Ink, span: dict[str, Any], turn: Matrix) -> None:
    size = float(span["size"])
    for letters in _words_of(span["chars"], size, turn):
        ink.symbols.extend(box for _, box in letters)
        text = "".join(text for text, _ in letters)
        boxes = [box for _, box in letters]
        ink.words.append(Word(text, _around(boxes), span["font"], size))


def _words_of(chars: Iterable[dict[str, Any]], size: float, turn: Matrix) -> Iterator[list[tuple[str, Box]]]:
    word: list[tuple[str, Box]] = []
    for char in chars:
        box = _turned(char["bbox"], turn)
        apart = bool(word) and max(box.x0 - word[-1][1].x1, word[-1][1].x0 - box.x1) > _WORD_GAP * size
        if word and (apart or char["c"].isspace()):
            yield word
            word = []
        if not char["c"].isspace():
            word.append((_plain(char["c"]), box))
    if word:
        yield word


def _plain(letter: str) -> str:
    """Return the letter, a digit of a SMuFL font as the digit that it is."""
    digit = ord(letter) - _SMUFL_ZERO
    return str(digit) if 0 <= digit <= 9 else letter  # noqa: PLR2004 - ten digits


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )
