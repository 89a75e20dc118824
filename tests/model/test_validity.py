"""What came from elsewhere is a record or is none."""

from typing import Any

import pytest

from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MarkerKind, MediaKind
from practika_desktop.model.mutations import Plain, plain
from practika_desktop.model.records import RECORD_OF
from practika_desktop.model.validity import is_valid
from tests.support.records import a_record

HEAD: dict[str, Plain] = {"id": new_id(), "created_at": 1, "channel": "st:1"}
MARKER: dict[str, Plain] = {
    **HEAD,
    "submission_id": new_id(),
    "author_id": new_id(),
    "start_ms": 5,
    "kind": MarkerKind.PRAISE.value,
}


@pytest.mark.parametrize("entity", list(Entity))
def test_each_kind_of_record_is_one_in_json_too(entity: Entity) -> None:
    values = plain(a_record(RECORD_OF[entity]))
    assert is_valid(entity, values)
    for name in HEAD:
        assert not is_valid(entity, {key: value for key, value in values.items() if key != name})
        assert not is_valid(entity, {**values, name: 1.5})


@pytest.mark.parametrize(
    ("changed", "valid"),
    [
        ({}, True),
        ({"of_tomorrow": {"x": 1}}, True),
        ({"end_ms": 5}, True),
        ({"end_ms": None}, True),
        ({"end_ms": 4}, False),
        ({"start_ms": -1}, False),
        ({"start_ms": True}, False),
        ({"start_ms": "5"}, False),
        ({"start_ms": None}, False),
        ({"kind": "shout"}, False),
        ({"kind": 1}, False),
        ({"text": None}, False),
        ({"text": "x" * 4_000_001}, False),
        ({"page": "3"}, False),
    ],
)
def test_a_marker(changed: dict[str, Any], valid: bool) -> None:
    assert is_valid(Entity.MARKER, {**MARKER, **changed}) is valid


def test_a_message_says_something() -> None:
    message = {**HEAD, "submission_id": new_id(), "sender_id": new_id()}
    assert not is_valid(Entity.MESSAGE, message)
    assert is_valid(Entity.MESSAGE, {**message, "text": "x"})
    assert is_valid(Entity.MESSAGE, {**message, "media_id": new_id()})


def test_a_list_of_ids_is_one_of_texts() -> None:
    student = {**HEAD, "display_name": "Bea", "is_minor": True}
    assert is_valid(Entity.STUDENT, {**student, "teacher_ids": [new_id()]})
    assert not is_valid(Entity.STUDENT, {**student, "teacher_ids": [1]})
    assert not is_valid(Entity.STUDENT, {**student, "teacher_ids": "x"})
    assert not is_valid(Entity.STUDENT, {**student, "is_minor": 1})


def test_a_snippet_has_a_digit() -> None:
    snippet = {**HEAD, "teacher_id": new_id(), "text": "x", "kind": "praise"}
    assert is_valid(Entity.SNIPPET, {**snippet, "position": 9})
    assert not is_valid(Entity.SNIPPET, {**snippet, "position": 0})


def test_a_file_is_of_a_kind_that_there_is() -> None:
    media = plain(a_record(RECORD_OF[Entity.MEDIA]))
    assert is_valid(Entity.MEDIA, {**media, "kind": MediaKind.SCORE.value})
    assert not is_valid(Entity.MEDIA, {**media, "owner": "account"})
