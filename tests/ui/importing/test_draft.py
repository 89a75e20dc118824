"""The rules of an import being put together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.errors import MediaError
from practika_desktop.ui.importing.draft import Facts, Field, ImportDraft, RowState
from practika_desktop.ui.importing.proposals import Choice, Known, Named
from practika_desktop.ui.importing.words import button_words, summary

pytestmark = pytest.mark.desktop

KNOWN = Known(
    students=(Named("s-ana", "Ana"), Named("s-ben", "Ben")),
    pieces=(Named("p-1", "Bourrée"), Named("p-2", "Menuet")),
    exercises=(Named("e-1", "Opening", "p-1"), Named("e-2", "Trio", "p-2"), Named("e-3", "Scales")),
)
FACTS = Facts(duration_ms=5000, recorded_at=1_700_000_000_000)


def draft_of(*names: str) -> ImportDraft:
    draft = ImportDraft(KNOWN)
    draft.add([Path("/in") / name for name in names])
    return draft


def test_names_are_proposed_and_marked_so() -> None:
    row = draft_of("ana_bourree.mp4").rows[0]
    assert (row.choice, row.proposed) == (Choice("s-ana", "p-1"), frozenset(Field))


def test_a_path_is_a_row_once() -> None:
    draft = draft_of("a.mp4")
    assert draft.new_paths([Path("/in/a.mp4"), Path("/in/b.mp4"), Path("/in/b.mp4")]) == [Path("/in/b.mp4")]


def test_a_row_is_ready_once_it_was_looked_at_and_has_a_student() -> None:
    draft = draft_of("ana.mp4", "other.mp4")
    assert draft.ready == []
    for row in list(draft.rows):
        draft.looked(row.path, FACTS)
    assert [row.path.name for row in draft.ready] == ["ana.mp4"]
    assert draft.rows[1].status == "Choose a student"
    draft.choose(1, Field.STUDENT, "s-ben")
    assert len(draft.ready) == 2
    assert summary(draft) == "2 ready"


def test_what_the_student_has_already_is_not_imported_again() -> None:
    draft = draft_of("VID_1.mp4")
    draft.looked(Path("/in/VID_1.mp4"), Facts(5000, 0, ("s-ben",)))
    assert (draft.rows[0].choice.student_id, draft.rows[0].status) == ("s-ben", "Already in the library")
    assert draft.ready == []
    draft.choose(0, Field.STUDENT, "s-ana")
    assert len(draft.ready) == 1


def test_a_chosen_student_is_not_replaced_by_who_has_the_file() -> None:
    draft = draft_of("VID_1.mp4")
    draft.choose(0, Field.STUDENT, "s-ana")
    draft.looked(Path("/in/VID_1.mp4"), Facts(5000, 0, ("s-ben",)))
    assert draft.rows[0].choice.student_id == "s-ana"


def test_a_corrected_moment_outlives_the_look() -> None:
    draft = draft_of("ana.mp4")
    draft.record_at(0, 42)
    draft.looked(draft.rows[0].path, FACTS)
    assert draft.rows[0].recorded_at == 42


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([(Field.EXERCISE, "e-1")], Choice("s-ana", "p-1", "e-1"), id="an exercise brings its piece"),
        pytest.param(
            [(Field.EXERCISE, "e-1"), (Field.PIECE, "p-2")], Choice("s-ana", "p-2"), id="another piece drops it"
        ),
        pytest.param(
            [(Field.PIECE, "p-2"), (Field.EXERCISE, "e-3")], Choice("s-ana", "p-2", "e-3"), id="a study fits any piece"
        ),
        pytest.param([(Field.EXERCISE, "e-3"), (Field.PIECE, "p-1")], Choice("s-ana", "p-1", "e-3"), id="in any order"),
        pytest.param(
            [(Field.EXERCISE, "e-1"), (Field.EXERCISE, None)], Choice("s-ana", "p-1"), id="the piece stays alone"
        ),
        pytest.param([(Field.EXERCISE, "e-1"), (Field.PIECE, None)], Choice("s-ana"), id="no piece, no exercise of it"),
    ],
)
def test_piece_and_exercise_fit_each_other(acts: list[tuple[Field, str | None]], expected: Choice) -> None:
    draft = draft_of("ana.mp4")
    for what, value in acts:
        draft.choose(0, what, value)
    assert draft.rows[0].choice == expected


def test_fill_down_gives_the_first_row_s_fields_to_the_others() -> None:
    draft = draft_of("a.mp4", "b.mp4", "ben.mp4", "d.mp4")
    draft.choose(0, Field.STUDENT, "s-ana")
    draft.choose(0, Field.EXERCISE, "e-2")
    draft.fill_down([2, 0, 1], list(Field))
    assert [row.choice for row in draft.rows] == [Choice("s-ana", "p-2", "e-2")] * 3 + [Choice()]
    assert draft.rows[2].proposed == frozenset()
    draft.fill_down([2, 3], [Field.STUDENT])
    assert draft.rows[3].choice == Choice("s-ana")


def test_what_is_made_meanwhile_is_proposed_and_what_is_gone_is_dropped() -> None:
    draft = draft_of("clara_menuet.mp4", "ben.mp4")
    draft.choose(1, Field.PIECE, "p-1")
    clara = Named("s-clara", "Clara")
    draft.know(Known(students=(clara,), pieces=KNOWN.pieces[1:], exercises=()))
    assert [row.choice for row in draft.rows] == [Choice("s-clara", "p-2"), Choice()]


def test_a_row_taken_out_is_not_brought_back_by_a_late_look() -> None:
    draft = draft_of("a.mp4", "b.mp4")
    draft.take_out([0])
    draft.looked(Path("/in/a.mp4"), FACTS)
    draft.refused(Path("/in/a.mp4"), str(MediaError("No.")))
    assert [(row.path.name, row.state) for row in draft.rows] == [("b.mp4", RowState.LOOKING)]


@pytest.mark.parametrize(("ready", "words"), [(0, "Import"), (1, "Import 1 take"), (1200, "Import 1,200 takes")])
def test_the_button_says_how_many(ready: int, words: str) -> None:
    assert button_words(ready) == words


ACTS = st.one_of(
    st.tuples(st.just("choose"), st.integers(0, 3), st.sampled_from(list(Field)), st.integers(0, 3)),
    st.tuples(st.just("fill"), st.sets(st.integers(0, 3)), st.sets(st.sampled_from(list(Field))), st.just(0)),
)
VALUES: dict[Field, tuple[str | None, ...]] = {
    Field.STUDENT: (None, "s-ana", "s-ben", "s-ana"),
    Field.PIECE: (None, "p-1", "p-2", "p-1"),
    Field.EXERCISE: (None, "e-1", "e-2", "e-3"),
}


@given(st.lists(ACTS, max_size=12))
def test_no_sequence_of_acts_leaves_an_exercise_with_another_piece(acts: list[tuple[str, object, object, int]]) -> None:
    draft = draft_of("ana_bourree.mp4", "b.mp4", "menuet_trio.mp4", "d.mp4")
    for act, where, what, value in acts:
        if act == "choose" and isinstance(where, int) and isinstance(what, Field):
            draft.choose(where, what, VALUES[what][value])
        elif isinstance(where, set) and isinstance(what, set):
            draft.fill_down(where, what)
    piece_of = {one.id: one.piece_id for one in KNOWN.exercises}
    for row in draft.rows:
        assert piece_of.get(row.choice.exercise_id or "") in (None, row.choice.piece_id)
