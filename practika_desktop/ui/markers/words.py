"""What a marker's row says. Pure."""

from practika_desktop.model.records import Marker
from practika_desktop.ui.theme.shapes import KIND_TITLE
from practika_desktop.ui.timeline.times import time_text

NO_TEXT = "No words yet"


def when(marker: Marker) -> str:
    """Return the marker's moment or range, as m:ss.mmm."""
    start = time_text(marker.start_ms)
    return start if marker.end_ms is None else f"{start} \N{EN DASH} {time_text(marker.end_ms)}"


def place(marker: Marker) -> str:
    """Return the marker's place in the score, as `p. 3 · m. 17`; empty without one."""
    parts = [f"p. {marker.page}"] if marker.page is not None else []
    if marker.measure:
        parts.append(f"m. {marker.measure}")
    return " · ".join(parts)


def spoken(marker: Marker, author: str) -> str:
    """Return all that the row shows as one sentence for a screen reader; `author` is empty for one's own."""
    parts = [KIND_TITLE[marker.kind], f"at {time_text(marker.start_ms)}"]
    if marker.end_ms is not None:
        parts.append(f"to {time_text(marker.end_ms)}")
    if author:
        parts.append(f"by {author}")
    if marker.page is not None:
        parts.append(f"page {marker.page}")
    if marker.measure:
        parts.append(f"measure {marker.measure}")
    parts.append(marker.text or NO_TEXT)
    return ", ".join(parts)
