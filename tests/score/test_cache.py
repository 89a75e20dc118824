"""The cache of page pictures stays within its bound and forgets the right ones."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.score.area import PageArea, PagePicture
from practika_desktop.score.cache import PictureCache

HERE, THERE = Path("here.pdf"), Path("there.pdf")


def picture(page: int, side: int = 10) -> PagePicture:
    area = PageArea(page, side, side)
    return PagePicture(area, bytes(area.byte_count))


def test_pictures_are_kept_by_document() -> None:
    cache = PictureCache(1_000)
    cache.put(HERE, picture(1))
    assert cache.get(HERE, PageArea(1, 10, 10)) is not None
    assert cache.get(THERE, PageArea(1, 10, 10)) is None


def test_the_one_not_used_for_longest_goes() -> None:
    cache = PictureCache(800)
    cache.put(HERE, picture(1))
    cache.put(HERE, picture(2))
    cache.get(HERE, PageArea(1, 10, 10))
    cache.put(HERE, picture(3))
    assert [page for page in (1, 2, 3) if cache.get(HERE, PageArea(page, 10, 10))] == [1, 3]


def test_a_picture_larger_than_the_cache_is_kept_alone() -> None:
    cache = PictureCache(500)
    cache.put(HERE, picture(1))
    cache.put(HERE, picture(2, side=50))
    assert cache.get(HERE, PageArea(1, 10, 10)) is None
    assert cache.get(HERE, PageArea(2, 50, 50)) is not None


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 12)), max_size=60))
def test_the_count_of_bytes_is_right_and_bounded(puts: list[tuple[int, int]]) -> None:
    cache = PictureCache(1_500)
    for page, side in puts:
        cache.put(HERE, picture(page, side))
        held = {(p, s): cache.get(HERE, PageArea(p, s, s)) for p in range(1, 7) for s in range(1, 13)}
        assert cache.bytes == sum(len(one.pixels) for one in held.values() if one)
        assert cache.bytes <= 1_500
        assert cache.get(HERE, PageArea(page, side, side)) is not None
    cache.clear()
    assert cache.bytes == 0
