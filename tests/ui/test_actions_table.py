"""The table of actions: whole, unique, without clashes; keys as they hold after changes."""

import pytest

from practika_desktop.ui.actions.action import Action, Context, Menu
from practika_desktop.ui.actions.keymap import Clash, clashes, effective_keys, is_single_character, normal
from practika_desktop.ui.actions.table import ACTIONS
from practika_desktop.ui.theme.icons import icon_names

pytestmark = pytest.mark.desktop

# The keys that are promised, by what they do.
PROMISED = {
    "Space": "play.toggle",
    "J": "play.back",
    "K": "play.stop",
    "L": "play.forward",
    "Left": "play.frame_back",
    "Right": "play.frame_forward",
    ",": "play.frame_back",
    ".": "play.frame_forward",
    "Shift+Left": "play.second_back",
    "Shift+Right": "play.second_forward",
    "Ctrl+Left": "mark.previous",
    "Ctrl+Right": "mark.next",
    "Up": "play.faster",
    "Down": "play.slower",
    "Backspace": "play.normal_rate",
    "I": "play.loop_in",
    "O": "play.loop_out",
    "P": "play.loop",
    "M": "mark.feedback",
    "Shift+M": "mark.question",
    "Alt+M": "mark.praise",
    "#": "mark.link",
    "E": "mark.edit",
    "Del": "mark.delete",
    "Return": "review.compose",
    "Esc": "view.player",
    "[": "score.previous",
    "]": "score.next",
    "{": "score.half_back",
    "}": "score.half_forward",
    **{str(n): f"mark.snippet_{n}" for n in range(1, 10)},
    "+": "timeline.zoom_in",
    "-": "timeline.zoom_out",
    "0": "timeline.fit",
    "Shift+Return": "review.answer_marker",
    "N": "review.next_waiting",
    "PgUp": "review.previous",
    "PgDown": "review.next",
    "Ctrl+Return": "review.send",
    "Shift+G": "score.correct",
    "Ctrl+Z": "edit.undo",
    "Ctrl+Shift+Z": "edit.redo",
    "?": "help.keys",
}


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize(("key", "action_id"), PROMISED.items())
def test_promised_keys_are_there(key: str, action_id: str) -> None:
    [found] = [action.id for action in ACTIONS if key in action.keys and action.context is not Context.CORRECT]
    assert found == action_id


def test_no_two_actions_share_a_key() -> None:
    assert clashes(ACTIONS, effective_keys(ACTIONS, {}, single_characters=True)) == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_whole(action: Action) -> None:
    assert action.title
    assert all(normal(key) == key for key in action.keys)
    assert action.icon == "" or action.icon in icon_names()


def test_every_menu_has_an_access_key_that_no_action_has() -> None:
    access = [f"Alt+{menu.value[menu.value.index('&') + 1].upper()}" for menu in Menu]
    assert len(set(access)) == len(access)
    assert not {key for action in ACTIONS for key in action.keys} & set(access)


@pytest.mark.parametrize(
    ("key", "single"),
    [
        ("M", True),
        ("Shift+M", True),
        ("#", True),
        ("?", True),
        ("1", True),
        (",", True),
        ("Space", False),
        ("Alt+M", False),
        ("Ctrl+Z", False),
        ("Left", False),
        ("F1", False),
        ("Del", False),
        ("Return", False),
    ],
)
def test_single_characters_are_known(key: str, single: bool) -> None:
    assert is_single_character(key) is single


def _action(name: str, *keys: str, context: Context = Context.REVIEW) -> Action:
    return Action(id=name, title=name, menu=Menu.PLAY, keys=keys, context=context, run=lambda _desk: None)


def test_single_characters_can_be_switched_off() -> None:
    keys = effective_keys(ACTIONS, {}, single_characters=False)
    assert keys["mark.feedback"] == ()
    assert keys["help.keys"] == ("F1",)
    assert keys["play.toggle"] == ("Space",)


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ({}, ("A", "B")),
        ({"one": ["X"]}, ("X",)),
        ({"one": []}, ()),
        ({"one": ["ctrl+x", "Nonsense+Q", "X"]}, ("Ctrl+X", "X")),
        ({"other": ["X"]}, ("A", "B")),
    ],
)
def test_changes_replace_keys(change: dict[str, list[str]], keys: tuple[str, ...]) -> None:
    assert effective_keys([_action("one", "A", "B")], change, single_characters=True)["one"] == keys


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (Context.REVIEW, Context.REVIEW, True),
        (Context.REVIEW, Context.WINDOW, True),
        (Context.BESIDE, Context.WINDOW, True),
        (Context.REVIEW, Context.BESIDE, False),
        (Context.CORRECT, Context.WINDOW, True),
        (Context.CORRECT, Context.REVIEW, False),
    ],
)
def test_clashes_are_of_contexts_that_meet(one: Context, other: Context, clash: bool) -> None:
    rows = [_action("one", "A", context=one), _action("other", "A", context=other)]
    found = clashes(rows, effective_keys(rows, {}, single_characters=True))
    assert found == ([Clash("A", "one", "other")] if clash else [])
