"""A mutation is the same after the wire, and what is none is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation
from practika_desktop.sync.protocol import from_wire, to_wire

PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(), st.lists(st.text(), max_size=3))
MUTATIONS = st.builds(
    Mutation,
    n=st.integers(1, 2**53),
    mid=st.builds(new_id),
    op=st.sampled_from(Op),
    entity=st.sampled_from(Entity),
    id=st.builds(new_id),
    channel=st.text(),
    set=st.dictionaries(st.text(), PLAIN, max_size=5),
    saw=st.dictionaries(st.text(), st.text(), max_size=5),
)


@given(mutation=MUTATIONS)
def test_it_is_the_same_after_the_wire(mutation: Mutation) -> None:
    assert from_wire(json.loads(json.dumps(to_wire(mutation)))) == mutation


def wire(**changed: object) -> dict[str, Any]:
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


def test_the_base_of_the_table_below_is_one() -> None:
    assert from_wire(wire()).set == {"text": "x"}


@pytest.mark.parametrize(
    "changed",
    [
        {"n": 0},
        {"n": True},
        {"n": "1"},
        {"mid": "1"},
        {"id": 5},
        {"op": "drop"},
        {"entity": "account"},
        {"channel": None},
        {"set": []},
        {"set": {"text": {}}},
        {"set": {"text": 1.5}},
        {"set": {"teacher_ids": [1]}},
        {"saw": None},
        {"saw": {"text": 1}},
        {"hold_until": 5},
    ],
)
def test_what_is_none_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_wire(wire(**changed))


def test_a_part_that_is_missing_is_refused() -> None:
    for name in wire():
        with pytest.raises(ValueError, match="has the fields"):
            from_wire({key: value for key, value in wire().items() if key != name})
