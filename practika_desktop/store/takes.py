"""The list of takes: counted and read by windows, so that a hundred thousand scroll as smoothly as ten."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, text

from practika_desktop.store import search
from practika_desktop.store.library import Library
from practika_desktop.store.tables import (
    ExerciseRow,
    MarkerRow,
    MessageRow,
    PieceRow,
    ReadStateRow,
    StudentRow,
    SubmissionRow,
)


class TakeState(StrEnum):
    """Which takes a list shows."""

    WAITING = "waiting"
    REVIEWED = "reviewed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a list of takes is narrowed to; None and an empty search narrow nothing.

    Waiting takes come oldest first, all others newest first, both by the moment they were recorded.
    """

    student_id: str | None = None
    piece_id: str | None = None
    exercise_id: str | None = None
    state: TakeState = TakeState.WAITING
    search: str = ""

    @property
    def oldest_first(self) -> bool:
        """Whether the list begins with the oldest take."""
        return self.state is TakeState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSummary:
    """A take as one line of a list; `unread` is the number of others' messages that came since it was read."""

    submission_id: str
    student_id: str
    student_name: str
    piece_id: str | None
    piece_title: str | None
    exercise_id: str | None
    exercise_title: str | None
    recorded_at: int
    created_at: int
    duration_ms: int
    media_id: str
    reviewed_at: int | None
    mastered_at: int | None
    marker_count: int
    message_count: int
    unread: int


def count(library: Library, inbox: InboxFilter) -> int:
    """Return how many takes the list has; a search finds at most `search.MOST_FOUND`."""
    with library.reading() as connection:
        chosen = _chosen(inbox).subquery()
        return connection.execute(select(func.count()).select_from(chosen)).scalar_one()


def page(library: Library, inbox: InboxFilter, offset: int, limit: int) -> list[TakeSummary]:
    """Return the takes from place `offset` (from 0) on, at most `limit`."""
    with library.reading() as connection:
        window = _chosen(inbox).order_by(*_order(inbox)).offset(offset).limit(limit).subquery()
        return _summaries(connection, library, SubmissionRow.number.in_(select(window.c.number)), inbox)


def summary(library: Library, submission_id: str) -> TakeSummary | None:
    """Return one take's line, or None when there is no such take."""
    with library.reading() as connection:
        found = _summaries(connection, library, SubmissionRow.id == submission_id, InboxFilter())
    return found[0] if found else None


def position(library: Library, inbox: InboxFilter, submission_id: str) -> int | None:
    """Return the place of a take in the list, from 0, or None when it is not in it."""
    with library.reading() as connection:
        chosen = _chosen(inbox)
        here = connection.execute(chosen.where(SubmissionRow.id == submission_id)).first()
        if here is None:
            return None
        before = chosen.where(_beyond(here.recorded_at, here.id, later=not inbox.oldest_first)).subquery()
        return connection.execute(select(func.count()).select_from(before)).scalar_one()


def next_waiting(
    library: Library,
    after_id: str | None,
    filter: InboxFilter | None = None,  # noqa: A002 - the word of the domain
) -> str | None:
    """Return the waiting take that comes after one (which need not wait any more), beginning again at the oldest.

    With after_id None it is the oldest. The filter's state is left aside. None: nothing else waits.
    """
    base = filter or InboxFilter()
    waiting = InboxFilter(base.student_id, base.piece_id, base.exercise_id, TakeState.WAITING, base.search)
    with library.reading() as connection:
        chosen = _chosen(waiting).order_by(*_order(waiting)).limit(1)
        here = _place(connection, after_id)
        if here is None:
            return _first_id(connection, chosen)
        later = _first_id(connection, chosen.where(_beyond(*here, later=True)))
        return later or _first_id(connection, chosen.where(SubmissionRow.id != after_id))


def neighbour(library: Library, inbox: InboxFilter, submission_id: str, step: int) -> str | None:
    """Return the take `step` places further down the list (up when negative), or None beyond its ends.

    It is found by the take's own place in time, so it works for one that has left the list meanwhile.
    """
    if step == 0:
        return submission_id
    down = step > 0
    later = inbox.oldest_first is down
    with library.reading() as connection:
        here = _place(connection, submission_id)
        if here is None:
            return None
        beyond = _chosen(inbox).where(_beyond(*here, later=later))
        return _first_id(connection, beyond.order_by(*_by_time(newest_first=not later)).offset(abs(step) - 1).limit(1))


