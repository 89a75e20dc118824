"""The line below the import table about the score of the piece at hand."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from practika_desktop.store import people
from practika_desktop.store.library import Library
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


class ScoreStrip(QWidget):
    """Says whether the piece of the current row has a score, and lets one be chosen: `chosen(piece_id, path)`."""

    chosen = Signal(str, Path)

    def __init__(self, library: Library, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._piece_id: str | None = None
        self._words = QLabel(self)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self._words, Role.SOFT)
        self.button = QPushButton("Choose PDF…", self)
        self.button.setAutoDefault(False)
        set_role(self.button, Role.QUIET)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._ask)
        self.show_piece(None)

    @property
    def words(self) -> str:
        """What the strip says now."""
        return self._words.text()

    def show_piece(self, piece_id: str | None) -> None:
        """Say how it stands with a piece's score, read anew."""
        found = [piece for piece in people.pieces(self._library) if piece.id == piece_id]
        self._piece_id = found[0].id if found else None
        self.button.setEnabled(bool(found))
        if not found:
            self._words.setText("Scores: choose a row with a piece to give that piece its PDF.")
        elif found[0].score_media_id is None:
            self._words.setText(f"“{found[0].title}” has no score yet.")
        else:
            self._words.setText(f"“{found[0].title}” has its score.")
        self.button.setText("Replace PDF…" if found and found[0].score_media_id else "Choose PDF…")

    def _ask(self) -> None:
        piece_id = self._piece_id
        name, _ = QFileDialog.getOpenFileName(self, "Score of the piece", "", "PDF (*.pdf);;All files (*)")
        if name and piece_id is not None:
            self.chosen.emit(piece_id, Path(name))
