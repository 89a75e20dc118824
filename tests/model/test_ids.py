"""Ids are UUIDv7: unique, canonical, and sorted by the moment they were made."""

import time
import uuid

from practika_desktop.model.ids import id_of_one, is_id, new_id


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


def test_what_a_row_has_one_of_has_the_same_id_on_every_desk() -> None:
    row = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert id_of_one(row, "time map") == "387f371a-747b-5872-b27f-4ba020a98446"
    assert len({id_of_one(row, "a"), id_of_one(row, "b"), id_of_one(new_id(), "a")}) == 3
    assert is_id(id_of_one(row, "a"))


def test_only_the_canonical_forms_of_versions_7_and_5_are_ids() -> None:
    good = new_id()
    assert is_id(good)
    for bad in ["", good.upper(), good.replace("-", ""), str(uuid.uuid4()), good + "\n", "not an id"]:
        assert not is_id(bad)
