"""What lies where on the timeline, and what a pointer touches there. Pure: pixels and times only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from practika_desktop.model.records import Marker
from practika_desktop.ui.timeline.drag import Grip, Span
from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.lanes import lanes

REACH_PX = 5.0
"""How far beside an end or a playhead a pointer still touches it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The timeline's rows from top to bottom; each a y where it begins and a height, in pixels.

    Those of the measures and the tempo lie above the waveform, without height where nothing is known.
    """

    ruler_y: float
    ruler_h: float
    wave_y: float
    wave_h: float
    dots_y: float
    dots_h: float
    bars_y: float
    bars_h: float
    measures_y: float = 0
    measures_h: float = 0
    tempo_y: float = 0
    tempo_h: float = 0

    @property
    def track_y(self) -> float:
        """Where the ground begins that lies under all rows but the rulers."""
        return self.tempo_y if self.tempo_h else self.wave_y

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.bars_y + self.bars_h


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one marker is painted: its box; a moment's box is centred on its time."""

    marker: Marker
    x: float
    y: float
    width: float
    height: float

    @property
    def is_range(self) -> bool:
        """Whether it is a bar with two ends."""
        return self.marker.end_ms is not None


class Thing(Enum):
    """What a pointer can touch."""

    TRACK = auto()
    MARKER = auto()
    LOOP = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """What a pointer touches; `grip` says which part, `marker` which one."""

    thing: Thing
    grip: Grip = Grip.WHOLE
    marker: Marker | None = None


def lay_out(markers: Sequence[Marker], scale: TimeScale, rows: Rows, dot: float) -> list[Spot]:
    """Return the spots of the markers that are visible, in the markers' order.

    Moments become dots of the given width in their row; ranges become bars, in lanes where they overlap. Lanes share
    the height of their row and keep their places while one zooms and pans.
    """
    lane_of = lanes([(marker.start_ms, marker.end_ms) for marker in markers if marker.end_ms is not None])
    lane_h = bar_height(rows, max(lane_of, default=0) + 1)
    last_lane = max(int(rows.bars_h // lane_h), 1) - 1
    next_lane = iter(lane_of)
    beside = dot * scale.ms_per_px
    spots = []
    for marker in markers:
        lane = min(next(next_lane), last_lane) if marker.end_ms is not None else 0
        if scale.shows(marker.start_ms - beside, (marker.end_ms or marker.start_ms) + beside):
            spots.append(_spot(marker, scale, rows, dot, lane, lane_h))
    return spots


def bar_height(rows: Rows, lane_count: int) -> float:
    """Return a lane's height: a third of the row, less (down to 5 pixels) where there are more lanes."""
    return min(max(rows.bars_h / max(lane_count, 1), 5.0), rows.bars_h / 3)


def touch(spots: Sequence[Spot], x: float, y: float, selected: str | None) -> Hit | None:
    """Return the marker, and the part of it, at a pixel; the selected one first, then the one painted last."""
    found = [spot for spot in spots if _over(spot, x, y)]
    found.sort(key=lambda spot: spot.marker.id == selected)
    if not found:
        return None
    spot = found[-1]
    return Hit(Thing.MARKER, _grip(spot, x), spot.marker)


def touch_loop(loop: Span | None, scale: TimeScale, rows: Rows, x: float, y: float) -> Hit | None:
    """Return the end of the loop at a pixel of the ruler, the nearer one where both are within reach."""
    if loop is None or loop.end_ms is None or not rows.ruler_y <= y < rows.ruler_y + rows.ruler_h:
        return None
    to_in, to_out = abs(scale.x(loop.start_ms) - x), abs(scale.x(loop.end_ms) - x)
    if min(to_in, to_out) > REACH_PX + 2:
        return None
    return Hit(Thing.LOOP, Grip.START if to_in < to_out else Grip.END)


def _spot(marker: Marker, scale: TimeScale, rows: Rows, dot: float, lane: int, lane_h: float) -> Spot:
    x = scale.x(marker.start_ms)
    if marker.end_ms is None:
        return Spot(marker, x - dot / 2, rows.dots_y + (rows.dots_h - dot) / 2, dot, dot)
    width = max(scale.x(marker.end_ms) - x, 3.0)
    return Spot(marker, x, rows.bars_y + lane * lane_h, width, lane_h - 1)


def _over(spot: Spot, x: float, y: float) -> bool:
    beside = REACH_PX if spot.is_range else 1.0
    return spot.x - beside <= x <= spot.x + spot.width + beside and spot.y - 1 <= y <= spot.y + spot.height + 1


def _grip(spot: Spot, x: float) -> Grip:
    if not spot.is_range:
        return Grip.WHOLE
    to_start, to_end = abs(x - spot.x), abs(x - spot.x - spot.width)
    reach = min(REACH_PX, max(spot.width / 4, 1.5))
    if x < spot.x or (to_start <= reach and to_start <= to_end):
        return Grip.START
    if x > spot.x + spot.width or to_end <= reach:
        return Grip.END
    return Grip.WHOLE
