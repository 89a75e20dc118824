"""Hostile scores: PDFs that are damaged, that lie, go in circles, are floods, or want more than to be drawn."""

import zlib
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tests.support.hostile.flips import ANYWHERE, Damage
from tests.support.hostile.takes import Hostile
from tests.support.scores import make_locked, make_score, make_slow

_NUMBERS = (b"0", b"-1", b"7", b"65536", b"2147483647", b"99999999999999999999")
_WORDS = (b"/Length ", b"/Count ", b"/Kids[", b"/Parent ", b"/Contents ", b"/Size ", b"/Root ")
_SIDES = (b"0", b"-500", b"1e30", b"999999999", b"0.0001", b"(wide)", b"NaN", b"14400")
_ELSEWHERE = b"(/canary-of-another-student.pdf)"
_ACTIONS = (
    b"/S/JavaScript/JS(app.launchURL('http://127.0.0.1:9/'))",
    b"/S/Launch/F(/bin/sh)",
    b"/S/GoToR/D[0/Fit]/F" + _ELSEWHERE,
    b"/S/URI/URI(http://127.0.0.1:9/)",
)
_FONTS = ((b"2", b"\0\1\0\0\0\x10"), (b"3", b"\1\0\4\1"), (b"", b"%!PS-AdobeFont-1.0\n"))
_PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def lie_in_xref(whole: bytes, chance: Random) -> bytes:
    """Let the table of places be wrong, or lie elsewhere."""
    at = whole.rfind(b"startxref")
    if chance.random() < 0.3:
        return whole[: at + 10] + chance.choice(_NUMBERS) + b"\n%%EOF"
    table = bytearray(whole)
    for _ in range(30):
        place = chance.randrange(max(whole.rfind(b"xref", 0, at), 0), at)
        if chr(table[place]).isdigit():
            table[place] = ord("0") + chance.randrange(10)
    return bytes(table)


def swap_numbers(whole: bytes, chance: Random) -> bytes:
    """Let references, counts and lengths be others."""
    for _ in range(chance.randrange(1, 12)):
        word = chance.choice(_WORDS)
        at = whole.find(word, chance.randrange(len(whole)))
        if at >= 0:
            whole = whole[: at + len(word)] + chance.choice(_NUMBERS) + whole[at + len(word) + 1 :]
    return whole


def pages_in_a_circle(_whole: bytes, chance: Random) -> bytes:
    """Let pages be their own children."""
    kids = chance.choice((b"2 0 R", b"2 0 R 2 0 R", b"3 0 R 2 0 R", b"1 0 R"))
    return pdf(b"<</Type/Pages/Count 9/Kids[%b]/Parent 2 0 R>>" % kids, _page())


def form_in_a_circle(_whole: bytes, chance: Random) -> bytes:
    """Let a form draw itself, as often as it can."""
    resources = b"/Resources<</XObject<</F 5 0 R>>>>"
    form = _stream(b"/F Do " * chance.choice((1, 50)), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources)
    return pdf(_PAGES, _page(resources), _stream(b"/F Do"), form)


def wild_page_box(_whole: bytes, chance: Random) -> bytes:
    """Let a page be as large as a country, or have no size."""
    box = b" ".join(chance.choice(_SIDES) for _ in range(4))
    return pdf(_PAGES, _page(b"/MediaBox[%b]/UserUnit %b/Rotate %b" % (box, *chance.choices(_SIDES, k=2))))


def flood_of_pixels(_whole: bytes, chance: Random) -> bytes:
    """Let a small file hold a picture of gigabytes."""
    side = chance.choice((20_000, 65_535, 2_000_000_000))
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB" % (side, side)
    page = _page(b"/Resources<</XObject<</I 5 0 R>>>>")
    return pdf(_PAGES, page, _stream(b"500 0 0 500 0 0 cm /I Do"), _stream(bytes(10_000_000), head))


def flood_of_strokes(_whole: bytes, chance: Random) -> bytes:
    """Let drawing a page never end."""
    stroke = chance.choice((b"10 10 m 300 800 500 20 580 830 c S\n", b"q ", b"[1 1]0 d 0 0 m 1e6 1e6 l S\n"))
    return pdf(_PAGES, _page(), _stream(b"0.01 w\n" + stroke * 300_000))


