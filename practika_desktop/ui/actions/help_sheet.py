"""The sheet of keys, opened with ?."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from practika_desktop.ui.actions.action import Action, Menu
from practika_desktop.ui.actions.keymap import key_words
from practika_desktop.ui.actions.table import TEXT_KEYS
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_COLUMNS: tuple[tuple[Menu, ...], ...] = (
    (Menu.PLAY, Menu.VIEW),
    (Menu.MARK, Menu.SCORE),
    (Menu.REVIEW, Menu.EDIT, Menu.STUDIO, Menu.HELP, Menu.MEASURES),
)


class HelpSheet(QDialog):
    """Shows every action that has a key, by menu in three columns; Esc closes it.

    `titles` are the actions' titles now, by id ("Undo add marker").
    """

    def __init__(
        self,
        actions: Sequence[Action],
        keys: Mapping[str, Sequence[str]],
        titles: Mapping[str, str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self._theme = theme
        self._keys = keys
        self._titles = titles
        layout = QVBoxLayout(self)  # from outside in: a widget is styled anew each time it is put into another
        scroll = QScrollArea(self)
        layout.addWidget(scroll)
        sheet = QWidget()
        set_role(sheet, Role.PANEL)
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Keys")
        row = QHBoxLayout(sheet)
        row.setSpacing(theme.space(10))
        for menus in _COLUMNS:
            row.addLayout(self._column([action for action in actions if keys[action.id]], menus))
        wanted = sheet.sizeHint()
        self.resize(wanted.width() + theme.space(12), min(wanted.height() + theme.space(8), self._room()))

    def _room(self) -> int:
        return round(self.screen().availableSize().height() * 0.9)

    def _column(self, actions: Sequence[Action], menus: Sequence[Menu]) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(3))
        grid.setVerticalSpacing(self._theme.space(1))
        grid.setColumnStretch(1, 1)
        for menu in menus:
            heading = QLabel(menu.words)
            set_role(heading, Role.TITLE)
            if grid.rowCount() > 1:
                grid.setRowMinimumHeight(grid.rowCount(), self._theme.space(4))
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            rows = [(self._keys[a.id], self._titles.get(a.id, a.title)) for a in actions if a.menu is menu]
            if menu is Menu.MARK:
                rows += [((key,), words) for key, words in TEXT_KEYS]
            for keys, words in rows:
                line = grid.rowCount()
                grid.addLayout(self._caps(keys), line, 0)
                grid.addWidget(QLabel(words), line, 1)
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _caps(self, keys: Sequence[str]) -> QHBoxLayout:
        """Return the caps of an action's first two keys."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(1))
        row.addStretch(1)
        for words in list(dict.fromkeys(key_words(key) for key in keys))[:2]:
            cap = QLabel(words)
            set_role(cap, Role.KEY)
            row.addWidget(cap)
        return row
