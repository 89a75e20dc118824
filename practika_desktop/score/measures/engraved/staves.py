"""Staves: lines of the same length at equal distances."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from practika_desktop.model.measures.pages import Box

_SAME_HEIGHT = 0.2  # points between two pieces of one line
_SAME_END = 1.5  # points between the ends of two lines of one staff
_JOIN = 1.0  # points of a gap that two pieces of one line may have
_SHORTEST = 20.0  # points: a shorter line is no staff's; ossias of one measure are longer
_THICKEST_LINE = 2.5  # points: beams are thicker, in all but the smallest print
_SMALLEST_SPACE, _LARGEST_SPACE = 2.0, 15.0  # points: smaller than in a miniature score, larger than in a primer
_THIN = 0.3  # of a staff space: beams, which may lie at equal distances as well, are thicker
_EVEN = 0.08  # of a staff space by which distances in a staff may differ
_FEWEST, _MOST = 4, 7  # lines; chant has 4, tablature 6
_MOST_ON_A_PAGE = 4_000  # long lines: the plan of a house has more, the fullest score some hundreds
_LINE_APART = 3.0  # staff spaces between lines of a staff with fewer lines than the others (percussion)


@dataclass(frozen=True, slots=True)
class Staff:
    """A staff of `lines` lines from `x0` to `x1`; `top` and `bottom` are the middles of its outer lines, in points."""

    x0: float
    x1: float
    top: float
    bottom: float
    lines: int
    space: float

    @property
    def is_full(self) -> bool:
        """Whether it has lines enough for its barlines to be told by their ends."""
        return self.lines >= _FEWEST


def find_staves(lying: Sequence[Box]) -> list[Staff]:
    """Return the staves that the lying bars of a page make, from the top; those with 1 to 3 lines beside full ones."""
    lines = [line for line in joined(lying) if line.x1 - line.x0 >= _SHORTEST]
    if len(lines) > _MOST_ON_A_PAGE:
        return []
    staves: list[Staff] = []
    left: list[Box] = []
    for alike in _by_ends(lines):
        found, rest = _runs(alike)
        staves += found
        left += rest
    if staves:
        staves += _thin_staves(left, staves)
    return sorted(staves, key=lambda staff: (staff.top, staff.x0))


def joined(lying: Sequence[Box]) -> list[Box]:
    """Return the lines with their pieces put together: some programs draw a staff measure by measure."""
    lines: list[Box] = []
    rows: list[list[Box]] = []
    for piece in sorted((p for p in lying if p.y1 - p.y0 <= _THICKEST_LINE), key=_middle):
        if rows and _middle(piece) - _middle(rows[-1][-1]) <= _SAME_HEIGHT:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort()
        line = row[0]
        for piece in row[1:]:
            if piece.x0 - line.x1 <= _JOIN:
                line = Box(line.x0, line.y0, max(line.x1, piece.x1), line.y1)
            else:
                lines.append(line)
                line = piece
        lines.append(line)
    return lines


def _middle(line: Box) -> float:
    return (line.y0 + line.y1) / 2


def _by_ends(lines: Sequence[Box]) -> Iterator[list[Box]]:
    """Sort the lines into groups with the same ends."""
    groups: list[list[Box]] = []
    for line in sorted(lines, key=_middle):
        for group in groups:
            if abs(group[0].x0 - line.x0) <= _SAME_END and abs(group[0].x1 - line.x1) <= _SAME_END:
                group.append(line)
                break
        else:
            groups.append([line])
    yield from groups


def _runs(lines: list[Box]) -> tuple[list[Staff], list[Box]]:
    """Return the staves among lines with the same ends, from the top, and the lines that belong to none."""
    staves: list[Staff] = []
    rest: list[Box] = []
    start = 0
    while start < len(lines):
        count = _run_length(lines, start)
        if _FEWEST <= count <= _MOST:
            staves.append(_staff(lines[start : start + count]))
        else:
            rest += lines[start : start + count]
        start += count
    return staves, rest


def _run_length(lines: list[Box], start: int) -> int:
    """Return how many lines from `start` on lie at equal distances; 1 when the next is too near or too far."""
    if start + 1 == len(lines):
        return 1
    space = _middle(lines[start + 1]) - _middle(lines[start])
    if not _SMALLEST_SPACE <= space <= _LARGEST_SPACE:
        return 1
    end = start + 1
    while end + 1 < len(lines) and abs(_middle(lines[end + 1]) - _middle(lines[end]) - space) <= _EVEN * space:
        end += 1
    count = end - start + 1
    thickest = max(line.y1 - line.y0 for line in lines[start : end + 1])
    return count if count >= _FEWEST and thickest <= _THIN * space else 1


def _staff(lines: list[Box]) -> Staff:
    top, bottom = _middle(lines[0]), _middle(lines[-1])
    return Staff(
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        top=top,
        bottom=bottom,
        lines=len(lines),
        space=(bottom - top) / (len(lines) - 1),
    )


def _thin_staves(left: list[Box], full: list[Staff]) -> list[Staff]:
    """Return staves of 1 to 3 lines: lines with the ends of a full staff, away from all full ones."""
    staves: list[Staff] = []
    for line in left:
        y = _middle(line)
        like = next((s for s in full if abs(s.x0 - line.x0) <= _SAME_END and abs(s.x1 - line.x1) <= _SAME_END), None)
        if like is None or any(
            s.top - s.space < y < s.bottom + s.space for s in full if s.x0 < line.x1 and line.x0 < s.x1
        ):
            continue
        if staves and abs(staves[-1].x0 - line.x0) <= _SAME_END and y - staves[-1].bottom <= _LINE_APART * like.space:
            staves[-1] = replace(staves[-1], bottom=y, lines=staves[-1].lines + 1)
        else:
            staves.append(Staff(line.x0, line.x1, y, y, 1, like.space))
    return staves
