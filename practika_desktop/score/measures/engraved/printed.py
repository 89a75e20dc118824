"""What is printed about measures: numbers at the heads of systems, lengths over multi-measure rests."""

from collections import Counter
from collections.abc import Sequence

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.engraved.contents import Music, Span
from practika_desktop.score.measures.engraved.ink import Word
from practika_desktop.score.measures.engraved.systems import StaffGroup

# All in staff spaces.
_AROUND_HEAD = 3.0  # left and right of a system's left end
_ABOVE, _INTO = 8.0, 1.0  # a number's foot above the top line, and below it
_REST_ABOVE, _REST_BELOW = 4.0, 3.0  # a rest's length above its staff's top line, and below (inside the staff)
_REST_HEIGHT = (1.2, 3.5)
_REST_OFF = 0.25  # of the measure's width, and _REST_OFF_LEAST, from its middle
_REST_OFF_LEAST = 2.0
_MOST_DIGITS = 4
_PARTS = "abc"  # 4a is the second part of measure 4
_LONGEST_REST = 400  # measures

Style = tuple[str, int]
"""A font, and the size in tenths of a staff space."""


def printed_numbers(systems: Sequence[tuple[StaffGroup, Sequence[Word]]]) -> list[int | None]:
    """Return the number at the head of each system of a document, given with its page's words, or None.

    Numbers of measures are all in one style, so that page numbers, fingerings and headings are told from them.
    """
    near = [_near_head(group, words) for group, words in systems]
    styles = Counter(style for found in near for style in {style for _, style, _ in found})
    if not styles:
        return [None] * len(near)
    most = max(styles.values())
    usual = min(
        (style for style, count in styles.items() if count == most),
        key=lambda style: min(gap for found in near for gap, other, _ in found if other == style),
    )
    numbers: list[int | None] = []
    for found in near:
        right = [(gap, number) for gap, style, number in found if style == usual]
        numbers.append(min(right)[1] if right else None)
    return numbers


def _near_head(group: StaffGroup, words: Sequence[Word]) -> list[tuple[float, Style, int]]:
    """Return the numbers above the left end: each with its distance from the top line and its style."""
    around = _AROUND_HEAD * group.space
    found = []
    for word in words:
        gap = group.top - word.box.y1
        if (
            _is_number(word.text.rstrip(_PARTS))
            and group.x0 - around <= word.box.x0
            and word.box.x1 <= group.x0 + around
            and -_INTO * group.space <= gap <= _ABOVE * group.space
        ):
            found.append((gap, (word.font, round(10 * word.size / group.space)), int(word.text.rstrip(_PARTS))))
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


def rest_length(group: StaffGroup, span: Span, words: Sequence[Word], music: Music) -> int:
    """Return how many measures the multi-measure rest in the span stands for, 1 when there is none."""
    off = max(_REST_OFF * (span.right - span.left), _REST_OFF_LEAST * group.space)
    lengths = [
        int(word.text)
        for word in words
        if _is_number(word.text)
        and abs((word.box.x0 + word.box.x1) / 2 - (span.left + span.right) / 2) <= off
        and _is_over_a_staff(word.box, group)
    ]
    lengths = [length for length in lengths if 1 < length <= _LONGEST_REST]
    return lengths[0] if lengths and not music.has_heads(span) else 1


def _is_over_a_staff(box: Box, group: StaffGroup) -> bool:
    return any(
        _REST_HEIGHT[0] <= (box.y1 - box.y0) / staff.space <= _REST_HEIGHT[1]
        and staff.top - _REST_ABOVE * staff.space <= box.y1 <= staff.top + _REST_BELOW * staff.space
        for staff in group.staves
    )
