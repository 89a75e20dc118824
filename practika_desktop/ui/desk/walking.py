"""The way through the takes: the next waiting one, the list's neighbours, and the end of the pile."""

from PySide6.QtCore import QObject, QTimer, Signal

from practika_desktop.player.state import Phase, PlayerState
from practika_desktop.store import take, takes
from practika_desktop.store.takes import InboxFilter, TakeState
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking

_LAST_ONE = "This is the last one that waits"
_FILTERED = "Nothing else matches the filter"


class Walking(QObject):
    """Puts one take after the other on the desk, and opens the probable next ones ahead.

    `ended` is emitted when nothing waits any more: the desk is empty then, and `resume` leads back to the last take.
    """

    ended = Signal()

    def __init__(self, parts: Parts, taking: Taking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = parts.library
        self._derived = parts.derived
        self._player = parts.player
        self._pane = parts.panes.player
        self._inbox = parts.panes.inbox
        self._rooms = parts.rooms
        self._taking = taking
        self._behind: str | None = None
        self._way = 1
        self._is_alone = False
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._open_ahead)
        self._pane.state_changed.connect(self._player_changed)
        taking.left.connect(self._ahead.stop)
        taking.opened.connect(self._opened)

    def next_waiting(self) -> None:
        """Put the next waiting take on the desk, or say why this one stays."""
        stays = self.go_on()
        if stays:
            self._rooms.say(stays, None)

    def go_on(self) -> str:
        """Put the next waiting take that passes the filter on the desk; return why none comes, in words, or "".

        Where nothing waits at all, the pile has ended.
        """
        following = self._following()
        if following is not None:
            self._taking.open(following)
            return ""
        waiting = takes.count(self._library, InboxFilter())
        if waiting == 0:
            behind = self._taking.submission_id or self._behind
            self._taking.clear()
            self._behind = behind
            self.ended.emit()
            return ""
        detail = self._taking.detail
        waits = detail is not None and detail.submission.reviewed_at is None
        return _LAST_ONE if waits and waiting == 1 else _FILTERED

    def goes_on(self) -> bool:
        """Tell whether `go_on` would put another take on the desk, also once this one waits no more."""
        return self._following() is not None

    def resume(self) -> bool:
        """Go back from the end of the pile to the take that was on the desk; tell whether there is one."""
        if not self._taking.has_take() and self._behind is not None:
            self._taking.open(self._behind)
        return self._taking.has_take()

    def back_to_player(self) -> None:
        """Put the keyboard to the player, also from the end of the pile."""
        self.resume()
        self._rooms.player()

    def look_at_reviewed(self) -> None:
        """Show the reviewed takes in the inbox, and the newest of them on the desk."""
        inbox = self._inbox
        inbox.filters.clear()
        inbox.show_state(TakeState.REVIEWED)
        inbox.select(None)
        newest = inbox.neighbour(1)
        if newest is not None:
            self._taking.open(newest)

    def neighbour(self, step: int) -> None:
        """Put the take before or after this one in the inbox's list on the desk; at its ends nothing happens.

        From the end of the pile either way leads back.
        """
        if self._behind is not None and self.resume():
            return
        self._way = step
        following = self._inbox.neighbour(step)
        if following is not None:
            self._taking.open(following)

    def _following(self) -> str | None:
        following = self._inbox.next_waiting()
        return following if following != self._taking.submission_id else None

    def _opened(self) -> None:
        self._behind = None
        self._is_alone = self._taking.has_take()
        self._player_changed(self._pane.state)

    def _player_changed(self, state: PlayerState) -> None:
        """Open the next ones as soon as the machine is free: this take's picture is there, or cannot be."""
        is_here = state.key == self._taking.submission_id
        if self._is_alone and is_here and (state.frame >= 0 or state.phase is Phase.FAILED):
            self._is_alone = False
            self._ahead.start()

    def _open_ahead(self) -> None:
        """Open the takes that will probably be next, while this one is looked at."""
        for following in (self._inbox.next_waiting(), self._inbox.neighbour(self._way)):
            detail = take.detail(self._library, following) if following is not None else None
            if following is not None and detail is not None and following != self._taking.submission_id:
                media = detail.media
                path, index_file = self._library.media_path(media), self._derived.index_file(media.sha256)
                self._player.prefetch(following, path, index_file)
