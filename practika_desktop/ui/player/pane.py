"""The player's room: picture, transport bar and timeline, joined with one player."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practika_desktop.model.records import Marker
from practika_desktop.player.state import Phase, PlayerState, Shown
from practika_desktop.ui.player.ask_line import AskLine
from practika_desktop.ui.player.hover_pictures import HoverPictures
from practika_desktop.ui.player.tap_strip import TapStrip
from practika_desktop.ui.player.ticker import Ticker
from practika_desktop.ui.player.transport_bar import TransportBar
from practika_desktop.ui.player.view import PictureView
from practika_desktop.ui.player.words import notice_of
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.hover import PICTURE_HEIGHT, PICTURE_WIDTH
from practika_desktop.ui.timeline.view import TimelineView
from practika_desktop.ui.timeline.waveform import Peaks

if TYPE_CHECKING:
    from practika_desktop.player.player import Player


class PlayerPane(QWidget):
    """Shows one take at a time and plays it; it stores nothing, markers that are moved are only told of.

    The player's `wake` must lead to `wake`, from any thread; `shut_down` before the player is closed.
    """

    marker_selected = Signal(str)
    marker_moved = Signal(str, int, object)
    """A marker's id with its new start and end in ms, the end None for a moment."""
    frame_changed = Signal(int, int)
    """The frame on screen and its time in ms."""
    state_changed = Signal(object)

    def __init__(self, player: "Player", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._state = player.state
        self._path: Path | None = None
        self._index_file: Path | None = None
        self._resume = False
        self._in_act = False
        self.view = PictureView(theme, self)
        self.bar = TransportBar(theme, self)
        self.timeline = TimelineView(theme, self)
        self.tap_strip = TapStrip(theme, self)
        self.ask_line = AskLine(theme, self)
        self._ticker = Ticker(player, self)
        self._hover = HoverPictures(self)
        self._lay_out(theme)
        self._connect()
        self._show_state(self._state)
        self._ticker.start()

    @property
    def painted_frame(self) -> int:
        """The frame that was really painted last; -1 while there is none."""
        return self.view.painted_frame

    @property
    def state(self) -> PlayerState:
        """The player's state as shown now."""
        return self._state

    @property
    def selected(self) -> str | None:
        """The id of the marker that is emphasised."""
        return self.timeline.content.selected

    def show_take(
        self, submission_id: str, path: Path, markers: Iterable[Marker] = (), *, index_file: Path | None = None
    ) -> None:
        """Open a take, paused on its first frame; what is wrong with it is said in the picture's place.

        `index_file` is where its frame index is kept.
        """
        self._path, self._index_file = path, index_file
        self._player.open(submission_id, path, index_file)
        self._begin()
        self.timeline.set_markers(markers)

    def close_take(self) -> None:
        """Show no take."""
        self._path = self._index_file = None
        self._player.clear()
        self._begin()

    def shut_down(self) -> None:
        """Tick no more, hold no picture and end the decoding of hover pictures; for the end of the program."""
        self._ticker.stop()
        self._hover.close()
        self.view.clear()

    def set_markers(self, markers: Iterable[Marker]) -> None:
        """Show these markers of the take."""
        self.timeline.set_markers(markers)

    def set_selected(self, marker_id: str | None) -> None:
        """Emphasise a marker, or none."""
        self.timeline.set_selected(marker_id)

    def set_author(self, author_id: str | None) -> None:
        """Let only this author's markers be dragged."""
        self.timeline.set_author(author_id)

    def set_waveform(self, submission_id: str, peaks: Peaks | None) -> None:
        """Show how loud the take is (0 to 1 at even distances), unless another take is shown by now."""
        if submission_id == self._state.key:
            self.timeline.set_waveform(peaks)

    def set_volume(self, percent: int, *, muted: bool) -> None:
        """Set how loud takes are, 0 to 100, and show it."""
        self._player.set_volume(percent)
        self._player.set_muted(muted)
        self.bar.set_volume(percent, muted=muted)

    def attach_actions(self, actions: Mapping[str, QAction]) -> None:
        """Let the transport bar's buttons trigger their actions, found by id."""
        self.bar.attach_actions(actions)

    @Slot()
    def wake(self) -> None:
        """Let the player go on soon; any thread may call this."""
        self._ticker.wake()

    def tick(self) -> None:
        """Let the player go on now, within an act: a picture that comes is painted with all else the act changes."""
        self._in_act = True
        self._ticker.tick()
        self._in_act = False

    def _lay_out(self, theme: Theme) -> None:
        set_role(self, Role.PANEL)
        self.setAccessibleName(self.tr("Player"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.space(2))
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.tap_strip)
        layout.addWidget(self.ask_line)
        layout.addWidget(self.timeline)
        self.setFocusProxy(self.timeline)

    def _connect(self) -> None:
        self._ticker.ticked.connect(self._go_on)
        self.view.box_changed.connect(self._player.set_box)
        self.view.clicked.connect(self._player.toggle)
        self.bar.rate_chosen.connect(self._player.set_rate)
        self.bar.volume_chosen.connect(self._player.set_volume)
        timeline = self.timeline
        timeline.seek_requested.connect(self._player.seek_ms)
        timeline.scrub_began.connect(self._scrub_began)
        timeline.scrub_ended.connect(self._scrub_ended)
        timeline.marker_chosen.connect(self._choose)
        timeline.marker_moved.connect(self.marker_moved)
        timeline.loop_moved.connect(lambda start, end: self._player.set_loop(start * 1000, end * 1000))
        timeline.hovered.connect(self._hover_at)
        self._hover.arrived.connect(self._show_hover)
        for order in (
            *(self.view.box_changed, self.view.clicked, self.bar.rate_chosen),
            *(timeline.seek_requested, timeline.scrub_began, timeline.scrub_ended, timeline.loop_moved),
        ):
            order.connect(self._ticker.tick)

    def _begin(self) -> None:
        """Forget the last take: its picture, its times, its scrub."""
        self._resume = False
        self._hover.close()
        self.view.clear()
        self.timeline.clear()
        self._ticker.tick()

    def _go_on(self, shown: Shown | None, state: PlayerState) -> None:
        if shown is not None:
            self.view.show_picture(shown)
            self.bar.note_damage(damaged=shown.picture.is_stand_in)
        if state != self._state:
            self._show_state(state)
        if shown is not None and not self._in_act:
            self.view.repaint()  # now: an update waits for all else that the window's thread has to do

    def _show_state(self, state: PlayerState) -> None:
        before, self._state = self._state, state
        if state.index is not before.index:
            self.timeline.set_length(state.duration_ms, state.index)
        self.view.set_notice(notice_of(state))
        self.bar.show_state(state)
        self.timeline.set_loop(state.loop_in_ms, state.loop_out_ms, on=state.loop_on)
        self.timeline.set_position(state.time_ms)
        if (before.key, before.frame) != (state.key, state.frame) and state.frame >= 0:
            self.frame_changed.emit(state.frame, state.time_ms)
        self.state_changed.emit(state)

    def _scrub_began(self) -> None:
        self._resume = self._state.playing
        self._player.pause()

    def _scrub_ended(self) -> None:
        if self._resume:
            self._player.play()
        self._resume = False

    def _choose(self, marker_id: str) -> None:
        marker = self.timeline.content.marker(marker_id)
        if marker is not None:
            self.set_selected(marker_id)
            self._player.seek_ms(marker.start_ms)
            self.marker_selected.emit(marker_id)

    def _hover_at(self, ms: int | None) -> None:
        index = self._state.index
        if (
            ms is None
            or index is None
            or not index.has_picture
            or self._path is None
            or self._state.phase is not Phase.READY
        ):
            self._hover.rest()
            return
        ratio = self.devicePixelRatioF()
        box = (round(PICTURE_WIDTH * ratio), round(PICTURE_HEIGHT * ratio))
        self._hover.want(self._path, index.frame_at_ms(ms), box, self._index_file)

    def _show_hover(self, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.timeline.show_hover_picture(image)
