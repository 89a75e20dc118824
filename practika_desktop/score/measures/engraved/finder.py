"""From the ink of a document's pages to its systems and their measures."""

from collections.abc import Sequence
from dataclasses import dataclass

from practika_desktop.score.measures.engraved.barlines import Barline, Ending, find_barlines, learn_endings
from practika_desktop.score.measures.engraved.contents import first_music, measure_spans
from practika_desktop.score.measures.engraved.ink import Ink
from practika_desktop.score.measures.engraved.print import printed_numbers, rest_length
from practika_desktop.score.measures.engraved.staves import find_staves
from practika_desktop.score.measures.engraved.systems import StaffGroup, group_staves, joined_bars
from practika_desktop.score.measures.map import Box, Measure, System
from practika_desktop.score.measures.numbering import Hints

_NOT_CLOSED = 0.7  # of the confidence in a system that no barline closes
_CLOSES = 2.0  # staff spaces between the last barline and the staff's end


@dataclass(frozen=True, slots=True)
class Found:
    """A system on page `page` (from 0), its numbers only those that are printed, and what more is known of it."""

    page: int
    system: System
    hints: Hints


@dataclass(frozen=True, slots=True)
class Sketch:
    """The staves of a system, with the ink of its page."""

    page: int
    ink: Ink
    bars: list[Box]
    group: StaffGroup


def sketch_page(page: int, ink: Ink) -> list[Sketch]:
    """Return the page's systems without their barlines, from the top."""
    bars = joined_bars(ink.standing)
    return [Sketch(page, ink, bars, group) for group in group_staves(find_staves(ink.lying), bars)]


def find_systems(sketches: Sequence[Sketch]) -> list[Found]:
    """Return the systems of a document, whose sketches are given in reading order, with their measures."""
    endings = learn_endings((sketch.group, sketch.bars) for sketch in sketches)
    numbers = printed_numbers([(sketch.group, sketch.ink.words) for sketch in sketches])
    return [_found(sketch, endings, number) for sketch, number in zip(sketches, numbers, strict=True)]


def _found(sketch: Sketch, endings: Sequence[Ending], number: int | None) -> Found:
    group, symbols = sketch.group, sketch.ink.symbols
    barlines = find_barlines(group, sketch.bars, symbols, endings)
    spans = measure_spans(group, barlines, sketch.bars, symbols)
    measures = tuple(
        Measure(
            Box(left, group.top, right, group.bottom),
            number if index == 0 else None,
            rest_length(group, (left, right), sketch.ink.words, symbols),
        )
        for index, (left, right) in enumerate(spans)
    )
    last = barlines[-1] if barlines else None
    closed = last is not None and group.x1 - last.middle <= _CLOSES * group.space
    system = System(
        Box(group.x0, group.top, group.x1, group.bottom),
        len(group.staves),
        group.space,
        measures,
        1.0 if closed else _NOT_CLOSED,
    )
    return Found(sketch.page, system, _hints(sketch, barlines, spans))


def _hints(sketch: Sketch, barlines: Sequence[Barline], spans: Sequence[tuple[float, float]]) -> Hints:
    group = sketch.group
    fancy = [line.middle for line in barlines if not line.is_plain]
    last = barlines[-1] if barlines else None
    return Hints(
        halves=tuple(any(abs(left - middle) < 0.1 for middle in fancy) for left, _ in spans),
        widths=tuple(
            (right - first_music(group, left, right, sketch.bars, sketch.ink.symbols)) / group.space
            for left, right in spans
        ),
        closes=last is not None and not last.is_plain,
        is_final=last is not None and last.thick and not last.dots_left,
    )
