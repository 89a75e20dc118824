"""Where a name is typed or picked: what exists is offered, what does not can be made."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from practika_desktop.ui.importing.file_names import fold


def create_words(name: str) -> str:
    """Return the words that offer to make something of this name."""
    return f"Create “{name}”"


def offers(typed: str, names: Sequence[str]) -> list[str]:
    """Return what is offered for what is typed: the names that hold it, and to make it where it is not there.

    Names that begin with it come first. Case and accents do not count.
    """
    wanted = fold(" ".join(typed.split()))
    found = sorted((name for name in names if wanted in fold(name)), key=lambda name: not fold(name).startswith(wanted))
    if wanted and all(fold(name) != wanted for name in names):
        found.append(create_words(" ".join(typed.split())))
    return found


class NameEditor(QComboBox):
    """An editable list of names. Typing narrows it; a name that is not there is offered to be made.

    `settled` tells that one of the offers was taken, `activated` (Qt's) that an entry of the list was; what a name
    stands for, and whether it must be made, is the owner's to find out from `name`.
    """

    settled = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._offers = QStringListModel(self)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.addItems(self._names)
        self.setCurrentIndex(-1)
        completer = QCompleter(self._offers, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._field = QLineEdit(self)
        self._completer = completer
        self.setLineEdit(self._field)
        self.setCompleter(completer)
        self._field.setPlaceholderText("None")
        self._field.textEdited.connect(self._offer)
        completer.activated.connect(self._take)

    @property
    def name(self) -> str:
        """The name that stands there now, empty for none."""
        return " ".join(self.currentText().split())

    def call(self, words: str) -> None:
        """Give the list and the field in it their name for a screen reader."""
        self.setAccessibleName(words)
        self._field.setAccessibleName(words)

    def set_name(self, name: str) -> None:
        """Show a name, all of it selected so that typing replaces it."""
        self.setCurrentIndex(self.findText(name, Qt.MatchFlag.MatchExactly))
        self.setEditText(name)
        self._field.selectAll()

    def _offer(self, typed: str) -> None:
        self._offers.setStringList(offers(typed, self._names))
        self._completer.complete()

    def _take(self, text: str) -> None:
        """Put in the place of the words that offer to make a name that name."""
        if text not in self._names:
            text = text.removeprefix(create_words("")[:-1]).removesuffix(create_words("")[-1])
        self.setEditText(text)
        self.settled.emit()
