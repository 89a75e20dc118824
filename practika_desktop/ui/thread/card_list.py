"""The cards of a thread, one below the other; own ones to the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.card import MessageCard
from practika_desktop.ui.thread.contents import CardContent

AT_ONCE = 8
"""So many new cards are made at once: more than the room shows."""
A_TURN = 4
"""So many are made in each later turn of the event loop."""

_CARD, _FREE = 8, 1


class CardList(QWidget):
    """Keeps the card of a message as long as the message is shown, so that what is written into it stays.

    `grown` is emitted when cards came later than `show_contents`.
    """

    answer_wanted = Signal(str)
    withdraw_wanted = Signal(str)
    edited = Signal(str, str)
    marker_wanted = Signal(str)
    grown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, QWidget] = {}
        self._cards: dict[str, MessageCard] = {}
        self._order: list[str] = []
        self._waiting: list[CardContent] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_on)
        self._column = QVBoxLayout(self)
        margin = theme.space(3)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.space(2))
        self._column.addStretch(1)

    @property
    def cards(self) -> list[MessageCard]:
        """The cards in their order."""
        return [self._cards[message_id] for message_id in self._order if message_id in self._cards]

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width: the layout's own least height is that of cards as narrow as they can be."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_contents(self, contents: Sequence[CardContent]) -> None:
        """Show these contents in this order; of many new ones the newest at once, the others from turn to turn."""
        self._order = [content.message_id for content in contents]
        for message_id in self._cards.keys() - set(self._order):
            del self._cards[message_id]
            row = self._rows.pop(message_id)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._waiting = [content for content in contents if content.message_id not in self._cards]
        for content in contents:
            card = self._cards.get(content.message_id)
            if card is not None and card.content != content:
                card.show_content(content)
        self._make_newest(AT_ONCE)

    def _make_newest(self, most: int) -> None:
        """Make the cards of the newest contents that wait for one; a card takes half a millisecond and more."""
        for _ in range(min(most, len(self._waiting))):
            content = self._waiting.pop()
            self._cards[content.message_id] = self._make(content)
        for place, message_id in enumerate(one for one in self._order if one in self._cards):
            row = self._rows[message_id]
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        if self._waiting:
            self._later.start()

    def _go_on(self) -> None:
        self._make_newest(A_TURN)
        self.grown.emit()

    def _make(self, content: CardContent) -> MessageCard:
        row = QWidget(self)
        card = MessageCard(content, self._theme, row)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(card, _CARD)
        line.insertStretch(0 if content.own else 1, _FREE)
        self._rows[content.message_id] = row
        card.answer_wanted.connect(self.answer_wanted)
        card.withdraw_wanted.connect(self.withdraw_wanted)
        card.edited.connect(self.edited)
        card.marker_wanted.connect(self.marker_wanted)
        return card
