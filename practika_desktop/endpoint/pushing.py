"""Answers a push: does its mutations in order, each at most once, all in one transaction."""

from sqlalchemy import Connection, insert, select, update

from practika_desktop.endpoint import deciding, rows, tables
from practika_desktop.endpoint.book import Book
from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.members import Member
from practika_desktop.model.invariants import invariant
from practika_desktop.model.mutations import Mutation
from practika_desktop.sync.protocol import (
    OLDEST_TO_PUSH,
    VERSION,
    Push,
    PushAnswer,
    Reason,
    Refusal,
    Result,
    Unreadable,
    Verdict,
    refusal_by_version,
)


def push(database: Database, member: Member, request: Push, now_ms: int) -> PushAnswer:
    """Do a member's mutations and return what became of each."""
    return database.write(lambda connection: _push(connection, member, request, now_ms))


def _push(connection: Connection, member: Member, request: Push, now_ms: int) -> PushAnswer:
    epoch = rows.epoch(connection, member.studio_id)
    refusal = refusal_by_version(request.version, VERSION, OLDEST_TO_PUSH)
    if refusal is None and request.epoch != epoch:
        refusal = Refusal.OTHER_EPOCH
    if refusal is not None:
        return PushAnswer(epoch=epoch, refusal=refusal)
    last_n = _count_of(connection, member, request.device)
    if last_n is None or not _goes_on(connection, request, last_n):
        return PushAnswer(epoch=epoch, refusal=Refusal.OTHER_NUMBERS)
    results = _do_all(connection, member, request, now_ms)
    return PushAnswer(epoch=epoch, results=tuple(results))


def _count_of(connection: Connection, member: Member, device_id: str) -> int | None:
    """Return how far a device has counted, and hold it until the end; None for one that is another person's."""
    columns = tables.device.c
    found = connection.execute(select(tables.device).where(columns.id == device_id).with_for_update()).one_or_none()
    if found is None:
        new = {"id": device_id, "studio_id": member.studio_id, "person_id": member.person_id, "last_n": 0}
        connection.execute(insert(tables.device).values(new))
        return 0
    is_ours = (found.studio_id, found.person_id) == (member.studio_id, member.person_id)
    return int(found.last_n) if is_ours else None


def _goes_on(connection: Connection, request: Push, last_n: int) -> bool:
    """Tell whether the numbers go on from the device's last, and those before it name what they named then."""
    columns = tables.receipt.c
    numbers = [one.n for one in request.mutations]
    query = select(columns.n, columns.mid).where(columns.device_id == request.device, columns.n.in_(numbers))
    known = {found.n: found.mid for found in connection.execute(query)}
    is_next = not numbers or numbers[0] <= last_n + 1
    return is_next and all(known.get(one.n) == one.mid for one in request.mutations if one.n <= last_n)


def _do_all(connection: Connection, member: Member, request: Push, now_ms: int) -> list[Result]:
    done = _receipts(connection, request)
    book = Book(connection, member.studio_id, now_ms)
    _lock(book, [one for one in request.mutations if isinstance(one, Mutation) and one.mid not in done])
    results = []
    for mutation in request.mutations:
        if mutation.mid not in done:
            done[mutation.mid] = _do(book, member, mutation)
        verdict, reason = done[mutation.mid]
        results.append(Result(n=mutation.n, mid=mutation.mid, verdict=verdict, reason=reason))
    _write_receipts(connection, request.device, results)
    book.close()
    return results


def _do(book: Book, member: Member, mutation: Mutation | Unreadable) -> tuple[Verdict, Reason | None]:
    if isinstance(mutation, Unreadable):
        return Verdict.REJECTED, Reason.UNREADABLE
    decision = deciding.do(book, member, mutation)
    return decision.verdict, decision.reason


def _lock(book: Book, mutations: list[Mutation]) -> None:
    """Lock the rows that the mutations need: students first, so that those who write about one wait for each other."""
    needed = [deciding.needed_ids(mutation) for mutation in mutations]
    book.lock(set().union(*(students for students, _ in needed)))
    book.lock(set().union(*(others for _, others in needed)))


def _receipts(connection: Connection, request: Push) -> dict[str, tuple[Verdict, Reason | None]]:
    """Return what became of those of the mutations that were done before, also from another device, by `mid`."""
    columns = tables.receipt.c
    names = [one.mid for one in request.mutations]
    query = select(columns.mid, columns.verdict, columns.reason).where(columns.mid.in_(names))
    return {
        mid: (Verdict(verdict), None if reason is None else Reason(reason))
        for mid, verdict, reason in connection.execute(query)
    }


def _write_receipts(connection: Connection, device_id: str, results: list[Result]) -> None:
    device = tables.device
    last_n = connection.scalars(select(device.c.last_n).where(device.c.id == device_id)).one()
    new = [one for one in results if one.n > last_n]
    if not new:
        return
    invariant([one.n for one in new] == list(range(last_n + 1, last_n + 1 + len(new))), "a device counts without gaps")
    connection.execute(
        insert(tables.receipt),
        [
            {
                "device_id": device_id,
                "n": one.n,
                "mid": one.mid,
                "verdict": one.verdict.value,
                "reason": None if one.reason is None else one.reason.value,
            }
            for one in new
        ],
    )
    connection.execute(update(device).where(device.c.id == device_id).values(last_n=new[-1].n))
