"""Tapping a time map: each act makes new taps and says where the next one goes. Pure.

What is said last holds: taps that contradict it go, and nothing else does. A tap never bridges a stop.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from practika_desktop.model.measures.cursor import Cursor, Downbeats
from practika_desktop.model.measures.taps import Tap, Taps

_STOP = 4.0  # a tap that is this many times later than the pace would have it follows on a stop
_RESTS = 4.0  # measures after the last tap for which the pace is believed
_FIRST_MS = 10_000  # after the first tap of a segment, when there is no pace yet

_Segment = tuple[Tap, ...]
_Known = list[tuple[int, float]]  # time and count of the taps whose measure is played


def tap(taps: Taps, ms: int, rate: float, cursor: Cursor) -> tuple[Taps, Cursor]:
    """Say that the cursor's downbeat sounds at a time of the take, and move on to the one that is tapped next.

    It goes on from the tap that the cursor joins, over what was tapped between them; it begins a segment when the
    cursor joins none, when time has gone back, and after a stop. Nothing happens after the score's end.
    """
    if cursor.is_over:
        return taps, cursor
    point, from_ms = cursor.tap(ms, rate), cursor.joins_ms
    joined = _holding(taps.segments, from_ms)
    if joined is None or from_ms is None or ms <= from_ms or _is_stop(joined, point, cursor.downbeats):
        return _with_own_segment(taps, point), cursor.gone_on(ms)
    others = _cut([one for one in taps.segments if one is not joined], from_ms, ms)
    return _of(taps, [*others, _with(joined, point, cursor.downbeats)]), cursor.gone_on(ms)


def set_point(taps: Taps, ms: int, measure_id: str, cursor: Cursor) -> tuple[Taps, Cursor]:
    """Say, of a take that is paused, that a measure begins at a time; the next tap goes on from there.

    The point goes among those around it where it fits, in place of what that segment said of this sounding; where it
    does not, it stands in a segment of its own. Nothing happens when the measure is not played.
    """
    order = cursor.downbeats.order
    steps = order.steps_of(measure_id)
    if not steps:
        return taps, cursor
    here = placed(taps, ms, cursor).at
    steps = tuple(sorted(steps, key=lambda step: abs(cursor.downbeats.count(step) - here)))
    points = [Tap(ms, measure_id, order.steps[step].turn, rate=0.0) for step in steps]
    segment, point = _home(taps.segments, points, cursor.downbeats)
    if segment is None:
        made = _with_own_segment(taps, point)
    else:
        others = [one for one in taps.segments if one is not segment]
        made = _of(taps, [*others, _with(segment, point, cursor.downbeats)])
    return made, replace(_following(cursor, cursor.downbeats.count_of(point) or 0.0), joins_ms=ms)


def placed(taps: Taps, ms: int, cursor: Cursor) -> Cursor:
    """Return the cursor at a place of the take that was sought: before the next downbeat there.

    Among taps, and a little after the last one at its pace, it joins their segment; elsewhere it begins one.
    """
    before = [one for one in taps.segments if one[0].ms <= ms]
    known = _known(before[-1], cursor.downbeats) if before else []
    earlier = [one for one in known if one[0] <= ms]
    later = [one for one in known if one[0] > ms]
    if not earlier:
        return replace(cursor, joins_ms=None)
    (last_ms, last) = earlier[-1]
    if later:
        gone = (ms - last_ms) / (later[0][0] - last_ms) * (later[0][1] - last)
        return replace(_following(cursor, last, gone), joins_ms=last_ms)
    gone = 0.0
    if len(earlier) > 1:
        (from_ms, first) = earlier[-2]
        gone = (ms - last_ms) / (last_ms - from_ms) * (last - first)
        is_near = gone <= max(_RESTS, 2 * cursor.every)
    else:
        is_near = ms - last_ms <= _FIRST_MS
    return replace(_following(cursor, last, gone if is_near else 0.0), joins_ms=last_ms if is_near else None)


def choose(taps: Taps, ms: int, measure_id: str, cursor: Cursor) -> Cursor:
    """Let the next tap be for a measure: further on in what is being tapped, else as a segment of its own."""
    there, here = cursor.to(measure_id), placed(taps, ms, cursor)
    joined = _holding(taps.segments, here.joins_ms)
    known = [] if joined is None else [one for one in _known(joined, cursor.downbeats) if one[0] <= ms]
    return replace(there, joins_ms=here.joins_ms) if known and there.at > known[-1][1] else there


def retap(taps: Taps, ms: int, cursor: Cursor) -> tuple[Taps, Cursor]:
    """Drop what was tapped from a time on in the segment there, and place the cursor for tapping it anew."""
    there = _around(taps.segments, ms)
    kept = [one for one in taps.segments if one is not there]
    if there is not None:
        kept.append(tuple(one for one in there if one.ms < ms))
    made = _of(taps, kept)
    return made, placed(made, ms, cursor)


def nearest(taps: Taps, ms: int) -> Tap | None:
    """Return the tap nearest to a time, None where there is none at all."""
    return min((one for segment in taps.segments for one in segment), key=lambda one: abs(one.ms - ms), default=None)


def without_tap(taps: Taps, ms: int) -> Taps:
    """Take away the tap at exactly this time."""
    return _of(taps, [tuple(one for one in segment if one.ms != ms) for segment in taps.segments])


def without_segment(taps: Taps, ms: int) -> Taps:
    """Take away the segment that a time lies in."""
    there = _around(taps.segments, ms)
    return _of(taps, [segment for segment in taps.segments if segment is not there])


def _of(taps: Taps, segments: Iterable[_Segment]) -> Taps:
    return replace(taps, segments=tuple(sorted((one for one in segments if one), key=lambda one: one[0].ms)))


def _known(segment: _Segment, downbeats: Downbeats) -> _Known:
    """Return time and count of the taps that still say something: after a correction of the map not all may."""
    known: _Known = []
    for one in segment:
        count = downbeats.count_of(one)
        if count is not None and (not known or count > known[-1][1]):
            known.append((one.ms, count))
    return known


def _holding(segments: Sequence[_Segment], ms: int | None) -> _Segment | None:
    """Return the segment that has a tap at exactly this time."""
    return next((segment for segment in segments if any(one.ms == ms for one in segment)), None)


def _around(segments: Sequence[_Segment], ms: int) -> _Segment | None:
    return next((segment for segment in segments if segment[0].ms <= ms <= segment[-1].ms), None)


def _home(segments: Sequence[_Segment], points: Sequence[Tap], downbeats: Downbeats) -> tuple[_Segment | None, Tap]:
    """Return the segment around, before or after the points' time that one of them goes into, and that one."""
    ms = points[0].ms
    before = [segment for segment in segments if segment[0].ms <= ms][-1:]
    after = [segment for segment in segments if segment[0].ms > ms][:1]
    is_within = bool(before) and ms <= before[0][-1].ms
    for segment in before if is_within else [*before, *after]:
        for point in points:
            if _fits(segment, point, downbeats) and not _is_stop(segment, point, downbeats):
                return segment, point
    return None, points[0]


