"""Does for the engine what is to be done in the library, and tells it what came of that."""

from practika_desktop.model.mutations import HOLD_MS
from practika_desktop.store.library import Library
from practika_desktop.store.synced import pages
from practika_desktop.store.synced.pages import NewRow, Page, Reached
from practika_desktop.store.synced.queue import Outcome
from practika_desktop.sync import outbox
from practika_desktop.sync.engine.commands import ReadOutbox, Renumber, SavePage, SaveResults
from practika_desktop.sync.engine.events import OutboxRead, Progress, Saved
from practika_desktop.sync.protocol import PullAnswer, Result, Row

InLibrary = ReadOutbox | SaveResults | SavePage | Renumber
"""The commands that are done in the library."""


def progress(library: Library) -> Progress:
    """Return how far a library is, as the engine begins with it."""
    return _progress(pages.reached(library))


def do(library: Library, command: InLibrary, *, now_ms: int, calendar_ms: int) -> OutboxRead | Saved:
    """Do a command, all of it or nothing, and return the event that answers it.

    `now_ms` is the engine's own moment, `calendar_ms` that of the calendar (ms since 1970 UTC).
    """
    match command:
        case ReadOutbox(limit):
            read = outbox.page(library, calendar_ms, limit=limit)
            held_for_ms = None if read else _held_for(library, calendar_ms)
            return OutboxRead(now_ms=now_ms, mutations=tuple(read), held_for_ms=held_for_ms)
        case SaveResults(results):
            reached = pages.save_outcomes(library, tuple(map(_outcome, results)), calendar_ms)
        case SavePage(answer):
            reached = pages.save_page(library, _page(answer), calendar_ms)
        case Renumber():
            reached = pages.renumber(library)
    return Saved(now_ms=now_ms, progress=_progress(reached))


def _held_for(library: Library, calendar_ms: int) -> int | None:
    """Return how long the next mutation is held, None when there is none."""
    first = outbox.first(library)
    if first is None or first.hold_until is None:
        return None
    return max(1, min(first.hold_until - calendar_ms, HOLD_MS))


def _progress(reached: Reached) -> Progress:
    return Progress(
        device=reached.device_id,
        epoch=reached.epoch,
        pull_epoch=reached.staged_epoch or reached.epoch,
        pull_cursor=reached.cursor,
    )


def _outcome(result: Result) -> Outcome:
    reason = None if result.reason is None else result.reason.value
    return Outcome(n=result.n, mid=result.mid, verdict=result.verdict.value, reason=reason)


def _page(answer: PullAnswer) -> Page:
    return Page(
        epoch=answer.epoch,
        rows=tuple(map(_row, answer.rows)),
        cursor=answer.cursor,
        from_zero=answer.from_zero,
        is_last=not answer.more,
    )


def _row(row: Row) -> NewRow:
    return NewRow(entity=row.entity, id=row.id, channel=row.channel, fields=row.fields, erased=row.erased)
