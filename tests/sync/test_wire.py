"""A message is the same after the wire, and what is none is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation
from practika_desktop.sync import wire
from practika_desktop.sync.protocol import (
    PULL_MOST,
    PUSH_MOST,
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

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NUMBERS = st.integers(1, 2**53)
IDS = st.builds(new_id)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), TEXTS, st.lists(TEXTS, max_size=3))
JSON = st.recursive(
    st.one_of(PLAIN, st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(TEXTS, inner, max_size=2)),
    max_leaves=4,
)
MUTATIONS = st.builds(
    Mutation,
    n=NUMBERS,
    mid=IDS,
    op=st.sampled_from(Op),
    entity=st.sampled_from(Entity),
    id=IDS,
    channel=TEXTS,
    set=st.dictionaries(TEXTS, PLAIN, max_size=5),
    saw=st.dictionaries(TEXTS, TEXTS, max_size=5),
)
CURSORS = st.dictionaries(TEXTS, st.integers(0, 2**53), max_size=3)
ROWS = st.builds(
    Row,
    entity=TEXTS,
    id=IDS,
    channel=TEXTS,
    seq=NUMBERS,
    fields=st.none() | st.dictionaries(TEXTS, JSON, max_size=3),
    erased=st.booleans(),
)
PULLS = st.builds(
    Pull, device=IDS, epoch=st.none() | TEXTS, cursor=CURSORS, limit=st.integers(1, PULL_MOST), version=NUMBERS
)
PULL_ANSWERS = st.builds(
    PullAnswer,
    epoch=TEXTS,
    rows=st.lists(ROWS, max_size=2).map(tuple),
    cursor=CURSORS,
    more=st.booleans(),
    from_zero=st.booleans(),
    dropped=st.lists(TEXTS, max_size=2).map(tuple),
    version=NUMBERS,
    oldest_to_push=NUMBERS,
)
RESULTS = st.builds(
    Result, n=NUMBERS, mid=IDS, verdict=st.sampled_from(Verdict), reason=st.none() | st.sampled_from(Reason)
)
PUSH_ANSWERS = st.builds(
    PushAnswer,
    epoch=TEXTS,
    results=st.lists(RESULTS, max_size=3).map(tuple),
    refusal=st.none() | st.sampled_from(Refusal),
    version=NUMBERS,
    oldest_to_push=NUMBERS,
)


def over(written: dict[str, Any]) -> Any:  # noqa: ANN401 - what JSON gives
    return json.loads(json.dumps(written))


@given(mutation=MUTATIONS)
def test_a_mutation_is_the_same_after_the_wire(mutation: Mutation) -> None:
    assert wire.mutation_from_wire(over(wire.mutation_to_wire(mutation))) == mutation


@given(pull=PULLS)
def test_a_pull_is_the_same_after_the_wire(pull: Pull) -> None:
    assert wire.pull_from_wire(over(wire.pull_to_wire(pull))) == pull


@given(answer=PULL_ANSWERS)
def test_its_answer_is_the_same_after_the_wire(answer: PullAnswer) -> None:
    assert wire.pull_answer_from_wire(over(wire.pull_answer_to_wire(answer))) == answer


@given(device=IDS, epoch=TEXTS, mutations=st.lists(MUTATIONS, max_size=3), version=NUMBERS)
def test_a_push_is_the_same_after_the_wire(device: str, epoch: str, mutations: list[Mutation], version: int) -> None:
    numbered = tuple(
        Mutation(n=n, mid=one.mid, op=one.op, entity=one.entity, id=one.id, channel=one.channel, set=one.set)
        for n, one in enumerate(mutations, start=5)
    )
    push = Push(device=device, epoch=epoch, mutations=numbered, version=version)
    assert wire.push_from_wire(over(wire.push_to_wire(push))) == push


@given(answer=PUSH_ANSWERS)
def test_the_answer_to_it_is_the_same_after_the_wire(answer: PushAnswer) -> None:
    assert wire.push_answer_from_wire(over(wire.push_answer_to_wire(answer))) == answer


def mutation(**changed: object) -> dict[str, Any]:
    base = {
        "n": 1,
        "mid": new_id(),
        "op": "put",
        "entity": "marker",
        "id": new_id(),
        "channel": "st:1",
        "set": {"text": "x"},
        "saw": {},
    }
    return base | changed


def push(**changed: object) -> dict[str, Any]:
    return {"device": new_id(), "epoch": "e", "mutations": [mutation()], "version": 1} | changed


def pull(**changed: object) -> dict[str, Any]:
    return {"device": new_id(), "epoch": None, "cursor": {"st:1": 4}, "limit": 9, "version": 1} | changed


def pull_answer(**changed: object) -> dict[str, Any]:
    base = {
        "epoch": "e",
        "rows": [row()],
        "cursor": {},
        "more": False,
        "from_zero": True,
        "dropped": [],
        "version": 1,
        "oldest_to_push": 1,
    }
    return base | changed


def row(**changed: object) -> dict[str, Any]:
    return {"entity": "marker", "id": new_id(), "channel": "st:1", "seq": 1, "fields": {"text": "x"}} | changed


def push_answer(**changed: object) -> dict[str, Any]:
    result = {"n": 1, "mid": new_id(), "verdict": "rejected", "reason": "invalid"}
    return {"epoch": "e", "results": [result], "refusal": None, "version": 1, "oldest_to_push": 1} | changed


READERS: list[tuple[Callable[[object], object], Callable[..., dict[str, Any]]]] = [
    (wire.mutation_from_wire, mutation),
    (wire.push_from_wire, push),
    (wire.pull_from_wire, pull),
    (wire.pull_answer_from_wire, pull_answer),
    (wire.push_answer_from_wire, push_answer),
]


@pytest.mark.parametrize(("read", "written"), READERS)
def test_the_base_of_the_tables_below_is_one(
    read: Callable[[object], object], written: Callable[..., dict[str, Any]]
) -> None:
    read(written())
    nothing: list[object] = [None, [], "x", 5]
    for wrong in nothing:
        with pytest.raises(ValueError, match="object is expected"):
            read(wrong)


@pytest.mark.parametrize(
    "changed",
    [
        {"n": 0},
        {"n": True},
        {"n": "1"},
        {"n": 2**53 + 1},
        {"mid": "1"},
        {"id": 5},
        {"op": "drop"},
        {"entity": "account"},
        {"channel": None},
        {"channel": "a\0b"},
        {"set": []},
        {"set": {"text": {}}},
        {"set": {"text": 1.5}},
        {"set": {"text": "half \ud800"}},
        {"set": {"teacher_ids": [1]}},
        {"saw": None},
        {"saw": {"text": 1}},
        {"hold_until": 5},
    ],
)
def test_what_is_no_mutation_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.mutation_from_wire(mutation(**changed))


def test_a_mutation_of_which_a_part_is_missing_is_refused() -> None:
    for name in mutation():
        with pytest.raises(ValueError, match="has the fields"):
            wire.mutation_from_wire({key: value for key, value in mutation().items() if key != name})


@pytest.mark.parametrize(
    "changed",
    [
        {"device": "x"},
        {"epoch": None},
        {"version": 0},
        {"mutations": {}},
        {"mutations": [5]},
        {"mutations": [mutation(n=0)]},
        {"mutations": [mutation(), mutation()]},
        {"mutations": [mutation(n=1), mutation(n=3)]},
        {"mutations": [mutation(n=n) for n in range(1, PUSH_MOST + 2)]},
    ],
)
def test_what_is_no_push_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.push_from_wire(push(**changed))


def test_what_is_no_mutation_within_a_push_does_not_take_the_others_with_it() -> None:
    odd = mutation(n=2, entity="a thing of tomorrow", colour="red")
    read = wire.push_from_wire(push(mutations=[mutation(n=1), odd, mutation(n=3)]))
    assert read.mutations[1] == Unreadable(n=2, mid=odd["mid"])
    assert isinstance(read.mutations[0], Mutation)
    assert isinstance(read.mutations[2], Mutation)
    with pytest.raises(ValueError, match="only mutations"):
        wire.push_to_wire(read)


@pytest.mark.parametrize("changed", [{"device": 1}, {"cursor": {"s:1": -1}}, {"cursor": None}, {"limit": 0}])
def test_what_is_no_pull_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.pull_from_wire(pull(**changed))


def test_a_pull_for_more_than_one_answer_carries_is_for_as_many_as_it_does() -> None:
    assert wire.pull_from_wire(pull(limit=10**9)).limit == PULL_MOST


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": None},
        {"rows": [row(seq=0)]},
        {"rows": [row(id="1")]},
        {"rows": [row(fields=[])]},
        {"rows": [row(erased=1)]},
        {"more": 0},
        {"from_zero": None},
        {"dropped": [1]},
        {"cursor": {"s:1": "1"}},
        {"version": None},
    ],
)
def test_what_is_no_answer_to_a_pull_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.pull_answer_from_wire(pull_answer(**changed))


@pytest.mark.parametrize(
    "changed", [{"results": [{"n": 1}]}, {"refusal": "tired"}, {"epoch": 1}, {"oldest_to_push": None}]
)
def test_what_is_no_answer_to_a_push_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.push_answer_from_wire(push_answer(**changed))


@pytest.mark.parametrize(("read", "written"), READERS[1:])
def test_a_name_that_a_message_does_not_know_is_passed_over(
    read: Callable[[object], object], written: Callable[..., dict[str, Any]]
) -> None:
    message = written()
    assert read({**message, "of_tomorrow": {"x": [1]}}) == read(message)


def test_entities_and_fields_that_are_unknown_here_come_through_unharmed() -> None:
    fields = {"id": new_id(), "of_tomorrow": {"nested": [1, 2.5, None, {"deep": True}]}}
    (read,) = wire.pull_answer_from_wire(pull_answer(rows=[row(entity="account", fields=fields)])).rows
    assert (read.entity, read.fields) == ("account", fields)
    assert not read.is_gone
