"""Corrections of what is written at measures: numbers, rests, metre, repeats, signs. Each makes a new map. Pure.

All raise EditError, in words for a teacher, where they make no sense. A line of which something is corrected is sure.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from practika_desktop.model.errors import EditError
from practika_desktop.model.measures.lines import Line, placed
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Measure
from practika_desktop.model.measures.signs import Jump, Sign

MOST_NUMBER = 9999
MOST_RESTS = 999
MOST_PLAYS = 9
MOST_BEATS = 99


def set_number(measures: Measures, measure_id: str, number: int | None) -> Measures:
    """Give a measure a number, from which what follows is counted on; None counts it on itself."""
    if number is not None:
        _check(number, 0, MOST_NUMBER, "A measure's number")
        return _change(measures, measure_id, lambda one: replace(one, number=number, continues=False))
    return _change(measures, measure_id, lambda one: replace(one, number=None))


def set_pick_up(measures: Measures, measure_id: str, *, is_one: bool) -> Measures:
    """Say that a measure is a pick-up, and what follows measure 1; or that it is none, but measure 1 itself."""
    return set_number(measures, measure_id, 0 if is_one else 1)


def set_continues(measures: Measures, measure_id: str, *, continues: bool) -> Measures:
    """Say that a measure is a further part of the one before, and has its number; or that it is one of its own."""
    if continues and placed(measures, measure_id).position == 0:
        raise EditError("Nothing is before the first measure.", "Choose the second part of the measure.")
    return _change(
        measures,
        measure_id,
        lambda one: replace(one, continues=continues, number=None if continues else one.number),
    )


def set_rest(measures: Measures, measure_id: str, count: int) -> Measures:
    """Say how many measures a multi-measure rest stands for; 1 makes it a measure like others."""
    _check(count, 1, MOST_RESTS, "The length of a rest")
    return _change(measures, measure_id, lambda one: replace(one, rest_count=count))


def set_beats(measures: Measures, measure_id: str, beats: int | None) -> Measures:
    """Say how many beats there are in a measure and in those after it; None says nothing here."""
    if beats is not None:
        _check(beats, 1, MOST_BEATS, "The number of beats")
    return _change(measures, measure_id, lambda one: replace(one, beats=beats))


def set_repeat_start(measures: Measures, measure_id: str, *, starts: bool) -> Measures:
    """Say whether a repeated passage begins with a measure."""
    return _change(measures, measure_id, lambda one: replace(one, starts_repeat=starts))


def set_plays(measures: Measures, measure_id: str, plays: int) -> Measures:
    """Say how often the passage that ends with a measure is played; 1 where no repeat ends."""
    _check(plays, 1, MOST_PLAYS, "How often a passage is played")
    return _change(measures, measure_id, lambda one: replace(one, plays=plays))


def set_endings(measures: Measures, first_id: str, last_id: str, endings: Sequence[int]) -> Measures:
    """Put a bracket of these endings over the measures of a line from one to another; none takes it away."""
    for ending in endings:
        _check(ending, 1, MOST_PLAYS, "An ending's number")
    line = Line.with_measure(measures, first_id)
    run = line.run(first_id, last_id)
    under = [replace(one, endings=tuple(sorted(set(endings)))) for one in line.system.measures[run]]
    return line.put_run(run, under)


def set_sign(measures: Measures, measure_id: str, sign: Sign | None) -> Measures:
    """Put the segno or the coda to the beginning of a measure."""
    return _change(measures, measure_id, lambda one: replace(one, sign=sign))


def set_jump(measures: Measures, measure_id: str, jump: Jump | None) -> Measures:
    """Say what is to be done at the end of a measure."""
    return _change(measures, measure_id, lambda one: replace(one, jump=jump))


def _change(measures: Measures, measure_id: str, change: Callable[[Measure], Measure]) -> Measures:
    line = Line.with_measure(measures, measure_id)
    at = line.position(measure_id)
    return line.put_run(slice(at, at + 1), (change(line.system.measures[at]),))


def _check(value: int, least: int, most: int, what: str) -> None:
    if not least <= value <= most:
        raise EditError(f"{what} is between {least} and {most}.", "Type another one.")
