"""What else is about a page of a score: the takes sent from it and the markers tied to it."""

import sqlite3
from dataclasses import dataclass

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.library import Library

MOST_MENTIONS = 200

_TAKES = """
    SELECT take.id AS submission_id, student.display_name AS student_name, take.recorded_at, take.reviewed_at
    FROM submission take
    JOIN student ON student.id = take.student_id
    WHERE take.piece_id = :piece AND take.page = :page
    ORDER BY take.recorded_at DESC, take.id DESC
    LIMIT :most
"""
_MARKERS = """
    SELECT marker.id AS marker_id, marker.submission_id, student.display_name AS student_name, take.recorded_at,
        marker.start_ms, marker.kind, marker.text, marker.measure
    FROM submission take
    JOIN marker ON marker.submission_id = take.id
    JOIN student ON student.id = take.student_id
    WHERE take.piece_id = :piece AND marker.page = :page
    ORDER BY take.recorded_at DESC, take.id DESC, marker.start_ms
    LIMIT :most
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMention:
    """A take that was sent from the page."""

    submission_id: str
    student_name: str
    recorded_at: int
    reviewed_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerMention:
    """A marker tied to the page, and whose take it is on."""

    marker_id: str
    submission_id: str
    student_name: str
    recorded_at: int
    start_ms: int
    kind: MarkerKind
    text: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class PageMentions:
    """The newest takes and markers about a page, at most `MOST_MENTIONS` of each, the newest take's first."""

    takes: tuple[TakeMention, ...]
    markers: tuple[MarkerMention, ...]


def about_page(library: Library, piece_id: str, page: int) -> PageMentions:
    """Return what is about a page (from 1) of a piece."""
    wanted = {"piece": piece_id, "page": page, "most": MOST_MENTIONS}
    with library.reading() as connection:
        takes = connection.execute(_TAKES, wanted)
        markers = connection.execute(_MARKERS, wanted)
        return PageMentions(tuple(TakeMention(**row) for row in takes), tuple(_marker(row) for row in markers))


def _marker(row: sqlite3.Row) -> MarkerMention:
    return MarkerMention(**{**row, "kind": MarkerKind(row["kind"])})
