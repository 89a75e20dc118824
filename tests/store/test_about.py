"""What is about a page or a measure: of a student or of all, the newest take first, and never without end."""

import pytest

from practika_desktop.edits.done import Verb
from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.time_maps import set_time_map
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.records import TimeMap
from practika_desktop.store import about
from practika_desktop.store.about import about_measure, about_page
from tests.model.measures.making import measure, measures
from tests.support.library import LibraryBuilder

SCORE = measures(
    [measure("up", number=0), measure("one"), measure("two")],
    [measure("three"), measure("rest", rest_count=3), measure("seven")],
    [measure("again", number=1), measure("last")],
    lines_on_page=2,
)
ONE, TWO, REST, AGAIN = SCORE.places[1], SCORE.places[2], SCORE.places[4], SCORE.places[6]


def test_a_page_knows_its_takes_and_markers_newest_take_first(built: LibraryBuilder) -> None:
    piece, other = built.piece(), built.piece()
    old, new = (built.take(piece_id=piece, page=3) for _ in range(2))
    elsewhere = built.take(piece_id=other, page=3)
    turned = built.take(piece_id=piece, page=4)
    late = built.marker(new, 900, page=3, measure="17", text="rushes")
    early = built.marker(new, 100, page=3)
    linked = built.marker(turned, 50, page=3)
    built.marker(old, 10, page=2)
    built.marker(elsewhere, 10, page=3)
    mentions = about_page(built.library, piece, 3)
    assert [one.submission_id for one in mentions.takes] == [new, old]
    assert [one.marker_id for one in mentions.markers] == [linked, early, late]
    assert (mentions.markers[2].measure, mentions.markers[2].text) == ("17", "rushes")
    assert mentions.markers[0].submission_id == turned


def test_a_measure_knows_the_markers_linked_to_it_and_those_typed_with_its_number(built: LibraryBuilder) -> None:
    piece = built.piece()
    take_id = built.take(piece_id=piece)
    put = {
        "linked": built.marker(take_id, 1, page=1, measure="9", measure_id="two"),
        "typed": built.marker(take_id, 2, page=1, measure="2"),
        "typed with a letter": built.marker(take_id, 3, page=1, measure="2a"),
        "typed without a page": built.marker(take_id, 4, measure="2"),
        "linked to what is gone": built.marker(take_id, 5, page=1, measure="2", measure_id="gone"),
    }
    built.marker(take_id, 6, page=1, measure="2", measure_id="one")
    built.marker(take_id, 7, page=2, measure="2")
    built.marker(take_id, 8, page=1, measure="1")
    built.marker(take_id, 9, page=1)
    built.marker(built.take(piece_id=built.piece()), page=1, measure="2")
    found = about_measure(built.library, piece, TWO, SCORE).markers
    assert [one.marker_id for one in found] == list(put.values())
    assert [one.measure for one in found] == ["2", "2", "2a", "2", "2"]


def test_a_number_that_comes_twice_is_told_apart_by_its_page(built: LibraryBuilder) -> None:
    piece = built.piece()
    take_id = built.take(piece_id=piece)
    first, second = built.marker(take_id, 1, page=1, measure="1"), built.marker(take_id, 2, page=2, measure="1")
    assert [one.marker_id for one in about_measure(built.library, piece, ONE, SCORE).markers] == [first]
    assert [one.marker_id for one in about_measure(built.library, piece, AGAIN, SCORE).markers] == [second]


def test_a_rest_has_all_its_numbers(built: LibraryBuilder) -> None:
    piece = built.piece()
    take_id = built.take(piece_id=piece)
    inside = [built.marker(take_id, at, page=1, measure=str(at)) for at in (4, 5, 6)]
    built.marker(take_id, 7, page=1, measure="7")
    assert [one.marker_id for one in about_measure(built.library, piece, REST, SCORE).markers] == inside


