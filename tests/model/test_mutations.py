"""Records as JSON and back, the fields that changed, and what stands for a value."""

from dataclasses import replace

import pytest

from practika_desktop.model.kinds import Entity, MarkerKind
from practika_desktop.model.mutations import changed_fields, from_plain, plain, value_hash
from practika_desktop.model.records import Marker, Record, Student

STUDENT = Student(id="1", created_at=1, channel="staff:1", display_name="Bea", teacher_ids=("2", "3"))
MARKER = Marker(
    id="4",
    created_at=1,
    channel="st:1",
    submission_id="5",
    author_id="2",
    start_ms=10,
    end_ms=20,
    kind=MarkerKind.PRAISE,
)


@pytest.mark.parametrize(("entity", "record"), [(Entity.STUDENT, STUDENT), (Entity.MARKER, MARKER)])
def test_a_record_is_the_same_after_json(entity: Entity, record: Record) -> None:
    back = from_plain(entity, plain(record))
    assert back == record
    assert isinstance(back, type(record))


def test_kinds_come_back_as_kinds() -> None:
    back = from_plain(Entity.MARKER, plain(MARKER))
    assert isinstance(back, Marker)
    assert isinstance(back.kind, MarkerKind)
    with pytest.raises(ValueError, match="applause"):
        from_plain(Entity.MARKER, {**plain(MARKER), "kind": "applause"})


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({}, set()),
        ({"text": "x"}, {"text"}),
        ({"end_ms": 30}, {"start_ms", "end_ms"}),
        ({"page": 3, "text": "x"}, {"page", "measure", "measure_id", "occurrence", "text"}),
    ],
)
def test_groups_change_as_one(change: dict[str, int], names: set[str]) -> None:
    assert changed_fields(MARKER, replace(MARKER, **change)) == names  # type: ignore[arg-type]


def test_a_hash_stands_for_the_value_and_is_the_same_for_all_time() -> None:
    assert value_hash("Bea") == "f73a6623870b60dc"
    assert value_hash(("a",)) == value_hash(["a"])
    values = [None, 0, 1, "", "0", "None", (), ("",), "ä"]
    assert len({value_hash(value) for value in values}) == len(values)
    assert value_hash(MarkerKind.PRAISE) == value_hash("praise")
