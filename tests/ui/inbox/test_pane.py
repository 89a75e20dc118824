"""The inbox as a person meets it: choosing, filtering, searching, and what it says when it is empty."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.edits import markers, people, reviewing
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.takes import TakeState
from practika_desktop.ui.inbox.empty import Emptiness
from practika_desktop.ui.inbox.model import TakeRole
from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.inbox.thumbnails import Thumbnails
from practika_desktop.ui.theme.theme import Theme
from tests.support.studio import HOUR_MS, NOON, Studio

pytestmark = pytest.mark.desktop

MakePane = Callable[[], InboxPane]


@pytest.fixture
def asked() -> list[str]:
    """Give the media ids that thumbnails were asked for."""
    return []


@pytest.fixture
def make_pane(studio: Studio, theme: Theme, qtbot: QtBot, asked: list[str]) -> MakePane:
    """Give a function that shows the inbox as the studio is then."""

    def make() -> InboxPane:
        def ask(media_id: str, answer: Callable[[None], None]) -> None:
            asked.append(media_id)
            answer(None)

        thumbnails = Thumbnails()
        thumbnails.ask_by(ask)
        pane = InboxPane(studio.library, theme, thumbnails, now=lambda: NOON)
        qtbot.addWidget(pane)
        pane.resize(320, 700)
        with qtbot.waitExposed(pane):
            pane.show()
        return pane

    return make


def chosen_rows(pane: InboxPane) -> list[int]:
    return [index.row() for index in pane.list.selectionModel().selectedRows()]


def told(pane: InboxPane) -> list[str]:
    heard: list[str] = []
    pane.take_chosen.connect(heard.append)
    return heard


def test_a_click_chooses(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(5)
    pane = make_pane()
    heard = told(pane)
    place = pane.list.visualRect(pane.list.model().index(2, 0)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [ids[2]]
    assert (pane.chosen, chosen_rows(pane)) == (ids[2], [2])


def test_arrows_move_the_focus_and_enter_chooses(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(5)
    pane = make_pane()
    heard = told(pane)
    pane.focus_list()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert (heard, chosen_rows(pane)) == ([], [])
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert (heard, chosen_rows(pane)) == ([ids[2]], [2])
    QTest.keyClick(pane.list, Qt.Key.Key_End)
    QTest.keyClick(pane.list, Qt.Key.Key_Enter)
    assert heard == [ids[2], ids[4]]


def test_keys_of_the_desk_do_not_take_the_list_s_own(studio: Studio, make_pane: MakePane) -> None:
    studio.add(3)
    pane = make_pane()
    fired: list[str] = []
    for name in ("Down", "Return", "Space"):
        QShortcut(QKeySequence(name), pane).activated.connect(partial(fired.append, name))
    pane.focus_list()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(pane.list, key)
    assert fired == ["Space"]


def test_select_shows_without_telling(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(80)
    pane = make_pane()
    heard = told(pane)
    pane.select(ids[70])
    assert (heard, chosen_rows(pane)) == ([], [70])
    assert pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.model().index(70, 0)))
    pane.select(None)
    assert chosen_rows(pane) == []


def test_a_review_takes_its_row_away_and_chooses_nothing_else(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(4)
    pane = make_pane()
    heard = told(pane)
    pane.select(ids[1])
    pane.refresh(reviewing.mark_reviewed(studio.library, submission_id=ids[1]))
    assert (heard, chosen_rows(pane), pane.chosen) == ([], [], ids[1])
    assert pane.next_waiting() == ids[2]
    pane.refresh(reviewing.mark_waiting(studio.library, submission_id=ids[1]))
    assert chosen_rows(pane) == [1]


def test_the_chosen_take_stays_chosen_while_others_go(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(4)
    pane = make_pane()
    pane.select(ids[3])
    pane.refresh(reviewing.mark_reviewed(studio.library, submission_id=ids[0]))
    assert chosen_rows(pane) == [2]
    pane.refresh(people.edit_student(studio.library, student_id=studio.ana, display_name="Anouk"))
    assert chosen_rows(pane) == [2]


def test_an_edit_does_not_move_what_one_looks_at(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(80)
    pane = make_pane()
    pane.select(ids[0])
    pane.list.scrollToBottom()
    place = pane.list.verticalScrollBar().value()
    pane.refresh(markers.add_marker(studio.library, submission_id=ids[0], start_ms=1, kind=MarkerKind.PRAISE))
    assert pane.list.verticalScrollBar().value() == place
    pane.refresh(people.edit_student(studio.library, student_id=studio.ana, display_name="Anouk"))
    assert pane.list.verticalScrollBar().value() == place
    assert chosen_rows(pane) == [0]


def test_neighbours_and_the_next_that_waits(studio: Studio, make_pane: MakePane) -> None:
    ids = studio.add(3)
    pane = make_pane()
    assert (pane.neighbour(1), pane.neighbour(-1)) == (ids[0], ids[2])
    pane.select(ids[1])
    assert (pane.neighbour(1), pane.neighbour(-1), pane.next_waiting()) == (ids[2], ids[0], ids[2])
    pane.show_state(TakeState.REVIEWED)
    assert pane.next_waiting() == ids[2]


def test_search_and_choosers_narrow_and_can_be_cleared(studio: Studio, make_pane: MakePane) -> None:
    studio.add(3)
    studio.add(2, student_id=studio.ben, piece_id=studio.menuet)
    studio.add(1, exercise_id=studio.opening)
    pane = make_pane()
    QTest.keyClicks(pane.filters.search, "okafor")
    assert pane.list.model().rowCount() == 2
    QTest.keyClick(pane.filters.search, Qt.Key.Key_Escape)
    assert pane.list.model().rowCount() == 6
    work = pane.filters.work
    work.setCurrentIndex(work.findText("Opening", Qt.MatchFlag.MatchContains))
    assert (pane.current_filter.exercise_id, pane.list.model().rowCount()) == (studio.opening, 1)
    work.setCurrentIndex(work.findText("Menuet in G"))
    assert (pane.current_filter.piece_id, pane.list.model().rowCount()) == (studio.menuet, 2)
    pane.filters.student.setCurrentIndex(pane.filters.student.findText("Ana Petrova"))
    assert pane.empty.isVisible()
    assert pane.empty.why is Emptiness.NO_MATCH
    QTest.mouseClick(pane.empty.button, Qt.MouseButton.LeftButton)
    assert pane.list.model().rowCount() == 6
    assert pane.list.isVisible()


def test_an_empty_library_says_what_to_do(make_pane: MakePane, qtbot: QtBot) -> None:
    pane = make_pane()
    assert pane.empty.why is Emptiness.NOTHING_YET
    with qtbot.waitSignal(pane.import_wanted):
        QTest.mouseClick(pane.empty.button, Qt.MouseButton.LeftButton)


def test_a_finished_pile_shows_the_reviewed_takes(studio: Studio, make_pane: MakePane) -> None:
    take = studio.add(1)[0]
    pane = make_pane()
    pane.refresh(reviewing.mark_reviewed(studio.library, submission_id=take))
    assert pane.empty.why is Emptiness.NOTHING_WAITS
    QTest.mouseClick(pane.empty.button, Qt.MouseButton.LeftButton)
    assert pane.current_filter.state is TakeState.REVIEWED
    assert pane.list.model().rowCount() == 1


def test_search_is_focused_with_its_text_selected_and_left_for_the_list(studio: Studio, make_pane: MakePane) -> None:
    studio.add(2)
    pane = make_pane()
    pane.filters.search.setText("ana")
    pane.focus_search()
    assert pane.filters.search.hasFocus()
    assert pane.filters.search.selectedText() == "ana"
    QTest.keyClick(pane.filters.search, Qt.Key.Key_Return)
    assert pane.list.hasFocus()
    assert pane.list.currentIndex().row() == 0


def test_the_state_moves_with_the_arrow_keys(studio: Studio, make_pane: MakePane) -> None:
    studio.add(2)
    pane = make_pane()
    pane.filters.states.findChildren(QToolButton)[0].setFocus()
    QTest.keyClick(QApplication.focusWidget() or pane, Qt.Key.Key_Right)
    assert pane.current_filter.state is TakeState.REVIEWED


class Painted(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.rects: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note."""
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_a_thumbnail_that_arrives_is_painted_in_its_row_alone(studio: Studio, theme: Theme, qtbot: QtBot) -> None:
    studio.add(5)
    answers: dict[str, Callable[[QImage | None], None]] = {}
    thumbnails = Thumbnails()
    thumbnails.ask_by(answers.__setitem__)
    pane = InboxPane(studio.library, theme, thumbnails, now=lambda: NOON)
    qtbot.addWidget(pane)
    pane.resize(320, 700)
    with qtbot.waitExposed(pane):
        pane.show()
    qtbot.waitUntil(lambda: bool(answers))
    QApplication.processEvents()
    wanted = next(iter(answers))
    rows = pane.list.rows_in_view()
    media = [pane.list.model().index(row, 0).data(TakeRole.SUMMARY).media_id for row in rows]
    assert list(rows) == [0, 1, 2, 3, 4]
    painted = Painted(pane.list.viewport())
    answers[wanted](None)
    QApplication.processEvents()
    assert painted.rects == [pane.list.visualRect(pane.list.model().index(media.index(wanted), 0))]


