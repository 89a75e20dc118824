"""The one place that builds the parts of the desk and joins them."""

import gc
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer

from practika_desktop.edits.done import Done
from practika_desktop.edits.history import History
from practika_desktop.media.derived import Derived
from practika_desktop.media.workers import WorkerPool
from practika_desktop.player.player import Player
from practika_desktop.player.speaker import Speaker
from practika_desktop.score.measures.maps import MeasureMaps, finding_pool
from practika_desktop.score.renderer import ScoreRenderer
from practika_desktop.store.library import Library
from practika_desktop.ui.actions.action import Context
from practika_desktop.ui.actions.binder import Binder
from practika_desktop.ui.actions.table import ACTIONS
from practika_desktop.ui.bridge import Wake
from practika_desktop.ui.desk.desk import Desk
from practika_desktop.ui.desk.leaving import Leaving
from practika_desktop.ui.desk.parts import Panes, Parts
from practika_desktop.ui.desk.pictures import Pictures
from practika_desktop.ui.desk.upkeep import Upkeep
from practika_desktop.ui.importing.memory import ImportMemory
from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.markers.pane import MarkerListPane
from practika_desktop.ui.player.pane import PlayerPane
from practika_desktop.ui.score.pane import ScorePane
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import APPEARANCE
from practika_desktop.ui.shell.dialogs import Dialogs
from practika_desktop.ui.shell.front import Front
from practika_desktop.ui.shell.menus import fill_menu_bar
from practika_desktop.ui.shell.scores import ScoreChooser
from practika_desktop.ui.shell.studios import MakeSample, Studios
from practika_desktop.ui.theme.theme import Appearance, Theme
from practika_desktop.ui.thread.pane import ThreadPane

_SETTLED_MS = 4_000  # by then the desk has started
_HEADING = ("edit.undo", "edit.redo", "review.reviewed", "review.next_waiting")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this person's things lie on this machine; `own_library` is the one that the desk opens by itself."""

    own_library: Path
    cache: Path
    config: Path


