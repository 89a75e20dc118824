"""The window: first start, sizes, dropped files, the way to the sample studio and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QSplitter
from pytestqt.qtbot import QtBot

from practika_desktop.app import Folders, OpenDesk
from practika_desktop.edits.importing import Report
from practika_desktop.edits.reviewing import mark_reviewed
from practika_desktop.jobs import Lanes
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import LibraryError
from practika_desktop.store.library import Library
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import ROOM_WIDTHS
from practika_desktop.ui.shell.status_line import StatusLine
from practika_desktop.ui.shell.studios import MakeSample, Studios
from practika_desktop.ui.shell.window import MainWindow
from practika_desktop.ui.theme.theme import Theme
from tests.support.desks import DeskBench, open_bench
from tests.support.hands import Hand

pytestmark = pytest.mark.desktop


def test_an_empty_library_begins_with_the_first_page(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=0) as bench:
        window = bench.open.window
        qtbot.waitUntil(lambda: window.rooms.is_first_start)
        assert QApplication.focusWidget() is window.first_start.import_card.button
        assert not window.first_start.sample_card.button.isEnabled()


def test_a_library_without_waiting_takes_shows_the_desk(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_bench(tmp_path, derived_cache, theme, qtbot, takes=1) as bench:
        bench.open.history.run(mark_reviewed, submission_id=bench.studio.takes[0])
        bench.desk.taking.clear()
        bench.desk.start()
        assert not bench.open.window.rooms.is_first_start
        assert not bench.desk.taking.has_take()


@pytest.mark.parametrize("size", [(1100, 700), (3840, 2160)])
def test_the_rooms_share_any_size(bench: DeskBench, size: tuple[int, int]) -> None:
    window, panes = bench.open.window, bench.open.panes
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert panes.player.view.width() > 300
    assert panes.player.view.height() > 200
    assert panes.inbox.width() >= 200
    assert panes.score.width() >= 200
    assert panes.thread.parentWidget() is not None


def test_a_border_that_was_moved_stays_and_is_remembered(bench: DeskBench, qtbot: QtBot) -> None:
    window = bench.open.window
    across = _across(window)
    handle = across.handle(1)
    hand = Hand(handle)
    hand.drag((2, 100), (42, 100), (62, 100))
    moved = across.sizes()
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: sum(across.sizes()) > 1500)
    assert abs(across.sizes()[0] - moved[0]) <= 2
    window.close()
    assert bench.open.settings.numbers(ROOM_WIDTHS) == moved


def test_borders_that_nobody_moved_are_not_remembered(bench: DeskBench) -> None:
    bench.open.window.close()
    assert bench.open.settings.numbers(ROOM_WIDTHS) == []


@pytest.mark.parametrize(
    ("size", "left", "centre", "right"),
    [
        ((1100, 700), 240, 500, 290),
        ((1440, 900), 295, 700, 350),
        ((1600, 1000), 310, 850, 395),
        ((1920, 1080), 310, 1050, 470),
        ((2560, 1440), 310, 1500, 630),
    ],
)
def test_the_rooms_share_a_window_of_any_size(
    bench: DeskBench, qtbot: QtBot, size: tuple[int, int], left: int, centre: int, right: int
) -> None:
    window = bench.open.window
    across = _across(window)
    window.resize(*size)
    qtbot.waitUntil(lambda: abs(sum(across.sizes()) - size[0]) < 20)
    widths = across.sizes()
    assert [have >= least for have, least in zip(widths, (left, centre, right), strict=True)] == [True] * 3, widths


def _across(window: MainWindow) -> QSplitter:
    [across] = [one for one in window.findChildren(QSplitter) if one.orientation() is Qt.Orientation.Horizontal]
    return across


def test_dropped_files_open_the_import(bench: DeskBench, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.mp4")), QUrl("https://example.org/two.mp4")])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    bench.open.window.files_dropped.disconnect(bench.desk.dialogs.import_paths)
    with qtbot.waitSignal(bench.open.window.files_dropped) as dropped:
        bench.open.window.dropEvent(event)
    assert dropped.args == [[tmp_path / "one.mp4"]]


def test_the_status_line_counts_what_waits(bench: DeskBench) -> None:
    assert "2 waiting" in [label.text() for label in bench.open.window.status.findChildren(QLabel)]


# --- the sample studio ---


class _Ways:
    """The way to the sample and back, with the lanes it needs."""

    def __init__(self, theme: Theme, here: Path, own: Path, make_sample: MakeSample | None) -> None:
        self.bridge = Bridge()
        self.lanes = Lanes(self.bridge.post)
        self.gone_to: list[Path] = []
        self.told: list[str] = []
        self.status = StatusLine(theme)
        self.pool = WorkerPool(most=1)
        self.studios = Studios(
            here=here,
            own=own,
            make_sample=make_sample,
            pool=self.pool,
            lanes=self.lanes,
            status=self.status,
            tell=lambda title, _advice, _details: self.told.append(title),
            go_to=self.gone_to.append,
        )

    def close(self) -> None:
        self.bridge.close()
        self.lanes.close()
        self.pool.close()


def test_the_sample_is_made_and_opened(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    def make(_pool: WorkerPool, report: Report) -> Path:
        report(1, 2, "take")
        return tmp_path / "sample"

    ways = _Ways(theme, tmp_path / "own", tmp_path / "own", make)
    assert ways.studios.can_open_sample()
    assert not ways.studios.can_go_home()
    ways.studios.open_sample()
    assert not ways.studios.can_open_sample()
    qtbot.waitUntil(lambda: ways.gone_to == [tmp_path / "sample"])
    ways.close()


def test_a_sample_that_cannot_be_made_is_told(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    def make(_pool: WorkerPool, _report: Report) -> Path:
        raise LibraryError("The drive is full.")

    ways = _Ways(theme, tmp_path, tmp_path, make)
    ways.studios.open_sample()
    qtbot.waitUntil(lambda: ways.told == ["The drive is full."])
    assert ways.gone_to == []
    assert ways.studios.can_open_sample()
    ways.close()


def test_from_the_sample_one_goes_home(theme: Theme, tmp_path: Path) -> None:
    ways = _Ways(theme, tmp_path / "sample", tmp_path / "own", None)
    assert not ways.studios.can_open_sample()
    ways.studios.go_home()
    assert ways.gone_to == [tmp_path / "own"]
    ways.close()


def test_going_elsewhere_closes_the_window_and_names_the_library(
    tmp_path: Path, derived_cache: Path, theme: Theme, qtbot: QtBot
) -> None:
    with Library.open(tmp_path / "sample") as library:
        folders = Folders(own_library=tmp_path / "own", cache=derived_cache, config=tmp_path / "config")
        settings = Settings(tmp_path / "settings.json")
        desk = OpenDesk(library, theme=theme, settings=settings, folders=folders, with_sound=False)
        desk.show()
        qtbot.waitExposed(desk.window)
        desk.binder.action("studio.own").trigger()
        assert desk.next_library == tmp_path / "own"
        assert not desk.window.isVisible()
        desk.close()
