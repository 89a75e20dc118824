"""The maps that are kept are read, and one that cannot be is told in words."""

import pytest

from practika_desktop.edits.done import Verb
from practika_desktop.edits.measure_maps import keep_measure_map
from practika_desktop.edits.time_maps import set_time_map
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.ids import new_id
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.records import MeasureMap, TimeMap
from practika_desktop.store.maps import measure_map, time_map
from tests.model.measures.making import measure, measures
from tests.support.library import LibraryBuilder

PDF = "a" * 64
SCORE = measures([measure("a"), measure("b")])
TAPS = Taps(((Tap(5, "a"),),), reaction_ms=20)


def test_a_map_is_that_of_its_piece_and_pdf_or_take(built: LibraryBuilder) -> None:
    piece, other, take_id = built.piece(), built.piece(), built.take()
    keep_measure_map(built.library, piece_id=piece, sha256=PDF, measures=SCORE)
    set_time_map(built.library, submission_id=take_id, taps=TAPS, verb=Verb.TAP_MEASURE)
    assert measure_map(built.library, piece, PDF) == SCORE
    assert measure_map(built.library, piece, "b" * 64) is None
    assert measure_map(built.library, other, PDF) is None
    assert time_map(built.library, take_id) == TAPS
    assert time_map(built.library, new_id()) is None


def test_one_that_cannot_be_read_is_told_in_words(built: LibraryBuilder) -> None:
    piece, take_id = built.piece(), built.take()
    kept = keep_measure_map(built.library, piece_id=piece, sha256=PDF, measures=SCORE)
    tapped = set_time_map(built.library, submission_id=take_id, taps=TAPS, verb=Verb.TAP_MEASURE)
    with built.library.writing() as transaction:
        transaction.update(MeasureMap, kept.id, value='{"version":2}')
        transaction.update(TimeMap, tapped.id, value="{")
    with pytest.raises(LibraryError, match="measures of this score cannot be read") as told:
        measure_map(built.library, piece, PDF)
    assert "newest version" in told.value.advice
    with pytest.raises(LibraryError, match="tapped along with this take"):
        time_map(built.library, take_id)
