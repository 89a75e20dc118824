"""Which keys each action has now: the table's own, changed by the teacher, perhaps without single characters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from practika_desktop.ui.actions.action import Action, Context


@dataclass(frozen=True, slots=True)
class Clash:
    """Two actions that would answer to one key in the same place."""

    key: str
    one: str
    other: str


def is_single_character(key: str) -> bool:
    """Tell whether a key is one printable character, with Shift at most (WCAG 2.1.4); Space is none."""
    return len(normal(key).removeprefix("Shift+")) == 1


def effective_keys(
    actions: Iterable[Action], changes: Mapping[str, Sequence[str]], *, single_characters: bool
) -> dict[str, tuple[str, ...]]:
    """Return the keys by action id; changes replace an action's own keys, unreadable ones are left out."""
    found = {}
    for action in actions:
        keys = changes.get(action.id, action.keys)
        usable = [normal(key) for key in keys if normal(key)]
        found[action.id] = tuple(key for key in usable if single_characters or not is_single_character(key))
    return found


def normal(key: str) -> str:
    """Return a key in Qt's portable words, empty when it is none."""
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def key_words(key: str) -> str:
    """Return a key in the words and signs of this system, for people; both Enter keys have one name."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def clashes(actions: Sequence[Action], keys: Mapping[str, Sequence[str]]) -> list[Clash]:
    """Return every pair of actions that share a key in the same place."""
    found = []
    for index, one in enumerate(actions):
        for other in actions[index + 1 :]:
            if not _meet(one.context, other.context):
                continue
            shared = [key for key in keys[one.id] if key in keys[other.id]]
            found += [Clash(key, one.id, other.id) for key in shared]
    return found


def _meet(one: Context, other: Context) -> bool:
    """Tell whether two contexts can hold at once; the reply has its own keys, and those of the whole window."""
    return one is other or Context.WINDOW in (one, other)
