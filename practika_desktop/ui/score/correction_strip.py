"""The strip under the page while its measures are corrected: what is chosen, and which keys do what."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from practika_desktop.model.measures.measures import Place
from practika_desktop.ui.shell.elided import ElidedLabel
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_CHOSEN = (
    ("correct.split", "split"),
    ("correct.merge", "merge"),
    ("correct.delete", "delete"),
    ("correct.barline_back", "moves its barline"),
    ("correct.opens", "repeat opens"),
    ("correct.closes", "closes"),
    ("correct.signs", "signs"),
    ("correct.pick_up", "pick-up"),
    ("correct.part", "second half"),
    ("correct.enter", "line is right"),
    ("correct.next_unsure", "next doubt"),
)
_TYPED = (
    ("correct.enter", "number"),
    ("correct.rest", "rest"),
    ("correct.ending", "ending"),
    ("correct.beats", "beats"),
    ("correct.closes", "times played"),
    ("correct.leave", "give up"),
)

_LINES = 3


class CorrectionStrip(QFrame):
    """Names what is chosen and the keys that hold for it; `done_wanted` is emitted by its one button."""

    done_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._made: Mapping[str, QAction] = {}
        self._state: tuple[Sequence[Place], int, str] = ((), 0, "")
        self._what = ElidedLabel(self)
        self._keys = QLabel(self)
        self.done = QPushButton("Done", self)
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.setAccessibleName("Done correcting")
        self.done.clicked.connect(self.done_wanted)
        self._lay_out()
        theme.changed.connect(self._show)
        self.hide()

    @property
    def words(self) -> str:
        """What it says is chosen."""
        return self._what.text()

    def attach_actions(self, actions: Mapping[str, QAction]) -> None:
        """Name the keys of these actions, given by id."""
        self._made = actions
        for name, _ in (*_CHOSEN, *_TYPED):
            actions[name].changed.connect(self._show)

    def show_state(self, chosen: Sequence[Place], unsure: int, typed: str) -> None:
        """Show what is chosen, how many lines are unsure, and the keys for what is being typed or chosen."""
        self._state = (chosen, unsure, typed)
        self._show()

    def _show(self) -> None:
        chosen, unsure, typed = self._state
        self._what.say(" · ".join((_chosen_words(chosen), _unsure_words(unsure))))
        rows = _TYPED if typed else _CHOSEN
        caps = [f"{self._cap(name)} {escape(words)}" for name, words in rows if name in self._made]
        if not typed:
            caps.insert(3, f"{_bold('0–9')} number")  # noqa: RUF001 - a range
        self._keys.setText(
            "&nbsp; ".join(cap.replace(" ", "&nbsp;") for cap in caps).replace("&nbsp;&nbsp;", "&nbsp; ")
        )

    def _cap(self, name: str) -> str:
        key = self._made[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return _bold(escape(key.replace("Return", "Enter"))) if key else ""

    def _lay_out(self) -> None:
        set_role(self, Role.BAR)
        self.setAccessibleName("Correcting the measures")
        set_role(self._keys, Role.CAPTION)
        self._keys.setTextFormat(Qt.TextFormat.RichText)
        self._keys.setWordWrap(True)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._keys.setFixedHeight(_LINES * self._keys.fontMetrics().lineSpacing())  # the page keeps its size
        top = QHBoxLayout()
        top.addWidget(self._what, 1)
        top.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            self._theme.space(3), self._theme.space(1), self._theme.space(2), self._theme.space(2)
        )
        column.setSpacing(self._theme.space(0.5))
        column.addLayout(top)
        column.addWidget(self._keys)


def _bold(words: str) -> str:
    return f"<b>{words}</b>"


def _chosen_words(chosen: Sequence[Place]) -> str:
    if not chosen:
        return "Correcting the measures"
    first, last = chosen[0], chosen[-1]
    words = f"Measure {first.label}" if first is last else f"Measures {first.label} to {last.label}"
    return words if first.is_sure else f"{words} (in doubt)"


def _unsure_words(unsure: int) -> str:
    return {0: "no line in doubt", 1: "1 line in doubt"}.get(unsure, f"{unsure} lines in doubt")
