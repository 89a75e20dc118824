"""What was done in a sitting, counted from the acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from practika_desktop.edits.markers import add_marker, delete_marker, edit_marker
from practika_desktop.edits.messages import send_and_review, send_message
from practika_desktop.edits.reviewing import mark_reviewed, mark_waiting
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store.library import Library
from practika_desktop.ui.desk.sitting import Sitting, sitting_words
from tests.support.library import LibraryBuilder

pytestmark = pytest.mark.desktop


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def take(library: Library, tmp_path: Path) -> str:
    return LibraryBuilder(library, tmp_path).take()


def test_acts_are_counted_and_their_undo_counted_off(library: Library, take: str) -> None:
    sitting = Sitting(since_ms=0)
    marker = add_marker(library, submission_id=take, start_ms=10, kind=MarkerKind.PRAISE)
    edited = edit_marker(library, marker_id=marker.id, text="Lovely")
    sent = send_and_review(library, submission_id=take, text="Well done")
    for done in (marker, edited, sent):
        sitting = sitting.after(done)
    assert (sitting.markers, sitting.messages, sitting.reviewed) == (1, 1, 1)
    for done in (sent, edited, marker):
        sitting = sitting.after(done.inverse())
    assert sitting == Sitting(since_ms=0)


def test_what_is_taken_back_by_hand_counts_off_too(library: Library, take: str) -> None:
    sitting = Sitting(since_ms=0)
    marker = add_marker(library, submission_id=take, start_ms=10, kind=MarkerKind.QUESTION)
    acts = [
        marker,
        delete_marker(library, marker_id=marker.id),
        mark_reviewed(library, submission_id=take),
        mark_waiting(library, submission_id=take),
        send_message(library, submission_id=take, text="See you"),
    ]
    for done in acts:
        sitting = sitting.after(done)
    assert (sitting.markers, sitting.reviewed, sitting.messages) == (0, 0, 1)


def test_counts_never_fall_below_nothing(library: Library, take: str) -> None:
    before = mark_reviewed(library, submission_id=take)
    assert Sitting(since_ms=0).after(before.inverse()).reviewed == 0


@pytest.mark.parametrize(
    ("counts", "minutes", "words"),
    [
        ((0, 0, 0), 5, "Nothing waits for you."),
        ((1, 1, 1), 0, "1 take reviewed, 1 marker made, 1 message sent, in 1 minute."),
        ((12, 0, 3), 60, "12 takes reviewed, 3 messages sent, in 1 hour."),
        ((1200, 3600, 0), 150, "1,200 takes reviewed, 3,600 markers made, in 2 hours 30 minutes."),
    ],
)
def test_a_sitting_in_words(counts: tuple[int, int, int], minutes: int, words: str) -> None:
    reviewed, markers, messages = counts
    sitting = Sitting(since_ms=0, reviewed=reviewed, markers=markers, messages=messages)
    assert sitting_words(sitting, minutes * 60_000) == words
