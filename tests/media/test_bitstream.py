"""What packets say about themselves, told from bytes made by hand."""

from typing import cast

import av
import pytest
from av.packet import Packet

from practika_desktop.media.bitstream import (
    H264Look,
    HevcLook,
    PacketLook,
    Sight,
    Vp8Look,
    Vp9Look,
    look_of,
    units,
)
from tests.support import videos

IDR = b"\x65\x88\x80"
INTRA_SLICE = b"\x61\x88\x80"  # first macroblock 0, slice type 7
INTER_SLICE = b"\x61\xe0\x80"  # first macroblock 0, slice type 0
RECOVERS_AT_ONCE = b"\x06\x06\x01\x84\x80"
RECOVERS_LATER = b"\x06\x06\x01\x34\x80"


def packet(data: bytes, *, pts: int = 0, key: bool = True) -> "Packet[av.VideoStream]":
    made = cast("Packet[av.VideoStream]", Packet(data))
    made.pts = pts
    made.is_keyframe = key
    return made


def with_lengths(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def with_start_codes(*parts: bytes) -> bytes:
    return b"".join(b"\0\0\1" + part for part in parts)


@pytest.mark.parametrize(
    ("parts", "entry"),
    [
        ((IDR,), True),
        ((b"\x67\x42", b"\x68\xce", IDR), True),
        ((INTRA_SLICE,), True),
        ((RECOVERS_AT_ONCE, INTRA_SLICE), True),
        ((RECOVERS_LATER, INTRA_SLICE), False),
        ((RECOVERS_LATER, INTER_SLICE), False),
        ((INTER_SLICE,), False),
        ((b"\x67\x42",), False),
    ],
)
def test_h264_begins_where_a_picture_needs_no_other(parts: tuple[bytes, ...], *, entry: bool) -> None:
    assert H264Look(4).see(packet(with_lengths(*parts))).entry == entry
    assert H264Look(0).see(packet(with_start_codes(*parts))).entry == entry


def test_a_packet_that_no_one_flagged_is_looked_into_at_the_start_only() -> None:
    look = H264Look(4)
    assert not look.see(packet(with_lengths(INTER_SLICE), key=False)).entry
    assert look.see(packet(with_lengths(IDR), key=False)).entry
    assert not look.see(packet(with_lengths(IDR), key=False)).entry
    assert not PacketLook().see(packet(b"anything", key=False)).entry


def test_a_picture_behind_a_long_message_is_found() -> None:
    message = b"\x06\x05" + b"\xff" * 40 + b"\x01" * 9_000
    assert H264Look(4).see(packet(with_lengths(message, IDR))).entry
    assert H264Look(0).see(packet(with_start_codes(message, IDR))).entry
    assert HevcLook(4).see(packet(with_lengths(bytes([39 << 1, 1]) + b"\x01" * 9_000) + hevc(19))).entry


def test_start_codes_are_found_where_lengths_were_promised() -> None:
    assert H264Look(4).see(packet(b"\0" + with_start_codes(RECOVERS_AT_ONCE, IDR))).entry


def test_leading_pictures_of_an_open_group_are_lost_at_the_start_only() -> None:
    look = H264Look(4)
    assert look.see(packet(with_lengths(INTRA_SLICE), pts=10)) == Sight(entry=True, shown=True)
    assert look.see(packet(with_lengths(INTER_SLICE), pts=8, key=False)) == Sight(entry=False, shown=False)
    assert look.see(packet(with_lengths(INTER_SLICE), pts=12, key=False)) == Sight(entry=False, shown=True)
    assert look.see(packet(with_lengths(INTRA_SLICE), pts=20)) == Sight(entry=True, shown=True)
    assert look.see(packet(with_lengths(INTER_SLICE), pts=18, key=False)) == Sight(entry=False, shown=True)


def hevc(kind: int) -> bytes:
    return with_lengths(bytes([kind << 1, 1, 0x80]))


@pytest.mark.parametrize(
    ("first", "leading", "shown"),
    [(21, 8, False), (21, 6, True), (19, 8, True), (16, 9, False), (18, 7, True)],
)
def test_hevc_loses_skipped_leading_pictures_where_the_stream_begins(first: int, leading: int, *, shown: bool) -> None:
    look = HevcLook(4)
    assert look.see(packet(hevc(first), pts=10)).entry
    assert look.see(packet(hevc(leading), pts=8, key=False)).shown == shown


@pytest.mark.parametrize(("kind", "shown"), [(21, True), (16, False)])
def test_hevc_loses_them_later_only_at_a_broken_link(kind: int, *, shown: bool) -> None:
    look = HevcLook(4)
    look.see(packet(hevc(19), pts=0))
    look.see(packet(hevc(kind), pts=10))
    assert look.see(packet(hevc(9), pts=8, key=False)).shown == shown


@pytest.mark.parametrize(
    ("head", "sight"),
    [
        (0x10, Sight(entry=True, shown=True)),
        (0x11, Sight(entry=False, shown=True)),
        (0x00, Sight(entry=True, shown=False)),
    ],
)
def test_vp8_says_it_in_its_first_byte(head: int, sight: Sight) -> None:
    look = Vp8Look()
    look.see(packet(b"\x10\0\0"))
    assert look.see(packet(bytes([head, 0, 0]))) == sight


KEY, SHOWN, HIDDEN, REPEATED = 0x82, 0x86, 0x84, 0x88


def superframe(*heads: int) -> bytes:
    frames = [bytes([head, 0, 0, 0]) for head in heads]
    marker = bytes([0xC0 | len(frames) - 1])
    return b"".join(frames) + marker + bytes(len(frame) for frame in frames) + marker


@pytest.mark.parametrize(
    ("data", "entry", "shown"),
    [
        (bytes([KEY, 0, 0]), True, True),
        (bytes([SHOWN, 0, 0]), False, True),
        (bytes([HIDDEN, 0, 0]), False, False),
        (bytes([REPEATED, 0, 0]), False, True),
        (superframe(HIDDEN, SHOWN), False, True),
        (superframe(KEY, SHOWN), True, True),
        (superframe(HIDDEN), False, False),
    ],
)
def test_vp9_looks_into_superframes(data: bytes, *, entry: bool, shown: bool) -> None:
    look = Vp9Look()
    look.see(packet(bytes([KEY, 0, 0])))
    assert look.see(packet(data)) == Sight(entry, shown)


def test_before_the_first_entry_nothing_is_shown() -> None:
    look = PacketLook()
    assert not look.see(packet(b"abc", key=False)).shown
    assert look.see(packet(b"abc")).shown
    assert look.see(packet(b"abc", key=False)).shown


@pytest.mark.parametrize(
    ("kind", "look"),
    [("h264", H264Look), ("h264-mkv", H264Look), ("hevc", HevcLook), ("vp8", Vp8Look), ("vp9", Vp9Look)],
)
def test_each_codec_has_its_look(kind: str, look: type[PacketLook]) -> None:
    with av.open(str(videos.made(kind).path)) as container:
        assert type(look_of(container.streams.video[0].codec_context)) is look


def test_units_end_where_the_data_does() -> None:
    assert list(units(with_lengths(b"ab", b"", b"c") + b"\0\0\0\x09xy", 4)) == [b"ab", b"c", b"xy"]
    assert list(units(b"\0\0\1ab\0\0\1c", 0)) == [b"ab", b"c"]
    assert list(units(b"", 0)) == []
