"""The corrections themselves: each puts the chosen measures right in one step that can be undone."""

from collections.abc import Callable

from practika_desktop.edits.done import Verb
from practika_desktop.model.ids import new_id
from practika_desktop.model.measures import correcting, marks
from practika_desktop.model.measures.lines import Barline, barlines
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.pages import Box
from practika_desktop.model.measures.signs import Jump, Sign
from practika_desktop.ui.desk.correcting import Correcting
from practika_desktop.ui.desk.measuring import Measuring
from practika_desktop.ui.desk.parts import Parts

_NUDGE = 0.5  # staff spaces by which a key moves a barline


class Corrections:
    """Works on what is chosen in the mode; a number typed before a key is that key's."""

    def __init__(self, parts: Parts, measuring: Measuring, mode: Correcting) -> None:
        self._mode = mode
        self._measuring = measuring
        self._correction = parts.panes.score.correction
        layer = self._correction.layer
        layer.split_wanted.connect(self._split_at)
        layer.barline_moved.connect(self._move_barline)
        layer.line_drawn.connect(self._add_line)
        self._correction.sign_chosen.connect(self._set_sign)
        self._correction.jump_chosen.connect(self._set_jump)

    def can(self) -> bool:
        """Tell whether a measure is chosen."""
        return self._mode.head is not None

    # --- where measures lie ---

    def split(self) -> None:
        """Split the measure under the pointer there, or the chosen one in its middle."""
        pointed = self._correction.layer.pointed_at
        head = self._mode.head
        if pointed is not None:
            self._split_at(*pointed)
        elif head is not None:
            self._split_at(head.id, (head.measure.box.x0 + head.measure.box.x1) / 2)

    def merge(self) -> None:
        """Merge the chosen measures; a single one with the next of its line."""
        places = self._mode.places
        if len(places) == 1:
            line = places[0].system.measures
            at = line.index(places[0].measure)
            last = line[min(at + 1, len(line) - 1)].id
        else:
            last = places[-1].id if places else ""
        if places:
            first = places[0].id
            self._mode.correct(lambda all_: correcting.merge(all_, first, last), Verb.MERGE_MEASURES, then=first)

    def delete(self) -> None:
        """Delete the chosen measures."""
        places = self._mode.places
        if places:
            self._mode.correct(lambda all_: correcting.delete(all_, places[0].id, places[-1].id), Verb.DELETE_MEASURE)

    def delete_line(self) -> None:
        """Delete the line of the chosen measure."""
        self._on_head(Verb.DELETE_LINE, lambda all_, one: correcting.delete_line(all_, one.id))

    def nudge(self, step: int, *, after: bool = False) -> None:
        """Move the barline before the chosen measure, or after it, by half a staff space."""
        head = self._mode.head
        if head is not None:
            line = barlines(head.system)
            barline = next(one for one in line if head.id == (one.ends if after else one.begins))
            self._move_barline(barline, barline.x + step * _NUDGE * head.system.staff_space)

    def confirm(self) -> None:
        """Say that the line of the chosen measure is right, and go to the next that is in doubt."""
        head = self._mode.head
        if head is None:
            return
        if not head.is_sure:
            self._on_head(Verb.CONFIRM_LINE, lambda all_, one: correcting.confirm(all_, one.id))
        self._mode.to_next_unsure()

    def enter(self) -> None:
        """Give the chosen measure the number that was typed, or say that its line is right."""
        typed = self._mode.take_typed()
        if typed:
            self._on_head(Verb.SET_MEASURE_NUMBER, lambda all_, one: marks.set_number(all_, one.id, int(typed)))
        else:
            self.confirm()

    def add_line(self) -> None:
        """Add a line under the chosen one, as wide and as high."""
        head, measures = self._mode.head, self._measuring.measures
        if head is not None and measures is not None:
            self._add_line(head.page, _box_under(head, measures))

    # --- what is written at them ---

    def renumber(self) -> None:
        """Count the chosen measure's number on from the one before."""
        self._on_head(Verb.SET_MEASURE_NUMBER, lambda all_, one: marks.set_number(all_, one.id, None))

    def pick_up(self) -> None:
        """Say that the chosen measure is a pick-up, or that it is none."""
        self._on_head(Verb.MARK_PICK_UP, lambda all_, one: marks.set_pick_up(all_, one.id, is_one=one.number != 0))

    def part(self) -> None:
        """Say that the chosen measure is a part of the one before, or that it is one of its own."""
        self._on_head(
            Verb.MARK_CONTINUED,
            lambda all_, one: marks.set_continues(all_, one.id, continues=not one.measure.continues),
        )

    def rest(self) -> None:
        """Say that the chosen measure is a rest of as many as were typed; of one where nothing was."""
        count = self._typed_or(1)
        self._on_head(Verb.MARK_REST, lambda all_, one: marks.set_rest(all_, one.id, count))

    def beats(self) -> None:
        """Say how many beats there are from the chosen measure on: as many as were typed, or nothing here."""
        beats = self._typed_or(0)
        self._on_head(Verb.SET_BEATS, lambda all_, one: marks.set_beats(all_, one.id, beats or None))

    def opens(self) -> None:
        """Let a repeat begin with the first chosen measure, or take that back."""
        first = self._mode.places[:1]
        if first:
            starts = not first[0].measure.starts_repeat
            self._mode.correct(lambda all_: marks.set_repeat_start(all_, first[0].id, starts=starts), Verb.MARK_REPEAT)

    def closes(self) -> None:
        """Let a repeat end with the last chosen measure, played as often as typed, else twice; or take that back."""
        typed, last = self._typed_or(0), self._mode.places[-1:]
        if last:
            plays = typed or (1 if last[0].measure.plays > 1 else 2)
            self._mode.correct(lambda all_: marks.set_plays(all_, last[0].id, plays), Verb.MARK_REPEAT)

    def ending(self) -> None:
        """Put the chosen measures under a bracket of the endings that were typed (12: first and second), or of none."""
        typed, places = self._mode.take_typed(), self._mode.places
        if places:
            endings = [int(digit) for digit in typed]
            self._mode.correct(
                lambda all_: marks.set_endings(all_, places[0].id, places[-1].id, endings), Verb.MARK_ENDING
            )

    def signs(self) -> None:
        """Offer the signs and jumps at the chosen measure."""
        if self._mode.head is not None:
            self._correction.pop_signs(self._mode.head)

    def _set_sign(self, sign: Sign | None) -> None:
        self._on_head(Verb.MARK_SIGN, lambda all_, one: marks.set_sign(all_, one.id, sign))

    def _set_jump(self, jump: Jump | None) -> None:
        self._on_head(Verb.MARK_SIGN, lambda all_, one: marks.set_jump(all_, one.id, jump))

    # --- inside ---

    def _split_at(self, measure_id: str, x: float) -> None:
        right = new_id()
        self._mode.correct(lambda all_: correcting.split(all_, measure_id, x, right), Verb.SPLIT_MEASURE, then=right)

    def _move_barline(self, barline: Barline, x: float) -> None:
        self._mode.correct(lambda all_: correcting.move_barline(all_, barline, x), Verb.MOVE_BARLINE)

    def _add_line(self, page: int, box: Box) -> None:
        added = new_id()
        self._mode.correct(lambda all_: correcting.add_line(all_, page, box, added), Verb.ADD_LINE, then=added)

    def _on_head(self, verb: Verb, change: Callable[[Measures, Place], Measures]) -> None:
        head = self._mode.head
        if head is not None:
            self._mode.correct(lambda all_: change(all_, head), verb)

    def _typed_or(self, default: int) -> int:
        typed = self._mode.take_typed()
        return int(typed) if typed else default


def _box_under(place: Place, measures: Measures) -> Box:
    """Return a box like a line's, in the middle between it and the next one, or else one line's height below it."""
    box = place.system.box
    below = [s.box.y0 for s in measures.pages[place.page - 1].systems if s.box.y0 >= box.y1]
    height = box.y1 - box.y0
    top = (box.y1 + min(below) - height) / 2 if below else box.y1 + height
    return box._replace(y0=top, y1=top + height)
