"""The verbs by which a take leaves the pile, or comes back to it."""

from practika_desktop.edits import channels
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.ids import id_of_one
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import ReadState, Submission
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


def mark_reviewed(library: Library, *, submission_id: str) -> Done:
    """Mark a take reviewed by this desk's teacher; one that is so already stays as it is."""
    with library.writing() as transaction:
        review(library, transaction, transaction.need(Submission, submission_id))
        return Done.of(Verb.MARK_REVIEWED, transaction, submission_id)


def mark_waiting(library: Library, *, submission_id: str) -> Done:
    """Put a take back among those that wait."""
    with library.writing() as transaction:
        transaction.update(Submission, submission_id, reviewed_at=None, reviewed_by=None)
        return Done.of(Verb.MARK_WAITING, transaction, submission_id)


def mark_read(library: Library, *, submission_id: str) -> Done:
    """Note that this desk's teacher has read a take's thread up to now; a clock set back takes nothing back."""
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        now = now_ms()
        present = transaction.select(ReadState, submission_id=take.id, teacher_id=library.teacher_id)
        if present:
            transaction.update(ReadState, present[0].id, read_at=max(now, present[0].read_at))
        else:
            state = ReadState(
                id=id_of_one(take.id, f"read by {library.teacher_id}"),
                created_at=now,
                channel=channels.of_teacher(library),
                teacher_id=library.teacher_id,
                submission_id=take.id,
                read_at=now,
            )
            transaction.insert(state)
        return Done.of(Verb.MARK_READ, transaction, take.id)


def review(library: Library, transaction: Transaction, take: Submission) -> None:
    """Mark a take reviewed within a larger act."""
    if take.reviewed_at is None:
        transaction.update(Submission, take.id, reviewed_at=now_ms(), reviewed_by=library.teacher_id)
