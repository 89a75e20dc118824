"""The menu bar, made from the table of actions."""

from PySide6.QtWidgets import QMainWindow

from practika_desktop.ui.actions.action import Menu
from practika_desktop.ui.actions.binder import Binder


def fill_menu_bar(window: QMainWindow, binder: Binder) -> None:
    """Put every action into its menu; what an entry says is brought up to date when its menu opens."""
    bar = window.menuBar()
    for menu in Menu:
        entries = [action for action in binder.actions if action.menu is menu]
        made = bar.addMenu(menu.value)
        made.aboutToShow.connect(binder.refresh)
        for action in entries:
            if action.starts_group:
                made.addSeparator()
            made.addAction(binder.action(action.id))
