"""Systems: staves that sound together, known by the bars that join them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.engraved.staves import Staff

_SAME_X = 0.15  # points between the middles, and between the widths, of two pieces of one bar
_JOIN = 0.6  # points of a gap that two pieces of one bar may have
_REACH = 0.3  # staff spaces by which a joining bar may fall short of a staff's outer line
_BEFORE = 2.5  # staff spaces before the staves where a bracket stands at most
_SAME_END = 2.0  # points between the ends of staves that run along the whole system
_OSSIA_FROM = 10.0  # staff spaces between an ossia and the staff that it belongs to, at most
_OSSIA_SPACE = 0.95  # of its host's staff space: an ossia is smaller than this
_OSSIA_END = 1.5  # staff spaces between an ossia's end and a barline of its host


@dataclass(frozen=True)
class StaffGroup:
    """The staves of a system, from the top; `main` are those that run along all of it (an ossia does not)."""

    staves: tuple[Staff, ...]

    @cached_property
    def x0(self) -> float:
        """The left end."""
        return min(staff.x0 for staff in self.staves)

    @cached_property
    def x1(self) -> float:
        """The right end."""
        return max(staff.x1 for staff in self.staves)

    @cached_property
    def top(self) -> float:
        """The top line."""
        return min(staff.top for staff in self.staves)

    @cached_property
    def bottom(self) -> float:
        """The bottom line."""
        return max(staff.bottom for staff in self.staves)

    @cached_property
    def space(self) -> float:
        """The largest staff space."""
        return max(staff.space for staff in self.staves)

    @cached_property
    def main(self) -> tuple[Staff, ...]:
        """The full staves from end to end, all full ones where there is none."""
        full = tuple(staff for staff in self.staves if staff.is_full)
        whole = tuple(s for s in full if s.x0 - self.x0 <= _SAME_END and self.x1 - s.x1 <= _SAME_END)
        return whole or full


def joined_bars(standing: Sequence[Box]) -> list[Box]:
    """Return the standing bars with their pieces put together: some programs draw a barline staff by staff."""
    bars: list[Box] = []
    columns: list[list[Box]] = []
    for piece in sorted(standing, key=_middle):
        if columns and _middle(piece) - _middle(columns[-1][0]) <= _SAME_X:
            columns[-1].append(piece)
        else:
            columns.append([piece])
    for column in columns:
        column.sort(key=lambda piece: piece.y0)
        open_bars: list[Box] = []
        for piece in column:
            for index, bar in enumerate(open_bars):
                if piece.y0 - bar.y1 <= _JOIN and abs((piece.x1 - piece.x0) - (bar.x1 - bar.x0)) <= _SAME_X:
                    open_bars[index] = Box(bar.x0, bar.y0, bar.x1, max(bar.y1, piece.y1))
                    break
            else:
                open_bars.append(piece)
        bars += open_bars
    return bars


def _middle(bar: Box) -> float:
    return (bar.x0 + bar.x1) / 2


def group_staves(staves: Sequence[Staff], bars: Sequence[Box]) -> list[StaffGroup]:
    """Return the systems of a page from the top, from the left where two stand side by side.

    Staves with few lines that nothing joins to a full staff are no staves but rules and frames, and left out.
    """
    groups = [{index} for index in range(len(staves))]
    for upper, staff in enumerate(staves):
        lower = _next_below(staves, upper)
        if lower is not None and _is_joined(staff, staves[lower], bars):
            merged = groups[upper] | groups[lower]
            for index in merged:
                groups[index] = merged
    distinct = {min(group): group for group in groups}
    found = [StaffGroup(tuple(staves[i] for i in sorted(group))) for group in distinct.values()]
    found = [group for group in found if any(staff.is_full for staff in group.staves)]
    return sorted(_with_ossias(found, bars), key=_reading_order)


def _next_below(staves: Sequence[Staff], index: int) -> int | None:
    upper = staves[index]
    below = [
        (staff.top, other)
        for other, staff in enumerate(staves)
        if staff.top > upper.bottom and staff.x0 < upper.x1 and upper.x0 < staff.x1
    ]
    return min(below)[1] if below else None


def _is_joined(upper: Staff, lower: Staff, bars: Sequence[Box]) -> bool:
    reach = _REACH * upper.space
    left = min(upper.x0, lower.x0) - _BEFORE * upper.space
    right = max(upper.x1, lower.x1) + upper.space
    return any(
        bar.y0 <= upper.bottom + reach and bar.y1 >= lower.top - reach and left <= bar.x0 and bar.x1 <= right
        for bar in bars
    )


def _with_ossias(groups: list[StaffGroup], bars: Sequence[Box]) -> list[StaffGroup]:
    """Put small staves over or under a part of a near system into that system."""
    kept: list[StaffGroup] = []
    guests: dict[int, list[Staff]] = {}
    for group in groups:
        near = [
            (_distance(group, other), index)
            for index, other in enumerate(groups)
            if other is not group and _is_ossia_of(group, other, bars)
        ]
        if near and min(near)[0] <= _OSSIA_FROM * group.space:
            guests.setdefault(min(near)[1], []).extend(group.staves)
        else:
            kept.append(group)
    for index, ossias in guests.items():
        host = groups[index]
        if host in kept:
            together = sorted((*host.staves, *ossias), key=lambda staff: staff.top)
            kept[kept.index(host)] = StaffGroup(tuple(together))
    return kept


def _is_ossia_of(group: StaffGroup, host: StaffGroup, bars: Sequence[Box]) -> bool:
    """Tell whether the staves are smaller than the host's, and begin and end where it begins, ends or has a barline."""
    smallest = min(staff.space for staff in host.main)
    if group.x1 - group.x0 >= host.x1 - host.x0 - _SAME_END or group.space >= _OSSIA_SPACE * smallest:
        return False
    staff = host.main[0]
    borders = [host.x0, host.x1]
    borders += [_middle(bar) for bar in bars if bar.y0 <= staff.top + _SAME_END and bar.y1 >= staff.bottom - _SAME_END]
    return all(any(abs(end - border) <= _OSSIA_END * smallest for border in borders) for end in (group.x0, group.x1))


def _distance(group: StaffGroup, other: StaffGroup) -> float:
    return max(group.top - other.bottom, other.top - group.bottom)


def _reading_order(group: StaffGroup) -> tuple[float, float]:
    return (group.top, group.x0)
