"""Measure maps and time maps: one a PDF of a piece and one a take, kept, corrected, and gone with what they are of."""

from pathlib import Path

import pytest

from practika_desktop.edits.applying import apply
from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.history import History
from practika_desktop.edits.importing import import_score
from practika_desktop.edits.measure_maps import CORRECTIONS, correct_measure_map, keep_measure_map
from practika_desktop.edits.pieces import add_piece, delete_piece
from practika_desktop.edits.submissions import delete_submission
from practika_desktop.edits.time_maps import TAPPINGS, set_time_map
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import id_of_one, new_id
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.records import MeasureMap, Piece, Submission, TimeMap
from practika_desktop.store.maps import measure_map, time_map
from tests.model.measures.making import measure, measures
from tests.support.library import LibraryBuilder, replayed, visible

PDF, OTHER = "a" * 64, "b" * 64
FOUND = measures([measure("one"), measure("two")])
CORRECTED = measures([measure("one"), measure("new"), measure("two")])
BETTER = measures([measure("one", number=0), measure("new"), measure("two")])
TAPS = Taps(((Tap(1000, "one"), Tap(2000, "two")),))


def test_what_was_found_is_kept_once_for_each_pdf_and_is_no_step(built: LibraryBuilder) -> None:
    piece = built.piece()
    history = History(built.library, lambda _: None)
    for sha256 in (PDF, OTHER):
        history.run(keep_measure_map, piece_id=piece, sha256=sha256, measures=FOUND)
    done = history.run(keep_measure_map, piece_id=piece, sha256=PDF, measures=CORRECTED)
    assert done.changes == ()
    assert [measure_map(built.library, piece, sha256) for sha256 in (PDF, OTHER, "c" * 64)] == [FOUND, FOUND, None]
    assert history.undo_title is None


def test_two_desks_make_the_same_row_in_the_channel_of_the_studio(built: LibraryBuilder) -> None:
    piece = built.piece()
    done = keep_measure_map(built.library, piece_id=piece, sha256=PDF, measures=FOUND)
    (row,) = (row for row in visible(built.library).values() if isinstance(row, MeasureMap))
    assert row.id == done.id == id_of_one(piece, PDF)
    assert (row.piece_id, row.sha256, row.channel) == (piece, PDF, f"s:{built.library.studio_id}")


def test_each_correction_is_a_step(built: LibraryBuilder) -> None:
    piece = built.piece()
    history = History(built.library, lambda _: None)
    history.run(keep_measure_map, piece_id=piece, sha256=PDF, measures=FOUND)
    for verb, value in ((Verb.SPLIT_MEASURE, CORRECTED), (Verb.MARK_PICK_UP, BETTER)):
        history.run(correct_measure_map, piece_id=piece, sha256=PDF, measures=value, verb=verb)
    seen = []
    for step in (history.undo, history.undo, history.redo, history.redo):
        step()
        seen.append(measure_map(built.library, piece, PDF))
    assert seen == [CORRECTED, FOUND, CORRECTED, BETTER]
    assert history.undo_title == "Mark pick-up"
    assert replayed(built.library) == visible(built.library)


def test_a_score_in_which_nothing_was_found_can_be_given_measures(built: LibraryBuilder) -> None:
    piece = built.piece()
    history = History(built.library, lambda _: None)
    history.run(correct_measure_map, piece_id=piece, sha256=PDF, measures=FOUND, verb=Verb.ADD_LINE)
    history.undo()
    assert measure_map(built.library, piece, PDF) is None
    history.run(keep_measure_map, piece_id=piece, sha256=PDF, measures=CORRECTED)
    history.redo()
    assert measure_map(built.library, piece, PDF) == FOUND
    history.undo()
    assert measure_map(built.library, piece, PDF) == CORRECTED


def test_a_correction_is_done_again_though_its_found_map_went_with_its_piece(built: LibraryBuilder) -> None:
    history = History(built.library, lambda _: None)
    piece = history.run(add_piece, title="Gavotte").id
    history.run(keep_measure_map, piece_id=piece, sha256=PDF, measures=FOUND)
    history.run(correct_measure_map, piece_id=piece, sha256=PDF, measures=CORRECTED, verb=Verb.SPLIT_MEASURE)
    while history.undo():
        pass
    assert piece not in visible(built.library)
    while history.redo():
        pass
    assert measure_map(built.library, piece, PDF) == CORRECTED


