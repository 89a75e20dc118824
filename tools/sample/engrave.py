"""Engraves the minuet: notes to MEI, MEI to SVG pages by Verovio, SVG to one PDF by PyMuPDF."""

import re
from itertools import count
from pathlib import Path

import pymupdf
import verovio

from tools.sample.minuet import BEATS, COMPOSER, LEFT, RIGHT, TITLE, Note, notes_of

_DURATION = {"e": 'dur="8"', "q": 'dur="4"', "h": 'dur="2"', "d": 'dur="2" dots="1"'}
_PAGE_TENTHS_OF_MM = (2100, 2970)
_MEASURES_A_PAGE = 16


def write_score(path: Path) -> int:
    """Write the score as a PDF of A4 pages and return their number."""
    toolkit = verovio.toolkit()
    toolkit.setOptions(
        {
            "inputFrom": "mei",
            "pageWidth": _PAGE_TENTHS_OF_MM[0],
            "pageHeight": _PAGE_TENTHS_OF_MM[1],
            "pageMarginTop": 340,
            "pageMarginLeft": 120,
            "pageMarginRight": 120,
            "scale": 55,
            "breaks": "encoded",
            "header": "none",
            "footer": "none",
            "justifyVertically": True,
            "minLastJustification": 0.0,
            "spacingSystem": 14,
            "spacingStaff": 10,
            "xmlIdSeed": 1,
        }
    )
    if not toolkit.loadData(mei()):
        raise RuntimeError("Verovio did not read the score")
    document = pymupdf.open()
    for number in range(1, toolkit.getPageCount() + 1):
        with pymupdf.open(stream=_flattened(toolkit.renderToSVG(number)).encode(), filetype="svg") as picture:
            page_pdf = pymupdf.open("pdf", picture.convert_to_pdf())
        page = document.new_page(width=595, height=842)
        page.show_pdf_page(page.rect, page_pdf, 0)
    _write_title(document[0])
    document.set_metadata({"title": TITLE, "author": COMPOSER})
    document.save(path, garbage=4, deflate=True, clean=True)
    return len(document)


def _flattened(svg: str) -> str:
    """Return the page in the part of SVG that MuPDF draws: no inner viewBox, no nested spans, no placeholders."""
    width = re.search(r'<svg[^>]* width="([0-9.]+)px"', svg)
    inner = re.search(r'<svg class="definition-scale"[^>]*viewBox="0 0 ([0-9]+) [0-9]+"[^>]*>', svg)
    if width is None or inner is None:
        raise RuntimeError("Verovio's page has another shape than this knows")
    group = f'<g stroke="black" transform="scale({float(width[1]) / float(inner[1])})">'
    svg = re.sub(r"</svg>\s*</svg>\s*$", "</g></svg>", svg.replace(inner[0], group))
    svg = re.sub(r'<g id="\w+" class="[^"]*placeholder[^"]*">.*?</g>', "", svg, flags=re.DOTALL)
    number = (
        r'<text([^>]*)font-size="0px">\s*<tspan[^>]*>\s*<tspan font-size="(\d+)px">(\d+)</tspan>\s*</tspan>\s*</text>'
    )
    svg = re.sub(number, r'<text\1stroke="none" font-size="\2px">\3</text>', svg)
    return svg.replace("currentColor", "black")


def mei() -> str:
    """Return the piece as MEI: two staves, four measures a system, sixteen a page."""
    beams = count(1)
    body: list[str] = []
    for number, (right, left) in enumerate(zip(RIGHT, LEFT, strict=True), start=1):
        if number % _MEASURES_A_PAGE == 1:
            body.append("<pb/>")
        elif number % 4 == 1:
            body.append("<sb/>")
        bar = ' right="end"' if number == len(RIGHT) else ' right="dbl"' if number == _MEASURES_A_PAGE else ""
        staves = "".join(
            f'<staff n="{staff}"><layer n="1">{_layer(notes_of(hand), beams)}</layer></staff>'
            for staff, hand in ((1, right), (2, left))
        )
        body.append(f'<measure n="{number}"{bar}>{staves}</measure>')
    clefs = "".join(
        f'<staffDef n="{staff}" lines="5" clef.shape="{shape}" clef.line="{line}"/>'
        for staff, shape, line in ((1, "G", 2), (2, "F", 4))
    )
    return (
        '<mei xmlns="http://www.music-encoding.org/ns/mei" meiversion="5.0"><meiHead/><music><body><mdiv><score>'
        f'<scoreDef keysig="1s" meter.count="{BEATS}" meter.unit="4">'
        f'<staffGrp symbol="brace" bar.thru="true">{clefs}</staffGrp></scoreDef>'
        f"<section>{''.join(body)}</section></score></mdiv></body></music></mei>"
    )


def _layer(notes: list[Note], beams: "count[int]") -> str:
    """Return the notes of a measure, runs of eighths under one beam."""
    text: list[str] = []
    run: list[str] = []
    for note in [*notes, None]:
        if note is not None and note.length == "e":
            run.append(_chord(note))
            continue
        if run:
            text.append(f'<beam xml:id="beam{next(beams)}">{"".join(run)}</beam>' if len(run) > 1 else run[0])
            run = []
        if note is not None:
            text.append(_chord(note))
    return "".join(text)


def _chord(note: Note) -> str:
    if len(note.pitches) == 1:
        return f"<note {_DURATION[note.length]} {_pitch(note.pitches[0])}/>"
    members = "".join(f"<note {_pitch(pitch)}/>" for pitch in note.pitches)
    return f"<chord {_DURATION[note.length]}>{members}</chord>"


def _pitch(pitch: str) -> str:
    """Return a pitch's attributes; f sharp is in the key, every other sharp is written."""
    name, octave = pitch[0], pitch[-1]
    accidental = ""
    if "#" in pitch:
        accidental = ' accid.ges="s"' if name == "f" else ' accid="s"'
    return f'pname="{name}" oct="{octave}"{accidental}'


def _write_title(page: "pymupdf.Page") -> None:
    width = page.rect.width
    page.insert_textbox((0, 28, width, 74), TITLE, fontsize=20, fontname="tiro", align=1)
    page.insert_textbox((0, 62, width - 40, 80), COMPOSER, fontsize=10, fontname="tiit", align=2)
