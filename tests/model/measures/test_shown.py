"""A link goes by the measure's id, so a corrected map renumbers what is shown."""

from dataclasses import replace

import pytest

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.shown import as_shown, shown_number
from practika_desktop.model.records import Marker
from tests.model.measures.making import measure, measures

SCORE = measures([measure("up", number=0), measure("one"), measure("rest", rest_count=3), measure("five")])


@pytest.mark.parametrize(
    ("measure_id", "stored", "score", "shown"),
    [
        ("one", "2", SCORE, "1"),
        ("up", "1", SCORE, "0"),
        ("rest", "7", SCORE, "2"),
        ("five", None, SCORE, "5"),
        ("gone", "17", SCORE, "17"),
        ("one", "17", None, "17"),
        (None, "12a", SCORE, "12a"),
        (None, None, SCORE, None),
    ],
)
def test_the_map_gives_the_number_and_what_was_linked_holds_without_it(
    measure_id: str | None, stored: str | None, score: Measures | None, shown: str | None
) -> None:
    assert shown_number(measure_id, stored, score) == shown


def test_only_the_number_of_a_marker_changes() -> None:
    linked = Marker(
        id="m", created_at=1, channel="st:1", submission_id="t", author_id="a", start_ms=1, kind=MarkerKind.PRAISE,
        page=1, measure="2", measure_id="one", occurrence=2,
    )  # fmt: skip
    typed = replace(linked, measure_id=None)
    assert as_shown([linked, typed], SCORE) == [replace(linked, measure="1"), typed]
    assert as_shown([linked, typed], None) == [linked, typed]
