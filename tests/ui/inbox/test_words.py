"""What a row says of a take."""

from dataclasses import replace

import pytest

from practika_desktop.store.takes import TakeSummary
from practika_desktop.ui.inbox.words import spoken, state_lines, work_title
from tests.support.studio import HOUR_MS, NOON

TAKE = TakeSummary(
    submission_id="t",
    student_id="s",
    student_name="Ana Petrova",
    piece_id=None,
    piece_title=None,
    exercise_id=None,
    exercise_title=None,
    recorded_at=NOON - 3 * HOUR_MS,
    created_at=NOON,
    duration_ms=42_000,
    media_id="m",
    reviewed_at=None,
    mastered_at=None,
    marker_count=0,
    message_count=0,
    unread=0,
)
OLD = NOON - 50 * HOUR_MS


@pytest.mark.parametrize(
    ("take", "line"),
    [
        (TAKE, "Waiting · 3 h"),
        (replace(TAKE, recorded_at=OLD), "Overdue · 2 days"),
        (replace(TAKE, recorded_at=OLD, unread=2), "Overdue · 2 days · unread"),
        (replace(TAKE, recorded_at=OLD, reviewed_at=NOON), "Reviewed · 2 days"),
        (replace(TAKE, reviewed_at=NOON, mastered_at=NOON), "Mastered · 3 h"),
    ],
)
def test_state_and_age(take: TakeSummary, line: str) -> None:
    assert state_lines(take, NOON)[0] == line


def test_less_room_takes_fewer_words() -> None:
    assert state_lines(replace(TAKE, unread=1), NOON) == ["Waiting · 3 h · unread", "Waiting · 3 h", "3 h"]


@pytest.mark.parametrize(
    ("exercise", "piece", "title"),
    [
        ("Opening", "Menuet", "Opening · Menuet"),
        ("Scales", None, "Scales"),
        (None, "Menuet", "Menuet"),
        (None, None, "Recorded 9 Nov 2026"),
    ],
)
def test_what_was_played(exercise: str | None, piece: str | None, title: str) -> None:
    assert work_title(replace(TAKE, exercise_title=exercise, piece_title=piece)) == title


def test_all_of_it_for_a_screen_reader() -> None:
    take = replace(TAKE, piece_title="Menuet", unread=1, marker_count=3, message_count=1)
    assert spoken(take, NOON) == (
        "Ana Petrova, Menuet, 42 seconds, waiting since 9 Nov 2026, 3 h, 1 unread message, 3 markers, 1 message"
    )