def flood_in_filters(_whole: bytes, chance: Random) -> bytes:
    """Let a stream be unpacked to gigabytes, through one filter after the other."""
    packed = zlib.compress(zlib.compress(bytes(chance.choice((50_000_000, 200_000_000)))))
    head = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>" % len(packed)
    return pdf(_PAGES, _page(), b"%bstream\n%b\nendstream" % (head, packed))


def deep_nesting(_whole: bytes, chance: Random) -> bytes:
    """Put arrays or dictionaries into each other, a hundred thousand deep."""
    return pdf(_PAGES, _page(b"/X " + chance.choice((b"[", b"<</A ")) * 100_000))


def wild_font(_whole: bytes, chance: Random) -> bytes:
    """Embed a font that is noise behind its first bytes."""
    kind, front = chance.choice(_FONTS)
    descriptor = b"<</Type/FontDescriptor/FontName/F/Flags 4/FontFile%b 7 0 R>>" % kind
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/F/FirstChar 0/LastChar 255/FontDescriptor 6 0 R>>"
    words = _stream(b"BT /F 24 Tf 50 50 Td (allegro ma non troppo) Tj ET")
    page = _page(b"/Resources<</Font<</F 5 0 R>>>>")
    return pdf(_PAGES, page, words, font, descriptor, _stream(front + chance.randbytes(5_000)))


def script_and_references(_whole: bytes, chance: Random) -> bytes:
    """Want to run JavaScript, start a program, open another file, and draw what lies elsewhere."""
    action = chance.choice(_ACTIONS)
    outside = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F%b/Page 0>>" % _ELSEWHERE
    content = b"<</Length 5/F%b/FFilter/FlateDecode>>stream\n0 0 m\nendstream" % _ELSEWHERE
    page = _page(b"/AA<</O<<%b>>>>/Resources<</XObject<</F 5 0 R>>>>" % action)
    return pdf(_PAGES, page, content, _stream(b"", outside), root=b"/OpenAction<<%b>>" % action)


def locked(_whole: bytes, chance: Random) -> bytes:
    """Be encrypted, by a way that there is or by none."""
    entry = b"/Encrypt<</Filter/%b/V %d/R %d/Length 4096/O(x)/U(y)/P -1>>"
    way = (chance.choice((b"Standard", b"Own")), chance.randrange(9), chance.randrange(9))
    return pdf(_PAGES, _page(), trailer=entry % way)


def no_score(_whole: bytes, chance: Random) -> bytes:
    """Be named like a score and be something else."""
    fronts = (b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"<html>%PDF-1.4</html>")
    return chance.choice(fronts) + chance.randbytes(99)


DAMAGES: tuple[Damage, ...] = (*ANYWHERE, lie_in_xref, swap_numbers)
LIES: tuple[Damage, ...] = (
    pages_in_a_circle, form_in_a_circle, wild_page_box, flood_of_pixels, flood_of_strokes, flood_in_filters,
    deep_nesting, wild_font, script_and_references, locked, no_score,
)  # fmt: skip


def hostile_scores(folder: Path, count: int, seed: int = 7) -> Iterator[Hostile]:
    """Make so many hostile scores in the folder, one as it is asked for: each damage and each lie in turn."""
    scratch = folder / "whole.pdf"
    wholes = {
        "three pages": make_score(scratch).read_bytes(),
        "turned pages": make_score(scratch, rotation=90).read_bytes(),
        "many strokes": make_slow(scratch, 200).read_bytes(),
        "a password": make_locked(scratch).read_bytes(),
    }
    over = cycle(wholes.items())
    for number, make in enumerate(islice(cycle((*DAMAGES, *LIES)), count)):
        of, whole = next(over)
        path = folder / f"{number}-{make.__name__}.pdf"
        path.write_bytes(make(whole, Random(f"{seed} {number}")))
        yield Hostile(make.__name__.replace("_", " "), of if make in DAMAGES else "made for it", path)


def pdf(*objects: bytes, root: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, from number 2 on, behind the catalogue; its table of places is right."""
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate((b"<</Type/Catalog/Pages 2 0 R%b>>" % root, *objects), start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    end = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (size, table, end)


def _page(more: bytes = b"") -> bytes:
    box = b"" if b"/MediaBox" in more else b"/MediaBox[0 0 595 842]"
    return b"<</Type/Page/Parent 2 0 R/Contents 4 0 R%b%b>>" % (box, more)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), more, packed)
