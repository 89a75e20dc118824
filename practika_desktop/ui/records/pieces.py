"""The page of pieces and their scores."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from practika_desktop.edits.done import Done
from practika_desktop.edits.importing import import_score
from practika_desktop.edits.pieces import add_piece, delete_piece, edit_piece, set_score
from practika_desktop.jobs import Lanes
from practika_desktop.model.errors import PractikaError
from practika_desktop.model.records import Media, Piece
from practika_desktop.store import people, rows
from practika_desktop.ui.records.entries import LineEntry
from practika_desktop.ui.records.page import PageWords, RecordPage, Studio
from practika_desktop.ui.theme.roles import Role, set_role

LANE = "scores"
_WORDS = PageWords(
    name="Pieces",
    new="New piece",
    remove="Delete piece",
    empty_title="No pieces yet",
    empty_words="A piece holds its score and the exercises on it.",
)


class PiecesPage(RecordPage):
    """Titles, composers and scores. A PDF is copied into the library in a lane of `lanes`."""

    def __init__(self, studio: Studio, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(studio, _WORDS, parent)
        self._lanes = lanes
        self.title = LineEntry("Title", lambda value: self._edit(title=value))
        self.composer = LineEntry("Composer", lambda value: self._edit(composer=value))
        self.score_words = QLabel(self)
        self.choose_score = QPushButton("Choose PDF…", self)
        self.show_score = QPushButton("Show", self)
        self.drop_score = QPushButton("Take away", self)
        for entry in (self.title, self.composer):
            self.form.addWidget(entry)
        self.form.addLayout(self._score_row())
        self.choose_score.clicked.connect(self._ask)
        self.show_score.clicked.connect(self._open)
        self.drop_score.clicked.connect(self._drop)
        self.refresh()

    def rows(self) -> Sequence[tuple[str, str]]:
        """Return the pieces by title."""
        return [(piece.id, piece.title) for piece in people.pieces(self.studio.library)]

    def show_record(self, record_id: str) -> None:
        """Show a piece."""
        piece = self._piece(record_id)
        self.title.show_value(piece.title)
        self.composer.show_value(piece.composer)
        has_score = piece.score_media_id is not None
        self.score_words.setText("The score is in the library." if has_score else "No score yet.")
        self.choose_score.setText("Replace…" if has_score else "Choose PDF…")
        self.show_score.setVisible(has_score)
        self.drop_score.setVisible(has_score)

    def make(self) -> str:
        """Add a piece to be named."""
        return self.run(add_piece, title="New piece").id

    def remove_record(self, record_id: str) -> None:
        """Delete a piece with its exercises; its takes stay."""
        title = self._piece(record_id).title
        gone = len(people.exercises(self.studio.library, piece_id=record_id))
        self.run(delete_piece, piece_id=record_id)
        also = "" if gone == 0 else " and its exercise" if gone == 1 else f" and its {gone} exercises"
        self.say(f"“{title}”{also} deleted; its takes stay.")

    def first_field(self) -> QWidget:
        """Return the field of the title."""
        return self.title.line

    def take_score(self, piece_id: str, path: Path) -> None:
        """Make a PDF the score of a piece, beside the window."""

        def done(act: Done) -> None:
            self.studio.history.add(act)
            self.acted.emit()

        def failed(error: PractikaError) -> None:
            self.say(str(error), Role.DANGER_TEXT)

        self.say("Copying the score…")
        self._lanes.submit(
            LANE,
            lambda progress: import_score(self.studio.library, piece_id=piece_id, path=path, report=progress.report),
            done=done,
            failed=failed,
        )

    def _score_row(self) -> QVBoxLayout:
        space = self.studio.theme.space
        caption = QLabel("Score", self)
        set_role(caption, Role.CAPTION)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.score_words, 1)
        for button in (self.choose_score, self.show_score, self.drop_score):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(space(1))
        column.addWidget(caption)
        column.addLayout(row)
        return column

    def _piece(self, record_id: str) -> Piece:
        return next(piece for piece in people.pieces(self.studio.library) if piece.id == record_id)

    def _edit(self, *, title: str | None = None, composer: str | None = None) -> None:
        if self.chosen is not None:
            self.run(edit_piece, piece_id=self.chosen, title=title, composer=composer)

    def _ask(self) -> None:
        piece_id = self.chosen
        name, _ = QFileDialog.getOpenFileName(self, "Score of the piece", "", "PDF (*.pdf);;All files (*)")
        if name and piece_id is not None:
            self.take_score(piece_id, Path(name))

    def _open(self) -> None:
        media_id = self._piece(self.chosen).score_media_id if self.chosen is not None else None
        if media_id is None:
            return
        with self.studio.library.reading() as connection:
            media = rows.find(connection, Media, media_id)
        if media is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.studio.library.media_path(media))))

    def _drop(self) -> None:
        if self.chosen is not None:
            self.run(set_score, piece_id=self.chosen, score=None)
