"""The room of the thread: messages, answers, and a reply that is never lost or sent by mistake."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from practika_desktop.model.records import Marker, Message
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.card import MessageCard
from practika_desktop.ui.thread.card_list import AT_ONCE
from practika_desktop.ui.thread.pane import ThreadPane
from tests.support.said import ME, NAMES, NOON, a_draft, a_marker, a_message

pytestmark = pytest.mark.desktop


@pytest.fixture
def marker() -> Marker:
    return a_marker(23_400, "count 1-2-3-4")


@pytest.fixture
def messages(marker: Marker) -> list[Message]:
    return [
        a_message("Here it is."),
        a_message("Better!", sender=ME),
        a_message("I did not know that.", answers_marker=marker.id),
    ]


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, marker: Marker, messages: list[Message]) -> ThreadPane:
    """Return a pane on the screen with three messages, the second one the teacher's."""
    pane = ThreadPane(theme, now=lambda: NOON)
    qtbot.addWidget(pane)
    pane.set_student("Ana")
    pane.show_thread(messages, [marker], NAMES, ME)
    pane.set_draft(None)
    pane.resize(420, 620)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def card(pane: ThreadPane, place: int) -> MessageCard:
    return pane.cards.cards[place]


def test_messages_stand_in_their_order_own_ones_to_the_right(pane: ThreadPane) -> None:
    assert [one.content.text for one in pane.cards.cards] == ["Here it is.", "Better!", "I did not know that."]
    lefts = [one.mapTo(pane, one.rect().topLeft()).x() for one in pane.cards.cards]
    tops = [one.mapTo(pane, one.rect().topLeft()).y() for one in pane.cards.cards]
    assert lefts[0] == lefts[2] < lefts[1]
    assert tops == sorted(tops)


def test_text_can_be_selected_with_the_keyboard_too(pane: ThreadPane) -> None:
    flags = card(pane, 0).text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_marker_that_is_answered_is_gone_to(qtbot: QtBot, pane: ThreadPane, marker: Marker) -> None:
    quote = card(pane, 2).quote
    assert quote is not None
    assert quote.quote.words == "0:23 count 1-2-3-4"
    with qtbot.waitSignal(pane.marker_chosen) as told:
        QTest.mouseClick(quote, Qt.MouseButton.LeftButton)
    assert told.args == [marker.id]


def test_each_key_in_the_reply_is_told_at_once(pane: ThreadPane) -> None:
    told: list[str] = []
    pane.draft_changed.connect(told.append)
    pane.focus_composer()
    QTest.keyClicks(pane.composer.text, "Hi")
    assert told == ["H", "Hi"]
    assert pane.text == "Hi"


def test_a_draft_is_put_there_without_telling(pane: ThreadPane, marker: Marker) -> None:
    told: list[str] = []
    pane.draft_changed.connect(told.append)
    pane.set_draft(a_draft("half", answers_marker=marker.id))
    assert (pane.text, pane.answers_marker_id, pane.answers_message_id) == ("half", marker.id, None)
    pane.set_draft(None)
    assert (pane.text, pane.answers_marker_id) == ("", None)
    assert told == []


def test_the_reply_stays_when_the_thread_is_shown_anew(
    pane: ThreadPane, marker: Marker, messages: list[Message]
) -> None:
    pane.focus_composer()
    QTest.keyClicks(pane.composer.text, "half-writ")
    pane.answer_marker(marker.id)
    pane.show_thread([*messages, a_message("New.")], [marker], NAMES, ME)
    QTest.keyClicks(pane.composer.text, "ten")
    assert pane.text == "half-written"
    assert pane.answers_marker_id == marker.id


def test_answering_is_shown_told_and_taken_back(pane: ThreadPane, marker: Marker, messages: list[Message]) -> None:
    told: list[str] = []
    pane.draft_changed.connect(told.append)
    pane.answer_marker(marker.id)
    assert pane.composer.answered is not None
    assert pane.composer.answered.quote.words == "0:23 count 1-2-3-4"
    assert pane.composer.stop_answering.isVisible()
    QTest.mouseClick(card(pane, 0).answer, Qt.MouseButton.LeftButton)
    assert (pane.answers_message_id, pane.answers_marker_id) == (messages[0].id, None)
    assert QApplication.focusWidget() is pane.composer.text
    QTest.mouseClick(pane.composer.stop_answering, Qt.MouseButton.LeftButton)
    assert pane.answers_message_id is None
    assert not pane.composer.stop_answering.isVisible()
    assert len(told) == 3


def test_what_is_answered_is_let_go_when_it_is_gone(pane: ThreadPane, marker: Marker, messages: list[Message]) -> None:
    pane.answer_marker(marker.id)
    pane.show_thread(messages, [], NAMES, ME)
    assert pane.answers_marker_id is None


def test_the_button_sends_what_is_written(pane: ThreadPane, marker: Marker) -> None:
    sent: list[tuple[object, ...]] = []
    pane.send_requested.connect(lambda *what: sent.append(what))
    assert not pane.composer.send.isEnabled()
    pane.focus_composer()
    QTest.keyClicks(pane.composer.text, "Good.")
    pane.answer_marker(marker.id)
    QTest.mouseClick(pane.composer.send, Qt.MouseButton.LeftButton)
    assert sent == [("Good.", None, marker.id)]