def _is_stop(segment: _Segment, point: Tap, downbeats: Downbeats) -> bool:
    """Tell whether a point lies so far outside a segment that, at its pace, the music cannot have gone on so long."""
    count, known = downbeats.count_of(point), _known(segment, downbeats)
    earlier = [one for one in known if one[0] < point.ms][-2:]
    later = [one for one in known if one[0] > point.ms][:2]
    if count is None or (earlier and later):
        return False
    beside = earlier[::-1] or later
    if len(beside) < 2:
        return False
    (near_ms, near), (far_ms, far) = beside
    due_ms = abs((near_ms - far_ms) / (near - far) * (count - near))
    return abs(point.ms - near_ms) > _STOP * due_ms


def _following(cursor: Cursor, last: float, gone: float = 0.0) -> Cursor:
    """Return the cursor on its every n-th downbeat that comes once the music has gone on so far from the last tap."""
    at = math.floor(last)
    while at <= last + gone:
        at += cursor.every
    return replace(cursor, at=max(at, 0))


def _with_own_segment(taps: Taps, point: Tap) -> Taps:
    return _of(taps, [*_cut(taps.segments, point.ms, point.ms), (point,)])


def _cut(segments: Iterable[_Segment], from_ms: int, to_ms: int) -> list[_Segment]:
    """Drop what lies between two times, both included; a segment around them becomes two."""
    parts = []
    for segment in segments:
        parts.append(tuple(one for one in segment if one.ms < from_ms))
        parts.append(tuple(one for one in segment if one.ms > to_ms))
    return [part for part in parts if part]


def _agrees(one: Tap, point: Tap, downbeats: Downbeats) -> bool:
    """Tell whether two taps of a segment can both be true: the later is further on. One of no measure can."""
    count, other = downbeats.count_of(one), downbeats.count_of(point)
    if one.ms == point.ms:
        return False
    return count is None or other is None or (count != other and (one.ms < point.ms) == (count < other))


def _fits(segment: _Segment, point: Tap, downbeats: Downbeats) -> bool:
    """Tell whether a point agrees with all of a segment but what this said of the same sounding, or the same time."""
    count = downbeats.count_of(point)
    others = (one for one in segment if one.ms != point.ms and downbeats.count_of(one) != count)
    return all(_agrees(one, point, downbeats) for one in others)


def _with(segment: _Segment, point: Tap, downbeats: Downbeats) -> _Segment:
    kept = [one for one in segment if _agrees(one, point, downbeats)]
    return tuple(sorted([*kept, point], key=lambda one: one.ms))
