"""Decides what a mutation may do and does, and does it in the transaction's book."""

from dataclasses import replace
from functools import partial

from practika_desktop.endpoint import rights
from practika_desktop.endpoint.book import Book, teachers_of
from practika_desktop.endpoint.members import Member, Standing, standings, student_of
from practika_desktop.endpoint.rows import StoredRow
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import FIXED, Mutation, Plain
from practika_desktop.model.rules import OWNERS
from practika_desktop.sync.protocol import Reason
from practika_desktop.sync.reconcile import Decision, Life, Present, is_creation, reconcile, rejected


def do(book: Book, member: Member, mutation: Mutation) -> Decision:
    """Do what a mutation asks for, as far as this member may and the row allows, and return what became of it."""
    row = book.get(mutation.id)
    held = _held(book, member, mutation)
    if row is not None and not _is_the_same(book, row, mutation):
        return rejected(Reason.NOT_THERE if held else Reason.FORBIDDEN)
    if not _may(book, member, mutation, row, held):
        return rejected(Reason.FORBIDDEN)
    problem = _problem_with_owner(book, mutation, row)
    if problem is not None:
        return rejected(problem)
    present = None if row is None else row.present
    decision = reconcile(mutation, present, partial(book.find_text, mutation.id))
    if decision.after is not None:
        after = _after(book, member, mutation, row, decision.after)
        if after.life is Life.ERASED:
            book.erase(after)
        else:
            book.change(after)
    book.remember(mutation.id, decision.history)
    return decision


def needed_ids(mutation: Mutation) -> tuple[set[str], set[str]]:
    """Return the ids of the rows that are to be locked for a mutation: first the student's, then all others."""
    student_id = student_of(mutation.channel)
    return ({student_id} if student_id is not None else set()), {mutation.id, *_owners(mutation)}


def _is_the_same(book: Book, row: StoredRow, mutation: Mutation) -> bool:
    return (row.studio_id, row.entity, row.channel) == (book.studio_id, mutation.entity.value, mutation.channel)


def _held(book: Book, member: Member, mutation: Mutation) -> frozenset[Standing]:
    """Return how the member stands to the mutation's row; a new student is taught by whom its maker names."""
    is_student = mutation.entity is Entity.STUDENT
    student_id = mutation.id if is_student else student_of(mutation.channel)
    student = None if student_id is None else book.get(student_id)
    if student is not None and student.studio_id != book.studio_id:
        return frozenset()
    taught_by = teachers_of(student)
    if is_student and student is None:
        named = mutation.set.get("teacher_ids")
        taught_by = frozenset(named if isinstance(named, list) else ())
    return standings(member, mutation.channel, student_id=student_id, teacher_ids=taught_by)


def _may(book: Book, member: Member, mutation: Mutation, row: StoredRow | None, held: frozenset[Standing]) -> bool:
    if mutation.op is Op.DELETE:
        return _may_delete(book, member, mutation.entity, mutation.channel, row, held)
    entity, channel, person = mutation.entity, mutation.channel, member.person_id
    if is_creation(mutation) and (row is None or row.life is not Life.LIVE):
        return rights.may_create(entity, mutation.set, channel, held, person)
    changed = _changed(mutation, row)
    is_own = row is None or row.author_id == person
    return bool(held) and rights.may_set(entity, changed, channel, held, person, is_own=is_own)


def _changed(mutation: Mutation, row: StoredRow | None) -> dict[str, Plain]:
    """Return what a mutation changes of a row: of one that makes it once more, only what is different."""
    if not is_creation(mutation):
        return {**mutation.set}
    present = {} if row is None else row.fields
    return {name: value for name, value in mutation.set.items() if name not in FIXED and present.get(name) != value}


def _may_delete(
    book: Book,
    member: Member,
    entity: Entity,
    channel: str,
    row: StoredRow | None,
    held: frozenset[Standing],
) -> bool:
    """Tell whether a member may delete a row, by itself or as a part of what it belongs to."""
    if row is not None and row.life is Life.ERASED:
        return bool(held)
    is_own = row is None or row.author_id == member.person_id
    if rights.may_delete(entity, channel, held, is_own=is_own):
        return True
    owner = None if row is None or row.owner_id is None else book.get(row.owner_id)
    if owner is None or owner.channel != channel:
        return False
    return _may_delete(book, member, Entity(owner.entity), channel, owner, held)


def _problem_with_owner(book: Book, mutation: Mutation, row: StoredRow | None) -> Reason | None:
    """Return why a new row cannot belong to what it names: that is erased, or another channel's.

    One that is not here is no reason: it may be on its way, from a desk that refills a restored endpoint.
    """
    if not is_creation(mutation) or (row is not None and row.life is Life.ERASED):
        return None
    owners = [owner for owner_id in _owners(mutation) if (owner := book.get(owner_id)) is not None]
    if any(one.studio_id != book.studio_id or not _may_lie(one, mutation.channel) for one in owners):
        return Reason.INVALID
    return Reason.ERASED if any(one.life is Life.ERASED for one in owners) else None


def _may_lie(owner: StoredRow, channel: str) -> bool:
    """Tell whether what belongs to a row may lie in a channel: its own, its student's, or a person's private one."""
    return channel == owner.channel or channel.startswith("u:") or channel == f"st:{owner.id}"


def _owners(mutation: Mutation) -> list[str]:
    """Return the ids of what a row belongs to, the nearest first, by the mutation that makes it."""
    named = (mutation.set.get(name) for name in OWNERS.get(mutation.entity, ()))
    return [value for value in named if isinstance(value, str)]


def _after(book: Book, member: Member, mutation: Mutation, row: StoredRow | None, after: Present) -> StoredRow:
    """Return the row as it is then; whoever makes it, also after it was deleted, is its author."""
    if row is not None and (row.life is Life.LIVE or not is_creation(mutation)):
        return replace(row, life=after.life, fields=after.fields)
    return StoredRow(
        id=mutation.id,
        studio_id=book.studio_id,
        entity=mutation.entity.value,
        channel=mutation.channel,
        seq=0 if row is None else row.seq,
        life=after.life,
        author_id=member.person_id,
        owner_id=next(iter(_owners(mutation)), None),
        fields=after.fields,
    )
