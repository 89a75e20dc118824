"""What a file holds, said from its headers; which files are not even opened."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.media.faults import SoundOnly
from practika_desktop.media.probe import clock_zero, microseconds, open_media, probe, square
from practika_desktop.model.errors import MediaError
from tests.support import videos


def test_what_a_video_holds() -> None:
    found = probe(videos.made("h264-90").path)
    assert (found.width, found.height) == (320, 180)
    assert found.duration_us == pytest.approx(4_000_000, abs=50_000)
    assert (found.video_codec, found.audio_codec, found.has_sound) == ("h264", "aac", True)
    assert found.recorded_at is None
    assert not probe(videos.made("vp8-hidden").path).has_sound


def test_sound_only_is_told_apart() -> None:
    with pytest.raises(SoundOnly):
        probe(videos.broken("sound-only"))


@pytest.mark.parametrize(
    ("kind", "zero_us"),
    [
        ("h264", 0),
        ("h264-late", 5_000_000),
        ("h264-late-picture", 0),
        ("h264-late-sound", 0),
        ("h264-empty-edit", 500_000),
    ],
)
def test_the_clock_starts_with_the_first_of_picture_and_sound(kind: str, zero_us: int) -> None:
    path = videos.made(kind).path
    assert clock_zero(path) == zero_us
    with open_media(path) as container:
        assert clock_zero(container) == zero_us


@pytest.mark.parametrize("kind", ["playlist", "text", "empty"])
def test_what_is_no_medium_is_not_opened(kind: str) -> None:
    with pytest.raises(MediaError):
        open_media(videos.broken(kind))


@given(st.integers(-(10**12), 10**12), st.integers(1, 1001), st.integers(1, 240_000))
def test_ticks_are_rounded_to_the_nearest_microsecond(ticks: int, numerator: int, denominator: int) -> None:
    exact = ticks * Fraction(numerator, denominator) * 1_000_000
    assert abs(microseconds(ticks, Fraction(numerator, denominator)) - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        (Fraction(1), (720, 576)),
        (Fraction(16, 15), (768, 576)),
        (Fraction(8, 9), (720, 648)),
        (Fraction(99), (720, 576)),
    ],
)
def test_pixels_that_are_not_square_are_made_so(shape: Fraction, size: tuple[int, int]) -> None:
    assert square(720, 576, shape) == size
