"""A take with all that is said about it, as the export formats need it."""

from dataclasses import dataclass

from practika_desktop.model.moments import to_datetime
from practika_desktop.model.records import Marker, Message
from practika_desktop.store.takes import TakeSummary


@dataclass(frozen=True, slots=True)
class Sheet:
    """A take, the name of its file, its markers by start, its messages by time, and the names of who wrote them."""

    take: TakeSummary
    file_name: str
    markers: tuple[Marker, ...]
    messages: tuple[Message, ...]
    names: dict[str, str]

    @property
    def title(self) -> str:
        """What the take is, for a person: student, what is played, day."""
        return " · ".join(part for part in (self.take.student_name, subject(self.take), day(self.take)) if part)


def subject(take: TakeSummary) -> str:
    """Return what is played: the exercise, else the piece, else nothing."""
    return take.exercise_title or take.piece_title or ""


def day(take: TakeSummary) -> str:
    """Return the local day on which the take was recorded, as 2026-11-20."""
    return to_datetime(take.recorded_at).date().isoformat()


def iso(at_ms: int | None) -> str | None:
    """Return a moment as ISO text in the local zone, to the second, or None."""
    return None if at_ms is None else to_datetime(at_ms).isoformat(timespec="seconds")


def clock(time_ms: int, point: str = ".") -> str:
    """Return a time within a video as 00:01:23.450."""
    seconds, ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
