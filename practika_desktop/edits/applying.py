"""Does again what was recorded: the one way in which undo and redo change the library."""

from dataclasses import fields

from practika_desktop.edits.done import Change, Done
from practika_desktop.model.records import Draft, MeasureMap, Piece, ReadState, Record, Submission
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


def apply(library: Library, done: Done) -> Done:
    """Make the recorded changes again in one transaction and return what they did this time.

    Only the recorded fields are set, so what came meanwhile from elsewhere stays. Raise EditError when a row that is
    needed is gone.
    """
    with library.writing() as transaction:
        for change in done.changes:
            _apply_one(transaction, change)
        return Done.of(done.verb, transaction, done.id)


def _apply_one(transaction: Transaction, change: Change) -> None:
    match change:
        case Change(before=None, after=Draft() as draft):
            _restore_draft(transaction, draft)
        case Change(after=MeasureMap() as measure_map):
            _put_map(transaction, measure_map)
        case Change(before=None, after=Record() as after):
            transaction.insert(after)
        case Change(before=Record() as before, after=None):
            _remove(transaction, before)
        case Change(before=Record() as before, after=Record() as after):
            names = [one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name)]
            transaction.update(type(after), after.id, **{name: getattr(after, name) for name in names})
        case _:
            raise ValueError("a change has a state before or after it")


def _restore_draft(transaction: Transaction, draft: Draft) -> None:
    """Bring a sent text back to the composer, before what was begun there since."""
    found = transaction.select(Draft, submission_id=draft.submission_id, teacher_id=draft.teacher_id)
    if not found:
        transaction.insert(draft)
        return
    newer = found[0]
    if newer.text != draft.text:
        transaction.update(Draft, newer.id, text="\n\n".join(one for one in (draft.text, newer.text) if one))


def _put_map(transaction: Transaction, measure_map: MeasureMap) -> None:
    """Set a measure map; its row may have come since with what was found, or gone with its piece."""
    if transaction.get(MeasureMap, measure_map.id) is None:
        transaction.insert(measure_map)
    else:
        transaction.update(MeasureMap, measure_map.id, value=measure_map.value)


def _remove(transaction: Transaction, record: Record) -> None:
    """Delete a row; drafts, read states and found measures are no steps, so they may have come or gone since.

    A draft that was written on since stays.
    """
    if isinstance(record, Draft | ReadState):
        present = transaction.get(type(record), record.id)
        if present is None or (isinstance(record, Draft) and present != record):
            return
    if isinstance(record, Submission):
        for kind in (Draft, ReadState):
            for left in transaction.select(kind, submission_id=record.id):
                transaction.delete(kind, left.id)
    if isinstance(record, Piece):
        for found in transaction.select(MeasureMap, piece_id=record.id):
            transaction.delete(MeasureMap, found.id)
    transaction.delete(type(record), record.id)
