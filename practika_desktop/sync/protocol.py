"""How a mutation is written on the wire: one JSON object, the same for the desk and for an endpoint."""

from collections.abc import Mapping
from typing import Any

from practika_desktop.model.ids import is_id
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation, Plain

_FIELDS = frozenset({"n", "mid", "op", "entity", "id", "channel", "set", "saw"})


def to_wire(mutation: Mutation) -> dict[str, Any]:
    """Return a mutation as an object of JSON's types; how long it was held is the desk's own affair and not in it."""
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


def from_wire(wire: Mapping[str, Any]) -> Mutation:
    """Return the mutation that an object stands for; raise ValueError for one that is none, whoever sent it."""
    if wire.keys() != _FIELDS:
        raise ValueError("a mutation has the fields " + ", ".join(sorted(_FIELDS)))
    number = wire["n"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ValueError("n counts from 1")
    return Mutation(
        n=number,
        mid=_id(wire["mid"]),
        op=Op(_text(wire["op"])),
        entity=Entity(_text(wire["entity"])),
        id=_id(wire["id"]),
        channel=_text(wire["channel"]),
        set=_values(wire["set"]),
        saw=_hashes(wire["saw"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    return value


def _id(value: object) -> str:
    text = _text(value)
    if not is_id(text):
        raise ValueError("an id is expected")
    return text


def _values(value: object) -> dict[str, Plain]:
    if not isinstance(value, dict):
        raise ValueError("set is an object by field")
    return {_text(name): _plain(one) for name, one in value.items()}


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list):
        return [_text(one) for one in value]
    raise ValueError("no field has such a value")


def _hashes(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("saw is an object by field")
    return {_text(name): _text(one) for name, one in value.items()}