def _chosen(inbox: InboxFilter) -> Select[int, int, str]:
    """Return the query of a filter's takes: number, recorded_at and id, which its indexes cover."""
    query = select(SubmissionRow.number, SubmissionRow.recorded_at, SubmissionRow.id).where(*_conditions(inbox))
    match = search.expression(inbox.search, _links(inbox))
    if match is None:
        return query
    found = (
        select(text("rowid AS number"))
        .select_from(text("search_take"))
        .where(text("search_take MATCH :match").bindparams(match=match))
        .order_by(text("rowid DESC"))
        .limit(search.MOST_FOUND)
        .subquery()
    )
    return query.where(SubmissionRow.number.in_(select(text("number")).select_from(found)))


def _conditions(inbox: InboxFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if inbox.student_id is not None:
        conditions.append(SubmissionRow.student_id == inbox.student_id)
    if inbox.piece_id is not None:
        conditions.append(SubmissionRow.piece_id == inbox.piece_id)
    if inbox.exercise_id is not None:
        conditions.append(SubmissionRow.exercise_id == inbox.exercise_id)
    if inbox.state is TakeState.WAITING:
        conditions.append(SubmissionRow.reviewed_at.is_(None))
    elif inbox.state is TakeState.REVIEWED:
        conditions.append(SubmissionRow.reviewed_at.is_not(None))
    return conditions


def _links(inbox: InboxFilter) -> list[str]:
    links = [one for one in (inbox.student_id, inbox.piece_id, inbox.exercise_id) if one is not None]
    return links if inbox.state is TakeState.ALL else [*links, inbox.state.value]


def _by_time(*, newest_first: bool) -> tuple[ColumnElement[Any], ...]:
    columns = (SubmissionRow.recorded_at, SubmissionRow.id)
    return tuple(column.desc() for column in columns) if newest_first else tuple(column.asc() for column in columns)


def _order(inbox: InboxFilter) -> tuple[ColumnElement[Any], ...]:
    return _by_time(newest_first=not inbox.oldest_first)


def _beyond(recorded_at: int, row_id: str, *, later: bool) -> ColumnElement[bool]:
    """Return the condition of being later, or earlier, than a place in time."""
    at, tie = SubmissionRow.recorded_at, SubmissionRow.id
    if later:
        return and_(at >= recorded_at, or_(at > recorded_at, tie > row_id))
    return and_(at <= recorded_at, or_(at < recorded_at, tie < row_id))


def _place(connection: Connection, submission_id: str | None) -> tuple[int, str] | None:
    query = select(SubmissionRow.recorded_at, SubmissionRow.id).where(SubmissionRow.id == submission_id)
    row = connection.execute(query).first()
    return None if row is None else (row.recorded_at, row.id)


def _first_id(connection: Connection, query: Select[int, int, str]) -> str | None:
    row = connection.execute(query).first()
    return None if row is None else str(row.id)


def _summaries(
    connection: Connection,
    library: Library,
    condition: ColumnElement[bool],
    inbox: InboxFilter,
) -> list[TakeSummary]:
    markers = select(func.count()).where(MarkerRow.submission_id == SubmissionRow.id).scalar_subquery()
    messages = select(func.count()).where(MessageRow.submission_id == SubmissionRow.id).scalar_subquery()
    read = and_(ReadStateRow.submission_id == SubmissionRow.id, ReadStateRow.teacher_id == library.teacher_id)
    unread = (
        select(func.count())
        .where(
            MessageRow.submission_id == SubmissionRow.id,
            MessageRow.sender_id != library.teacher_id,
            MessageRow.created_at > func.coalesce(ReadStateRow.read_at, 0),
        )
        .correlate(SubmissionRow, ReadStateRow)
        .scalar_subquery()
    )
    query = (
        select(
            SubmissionRow.id.label("submission_id"),
            SubmissionRow.student_id,
            StudentRow.display_name.label("student_name"),
            SubmissionRow.piece_id,
            PieceRow.title.label("piece_title"),
            SubmissionRow.exercise_id,
            ExerciseRow.title.label("exercise_title"),
            SubmissionRow.recorded_at,
            SubmissionRow.created_at,
            SubmissionRow.duration_ms,
            SubmissionRow.media_id,
            SubmissionRow.reviewed_at,
            SubmissionRow.mastered_at,
            markers.label("marker_count"),
            messages.label("message_count"),
            unread.label("unread"),
        )
        .join(StudentRow, StudentRow.id == SubmissionRow.student_id)
        .outerjoin(PieceRow, PieceRow.id == SubmissionRow.piece_id)
        .outerjoin(ExerciseRow, ExerciseRow.id == SubmissionRow.exercise_id)
        .outerjoin(ReadStateRow, read)
        .where(condition)
        .order_by(*_order(inbox))
    )
    return [TakeSummary(**row) for row in connection.execute(query).mappings()]
