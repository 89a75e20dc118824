"""Markers and messages for tests of what shows them: records made in one line."""

from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Draft, Marker, Message

ME, STUDENT = "teacher", "student"
NAMES = {ME: "Ms Rivera", STUDENT: "Ana Lima"}
NOON = 1_763_640_000_000
"""2025-11-20, 12:00 UTC."""


def a_marker(
    start_ms: int,
    text: str = "",
    *,
    kind: MarkerKind = MarkerKind.FEEDBACK,
    end_ms: int | None = None,
    page: int | None = None,
    measure: str | None = None,
    author: str = ME,
) -> Marker:
    """Return a marker."""
    return Marker(
        id=new_id(),
        created_at=NOON,
        channel=f"st:{STUDENT}",
        submission_id="take",
        author_id=author,
        start_ms=start_ms,
        end_ms=end_ms,
        kind=kind,
        text=text,
        page=page,
        measure=measure,
    )


def a_message(
    text: str,
    *,
    sender: str = STUDENT,
    at: int = NOON,
    answers_message: str | None = None,
    answers_marker: str | None = None,
) -> Message:
    """Return a message."""
    return Message(
        id=new_id(),
        created_at=at,
        channel=f"st:{STUDENT}",
        submission_id="take",
        sender_id=sender,
        text=text,
        answers_message_id=answers_message,
        answers_marker_id=answers_marker,
    )


def a_draft(text: str, *, answers_marker: str | None = None, answers_message: str | None = None) -> Draft:
    """Return a draft of the teacher's."""
    return Draft(
        id=new_id(),
        created_at=NOON,
        channel=f"u:{ME}",
        teacher_id=ME,
        submission_id="take",
        text=text,
        answers_marker_id=answers_marker,
        answers_message_id=answers_message,
    )
