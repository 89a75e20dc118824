"""Search finds takes by who, what and every word said about them, however a person types."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practika_desktop.edits.markers import delete_marker, edit_marker
from practika_desktop.edits.messages import send_message
from practika_desktop.edits.people import edit_student
from practika_desktop.edits.reviewing import mark_reviewed
from practika_desktop.edits.submissions import delete_submission
from practika_desktop.store import search, takes
from practika_desktop.store.takes import InboxFilter, TakeState
from tests.support.library import LibraryBuilder


def found(built: LibraryBuilder, typed: str, state: TakeState = TakeState.ALL, **narrowed: str) -> list[str]:
    inbox = InboxFilter(search=typed, state=state, **narrowed)
    lines = takes.page(built.library, inbox, 0, 100)
    assert takes.count(built.library, inbox) == len(lines)
    return [line.submission_id for line in lines]


@pytest.fixture
def take_id(built: LibraryBuilder) -> str:
    """Give a take with a word of each kind, beside another that has none of them."""
    built.take(student_id=built.student("Cem"))
    piece = built.piece("Menuet in G")
    exercise = built.exercise("Trills", piece_id=piece)
    found_id = built.take(student_id=built.student("Zoë O'Hara"), exercise_id=exercise, notes="second attempt")
    built.marker(found_id, text="Hände weicher; don't rush")
    send_message(built.library, submission_id=found_id, text="Well played!")
    return found_id


@pytest.mark.parametrize(
    "typed",
    [
        "zoë",
        "ZOE",
        "zo",
        "z",
        "o'hara",
        "menuet",
        "men g",
        "trill",
        "attempt",
        "hande",
        "Ha\u0308nde",
        "rush",
        "well played",
        "zoe rush",
        "trills second menuet weich",
        "  rush  ",
        "rush*",
        '"rush"',
        "(rush",
        "-rush",
        "texts:rush",
    ],
)
def test_what_finds_the_take(built: LibraryBuilder, take_id: str, typed: str) -> None:
    expected = [] if typed == "texts:rush" else [take_id]
    assert found(built, typed) == expected


@pytest.mark.parametrize("typed", ["rushing", "zoe cem", "ush", "waiting", "NOT cem", "nothing"])
def test_what_does_not_find_it(built: LibraryBuilder, take_id: str, typed: str) -> None:
    assert take_id not in found(built, typed)


@pytest.mark.parametrize("typed", ["", "   ", "*", '"', "()", "'; DROP TABLE marker; --"[:3]])
def test_nothing_to_search_for_narrows_nothing(built: LibraryBuilder, take_id: str, typed: str) -> None:
    assert take_id in found(built, typed)
    assert len(found(built, typed)) == 2


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30))
def test_no_text_breaks_it(built: LibraryBuilder, typed: str) -> None:
    found(built, typed)


def test_no_letter_at_all_breaks_it(built: LibraryBuilder) -> None:
    letters = (chr(code) for code in range(sys.maxunicode + 1) if chr(code).isalnum())
    words = search.words_of(" ".join(f"a{one}b" for one in letters))
    with built.library.reading() as connection:
        for start in range(0, len(words), 500):
            match = " AND ".join(f'texts : "{word}" *' for word in words[start : start + 500])
            connection.execute("SELECT rowid FROM search_take WHERE search_take MATCH ?", (match,)).fetchall()


def test_it_follows_what_changes(built: LibraryBuilder, take_id: str) -> None:
    marker_id = built.marker(take_id, text="crescendo")
    assert found(built, "cresc") == [take_id]
    edit_marker(built.library, marker_id=marker_id, text="forte")
    assert (found(built, "cresc"), found(built, "forte")) == ([], [take_id])
    delete_marker(built.library, marker_id=marker_id)
    assert found(built, "forte") == []
    edit_student(built.library, student_id=_student(built, take_id), display_name="Yara")
    assert (found(built, "zoe"), found(built, "yara")) == ([], [take_id])
    delete_submission(built.library, submission_id=take_id)
    assert found(built, "yara") == []


def test_it_keeps_to_the_rest_of_the_filter(built: LibraryBuilder, take_id: str) -> None:
    other = built.take(student_id=_student(built, take_id))
    assert found(built, "zoe", TakeState.WAITING) == [take_id, other]
    mark_reviewed(built.library, submission_id=take_id)
    assert found(built, "zoe", TakeState.WAITING) == [other]
    assert found(built, "zoe", TakeState.REVIEWED) == [take_id]
    assert found(built, "zoe", student_id=_student(built, take_id)) == [other, take_id]
    assert found(built, "cem", student_id=_student(built, take_id)) == []


def test_what_is_filtered_away_takes_no_place_among_the_most_that_is_found(
    built: LibraryBuilder, take_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = built.take(student_id=_student(built, take_id))
    mark_reviewed(built.library, submission_id=newer)
    monkeypatch.setattr(search, "MOST_FOUND", 1)
    assert found(built, "zoe") == [newer]
    assert found(built, "zoe", TakeState.WAITING) == [take_id]


def test_it_can_be_made_again_from_the_tables(built: LibraryBuilder, take_id: str) -> None:
    queries = ["zoe", "menuet", "trill", "attempt", "rush", "played"]
    before = [found(built, typed) for typed in queries]
    with built.library.writing() as transaction:
        search.rebuild(transaction._connection)
    assert [found(built, typed) for typed in queries] == before == [[take_id]] * len(queries)


def _student(built: LibraryBuilder, take_id: str) -> str:
    line = takes.summary(built.library, take_id)
    assert line is not None
    return line.student_id
