"""What was done since the teacher sat down: counted from the acts themselves, taken back with an undo."""

from dataclasses import dataclass, replace

from practika_desktop.edits.done import Done
from practika_desktop.model.records import Marker, Message, Record, Submission


@dataclass(frozen=True, slots=True)
class Sitting:
    """The counts of one sitting, which began at `since_ms` (ms since 1970 UTC)."""

    since_ms: int
    reviewed: int = 0
    markers: int = 0
    messages: int = 0

    def after(self, done: Done) -> "Sitting":
        """Return the counts after an act, its undo or its redo."""
        counts = {"reviewed": self.reviewed, "markers": self.markers, "messages": self.messages}
        for change in done.changes:
            for name in counts:
                counts[name] += _is(name, change.after) - _is(name, change.before)
        return replace(self, **{name: max(count, 0) for name, count in counts.items()})


def _is(name: str, record: Record | None) -> int:
    """Return 1 where a record counts for a name."""
    if name == "reviewed":
        return int(isinstance(record, Submission) and record.reviewed_at is not None)
    return int(isinstance(record, Marker if name == "markers" else Message))


def sitting_words(sitting: Sitting, now_ms: int) -> str:
    """Return what was done, in a sentence."""
    if sitting.reviewed == sitting.markers == sitting.messages == 0:
        return "Nothing waits for you."
    minutes = max(1, round((now_ms - sitting.since_ms) / 60_000))
    parts = [
        _many(sitting.reviewed, "take reviewed", "takes reviewed"),
        _many(sitting.markers, "marker made", "markers made"),
        _many(sitting.messages, "message sent", "messages sent"),
    ]
    return f"{', '.join(part for part in parts if part)}, in {_time(minutes)}."


def _many(count: int, one: str, more: str) -> str:
    return "" if count == 0 else f"{count:,} {one if count == 1 else more}"


def _time(minutes: int) -> str:
    if minutes < 60:
        return _many(minutes, "minute", "minutes")
    hours, rest = divmod(minutes, 60)
    return f"{_many(hours, 'hour', 'hours')} {_many(rest, 'minute', 'minutes')}".strip()