class OpenDesk:
    """A desk that is open on a library: builds everything, and ends it in order with `close`.

    The library is the caller's, who closes it after the desk. Without sound nothing is started for it. It is built
    into the front that is on the screen already, where there is one.
    """

    def __init__(
        self,
        library: Library,
        *,
        theme: Theme,
        settings: Settings,
        folders: Folders,
        with_sound: bool = True,
        make_sample: MakeSample | None = None,
        front: Front | None = None,
    ) -> None:
        front = front or Front(library, theme, settings)
        self.library = library
        self.theme = theme
        self.settings = settings
        self.bridge = front.bridge
        self.lanes = front.lanes
        self.window = front.window
        self.pool = WorkerPool()
        self._finding = finding_pool()
        self.history = History(library, self._changed)
        self._folders = folders
        self._derived = Derived(folders.cache, self.pool)
        self._pictures = Pictures(library, self._derived, self.lanes)
        self._make_sample = make_sample
        self.next_library: Path | None = None
        wake = Wake()
        self._speaker = Speaker(wake) if with_sound else None
        self.player = Player(speaker=self._speaker, wake=wake)
        self._renderer = ScoreRenderer(self._wake_score)
        self.panes = self._make_panes(front.inbox)
        wake.hears = self.panes.player.wake
        front.thumbnails.ask_by(self._pictures.ask_thumbnail)
        self._furnish()
        self.dialogs = self._make_dialogs()
        self._scores = ScoreChooser(self.window, library, self.history, self.lanes, self.window.status)
        self.studios = self._make_studios()
        self._upkeep = Upkeep(library, self.lanes, self.dialogs.tell, self.window)
        self.desk = Desk(self._make_parts(), self.dialogs, self.studios, self.window)
        self.binder = Binder(ACTIONS, self.desk, self.window, theme, settings)
        self._settling = QTimer(self.window, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._settle)
        self._join()

    def show(self) -> None:
        """Show the window, and the first take that waits."""
        self.window.show()
        self.bridge.post(self.desk.start)
        self._settling.start()

    def close(self) -> None:
        """End everything in order: what is half-written is kept, no process or thread is left."""
        self._settling.stop()
        gc.unfreeze()
        self._upkeep.close()
        self.desk.close()
        self.window.close()
        self.panes.player.shut_down()
        self.player.close()
        if self._speaker is not None:
            self._speaker.close()
        self._renderer.close()
        self.bridge.close()
        self.pool.close()
        self._finding.close()
        self.lanes.close()
        self.window.deleteLater()

    def _settle(self) -> None:
        """Load what is wanted late, and spare what stays for good from being searched for garbage.

        A search through all of it stops the window for some 50 ms.
        """
        self.dialogs.load_ahead(gc.freeze)

    def _changed(self, done: Done) -> None:
        self.desk.refresh(done)
        self._upkeep.note()

    def _wake_score(self) -> None:
        self.bridge.post(self.panes.score.poll)

    def _make_panes(self, inbox: InboxPane) -> Panes:
        theme = self.theme
        return Panes(
            inbox=inbox,
            player=PlayerPane(self.player, theme),
            score=ScorePane(self._renderer, theme),
            thread=ThreadPane(theme),
            markers=MarkerListPane(theme),
        )

    def _furnish(self) -> None:
        panes = self.panes
        self.window.furnish(
            panes.player, panes.score, panes.thread, panes.markers, has_sample=self._make_sample is not None
        )

    def _make_parts(self) -> Parts:
        return Parts(
            library=self.library,
            history=self.history,
            derived=self._derived,
            measure_maps=MeasureMaps(self._folders.cache, self._finding),
            lanes=self.lanes,
            player=self.player,
            panes=self.panes,
            rooms=self.window.rooms,
            settings=self.settings,
        )

    def _make_dialogs(self) -> Dialogs:
        return Dialogs(
            window=self.window,
            library=self.library,
            history=self.history,
            player=self.player,
            pool=self.pool,
            lanes=self.lanes,
            settings=self.settings,
            theme=self.theme,
            derived=self._derived,
            memory=ImportMemory(self._folders.config / "imports.json"),
            actions=ACTIONS,
            titles=lambda: self.binder.titles,
        )

    def _make_studios(self) -> Studios:
        return Studios(
            here=self.library.folder,
            own=self._folders.own_library,
            make_sample=self._make_sample,
            pool=self.pool,
            lanes=self.lanes,
            status=self.window.status,
            tell=self.dialogs.tell,
            go_to=self._go_to,
        )

    def _go_to(self, folder: Path) -> None:
        self.next_library = folder
        if not self.window.close():
            self.next_library = None

    def _join(self) -> None:
        window, panes, binder = self.window, self.panes, self.binder
        fill_menu_bar(window, binder)
        for name in _HEADING:
            window.heading.attach(binder.action(name))
        for room in (panes.inbox, panes.score, panes.thread, window.all_done):
            binder.attach_beside(room)
        panes.player.attach_actions(binder.made)
        panes.score.bar.attach_actions(binder.made)
        panes.score.correction.attach_actions(binder.made)
        correcting = self.desk.correcting
        binder.attach_mode(panes.score.view, Context.CORRECT, lambda: correcting.is_on, correcting.type_digit)
        panes.player.set_author(self.library.teacher_id)
        panes.score.choose_pdf_requested.connect(self._choose_score)
        window.may_close = Leaving(self.desk.reviewing.settle, self.dialogs.tell).may_close
        window.first_start.import_wanted.connect(self.dialogs.import_takes)
        window.first_start.sample_wanted.connect(self.studios.open_sample)
        window.files_dropped.connect(self.dialogs.import_paths)
        window.all_done.takes_wanted.connect(self.desk.walking.look_at_reviewed)
        self.desk.taking.opened.connect(self._show_waveform)
        self.desk.tapping.heard_wanted.connect(self._listen)
        self.settings.changed.connect(self._setting_changed)

    def _choose_score(self) -> None:
        detail = self.desk.taking.detail
        if detail is not None and detail.piece is not None:
            self._scores.ask(detail.piece.id)

    def _show_waveform(self) -> None:
        detail = self.desk.taking.detail
        if detail is not None:
            self._pictures.ask_waveform(
                detail, lambda take, wave: self.panes.player.set_waveform(take, wave.peaks if wave else None)
            )

    def _listen(self) -> None:
        desk = self.desk
        if desk.taking.detail is not None:
            self._pictures.ask_onsets(
                desk.taking.detail,
                lambda take, heard: desk.tapping.set_heard(heard) if take == desk.taking.submission_id else None,
            )

    def _setting_changed(self, key: str) -> None:
        if key == APPEARANCE.key:
            self.theme.set_appearance(Appearance(self.settings.text(APPEARANCE)))
