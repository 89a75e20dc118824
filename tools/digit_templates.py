"""Make the pictures by which printed measure numbers are read: `python -m tools.digit_templates [FONT ...]`.

MuPDF's own typefaces and the font files given are drawn large, blurred as a scan would, and written into the package.
"""

import sys
from pathlib import Path

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from practika_desktop.score.measures import scanned
from practika_desktop.score.measures.scanned.digits import template_of

_BUILT_IN = ("tiro", "tiit", "tibo", "tibi", "helv", "heit", "hebo")
_SIZE = 96  # pixels of the type
_BLURS = (0.02, 0.06)  # of the type's size: a sharp scan and a soft one


def main() -> None:
    """Draw all digits and write `digits.npz` beside the code that reads it."""
    fonts = [pymupdf.Font(name) for name in _BUILT_IN] + [pymupdf.Font(fontfile=path) for path in sys.argv[1:]]
    digits, aspects, pictures = [], [], []
    for font in fonts:
        for digit in range(10):
            for blur in _BLURS:
                shape = _drawn(font, str(digit), blur * _SIZE)
                digits.append(digit)
                aspects.append(shape.shape[1] / shape.shape[0])
                pictures.append(template_of(shape))
    np.savez_compressed(
        Path(scanned.__file__).with_name("digits.npz"),
        digits=np.array(digits, np.uint8),
        aspects=np.array(aspects, np.float32),
        pictures=np.array(pictures, np.float16),
    )


def _drawn(font: pymupdf.Font, text: str, blur: float) -> NDArray[np.uint8]:
    """Return the ink of a text, cut tightly where it is half black."""
    with pymupdf.open() as document:
        page = document.new_page(width=2 * _SIZE, height=2 * _SIZE)
        writer = pymupdf.TextWriter(page.rect)
        writer.append((_SIZE / 2, 1.5 * _SIZE), text, font=font, fontsize=_SIZE)
        writer.write_text(page)
        picture = page.get_pixmap(colorspace=pymupdf.csGRAY)
        gray = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
    ink = cv2.GaussianBlur(255 - gray, (0, 0), blur)
    rows, columns = np.nonzero(ink > 100)
    return np.asarray(ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], np.uint8)


if __name__ == "__main__":
    main()