def test_the_rows_in_view_are_those_that_are_seen_in_part_too(studio: Studio, make_pane: MakePane) -> None:
    assert list(make_pane().list.rows_in_view()) == []
    studio.add(100)
    pane = make_pane()
    height, seen = pane.list.rowHeight(0), pane.list.viewport().height()
    pane.list.verticalScrollBar().setValue(10 * height + height // 2)
    assert list(pane.list.rows_in_view()) == list(range(10, (10 * height + height // 2 + seen - 1) // height + 1))


def test_only_rows_in_sight_ask_for_thumbnails(
    studio: Studio, make_pane: MakePane, asked: list[str], qtbot: QtBot
) -> None:
    studio.add(100)
    pane = make_pane()
    qtbot.waitUntil(lambda: len(asked) > 5)
    assert len(set(asked)) < 15
    pane.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(set(asked)) > 15)
    assert len(set(asked)) < 30


def test_a_new_student_can_be_filtered_by_at_once(studio: Studio, make_pane: MakePane) -> None:
    pane = make_pane()
    pane.refresh(people.add_student(studio.library, display_name="Zoë"))
    assert pane.filters.student.findText("Zoë") > 0


def test_a_filter_on_who_was_archived_falls_back_to_all(studio: Studio, make_pane: MakePane) -> None:
    studio.add(2, last_at=NOON - HOUR_MS)
    pane = make_pane()
    pane.filters.student.setCurrentIndex(pane.filters.student.findText("Ben Okafor"))
    assert pane.empty.isVisible()
    pane.refresh(people.archive_student(studio.library, student_id=studio.ben))
    assert pane.current_filter.student_id is None
    assert pane.list.model().rowCount() == 2


def test_everything_one_can_reach_has_a_name(studio: Studio, make_pane: MakePane) -> None:
    studio.add(1)
    pane = make_pane()
    fields: list[QWidget] = [pane.list]
    for kind in (QLineEdit, QComboBox, QToolButton):
        fields += [one for one in pane.findChildren(kind) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [one for one in fields if not one.accessibleName()] == []


def test_the_rows_painted_follow_the_theme(studio: Studio, theme: Theme, make_pane: MakePane) -> None:
    studio.add(1)
    pane = make_pane()
    shown = pane.list.grab().toImage()
    words = {shown.pixelColor(x, y).name() for x in range(100, 200) for y in range(40)}
    assert theme.tokens.text.name() in words
    assert pane.list.indexAt(QPoint(10, 10)).row() == 0
