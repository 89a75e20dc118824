"""The cards of a thread, one below the other; own ones to the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.card import MessageCard
from practika_desktop.ui.thread.contents import CardContent

_CARD, _FREE = 8, 1


class CardList(QWidget):
    """Keeps the card of a message as long as the message is shown, so that what is written into it stays."""

    answer_wanted = Signal(str)
    withdraw_wanted = Signal(str)
    edited = Signal(str, str)
    marker_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, QWidget] = {}
        self._cards: dict[str, MessageCard] = {}
        self._column = QVBoxLayout(self)
        margin = theme.space(3)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.space(2))
        self._column.addStretch(1)

    @property
    def cards(self) -> list[MessageCard]:
        """The cards in their order."""
        return list(self._cards.values())

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width: the layout's own least height is that of cards as narrow as they can be."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_contents(self, contents: Sequence[CardContent]) -> None:
        """Show these contents in this order."""
        wanted = {content.message_id for content in contents}
        for message_id in [known for known in self._cards if known not in wanted]:
            row = self._rows.pop(message_id)
            del self._cards[message_id]
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered: dict[str, MessageCard] = {}
        for place, content in enumerate(contents):
            card = self._cards.get(content.message_id) or self._make(content)
            if card.content != content:
                card.show_content(content)
            row = self._rows[content.message_id]
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            ordered[content.message_id] = card
        self._cards = ordered

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
