"""Scanned pages: measures are found whatever the scanner did, and nothing is found where there is no music."""

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from practika_desktop.score.measures.found import System
from practika_desktop.score.measures.scanned import find_page
from tests.score.measures.scanned.drawn import BARLINES, HEIGHT, LEFT, SPACE, WIDTH, Scan, scanned, score


def systems_of(page: NDArray[np.uint8], points_per_pixel: float = 1.0) -> list[System]:
    return [system for system, _ in find_page(page, points_per_pixel)]


@pytest.mark.parametrize("staves", [1, 2])
@pytest.mark.parametrize(
    "scan",
    [
        Scan(),
        Scan(turn=1.3, blur=1.0, noise=4, quality=60),
        Scan(turn=-1.7, blur=1.4, noise=8, quality=40),
        Scan(turn=0.6, noise=10, two_levels=True),
    ],
    ids=["clean", "askew", "heavy", "two levels"],
)
def test_every_measure_ends_at_its_barline(staves: int, scan: Scan) -> None:
    systems = systems_of(scanned(score(staves=staves), scan))
    assert [system.staves for system in systems] == [staves, staves]
    slack = SPACE + HEIGHT * abs(math.sin(math.radians(scan.turn))) / 2
    for system in systems:
        assert len(system.measures) == len(BARLINES)
        assert system.measures[0].box.x0 == pytest.approx(LEFT, abs=slack)
        for measure, barline in zip(system.measures, BARLINES, strict=True):
            assert measure.box.x1 == pytest.approx(barline, abs=slack)


def test_boxes_are_in_points_of_the_page() -> None:
    page = scanned(score(), Scan())
    in_pixels, in_points = systems_of(page), systems_of(page, 0.36)
    for system, small in zip(in_pixels, in_points, strict=True):
        assert small.staff_space == pytest.approx(0.36 * system.staff_space)
        assert list(small.box) == pytest.approx([0.36 * side for side in system.box])


def test_grey_paper_changes_nothing() -> None:
    page = scanned(score(), Scan())
    shade = np.linspace(0.5, 1.0, WIDTH)[None, :]
    found = systems_of((page * shade).astype(np.uint8))
    assert [len(system.measures) for system in found] == [len(BARLINES)] * 2


@pytest.mark.parametrize("brightness", [0, 128, 255])
def test_an_empty_page_has_no_systems(brightness: int) -> None:
    assert find_page(np.full((HEIGHT, WIDTH), brightness, np.uint8), 0.36) == []


def test_noise_and_text_have_no_systems() -> None:
    page = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for row in range(60, HEIGHT - 60, 40):
        cv2.putText(page, "Words that stand in lines and are no music", (60, row), 0, 1.0, 0, 2)
    assert find_page(scanned(page, Scan(noise=12)), 0.36) == []


@pytest.mark.parametrize("shape", [(1, 1), (3, 2000), (2000, 3), (40, 40)])
def test_pictures_too_small_for_music_are_no_error(shape: tuple[int, int]) -> None:
    assert find_page(np.full(shape, 200, np.uint8), 0.36) == []
