"""The dialog at the start after a crash: shows the report, to be saved or not."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_FILE_NAME = "practika-crash-report.txt"


class CrashOffer(QDialog):
    """Shows all that the report holds; it goes nowhere unless it is saved. Esc dismisses it."""

    def __init__(self, report: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = QPlainTextEdit(report, readOnly=True)
        self.save = QPushButton("Save report…")
        self.dismiss = QPushButton("Dismiss")
        self.wrong = QLabel()
        self.setWindowTitle("Practika")
        self._lay_out(theme)
        self.save.clicked.connect(self._ask_where)
        self.dismiss.clicked.connect(self.reject)
        self.dismiss.setAutoDefault(False)
        self.save.setDefault(True)

    def save_to(self, path: Path) -> None:
        """Write the report into a file and close; say so when that fails."""
        try:
            path.write_text(self.report.toPlainText(), encoding="utf-8")
        except OSError:
            self.wrong.setText("The report cannot be saved there. Choose another folder.")
            self.wrong.show()
            return
        self.accept()

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the report", _FILE_NAME, "Text (*.txt)")
        if name:
            self.save_to(Path(name))

    def _lay_out(self, theme: Theme) -> None:
        title = QLabel("Practika closed unexpectedly last time.")
        words = QLabel(
            "Nothing that you saw as done was lost. This report says where the program was, and holds nothing of your "
            "studio. Whoever looks after Practika can use it."
        )
        set_role(title, Role.HEADING)
        set_role(words, Role.SOFT)
        set_role(self.wrong, Role.DANGER_TEXT)
        set_role(self.save, Role.PRIMARY)
        title.setWordWrap(True)
        words.setWordWrap(True)
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.report.setAccessibleName("Report")
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setTabChangesFocus(True)
        self.report.setMinimumHeight(theme.space(60))
        buttons = QHBoxLayout()
        buttons.addWidget(self.wrong, 1)
        buttons.addStretch()
        buttons.addWidget(self.dismiss)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(5)] * 4)
        column.setSpacing(theme.space(3))
        for part in (title, words):
            column.addWidget(part)
        column.addWidget(self.report, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.space(150))
