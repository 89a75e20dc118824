"""What the score's room shows while measures are corrected: the layer, the strip of keys, the menus."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.signs import Jump, Sign
from practika_desktop.ui.score.choosing import Chosen, unsure_lines
from practika_desktop.ui.score.correction_layer import CorrectionLayer
from practika_desktop.ui.score.correction_paint import JUMP_WORDS, SIGN_WORDS
from practika_desktop.ui.score.correction_strip import CorrectionStrip
from practika_desktop.ui.score.over_paper import rect_of
from practika_desktop.ui.score.page_view import PageView
from practika_desktop.ui.theme.theme import Theme


class Correction(QObject):
    """Holds nothing of the map: it shows what it is given, and tells what is wanted.

    `sign_chosen` and `jump_chosen` come from the menu of signs, with None where there is to be none.
    """

    sign_chosen = Signal(object)
    jump_chosen = Signal(object)

    def __init__(self, view: PageView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._parent = parent
        self.layer = CorrectionLayer(view, theme, self)
        self.strip = CorrectionStrip(theme, parent)
        self._actions: Sequence[QAction] = ()
        self.layer.menu_wanted.connect(self._pop)

    def attach_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer these actions, given by id, in the menu of the page; the strip names their keys."""
        self._actions = [action for name, action in actions.items() if name.startswith("correct.")]
        self.strip.attach_actions(actions)

    def show(self, measures: Measures | None, chosen: Chosen | None, typed: str) -> None:
        """Show a map, what is chosen of it, and what is being typed."""
        self.layer.show(measures, chosen, typed)
        if measures is not None:
            places = chosen.places(measures) if chosen is not None else ()
            self.strip.show_state(places, unsure_lines(measures), typed)
            self._view.setAccessibleDescription(f"{self.strip.words} {typed}".strip())

    def reveal(self, head: Place) -> None:
        """Turn and scroll to a measure."""
        box, room = head.measure.box, 3 * head.system.staff_space
        self._view.reveal(head.page, (box.x0, box.y0 - room, box.x1, box.y1 + room))

    def pop_signs(self, head: Place) -> None:
        """Offer the signs and jumps at a measure."""
        to_view = self._view.to_view(head.page)
        if to_view is None:
            return
        corner = rect_of(head.measure.box, to_view).bottomLeft().toPoint()
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        self._add_signs(menu, head.measure.sign, head.measure.jump)
        menu.popup(self._view.viewport().mapToGlobal(corner))

    def _add_signs(self, menu: QMenu, sign: Sign | None, jump: Jump | None) -> None:
        for one_sign, words in SIGN_WORDS.items():
            self._add(menu, f"&{words}", one_sign is sign).triggered.connect(
                lambda checked, chosen=one_sign: self.sign_chosen.emit(chosen if checked else None)
            )
        menu.addSeparator()
        for position, (one_jump, words) in enumerate(JUMP_WORDS.items(), start=1):
            self._add(menu, f"&{position}  {words}", one_jump is jump).triggered.connect(
                lambda checked, chosen=one_jump: self.jump_chosen.emit(chosen if checked else None)
            )

    @staticmethod
    def _add(menu: QMenu, words: str, checked: bool) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _pop(self, place: QPoint) -> None:
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        for action in self._actions:
            if action.isEnabled():
                menu.addAction(action)
        menu.popup(place)
