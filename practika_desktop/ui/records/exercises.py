"""The page of exercises."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practika_desktop.edits.exercises import add_exercise, delete_exercise, edit_exercise
from practika_desktop.model.errors import EditError
from practika_desktop.model.records import Exercise
from practika_desktop.store import people
from practika_desktop.ui.records.entries import ChoiceEntry, LineEntry, TextEntry
from practika_desktop.ui.records.page import PageWords, RecordPage, Studio

_WORDS = PageWords(
    name="Exercises",
    new="New exercise",
    remove="Delete exercise",
    empty_title="No exercises yet",
    empty_words="An exercise is a passage of a piece, or a study of its own.",
)


class ExercisesPage(RecordPage):
    """Passages and studies: of which piece, where, and how to practise them."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, _WORDS, parent)
        self.title = LineEntry("Title", self._edit_title)
        self.piece = ChoiceEntry("Piece", self._edit_piece)
        self.page = LineEntry("Page", self._edit_page)
        self.first = LineEntry("From measure", self._edit_first)
        self.last = LineEntry("To measure", self._edit_last)
        self.category = LineEntry("Category", self._edit_category, placeholder="Technique, sight-reading, …")
        self.instructions = TextEntry("Instructions", self._edit_instructions, hint="Students read them.")
        self.form.addWidget(self.title)
        self.form.addWidget(self.piece)
        places = QHBoxLayout()
        places.setSpacing(studio.theme.space(3))
        for entry in (self.page, self.first, self.last):
            places.addWidget(entry, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(places)
        self.form.addWidget(self.category)
        self.form.addWidget(self.instructions)
        self.refresh()

    def rows(self) -> Sequence[tuple[str, str]]:
        """Return the exercises by piece and title, those of no piece last."""
        titles = {piece.id: piece.title for piece in people.pieces(self.studio.library)}
        order = {piece_id: number for number, piece_id in enumerate(titles)}
        exercises = people.exercises(self.studio.library)
        exercises.sort(key=lambda one: order.get(one.piece_id or "", len(order)))
        return [
            (one.id, f"{one.title} · {titles[one.piece_id]}" if one.piece_id in titles else one.title)
            for one in exercises
        ]

    def refresh(self) -> None:
        """Read everything anew."""
        pieces = people.pieces(self.studio.library)
        self.piece.offer([("", "No piece", None), *((piece.id, piece.title, None) for piece in pieces)])
        super().refresh()

    def show_record(self, record_id: str) -> None:
        """Show an exercise."""
        exercise = self._exercise(record_id)
        self.title.show_value(exercise.title)
        self.piece.show_value(exercise.piece_id or "")
        self.page.show_value("" if exercise.start_page is None else str(exercise.start_page))
        self.first.show_value(exercise.first_measure or "")
        self.last.show_value(exercise.last_measure or "")
        self.category.show_value(exercise.category)
        self.instructions.show_value(exercise.instructions)

    def make(self) -> str:
        """Add an exercise to be named, of the piece of the one shown before."""
        piece_id = self._exercise(self.chosen).piece_id if self.chosen is not None else None
        return self.run(add_exercise, title="New exercise", piece_id=piece_id).id

    def remove_record(self, record_id: str) -> None:
        """Delete an exercise; its takes stay."""
        title = self._exercise(record_id).title
        self.run(delete_exercise, exercise_id=record_id)
        self.say(f"“{title}” deleted; its takes stay.")

    def first_field(self) -> QWidget:
        """Return the field of the title."""
        return self.title.line

    def _exercise(self, record_id: str) -> Exercise:
        return next(one for one in people.exercises(self.studio.library) if one.id == record_id)

    def _edit_title(self, title: str) -> None:
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, title=title)

    def _edit_piece(self, piece_id: str) -> None:
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, piece_id=piece_id or None)

    def _edit_page(self, typed: str) -> None:
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise EditError(f"“{typed}” is not a page.", "Type its number, counted from 1.")
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, start_page=int(typed) if typed else None)

    def _edit_first(self, measure: str) -> None:
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, first_measure=measure or None)

    def _edit_last(self, measure: str) -> None:
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, last_measure=measure or None)

    def _edit_category(self, category: str) -> None:
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, category=category)

    def _edit_instructions(self, instructions: str) -> None:
        if self.chosen is not None:
            self.run(edit_exercise, exercise_id=self.chosen, instructions=instructions)
