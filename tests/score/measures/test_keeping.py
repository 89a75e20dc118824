"""What was found is kept with the numbers that it has, under ids that stay."""

from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.measures.pages import Box
from practika_desktop.score.measures.found import FoundMap, Measure, PageMap, System
from practika_desktop.score.measures.keeping import kept

_SHA256 = "0123456789abcdef" * 4
_BOX = Box(10, 20, 110, 60)

_numbers = st.none() | st.integers(0, 6)
_measures = st.builds(Measure, st.just(_BOX), _numbers, st.sampled_from((1, 1, 1, 4)))
_systems = st.builds(
    System, st.just(_BOX), st.integers(1, 4), st.just(5.0), st.lists(_measures, max_size=5).map(tuple), st.just(0.7)
)
_maps = st.lists(
    st.builds(PageMap, st.just(600.0), st.just(800.0), st.lists(_systems, max_size=3).map(tuple)), max_size=3
).map(lambda pages: FoundMap(tuple(pages)))


def _line(*numbers: int | None) -> FoundMap:
    measures = tuple(Measure(_BOX, number) for number in numbers)
    return FoundMap((PageMap(600, 800, (System(_BOX, 1, 5.0, measures, 1.0),)),))


@given(_maps)
def test_the_numbers_shown_are_those_found(found: FoundMap) -> None:
    measures = [measure for page in found.pages for system in page.systems for measure in system.measures]
    places = kept(found, _SHA256).places
    assert len(places) == len(measures)
    for place, measure in zip(places, measures, strict=True):
        assert measure.number is None or place.number == measure.number
        assert place.measure.rest_count == measure.rest_count
        assert place.system.confidence == 0.7


@given(_maps)
def test_ids_are_of_the_place_and_the_file(found: FoundMap) -> None:
    ids = [place.id for place in kept(found, _SHA256).places]
    others = {place.id for place in kept(found, "f" * 64).places}
    assert len(set(ids)) == len(ids)
    assert ids == [place.id for place in kept(found, _SHA256).places]
    assert not others & set(ids)


def test_a_number_is_set_only_where_counting_says_another() -> None:
    [page] = kept(_line(0, 1, 2, 2, 3, 1, None), _SHA256).pages
    assert [one.number for one in page.systems[0].measures] == [0, None, None, None, None, 1, None]
    assert [one.continues for one in page.systems[0].measures] == [False, False, False, True, False, False, False]


def test_measures_of_no_known_number_continue_nothing() -> None:
    [page] = kept(_line(None, None, 2), _SHA256).pages
    assert [one.continues for one in page.systems[0].measures] == [False, False, False]
    assert [one.number for one in page.systems[0].measures] == [None, None, 2]


def test_pages_without_music_stay_and_empty_lines_go() -> None:
    empty = System(_BOX, 1, 5.0, (), 1.0)
    found = FoundMap((PageMap(600, 800, ()), PageMap(600, 800, (empty, *_line(1).pages[0].systems))))
    measures = kept(found, _SHA256)
    assert [len(page.systems) for page in measures.pages] == [0, 1]
    assert [place.id for place in measures.places] == ["0123456789ab-2.2.1"]
