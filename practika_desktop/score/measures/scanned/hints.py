"""What a scanned system's barlines tell about its measures' numbers."""

from collections.abc import Sequence

from practika_desktop.score.measures.numbering import Hints
from practika_desktop.score.measures.scanned.barlines import Barline

_MORE = 0.3  # staff spaces by which a double barline, a repeat or a final one is wider than a single one
_THICKER = 0.7  # by which a final one is
_BEFORE_NOTE = 2.0  # staff spaces from a barline to the first note after it


def hints_of(
    barlines: Sequence[Barline],
    spans: Sequence[tuple[float, float]],
    first_note: float,
    space: float,
    single: float,
    *,
    repeats: bool,
) -> Hints:
    """Return the hints of a system whose measures are these spans of columns, the first note in column `first_note`.

    `space` is its staff space in pixels, `single` the page's width of single barlines in staff spaces; `repeats` tells
    whether the last barline has the dots of a repeat.
    """
    more = {line.middle: (line.right - line.left) / space - single for line in barlines}
    wide = {middle for middle, width in more.items() if width > _MORE}
    end = spans[-1][1]
    starts = (first_note - _BEFORE_NOTE * space, *(left for left, _ in spans[1:]))
    return Hints(
        halves=tuple(left in wide for left, _ in spans),
        widths=tuple((right - start) / space for start, (_, right) in zip(starts, spans, strict=True)),
        closes=end in wide,
        is_final=more.get(end, 0.0) > _THICKER and not repeats,
    )
