"""Barlines: bars that end at the outer lines of their staves, told from stems by what closes the staves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.engraved.staves import Staff
from practika_desktop.score.measures.engraved.systems import StaffGroup

_IN_LINE = 0.1  # points between the sides of two pieces of one bar

# All in staff spaces.
_END = 0.35  # by which a barline may miss a staff's outer line
_THIN_END = 2.3  # by which it may reach beyond a staff of one line
_CLOSES = 1.6  # before a staff's end, or after: its closing barline stands there
_THICK = 0.3  # a wider bar is the thick one of a final or a repeat barline
_WIDEST = 1.2
_SAME_WIDTH, _SAME_ENDING = 0.03, 0.06  # of two barlines of one document
_SAME_COLUMN = 0.4  # between the barlines of two staves
_GROUP_GAP = 1.3  # between the parts of a double or repeat barline
_TOUCH = 0.12  # between a stem and its notehead
_NEAR_END = 0.8  # between a stem's end and its notehead's
_DOT = (0.2, 0.7)  # size of a repeat's dots
_DOT_FROM = 1.5  # at most, beside the barline
_DOT_OFF = 0.3  # from the middle of the space where it belongs
_HEAD_WIDTH, _HEAD_HEIGHT = (0.95, 2.3), (0.75, 1.3)
_RARE = 0.1  # share of the closing bars: what is rarer may be a stem at a line's end


@dataclass(frozen=True, slots=True)
class Ending:
    """A bar's width and how far it reaches above and below its staves, in staff spaces."""

    width: float
    above: float
    below: float

    def is_like(self, other: "Ending") -> bool:
        """Tell whether both may be barlines of one hand; a thick bar has the ends of a thin one."""
        thick = self.width > _THICK
        same_width = thick or abs(self.width - other.width) <= _SAME_WIDTH
        ends = max(abs(self.above - other.above), abs(self.below - other.below))
        return same_width and ends <= (_END if thick else _SAME_ENDING)


@dataclass(frozen=True, slots=True)
class Barline:
    """A barline with all its bars, from `x0` to `x1`; `bars` says how many, `dots_right` that a repeat starts here."""

    x0: float
    x1: float
    bars: int
    thick: bool
    dots_left: bool
    dots_right: bool

    @property
    def middle(self) -> float:
        """Where one measure ends and the next begins."""
        return (self.x0 + self.x1) / 2

    @property
    def is_plain(self) -> bool:
        """Whether it is a single thin one."""
        return self.bars == 1 and not self.thick


@dataclass(frozen=True, slots=True)
class _Candidate:
    bar: Box
    staves: tuple[int, ...]
    ending: Ending


def learn_endings(systems: Iterable[tuple[StaffGroup, Sequence[Box]]]) -> list[Ending]:
    """Return how the barlines of a document look, from the bars that close its staves; each system with its bars."""
    seen: list[Ending] = []
    for group, bars in systems:
        for candidate in _candidates(group, bars):
            staff = group.staves[candidate.staves[0]]
            if abs(candidate.bar.x1 - staff.x1) <= _CLOSES * staff.space and candidate.ending.width <= _THICK:
                seen.append(candidate.ending)
    return [ending for ending in seen if sum(ending.is_like(other) for other in seen) > _RARE * len(seen)]


