"""Printed numbers above a system's left end are read, or not at all."""

import cv2
import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray

from practika_desktop.score.measures.scanned.numbers import read_number
from practika_desktop.score.measures.scanned.sheet import StaffLines

pytestmark = pytest.mark.desktop
STAFF = StaffLines(row=200.0, space=14.0, left=100, right=700, level=200.0, clarity=1.0)


def _ink(text: str, font: str, blur: float) -> NDArray[np.uint8]:
    with pymupdf.open() as document:
        page = document.new_page(width=800, height=300)
        page.insert_text((95, 155), text, fontname=font, fontsize=26)
        picture = page.get_pixmap(colorspace=pymupdf.csGRAY)
        gray = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
    return np.asarray(cv2.GaussianBlur(255 - gray, (0, 0), blur), np.uint8)


@pytest.mark.parametrize("font", ["tiro", "tiit", "helv"])
@pytest.mark.parametrize("number", [2, 17, 30, 45, 68, 109])
@pytest.mark.parametrize("blur", [0.5, 1.0])
def test_a_number_is_read_in_usual_typefaces(number: int, font: str, blur: float) -> None:
    assert read_number(_ink(str(number), font, blur), STAFF) == number


@pytest.mark.parametrize("text", ["", "A", "mf", "x5"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_number(_ink(text, "tiro", 0.5), STAFF) is None
