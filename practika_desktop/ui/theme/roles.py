"""What a widget is, for the style sheet: the one way in which panes choose among the looks that the theme offers."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Role(StrEnum):
    """The looks. A role fits one class of widget, named in front."""

    PANEL = "panel"  # QFrame, QWidget: a room's ground
    CARD = "card"  # QFrame: a raised box with a line around it
    BAR = "bar"  # QFrame: a strip of tools at a room's edge
    WELL = "well"  # QFrame: a sunken ground
    LINE = "line"  # QFrame: a hairline; give it a fixed height or width of 1
    DISPLAY = "display"  # QLabel: the largest type, once on a page
    HEADING = "heading"  # QLabel: the title of a page or dialog
    TITLE = "title"  # QLabel: the title of a room or group
    SOFT = "soft"  # QLabel: secondary text
    CAPTION = "caption"  # QLabel: small secondary text
    DANGER_TEXT = "danger-text"  # QLabel: what is wrong
    PICTURE_TEXT = "picture-text"  # QLabel: words in the picture's place
    KEY = "key"  # QLabel: a key cap
    PRIMARY = "primary"  # QPushButton: the one most important act
    DANGER = "danger"  # QPushButton: an act that destroys
    QUIET = "quiet"  # QPushButton: an act without a border
    CHIP = "chip"  # QToolButton, QPushButton: a small filter that is on or off
    SEARCH = "search"  # QLineEdit: with room for an icon in front
    PAGES = "pages"  # QListWidget: the names of pages; the ring is around the chosen one
    PLAIN = "plain"  # QListView, QTextEdit ...: no border, the room's ground shows


_GROUNDS = {Role.PANEL, Role.CARD, Role.BAR, Role.WELL, Role.LINE}


def set_role(widget: QWidget, role: Role | None) -> None:
    """Give a widget a look, or take it away; works before and after it is shown."""
    widget.setProperty("role", role.value if role is not None else None)
    if role in _GROUNDS:
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is styled when it is first shown
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
