"""Numbers of measures: counted on, and put right by what is printed.

Engravers print a number at the head of each system but the first of a piece. The numbers between two printed ones tell
what counting alone does not: a deficit is a measure in two parts (at a repeat, a double bar or a line's end), or a
pick-up before the first; a number that falls is a new piece.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from practika_desktop.score.measures.found import Measure, System

_MOSTLY = 0.6  # share of the systems after the first with a printed number: then one without it means something
_INDENT = 1.5  # staff spaces by which a piece's first system stands back
_NARROW = 0.7  # of a usual measure's width: a first measure narrower than this may be a pick-up
_VERY_NARROW = 0.4  # one narrower than this is, where no number is printed to tell
_UNSURE = 0.5  # what is left of a system's confidence where counting and print do not agree
_ONE_MEASURE = 1.4  # of a usual measure's width: both halves of one are no wider together
_FANCY = 0.5  # so much more likely than a single barline are a double or a repeat to stand inside a measure
_MOST_PARTS = 4  # more halved measures between two printed numbers are not believed


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a system's measures besides their boxes.

    `halves[i]` tells whether measure i begins at a barline that may stand inside a measure (a double or a repeat);
    `widths[i]` is its width in staff spaces from its first note on; `closes` whether the system ends with a barline
    that may end a piece, `is_final` whether this one ends nothing else.
    """

    halves: tuple[bool, ...]
    widths: tuple[float, ...]
    closes: bool = False
    is_final: bool = False

    @classmethod
    def of(cls, system: System) -> "Hints":
        """Return what the boxes alone tell."""
        widths = tuple((m.box.x1 - m.box.x0) / system.staff_space for m in system.measures)
        return cls((False,) * len(widths), widths)


def numbered(systems: Sequence[System], hints: Sequence[Hints] | None = None) -> list[System]:
    """Return the systems of a document, in reading order, with numbers for all measures.

    Before, a measure's number is what is printed at its head, or None, and `rest_count` what is printed over it. A
    system whose numbers do not agree with what is printed loses half of its confidence.
    """
    lines = [
        _Line(system, hint, system.measures[0].number)
        for system, hint in zip(systems, hints or [Hints.of(s) for s in systems], strict=True)
        if system.measures
    ]
    done = iter([line for piece in _pieces(lines) for line in _numbered_piece(piece)])
    return [next(done) if system.measures else system for system in systems]


@dataclass(frozen=True, slots=True)
class _Line:
    """A system, what is known of it, and the number that is printed at its head."""

    system: System
    hints: Hints
    printed: int | None

    @property
    def count(self) -> int:
        return sum(measure.rest_count for measure in self.system.measures)


@dataclass(slots=True, eq=False)
class _Step:
    """A measure, and how much further its successor's number is."""

    measure: Measure
    may_continue: bool
    width: float
    starts_line: bool
    continues: bool = False
    rest_count: int = field(init=False)

    def __post_init__(self) -> None:
        self.rest_count = self.measure.rest_count


