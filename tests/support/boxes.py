"""Just enough of MP4's boxes to give a file edit lists that no muxer at hand would write."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

Edit = tuple[int, int]
"""Duration in ms of the presentation; start in ms from the first picture, or -1 for an empty edit."""


def set_edits(path: Path, edits: Sequence[Edit], *, handler: bytes = b"vide") -> None:
    """Replace the edit list of the file's first track of that kind; the moov must be the file's last box."""
    data = path.read_bytes()
    tops = list(_boxes(data, 0, len(data)))
    kind, start, end = tops[-1]
    if kind != b"moov":
        raise ValueError("the moov box is not the last one")
    path.write_bytes(data[:start] + _rebuilt(data, start, end, edits, handler))


def flag_all(path: Path) -> None:
    """Take the table of key frames away: the file then says that decoding may begin anywhere."""
    path.write_bytes(path.read_bytes().replace(b"stss", b"free"))


def flag_first(path: Path) -> None:
    """Leave only the first row of the table of key frames."""
    data = bytearray(path.read_bytes())
    struct.pack_into(">I", data, data.index(b"stss") + 8, 1)
    path.write_bytes(data)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
        yield kind, start, start + (size or end - start)
        start += size or end - start


def _rebuilt(moov: bytes, start: int, end: int, edits: Sequence[Edit], handler: bytes) -> bytes:
    movie_scale = _movie_scale(moov, start, end)
    parts = []
    found = False
    for kind, at, stop in _boxes(moov, start + 8, end):
        box = moov[at:stop]
        if kind == b"trak" and not found and handler in box:
            found = True
            box = _with_edits(box, edits, movie_scale)
        parts.append(box)
    if not found:
        raise ValueError(f"no {handler!r} track")
    return _box(b"moov", b"".join(parts))


def _movie_scale(moov: bytes, start: int, end: int) -> int:
    at = next(at for kind, at, _ in _boxes(moov, start + 8, end) if kind == b"mvhd")
    return int(struct.unpack_from(">I", moov, at + 20)[0])


def _with_edits(trak: bytes, edits: Sequence[Edit], movie_scale: int) -> bytes:
    children = {kind: (at, stop) for kind, at, stop in _boxes(trak, 8, len(trak))}
    mdia_at, mdia_end = children[b"mdia"]
    mdhd_at = next(at for kind, at, _ in _boxes(trak, mdia_at + 8, mdia_end) if kind == b"mdhd")
    (media_scale,) = struct.unpack_from(">I", trak, mdhd_at + 20)
    first = _first_media_time(trak, children.get(b"edts"))
    rows = b"".join(
        struct.pack(
            ">IiHH", duration * movie_scale // 1000, -1 if start < 0 else first + start * media_scale // 1000, 1, 0
        )
        for duration, start in edits
    )
    elst = _box(b"elst", struct.pack(">II", 0, len(edits)) + rows)
    kept = [trak[at:stop] for kind, (at, stop) in children.items() if kind not in {b"edts", b"mdia"}]
    return _box(b"trak", b"".join([*kept, _box(b"edts", elst), trak[mdia_at:mdia_end]]))


def _first_media_time(trak: bytes, edts: tuple[int, int] | None) -> int:
    if edts is None:
        return 0
    (time,) = struct.unpack_from(">i", trak, edts[0] + 8 + 16 + 4)  # edts, then elst's header and first duration
    return int(time)


def _box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I4s", len(payload) + 8, kind) + payload
