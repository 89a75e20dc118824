"""Files of the cache that end in a seal: a torn or damaged one is not believed."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_SEAL = b"\nsealed:"
_DIGEST_BYTES = 16


def read_sealed(path: Path) -> bytes | None:
    """Return what was kept in the file; None when it is absent or its seal is not whole."""
    try:
        data, seal, digest = path.read_bytes().rpartition(_SEAL)
    except OSError:
        return None
    return data if seal and digest == _digest(data) else None


def write_sealed(path: Path, data: bytes) -> bool:
    """Put the data in the file's place as a whole, unsynced as the seal tells, and say whether that went well.

    What a killed process leaves unfinished, the next one overwrites. Two that write the same at once do no harm.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data + _SEAL + _digest(data))
        unfinished.replace(path)
    except FileNotFoundError:  # another one, who makes the same, gave this file its name
        return path.exists()
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return False
    return True


def path_by_hash(folder: Path, sha256: str, name: str) -> Path:
    """Return where a cache keeps what was made of the file with this hash; `name` says what, and in which form."""
    return folder / sha256[:2] / f"{sha256}.{name}"


def kept_or_made(path: Path, parse: Callable[[bytes], T], make: Callable[[], bytes]) -> T:
    """Return what is kept in the sealed file; make it where it is absent or `parse` raises ValueError for it."""
    kept = read_sealed(path)
    if kept is not None:
        with suppress(ValueError):
            return parse(kept)
    data = make()
    write_sealed(path, data)  # where it cannot be kept, it is made again the next time
    return parse(data)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()