def _pieces(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Cut the document where the numbers begin anew."""
    later = [line.printed is not None for line in lines[1:]]
    is_numbered = bool(later) and sum(later) > _MOSTLY * len(later)
    margin = min((line.system.box.x0 for line in lines), default=0.0)
    piece: list[_Line] = []
    for index, line in enumerate(lines):
        indented = line.system.box.x0 - margin > _INDENT * line.system.staff_space
        if piece and _begins_piece(piece, lines[index:], indented=indented, is_numbered=is_numbered):
            yield piece
            piece = []
        piece.append(line)
    if piece:
        yield piece


def _begins_piece(before: Sequence[_Line], after: Sequence[_Line], *, indented: bool, is_numbered: bool) -> bool:
    """Tell whether the first of the lines `after` begins a new piece."""
    line = after[0]
    last = _last_printed(before)
    closed = before[-1].hints.closes
    if line.printed is not None:
        return (last is not None and line.printed <= last) or (
            closed and indented and line.printed != _expected(before)
        )
    if not closed:
        return False
    if not is_numbered:
        return indented
    ahead = _next_printed(after)
    if ahead is None:
        return indented or before[-1].hints.is_final
    number, counted = ahead
    from_here = number - counted
    from_before = _expected(before) + counted
    if number == from_before or (0 < from_before - number < _MOST_PARTS and not indented):
        return False
    return from_here <= 1 or (last is not None and number <= last)


def _last_printed(lines: Sequence[_Line]) -> int | None:
    return next((line.printed for line in reversed(lines) if line.printed is not None), None)


def _next_printed(lines: Sequence[_Line]) -> tuple[int, int] | None:
    """Return the next printed number and how many measures are before it."""
    counted = 0
    for line in lines:
        if line.printed is not None:
            return line.printed, counted
        counted += line.count
    return None


def _expected(lines: Sequence[_Line]) -> int:
    """Return the number after the lines, counted from the last that is printed."""
    counted = 0
    for line in reversed(lines):
        counted += line.count
        if line.printed is not None:
            return line.printed + counted
    return 1 + counted


def _numbered_piece(lines: Sequence[_Line]) -> list[System]:
    """Return the piece's systems, numbered stretch by stretch: from each printed number to the next."""
    numbers: list[int] = []
    steps: list[_Step] = []
    doubts: set[int] = set()
    was_confirmed = True  # what follows the last printed number is as sure as that number
    heads = [index for index, line in enumerate(lines) if line.printed is not None]
    bounds = sorted({0, *heads})
    for start, end in zip(bounds, [*bounds[1:], len(lines)], strict=True):
        there = _steps(lines[start:end], closed=start > 0 and lines[start - 1].hints.closes)
        after = _steps(lines[end : end + 1], closed=lines[end - 1].hints.closes)[:1]
        until = lines[end].printed if end < len(lines) else None
        first, sure = _settle(there, after, lines[start].printed, until)
        is_confirmed = sure if until is not None else sure and was_confirmed
        if not is_confirmed:
            doubts.update(range(start, end))
        was_confirmed = is_confirmed
        numbers += _counted(there, first)
        steps += there
    return list(_filled(lines, numbers, steps, doubts))


def _steps(lines: Sequence[_Line], *, closed: bool) -> list[_Step]:
    """Return the measures of the lines; `closed` tells whether the line before them ends with more than a barline."""
    steps: list[_Step] = []
    for line in lines:
        for index, measure in enumerate(line.system.measures):
            may_continue = line.hints.halves[index] or (index == 0 and closed)
            steps.append(_Step(measure, may_continue, line.hints.widths[index], starts_line=index == 0))
        closed = line.hints.closes
    return steps


def _settle(steps: list[_Step], after: list[_Step], first: int | None, until: int | None) -> tuple[int, bool]:
    """Decide which measures are second halves so that counting from `first` leads to `until`, the number `after`.

    Return the first number, and whether it all agrees.
    """
    if first is None and until is None:
        return (0 if _is_narrow(steps, _VERY_NARROW) else 1), True
    if until is None:
        return (first if first is not None else 1), True
    counted = sum(step.rest_count for step in steps)
    if until - counted not in _starts(first) and until - len(steps) in _starts(first):
        for step in steps:  # what looked like the lengths of rests were other numbers
            step.rest_count = 1
        counted = len(steps)
    if first is None:
        first = _first_number(steps, after, until - counted)
    missing = first + counted - until
    if not 0 <= missing <= _MOST_PARTS:
        return first, False
    seconds = _likely_seconds(steps[1:] if first == 0 else steps, after)[:missing]
    for step in seconds:
        step.continues = True
    return first, len(seconds) == missing


def _starts(first: int | None) -> tuple[int, ...]:
    """Return the numbers that a stretch may begin with."""
    return (0, 1) if first is None else (first,)


def _first_number(steps: list[_Step], after: list[_Step], counted_back: int) -> int:
    """Return the number of a piece's first measure, of which counting back from print says `counted_back`."""
    if counted_back >= 1:
        return counted_back
    can_be_halved = len(_likely_seconds(steps, after)) >= 1 - counted_back
    return 1 if can_be_halved and not _is_narrow(steps, _NARROW) else 0


def _is_narrow(steps: list[_Step], share: float) -> bool:
    """Tell whether the first measure is narrower than this share of a usual one."""
    return len(steps) > 1 and steps[0].width < share * median(step.width for step in steps[1:])


def _likely_seconds(steps: list[_Step], after: list[_Step]) -> list[_Step]:
    """Return the measures that may be the second half of one, the likeliest first; that after the stretch is one too.

    Where a line begins without the number that others have is the likeliest, then a double or repeat barline, then
    where both parts together are about as wide as one measure.
    """
    usual = median(step.width for step in (*steps, *after))
    costs: list[tuple[float, _Step]] = []
    for before, step in pairwise((*steps, *after)):
        together = (before.width + step.width) / usual
        if step.starts_line and step not in after:
            costs.append((0.0, step))
        elif step.may_continue:
            costs.append((together * _FANCY, step))
        elif together <= _ONE_MEASURE:
            costs.append((together, step))
    return [step for _, step in sorted(costs, key=lambda cost: cost[0])]


def _counted(steps: list[_Step], first: int) -> list[int]:
    numbers: list[int] = []
    number = first
    for step in steps:
        if step.continues:
            number = numbers[-1]
        numbers.append(number)
        number += step.rest_count
    return numbers


def _filled(
    lines: Sequence[_Line], numbers: Sequence[int], steps: Sequence[_Step], doubts: set[int]
) -> Iterator[System]:
    done = 0
    for index, line in enumerate(lines):
        count = len(line.system.measures)
        measures = tuple(
            replace(step.measure, number=number, rest_count=step.rest_count)
            for step, number in zip(steps[done : done + count], numbers[done : done + count], strict=True)
        )
        done += count
        confidence = line.system.confidence * (_UNSURE if index in doubts else 1.0)
        yield replace(line.system, measures=measures, confidence=confidence)