def find_barlines(
    group: StaffGroup, bars: Sequence[Box], symbols: Sequence[Box], endings: Sequence[Ending]
) -> list[Barline]:
    """Return the barlines that all or most staves of the system share, from the left."""
    main = {index for index, staff in enumerate(group.staves) if staff in group.main}
    candidates = [
        candidate
        for candidate in _candidates(group, bars)
        if not endings or any(candidate.ending.is_like(ending) for ending in endings)
        if len(candidate.staves) > 1 or not _is_stem(candidate.bar, symbols, group.space)
    ]
    columns: list[list[_Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: c.bar.x0 + c.bar.x1):
        if columns and _middle(candidate.bar) - _middle(columns[-1][0].bar) <= _SAME_COLUMN * group.space:
            columns[-1].append(candidate)
        else:
            columns.append([candidate])
    shared = [c for c in columns if 2 * len(main & {i for one in c for i in one.staves}) > len(main)]
    return _grouped(shared, group, symbols)


def _candidates(group: StaffGroup, bars: Sequence[Box]) -> list[_Candidate]:
    found = []
    space, shortest = group.space, min(staff.bottom - staff.top for staff in group.staves) - 2 * _END * group.space
    left, right = group.x0 - space, group.x1 + space
    near = [
        bar
        for bar in bars
        if left <= bar.x0 and bar.x1 <= right and bar.x1 - bar.x0 <= _WIDEST * space and bar.y1 - bar.y0 >= shortest
    ]
    for bar in _mended(group, near):
        covered = [index for index, staff in enumerate(group.staves) if _covers(bar, staff)]
        if not covered:
            continue
        first, last = group.staves[covered[0]], group.staves[covered[-1]]
        above, below = (first.top - bar.y0) / first.space, (bar.y1 - last.bottom) / last.space
        if above <= _most_beyond(first) and below <= _most_beyond(last):
            found.append(_Candidate(bar, tuple(covered), Ending((bar.x1 - bar.x0) / first.space, above, below)))
    return found


def _mended(group: StaffGroup, bars: Sequence[Box]) -> list[Box]:
    """Put bars together that end and go on between two staves: some programs leave room there for a dynamic mark."""
    gaps = [(upper.bottom - 0.1, lower.top + 0.1) for upper, lower in zip(group.staves, group.staves[1:], strict=False)]
    whole: list[Box] = []
    for bar in sorted(bars, key=lambda bar: (round(bar.x0, 1), round(bar.x1, 1), bar.y0)):
        last = whole[-1] if whole else bar
        in_line = abs(bar.x0 - last.x0) <= _IN_LINE and abs(bar.x1 - last.x1) <= _IN_LINE
        if in_line and any(top <= last.y1 <= bar.y0 <= bottom for top, bottom in gaps):
            whole[-1] = Box(last.x0, last.y0, last.x1, bar.y1)
        else:
            whole.append(bar)
    return whole


def _covers(bar: Box, staff: Staff) -> bool:
    short = _END * staff.space
    return (
        bar.y0 <= staff.top + short
        and bar.y1 >= staff.bottom - short
        and staff.x0 - staff.space <= _middle(bar) <= staff.x1 + staff.space
    )


def _most_beyond(staff: Staff) -> float:
    return _END if staff.is_full else _THIN_END


def _is_stem(bar: Box, symbols: Sequence[Box], space: float) -> bool:
    """Tell whether a notehead touches one of the bar's ends."""
    return any(
        is_head(symbol, space)
        and symbol.x0 - _TOUCH * space <= bar.x1
        and bar.x0 <= symbol.x1 + _TOUCH * space
        and min(abs(_height(symbol) - bar.y0), abs(_height(symbol) - bar.y1)) <= _NEAR_END * space
        for symbol in symbols
    )


def is_head(symbol: Box, space: float) -> bool:
    """Tell whether the symbol has the size of a notehead."""
    return (
        _HEAD_WIDTH[0] <= (symbol.x1 - symbol.x0) / space <= _HEAD_WIDTH[1]
        and _HEAD_HEIGHT[0] <= (symbol.y1 - symbol.y0) / space <= _HEAD_HEIGHT[1]
    )


def _grouped(columns: list[list[_Candidate]], group: StaffGroup, symbols: Sequence[Box]) -> list[Barline]:
    """Put the bars of double and repeat barlines together."""
    parts: list[list[Box]] = []
    for column in columns:
        bar = column[0].bar
        if parts and bar.x0 - parts[-1][-1].x1 <= _GROUP_GAP * group.space:
            parts[-1].append(bar)
        else:
            parts.append([bar])
    barlines = []
    dots = [symbol for symbol in symbols if _is_dot(symbol, group)]
    for bars in parts:
        x0, x1 = bars[0].x0, max(bar.x1 for bar in bars)
        far = _DOT_FROM * group.space
        left = [dot for dot in dots if x0 - far <= dot.x0 and dot.x1 <= x0 + 0.1]
        right = [dot for dot in dots if x1 - 0.1 <= dot.x0 and dot.x1 <= x1 + far]
        thick = any(bar.x1 - bar.x0 > _THICK * group.space for bar in bars)
        barlines.append(Barline(x0, x1, len(bars), thick, _is_pair(left, group), _is_pair(right, group)))
    return barlines


def _is_dot(symbol: Box, group: StaffGroup) -> bool:
    """Tell whether the symbol is a dot in one of the spaces where those of repeats stand."""
    sizes = ((symbol.x1 - symbol.x0) / group.space, (symbol.y1 - symbol.y0) / group.space)
    return all(_DOT[0] <= size <= _DOT[1] for size in sizes) and any(
        abs(abs(_height(symbol) - (staff.top + staff.bottom) / 2) - staff.space / 2) <= _DOT_OFF * staff.space
        for staff in group.main
    )


def _is_pair(dots: list[Box], group: StaffGroup) -> bool:
    """Tell whether there is a dot above and one below the middle of a staff."""
    for staff in group.main:
        middle = (staff.top + staff.bottom) / 2
        off = [_height(dot) - middle for dot in dots if abs(_height(dot) - middle) < staff.space]
        if any(y > 0 for y in off) and any(y < 0 for y in off):
            return True
    return False


def _middle(bar: Box) -> float:
    return (bar.x0 + bar.x1) / 2


def _height(symbol: Box) -> float:
    return (symbol.y0 + symbol.y1) / 2
