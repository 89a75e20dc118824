"""What is offered while a name is typed, and what taking an offer means."""

import pytest
from pytestqt.qtbot import QtBot

from practika_desktop.ui.importing.name_editor import NameEditor, create_words, offers

pytestmark = pytest.mark.desktop

NAMES = ["Johanna", "Ana Petrova", "Zoë"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("an", ["Ana Petrova", "Johanna", create_words("an")]),
        ("ana petrova", ["Ana Petrova"]),
        ("ZOE", ["Zoë"]),
        ("  Clara   N ", [create_words("Clara N")]),
        ("", NAMES),
        ("  ", NAMES),
    ],
)
def test_offers(typed: str, expected: list[str]) -> None:
    assert offers(typed, NAMES) == expected


@pytest.mark.parametrize(("offer", "name"), [("Zoë", "Zoë"), (create_words("Clara"), "Clara")])
def test_an_offer_taken_is_the_name_it_stands_for(offer: str, name: str, qtbot: QtBot) -> None:
    editor = NameEditor(NAMES)
    qtbot.addWidget(editor)
    editor.set_name("Johanna")
    with qtbot.waitSignal(editor.settled):
        editor._completer.activated.emit(offer)
    assert editor.name == name


def test_a_name_shown_is_replaced_by_typing(qtbot: QtBot) -> None:
    editor = NameEditor(NAMES)
    qtbot.addWidget(editor)
    editor.set_name("Johanna")
    assert (editor.name, editor._field.selectedText()) == ("Johanna", "Johanna")
