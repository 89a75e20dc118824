"""From the ink of a document's pages to its systems and their measures."""

from collections.abc import Sequence
from dataclasses import dataclass

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.engraved.barlines import Barline, Ending, find_barlines, learn_endings
from practika_desktop.score.measures.engraved.contents import Music, Span, measure_spans
from practika_desktop.score.measures.engraved.ink import Ink, Word
from practika_desktop.score.measures.engraved.printed import printed_numbers, rest_length
from practika_desktop.score.measures.engraved.staves import find_staves
from practika_desktop.score.measures.engraved.systems import StaffGroup, group_staves, joined_bars
from practika_desktop.score.measures.found import Measure, System
from practika_desktop.score.measures.numbering import Hints

_NOT_CLOSED = 0.7  # of the confidence in a system that no barline closes
_LEAST_MUSIC = 0.3  # of the systems have notes or rests: tables and empty music paper have none
_NEAR = 10.0  # staff spaces above and below a system that belong to it
_SHORTEST = 1.2  # staff spaces: shorter bars are neither stems nor barlines
_TALLEST = 1.5  # staff spaces: higher symbols are neither noteheads nor rests nor a repeat's dots


@dataclass(frozen=True, slots=True)
class Found:
    """A system on page `page` (from 0), its numbers only those that are printed, and what more is known of it.

    `has_music` tells whether there is a stem, a notehead or a rest in it.
    """

    page: int
    system: System
    hints: Hints
    has_music: bool = True


@dataclass(frozen=True, slots=True)
class Sketch:
    """The staves of a system, with the ink near it: bars, symbols of a note's size or less, words of digits."""

    page: int
    group: StaffGroup
    bars: list[Box]
    symbols: list[Box]
    words: list[Word]


def sketch_page(page: int, ink: Ink) -> list[Sketch]:
    """Return the page's systems without their barlines, from the top."""
    bars = joined_bars(ink.standing)
    words = [word for word in ink.words if word.text[:1].isdigit()]
    return [_sketch(page, group, bars, ink.symbols, words) for group in group_staves(find_staves(ink.lying), bars)]


def _sketch(page: int, group: StaffGroup, bars: list[Box], symbols: list[Box], words: list[Word]) -> Sketch:
    """Keep what is near the system and not too large or short to matter: a long score has many symbols."""
    top, bottom = group.top - _NEAR * group.space, group.bottom + _NEAR * group.space
    return Sketch(
        page,
        group,
        [bar for bar in bars if bar.y1 > top and bar.y0 < bottom and bar.y1 - bar.y0 >= _SHORTEST * group.space],
        [
            symbol
            for symbol in symbols
            if top < symbol.y0 and symbol.y1 < bottom and symbol.y1 - symbol.y0 <= _TALLEST * group.space
        ],
        [word for word in words if word.box.y1 > top and word.box.y0 < bottom],
    )


def find_systems(sketches: Sequence[Sketch]) -> list[Found]:
    """Return the systems of a document, whose sketches are given in reading order, with their measures."""
    endings = learn_endings((sketch.group, sketch.bars) for sketch in sketches)
    numbers = printed_numbers([(sketch.group, sketch.words) for sketch in sketches])
    return [_found(sketch, endings, number) for sketch, number in zip(sketches, numbers, strict=True)]


def is_believable(found: Sequence[Found]) -> bool:
    """Tell whether these are systems of a score, and not the rules of a table or empty staves."""
    return sum(one.has_music for one in found) > _LEAST_MUSIC * len(found)


def _found(sketch: Sketch, endings: Sequence[Ending], number: int | None) -> Found:
    group = sketch.group
    barlines = find_barlines(group, sketch.bars, sketch.symbols, endings)
    music = Music.of(group, sketch.bars, sketch.symbols)
    spans = measure_spans(group, barlines, music)
    measures = tuple(
        Measure(
            Box(span.left, group.top, span.right, group.bottom),
            number if index == 0 else None,
            rest_length(group, span, sketch.words, music),
        )
        for index, span in enumerate(spans)
    )
    closed = bool(barlines) and bool(spans) and spans[-1].right == barlines[-1].middle
    system = System(
        Box(group.x0, group.top, group.x1, group.bottom),
        len(group.staves),
        group.space,
        measures,
        1.0 if closed else _NOT_CLOSED,
    )
    firsts = [music.first(span.after, span.before) for span in spans]
    return Found(
        sketch.page, system, _hints(group, barlines, spans, firsts), any(first is not None for first in firsts)
    )


def _hints(
    group: StaffGroup, barlines: Sequence[Barline], spans: Sequence[Span], firsts: Sequence[float | None]
) -> Hints:
    fancy = {line.middle for line in barlines if not line.is_plain}
    last = barlines[-1] if barlines else None
    return Hints(
        halves=tuple(span.left in fancy for span in spans),
        widths=tuple(
            (span.right - (span.left if first is None else first)) / group.space
            for span, first in zip(spans, firsts, strict=True)
        ),
        closes=last is not None and not last.is_plain,
        is_final=last is not None and last.thick and not last.dots_left,
    )
