"""The verbs on takes as a whole: bringing them in, saying what they are of, deleting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from practika_desktop.edits import channels, checks
from practika_desktop.edits.checks import KEEP, Keep
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MediaKind
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import (
    Draft,
    Exercise,
    Marker,
    Media,
    Message,
    Piece,
    ReadState,
    Student,
    Submission,
    TimeMap,
)
from practika_desktop.store.files import Stored
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTake:
    """A file that `library.files` has taken in, and what is known of the take on it."""

    stored: Stored
    file_name: str
    mime: str
    student_id: str
    recorded_at: int
    duration_ms: int
    kind: MediaKind = MediaKind.VIDEO
    piece_id: str | None = None
    exercise_id: str | None = None
    notes: str = ""
    page: int | None = None


def add_submission(library: Library, *, take: NewTake) -> Done:
    """Add a take that waits for review."""
    return add_submissions(library, takes=[take])


def add_submissions(library: Library, *, takes: Sequence[NewTake]) -> Done:
    """Add takes that wait for review, all or none; the act's id is that of the first one."""
    if not takes:
        raise EditError("There is no take to add.")
    with library.writing() as transaction:
        ids = [_add(transaction, take) for take in takes]
        return Done.of(Verb.ADD_TAKES, transaction, ids[0])


def edit_submission(
    library: Library,
    *,
    submission_id: str,
    piece_id: str | Keep | None = KEEP,
    exercise_id: str | Keep | None = KEEP,
    recorded_at: int | None = None,
    notes: str | None = None,
    page: int | Keep | None = KEEP,
) -> Done:
    """Change what a take is of, when it was recorded, its notes and its page; what is not given stays."""
    given: dict[str, Any] = {}
    if recorded_at is not None:
        given["recorded_at"] = recorded_at
    if notes is not None:
        given["notes"] = checks.words(notes, "notes")
    if not isinstance(page, Keep):
        given["page"] = checks.page(page)
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        piece_id = take.piece_id if isinstance(piece_id, Keep) else piece_id
        exercise_id = take.exercise_id if isinstance(exercise_id, Keep) else exercise_id
        given["piece_id"] = _piece_of(transaction, piece_id, exercise_id)
        given["exercise_id"] = exercise_id
        transaction.update(Submission, submission_id, **given)
        return Done.of(Verb.EDIT_TAKE, transaction, submission_id)


def delete_submission(library: Library, *, submission_id: str) -> Done:
    """Delete a take with everything that belongs to it; its files go at the next start."""
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        for marker in transaction.select(Marker, submission_id=take.id):
            transaction.delete(Marker, marker.id)
        for draft in transaction.select(Draft, submission_id=take.id):
            transaction.delete(Draft, draft.id)
        for state in transaction.select(ReadState, submission_id=take.id):
            transaction.delete(ReadState, state.id)
        for time_map in transaction.select(TimeMap, submission_id=take.id):
            transaction.delete(TimeMap, time_map.id)
        owners = [take.id]
        for message in transaction.select(Message, submission_id=take.id):
            transaction.delete(Message, message.id)
            owners.append(message.id)
        transaction.delete(Submission, take.id)
        for owner_id in owners:
            for media in transaction.select(Media, owner_id=owner_id):
                transaction.delete(Media, media.id)
        return Done.of(Verb.DELETE_TAKE, transaction, take.id)


def _add(transaction: Transaction, take: NewTake) -> str:
    student = transaction.need(Student, take.student_id)
    submission_id, media_id, now = new_id(), new_id(), now_ms()
    channel = channels.of_student(student.id)
    if take.duration_ms < 0:
        raise EditError("A take cannot be shorter than nothing.")
    transaction.insert(
        Media(
            id=media_id,
            created_at=now,
            channel=channel,
            owner=Entity.SUBMISSION,
            owner_id=submission_id,
            kind=take.kind,
            key="",
            bytes=take.stored.bytes,
            sha256=take.stored.sha256,
            mime=take.mime,
            file_name=take.file_name,
        )
    )
    transaction.insert(
        Submission(
            id=submission_id,
            created_at=now,
            channel=channel,
            student_id=student.id,
            media_id=media_id,
            exercise_id=take.exercise_id,
            piece_id=_piece_of(transaction, take.piece_id, take.exercise_id),
            duration_ms=take.duration_ms,
            recorded_at=take.recorded_at,
            notes=checks.words(take.notes, "notes"),
            page=checks.page(take.page),
        )
    )
    return submission_id


def _piece_of(transaction: Transaction, piece_id: str | None, exercise_id: str | None) -> str | None:
    """Return the piece of a take: the one named, else its exercise's; the two must agree."""
    if piece_id is not None:
        transaction.need(Piece, piece_id)
    if exercise_id is None:
        return piece_id
    exercise = transaction.need(Exercise, exercise_id)
    if piece_id is not None and exercise.piece_id not in {None, piece_id}:
        raise EditError("This exercise belongs to another piece.", "Choose an exercise of the take's own piece.")
    return piece_id or exercise.piece_id
