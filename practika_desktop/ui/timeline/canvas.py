"""What the timeline shows of a take: the half that is told and paints; `TimelineView` adds the hands."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from practika_desktop.model.records import Marker
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.content import Content, Scene
from practika_desktop.ui.timeline.drag import Span
from practika_desktop.ui.timeline.geometry import TimeScale
from practika_desktop.ui.timeline.look import Look
from practika_desktop.ui.timeline.measured import Measured
from practika_desktop.ui.timeline.paint import paint_focus, paint_playhead, paint_pointer, paint_still
from practika_desktop.ui.timeline.pointer import Pointer
from practika_desktop.ui.timeline.snapping import FrameTimes
from practika_desktop.ui.timeline.times import time_text
from practika_desktop.ui.timeline.waveform import Peaks

ZOOM_STEP = 1.5
_SILENCE: Peaks = ()


class TimelineCanvas(QWidget):
    """Shows a take from end to end, or closer; times in ms.

    It stores nothing and shows what it is told by its `set_` methods. All that does not move while a take plays is
    painted once and kept.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = Look(theme, 1.0)
        self._content = Content()
        self._peaks = _SILENCE
        self._scale = TimeScale.fitted(0, 1)
        self._pointer = Pointer()
        self._pointer_ms: int | None = None
        self._scene: Scene | None = None
        self._still: QPixmap | None = None
        self._ring = False
        self.setAccessibleName(self.tr("Timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._restyle)
        self._restyle()

    # What is shown

    @property
    def content(self) -> Content:
        """What is shown now, without what a drag does to it."""
        return self._content

    @property
    def scale(self) -> TimeScale:
        """Which part of the take is visible."""
        return self._scale

    @property
    def scene(self) -> Scene:
        """What is painted and touched now, a drag included."""
        if self._scene is None:
            rows = self._look.rows(self.height(), is_measured=self._content.measured is not None)
            self._scene = Scene.of(self._pointer.seen(self._content), self._scale, rows, self._look.dot)
        return replace(self._scene, content=replace(self._scene.content, position_ms=self._content.position_ms))

    def clear(self) -> None:
        """Show no take: no markers, no loop, no sound; a drag is given up."""
        self._pointer.give_up()
        self._peaks = _SILENCE
        self._content = Content(author_id=self._content.author_id)
        self.updateGeometry()
        self.fit()
        self._describe()

    def set_length(self, duration_ms: int, frames: FrameTimes | None) -> None:
        """Show the whole of a take of this length, with the times of its frames; markers and sound stay."""
        self._content = replace(self._content, duration_ms=duration_ms, frames=frames)
        self.fit()
        self._describe()

    def set_markers(self, markers: Iterable[Marker]) -> None:
        """Show these markers; one that is being dragged stays with the pointer."""
        self._show(replace(self._content, markers=tuple(markers)))
        self._describe()

    def set_selected(self, marker_id: str | None) -> None:
        """Emphasise a marker and bring it into sight, or none."""
        if marker_id == self._content.selected:
            return
        self._show(replace(self._content, selected=marker_id))
        marker = self._content.marker(marker_id)
        if marker is not None:
            self._zoom_to(self._scale.revealing(marker.start_ms))

    def set_author(self, author_id: str | None) -> None:
        """Let only this author's markers be dragged; None lets all."""
        self._show(replace(self._content, author_id=author_id))

    def set_loop(self, in_ms: int | None, out_ms: int | None, *, on: bool) -> None:
        """Show the loop; an end that is not set lies at the take's own, and without both there is no loop."""
        end = self._content.duration_ms if out_ms is None else out_ms
        loop = None if in_ms is None and out_ms is None else Span(in_ms or 0, end)
        if (loop, on) != (self._content.loop, self._content.loop_on):
            self._show(replace(self._content, loop=loop, loop_on=on))

    def set_waveform(self, peaks: Peaks | None) -> None:
        """Show how loud the take is: values from 0 to 1 at even distances; None is a calm line."""
        self._peaks = _SILENCE if peaks is None else peaks
        self._dirty()

    def set_measured(self, measured: Measured | None) -> None:
        """Show when which measure sounds, and how fast; None takes the measure ruler and the tempo away."""
        was_measured = self._content.measured is not None
        self._show(replace(self._content, measured=measured))
        if was_measured != (measured is not None):
            self.updateGeometry()

    def set_position(self, ms: int) -> None:
        """Move the playhead; when it leaves the visible part, the page is turned."""
        if ms == self._content.position_ms:
            return
        before = self._scale.x(self._content.position_ms)
        self._content = replace(self._content, position_ms=ms)
        if self._pointer.held is None:
            self._zoom_to(self._scale.revealing(ms))
        for x in (before, self._scale.x(ms)):
            self.update(int(x) - 8, 0, 17, self.height())
        self._describe()

    # Zoom

    def zoom_in(self) -> None:
        """Come closer to the playhead."""
        self._zoom_to(self._scale.zoomed(ZOOM_STEP, self._zoom_anchor()))

    def zoom_out(self) -> None:
        """Go back from the playhead."""
        self._zoom_to(self._scale.zoomed(1 / ZOOM_STEP, self._zoom_anchor()))

    def fit(self) -> None:
        """Show the whole take."""
        self._zoom_to(TimeScale.fitted(self._content.duration_ms, self._track_width(), self._look.margin))
        self._dirty()

    def _zoom_anchor(self) -> float:
        at = self._scale.x(self._content.position_ms)
        return at if self._scale.shows(self._content.position_ms) else self._scale.left + self._scale.width / 2

    def _zoom_to(self, scale: TimeScale) -> None:
        if scale != self._scale:
            self._scale = scale
            self._dirty()

    def _track_width(self) -> float:
        return self.width() - 2 * self._look.margin

    # Painting

    def sizeHint(self) -> QSize:
        """Return a height at which the waveform can be read well."""
        return QSize(480, self._least_height() + self._theme.space(8))

    def minimumSizeHint(self) -> QSize:
        """Return the least height at which all rows fit."""
        return QSize(160, self._least_height())

    def _least_height(self) -> int:
        return self._look.least_height(is_measured=self._content.measured is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what stays from its picture, then the playhead, the pointer and the focus."""
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still_picture())
        scene = self.scene
        if self._pointer_ms is not None and self._pointer.held is None:
            paint_pointer(painter, scene, self._look, self._pointer_ms)
        paint_playhead(painter, scene, self._look)
        if self._ring and self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._look)

    def _still_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if ratio != self._look.ratio:
            self._look = Look(self._theme, ratio)
            self._still = None
        if self._still is None:
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(self._look.tokens.panel)
            painter = QPainter(self._still)
            paint_still(painter, self.scene, self._look, self._peaks)
            painter.end()
        return self._still

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the same part of the take over the new width."""
        super().resizeEvent(event)
        self._scale = self._scale.resized(self._track_width(), self._look.margin)
        self._dirty()

    def _restyle(self) -> None:
        self._look = Look(self._theme, self.devicePixelRatioF())
        self._scale = self._scale.resized(self._track_width(), self._look.margin)
        self.updateGeometry()
        self._dirty()

    def _show(self, content: Content) -> None:
        self._content = content
        self._dirty()

    def _dirty(self) -> None:
        self._scene = self._still = None
        self.update()

    def _describe(self) -> None:
        content = self._content
        at, end = (time_text(ms, content.duration_ms) for ms in (content.position_ms, content.duration_ms))
        self.setAccessibleDescription(self.tr("{} of {}, {} markers").format(at, end, len(content.markers)))
