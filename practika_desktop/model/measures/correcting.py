"""Corrections of where lines and measures lie: each makes a new map of a map. Pure.

All raise EditError, in words for a teacher, where they make no sense. What is corrected is sure: its line has the
confidence 1 then. A measure keeps its id as long as it begins where it began, so what is linked to it stays linked.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median, mode

from practika_desktop.model.errors import EditError
from practika_desktop.model.measures.lines import Barline, Line, placed, put_page
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, Measure, PageMap, System

_LEAST_WIDTH = 1.0  # of a measure, in staff spaces
_STAFF = 4.0  # staff spaces from the lowest to the highest of five lines


def split(measures: Measures, measure_id: str, x: float, new_id: str) -> Measures:
    """Put a barline into a measure: the left part keeps the id and what begins there, the right one what ends there."""
    line = Line.with_measure(measures, measure_id)
    at = line.position(measure_id)
    whole = line.system.measures[at]
    least = _LEAST_WIDTH * line.system.staff_space
    if not whole.box.x0 + least <= x <= whole.box.x1 - least:
        raise EditError("There is no room for a barline here.", "Put it between the two barlines of a measure.")
    left = replace(whole, box=whole.box._replace(x1=x), plays=1, jump=None)
    right = Measure(new_id, whole.box._replace(x0=x), plays=whole.plays, jump=whole.jump, endings=whole.endings)
    return line.put_run(slice(at, at + 1), (left, right))


def merge(measures: Measures, first_id: str, last_id: str) -> Measures:
    """Make one measure of several that stand side by side; it has the id of the leftmost."""
    line = Line.with_measure(measures, first_id)
    run = line.run(first_id, last_id)
    parts = line.system.measures[run]
    if len(parts) < 2:
        raise EditError("One measure alone cannot be merged.", "Choose two or more that stand side by side.")
    first, last = parts[0], parts[-1]
    one = replace(
        first,
        box=first.box._replace(x1=last.box.x1),
        beats=next((part.beats for part in parts if part.beats is not None), None),
        rest_count=max(part.rest_count for part in parts),
        plays=last.plays,
        endings=tuple(sorted({ending for part in parts for ending in part.endings})),
        jump=last.jump,
    )
    return line.put_run(run, (one,))


def move_barline(measures: Measures, barline: Barline, x: float) -> Measures:
    """Move a barline as far towards `x` as its neighbours and the ends of the staff let it."""
    there = barline.ends or barline.begins
    if there is None:
        raise EditError("This barline is not there any more.", "Choose another one.")
    line = Line.with_measure(measures, there)
    box, least = line.system.box, _LEAST_WIDTH * line.system.staff_space
    moved = list(line.system.measures)
    ends = line.position(barline.ends) if barline.ends is not None else None
    begins = line.position(barline.begins) if barline.begins is not None else None
    low, high = box.x0, box.x1
    if ends is not None:
        low = moved[ends].box.x0 + least
    elif begins:
        low = moved[begins - 1].box.x1
    if begins is not None:
        high = moved[begins].box.x1 - least
    elif ends is not None and ends + 1 < len(moved):
        high = moved[ends + 1].box.x0
    if low > high:
        raise EditError("This barline has no room to move.", "Merge the measures beside it instead.")
    x = min(max(x, low), high)
    if ends is not None:
        moved[ends] = replace(moved[ends], box=moved[ends].box._replace(x1=x))
    if begins is not None:
        moved[begins] = replace(moved[begins], box=moved[begins].box._replace(x0=x))
    return line.put(moved)


def delete(measures: Measures, first_id: str, last_id: str) -> Measures:
    """Take measures of one line away. Where counting began anew with one of them, it does so with what follows."""
    line = Line.with_measure(measures, first_id)
    run = line.run(first_id, last_id)
    gone = line.system.measures[run]
    after = placed(measures, gone[-1].id).position + 1
    heir = measures.places[after].measure if after < len(measures.places) else None
    rest = line.put_run(run, ())
    return rest if heir is None else _inherit(rest, heir, gone)


def delete_line(measures: Measures, measure_id: str) -> Measures:
    """Take the whole line of a measure away."""
    line = Line.with_measure(measures, measure_id)
    return delete(measures, line.system.measures[0].id, line.system.measures[-1].id)


def confirm(measures: Measures, measure_id: str) -> Measures:
    """Say that a measure's line is right as it is."""
    line = Line.with_measure(measures, measure_id)
    return line.put(line.system.measures)


def add_line(measures: Measures, page: int, box: Box, new_id: str) -> Measures:
    """Add a line of one measure to a page (from 1), where none was found; it is made like the score's other lines."""
    page_map = _page(measures, page)
    box = _within(box, page_map)
    if any(_overlap(box, other.box) for other in page_map.systems):
        raise EditError("There is a line already.", "Draw the box where no line was found.")
    system = _line_like(measures, box, new_id)
    if box.x1 - box.x0 < _LEAST_WIDTH * system.staff_space:
        raise EditError("This is too small for a line.", "Draw the box from the staff's left end to its right end.")
    middle = (box.y0 + box.y1) / 2
    above = sum((other.box.y0 + other.box.y1) / 2 <= middle for other in page_map.systems)
    systems = (*page_map.systems[:above], system, *page_map.systems[above:])
    return put_page(measures, page - 1, replace(page_map, systems=systems))


def _inherit(measures: Measures, heir: Measure, gone: Sequence[Measure]) -> Measures:
    """Let the measure after some that are gone begin what they began."""
    number = heir.number
    if number is None:
        set_numbers = [one.number for one in gone if one.number is not None]
        number = max(set_numbers[-1], 1) if set_numbers else None  # what follows a pick-up is none
    continues = heir.continues and number is None and all(one.continues for one in gone)
    if (number, continues) == (heir.number, heir.continues):
        return measures
    line = Line.with_measure(measures, heir.id)
    at = line.position(heir.id)
    changed = replace(heir, number=number, continues=continues)
    return line.put_run(slice(at, at + 1), (changed,), confidence=line.system.confidence)


def _page(measures: Measures, page: int) -> PageMap:
    if not 1 <= page <= len(measures.pages):
        raise EditError("This page is not in the score.", "Choose a page that is.")
    return measures.pages[page - 1]


def _within(box: Box, page: PageMap) -> Box:
    """Return the box with its sides in order and on the page."""
    left, right = sorted((box.x0, box.x1))
    top, bottom = sorted((box.y0, box.y1))
    return Box(max(left, 0.0), max(top, 0.0), min(right, page.width), min(bottom, page.height))


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _line_like(measures: Measures, box: Box, new_id: str) -> System:
    """Return a line in a box, with the staff space and the number of staves that most lines of the score have."""
    systems = [system for page in measures.pages for system in page.systems]
    height = box.y1 - box.y0
    if height <= 0:
        raise EditError("This is too small for a line.", "Draw the box from the top of the staff to its bottom.")
    space = median(system.staff_space for system in systems) if systems else height / _STAFF
    staves = mode(system.staves for system in systems) if systems else 1
    return System(box, staves, space, (Measure(new_id, box),))
