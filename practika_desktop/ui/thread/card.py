"""A message of the thread: who, when, what it answers, its text, and what can be done with it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.contents import CardContent
from practika_desktop.ui.thread.quote_line import QuoteLine
from practika_desktop.ui.thread.row_text import RowText

_LONGEST_RUN = 24
_BREAK = "\N{ZERO WIDTH SPACE}"


class CardAct(QToolButton):
    """A small button of a card, seen while the pointer or the keyboard is in the card."""

    def __init__(self, words: str, card: "MessageCard") -> None:
        super().__init__(card)
        self._card = card
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button while the card is attended to."""
        if self._card.is_attended:
            super().paintEvent(event)


class MessageCard(QWidget):
    """Shows a `CardContent`; an own one can be edited on the spot.

    `answer_wanted` and `withdraw_wanted` carry the message's id, `edited` its id and new text, `marker_wanted` the id
    of the marker that it answers.
    """

    answer_wanted = Signal(str)
    withdraw_wanted = Signal(str)
    edited = Signal(str, str)
    marker_wanted = Signal(str)

    def __init__(self, content: CardContent, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content = content
        self.editor: RowText | None = None
        self._sender = QLabel(self)
        self._moment = QLabel(self)
        self.text = QLabel(self)
        self.quote: QuoteLine | None = None
        self.answer = CardAct("Answer", self)
        self.edit = CardAct("Edit", self)
        self.withdraw = CardAct("Withdraw", self)
        self._lay_out()
        self._show_icons()
        theme.changed.connect(self._show_icons)
        self.answer.clicked.connect(lambda: self.answer_wanted.emit(self._content.message_id))
        self.withdraw.clicked.connect(lambda: self.withdraw_wanted.emit(self._content.message_id))
        self.edit.clicked.connect(self.begin_edit)
        self.show_content(content)

    @property
    def content(self) -> CardContent:
        """What is shown."""
        return self._content

    @property
    def is_attended(self) -> bool:
        """Whether the pointer or the keyboard is in the card."""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops in the card, in order."""
        acts: list[QWidget] = [self.answer, self.edit, self.withdraw]
        return [self.quote, *acts] if self.quote is not None else acts

    def show_content(self, content: CardContent) -> None:
        """Show another content; what is being written stays."""
        self._content = content
        self._sender.setText(content.sender)
        self._moment.setText(content.moment)
        self.text.setText(breakable(content.text))
        self.text.setAccessibleName(f"{content.sender}, {content.moment}: {content.text}")
        self.edit.setVisible(content.own)
        self.withdraw.setVisible(content.own)
        self._show_quote()
        self.update()

    def begin_edit(self) -> None:
        """Write into the message: Enter saves, as does leaving it, Shift+Enter makes a new line, Esc gives up."""
        if self.editor is None and self._content.own:
            self.editor = RowText(self._theme, parent=self)
            self.editor.setPlainText(self._content.text)
            self.editor.setAccessibleName("Text of your message")
            self.editor.decided.connect(self._end_edit)
            self.editor.left.connect(lambda: self._end_edit(save=True))
            self._column.addWidget(self.editor)
            self.text.hide()
            self.editor.show()
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
            self.editor.setFocus()

    def finish_edit(self) -> None:
        """Save what is being written into the message, if anything."""
        self._end_edit(save=True)

    def _end_edit(self, save: bool) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        text, had_focus = editor.toPlainText().strip(), editor.hasFocus()
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.text.show()
        if had_focus:
            self.edit.setFocus()
        if save and text and text != self._content.text:
            self.edited.emit(self._content.message_id, text)

    def _show_quote(self) -> None:
        quote = self._content.quote
        if quote is None or self.quote is not None:
            if self.quote is not None:
                self.quote.setVisible(quote is not None)
                if quote is not None:
                    self.quote.show_quote(quote)
            return
        self.quote = QuoteLine(quote, self._theme, self)
        self._column.insertWidget(1, self.quote)
        self.quote.clicked.connect(self._go_to_marker)

    def _go_to_marker(self) -> None:
        quote = self._content.quote
        if quote is not None and quote.marker_id is not None:
            self.marker_wanted.emit(quote.marker_id)

    def _lay_out(self) -> None:
        space = self._theme.space
        set_role(self._sender, Role.CAPTION)
        set_role(self._moment, Role.CAPTION)
        self._sender.setStyleSheet("font-weight: 600;")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        head = QHBoxLayout()
        head.setSpacing(space(1.5))
        head.addWidget(self._sender)
        head.addWidget(self._moment)
        head.addStretch(1)
        side = space(3.5)
        for act in (self.answer, self.edit, self.withdraw):
            act.setIconSize(QSize(side, side))
            act.setMaximumHeight(space(6))
            head.addWidget(act)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(3), space(1), space(2), space(2))
        self._column.setSpacing(space(0.5))
        self._column.addLayout(head)
        self._column.addWidget(self.text)

    def _show_icons(self) -> None:
        for act, icon in ((self.answer, "reply"), (self.edit, "edit"), (self.withdraw, "delete")):
            act.setIcon(self._theme.icon(icon))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground: tinted for one's own, raised with a line for others'."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        path = QPainterPath()
        radius = self._theme.space(2.5)
        path.addRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(path, tokens.selected if self._content.own else tokens.raised)
        if not self._content.own:
            painter.setPen(QColor(tokens.line))
            painter.drawPath(path)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what can be done."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide what can be done."""
        super().leaveEvent(event)
        self.update()


def breakable(text: str) -> str:
    """Return text in which runs without a space, such as addresses, can be broken."""
    words = text.split(" ")
    return " ".join(_BREAK.join(_pieces(word)) if len(word) > _LONGEST_RUN else word for word in words)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _LONGEST_RUN] for start in range(0, len(word), _LONGEST_RUN)]
