"""What stands between two barlines: music, or only clefs, keys and times."""

from collections.abc import Sequence

from practika_desktop.score.measures.engraved.barlines import Barline, is_head
from practika_desktop.score.measures.engraved.staves import Staff
from practika_desktop.score.measures.engraved.systems import StaffGroup
from practika_desktop.score.measures.map import Box

# All in staff spaces.
_AT_END = 1.5  # a barline this near to the staff's end stands at it
_STEM, _STEM_WIDTH = 1.6, 0.25  # a standing bar at least this long and at most this thick is a stem
_STEM_OUTSIDE = 4.0  # above and below a staff, where stems of its notes may be
_HEAD_OUTSIDE = 1.2
_REST_WIDTH, _REST_HEIGHT = (0.8, 1.8), (0.3, 0.72)  # whole and half rests
_SIGNS = 16.0  # the widest key change with its time signature


def measure_spans(
    group: StaffGroup, barlines: Sequence[Barline], bars: Sequence[Box], symbols: Sequence[Box]
) -> list[tuple[float, float]]:
    """Return the left and right end of each measure of the system."""
    near = _AT_END * group.space
    inner = [line for line in barlines if line.middle > group.x0 + near]
    spans: list[tuple[float, float]] = []
    left = group.x0
    for line in inner:
        if line.dots_right and _only_signs(group, left, line, bars, symbols):
            continue
        spans.append((left, line.middle))
        left = line.middle
    if group.x1 - left > near and (not spans or has_music(group, left, group.x1, bars, symbols)):
        spans.append((left, group.x1))
    return spans


def _only_signs(
    group: StaffGroup, left: float, line: Barline, bars: Sequence[Box], symbols: Sequence[Box]
) -> bool:
    """Tell whether only clef, key and time stand between `left` and a repeat's start, so that it starts no measure."""
    return line.x0 - left <= _SIGNS * group.space and not has_music(group, left, line.x0, bars, symbols)


def has_music(group: StaffGroup, left: float, right: float, bars: Sequence[Box], symbols: Sequence[Box]) -> bool:
    """Tell whether there is a stem, a notehead, or a whole or half rest between `left` and `right`."""
    return bool(_music(group, left, right, bars, symbols))


def first_music(group: StaffGroup, left: float, right: float, bars: Sequence[Box], symbols: Sequence[Box]) -> float:
    """Return where the first stem, notehead or rest between `left` and `right` begins, `left` when there is none."""
    return min(_music(group, left, right, bars, symbols), default=left)


def _music(
    group: StaffGroup, left: float, right: float, bars: Sequence[Box], symbols: Sequence[Box]
) -> list[float]:
    """Return the left ends of the stems, noteheads, and whole and half rests between `left` and `right`."""
    inset = 0.3 * group.space
    stems = [bar for bar in bars if left + inset < bar.x0 and bar.x1 < right - inset]
    within = [symbol for symbol in symbols if left + inset < symbol.x0 and symbol.x1 < right - inset]
    return [
        *(bar.x0 for bar in stems if any(_is_stem(bar, staff) for staff in group.staves)),
        *(symbol.x0 for symbol in within if any(_is_note_or_rest(symbol, staff) for staff in group.staves)),
    ]


def _is_stem(bar: Box, staff: Staff) -> bool:
    outside = _STEM_OUTSIDE * staff.space
    return (
        bar.y1 - bar.y0 >= _STEM * staff.space
        and bar.x1 - bar.x0 <= _STEM_WIDTH * staff.space
        and staff.top - outside <= bar.y0
        and bar.y1 <= staff.bottom + outside
    )


def _is_note_or_rest(symbol: Box, staff: Staff) -> bool:
    y = (symbol.y0 + symbol.y1) / 2
    outside = _HEAD_OUTSIDE * staff.space
    if not staff.top - outside <= y <= staff.bottom + outside:
        return False
    width, height = (symbol.x1 - symbol.x0) / staff.space, (symbol.y1 - symbol.y0) / staff.space
    is_rest = _REST_WIDTH[0] <= width <= _REST_WIDTH[1] and _REST_HEIGHT[0] <= height <= _REST_HEIGHT[1]
    return is_rest or is_head(symbol, staff.space)
