"""Markers as subtitles: WebVTT and SubRip."""

from collections.abc import Iterator, Sequence

from practika_desktop.cli.formats.sheet import Sheet, clock
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker

MOMENT_MS = 3000
"""How long the text of a moment is shown."""

_WORDS = {MarkerKind.FEEDBACK: "Feedback", MarkerKind.QUESTION: "Question", MarkerKind.PRAISE: "Praise"}


def to_vtt(sheets: Sequence[Sheet]) -> str:
    """Return the markers as WebVTT; each take begins with a note that names it, and at 0:00 again."""
    blocks = ["WEBVTT"]
    for sheet in sheets:
        blocks.append(f"NOTE {_escaped(_lines(sheet.title))}")
        for marker in _own(sheet):
            start, end = _span(sheet, marker)
            body = _escaped(_text(marker))
            blocks.append(f"{marker.id}\n{clock(start)} --> {clock(end)}\n<c.{marker.kind.value}>{body}</c>")
    return "\n\n".join(blocks) + "\n"


def to_srt(sheets: Sequence[Sheet]) -> str:
    """Return the markers as SubRip; with several takes each text begins with its take's name, as times repeat."""
    blocks = []
    for number, (sheet, marker) in enumerate(_all(sheets), start=1):
        start, end = _span(sheet, marker)
        named = f"[{_lines(sheet.title)}]\n" if len(sheets) > 1 else ""
        blocks.append(f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n{named}{_text(marker)}\n")
    return "\n".join(blocks)


def _all(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Marker]]:
    for sheet in sheets:
        for marker in _own(sheet):
            yield sheet, marker


def _own(sheet: Sheet) -> list[Marker]:
    """Leave out the markers on replies: their times are those of another video."""
    return [marker for marker in sheet.markers if marker.message_id is None]


def _span(sheet: Sheet, marker: Marker) -> tuple[int, int]:
    """Return when the text is shown: as long as the range, a moment for a while but not beyond the take."""
    if marker.end_ms is not None and marker.end_ms > marker.start_ms:
        return marker.start_ms, marker.end_ms
    last = max(sheet.take.duration_ms, marker.start_ms + 1)
    return marker.start_ms, min(marker.start_ms + MOMENT_MS, last)


def _text(marker: Marker) -> str:
    """Return what a viewer reads: the text, or what kind of marker it is, and where in the score."""
    place = []
    if marker.page is not None:
        place.append(f"p. {marker.page}")
    if marker.measure is not None:
        place.append(f"m. {marker.measure}")
    text = _lines(marker.text) or _WORDS[marker.kind]
    return f"{text} ({', '.join(place)})" if place else text


def _lines(text: str) -> str:
    """Keep the lines of a text, but none that is empty: an empty line ends a cue."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
