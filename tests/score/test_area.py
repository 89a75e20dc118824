"""Areas know their bounds and refuse what cannot be drawn."""

import pytest

from practika_desktop.score.area import MOST_PIXELS, Box, PageArea, PagePicture


def test_a_whole_page_is_its_own_bounds() -> None:
    area = PageArea(1, 20, 30)
    assert area.bounds == Box(0, 0, 20, 30)
    assert area.byte_count == 2400


def test_a_tile_counts_its_own_pixels() -> None:
    picture = PagePicture(PageArea(1, 100_000, 100_000, Box(5, 6, 7, 8)), b"")
    assert (picture.width, picture.height, picture.area.byte_count) == (7, 8, 224)


@pytest.mark.parametrize(
    ("page", "width", "height", "box"),
    [
        (0, 10, 10, None),
        (1, 0, 10, None),
        (1, 10, 0, None),
        (1, MOST_PIXELS, 2, None),
        (1, 10, 10, Box(-1, 0, 5, 5)),
        (1, 10, 10, Box(0, -1, 5, 5)),
        (1, 10, 10, Box(6, 0, 5, 5)),
        (1, 10, 10, Box(0, 6, 5, 5)),
        (1, 10, 10, Box(0, 0, 0, 5)),
    ],
)
def test_what_cannot_be_drawn_is_refused(page: int, width: int, height: int, box: Box | None) -> None:
    with pytest.raises(ValueError, match=r"no such area|too large"):
        PageArea(page, width, height, box)
