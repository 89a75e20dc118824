"""What a pointer does on the timeline: it seeks and scrubs, chooses and drags. Pure: acts come back as values."""

from dataclasses import dataclass

from practika_desktop.model.records import Marker
from practika_desktop.ui.timeline.content import Content, Scene
from practika_desktop.ui.timeline.drag import Drag, Span
from practika_desktop.ui.timeline.hits import Hit, Thing


@dataclass(frozen=True, slots=True)
class ScrubBegan:
    """The pointer took hold of the playhead."""


@dataclass(frozen=True, slots=True)
class Seek:
    """Show the frame at a time."""

    ms: int


@dataclass(frozen=True, slots=True)
class ScrubEnded:
    """The pointer let go of the playhead."""


@dataclass(frozen=True, slots=True)
class Choose:
    """A marker was clicked or taken hold of."""

    marker: Marker


@dataclass(frozen=True, slots=True)
class Move:
    """A marker was dropped at another place."""

    marker: Marker
    span: Span


@dataclass(frozen=True, slots=True)
class Loop:
    """An end of the loop was dropped at another place."""

    span: Span


Act = ScrubBegan | Seek | ScrubEnded | Choose | Move | Loop


class Pointer:
    """Follows one press from the button going down to its coming up, or to Esc."""

    def __init__(self) -> None:
        self._hit: Hit | None = None
        self._drag: Drag | None = None
        self._from_ms = 0

    @property
    def held(self) -> Hit | None:
        """What the pointer holds; None while no button is down or after Esc."""
        return self._hit

    @property
    def moving_ms(self) -> int | None:
        """The time that what is dragged has now: the held end's, or the start's; None while nothing moves."""
        if self._drag is None or not self._drag.moving:
            return None
        before, now = self._drag.original, self._drag.span
        end_moved = now.start_ms == before.start_ms and now.end_ms not in (None, before.end_ms)
        return now.end_ms if end_moved else now.start_ms

    def seen(self, content: Content) -> Content:
        """Return the content as it looks now: what is dragged is where the pointer has it."""
        if self._hit is None or self._drag is None or not self._drag.moving:
            return content
        return content.with_drag(self._hit, self._drag)

    def press(self, scene: Scene, x: float, y: float) -> list[Act]:
        """Take hold of what is at a pixel; on the track that seeks at once."""
        self._hit = scene.hit(x, y)
        at_ms = scene.scale.ms(x)
        if self._hit.thing is Thing.TRACK:
            self._from_ms = scene.content.position_ms
            return [ScrubBegan(), Seek(at_ms)]
        if self._hit.marker is None or scene.content.may_move(self._hit.marker):
            self._drag = Drag.press(self._hit.grip, scene.content.span_of(self._hit), x, at_ms)
        return []

    def move(self, scene: Scene, x: float, *, snapping: bool = True) -> list[Act]:
        """Follow the pointer with the button down."""
        if self._hit is None:
            return []
        if self._hit.thing is Thing.TRACK:
            return [Seek(scene.scale.ms(x))]
        if self._drag is None:
            return []
        resting = not self._drag.moving
        self._drag = self._drag.moved(x, scene.scale.ms(x), scene.rests(self._hit, snapping=snapping))
        begins = resting and self._drag.moving and self._hit.marker is not None
        return [Choose(self._hit.marker)] if begins and self._hit.marker else []

    def release(self) -> list[Act]:
        """Let go: a click chooses, a drag changes what was dragged."""
        hit, drag = self._hit, self._drag
        self._hit = self._drag = None
        if hit is None:
            return []
        if hit.thing is Thing.TRACK:
            return [ScrubEnded()]
        if hit.marker is not None and (drag is None or not drag.moving):
            return [Choose(hit.marker)]
        change = drag.dropped().change if drag else None
        if change is None:
            return []
        return [Move(hit.marker, change)] if hit.marker is not None else [Loop(change)]

    def give_up(self) -> list[Act]:
        """Go back to where everything was before the press (Esc)."""
        hit = self._hit
        self._hit = self._drag = None
        if hit is not None and hit.thing is Thing.TRACK:
            return [Seek(self._from_ms), ScrubEnded()]
        return []
