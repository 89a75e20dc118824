"""Ids are UUIDv7: unique, canonical, and sorted by the moment they were made."""

import time
import uuid

from practika_desktop.model.ids import is_id, new_id


def test_ids_are_version_7_and_carry_their_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert before <= made.int >> 80 <= after


def test_ids_are_unique_and_sort_by_birth() -> None:
    made = [new_id() for _ in range(10_000)]
    assert len(set(made)) == len(made)
    assert made == sorted(made)


def test_only_the_canonical_form_of_version_7_is_an_id() -> None:
    good = new_id()
    assert is_id(good)
    for bad in ["", good.upper(), good.replace("-", ""), str(uuid.uuid4()), good + "\n", "not an id"]:
        assert not is_id(bad)
