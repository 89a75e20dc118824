"""Takes and markers as the export formats get them, without a library."""

from collections.abc import Sequence

from practika_desktop.cli.formats.sheet import Sheet
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker
from practika_desktop.store.takes import TakeSummary

NOON = 1_699_963_200_000
"""Noon UTC of 2023-11-14: the same day wherever tests run, short of the date line."""


def a_marker(
    *,
    start_ms: int = 1000,
    length_ms: int | None = None,
    text: str = "text",
    kind: MarkerKind = MarkerKind.FEEDBACK,
    page: int | None = None,
    measure: str | None = None,
    message_id: str | None = None,
) -> Marker:
    """Return a marker of the teacher "clara"."""
    return Marker(
        id=new_id(),
        created_at=NOON,
        channel="st:anna",
        submission_id="take",
        author_id="clara",
        start_ms=start_ms,
        end_ms=None if length_ms is None else start_ms + length_ms,
        kind=kind,
        text=text,
        page=page,
        measure=measure,
        message_id=message_id,
    )


def a_sheet(markers: Sequence[Marker], *, student: str = "Anna", duration_ms: int = 10**9) -> Sheet:
    """Return a waiting take of a student's Minuet with these markers."""
    take = TakeSummary(
        submission_id="take",
        student_id="anna",
        student_name=student,
        piece_id=None,
        piece_title=None,
        exercise_id="minuet",
        exercise_title="Minuet",
        recorded_at=NOON,
        created_at=NOON,
        duration_ms=duration_ms,
        media_id="media",
        reviewed_at=None,
        mastered_at=None,
        marker_count=len(markers),
        message_count=0,
        unread=0,
    )
    return Sheet(take=take, file_name="take.mp4", markers=tuple(markers), messages=(), names={"clara": "Clara"})
