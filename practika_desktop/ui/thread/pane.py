"""The room of the thread: what was written, and the reply being written."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Draft, Marker, Message
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.thread.card_list import CardList
from practika_desktop.ui.thread.composer import Answered, Composer
from practika_desktop.ui.thread.contents import contents_of, quote_marker, quote_message

_Reply = tuple[str, str | None, str | None]
"""A text, and the message or the marker that it answers."""


class ThreadPane(QWidget):
    """A take's messages and the composer; holds nothing but the reply being written.

    `draft_changed(text)` comes after each change of the reply or of what it answers: whoever keeps drafts need not fear
    that anything is held back here; `draft_left` when the keyboard leaves it. `send_requested(text, answers_message_id,
    answers_marker_id)` comes from the button; `edit_requested(id, text)`, `withdraw_requested(id)` and
    `marker_chosen(id)` from the cards.
    """

    draft_changed = Signal(str)
    draft_left = Signal()
    send_requested = Signal(str, object, object)
    edit_requested = Signal(str, str)
    withdraw_requested = Signal(str)
    marker_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, now: Callable[[], int] = now_ms) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self._messages: dict[str, Message] = {}
        self._markers: dict[str, Marker] = {}
        self._names: Mapping[str, str] = {}
        self._me = ""
        self._kept: _Reply = ("", None, None)
        self._is_at_end = True
        self.cards = CardList(theme, self)
        self.composer = Composer(theme, self)
        self._scroll = QScrollArea(self)
        self._empty = QWidget(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def text(self) -> str:
        """The reply as it stands in the composer."""
        return self.composer.text.toPlainText()

    @property
    def answers_message_id(self) -> str | None:
        """The message that the reply answers."""
        return self.composer.answered.message_id if self.composer.answered else None

    @property
    def answers_marker_id(self) -> str | None:
        """The marker that the reply answers."""
        return self.composer.answered.marker_id if self.composer.answered else None

    @property
    def is_kept(self) -> bool:
        """Whether the reply is still as `set_draft` put it there, or as it was at `note_kept`."""
        return self._reply == self._kept

    def note_kept(self) -> None:
        """Take note that the reply was kept as it stands."""
        self._kept = self._reply

    def show_thread(
        self, messages: Sequence[Message], markers: Sequence[Marker], names: Mapping[str, str], me: str
    ) -> None:
        """Show a take's messages in this order; `names` are the authors' by id, `me` is the teacher's id."""
        has_new = any(message.id not in self._messages for message in messages)
        self._messages = {message.id: message for message in messages}
        self._markers = {marker.id: marker for marker in markers}
        self._names, self._me = names, me
        self.cards.show_contents(contents_of(messages, markers, names, me, self._now()))
        self._stack.setCurrentWidget(self._scroll if messages else self._empty)
        self._order_stops()
        self.composer.setEnabled(True)
        self._show_answered(self.answers_message_id, self.answers_marker_id)
        if has_new:
            self._is_at_end = True
            self._stay_at_end()

    def set_student(self, name: str) -> None:
        """Tell who is written to."""
        self.composer.set_student(name)

    def set_draft(self, draft: Draft | None) -> None:
        """Put a draft into the composer, or empty it; nothing is told."""
        self.composer.set_text(draft.text if draft else "")
        self._show_answered(
            draft.answers_message_id if draft else None,
            draft.answers_marker_id if draft else None,
        )
        self.note_kept()

    def clear(self) -> None:
        """Show no take's thread."""
        self.show_thread([], [], {}, "")
        self.set_draft(None)
        self.composer.set_student("")
        self.composer.setEnabled(False)

    def focus_composer(self) -> None:
        """Put the keyboard into the reply."""
        self.composer.text.setFocus()

    def answer_marker(self, marker_id: str) -> None:
        """Let the reply answer a marker."""
        self._show_answered(None, marker_id)
        self._answering_changed()

    def answer_message(self, message_id: str) -> None:
        """Let the reply answer a message."""
        self._show_answered(message_id, None)
        self._answering_changed()

    def finish_edit(self) -> None:
        """Save what is being written into a message, if anything."""
        for card in self.cards.cards:
            card.finish_edit()

    @property
    def _reply(self) -> _Reply:
        return self.text, self.answers_message_id, self.answers_marker_id

    def _order_stops(self) -> None:
        """Let Tab go through the cards from the oldest to the newest, then to the reply."""
        stops = [stop for card in self.cards.cards for stop in card.stops]
        for one, following in pairwise([*stops, self.composer.stop_answering, self.composer.text, self.composer.send]):
            QWidget.setTabOrder(one, following)

    def _answering_changed(self) -> None:
        self.draft_changed.emit(self.text)
        self.focus_composer()

    def _show_answered(self, message_id: str | None, marker_id: str | None) -> None:
        """Show what the reply answers, as far as it is still there."""
        answered = None
        if marker_id is not None and marker_id in self._markers:
            answered = Answered(quote_marker(self._markers[marker_id]), marker_id=marker_id)
        elif message_id is not None and message_id in self._messages:
            quote = quote_message(self._messages[message_id], self._names, self._me)
            answered = Answered(quote, message_id=message_id)
        self.composer.set_answered(answered)

    def _send(self) -> None:
        if self.text.strip():
            self.send_requested.emit(self.text, self.answers_message_id, self.answers_marker_id)

    def _stay_at_end(self) -> None:
        """Keep the newest message in view, also when the room gets its size later or gives some to the reply."""
        if self._is_at_end:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _scrolled(self, place: int) -> None:
        self._is_at_end = place == self._scroll.verticalScrollBar().maximum()

    def _connect(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._stay_at_end)
        bar.valueChanged.connect(self._scrolled)
        self.composer.changed.connect(lambda: self.draft_changed.emit(self.text))
        self.composer.left.connect(self.draft_left)
        self.composer.send_wanted.connect(self._send)
        self.cards.grown.connect(self._order_stops)
        self.cards.answer_wanted.connect(self.answer_message)
        self.cards.withdraw_wanted.connect(self.withdraw_requested)
        self.cards.edited.connect(self.edit_requested)
        self.cards.marker_wanted.connect(self.marker_chosen)

    def _lay_out(self) -> None:
        space = self._theme.space
        set_role(self, Role.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Thread")
        self._scroll.setWidget(self.cards)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = QLabel("Nothing written yet", self._empty)
        words = QLabel("What you write below stands here, with the student's answers.", self._empty)
        set_role(title, Role.TITLE)
        set_role(words, Role.SOFT)
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(space(5), space(4), space(5), space(4))
        middle.setSpacing(space(2))
        middle.addStretch(2)
        for label in (title, words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.addWidget(label)
        middle.addStretch(3)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        line = QFrame(self)
        set_role(line, Role.LINE)
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(line)
        column.addWidget(self.composer)
