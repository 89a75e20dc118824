"""Subtitles: read back by a parser of their own, whatever the markers say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.cli.formats.cues import MOMENT_MS, to_srt, to_vtt
from practika_desktop.cli.formats.sheet import Sheet, clock
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker
from tests.support.sheets import a_marker, a_sheet

_TIMING = r"(\d\d+):(\d\d):(\d\d)[.,](\d\d\d)"
_CUE = re.compile(rf"^{_TIMING} --> {_TIMING}$")


def _cues(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, body) of each block of a subtitle file that has a timing line."""
    cues = []
    for block in re.split(r"\n\n+", text.strip()):
        lines = block.split("\n")
        for place, line in enumerate(lines[:2]):
            match = _CUE.match(line)
            if match:
                cues.append((_ms(match.groups()[:4]), _ms(match.groups()[4:]), "\n".join(lines[place + 1 :])))
                break
    return cues


def _ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, ms = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=40)
_MARKERS = st.builds(
    a_marker,
    start_ms=st.integers(0, 10**7),
    length_ms=st.none() | st.integers(0, 10**6),
    text=_TEXTS,
    kind=st.sampled_from(list(MarkerKind)),
)


@pytest.mark.parametrize("form", [to_vtt, to_srt])
@given(markers=st.lists(_MARKERS, max_size=6))
def test_every_marker_is_one_cue_with_its_time(form: object, markers: list[Marker]) -> None:
    text = to_vtt([a_sheet(markers)]) if form is to_vtt else to_srt([a_sheet(markers)])
    cues = _cues(text)
    assert [start for start, _, _ in cues] == [marker.start_ms for marker in markers]
    assert all(end > start for start, end, _ in cues)
    assert all(body.strip() for _, _, body in cues)


def test_vtt_of_one_take() -> None:
    markers = [a_marker(start_ms=1500, text="count\n\n1 < 2 & 3", kind=MarkerKind.QUESTION, page=3, measure="17")]
    assert to_vtt([a_sheet(markers)]) == (
        "WEBVTT\n\nNOTE Anna · Minuet · 2023-11-14\n\n"
        f"{markers[0].id}\n00:00:01.500 --> 00:00:04.500\n"
        "<c.question>count\n1 &lt; 2 &amp; 3 (p. 3, m. 17)</c>\n"
    )


def test_srt_numbers_its_cues_and_names_the_takes_when_there_are_several() -> None:
    one, two = a_sheet([a_marker(start_ms=0, text="a")]), a_sheet([a_marker(start_ms=0, text="b")], student="Ben")
    assert to_srt([one]) == "1\n00:00:00,000 --> 00:00:03,000\na\n"
    assert to_srt([one, two]) == (
        "1\n00:00:00,000 --> 00:00:03,000\n[Anna · Minuet · 2023-11-14]\na\n\n"
        "2\n00:00:00,000 --> 00:00:03,000\n[Ben · Minuet · 2023-11-14]\nb\n"
    )


def test_no_markers_are_still_a_file_of_the_form() -> None:
    assert to_vtt([]) == "WEBVTT\n"
    assert to_srt([]) == ""


@pytest.mark.parametrize(
    ("start_ms", "length_ms", "duration_ms", "end_ms"),
    [
        (1000, None, 30_000, 1000 + MOMENT_MS),
        (29_000, None, 30_000, 30_000),
        (30_000, None, 30_000, 30_001),
        (1000, 500, 30_000, 1500),
        (1000, 60_000, 30_000, 61_000),
    ],
)
def test_a_moment_is_shown_for_a_while_and_a_range_as_long_as_it_is(
    start_ms: int, length_ms: int | None, duration_ms: int, end_ms: int
) -> None:
    sheet = a_sheet([a_marker(start_ms=start_ms, length_ms=length_ms)], duration_ms=duration_ms)
    assert _cues(to_srt([sheet]))[0][:2] == (start_ms, end_ms)


def test_markers_on_replies_are_left_out() -> None:
    sheet: Sheet = a_sheet([a_marker(start_ms=0, message_id="reply")])
    assert _cues(to_vtt([sheet])) == []


@pytest.mark.parametrize(
    ("time_ms", "text"), [(0, "00:00:00.000"), (3_599_999, "00:59:59.999"), (360_000_001, "100:00:00.001")]
)
def test_times_are_written_in_hours_minutes_seconds(time_ms: int, text: str) -> None:
    assert clock(time_ms) == text
