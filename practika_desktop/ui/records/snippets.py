"""The page of snippets: the teacher's ready texts on the digits 1 to 9."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from practika_desktop.edits.snippets import POSITIONS, delete_snippet, set_snippet
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Snippet
from practika_desktop.store import people
from practika_desktop.ui.records.entries import ChoiceEntry, LineEntry
from practika_desktop.ui.records.page import PageWords, RecordPage, Studio
from practika_desktop.ui.theme.shapes import KIND_TITLE

_WORDS = PageWords(
    name="Snippets",
    new="Next free digit",
    remove="Clear",
    empty_title="No snippets",
    empty_words="A snippet is a marker that one digit sets.",
)


class SnippetsPage(RecordPage):
    """Nine places, each empty or with a text and the kind of marker that it makes."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, _WORDS, parent)
        self.text = LineEntry(
            "Text", self._edit_text, hint="Pressed while a take is open, the digit sets a marker with this text."
        )
        self.kind = ChoiceEntry("Kind", self._edit_kind)
        self.form.addWidget(self.text)
        self.form.addWidget(self.kind)
        self._offer_kinds()
        studio.theme.changed.connect(self._offer_kinds)
        self.refresh()

    def rows(self) -> Sequence[tuple[str, str]]:
        """Return the nine digits with their texts."""
        texts = {position: snippet.text for position, snippet in self._snippets().items()}
        return [(str(position), f"{position}   {texts.get(position, '(empty)')}") for position in POSITIONS]

    def show_record(self, record_id: str) -> None:
        """Show what is on a digit."""
        snippet = self._snippets().get(int(record_id))
        self.text.show_value(snippet.text if snippet else "")
        self.kind.show_value(snippet.kind.value if snippet else MarkerKind.FEEDBACK.value)
        self.kind.setEnabled(snippet is not None)
        self.remove.setEnabled(snippet is not None)
        self.new.setEnabled(len(self._snippets()) < len(POSITIONS))

    def make(self) -> str:
        """Return the first free digit; it is filled by typing."""
        taken = self._snippets()
        return str(next(position for position in POSITIONS if position not in taken))

    def remove_record(self, record_id: str) -> None:
        """Take the text off a digit."""
        self.run(delete_snippet, position=int(record_id))

    def first_field(self) -> QWidget:
        """Return the field of the text."""
        return self.text.line

    def _snippets(self) -> dict[int, Snippet]:
        return {snippet.position: snippet for snippet in people.snippets(self.studio.library)}

    def _offer_kinds(self) -> None:
        theme = self.studio.theme
        self.kind.offer([(kind.value, KIND_TITLE[kind], theme.kind_icon(kind)) for kind in MarkerKind])

    def _edit_text(self, text: str) -> None:
        if self.chosen is None:
            return
        position = int(self.chosen)
        if text:
            self.run(set_snippet, position=position, text=text, kind=MarkerKind(self.kind.value()))
        elif position in self._snippets():
            self.run(delete_snippet, position=position)

    def _edit_kind(self, kind: str) -> None:
        snippet = self._snippets().get(int(self.chosen)) if self.chosen is not None else None
        if snippet is not None:
            self.run(set_snippet, position=snippet.position, text=snippet.text, kind=MarkerKind(kind))
