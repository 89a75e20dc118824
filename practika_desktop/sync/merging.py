"""Merges a text that two people changed apart: word by word, and where that cannot be, both are kept and marked.

A diff3: what only one of them changed is taken from that one; where both changed the same words, both versions stand
between marks, so that a reader sees it and no word is gone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

OPEN, BETWEEN, CLOSE = "⟪", " ⁝ ", "⟫"
"""The marks around two versions of the same words: the one that was there, then the one that came."""

_MARKS = frozenset({OPEN, BETWEEN.strip(), CLOSE})
_WORD = re.compile(r"\s*(?:\w+|[{0}]|[^\w\s{0}]+)|\s+".format("".join(_MARKS)))
_MOST_CELLS = 250_000  # of the table of common words: beyond that, what differs is one conflict, and nobody waits


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text; `conflicted` when both had changed the same words."""

    text: str
    conflicted: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words of the three texts between two places where all agree."""

    base: Sequence["_Word"]
    theirs: Sequence["_Word"]
    ours: Sequence["_Word"]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or sign; the white space before it does not tell it from another."""

    gap: str = field(compare=False)
    word: str


_OPEN = _Word("", OPEN)


def merge(base: str | None, theirs: str, ours: str) -> Merged:
    """Return what becomes of a text that was `base` to both and is now two; base None: nobody knows any more."""
    if ours in {theirs, base}:
        return Merged(theirs, conflicted=False)
    if theirs == base:
        return Merged(ours, conflicted=False)
    merged: list[_Word] = []
    conflicted = False
    for stretch in _stretches(_words(base or ""), _words(theirs), _words(ours)):
        decided = _decided(stretch)
        conflicted = conflicted or decided is None
        merged += _both(stretch) if decided is None else decided
    return Merged(_text(merged), conflicted)


def _words(text: str) -> list[_Word]:
    """Return a text's words and signs, each with the white space before it: what is added after it leaves it alone."""
    found = _WORD.findall(text)
    return [_Word(one[: len(one) - len(one.lstrip())], one.lstrip()) for one in found]


def _text(words: Iterable[_Word]) -> str:
    """Return words as a text, with a space where two that come from different texts would be one."""
    text = ""
    for one in words:
        glued = not one.gap and (text[-1:].isalnum() or text[-1:] == CLOSE) and (one.word[:1].isalnum() or one == _OPEN)
        text += f" {one.word}" if glued else one.gap + one.word
    return text


def _decided(stretch: _Stretch) -> Sequence[_Word] | None:
    """Return the words of a stretch that at most one of the two changed, or both alike; None where they contradict."""
    if stretch.theirs == stretch.base:
        return stretch.ours
    return stretch.theirs if stretch.ours in (stretch.base, stretch.theirs) else None


def _both(stretch: _Stretch) -> Sequence[_Word]:
    """Return both versions of a stretch between marks, without the words that they begin and end with alike."""
    before = _common(stretch.theirs, stretch.ours)
    theirs, ours = stretch.theirs[before:], stretch.ours[before:]
    after = _common(theirs[::-1], ours[::-1])
    head, tail = stretch.theirs[:before], theirs[len(theirs) - after :]
    theirs, ours = theirs[: len(theirs) - after], ours[: len(ours) - after]
    if not _says_something(theirs) or not _says_something(ours):
        return [*head, *theirs, *ours, *tail]
    opening = _Word(theirs[0].gap, OPEN)
    one, other = _Word("", theirs[0].word), _Word(" ", ours[0].word)
    return [*head, opening, one, *theirs[1:], _Word(" ", BETWEEN.strip()), other, *ours[1:], _Word("", CLOSE), *tail]


def _says_something(words: Iterable[_Word]) -> bool:
    return any(one.word and one.word not in _MARKS for one in words)


def _stretches(base: list[_Word], theirs: list[_Word], ours: list[_Word]) -> Iterator[_Stretch]:
    """Give the texts in turn: stretches that all have alike, and what lies between them."""
    at_base = at_theirs = at_ours = 0
    kept_by_theirs = dict(_kept(base, theirs))
    kept_by_ours = dict(_kept(base, ours))
    for place in range(len(base)):
        if place in kept_by_theirs and place in kept_by_ours:
            in_theirs, in_ours = kept_by_theirs[place], kept_by_ours[place]
            yield _Stretch(base[at_base:place], theirs[at_theirs:in_theirs], ours[at_ours:in_ours])
            yield _agreed(base[place], theirs[in_theirs], ours[in_ours])
            at_base, at_theirs, at_ours = place + 1, in_theirs + 1, in_ours + 1
    yield _Stretch(base[at_base:], theirs[at_theirs:], ours[at_ours:])


def _agreed(base: _Word, theirs: _Word, ours: _Word) -> _Stretch:
    """Return a word that all have, with the white space that one of them changed."""
    chosen = [ours if theirs.gap == base.gap else theirs]
    return _Stretch(chosen, chosen, chosen)


def _kept(base: list[_Word], changed: list[_Word]) -> Iterator[tuple[int, int]]:
    """Give the places in both of the words of base that are still there, in order: a longest common subsequence."""
    before = _common(base, changed)
    after = _common(base[before:][::-1], changed[before:][::-1])
    yield from ((place, place) for place in range(before))
    yield from _longest(base, changed, before, len(base) - after, len(changed) - after)
    yield from ((len(base) - place, len(changed) - place) for place in range(after, 0, -1))


def _longest(
    base: list[_Word], changed: list[_Word], begin: int, base_end: int, changed_end: int
) -> Iterator[tuple[int, int]]:
    rows, columns = base_end - begin, changed_end - begin
    if rows * columns > _MOST_CELLS:
        return
    lengths = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            if base[begin + row] == changed[begin + column]:
                lengths[row][column] = lengths[row + 1][column + 1] + 1
            else:
                lengths[row][column] = max(lengths[row + 1][column], lengths[row][column + 1])
    row = column = 0
    while row < rows and column < columns:
        if base[begin + row] == changed[begin + column]:
            yield begin + row, begin + column
            row, column = row + 1, column + 1
        elif lengths[row + 1][column] >= lengths[row][column + 1]:
            row += 1
        else:
            column += 1


def _common(one: Sequence[_Word], other: Sequence[_Word]) -> int:
    """Return how many words two texts begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
