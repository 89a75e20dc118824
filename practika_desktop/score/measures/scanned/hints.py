"""What a scanned system's barlines tell about its measures' numbers."""

from collections.abc import Sequence

from practika_desktop.score.measures.numbering import Hints
from practika_desktop.score.measures.scanned.barlines import Barline

_MORE = 0.3  # staff spaces by which a double barline, a repeat or a final one is wider than a single one
_BEFORE_NOTE = 2.0  # staff spaces from a barline to the first note after it


def hints_of(
    barlines: Sequence[Barline],
    spans: Sequence[tuple[float, float]],
    first_note: float,
    space: float,
    single: float,
) -> Hints:
    """Return the hints of a system whose measures are these spans of columns, the first note in column `first_note`.

    `space` is its staff space in pixels, `single` the page's width of single barlines in staff spaces.
    """
    wide = {line.middle for line in barlines if (line.right - line.left) / space > single + _MORE}
    closes = spans[-1][1] in wide
    starts = (first_note - _BEFORE_NOTE * space, *(left for left, _ in spans[1:]))
    return Hints(
        halves=tuple(left in wide for left, _ in spans),
        widths=tuple((right - start) / space for start, (_, right) in zip(starts, spans, strict=True)),
        closes=closes,
        is_final=closes,
    )
