"""How the import sheet is laid out."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.store.library import Library
from practika_desktop.ui.importing.score_strip import ScoreStrip
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class SheetParts:
    """What of the sheet is changed while it is open."""

    files: QPushButton
    folder: QPushButton
    fill: QPushButton
    remove: QPushButton
    rooms: QStackedLayout
    score: ScoreStrip
    progress: QProgressBar
    words: QLabel
    stop: QPushButton
    begin: QPushButton


def lay_out(sheet: QDialog, table: QTableView, library: Library, theme: Theme) -> SheetParts:
    """Put the sheet together around its table and return its parts; Tab goes through them from the top."""
    files = SheetButton("Add files…", "add", theme, sheet)
    folder = SheetButton("Add folder…", "folder", theme, sheet)
    fill = SheetButton("Fill down", "chevron-down", theme, sheet)
    fill.setToolTip("Give the student, piece and exercise of the first chosen row to the others (Ctrl+D)")
    remove = SheetButton("Take out", "close", theme, sheet)
    remove.setToolTip("Take the chosen files out of this import; the files themselves stay (Del)")
    top = QHBoxLayout()
    top.setSpacing(theme.space(2))
    for button in (files, folder):
        top.addWidget(button)
    top.addStretch(1)
    for button in (fill, remove):
        top.addWidget(button)
    rooms = QStackedLayout()
    rooms.addWidget(table)
    rooms.addWidget(EmptySheet(theme, sheet))
    score = ScoreStrip(library, theme, sheet)
    progress = QProgressBar(sheet)
    progress.setAccessibleName("Progress of the import")
    progress.setTextVisible(False)
    words = QLabel(sheet)
    words.setWordWrap(True)
    words.setMinimumHeight(words.fontMetrics().height())
    stop = QPushButton("Close", sheet)
    stop.setAutoDefault(False)
    begin = QPushButton("Import", sheet)
    begin.setAutoDefault(False)
    set_role(begin, Role.PRIMARY)
    bottom = QHBoxLayout()
    bottom.setSpacing(theme.space(2))
    bottom.addWidget(words, 1)
    bottom.addWidget(stop)
    bottom.addWidget(begin)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(*[theme.space(5)] * 4)
    column.setSpacing(theme.space(3))
    column.addLayout(_head(theme, sheet))
    column.addLayout(top)
    column.addLayout(rooms, 1)
    column.addWidget(score)
    column.addWidget(progress)
    column.addLayout(bottom)
    sheet.resize(theme.space(290), theme.space(150))
    return SheetParts(files, folder, fill, remove, rooms, score, progress, words, stop, begin)


def _head(theme: Theme, sheet: QWidget) -> QVBoxLayout:
    head = QVBoxLayout()
    head.setSpacing(theme.space(1))
    title = QLabel("Import videos", sheet)
    set_role(title, Role.HEADING)
    words = QLabel("Who plays what? What is proposed stands in italics; type over it where it is wrong.", sheet)
    set_role(words, Role.SOFT)
    head.addWidget(title)
    head.addWidget(words)
    return head


class SheetButton(QPushButton):
    """A button with words and an icon that follows the theme for as long as the button lives."""

    def __init__(self, words: str, icon: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._icon = icon
        self.setAutoDefault(False)
        self._show_icon()
        theme.changed.connect(self._show_icon)

    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon(self._icon))


class EmptySheet(QWidget):
    """What stands in the table's place while there is no file."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = QLabel(self)
        title = QLabel("Drop videos or a folder here", self)
        words = QLabel("or add them with the buttons above. Nothing leaves this machine.", self)
        set_role(title, Role.TITLE)
        set_role(words, Role.SOFT)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self._sign, title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
        self._show_sign()
        theme.changed.connect(self._show_sign)

    def _show_sign(self) -> None:
        side = self._theme.space(10)
        self._sign.setPixmap(self._theme.icon("import").pixmap(QSize(side, side), self.devicePixelRatio()))
