"""A score's PDF: its pages' sizes and their pictures. The only file that knows PyMuPDF.

MuPDF is not made for threads and reads what strangers wrote: use this in a process of its own.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.area import PageArea
from practika_desktop.score.operators import Operators
from practika_desktop.score.wire import PageSize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_PAGES = 2_000
_LISTS_KEPT = 12
_HEADER_WITHIN = 1024
_A4 = (595.0, 842.0)
_SHORTEST, _LONGEST = 4.0, 100_000.0

mupdf: Any = pymupdf.mupdf  # MuPDF itself: it draws into blue-green-red and from kept lists, PyMuPDF's wrapper does not

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


class ScoreFile:
    """An open PDF. Display lists of the pages last drawn are kept: drawing from one takes half the time.

    Raise ScoreError when the file is missing, empty, no PDF, encrypted, damaged or far too long.
    """

    def __init__(self, path: Path) -> None:
        _check_header(path)
        with _in_words(_damaged):
            self._document = pymupdf.open(str(path), filetype="pdf")
        try:
            with _in_words(_damaged):
                self._check_document()
                self.page_sizes: tuple[PageSize, ...] = tuple(self._size(n) for n in range(self._document.page_count))
        except ScoreError:
            self._document.close()
            raise
        self._lists: OrderedDict[int, object] = OrderedDict()

    def close(self) -> None:
        """Let the document go."""
        self._lists.clear()
        self._document.close()
        pymupdf.TOOLS.store_shrink(100)

    def draw(self, area: PageArea, into: memoryview) -> None:
        """Draw the area on white into the first `area.byte_count` bytes (see PagePicture); raise ScoreError."""
        if area.page > len(self.page_sizes):
            raise ScoreError(f"The score has no page {area.page}.", f"Its last page is {len(self.page_sizes)}.")
        with _in_words(lambda: _damaged_page(area.page)):
            pixmap = self._pixmap(area)
        into[: area.byte_count] = mupdf.fz_pixmap_samples_memoryview(pixmap)

    def operators(self, page: int) -> Operators:
        """Return what the page (from 1) draws, each glyph with the bounds of its ink; raise ScoreError."""
        with _in_words(lambda: _damaged_page(page)):
            loaded = self._document.load_page(page - 1)
            flags = pymupdf.TEXT_ACCURATE_BBOXES | pymupdf.TEXT_MEDIABOX_CLIP
            text = loaded.get_text("rawdict", flags=flags)
            return Operators(
                paths=loaded.get_cdrawings(),
                text=text["blocks"],
                has_picture=bool(loaded.get_images()),
                turn=tuple(loaded.rotation_matrix),
            )

    def gray(self, page: int, points_per_pixel: float) -> "NDArray[np.uint8]":
        """Return a picture of the page (from 1), rows from the top, 0 for black to 255 for white; raise ScoreError."""
        import numpy as np

        with _in_words(lambda: _damaged_page(page)):
            scale = pymupdf.Matrix(1 / points_per_pixel, 1 / points_per_pixel)
            loaded = self._document.load_page(page - 1)
            pixmap = loaded.get_pixmap(matrix=scale, colorspace=pymupdf.csGRAY, alpha=False)
        rows = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
        return rows[:, : pixmap.width]

    def _check_document(self) -> None:
        if not self._document.is_pdf:
            raise _not_a_pdf()
        if self._document.needs_pass:
            raise ScoreError(
                "This PDF is locked with a password.", "Save a copy without a password, then choose that copy."
            )
        if self._document.page_count < 1:
            raise _damaged()
        if self._document.page_count > MOST_PAGES:
            raise ScoreError(
                f"This PDF has {self._document.page_count:,} pages, more than a score can have here.",
                f"Save the pages of this piece, at most {MOST_PAGES:,}, as a PDF of their own.",
            )

    def _size(self, index: int) -> PageSize:
        """Return the page's size, that of a sheet of A4 where the page does not tell one that can be drawn."""
        try:
            rect = self._document.load_page(index).rect
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            return _A4
        width, height = float(rect.width), float(rect.height)
        if all(math.isfinite(side) and _SHORTEST <= side <= _LONGEST for side in (width, height)):
            return (width, height)
        return _A4

    def _pixmap(self, area: PageArea) -> object:
        display_list = self._display_list(area.page - 1)
        width, height = self.page_sizes[area.page - 1]
        x, y, box_width, box_height = area.bounds
        blue_green_red = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR)
        box = mupdf.FzIrect(x, y, x + box_width, y + box_height)
        pixmap = mupdf.fz_new_pixmap_with_bbox(blue_green_red, box, mupdf.FzSeparations(), 1)
        mupdf.fz_clear_pixmap_with_value(pixmap, 255)
        across, down = area.width / width, area.height / height
        device = mupdf.fz_new_draw_device(mupdf.FzMatrix(across, 0, 0, down, 0, 0), pixmap)
        # what lies beside the box is passed over: a tile takes a seventh of the time
        in_sight = mupdf.FzRect(x / across, y / down, (x + box_width) / across, (y + box_height) / down)
        mupdf.fz_run_display_list(display_list, device, mupdf.FzMatrix(), in_sight, mupdf.FzCookie())
        mupdf.fz_close_device(device)
        return pixmap

    def _display_list(self, index: int) -> object:
        kept = self._lists.get(index)
        if kept is None:
            pymupdf.TOOLS.store_shrink(75)  # MuPDF would keep 256 MB of decoded scans, this leaves a quarter
            kept = self._lists[index] = self._document.load_page(index).get_displaylist().this
            if len(self._lists) > _LISTS_KEPT:
                self._lists.popitem(last=False)
        self._lists.move_to_end(index)
        return kept


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_WITHIN)
    except FileNotFoundError as error:
        raise ScoreError(
            "The score's file is not there any more.", "Choose the PDF again; the piece itself is kept."
        ) from error
    except OSError as error:
        raise ScoreError(
            "The score's file cannot be read.", "Check that the drive is connected and that you may open the file."
        ) from error
    if not head:
        raise ScoreError("This file is empty.", "It was perhaps not copied to its end. Choose the PDF again.")
    if b"%PDF-" not in head:
        raise _not_a_pdf()


def _not_a_pdf() -> ScoreError:
    return ScoreError("This file is not a PDF.", "Choose the score as a PDF; most notation programs can export one.")


def _damaged() -> ScoreError:
    return ScoreError("This PDF is damaged and cannot be shown.", "Get the file again, or save it anew as a PDF.")


def _damaged_page(page: int) -> ScoreError:
    return ScoreError(f"Page {page} is damaged and cannot be shown.", "The other pages can still be used.")


@contextmanager
def _in_words(words: Callable[[], ScoreError]) -> Iterator[None]:
    """Turn what PyMuPDF raises into the ScoreError that `words` makes."""
    try:
        yield
    except MemoryError as error:
        raise ScoreError(
            "Showing this PDF takes more memory than it may.", "Save it anew with smaller pictures."
        ) from error
    except (RuntimeError, ValueError, IndexError, TypeError, mupdf.FzErrorBase) as error:
        raise words() from error
