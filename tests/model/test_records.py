"""The records keep the rules their names promise."""

import dataclasses

import pytest

from practika_desktop.model.kinds import Entity
from practika_desktop.model.records import RECORD_OF, Record


def test_every_entity_has_its_record() -> None:
    assert set(RECORD_OF) == set(Entity)
    assert len(set(RECORD_OF.values())) == len(Entity)


@pytest.mark.parametrize("record", RECORD_OF.values(), ids=lambda record: record.__name__)
def test_a_field_name_says_its_unit(record: type[Record]) -> None:
    endings = {"_at": ("int", "int | None"), "_ms": ("int", "int | None"), "_on": ("str | None",)}
    for field in dataclasses.fields(record):
        for ending, types in endings.items():
            if field.name.endswith(ending):
                assert _written(field.type) in types, field.name


def _written(annotation: object) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)
