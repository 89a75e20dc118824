"""What stands between the barlines of a system: music, or only clefs, keys and times."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.engraved.barlines import Barline, is_head
from practika_desktop.score.measures.engraved.staves import Staff
from practika_desktop.score.measures.engraved.systems import StaffGroup

# All in staff spaces.
_AT_END = 1.5  # a barline this near to the staff's end stands at it
_STEM, _STEM_WIDTH = 1.6, 0.25  # a standing bar at least this long and at most this thick is a stem
_STEM_OUTSIDE = 4.0  # above and below a staff, where stems of its notes may be
_HEAD_OUTSIDE = 1.2
_REST_WIDTH, _REST_HEIGHT = (0.8, 1.8), (0.3, 0.72)  # whole and half rests
_SIGNS = 16.0  # the widest key change with its time signature
_CLEAR = 0.1  # between a barline and what follows


@dataclass(frozen=True, slots=True)
class Span:
    """A measure from barline to barline, by their middles; what stands in it is between `after` and `before`."""

    left: float
    right: float
    after: float
    before: float


@dataclass(frozen=True, slots=True)
class Music:
    """Where the notes of a system begin: noteheads alone, and together with stems and whole and half rests, sorted."""

    heads: Sequence[float]
    all: Sequence[float]

    @classmethod
    def of(cls, group: StaffGroup, bars: Sequence[Box], symbols: Sequence[Box]) -> "Music":
        """Return the music among a page's standing bars and symbols; barlines are among the stems."""
        stems = [bar.x0 for bar in bars if any(_is_stem(bar, staff) for staff in group.staves)]
        near = [symbol for symbol in symbols if any(_is_near(symbol, staff) for staff in group.staves)]
        heads = [symbol.x0 for symbol in near if is_head(symbol, group.space)]
        rests = [symbol.x0 for symbol in near if _is_rest(symbol, group.space)]
        return cls(sorted(heads), sorted([*stems, *heads, *rests]))

    def first(self, after: float, before: float) -> float | None:
        """Return where the first note, stem or rest between the two begins."""
        return _first(self.all, after, before)

    def has_heads(self, span: Span) -> bool:
        """Tell whether there is a notehead in the span."""
        return _first(self.heads, span.after, span.before) is not None


def _first(sorted_xs: Sequence[float], after: float, before: float) -> float | None:
    index = bisect_left(sorted_xs, after)
    return sorted_xs[index] if index < len(sorted_xs) and sorted_xs[index] < before else None


def measure_spans(group: StaffGroup, barlines: Sequence[Barline], music: Music) -> list[Span]:
    """Return the measures of the system from the left.

    What only holds signs is none: before a repeat's start at the head of a line or after a key change (the measure
    that follows begins with them), and after the last barline.
    """
    near, clear = _AT_END * group.space, _CLEAR * group.space
    spans: list[Span] = []
    left = after = group.x0
    for line in barlines:
        if line.middle <= group.x0 + near:
            after = line.x1 + clear
            continue
        before = line.x0 - clear
        signs = line.dots_right and before - after <= _SIGNS * group.space and music.first(after, before) is None
        if not signs:
            spans.append(Span(left, line.middle, after, before))
            left = line.middle
        after = line.x1 + clear
    if group.x1 - left > near and (not spans or music.first(after, group.x1) is not None):
        spans.append(Span(left, group.x1, after, group.x1))
    return spans


def _is_stem(bar: Box, staff: Staff) -> bool:
    outside = _STEM_OUTSIDE * staff.space
    return (
        bar.y1 - bar.y0 >= _STEM * staff.space
        and bar.x1 - bar.x0 <= _STEM_WIDTH * staff.space
        and staff.top - outside <= bar.y0
        and bar.y1 <= staff.bottom + outside
        and staff.x0 <= bar.x0 <= staff.x1
    )


def _is_near(symbol: Box, staff: Staff) -> bool:
    outside = _HEAD_OUTSIDE * staff.space
    middle = (symbol.y0 + symbol.y1) / 2
    return staff.top - outside <= middle <= staff.bottom + outside and staff.x0 <= symbol.x0 <= staff.x1


def _is_rest(symbol: Box, space: float) -> bool:
    width, height = (symbol.x1 - symbol.x0) / space, (symbol.y1 - symbol.y0) / space
    return _REST_WIDTH[0] <= width <= _REST_WIDTH[1] and _REST_HEIGHT[0] <= height <= _REST_HEIGHT[1]
