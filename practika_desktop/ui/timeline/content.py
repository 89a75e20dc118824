"""What the timeline shows, and the scene that it makes of it for one size and zoom. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from practika_desktop.model.records import Marker
from practika_desktop.ui.timeline.drag import Drag, Grip, Span
from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.hits import Hit, Rows, Spot, Thing, lay_out, touch, touch_loop
from practika_desktop.ui.timeline.measured import Measured
from practika_desktop.ui.timeline.snapping import FrameTimes, Rests, neighbours

SNAP_PX = 7.0
"""How near a dragged time comes to a neighbour before it goes there."""


@dataclass(frozen=True, slots=True)
class Content:
    """A take on the timeline: its markers, its loop, and where it is; times in ms.

    `loop` is None where neither end is set; an end that is not set lies at the take's own. Markers of other authors
    than `author_id` are shown and chosen but not dragged; None lets all be dragged. `measured` is None without a time
    map.
    """

    duration_ms: int = 0
    frames: FrameTimes | None = None
    markers: Sequence[Marker] = field(default=())
    selected: str | None = None
    loop: Span | None = None
    loop_on: bool = False
    position_ms: int = 0
    author_id: str | None = None
    measured: Measured | None = None

    def marker(self, marker_id: str | None) -> Marker | None:
        """Return a marker by its id, None if it is not here."""
        return next((marker for marker in self.markers if marker.id == marker_id), None)

    def may_move(self, marker: Marker) -> bool:
        """Tell whether a marker may be dragged."""
        return self.author_id is None or marker.author_id == self.author_id

    def span_of(self, hit: Hit) -> Span:
        """Return the span that a pointer touches: a marker's, the loop's, or the playhead's moment."""
        if hit.marker is not None:
            return Span(hit.marker.start_ms, hit.marker.end_ms)
        if hit.thing is Thing.LOOP and self.loop is not None:
            return self.loop
        return Span(self.position_ms)

    def rests(self, hit: Hit, reach_ms: float) -> Rests:
        """Return where what is touched may come to rest: beside other markers, the loop's ends and the playhead."""
        own = self.span_of(hit)
        return Rests(
            self.duration_ms,
            self.frames,
            neighbours(self._times(hit), without=(own.start_ms, own.end_ms) if hit.marker else ()),
            reach_ms,
        )

    def with_drag(self, hit: Hit, drag: Drag) -> "Content":
        """Return the content as it looks while something is dragged."""
        if hit.marker is not None:
            return replace(self, markers=[_moved(marker, hit.marker.id, drag.span) for marker in self.markers])
        return replace(self, loop=drag.span) if hit.thing is Thing.LOOP else self

    def _times(self, hit: Hit) -> Iterator[int | None]:
        for marker in self.markers:
            if hit.marker is None or marker.id != hit.marker.id:
                yield from (marker.start_ms, marker.end_ms)
        if self.loop is not None and hit.thing is not Thing.LOOP:
            yield from (self.loop.start_ms, self.loop.end_ms)
        if hit.thing is not Thing.TRACK:
            yield self.position_ms


@dataclass(frozen=True, slots=True)
class Scene:
    """A content laid out: what is painted and what is touched are the same places."""

    content: Content
    scale: TimeScale
    rows: Rows
    spots: Sequence[Spot]

    @classmethod
    def of(cls, content: Content, scale: TimeScale, rows: Rows, dot: float) -> "Scene":
        """Lay a content out; dot is the width of a moment's shape in pixels."""
        return cls(content, scale, rows, lay_out(content.markers, scale, rows, dot))

    def hit(self, x: float, y: float) -> Hit:
        """Return what a pointer touches at a pixel; where there is nothing else, the track."""
        on_marker = touch(self.spots, x, y, self.content.selected)
        on_loop = touch_loop(self.content.loop, self.scale, self.rows, x, y)
        return on_marker or on_loop or Hit(Thing.TRACK, Grip.WHOLE)

    def rests(self, hit: Hit, *, snapping: bool) -> Rests:
        """Return where what is touched may come to rest at this zoom; without snapping on frames only."""
        return self.content.rests(hit, SNAP_PX * self.scale.ms_per_px if snapping else -1.0)


def _moved(marker: Marker, marker_id: str, span: Span) -> Marker:
    return replace(marker, start_ms=span.start_ms, end_ms=span.end_ms) if marker.id == marker_id else marker
