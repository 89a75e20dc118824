"""Markers: made at the frame shown or gone to, chosen, moved, written, deleted."""

from dataclasses import asdict

from PySide6.QtCore import QObject, Signal

from practika_desktop.edits.done import Done
from practika_desktop.edits.markers import ScorePlace, add_marker, delete_marker, edit_marker, move_marker
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker, Snippet
from practika_desktop.player.state import PlayerState
from practika_desktop.store import people
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.playing import Playing
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.desk.timing import Timing
from practika_desktop.ui.theme.shapes import KIND_TITLE


class Marking(QObject):
    """Owns which marker is chosen, and what is typed into a fresh one; `chosen_changed` is emitted after a choice.

    A fresh one, once written, lets a take that was stopped for it play on, out of the loop that it stands over.
    """

    chosen_changed = Signal()

    def __init__(
        self, parts: Parts, taking: Taking, playing: Playing, timing: Timing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = parts.library
        self._history = parts.history
        self._player = parts.player
        self._panes = parts.panes
        self._rooms = parts.rooms
        self._taking = taking
        self._playing = playing
        self._timing = timing
        self._chosen: str | None = None
        self._fresh: Done | None = None
        self._last: Done | None = None
        self._plays_on = False
        self._snippets: dict[int, Snippet] = {}
        self.load_snippets()
        self._connect()

    # --- choosing ---

    @property
    def chosen(self) -> Marker | None:
        """Return the chosen marker."""
        return self._marker(self._chosen)

    def any(self) -> bool:
        """Tell whether the take has markers."""
        return bool(self._taking.markers)

    def may_change_chosen(self) -> bool:
        """Tell whether a marker is chosen that this teacher made."""
        return self.chosen is not None and self.chosen.author_id == self._library.teacher_id

    def choose(self, marker_id: str | None, *, go: bool = True) -> None:
        """Choose a marker everywhere, and go to its moment."""
        marker = self._marker(marker_id)
        self._chosen = marker.id if marker is not None else None
        self._panes.player.set_selected(self._chosen)
        self._panes.markers.select(self._chosen)
        if marker is not None and go:
            self._player.seek_ms(marker.start_ms)
            self._panes.player.tick()
        self.chosen_changed.emit()

    def go(self, step: int) -> None:
        """Choose the marker before or after the frame that is shown or gone to, and go there."""
        state, chosen = self._player.state, self.chosen
        index, here = state.index, state.target if state.index is not None else state.target_ms

        def place(marker: Marker) -> tuple[int, int, str]:
            at = index.frame_at_ms(marker.start_ms) if index is not None else marker.start_ms
            return at, marker.start_ms, marker.id

        places = {place(marker): marker.id for marker in self._taking.markers}
        if chosen is not None and place(chosen)[0] == here:
            beyond = [at for at in places if (at > place(chosen) if step > 0 else at < place(chosen))]
        else:
            beyond = [at for at in places if (at[0] > here if step > 0 else at[0] < here)]
        if beyond:
            self.choose(places[min(beyond) if step > 0 else max(beyond)])

    # --- making and changing ---

    def add(self, kind: MarkerKind) -> None:
        """Make a marker at the frame shown or gone to, over the loop around it, and begin to write into it."""
        self._panes.markers.finish_edit()
        plays_on = self._playing.is_under_way()
        self._playing.halt()
        done = self._add(kind, "")
        if done is None:
            return
        self._fresh = done
        self._rooms.markers()
        self._panes.markers.begin_edit(done.id)
        self._plays_on = plays_on

    def add_snippet(self, position: int) -> None:
        """Make a marker with a snippet's text at the frame shown or gone to; playing goes on."""
        snippet = self._snippets.get(position)
        if snippet is not None:
            done = self._add(snippet.kind, snippet.text)
            if done is not None:
                self._leave_loop(done.id)

    def edit_chosen(self) -> None:
        """Write into the chosen marker."""
        if self._chosen is not None:
            plays_on = self._player.state.playing
            self._player.pause()
            self._rooms.markers()
            self._panes.markers.begin_edit(self._chosen)
            self._plays_on = plays_on

    def delete_chosen(self) -> None:
        """Delete the chosen marker."""
        if self._chosen is not None:
            self._delete(self._chosen)

    def note(self, done: Done) -> None:
        """Remember the last act that can be undone, to know whether the one in the toast is still the last."""
        if done.verb.undoable:
            self._last = done
        if self._chosen is not None and self.chosen is None:
            self.choose(None)

    # --- snippets ---

    def load_snippets(self) -> None:
        """Read the teacher's snippets anew."""
        self._snippets = {snippet.position: snippet for snippet in people.snippets(self._library)}

    def snippet(self, position: int) -> Snippet | None:
        """Return the snippet of a digit."""
        return self._snippets.get(position)

    def snippet_words(self, position: int) -> str:
        """Return a digit's snippet in the words of the menu."""
        snippet = self._snippets.get(position)
        return f"Snippet {position} here" if snippet is None else f"{KIND_TITLE[snippet.kind]}: {_short(snippet.text)}"

    # --- inside ---

    def _connect(self) -> None:
        player, markers = self._panes.player, self._panes.markers
        player.marker_selected.connect(self.choose)
        player.marker_moved.connect(self._moved)
        markers.marker_selected.connect(self.choose)
        markers.edited.connect(self._edited)
        markers.edit_started.connect(self._edit_started)
        markers.edit_finished.connect(self._edit_finished)
        markers.delete_requested.connect(self._delete)
        self._panes.thread.marker_chosen.connect(self.choose)
        self._taking.opened.connect(lambda: self.choose(None, go=False))

    def _marker(self, marker_id: str | None) -> Marker | None:
        return next((marker for marker in self._taking.markers if marker.id == marker_id), None)

    def _add(self, kind: MarkerKind, text: str) -> Done | None:
        submission_id = self._taking.submission_id
        if submission_id is None:
            return None
        state = self._player.state
        start_ms, end_ms = state.target_ms, None
        if state.loop_in_ms is not None and self._is_in_loop(state):
            start_ms = state.loop_in_ms
            end_ms = self._playing.frame_end_ms() if state.loop_out_ms is None else state.loop_out_ms
        place = asdict(self._timing.score_place(start_ms))
        done = self._history.run(
            add_marker, submission_id=submission_id, start_ms=start_ms, end_ms=end_ms, kind=kind, text=text, **place
        )
        self.choose(done.id, go=False)
        return done

    @staticmethod
    def _is_in_loop(state: PlayerState) -> bool:
        """Tell whether the frame shown or gone to lies in the loop, on or off, or behind the start of an open one."""
        start_ms, end_ms = state.loop_in_ms, state.loop_out_ms
        if start_ms is None:
            return False
        return state.target_ms > start_ms if end_ms is None else start_ms <= state.target_ms < end_ms

    def _moved(self, marker_id: str, start_ms: int, end_ms: int | None) -> None:
        """Move a marker; a link that is what the time map says follows, one that was made by hand stays."""
        marker = self._marker(marker_id)
        place = None
        if marker is not None and ScorePlace.of(marker) == self._timing.score_place(marker.start_ms):
            place = self._timing.score_place(start_ms)
        self._history.run(move_marker, marker_id=marker_id, start_ms=start_ms, end_ms=end_ms, place=place)

    def _edited(self, marker_id: str, text: str, kind: MarkerKind) -> None:
        if self._fresh is not None and self._fresh.id == marker_id:
            self._history.run_on(self._fresh, edit_marker, marker_id=marker_id, text=text, kind=kind)
        else:
            self._history.run(edit_marker, marker_id=marker_id, text=text, kind=kind)

    def _delete(self, marker_id: str) -> None:
        done = self._history.run(delete_marker, marker_id=marker_id)
        self._rooms.say("Marker deleted", lambda: self._take_back(done))

    def _take_back(self, done: Done) -> None:
        if self._last is done:
            self._history.undo()

    def _edit_started(self) -> None:
        self._plays_on = self._player.state.playing
        self._player.pause()
        self._panes.player.tick()

    def _edit_finished(self, saved: bool) -> None:
        fresh, self._fresh = self._fresh, None
        if fresh is not None and saved:
            self._leave_loop(fresh.id)
        elif fresh is not None:
            self._drop(fresh)
        self._rooms.player()
        if saved and self._plays_on:
            self._playing.play_on()
        self._plays_on = False

    def _leave_loop(self, marker_id: str) -> None:
        """Play the loop that has become a marker's range no more; its ends stay."""
        marker = self._marker(marker_id)
        if marker is not None and marker.end_ms is not None:
            self._playing.leave_loop(marker.start_ms, marker.end_ms)

    def _drop(self, fresh: Done) -> None:
        """Take a fresh marker away that got no text: as if its key had not been pressed."""
        marker = self._marker(fresh.id)
        if marker is None or marker.text:
            return
        if not self._history.take_back(fresh):
            self._history.run(delete_marker, marker_id=fresh.id)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
