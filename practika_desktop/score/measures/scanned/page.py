"""A scanned page's systems and measures, stage by stage."""

import numpy as np
from numpy.typing import NDArray

from practika_desktop.score.measures.map import Measure, System
from practika_desktop.score.measures.scanned.barlines import barlines_of
from practika_desktop.score.measures.scanned.ink import ink_of
from practika_desktop.score.measures.scanned.measures import measure_spans
from practika_desktop.score.measures.scanned.sheet import Sheet, StaffLines, straighten
from practika_desktop.score.measures.scanned.strokes import find_strokes
from practika_desktop.score.measures.scanned.systems import group_systems


def find_page(gray: NDArray[np.uint8], points_per_pixel: float) -> tuple[System, ...]:
    """Return the systems of a scanned page from the top, boxes in points of the page as displayed.

    `gray` is the page's picture (h x w, 0 black to 255 white), best at 200 pixels to the inch. Only numbers that were read are
    given, each at the first measure of its system.
    """
    sheet = straighten(ink_of(gray))
    if sheet is None:
        return ()
    groups = group_systems(sheet.ink, sheet.staves)
    systems = (_system(sheet, staves, points_per_pixel) for staves in groups)
    return tuple(system for system in systems if system.measures)


def _system(sheet: Sheet, staves: tuple[StaffLines, ...], points_per_pixel: float) -> System:
    space = staves[0].space
    barlines = barlines_of(find_strokes(sheet.ink, staves), space)
    spans = measure_spans(sheet.ink, staves, barlines)
    top, bottom = staves[0].top, staves[-1].bottom
    boxes = [sheet.box_on_page(left, top, right, bottom, points_per_pixel) for left, right in spans]
    whole = sheet.box_on_page(spans[0][0] if spans else 0, top, spans[-1][1] if spans else 0, bottom, points_per_pixel)
    measures = tuple(Measure(box, None) for box in boxes)
    return System(whole, len(staves), space * points_per_pixel, measures, 1.0)
