"""Markers for tests of what shows them."""

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Marker


def marker(
    name: str,
    start_ms: int,
    end_ms: int | None = None,
    *,
    kind: MarkerKind = MarkerKind.FEEDBACK,
    text: str = "",
    author: str = "me",
) -> Marker:
    """Return a marker of one take; `name` is its id."""
    return Marker(
        id=name,
        created_at=0,
        channel="st:s",
        submission_id="take",
        author_id=author,
        start_ms=start_ms,
        end_ms=end_ms,
        kind=kind,
        text=text,
    )
