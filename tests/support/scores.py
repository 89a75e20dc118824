"""Scores for tests: small PDFs whose pages can be told apart by what is painted on them, and spoiled ones."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from practika_desktop import system

A4 = (595.0, 842.0)
GREYS = (0.2, 0.6, 0.4, 0.8, 0.0)


def page_grey(page: int) -> int:
    """Return how bright (0 to 255) the square in the upper left quarter of a page of `make_score` is."""
    return round(GREYS[(page - 1) % len(GREYS)] * 255)


def make_score(path: Path, pages: int = 3, size: tuple[float, float] = A4, rotation: int = 0) -> Path:
    """Write a PDF: on each page a square of its own grey fills the upper left quarter; the rest is white."""
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=size[0], height=size[1])
        grey = GREYS[(number - 1) % len(GREYS)]
        page.draw_rect(pymupdf.Rect(0, 0, size[0] / 2, size[1] / 2), color=None, fill=(grey, grey, grey))
        page.set_rotation(rotation)
    document.save(path)
    document.close()
    return path


def make_locked(path: Path) -> Path:
    """Write a PDF that asks for a password."""
    document = pymupdf.open()
    document.new_page()
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret too")
    document.close()
    return path


def make_slow(path: Path, strokes: int = 4_000) -> Path:
    """Write a PDF of two pages: the first has so much on it that drawing it takes seconds, the second is white."""
    document = pymupdf.open()
    document.new_page()
    document.new_page()
    content = document.get_new_xref()
    document.update_object(content, "<<>>")
    document.update_stream(content, b"0.1 w\n" + b"10 10 m 300 800 500 20 580 830 c S\n" * strokes)
    page = document[0]
    page.set_contents(content)
    document.save(path, deflate=True)
    document.close()
    return path


def make_pages_of(path: Path, sizes: Sequence[tuple[float, float]]) -> Path:
    """Write a PDF whose empty pages have these sizes, in points."""
    document = pymupdf.open()
    for width, height in sizes:
        document.new_page(width=width, height=height)
    document.save(path)
    document.close()
    return path


def make_engraved(path: Path, pages: int) -> Path:
    """Write a PDF of so many pages of engraved music, numbered: those of the sample's minuet again and again."""
    document = pymupdf.open()
    with pymupdf.open(system.resources_folder() / "sample" / "minuet.pdf") as minuet:
        for number in range(pages):
            document.insert_pdf(minuet, from_page=number % len(minuet), to_page=number % len(minuet))
            document[number].insert_text((20, 20), str(number + 1))
    document.save(path, garbage=4, deflate=True)
    document.close()
    return path


def make_scan(path: Path, pages: int, dpi: int = 200) -> Path:
    """Write the pages of `make_engraved` as a scanner does: each is a picture of its own in grey, as a JPEG."""
    scan, engraved = pymupdf.open(), pymupdf.open(make_engraved(path, pages))
    for page in engraved:
        picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("jpeg", jpg_quality=80)
        scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
    engraved.close()
    scan.save(path)
    scan.close()
    return path


def make_bomb(path: Path, side: int = 30_000) -> Path:
    """Write a small PDF whose one picture of side x side pixels takes gigabytes once it is unpacked."""
    document = pymupdf.open()
    document.new_page()
    image, content = document.get_new_xref(), document.get_new_xref()
    head = f"<</Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace/DeviceRGB>>"
    document.update_object(image, head)
    document.update_stream(image, bytes(side * side * 3 // 64))
    document.update_object(content, "<<>>")
    document.update_stream(content, b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    page = document[0]
    page.set_contents(content)
    document.xref_set_key(page.xref, "Resources", f"<</XObject<</Im0 {image} 0 R>>>>")
    document.save(path, deflate=True)
    document.close()
    return path
