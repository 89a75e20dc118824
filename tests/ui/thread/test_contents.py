"""What the cards of a thread say."""

import time
from collections.abc import Iterator

import pytest

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.thread.card import breakable
from practika_desktop.ui.thread.contents import Quote, contents_of, one_line, quote_marker, sent_words
from tests.support.said import ME, NAMES, NOON, a_marker, a_message

pytestmark = pytest.mark.desktop

HOUR = 3_600_000
DAY = 24 * HOUR


@pytest.fixture(autouse=True)
def in_utc() -> Iterator[None]:
    """Let the clock on the wall be UTC's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_own_messages_are_mine_and_others_have_names() -> None:
    messages = [a_message("Hello"), a_message("Hi", sender=ME), a_message("?", sender="gone")]
    cards = contents_of(messages, [], NAMES, ME, NOON)
    assert [(card.sender, card.own, card.text) for card in cards] == [
        ("Ana Lima", False, "Hello"),
        ("You", True, "Hi"),
        ("Somebody", False, "?"),
    ]


def test_an_answer_quotes_what_it_answers() -> None:
    marker = a_marker(23_400, "count\n1-2-3-4", kind=MarkerKind.QUESTION)
    first = a_message("Is bar 17\nlate?")
    messages = [
        first,
        a_message("Yes.", sender=ME, answers_message=first.id),
        a_message("Oh.", answers_marker=marker.id),
    ]
    quotes = [card.quote for card in contents_of(messages, [marker], NAMES, ME, NOON)]
    assert quotes == [
        None,
        Quote("Ana Lima: Is bar 17 late?"),
        Quote("0:23 count 1-2-3-4", marker.id, MarkerKind.QUESTION),
    ]


def test_what_is_gone_is_said_to_be() -> None:
    messages = [a_message("a", answers_message="gone"), a_message("b", answers_marker="gone")]
    quotes = [card.quote for card in contents_of(messages, [], NAMES, ME, NOON)]
    assert quotes == [Quote("A message that was withdrawn"), Quote("A marker that was deleted")]


def test_a_marker_without_words_is_called_by_its_kind() -> None:
    assert quote_marker(a_marker(61_000, kind=MarkerKind.PRAISE)).words == "1:01 Praise"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (0, "12:00"),
        (11 * HOUR, "01:00"),
        (13 * HOUR, "yesterday, 23:00"),
        (30 * HOUR, "yesterday, 06:00"),
        (3 * DAY, "17 Nov, 12:00"),
        (400 * DAY, "16 Oct 2024, 12:00"),
    ],
)
def test_moments_are_told_as_short_as_they_can_be(before: int, words: str) -> None:
    assert sent_words(NOON - before, NOON) == words


def test_a_quote_is_one_short_line() -> None:
    assert one_line(" a\n b\t c ") == "a b c"
    assert len(one_line("long " * 50)) == 80
    assert one_line("long " * 50).endswith("…")


def test_only_long_runs_get_places_to_break() -> None:
    assert breakable("short words stay") == "short words stay"
    assert breakable("see " + "x" * 50).count("\N{ZERO WIDTH SPACE}") == 2
