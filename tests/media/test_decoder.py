"""Exact decoding: random walks through every kind of file, each frame recognised by its bars."""

import zlib
from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame

from practika_desktop.media.cursor import Cursor
from practika_desktop.media.decoder import CACHE_BYTES, ExactDecoder
from practika_desktop.media.faults import DamagedPictureError
from practika_desktop.media.frame_cache import Focus
from practika_desktop.media.index import FrameIndex
from practika_desktop.media.indexing import build_index
from practika_desktop.media.orientation import orientation_of
from tests.support import videos
from tests.support.barcode import read_luma

OPERATIONS = 60
KINDS = sorted(set(videos.KINDS) - {"h264-4k-tall"})  # its pictures take a second each
TINY_CACHE = 1 << 19


def bars(frame: VideoFrame) -> int | None:
    luma = frame.to_ndarray(format="gray").astype(np.uint8)
    rotation, mirrored = orientation_of(frame)
    return read_luma(np.rot90(luma[:, ::-1] if mirrored else luma, -rotation // 90))


def walk(rng: np.random.Generator, index: FrameIndex, operations: int) -> list[int]:
    """Return frame numbers as a person asks for them: jumps, and steps both ways."""
    n, asked = 0, []
    for _ in range(operations):
        jump = rng.random() < 0.35
        n = int(rng.integers(len(index)) if jump else n + rng.choice((-5, -2, -1, -1, 1, 1, 2, 5)))
        n = min(max(n, 0), len(index) - 1)
        asked.append(n)
    return asked


@pytest.mark.parametrize("cache_bytes", [CACHE_BYTES, TINY_CACHE])
@pytest.mark.parametrize("kind", KINDS)
def test_each_frame_asked_for_is_the_one_that_comes(kind: str, cache_bytes: int) -> None:
    made = videos.made(kind)
    index = build_index(made.path)
    rng = np.random.default_rng(zlib.crc32(kind.encode()))
    decoder = ExactDecoder(made.path, index, cache_bytes=cache_bytes)
    wrong = []
    for n in walk(rng, index, OPERATIONS):
        if (got := bars(decoder.frame(n))) != made.numbers[n]:
            wrong.append((n, made.numbers[n], got))
        decoder.focus(Focus(n, int(rng.choice((1, -1))), resting=bool(rng.integers(2))))
        for _ in range(rng.integers(20)):
            decoder.prefetch()
    decoder.close()
    assert not wrong


def test_pictures_reordered_in_a_container_without_times_come_in_the_right_order() -> None:
    path = videos.custom("reordered", videos.Recipe(videos.without_sound(videos.BFRAMES), ".avi"))
    index = build_index(path)
    decoder = ExactDecoder(path, index)
    assert [bars(decoder.frame(n)) for n in range(len(index))] == list(range(150))
    decoder.close()


def test_a_file_whose_seeking_leads_astray_is_read_from_its_start() -> None:
    made = videos.made("h264-pyramid")
    index = build_index(made.path)
    index.packets.places[:] = index.packets.places[::-1]  # no packet is found again where the table says
    decoder = ExactDecoder(made.path, index, cache_bytes=TINY_CACHE)
    assert [bars(decoder.frame(n)) for n in (140, 3, 77, 76, 149)] == [140, 3, 77, 76, 149]
    decoder.close()


def test_going_back_is_prefetched_by_whole_stretches() -> None:
    made = videos.made("h264-long-gop")
    index = build_index(made.path)
    decoder = ExactDecoder(made.path, index)
    decoder.frame(299)
    decoder.focus(Focus(299, -1))
    while decoder.prefetch():
        pass
    assert all(n in decoder.cache for n in range(250, 300))
    decoder.close()


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the packets from which cursors begin to decode, in order."""
    begun: list[int] = []
    begin = Cursor.begin

    def noted(cursor: Cursor, entry: int) -> None:
        begun.append(entry)
        begin(cursor, entry)

    monkeypatch.setattr(Cursor, "begin", noted)
    return begun


def test_going_back_faster_than_it_is_decoded_begins_once(entries: list[int]) -> None:
    made = videos.made("h264-long-gop")
    decoder = ExactDecoder(made.path, build_index(made.path))
    for n in range(299, 239, -1):
        decoder.focus(Focus(n, -1, resting=True))
        while not decoder.work(n):
            pass
    decoder.close()
    assert entries == [0]


def test_playing_on_decodes_each_packet_once(entries: list[int]) -> None:
    made = videos.made("h264-long-gop")
    index = build_index(made.path)
    decoder = ExactDecoder(made.path, index)
    for n in range(150):
        decoder.focus(Focus(n))
        while not decoder.work(n):
            pass
        while decoder.prefetch():
            pass
    decoder.close()
    assert entries == [0]


def test_the_cursor_that_nobody_asks_for_goes_and_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("practika_desktop.media.decoder._ALONE", 100)
    made = videos.made("h264-long-gop")
    decoder = ExactDecoder(made.path, build_index(made.path), cache_bytes=TINY_CACHE)
    closed: list[Cursor] = []
    close = Cursor.close

    def noted(cursor: Cursor) -> None:
        closed.append(cursor)
        close(cursor)

    monkeypatch.setattr(Cursor, "close", noted)
    shown = [bars(decoder.frame(n)) for n in (200, *range(150), 210, 20)]
    assert len(closed) == 1
    decoder.close()
    assert len(closed) == 3
    assert shown == [made.numbers[n] for n in (200, *range(150), 210, 20)]


def test_the_head_of_a_loop_stays_at_hand() -> None:
    made = videos.made("h264-long-gop")
    decoder = ExactDecoder(made.path, build_index(made.path), cache_bytes=40 * 320 * 180 * 2)
    for n in range(100, 200):
        decoder.focus(Focus(n, 1, range(20, 26)))
        while not decoder.work(n):
            pass
    while decoder.prefetch():
        pass
    assert all(n in decoder.cache for n in range(20, 26))
    decoder.close()


def test_damage_costs_the_pictures_it_hits_and_no_others(tmp_path: Path) -> None:
    made = videos.made("h264-silent")
    index = build_index(made.path)
    hit = index.ordinals[45]
    data = bytearray(made.path.read_bytes())
    place, size = index.packets.places[hit], index.packets.sizes[hit]
    data[place : place + size] = b"\xff" * size
    path = tmp_path / "damaged.mp4"
    path.write_bytes(data)
    decoder = ExactDecoder(path, index)
    seen: dict[int, int | None] = {}
    for n in range(len(index)):
        try:
            seen[n] = bars(decoder.frame(n))
        except DamagedPictureError:
            seen[n] = None
    decoder.close()
    assert seen[45] != 45
    assert all(seen[n] == n for n in (*range(30), *range(60, 120)))
