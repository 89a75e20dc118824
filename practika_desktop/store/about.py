"""What else is about a page or a measure of a score: takes, and markers tied to it."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.measures.measures import Measures, Place
from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.shown import shown_number
from practika_desktop.model.measures.sounding import sounds
from practika_desktop.model.measures.written import taps_from_json
from practika_desktop.store.library import Library

MOST_MENTIONS = 200
MOST_TIME_MAPS = 40
"""So many of the newest time maps are looked at to see whether their takes sound a measure."""

_NEWEST_FIRST = "take.recorded_at DESC, take.id DESC"
_STUDENT = "(SELECT display_name FROM student WHERE student.id = take.student_id) AS student_name"
_TAKE = f"take.id AS submission_id, {_STUDENT}, take.recorded_at, take.reviewed_at"
_MARKER = f"""
    marker.id AS marker_id, marker.submission_id, {_STUDENT}, take.recorded_at,
    marker.start_ms, marker.kind, marker.text, marker.measure, marker.measure_id
"""
_IN_PASSAGE = """
    take.exercise_id IN (
        SELECT id FROM exercise WHERE piece_id = :piece AND CAST(first_measure AS INTEGER) <= :last
            AND CAST(coalesce(last_measure, first_measure) AS INTEGER) >= :first
    )
"""
_OF_MEASURE = """
    marker.measure IS NOT NULL AND (
        marker.measure_id = :id
        OR CAST(marker.measure AS INTEGER) BETWEEN :first AND :last AND coalesce(marker.page, :page) = :page
    )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMention:
    """A take that is about the page or measure."""

    submission_id: str
    student_name: str
    recorded_at: int
    reviewed_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerMention:
    """A marker tied to the page or measure, whose take it is on, and its measure's number as it is shown."""

    marker_id: str
    submission_id: str
    student_name: str
    recorded_at: int
    start_ms: int
    kind: MarkerKind
    text: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """What is about a page or measure, the newest take and its markers first; at most `MOST_MENTIONS` of each."""

    takes: tuple[TakeMention, ...] = ()
    markers: tuple[MarkerMention, ...] = ()


def about_page(
    library: Library, piece_id: str, page: int, *, student_id: str | None = None, measures: Measures | None = None
) -> Mentions:
    """Return the takes sent from a page (from 1) of a piece and the markers on it: of a student, or of all."""
    asked = {"piece": piece_id, "student": student_id, "page": page, "most": MOST_MENTIONS}
    takes = f"""
        SELECT {_TAKE} FROM submission take
        WHERE {_whose(student_id)} AND take.page = :page
        ORDER BY {_NEWEST_FIRST} LIMIT :most
    """
    with library.reading() as connection:
        found = tuple(TakeMention(**row) for row in connection.execute(takes, asked))
        rows = connection.execute(_markers(student_id, "marker.page = :page"), asked)
        return Mentions(found, tuple(_marker(row, measures) for row in islice(rows, MOST_MENTIONS)))


def about_measure(
    library: Library, piece_id: str, place: Place, measures: Measures, *, student_id: str | None = None
) -> Mentions:
    """Return what is about a measure of a piece, of a student or of all.

    These are the takes of an exercise whose passage it is in or whose time map sounds it, and the markers linked to
    it, or to its number by hand (on its page where they have one).
    """
    numbers = {"first": place.number, "last": place.number + place.measure.rest_count - 1}
    asked = {"piece": piece_id, "student": student_id, "page": place.page, "id": place.id, **numbers}
    with library.reading() as connection:
        takes = islice(_takes_of(connection, asked, place, measures), MOST_MENTIONS)
        rows = connection.execute(_markers(student_id, _OF_MEASURE), asked)
        markers = (_marker(row, measures) for row in rows if measures.find(row["measure_id"]) in {None, place})
        return Mentions(tuple(takes), tuple(islice(markers, MOST_MENTIONS)))


def _takes_of(
    connection: sqlite3.Connection, asked: Mapping[str, object], place: Place, measures: Measures
) -> Iterator[TakeMention]:
    query = f"""
        SELECT {_TAKE}, {_IN_PASSAGE} AS is_in_passage, time_map.value AS taps
        FROM submission take LEFT JOIN time_map ON time_map.submission_id = take.id
        WHERE {_whose(asked["student"])} AND (is_in_passage OR time_map.id IS NOT NULL)
        ORDER BY {_NEWEST_FIRST}
    """
    order = PlayingOrder.of(measures)
    left = MOST_TIME_MAPS
    for row in connection.execute(query, asked):
        *take, is_in_passage, taps = row
        if not is_in_passage:
            left -= 1
            if left < 0 or not _sounds(taps, order, place.id):
                continue
        yield TakeMention(**dict(zip(row.keys(), take, strict=False)))


def _sounds(value: str, order: PlayingOrder, measure_id: str) -> bool:
    try:
        return sounds(taps_from_json(value), order, measure_id)
    except ValueError:
        return False  # a damaged map says nothing of any measure; `practika check` names it


def _whose(student_id: object) -> str:
    return "take.piece_id = :piece" + (" AND take.student_id = :student" if student_id is not None else "")


def _markers(student_id: str | None, condition: str) -> str:
    return f"""
        SELECT {_MARKER} FROM submission take JOIN marker ON marker.submission_id = take.id
        WHERE {_whose(student_id)} AND {condition}
        ORDER BY {_NEWEST_FIRST}, marker.start_ms
    """


def _marker(row: sqlite3.Row, measures: Measures | None) -> MarkerMention:
    given = dict(row)
    number = shown_number(given.pop("measure_id"), given["measure"], measures)
    return MarkerMention(**{**given, "kind": MarkerKind(given["kind"]), "measure": number})
