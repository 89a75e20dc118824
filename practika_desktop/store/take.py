"""One take and what is said about it."""

from dataclasses import dataclass

from practika_desktop.model.errors import LibraryError
from practika_desktop.model.records import (
    Draft,
    Exercise,
    Marker,
    Media,
    Message,
    Piece,
    Student,
    Submission,
    Teacher,
)
from practika_desktop.store import rows
from practika_desktop.store.library import Library

_OF_TAKE = "submission_id = :take"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDetail:
    """A take with what it is of and whose it is; `score_media` is its piece's score."""

    submission: Submission
    media: Media
    student: Student
    piece: Piece | None
    exercise: Exercise | None
    score_media: Media | None


def detail(library: Library, submission_id: str) -> TakeDetail | None:
    """Return a take with all it points to, or None when there is no such take."""
    with library.reading() as connection:
        take = rows.find(connection, Submission, submission_id)
        if take is None:
            return None
        media = rows.find(connection, Media, take.media_id)
        student = rows.find(connection, Student, take.student_id)
        piece = rows.find(connection, Piece, take.piece_id) if take.piece_id else None
        exercise = rows.find(connection, Exercise, take.exercise_id) if take.exercise_id else None
        score = rows.find(connection, Media, piece.score_media_id) if piece and piece.score_media_id else None
    if media is None or student is None:
        raise LibraryError("The library has lost what a take points to.", "Run “practika check”.")
    return TakeDetail(submission=take, media=media, student=student, piece=piece, exercise=exercise, score_media=score)


def markers(library: Library, submission_id: str) -> list[Marker]:
    """Return the markers on a take by their start; those on replies' videos are among them (`message_id`)."""
    with library.reading() as connection:
        return rows.fetch(connection, Marker, _OF_TAKE, {"take": submission_id}, order="start_ms, id")


def messages(library: Library, submission_id: str) -> list[Message]:
    """Return a take's messages, the oldest first."""
    with library.reading() as connection:
        return rows.fetch(connection, Message, _OF_TAKE, {"take": submission_id}, order="created_at, id")


def draft(library: Library, submission_id: str) -> Draft | None:
    """Return what this desk's teacher has half-written to a take's thread, or None."""
    whose = {"take": submission_id, "teacher": library.teacher_id}
    with library.reading() as connection:
        found = rows.fetch(connection, Draft, f"{_OF_TAKE} AND teacher_id = :teacher", whose)
    return found[0] if found else None


def students_with(library: Library, sha256: str) -> list[str]:
    """Return the ids of the students who have a take with these bytes, in the order in which they came to it."""
    query = """
        SELECT take.student_id FROM media JOIN submission take ON take.media_id = media.id
        WHERE media.sha256 = ? ORDER BY take.number
    """
    with library.reading() as connection:
        return list(dict.fromkeys(row["student_id"] for row in connection.execute(query, (sha256,))))


def author_names(library: Library) -> dict[str, str]:
    """Return the names of all teachers and students by id: whoever may have written a message or marker."""
    with library.reading() as connection:
        people: list[Student | Teacher] = [*rows.fetch(connection, Student), *rows.fetch(connection, Teacher)]
    return {person.id: person.display_name for person in people}
