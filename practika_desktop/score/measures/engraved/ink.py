"""The ink of an engraved page, sorted by what it may be: bars that lie, bars that stand, symbols, words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.operators import Matrix, Operators

_STRAIGHT = 0.05  # points by which a line may lean and still lie or stand
_THICKEST = 6.0  # points: the thick line of a final barline in the largest print is thinner
_WORD_GAP = 0.35  # of the size of type: more between two letters parts words
_WORD_LETTERS = 2  # letters of the alphabet make a word; music fonts may have a notehead in the place of one
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHITE = 0.95  # this light or lighter covers what lies below and is no ink
_SMUFL_ZERO = 0xE080  # the digits of time signatures and multi-measure rests in SMuFL fonts start here

Rect = tuple[float, float, float, float]


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

    lying: list[Box] = field(default_factory=list)
    standing: list[Box] = field(default_factory=list)
    symbols: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def ink_of(operators: Operators) -> Ink:
    """Return the page's ink; what is dashed, white or invisible is left out."""
    ink = Ink()
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
    items = path["items"]
    half = (path.get("width") or 0.0) / 2 if "s" in path["type"] else 0.0
    if path["type"] == "s":
        for item in items:
            if item[0] == "l" and _is_straight(item):
                line = _turned((*item[1], *item[2]), turn)
                _add_bar(ink, _grown(line, half), ends=half)
            elif item[0] == "re":
                _add_bar(ink, _grown(_turned(item[1], turn), half))
    elif any(item[0] == "c" for item in items):
        ink.symbols.append(_turned(path["rect"], turn))
    else:
        for rect in _upright_shapes(items):
            _add_bar(ink, _grown(_turned(rect, turn), half))


def _is_straight(item: tuple[Any, ...]) -> bool:
    """Tell whether the line lies or stands."""
    (x0, y0), (x1, y1) = item[1], item[2]
    return bool(min(abs(x0 - x1), abs(y0 - y1)) <= _STRAIGHT)


def _upright_shapes(items: Iterable[tuple[Any, ...]]) -> Iterator[Rect]:
    """Return the bounds of the filled shapes of straight lines that all lie or stand; a path may have several."""
    shape: list[tuple[Any, ...]] = []
    for item in items:
        if item[0] == "re":
            yield tuple(item[1])
        elif item[0] == "qu":
            upper_left, upper_right, lower_left, lower_right = item[1]
            if _is_straight(("l", upper_left, upper_right)) and _is_straight(("l", upper_left, lower_left)):
                yield (*upper_left, *lower_right)
        else:
            if shape and shape[-1][2] != item[1]:
                yield from _bounds(shape)
                shape = []
            shape.append(item)
    yield from _bounds(shape)


def _bounds(lines: Sequence[tuple[Any, ...]]) -> Iterator[Rect]:
    if lines and all(_is_straight(line) for line in lines):
        xs, ys = zip(*(point for line in lines for point in line[1:3]), strict=True)
        yield (min(xs), min(ys), max(xs), max(ys))


def _add_bar(ink: Ink, box: Box, *, ends: float = 0.0) -> None:
    """Add the bar to those that lie or stand, shortened by `ends`: only to its sides does a stroke's width count."""
    across, down = box.x1 - box.x0, box.y1 - box.y0
    if down <= _THICKEST and down < across:
        ink.lying.append(Box(box.x0 + ends, box.y0, box.x1 - ends, box.y1))
    elif across <= _THICKEST and across < down:
        ink.standing.append(Box(box.x0, box.y0 + ends, box.x1, box.y1 - ends))


def _turned(rect: Rect, turn: Matrix) -> Box:
    """Return the rectangle, given by any two opposite corners, on the displayed page."""
    x0, y0, x1, y1 = rect
    if turn == _UPRIGHT and x0 <= x1 and y0 <= y1:
        return Box(x0, y0, x1, y1)
    a, b, c, d, e, f = turn
    ax, ay = a * x0 + c * y0 + e, b * x0 + d * y0 + f
    bx, by = a * x1 + c * y1 + e, b * x1 + d * y1 + f
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _grown(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by)


def _add_span(ink: Ink, span: dict[str, Any], turn: Matrix) -> None:
    size = float(span["size"])
    for letters in _words_of(span["chars"], size, turn):
        text = "".join(text for text, _ in letters)
        if sum(letter.isascii() and letter.isalpha() for letter in text) < _WORD_LETTERS:
            ink.symbols.extend(box for _, box in letters)
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
    return str(digit) if 0 <= digit <= 9 else letter


def _around(boxes: list[Box]) -> Box:
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
