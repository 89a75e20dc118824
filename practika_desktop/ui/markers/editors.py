"""What is put into a marker's row to write in: its text and kind, or its place in the score."""

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker
from practika_desktop.ui.markers.kind_switch import KindSwitch
from practika_desktop.ui.markers.words import when
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.row_text import STAYS, RowText


class RowEditor(QFrame):
    """A box that stands in a marker's row; `decided` tells, once, whether what it holds is to be saved.

    When the keyboard goes elsewhere inside the window, it saves: nothing that was typed is lost.
    """

    decided = Signal(bool)
    grew = Signal()

    def __init__(self, marker_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.marker_id = marker_id
        self._is_open = True
        set_role(self, Role.CARD)

    def begin(self) -> None:
        """Take the keyboard."""
        raise NotImplementedError

    def height_needed(self) -> int:
        """Return the height for the present width."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.invalidate()
        layout.activate()
        return layout.totalSizeHint().height()

    def decide(self, save: bool) -> None:
        """End the writing; only the first call counts."""
        if self._is_open:
            self._is_open = False
            self.decided.emit(save)

    def shut(self) -> None:
        """Decide nothing any more."""
        self._is_open = False

    def watch(self, *fields: QWidget) -> None:
        """Notice when the keyboard leaves one of these for something outside."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Save when the keyboard has gone elsewhere."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut and event.reason() not in STAYS:
            focus = QApplication.focusWidget()
            if focus is None or not self.isAncestorOf(focus):
                self.decide(save=True)
                if focus is not None:
                    focus.setFocus()  # what follows the saving may not take the keyboard from where it was put
        return False


class TextEditor(RowEditor):
    """Holds a marker's text and kind."""

    def __init__(self, marker: Marker, theme: Theme, parent: QWidget) -> None:
        super().__init__(marker.id, parent)
        self.text = RowText(theme, parent=self)
        self.text.setPlainText(marker.text)
        self.text.setPlaceholderText("What do you hear?")
        self.text.setAccessibleName(f"Text of the marker at {when(marker)}")
        self.kinds = KindSwitch(theme, self)
        self.kinds.choose(marker.kind)
        hint = QLabel("Enter saves · Esc gives up", self)
        set_role(hint, Role.CAPTION)
        bottom = QHBoxLayout()
        bottom.addWidget(self.kinds)
        bottom.addStretch(1)
        bottom.addWidget(hint)
        column = QVBoxLayout(self)
        margin = theme.space(1.5)
        column.setContentsMargins(margin, margin, margin, theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self.text)
        column.addLayout(bottom)
        self.setFocusProxy(self.text)
        self.watch(self.text, *(self.kinds.button(kind) for kind in MarkerKind))
        self.text.decided.connect(self.decide)
        self.text.grew.connect(self.grew)
        self.kinds.chosen.connect(lambda _kind: self.text.setFocus())

    def begin(self) -> None:
        """Take the keyboard, at the end of what is there."""
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()


class PlaceField(QLineEdit):
    """One line that Enter saves and Esc gives up; both are kept from being taken as a shortcut."""

    decided = Signal(bool)

    def event(self, event: QEvent) -> bool:
        """Decide with Enter and Esc."""
        if isinstance(event, QKeyEvent) and event.key() in _DECIDES:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                if _DECIDES[Qt.Key(event.key())] is False or self.hasAcceptableInput():
                    self.decided.emit(_DECIDES[Qt.Key(event.key())])
                return True
        return super().event(event)


_DECIDES = {Qt.Key.Key_Return: True, Qt.Key.Key_Enter: True, Qt.Key.Key_Escape: False}


class PlaceEditor(RowEditor):
    """Holds a marker's page and measure; the measure as printed, such as 17 or 12a, may stay empty."""

    def __init__(self, marker: Marker, page: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(marker.id, parent)
        self.page_field = PlaceField(str(page), self)
        self.page_field.setValidator(QIntValidator(1, 9_999, self))
        self.page_field.setAccessibleName("Page")
        self.measure_field = PlaceField(marker.measure or "", self)
        self.measure_field.setValidator(
            QRegularExpressionValidator(QRegularExpression(r"\s*(\d{1,5}[A-Za-z]{0,2})?\s*"), self)
        )
        self.measure_field.setPlaceholderText("17")
        self.measure_field.setAccessibleName(f"Measure of the marker at {when(marker)}")
        hint = QLabel("Enter links · Esc gives up", self)
        set_role(hint, Role.CAPTION)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        for words, field, digits in (("Measure", self.measure_field, 6), ("Page", self.page_field, 4)):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setFixedWidth(digits * field.fontMetrics().horizontalAdvance("0") + theme.space(6))
            row.addWidget(label)
            row.addWidget(field)
            field.decided.connect(self.decide)
        row.addStretch(1)
        column = QVBoxLayout(self)
        margin = theme.space(1.5)
        column.setContentsMargins(margin, margin, margin, theme.space(1))
        column.setSpacing(theme.space(1))
        column.addLayout(row)
        column.addWidget(hint)
        self.setFocusProxy(self.measure_field)
        self.watch(self.measure_field, self.page_field)

    @property
    def page(self) -> int | None:
        """The page, None where none is written."""
        return int(self.page_field.text()) if self.page_field.hasAcceptableInput() else None

    @property
    def measure(self) -> str | None:
        """The measure's shown number, None where none is written."""
        return self.measure_field.text().strip() or None

    def begin(self) -> None:
        """Take the keyboard, ready to type over what is there."""
        self.measure_field.selectAll()
        self.measure_field.setFocus()
