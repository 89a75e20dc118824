"""For who hears the desk: everything that Tab reaches has a name, in the window and its dialogs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QListWidget, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.edits.messages import send_message
from practika_desktop.model.kinds import MarkerKind
from tests.support.desks import DeskBench
from tests.support.dialogs import opened_dialog, pages_of

pytestmark = pytest.mark.desktop


def _nameless(top: QWidget) -> list[str]:
    """Return what Tab reaches and no name is told of."""
    return [_path(one) for one in top.findChildren(QWidget) if _is_stop(one) and not _name(one)]


def _is_stop(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.focusProxy() is None


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def _path(widget: QWidget) -> str:
    names = []
    step: QWidget | None = widget
    while step is not None:
        names.append(type(step).__name__)
        step = step.parentWidget()
    return " < ".join(names)


def _window_states(bench: DeskBench) -> Iterator[str]:
    yield "a take"
    bench.desk.marking.add(MarkerKind.QUESTION)
    yield "a marker's text"
    bench.open.panes.markers.finish_edit()
    bench.desk.linking.ask_measure()
    yield "a marker's measure"
    bench.hands.press(Qt.Key.Key_Escape)
    bench.open.history.run(send_message, submission_id=bench.studio.takes[0], text="Well done")
    bench.desk.rooms.thread()
    bench.desk.reviewing.answer(bench.desk.marking.chosen)
    yield "the thread"
    bench.open.panes.score.mentions.heading.click()
    yield "what else is about the page"
    bench.open.panes.inbox.filters.search.setText("nobody")
    yield "an empty inbox"
    bench.open.panes.score.show_score(None, "Minuet in G")
    yield "no score"
    bench.desk.rooms.show_all_done(bench.desk.sitting, 0)
    yield "all done"
    bench.desk.rooms.show_first_start()
    yield "first start"


def test_all_of_the_window_is_named(scored_bench: DeskBench) -> None:
    for state in _window_states(scored_bench):
        QApplication.processEvents()
        assert _nameless(scored_bench.open.window) == [], state


@pytest.mark.parametrize("name", ["import_takes", "records", "settings", "keys", "about"])
def test_all_of_a_dialog_is_named(scored_bench: DeskBench, qtbot: QtBot, name: str) -> None:
    getattr(scored_bench.desk.dialogs, name)()
    dialog = opened_dialog()
    for page in pages_of(dialog, qtbot):
        assert _nameless(dialog) == [], page
    dialog.close()


def test_a_widget_without_a_name_is_found(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    QListWidget(box)
    box.show()
    qtbot.waitExposed(box)
    assert _nameless(box) == ["QListWidget < QMessageBox"]