def test_maps_outlive_another_score_and_hold_when_the_pdf_comes_back(built: LibraryBuilder, tmp_path: Path) -> None:
    piece = built.piece()
    for name in ("first.pdf", "second.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode())
    first = _import(built, piece, tmp_path / "first.pdf")
    keep_measure_map(built.library, piece_id=piece, sha256=first, measures=CORRECTED)
    second = _import(built, piece, tmp_path / "second.pdf")
    assert measure_map(built.library, piece, second) is None
    assert _import(built, piece, tmp_path / "first.pdf") == first
    assert measure_map(built.library, piece, first) == CORRECTED


def test_a_piece_takes_its_maps_with_it_and_brings_them_back(built: LibraryBuilder) -> None:
    piece = built.piece()
    for sha256 in (PDF, OTHER):
        keep_measure_map(built.library, piece_id=piece, sha256=sha256, measures=FOUND)
    before = visible(built.library)
    done = delete_piece(built.library, piece_id=piece)
    assert not [row for row in visible(built.library).values() if isinstance(row, MeasureMap | Piece)]
    apply(built.library, done.inverse())
    assert visible(built.library) == before


def test_a_time_map_is_made_changed_and_taken_away(built: LibraryBuilder) -> None:
    take_id = built.take()
    history = History(built.library, lambda _: None)
    changed = Taps(TAPS.segments, reaction_ms=30)
    for verb, taps in (
        (Verb.TAP_MEASURE, TAPS),
        (Verb.SET_TAPPING_DELAY, changed),
        (Verb.REMOVE_TAPS, Taps()),
    ):
        history.run(set_time_map, submission_id=take_id, taps=taps, verb=verb)
    seen = [time_map(built.library, take_id)]
    for _ in range(3):
        history.undo()
        seen.append(time_map(built.library, take_id))
    assert seen == [None, changed, TAPS, None]
    history.redo()
    (row,) = (row for row in visible(built.library).values() if isinstance(row, TimeMap))
    assert row.channel == next(one for one in visible(built.library).values() if isinstance(one, Submission)).channel
    assert replayed(built.library) == visible(built.library)


def test_nothing_tapped_where_nothing_was_is_no_change(built: LibraryBuilder) -> None:
    done = set_time_map(built.library, submission_id=built.take(), taps=Taps(), verb=Verb.REMOVE_TAPS)
    assert done.changes == ()


def test_a_take_takes_its_time_map_with_it_and_brings_it_back(built: LibraryBuilder) -> None:
    take_id = built.take()
    set_time_map(built.library, submission_id=take_id, taps=TAPS, verb=Verb.SET_POINT)
    before = visible(built.library)
    done = delete_submission(built.library, submission_id=take_id)
    assert not [row for row in visible(built.library).values() if isinstance(row, TimeMap)]
    apply(built.library, done.inverse())
    assert visible(built.library) == before


def test_maps_of_what_is_not_there_are_refused(built: LibraryBuilder) -> None:
    before = visible(built.library)
    with pytest.raises(EditError, match="piece"):
        keep_measure_map(built.library, piece_id=new_id(), sha256=PDF, measures=FOUND)
    with pytest.raises(EditError, match="take"):
        set_time_map(built.library, submission_id=new_id(), taps=TAPS, verb=Verb.SET_POINT)
    assert visible(built.library) == before


def test_each_verb_is_for_what_it_says(built: LibraryBuilder) -> None:
    piece, take_id = built.piece(), built.take()
    assert not CORRECTIONS & TAPPINGS
    with pytest.raises(ValueError, match="TAP_MEASURE"):
        correct_measure_map(built.library, piece_id=piece, sha256=PDF, measures=FOUND, verb=Verb.TAP_MEASURE)
    with pytest.raises(ValueError, match="SPLIT_MEASURE"):
        set_time_map(built.library, submission_id=take_id, taps=TAPS, verb=Verb.SPLIT_MEASURE)


def _import(built: LibraryBuilder, piece: str, path: Path) -> str:
    done: Done = import_score(built.library, piece_id=piece, path=path)
    (sha256,) = (
        getattr(change.after, "sha256", None) for change in done.changes if change.entity == "media" and change.after
    )
    assert isinstance(sha256, str)
    return sha256
