"""The settings dialog, built from the table of settings; every change holds at once."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.settings.table import SETTINGS, Page, Setting
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

Choices = Callable[[], Sequence[tuple[str, str]]]


class SettingsDialog(QDialog):
    """Shows the settings by page, and whatever pages are added (keys, snippets, the studio).

    `choices` gives what a text setting may be held to where only the machine knows it (sound devices), by its key.
    """

    def __init__(
        self, settings: Settings, theme: Theme, choices: Mapping[str, Choices], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._choices = choices
        self._names = QListWidget()
        self._pages = QStackedWidget()
        self._columns: dict[str, QVBoxLayout] = {}
        self._lay_out()
        for page in Page:
            if page is not Page.NONE:
                self._add_settings(page)

    def add(self, name: str, content: QWidget) -> None:
        """Put a widget onto a page, made when there is none of this name yet."""
        column = self._column(name)
        column.insertWidget(column.count() - 1, content, 100)
        for button in content.findChildren(QPushButton):
            button.setAutoDefault(False)

    def show_page(self, name: str) -> None:
        """Go to a page by its name."""
        found = self._names.findItems(name, Qt.MatchFlag.MatchExactly)
        if found:
            self._names.setCurrentItem(found[0])

    def _lay_out(self) -> None:
        theme = self._theme
        self.setWindowTitle("Settings")
        self.resize(theme.space(220), theme.space(150))
        set_role(self._names, Role.PAGES)
        self._names.setAccessibleName("Pages of the settings")
        self._names.setFixedWidth(theme.space(42))
        self._names.currentRowChanged.connect(self._pages.setCurrentIndex)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(theme.space(4))
        row.addWidget(self._names)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space(2))
        column.addLayout(row, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _column(self, name: str) -> QVBoxLayout:
        if name in self._columns:
            return self._columns[name]
        page = QWidget()
        set_role(page, Role.PANEL)
        column = QVBoxLayout(page)
        column.setContentsMargins(self._theme.space(2), self._theme.space(2), 0, self._theme.space(2))
        column.setSpacing(self._theme.space(4))
        heading = QLabel(name)
        set_role(heading, Role.HEADING)
        column.addWidget(heading)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages.addWidget(scroll)
        self._names.addItem(name)
        self._columns[name] = column
        if self._names.count() == 1:
            self._names.setCurrentRow(0)
        return column

    def _add_settings(self, page: Page) -> None:
        rows = QWidget()
        rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        form = QFormLayout(rows)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(self._theme.space(4))
        form.setVerticalSpacing(self._theme.space(1))
        for setting in SETTINGS:
            if setting.page is page:
                self._add_row(form, setting)
        column = self._column(page.value)
        column.insertWidget(column.count() - 1, rows)

    def _add_row(self, form: QFormLayout, setting: Setting) -> None:
        editor = self._editor(setting)
        editor.setAccessibleDescription(setting.sentence)
        words = QLabel(setting.sentence)
        set_role(words, Role.CAPTION)
        words.setWordWrap(True)
        words.setContentsMargins(0, 0, 0, self._theme.space(3))
        if isinstance(editor, QCheckBox):
            form.addRow(editor)
            form.addRow(words)
        else:
            editor.setAccessibleName(setting.title)
            editor.setFixedWidth(self._theme.space(72 if isinstance(editor, QComboBox) else 36))
            form.addRow(setting.title, editor)
            form.addRow("", words)

    def _editor(self, setting: Setting) -> QWidget:
        if setting.kind is bool:
            return self._check_box(setting)
        if setting.kind is int:
            return self._number(setting)
        return self._choice(setting, self._choices.get(setting.key, lambda: setting.choices)())

    def _check_box(self, setting: Setting) -> QCheckBox:
        box = QCheckBox(setting.title)
        box.setChecked(self._settings.flag(setting))
        box.toggled.connect(lambda on: self._settings.set(setting, on))
        return box

    def _number(self, setting: Setting) -> QSpinBox:
        box = QSpinBox()
        box.setRange(setting.least or 0, setting.most or 0)
        box.setSingleStep(10)
        box.setSuffix(f" {setting.unit}")
        box.setValue(self._settings.number(setting))
        box.valueChanged.connect(lambda value: self._settings.set(setting, value))
        return box

    def _choice(self, setting: Setting, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        for value, title in choices:
            box.addItem(title, value)
        box.setCurrentIndex(max(box.findData(self._settings.text(setting)), 0))
        box.activated.connect(lambda _row: self._settings.set(setting, box.currentData()))
        return box
