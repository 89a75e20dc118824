"""How the messages of the protocol are written: JSON objects, the same for the desk and for an endpoint.

Names that a message does not know are passed over, so that a newer side may say more. Each function that reads raises
ValueError for what is no such message, whoever sent it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation, Plain
from practika_desktop.sync import reading
from practika_desktop.sync.protocol import (
    PULL_MOST,
    PUSH_MOST,
    Json,
    Pull,
    PullAnswer,
    Push,
    PushAnswer,
    Reason,
    Refusal,
    Result,
    Row,
    Unreadable,
    Verdict,
)

Wire = dict[str, Any]
"""An object of JSON's types."""


def mutation_to_wire(mutation: Mutation) -> Wire:
    """Write a mutation; how long it was held is the desk's own affair and not in it."""
    return {
        "n": mutation.n,
        "mid": mutation.mid,
        "op": mutation.op.value,
        "entity": mutation.entity.value,
        "id": mutation.id,
        "channel": mutation.channel,
        "set": dict(mutation.set),
        "saw": dict(mutation.saw),
    }


def mutation_from_wire(wire: object) -> Mutation:
    """Read a mutation. All its names must be known: one that is passed over could change what it asks for."""
    members = reading.object_(wire)
    if members.keys() != _MUTATION:
        raise ValueError("a mutation has the fields " + ", ".join(sorted(_MUTATION)))
    return Mutation(
        n=reading.number(members["n"], least=1),
        mid=reading.row_id(members["mid"]),
        op=Op(reading.text(members["op"])),
        entity=Entity(reading.text(members["entity"])),
        id=reading.row_id(members["id"]),
        channel=reading.text(members["channel"]),
        set=reading.by_name(members["set"], _plain),
        saw=reading.by_name(members["saw"], reading.text),
    )


def pull_to_wire(pull: Pull) -> Wire:
    """Write a pull."""
    return asdict(pull)


def pull_from_wire(wire: object) -> Pull:
    """Read a pull; one that asks for more rows than one answer carries gets as many as it does."""
    members = reading.object_(wire)
    return Pull(
        device=reading.row_id(members.get("device")),
        epoch=reading.optional(members.get("epoch"), reading.text),
        cursor=reading.by_name(members.get("cursor"), reading.number),
        limit=min(reading.number(members.get("limit", PULL_MOST), least=1), PULL_MOST),
        version=reading.number(members.get("version"), least=1),
    )


def pull_answer_to_wire(answer: PullAnswer) -> Wire:
    """Write the answer to a pull."""
    return {**asdict(answer), "rows": [asdict(row) for row in answer.rows], "dropped": list(answer.dropped)}


def pull_answer_from_wire(wire: object) -> PullAnswer:
    """Read the answer to a pull."""
    members = reading.object_(wire)
    return PullAnswer(
        epoch=reading.text(members.get("epoch")),
        rows=reading.list_of(members.get("rows"), _row),
        cursor=reading.by_name(members.get("cursor"), reading.number),
        more=reading.flag(members.get("more")),
        from_zero=reading.flag(members.get("from_zero")),
        dropped=reading.list_of(members.get("dropped"), reading.text),
        version=reading.number(members.get("version"), least=1),
        oldest_to_push=reading.number(members.get("oldest_to_push"), least=1),
    )


def push_to_wire(push: Push) -> Wire:
    """Write a push; raise ValueError for one that holds what was not readable."""
    mutations = [one for one in push.mutations if isinstance(one, Mutation)]
    if len(mutations) != len(push.mutations):
        raise ValueError("only mutations are sent")
    return {
        "device": push.device,
        "epoch": push.epoch,
        "mutations": [mutation_to_wire(one) for one in mutations],
        "version": push.version,
    }


def push_from_wire(wire: object) -> Push:
    """Read a push; what is no mutation, but has number and name, becomes `Unreadable` and takes no others with it."""
    members = reading.object_(wire)
    mutations = reading.list_of(members.get("mutations"), _mutation_or_not, most=PUSH_MOST)
    if any(one.n != mutations[0].n + place for place, one in enumerate(mutations)):
        raise ValueError("mutations are numbered without a gap")
    return Push(
        device=reading.row_id(members.get("device")),
        epoch=reading.text(members.get("epoch")),
        mutations=mutations,
        version=reading.number(members.get("version"), least=1),
    )


def push_answer_to_wire(answer: PushAnswer) -> Wire:
    """Write the answer to a push."""
    return {**asdict(answer), "results": [asdict(result) for result in answer.results]}


def push_answer_from_wire(wire: object) -> PushAnswer:
    """Read the answer to a push."""
    members = reading.object_(wire)
    return PushAnswer(
        epoch=reading.text(members.get("epoch")),
        results=reading.list_of(members.get("results"), _result),
        refusal=reading.optional(members.get("refusal"), lambda value: Refusal(reading.text(value))),
        version=reading.number(members.get("version"), least=1),
        oldest_to_push=reading.number(members.get("oldest_to_push"), least=1),
    )


_MUTATION = frozenset({"n", "mid", "op", "entity", "id", "channel", "set", "saw"})


def _mutation_or_not(wire: object) -> Mutation | Unreadable:
    try:
        return mutation_from_wire(wire)
    except ValueError:
        members = reading.object_(wire)
        return Unreadable(n=reading.number(members.get("n"), least=1), mid=reading.row_id(members.get("mid")))


def _plain(value: object) -> Plain:
    if isinstance(value, list):
        return [reading.text(one) for one in value]
    if isinstance(value, str):
        return reading.text(value)
    if value is None or isinstance(value, bool):
        return value
    return reading.number(value, least=-reading.MOST_NUMBER)


def _row(wire: object) -> Row:
    members = reading.object_(wire)
    return Row(
        entity=reading.text(members.get("entity")),
        id=reading.row_id(members.get("id")),
        channel=reading.text(members.get("channel")),
        seq=reading.number(members.get("seq"), least=1),
        fields=reading.optional(members.get("fields"), _fields),
        erased=reading.flag(members.get("erased", False)),
    )


def _fields(value: object) -> Mapping[str, Json]:
    return reading.by_name(value, reading.json)


def _result(wire: object) -> Result:
    members = reading.object_(wire)
    return Result(
        n=reading.number(members.get("n"), least=1),
        mid=reading.row_id(members.get("mid")),
        verdict=Verdict(reading.text(members.get("verdict"))),
        reason=reading.optional(members.get("reason"), lambda value: Reason(reading.text(value))),
    )
