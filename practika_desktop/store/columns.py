"""How the domain's values lie in SQLite's columns."""

import json
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator


class IdList(TypeDecorator[tuple[str, ...]]):
    """A tuple of ids as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - a hook
        """Return the tuple as JSON."""
        return json.dumps(list(value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002, ANN401
        """Return JSON as the tuple."""
        return tuple(json.loads(value or "[]"))


def kind_column(kind: type[StrEnum]) -> Enum:
    """Return a column type that holds a closed set by its texts, open to new members without a migration."""
    return Enum(kind, native_enum=False, create_constraint=False, length=16, values_callable=_texts)


def _texts(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]