def test_a_measure_knows_the_takes_that_sound_it_or_were_sent_for_its_passage(built: LibraryBuilder) -> None:
    piece = built.piece()
    passage = add_exercise(built.library, title="Opening", piece_id=piece, first_measure="1", last_measure="3").id
    single = add_exercise(built.library, title="One bar", piece_id=piece, first_measure="2").id
    later = add_exercise(built.library, title="End", piece_id=piece, first_measure="3", last_measure="7").id
    sent, alone, _other, plain, tapped, elsewhere = (
        built.take(piece_id=piece, exercise_id=exercise) for exercise in (passage, single, later, None, None, None)
    )
    _tap(built, tapped, Taps(((Tap(0, "one"), Tap(900, "three")),)))
    _tap(built, elsewhere, Taps(((Tap(0, "rest"), Tap(900, "seven")),)))
    found = about_measure(built.library, piece, TWO, SCORE).takes
    assert [one.submission_id for one in found] == [tapped, alone, sent]
    assert plain not in {one.submission_id for one in found}


def test_one_student_or_all(built: LibraryBuilder) -> None:
    piece, bea = built.piece(), built.student("Bea")
    hers, other = built.take(piece_id=piece, student_id=bea, page=1), built.take(piece_id=piece, page=1)
    for take_id in (hers, other):
        built.marker(take_id, page=1, measure="2")
        _tap(built, take_id, Taps(((Tap(0, "two"), Tap(900, "three")),)))
    for mentions in (
        about_page(built.library, piece, 1, student_id=bea),
        about_measure(built.library, piece, TWO, SCORE, student_id=bea),
    ):
        assert [one.submission_id for one in mentions.takes] == [hers]
        assert [(one.submission_id, one.student_name) for one in mentions.markers] == [(hers, "Bea")]
    for mentions in (about_page(built.library, piece, 1), about_measure(built.library, piece, TWO, SCORE)):
        assert [one.submission_id for one in mentions.takes] == [other, hers]
        assert [one.submission_id for one in mentions.markers] == [other, hers]


def test_a_page_shows_the_numbers_that_the_measures_have_now(built: LibraryBuilder) -> None:
    piece = built.piece()
    built.marker(built.take(piece_id=piece), page=1, measure="9", measure_id="two")
    assert [one.measure for one in about_page(built.library, piece, 1, measures=SCORE).markers] == ["2"]
    assert [one.measure for one in about_page(built.library, piece, 1).markers] == ["9"]


def test_only_the_newest_are_told(built: LibraryBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "MOST_MENTIONS", 2)
    monkeypatch.setattr(about, "MOST_TIME_MAPS", 3)
    piece = built.piece()
    takes = [built.take(piece_id=piece, page=1) for _ in range(5)]
    for take_id in takes:
        built.marker(take_id, page=1, measure="2")
    for take_id, first in zip(takes, ("two", "two", "two", "seven", "seven"), strict=True):
        _tap(built, take_id, Taps(((Tap(0, first), Tap(900, "last")),)))
    page, two = about_page(built.library, piece, 1), about_measure(built.library, piece, TWO, SCORE)
    for mentions in (page, two):
        assert [one.submission_id for one in mentions.markers] == [takes[4], takes[3]]
    assert [one.submission_id for one in page.takes] == [takes[4], takes[3]]
    assert [one.submission_id for one in two.takes] == [takes[2]]


def test_a_damaged_time_map_says_nothing_and_hides_nothing(built: LibraryBuilder) -> None:
    piece = built.piece()
    damaged, whole = built.take(piece_id=piece), built.take(piece_id=piece)
    for take_id in (damaged, whole):
        _tap(built, take_id, Taps(((Tap(0, "two"), Tap(900, "three")),)))
    with built.library.writing() as transaction:
        (row,) = transaction.select(TimeMap, submission_id=damaged)
        transaction.update(TimeMap, row.id, value="{")
    found = about_measure(built.library, piece, TWO, SCORE).takes
    assert [one.submission_id for one in found] == [whole]


def _tap(built: LibraryBuilder, take_id: str, taps: Taps) -> None:
    set_time_map(built.library, submission_id=take_id, taps=taps, verb=Verb.TAP_MEASURE)
