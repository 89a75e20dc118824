"""The fields of a form: each keeps what it holds as soon as it is left, and says what is wrong below itself."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from practika_desktop.model.errors import PractikaError
from practika_desktop.ui.theme.roles import Role, set_role

V = TypeVar("V")
Keep = Callable[[V], object]
"""Puts a value down; raises PractikaError, whose words the field then shows."""


class Entry(QWidget, Generic[V]):
    """A label, a field, and room for a word on what is wrong. `keep` gets each new value once the field is left.

    A box to tick, and a field whose place tells what it holds, have no label above.
    """

    def __init__(self, title: str, field: QWidget, keep: Keep[V], hint: str = "", *, labelled: bool = True) -> None:
        super().__init__()
        self._keep = keep
        self._shown: V | None = None
        self.field = field
        self._wrong = QLabel(self)
        self._wrong.setWordWrap(True)
        set_role(self._wrong, Role.DANGER_TEXT)
        self._wrong.hide()
        field.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if labelled and not isinstance(field, QCheckBox):
            label = QLabel(title, self)
            label.setBuddy(field)
            set_role(label, Role.CAPTION)
            column.addWidget(label)
        column.addWidget(field)
        if hint:
            words = QLabel(hint, self)
            words.setWordWrap(True)
            set_role(words, Role.CAPTION)
            field.setAccessibleDescription(hint)
            column.addWidget(words)
        column.addWidget(self._wrong)

    @property
    def wrong(self) -> str:
        """What is wrong with the value, or nothing."""
        return self._wrong.text()

    def value(self) -> V:
        """Return what the field holds."""
        raise NotImplementedError

    def put(self, value: V) -> None:
        """Put a value into the field."""
        raise NotImplementedError

    def show_value(self, value: V) -> None:
        """Show what is kept, unless that is shown already: what is being typed, or was refused, is not disturbed."""
        if value != self._shown:
            self._shown = value
            with QSignalBlocker(self.field):
                self.put(value)
            self._say("")

    def forget(self) -> None:
        """Let the next value be shown whatever stands in the field: it is another record's."""
        self._shown = None
        self._say("")

    def leave(self) -> None:
        """Keep the value if it is new; where it cannot be kept it stays, with a word on why."""
        value = self.value()
        if value == self._shown:
            self._say("")
            return
        before, self._shown = self._shown, value
        try:
            self._keep(value)
        except PractikaError as error:
            self._shown = before
            self._say(str(error))
        else:
            self._say("")

    def _say(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        self.field.setAccessibleDescription(words)


class LineEntry(Entry[str]):
    """One line of text; kept at Enter and when the focus leaves."""

    def __init__(
        self, title: str, keep: Keep[str], *, hint: str = "", placeholder: str = "", labelled: bool = True
    ) -> None:
        self.line = QLineEdit()
        super().__init__(title, self.line, keep, hint, labelled=labelled)
        self.line.setPlaceholderText(placeholder)
        self.line.editingFinished.connect(self.leave)

    def value(self) -> str:
        """Return the text without spaces around it."""
        return self.line.text().strip()

    def put(self, value: str) -> None:
        """Show a text."""
        self.line.setText(value)


class _Text(QPlainTextEdit):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Tell when the focus leaves."""
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return bool(super().event(event))

    def sizeHint(self) -> QSize:
        """Return a height of four lines."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * 5)


class TextEntry(Entry[str]):
    """Several lines of text; kept when the focus leaves. Tab leaves."""

    def __init__(self, title: str, keep: Keep[str], *, hint: str = "") -> None:
        self.text = _Text()
        super().__init__(title, self.text, keep, hint)
        self.text.left.connect(self.leave)
        self.text.setFixedHeight(self.text.sizeHint().height())

    def value(self) -> str:
        """Return the text without white space around it."""
        return self.text.toPlainText().strip()

    def put(self, value: str) -> None:
        """Show a text."""
        self.text.setPlainText(value)


class CheckEntry(Entry[bool]):
    """A yes or no; kept at once."""

    def __init__(self, title: str, keep: Keep[bool], *, hint: str = "") -> None:
        self.box = QCheckBox(title)
        super().__init__(title, self.box, keep, hint)
        self.box.toggled.connect(lambda _on: self.leave())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def put(self, value: bool) -> None:
        """Tick it, or not."""
        self.box.setChecked(value)


class ChoiceEntry(Entry[str]):
    """One of a few, by its key; kept at once. The empty key may stand for none."""

    def __init__(self, title: str, keep: Keep[str], *, hint: str = "") -> None:
        self.box = QComboBox()
        super().__init__(title, self.box, keep, hint)
        self.box.currentIndexChanged.connect(lambda _number: self.leave())

    def offer(self, choices: Sequence[tuple[str, str, QIcon | None]]) -> None:
        """Offer choices: key, words and an icon; what is chosen stays chosen."""
        chosen = self.value()
        with QSignalBlocker(self.box):
            self.box.clear()
            for key, words, icon in choices:
                self.box.addItem(icon or QIcon(), words, key)
            self.put(chosen)

    def value(self) -> str:
        """Return the key of what is chosen."""
        return str(self.box.currentData() or "")

    def put(self, value: str) -> None:
        """Choose by key."""
        self.box.setCurrentIndex(self.box.findData(value))
