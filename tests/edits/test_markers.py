"""The verbs on markers: what they keep, what they refuse, whose they are."""

from typing import Any

import pytest

from practika_desktop.edits import markers
from practika_desktop.edits.done import Verb
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker
from practika_desktop.store import take
from tests.support.library import LibraryBuilder, visible


def marker(built: LibraryBuilder, marker_id: str) -> Marker:
    found = visible(built.library)[marker_id]
    assert isinstance(found, Marker)
    return found


def test_a_marker_is_on_its_take_with_all_that_was_said(built: LibraryBuilder) -> None:
    take_id = built.take()
    done = markers.add_marker(
        built.library,
        submission_id=take_id,
        start_ms=100,
        end_ms=400,
        kind=MarkerKind.QUESTION,
        text="  which\r\nfinger? ",
        page=2,
        measure=" 12A ",
        measure_id="a1-2.1.3",
        occurrence=2,
    )
    (found,) = take.markers(built.library, take_id)
    assert (done.verb, done.id) == (Verb.ADD_MARKER, found.id)
    assert (found.start_ms, found.end_ms, found.kind, found.text) == (100, 400, MarkerKind.QUESTION, "which\nfinger?")
    assert (found.page, found.measure, found.author_id) == (2, "12a", built.library.teacher_id)
    assert (found.measure_id, found.occurrence) == ("a1-2.1.3", 2)
    assert found.channel == visible(built.library)[take_id].channel


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_ms": -1},
        {"start_ms": 5, "end_ms": 4},
        {"text": "x" * 10_001},
        {"page": 0},
        {"measure": "bar 3"},
        {"measure": "12ab"},
        {"measure": ""},
        {"measure_id": "a1-2.1.3"},
        {"measure": "12", "measure_id": ""},
        {"measure": "12", "occurrence": 0},
        {"submission_id": new_id()},
    ],
)
def test_what_a_marker_cannot_be(built: LibraryBuilder, wrong: dict[str, Any]) -> None:
    take_id = built.take()
    before = visible(built.library)
    arguments: dict[str, Any] = {"submission_id": take_id, "start_ms": 1, "kind": MarkerKind.FEEDBACK} | wrong
    with pytest.raises(EditError) as told:
        markers.add_marker(built.library, **arguments)
    assert told.value.title.endswith(".")
    assert visible(built.library) == before


@pytest.mark.parametrize(
    ("given", "kept"), [((7, None), (7, None)), ((0, 0), (0, None)), ((7, 7), (7, None)), ((7, 8), (7, 8))]
)
def test_moving_makes_a_moment_or_a_range(
    built: LibraryBuilder, given: tuple[int, int | None], kept: tuple[int, int | None]
) -> None:
    marker_id = built.marker(built.take(), 100, end_ms=200)
    markers.move_marker(built.library, marker_id=marker_id, start_ms=given[0], end_ms=given[1])
    assert (marker(built, marker_id).start_ms, marker(built, marker_id).end_ms) == kept


def test_moving_may_tie_it_to_another_place_in_the_same_step(built: LibraryBuilder) -> None:
    take_id = built.take()
    marker_id = built.marker(take_id, 1_000)
    place = markers.ScorePlace(page=2, measure="17", measure_id=new_id(), occurrence=2)
    done = markers.move_marker(built.library, marker_id=marker_id, start_ms=2_000, end_ms=None, place=place)
    [moved] = take.markers(built.library, take_id)
    assert (moved.start_ms, markers.ScorePlace.of(moved)) == (2_000, place)
    assert len(done.changes) == 1
    markers.move_marker(built.library, marker_id=marker_id, start_ms=3_000, end_ms=None)
    [moved] = take.markers(built.library, take_id)
    assert (moved.start_ms, markers.ScorePlace.of(moved)) == (3_000, place)


def test_moving_where_nothing_is_is_refused(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take())
    with pytest.raises(EditError, match="before its take"):
        markers.move_marker(built.library, marker_id=marker_id, start_ms=-1, end_ms=None)


def test_editing_changes_only_what_is_given(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take(), text="softer")
    markers.edit_marker(built.library, marker_id=marker_id, kind=MarkerKind.PRAISE)
    assert (marker(built, marker_id).text, marker(built, marker_id).kind) == ("softer", MarkerKind.PRAISE)
    markers.edit_marker(built.library, marker_id=marker_id, text="")
    assert (marker(built, marker_id).text, marker(built, marker_id).kind) == ("", MarkerKind.PRAISE)


def test_a_link_is_set_as_a_whole_and_taken_off(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take())
    markers.link_marker(built.library, marker_id=marker_id, page=3, measure="17", occurrence=2)
    linked = marker(built, marker_id)
    assert (linked.page, linked.measure, linked.occurrence) == (3, "17", 2)
    markers.link_marker(built.library, marker_id=marker_id, page=3, measure="17", measure_id="a1-3.1.1")
    linked = marker(built, marker_id)
    assert (linked.measure_id, linked.occurrence) == ("a1-3.1.1", None)
    markers.link_marker(built.library, marker_id=marker_id, page=None, measure="18")
    assert (marker(built, marker_id).page, marker(built, marker_id).occurrence) == (None, None)
    assert marker(built, marker_id).measure_id is None
    markers.unlink_marker(built.library, marker_id=marker_id)
    assert marker(built, marker_id).measure is None


@pytest.mark.parametrize(
    ("page", "measure", "occurrence"), [(None, None, None), (0, "1", None), (1, "x", None), (1, "1", 0)]
)
def test_a_link_leads_somewhere(
    built: LibraryBuilder, page: int | None, measure: str | None, occurrence: int | None
) -> None:
    marker_id = built.marker(built.take())
    with pytest.raises(EditError):
        markers.link_marker(built.library, marker_id=marker_id, page=page, measure=measure, occurrence=occurrence)


def test_nobody_changes_someone_elses(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take())
    with built.library.writing() as transaction:
        transaction.update(Marker, marker_id, author_id=new_id())
    before = visible(built.library)
    library = built.library
    for verb, arguments in (
        (markers.move_marker, {"start_ms": 1, "end_ms": None}),
        (markers.edit_marker, {"text": "x"}),
        (markers.link_marker, {"page": 1, "measure": None}),
        (markers.unlink_marker, {}),
        (markers.delete_marker, {}),
    ):
        with pytest.raises(EditError, match="someone else"):
            verb(library, marker_id=marker_id, **arguments)
    assert visible(library) == before


def test_a_deleted_marker_is_gone_and_said_so_after(built: LibraryBuilder) -> None:
    marker_id = built.marker(built.take())
    markers.delete_marker(built.library, marker_id=marker_id)
    with pytest.raises(EditError, match="no longer there"):
        markers.delete_marker(built.library, marker_id=marker_id)