def test_ctrl_enter_is_let_through_and_enter_is_a_new_line(pane: ThreadPane) -> None:
    pane.focus_composer()
    QTest.keyClicks(pane.composer.text, "a")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier, "\r")
        pane.composer.text.keyPressEvent(event)
        assert not event.isAccepted()
    assert pane.text == "a"
    QTest.keyClick(pane.composer.text, Qt.Key.Key_Return)
    assert pane.text == "a\n"


def test_the_reply_grows_to_six_lines_and_then_scrolls(pane: ThreadPane) -> None:
    field = pane.composer.text
    heights = []
    for lines in (1, 2, 4, 6, 7, 20):
        pane.composer.set_text("\n".join("x" * lines))
        heights.append(field.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4] == heights[5]
    assert field.verticalScrollBar().maximum() == 14
    pane.composer.set_text("x" * 400)
    assert field.height() > heights[1]


def test_who_is_written_to_is_named(pane: ThreadPane) -> None:
    said = pane.composer.text.placeholderText()
    assert said == "Write to Ana. Ctrl+Enter sends, marks reviewed and goes on"


def test_own_messages_are_edited_on_the_spot(pane: ThreadPane, messages: list[Message]) -> None:
    told: list[tuple[str, str]] = []
    pane.edit_requested.connect(lambda *what: told.append(what))
    QTest.mouseClick(card(pane, 1).edit, Qt.MouseButton.LeftButton)
    editor = card(pane, 1).editor
    assert editor is not None
    QTest.keyClicks(editor, " Really.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told == [(messages[1].id, "Better! Really.")]
    assert card(pane, 1).editor is None


def test_an_edit_is_given_up_or_changes_nothing(pane: ThreadPane) -> None:
    told: list[tuple[str, str]] = []
    pane.edit_requested.connect(lambda *what: told.append(what))
    for keys, end in (("no", Qt.Key.Key_Escape), ("", Qt.Key.Key_Return)):
        card(pane, 1).begin_edit()
        editor = card(pane, 1).editor
        assert editor is not None
        QTest.keyClicks(editor, keys)
        QTest.keyClick(editor, end)
    assert told == []
    assert card(pane, 1).text.text() == "Better!"


def test_leaving_an_edit_saves_it(qtbot: QtBot, pane: ThreadPane, messages: list[Message]) -> None:
    told: list[tuple[str, str]] = []
    pane.edit_requested.connect(lambda *what: told.append(what))
    card(pane, 1).begin_edit()
    editor = card(pane, 1).editor
    assert editor is not None
    QTest.keyClicks(editor, " Yes.")
    pane.focus_composer()
    assert told == [(messages[1].id, "Better! Yes.")]
    qtbot.waitUntil(pane.composer.text.hasFocus)


def test_an_edit_survives_a_thread_shown_anew(pane: ThreadPane, marker: Marker, messages: list[Message]) -> None:
    card(pane, 1).begin_edit()
    editor = card(pane, 1).editor
    assert editor is not None
    QTest.keyClicks(editor, " Real")
    pane.show_thread([*messages, a_message("New.")], [marker], NAMES, ME)
    assert card(pane, 1).editor is editor
    assert editor.toPlainText() == "Better! Real"


def test_own_messages_are_withdrawn_and_others_are_not(
    qtbot: QtBot, pane: ThreadPane, marker: Marker, messages: list[Message]
) -> None:
    assert not card(pane, 0).withdraw.isVisible()
    assert not card(pane, 0).edit.isVisible()
    card(pane, 0).begin_edit()
    assert card(pane, 0).editor is None
    with qtbot.waitSignal(pane.withdraw_requested) as told:
        QTest.mouseClick(card(pane, 1).withdraw, Qt.MouseButton.LeftButton)
    assert told.args == [messages[1].id]
    pane.show_thread([messages[0], messages[2]], [marker], NAMES, ME)
    assert [one.content.message_id for one in pane.cards.cards] == [messages[0].id, messages[2].id]


def test_an_empty_thread_says_so_and_no_take_takes_no_reply(pane: ThreadPane) -> None:
    pane.show_thread([], [], NAMES, ME)
    assert not pane.cards.isVisible()
    assert pane.composer.isEnabled()
    pane.clear()
    assert pane.text == ""
    assert not pane.composer.isEnabled()


def test_the_newest_message_is_in_view(qtbot: QtBot, pane: ThreadPane) -> None:
    many = [a_message(f"Message {n}\nwith a second line") for n in range(40)]
    pane.show_thread(many, [], NAMES, ME)
    last = card(pane, -1)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())


