"""Identities: UUIDv7 made where a row is made, so that rows sort by birth and never collide between desks.

Of what another row has only one of, the id is a UUIDv5 of that row's: desks that make it apart make the same row.
"""

import re

_CANONICAL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562, section 5.7) in canonical lower-case form, 36 characters."""
    import uuid_utils

    return str(uuid_utils.uuid7())


def id_of_one(row_id: str, name: str) -> str:
    """Return the id of the one thing by a name that a row has: a UUIDv5 (RFC 9562, section 5.5) of the two."""
    from uuid import UUID, uuid5

    return str(uuid5(UUID(row_id), name))


def is_id(text: str) -> bool:
    """Tell whether text is a UUIDv7 or UUIDv5 in canonical form."""
    return _CANONICAL.fullmatch(text) is not None
