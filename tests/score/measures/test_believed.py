"""Numbers read in pictures: what most of them agree on is believed, and what fits nothing is not."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.score.measures.believed import believed

counts_of_systems = st.lists(st.integers(1, 9), min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        pytest.param([None, 5, 9, 13], [None, 5, 9, 13], id="as counted"),
        pytest.param([None, 4, 8, 12], [None, 4, 8, 12], id="after a pick-up"),
        pytest.param([None, 5, 2, 13], [None, 5, None, 13], id="a page's number"),
        pytest.param([None, 5, 99, 13], [None, 5, None, 13], id="a digit too many"),
        pytest.param([None, 5, None, 1], [None, 5, None, 1], id="a second piece"),
        pytest.param([None, 5, None, None, 5], [None, 5, None, None, 5], id="a second piece's second line"),
        pytest.param([None, 5, 8, 12], [None, 5, 8, 12], id="a measure in two parts"),
        pytest.param([None, 5, 21, 25], [None, 5, 21, 25], id="a long rest"),
        pytest.param([None, None, 2, None], [None, None, None, None], id="nothing but a page's number"),
        pytest.param([None, 40], [None, 40], id="an extract"),
    ],
)
def test_numbers_that_fit_are_believed(printed: list[int | None], kept: list[int | None]) -> None:
    assert believed([4] * len(printed), printed) == kept


@given(counts_of_systems, st.data())
def test_one_wrong_number_among_counted_ones_is_found(counts: list[int], data: st.DataObject) -> None:
    numbers: list[int | None] = [1 + before for before in accumulate(counts[:-1], initial=0)]
    wrong = data.draw(st.integers(1, len(counts) - 2))
    printed = list(numbers)
    printed[wrong] = data.draw(st.integers(sum(counts) + 50, 9999))
    assert believed(counts, printed) == [None if index == wrong else number for index, number in enumerate(numbers)]


@given(counts_of_systems, st.lists(st.none() | st.integers(1, 200), min_size=12, max_size=12))
def test_no_number_is_made_up(counts: list[int], printed: list[int | None]) -> None:
    printed = printed[: len(counts)]
    for number, read in zip(believed(counts, printed), printed, strict=True):
        assert number in (read, None)
