"""Correcting the measures: the mode itself, which measures are chosen in it, and what is being typed for them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from practika_desktop.edits.done import Verb
from practika_desktop.model.errors import EditError
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.ui.desk.measuring import Measuring
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.score import choosing
from practika_desktop.ui.score.choosing import Chosen

_MOST_DIGITS = 4

Way = Callable[[Measures, Chosen], Chosen]


class Correcting(QObject):
    """The mode is on or off; while it is on, some measures of one line are chosen.

    `changed` says that other corrections may be possible now.
    """

    changed = Signal()

    def __init__(self, parts: Parts, measuring: Measuring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._score = parts.panes.score
        self._rooms = parts.rooms
        self._measuring = measuring
        self._is_on = False
        self._chosen: Chosen | None = None
        self._head: Place | None = None
        self._typed = ""
        measuring.changed.connect(self._measures_changed)
        self._score.page_changed.connect(self._page_changed)
        correction = self._score.correction
        correction.layer.chosen.connect(self._pointed)
        correction.strip.done_wanted.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Whether measures are being corrected."""
        return self._is_on

    @property
    def typed(self) -> str:
        """The digits typed so far."""
        return self._typed

    @property
    def places(self) -> tuple[Place, ...]:
        """The chosen measures from the left."""
        measures = self._measuring.measures
        if not self._is_on or measures is None or self._chosen is None:
            return ()
        return self._chosen.places(measures)

    @property
    def head(self) -> Place | None:
        """The chosen measure that keys move."""
        return self._head if self._is_on else None

    def can_start(self) -> bool:
        """Tell whether there is a map to be corrected, or a score to look for one in."""
        return self._is_on or self._measuring.has_score

    def toggle(self) -> None:
        """Begin, or leave; where no measures are known yet, look for them, and after that let them be drawn."""
        if self._is_on:
            self.leave()
            return
        if self._measuring.are_missing and self._score.page_sizes:
            self._measuring.draw(self._score.page_sizes)
            self._rooms.say("Draw a box around each line of music, then click where its barlines are.", None)
        measures = self._measuring.measures
        if measures is None:
            self._measuring.find()
            self._rooms.say("The measures of this score are not known yet.", None)
            return
        self._is_on = True
        self._typed = ""
        first = choosing.first_from(measures, self._score.page)
        self._chosen = Chosen.one(first.id) if first is not None else None
        self._score.show_correction(on=True)
        self._show()

    def leave(self) -> None:
        """Go back to reading."""
        if self._is_on:
            self._is_on = False
            self._chosen, self._head, self._typed = None, None, ""
            self._score.show_correction(on=False)
            self.changed.emit()

    def escape(self) -> None:
        """Give up a drag, then what is typed, then the mode."""
        layer = self._score.correction.layer
        if layer.is_holding:
            layer.give_up()
        elif self._typed:
            self.take_typed()
            self._show()
        else:
            self.leave()

    def type_digit(self, digit: str) -> None:
        """Take another digit of a number."""
        if self._head is not None and len(self._typed) < _MOST_DIGITS:
            self._typed += digit
            self._show()

    def rub_out(self) -> None:
        """Take the last digit back."""
        self._typed = self._typed[:-1]
        self._show()

    def take_typed(self) -> str:
        """Return what was typed, and begin anew."""
        typed, self._typed = self._typed, ""
        return typed

    def step(self, by: int, *, extends: bool = False) -> None:
        """Go to a measure beside the chosen one."""
        self._go(lambda measures, chosen: choosing.stepped(measures, chosen, by, extends=extends))

    def to_line(self, step: int) -> None:
        """Go to the line over (-1) or under (1) this one."""
        self._go(lambda measures, chosen: choosing.to_line(measures, chosen, step))

    def to_end(self, step: int) -> None:
        """Go to the line's first (-1) or last (1) measure."""
        self._go(lambda measures, chosen: choosing.to_end(measures, chosen, step))

    def to_next_unsure(self) -> None:
        """Go to the next line that is unsure."""
        measures = self._measuring.measures
        there = choosing.next_unsure(measures, self._head.id if self._head else None) if measures is not None else None
        if there is None:
            self._rooms.say("No other line is in doubt.", None)
        else:
            self.choose(there.id)

    def choose(self, measure_id: str, *, extends: bool = False) -> None:
        """Choose a measure, or all up to it."""

        def way(measures: Measures, chosen: Chosen) -> Chosen:
            return choosing.extended(measures, chosen, measure_id) if extends else Chosen.one(measure_id)

        self._chosen = self._chosen or Chosen.one(measure_id)
        self._go(way)

    def correct(self, change: Callable[[Measures], Measures], verb: Verb, *, then: str | None = None) -> None:
        """Change the map and choose the measure `then`; say in words why it was refused, nothing being changed."""
        measures = self._measuring.measures
        self._typed = ""
        if measures is None:
            return
        try:
            changed = change(measures)
        except EditError as error:
            self._rooms.say(str(error), None)
            self._show()
            return
        if then is not None:
            self._chosen = Chosen.one(then)
        self._measuring.correct(changed, verb)

    def _go(self, way: Way) -> None:
        measures = self._measuring.measures
        self._typed = ""
        if measures is None or self._chosen is None:
            return
        self._score.correction.layer.forget_pointer()
        self._chosen = way(measures, self._chosen)
        self._show()
        if self._head is not None:
            self._score.correction.reveal(self._head)

    def _pointed(self, measure_id: str, extends: bool) -> None:
        self.choose(measure_id, extends=extends)

    def _measures_changed(self) -> None:
        """Keep the choice where its measures are still there; else take what stands in their place."""
        measures = self._measuring.measures
        if not self._is_on:
            return
        if measures is None:
            self.leave()
            return
        if self._chosen is not None and not self._chosen.places(measures):
            there = choosing.instead_of(measures, self._head) if self._head is not None else None
            self._chosen = Chosen.one(there.id) if there is not None else None
        self._show()

    def _page_changed(self, page: int) -> None:
        """Choose on the page that is shown now, where what was chosen is out of sight."""
        measures = self._measuring.measures
        if not self._is_on or measures is None:
            return
        if self._head is None or self._score.view.to_view(self._head.page) is None:
            first = choosing.first_from(measures, page)
            if first is not None and first.page == page:
                self._chosen = Chosen.one(first.id)
                self._show()

    def _show(self) -> None:
        measures = self._measuring.measures
        self._head = measures.find(self._chosen.head) if measures is not None and self._chosen is not None else None
        self._score.correction.show(measures, self._chosen, self._typed)
        self.changed.emit()
