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
    files = _button(sheet, theme, "Add files…", "add")
    folder = _button(sheet, theme, "Add folder…", "folder")
    fill = _button(sheet, theme, "Fill down", "chevron-down")
    fill.setToolTip("Give the student, piece and exercise of the first chosen row to the others (Ctrl+D)")
    remove = _button(sheet, theme, "Take out", "close")
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
    rooms.addWidget(_empty(theme, sheet))
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
    sheet.resize(theme.space(280), theme.space(150))
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


def _button(sheet: QWidget, theme: Theme, words: str, icon: str) -> QPushButton:
    button = QPushButton(words, sheet)
    button.setIcon(theme.icon(icon))
    button.setAutoDefault(False)
    theme.changed.connect(lambda: button.setIcon(theme.icon(icon)))
    return button


def _empty(theme: Theme, sheet: QWidget) -> QWidget:
    page = QWidget(sheet)
    column = QVBoxLayout(page)
    sign, title, words = QLabel(page), QLabel("Drop videos or a folder here", page), QLabel(page)
    side = theme.space(10)
    sign.setPixmap(theme.icon("import").pixmap(QSize(side, side), sheet.devicePixelRatio()))
    words.setText("or add them with the buttons above. Nothing leaves this machine.")
    set_role(title, Role.TITLE)
    set_role(words, Role.SOFT)
    column.addStretch(1)
    for label in (sign, title, words):
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)
    column.addStretch(1)
    return page
