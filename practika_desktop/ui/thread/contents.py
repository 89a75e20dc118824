"""What a message's card says, worked out from the records. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.moments import to_datetime
from practika_desktop.model.records import Marker, Message
from practika_desktop.ui.moments import clock_words, moment_words
from practika_desktop.ui.theme.shapes import KIND_TITLE
from practika_desktop.ui.timeline.times import whole_text

SOMEBODY = "Somebody"
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Quote:
    """What a message answers: a marker (`marker_id` and `kind` set) or a message, in one line."""

    words: str
    marker_id: str | None = None
    kind: MarkerKind | None = None


@dataclass(frozen=True, slots=True)
class CardContent:
    """All that a card shows."""

    message_id: str
    sender: str
    moment: str
    text: str
    own: bool
    quote: Quote | None = None


def contents_of(
    messages: Sequence[Message], markers: Sequence[Marker], names: Mapping[str, str], me: str, now_ms: int
) -> list[CardContent]:
    """Return the cards of a thread in the order of its messages; `me` is the teacher's id."""
    by_id = {message.id: message for message in messages}
    markers_by_id = {marker.id: marker for marker in markers}
    return [
        CardContent(
            message_id=message.id,
            sender="You" if message.sender_id == me else names.get(message.sender_id, SOMEBODY),
            moment=sent_words(message.created_at, now_ms),
            text=message.text,
            own=message.sender_id == me,
            quote=_quote_of(message, by_id, markers_by_id, names, me),
        )
        for message in messages
    ]


def quote_marker(marker: Marker) -> Quote:
    """Return a marker as one line: its time, then its text or what kind it is."""
    words = f"{whole_text(marker.start_ms)} {one_line(marker.text) or KIND_TITLE[marker.kind]}"
    return Quote(words, marker.id, marker.kind)


def quote_message(message: Message, names: Mapping[str, str], me: str) -> Quote:
    """Return a message as one line: who wrote it, then how it begins."""
    sender = "You" if message.sender_id == me else names.get(message.sender_id, SOMEBODY)
    return Quote(f"{sender}: {one_line(message.text)}")


def one_line(text: str) -> str:
    """Return the text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"


def sent_words(at_ms: int, now_ms: int) -> str:
    """Return a moment as `14:05` for today, `yesterday, 14:05`, `2 Nov, 14:05`, or `2 Nov 2025, 14:05`."""
    at, now = to_datetime(at_ms), to_datetime(now_ms)
    days = (now.date() - at.date()).days
    if days == 0:
        return clock_words(at_ms)
    return f"yesterday, {clock_words(at_ms)}" if days == 1 else moment_words(at_ms, with_year=at.year != now.year)


def _quote_of(
    message: Message,
    messages: Mapping[str, Message],
    markers: Mapping[str, Marker],
    names: Mapping[str, str],
    me: str,
) -> Quote | None:
    if message.answers_marker_id is not None:
        marker = markers.get(message.answers_marker_id)
        return quote_marker(marker) if marker is not None else Quote("A marker that was deleted")
    if message.answers_message_id is not None:
        answered = messages.get(message.answers_message_id)
        return quote_message(answered, names, me) if answered is not None else Quote("A message that was withdrawn")
    return None