def test_the_newest_message_is_in_view_when_the_thread_is_shown_later(qtbot: QtBot, theme: Theme) -> None:
    tabs, pane = QTabWidget(), ThreadPane(theme, now=lambda: NOON)
    qtbot.addWidget(tabs)
    tabs.addTab(QWidget(), "Markers")
    tabs.addTab(pane, "Thread")
    tabs.resize(420, 620)
    tabs.show()
    pane.show_thread([a_message(f"Message {n}\nwith a second line") for n in range(40)], [], NAMES, ME)
    QApplication.processEvents()
    tabs.setCurrentWidget(pane)
    last = card(pane, -1)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    pane.composer.text.setPlainText("one\ntwo\nthree\nfour\nfive")
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())


def test_below_the_newest_message_nothing_is_left_empty(qtbot: QtBot, pane: ThreadPane) -> None:
    pane.show_thread(
        [a_message("Listen to measure 9 again: what changes there? " * 2) for _ in range(20)], [], NAMES, ME
    )
    area, last = pane.findChild(QScrollArea), card(pane, -1)
    assert area is not None
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    below = area.viewport().height() - last.mapTo(area.viewport(), last.rect().bottomLeft()).y()
    assert below < last.fontMetrics().lineSpacing() * 2


def test_of_a_long_thread_the_newest_messages_come_first_and_all_in_their_order(qtbot: QtBot, pane: ThreadPane) -> None:
    words = [f"Message {n}" for n in range(30)]
    pane.show_thread([a_message(text) for text in words], [], NAMES, ME)
    shown = pane.cards.cards
    assert [one.content.text for one in shown] == words[-AT_ONCE:]
    qtbot.waitUntil(lambda: len(pane.cards.cards) == len(words))
    assert [one.content.text for one in pane.cards.cards] == words
    assert pane.cards.cards[-AT_ONCE:] == shown
    qtbot.waitUntil(lambda: shown[-1].visibleRegion().boundingRect().height() == shown[-1].height())
    tops = [one.mapTo(pane, one.rect().topLeft()).y() for one in pane.cards.cards]
    assert tops == sorted(tops)
    qtbot.waitUntil(card(pane, 0).answer.isVisible)
    card(pane, 0).answer.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card(pane, 1).answer


def test_another_thread_takes_the_place_of_one_that_is_not_there_whole(qtbot: QtBot, pane: ThreadPane) -> None:
    pane.show_thread([a_message(f"Message {n}") for n in range(30)], [], NAMES, ME)
    told = []
    pane.cards.grown.connect(lambda: told.append([one.content.text for one in pane.cards.cards]))
    pane.show_thread([a_message("Of another take")], [], NAMES, ME)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [["Of another take"]]
    pane.show_thread([a_message(f"Message {n}") for n in range(30)], [], NAMES, ME)
    pane.clear()
    assert pane.cards.cards == []
    qtbot.waitUntil(lambda: len(told) == 2)
    assert pane.cards.cards == []


def test_what_is_written_meanwhile_stands_at_the_end(qtbot: QtBot, pane: ThreadPane) -> None:
    long = [a_message(f"Message {n}") for n in range(20)]
    pane.show_thread(long, [], NAMES, ME)
    pane.show_thread([*long, a_message("Yes", sender=ME)], [], NAMES, ME)
    assert card(pane, -1).content.text == "Yes"
    qtbot.waitUntil(lambda: len(pane.cards.cards) == 21)
    assert [one.content.text for one in pane.cards.cards] == [*(f"Message {n}" for n in range(20)), "Yes"]


def test_who_has_scrolled_back_stays_there(qtbot: QtBot, pane: ThreadPane) -> None:
    many = [a_message(f"Message {n}\nwith a second line") for n in range(40)]
    pane.show_thread(many, [], NAMES, ME)
    qtbot.waitUntil(lambda: len(pane.cards.cards) == len(many))
    area = pane.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value())
    bar.setValue(100)
    height = pane.composer.height()
    pane.composer.text.setPlainText("one\ntwo\nthree\nfour\nfive")
    qtbot.waitUntil(lambda: pane.composer.height() > height)
    assert bar.value() == 100


def test_what_can_be_done_is_named_and_reached_by_tab(pane: ThreadPane) -> None:
    for act in (card(pane, 1).answer, card(pane, 1).edit, card(pane, 1).withdraw):
        assert act.accessibleName()
        assert act.focusPolicy() & Qt.FocusPolicy.TabFocus
    card(pane, 1).edit.setFocus()
    assert card(pane, 1).is_attended
    assert not card(pane, 0).is_attended


def test_tab_goes_from_the_oldest_card_to_the_reply(
    qtbot: QtBot, pane: ThreadPane, marker: Marker, messages: list[Message]
) -> None:
    pane.show_thread([a_message("Earlier.", sender=ME), *messages], [marker], NAMES, ME)
    qtbot.waitUntil(card(pane, 0).edit.isVisible)
    card(pane, 0).answer.setFocus()
    passed: list[object] = []
    while QApplication.focusWidget() is not pane.composer.text and len(passed) < 30:
        passed.append(QApplication.focusWidget())
        QTest.keyClick(pane, Qt.Key.Key_Tab)
    first, second, third, last = pane.cards.cards
    assert passed == [
        *(first.answer, first.edit, first.withdraw),
        second.answer,
        *(third.answer, third.edit, third.withdraw),
        *(last.quote, last.answer),
    ]
