"""A scanned page's systems and measures, stage by stage."""

import numpy as np
from numpy.typing import NDArray

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.found import Measure, System
from practika_desktop.score.measures.numbering import Hints
from practika_desktop.score.measures.scanned.barlines import Barline, barlines_of, single_width, usual_barline
from practika_desktop.score.measures.scanned.confidence import confidence_of
from practika_desktop.score.measures.scanned.hints import hints_of
from practika_desktop.score.measures.scanned.ink import ink_of
from practika_desktop.score.measures.scanned.measures import first_note, has_dots, measure_spans
from practika_desktop.score.measures.scanned.numbers import read_number
from practika_desktop.score.measures.scanned.sheet import Sheet, StaffLines, straighten
from practika_desktop.score.measures.scanned.strokes import find_strokes
from practika_desktop.score.measures.scanned.systems import group_systems


def find_page(gray: NDArray[np.uint8], points_per_pixel: float) -> list[tuple[System, Hints]]:
    """Return the systems of a scanned page from the top, boxes in points of the page as displayed, and their hints.

    `gray` is the page's picture (h x w, 0 black to 255 white), best at 200 pixels to the inch. Only numbers that were
    read are given, each at the first measure of its system.
    """
    sheet = straighten(ink_of(gray))
    if sheet is None:
        return []
    groups = group_systems(sheet.ink, sheet.staves)
    strokes = [find_strokes(sheet.ink, staves) for staves in groups]
    ends = [(float(max(staff.right for staff in staves)), staves[0].space) for staves in groups]
    usual = usual_barline([(found, *end) for found, end in zip(strokes, ends, strict=True)])
    barlines = [barlines_of(found, staves[0].space, usual) for staves, found in zip(groups, strokes, strict=True)]
    single = single_width([(lines, staves[0].space) for staves, lines in zip(groups, barlines, strict=True)])
    found = []
    for staves, lines in zip(groups, barlines, strict=True):
        spans = measure_spans(sheet.ink, staves, lines) if lines else []
        if spans:
            system = _system(sheet, staves, lines, spans, points_per_pixel)
            note = first_note(sheet.ink, staves, *spans[0])
            repeats = has_dots(sheet.ink, staves, lines[-1], -1)
            found.append((system, hints_of(lines, spans, note, staves[0].space, single, repeats=repeats)))
    return found


def _system(
    sheet: Sheet,
    staves: tuple[StaffLines, ...],
    barlines: list[Barline],
    spans: list[tuple[float, float]],
    points_per_pixel: float,
) -> System:
    top, bottom = staves[0].top, staves[-1].bottom

    def box(left: float, right: float) -> Box:
        return sheet.box_on_page(left, top, right, bottom, points_per_pixel)

    number = read_number(sheet.ink, staves[0])
    measures = tuple(
        Measure(box(left, right), number if index == 0 else None) for index, (left, right) in enumerate(spans)
    )
    whole = box(spans[0][0], spans[-1][1])
    space = staves[0].space * points_per_pixel
    return System(whole, len(staves), space, measures, confidence_of(staves, barlines))
