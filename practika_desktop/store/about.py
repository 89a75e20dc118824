"""What else is about a page of a score: the takes sent from it and the markers tied to it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.library import Library
from practika_desktop.store.tables import MarkerRow, StudentRow, SubmissionRow

MOST_MENTIONS = 200


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
    takes = _newest(
        select(
            SubmissionRow.id.label("submission_id"),
            StudentRow.display_name.label("student_name"),
            SubmissionRow.recorded_at,
            SubmissionRow.reviewed_at,
        ).where(SubmissionRow.piece_id == piece_id, SubmissionRow.page == page)
    )
    markers = _newest(
        select(
            MarkerRow.id.label("marker_id"),
            MarkerRow.submission_id,
            StudentRow.display_name.label("student_name"),
            SubmissionRow.recorded_at,
            MarkerRow.start_ms,
            MarkerRow.kind,
            MarkerRow.text,
            MarkerRow.measure,
        )
        .join(MarkerRow, MarkerRow.submission_id == SubmissionRow.id)
        .where(SubmissionRow.piece_id == piece_id, MarkerRow.page == page)
    ).order_by(MarkerRow.start_ms)
    with library.reading() as connection:
        return PageMentions(
            tuple(TakeMention(**row) for row in connection.execute(takes).mappings()),
            tuple(MarkerMention(**row) for row in connection.execute(markers).mappings()),
        )


def _newest(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        query.join(StudentRow, StudentRow.id == SubmissionRow.student_id)
        .order_by(SubmissionRow.recorded_at.desc(), SubmissionRow.id.desc())
        .limit(MOST_MENTIONS)
    )
