"""Identities: UUIDv7 made where a row is made, so that rows sort by birth and never collide between desks."""

import re

_CANONICAL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562, section 5.7) in canonical lower-case form, 36 characters."""
    import uuid_utils

    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Tell whether text is a UUIDv7 in canonical form."""
    return _CANONICAL.fullmatch(text) is not None
