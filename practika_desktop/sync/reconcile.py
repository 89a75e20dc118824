"""What a mutation does to the row that the endpoint has: pure decisions, and the only place where they are made.

Conflicts are found by value: a mutation says by hash which values it replaces (`saw`). A value that is not the one seen
was written by somebody else meanwhile. Then, of most fields, the last to arrive wins, and the other value is kept in
the row's history; texts are merged; what only grows takes the higher value; deletions follow `rules.DELETION`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import FIXED, GROUPS, Mutation, Plain, value_hash
from practika_desktop.model.records import RECORD_OF
from practika_desktop.model.rules import DELETION, HIGHEST, TEXTS, Deletion, is_constant
from practika_desktop.model.validity import is_valid
from practika_desktop.sync import merging
from practika_desktop.sync.protocol import Json, Reason, Verdict


class Life(StrEnum):
    """Whether a row is there."""

    LIVE = "live"
    DELETED = "deleted"
    """Gone for its readers; its last values are kept, should somebody turn out to have changed it unseen."""

    ERASED = "erased"
    """Gone for good; only its id is kept, so that nothing brings it back."""


@dataclass(frozen=True, slots=True)
class Present:
    """A row as the endpoint has it; without fields when it is erased."""

    life: Life
    fields: Mapping[str, Json]


FindText = Callable[[str, str], str | None]
"""By a field's name and the hash of a value that it once had: that value, None when nobody knows it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a mutation and of its row, which is then as `after` says; `after` None: it stays as it is.

    `history` holds by field the values that are not in the row any more, and texts that came and are in it only merged:
    what the same desk writes next has seen those.
    """

    verdict: Verdict
    reason: Reason | None = None
    after: Present | None = None
    history: tuple[tuple[str, Json], ...] = field(default=())


def reconcile(mutation: Mutation, present: Present | None, find_text: FindText) -> Decision:
    """Decide what a mutation does; present is None where no row ever had its id."""
    if mutation.op is Op.DELETE:
        return _delete(mutation, present)
    if present is not None and present.life is Life.ERASED:
        return _SUPERSEDED
    if is_creation(mutation):
        if present is None or present.life is Life.DELETED:
            return _create(mutation)
        return _edit(mutation, present, find_text)
    if present is None:
        return rejected(Reason.NOT_THERE)
    if present.life is Life.DELETED and DELETION[mutation.entity] is not Deletion.YIELDS:
        return _SUPERSEDED
    return _edit(mutation, present, find_text)


def rejected(reason: Reason) -> Decision:
    """Return the decision that rejects a mutation."""
    return Decision(verdict=Verdict.REJECTED, reason=reason)


def is_creation(mutation: Mutation) -> bool:
    """Tell whether a mutation makes a row, or makes it again after it was deleted: then it has seen no value of it."""
    return mutation.op is Op.PUT and not mutation.saw and "id" in mutation.set


_SUPERSEDED = Decision(verdict=Verdict.SUPERSEDED)


def _create(mutation: Mutation) -> Decision:
    if mutation.set.get("id") != mutation.id or mutation.set.get("channel") != mutation.channel:
        return rejected(Reason.INVALID)
    values = {name: _json(wanted) for name, wanted in mutation.set.items()}
    return _become(mutation.entity, values, Verdict.APPLIED, ())


def _edit(mutation: Mutation, present: Present, find_text: FindText) -> Decision:
    if not _may_be_set(mutation, present):
        return rejected(Reason.INVALID)
    wanted = {name: _json(value) for name, value in mutation.set.items() if name not in FIXED}
    results = {
        name: _value(mutation, name, present.fields.get(name), value, find_text) for name, value in wanted.items()
    }
    history = [(name, present.fields[name]) for name in results if _differs(present, name, results[name])]
    history += [
        (name, wanted[name]) for name in TEXTS.get(mutation.entity, ()) if results.get(name) != wanted.get(name)
    ]
    if present.life is Life.LIVE and all(present.fields.get(name) == result for name, result in results.items()):
        verdict = Verdict.APPLIED if results == wanted else Verdict.SUPERSEDED
        return Decision(verdict=verdict, history=tuple(history))
    verdict = Verdict.APPLIED if results == wanted else Verdict.MERGED
    return _become(mutation.entity, {**present.fields, **results}, verdict, tuple(history))


def _differs(present: Present, name: str, value: Json) -> bool:
    return name in present.fields and present.fields[name] != value


def _may_be_set(mutation: Mutation, present: Present) -> bool:
    """Tell whether groups are whole and what never changes stays; when and where a row was made is not asked again."""
    for group in GROUPS.get(RECORD_OF[mutation.entity], ()):
        if group & mutation.set.keys() and not group <= mutation.set.keys():
            return False
    fixed = FIXED if not is_creation(mutation) else FIXED - {"created_at"}
    return all(
        present.fields.get(name) == wanted
        for name, wanted in mutation.set.items()
        if name in fixed or is_constant(mutation.entity, name)
    )


def _value(mutation: Mutation, name: str, current: Json, wanted: Json, find_text: FindText) -> Json:
    """Return what a field's value becomes."""
    seen = mutation.saw.get(name)
    if seen is None and isinstance(wanted, str) and find_text(name, value_hash(wanted)) is not None:
        return current  # a row made twice: what is wanted now has been there before, and somebody went on from it
    if name in HIGHEST.get(mutation.entity, ()) and isinstance(current, int) and isinstance(wanted, int):
        return max(current, wanted)
    if name in TEXTS.get(mutation.entity, ()) and isinstance(current, str) and isinstance(wanted, str):
        if seen == value_hash(current):
            return wanted
        return merging.merge("" if seen is None else find_text(name, seen), current, wanted).text
    return wanted


def _json(value: Plain) -> Json:
    return [*value] if isinstance(value, list) else value


def _become(
    entity: Entity, values: Mapping[str, Json], verdict: Verdict, history: tuple[tuple[str, Json], ...]
) -> Decision:
    if not is_valid(entity, values):
        return rejected(Reason.INVALID)
    return Decision(verdict=verdict, after=Present(Life.LIVE, dict(values)), history=history)


def _delete(mutation: Mutation, present: Present | None) -> Decision:
    deletion = DELETION[mutation.entity]
    if deletion is Deletion.ERASES:
        if present is not None and present.life is Life.ERASED:
            return Decision(verdict=Verdict.APPLIED)
        return Decision(verdict=Verdict.APPLIED, after=Present(Life.ERASED, {}))
    if present is None or present.life is not Life.LIVE:
        return Decision(verdict=Verdict.APPLIED)
    if deletion is Deletion.YIELDS and _has_unseen(mutation, present):
        return _SUPERSEDED
    return Decision(verdict=Verdict.APPLIED, after=Present(Life.DELETED, present.fields))


def _has_unseen(mutation: Mutation, present: Present) -> bool:
    """Tell whether a row holds what its deleter had not seen; a text that the deleter says nothing of is such."""
    changed = any(
        name in present.fields and value_hash(present.fields[name]) != seen for name, seen in mutation.saw.items()
    )
    return changed or any(
        present.fields.get(name) for name in TEXTS.get(mutation.entity, ()) if name not in mutation.saw
    )
