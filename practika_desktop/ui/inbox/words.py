"""What the list says of a take: its title, its state, and the whole of it for a screen reader."""

from practika_desktop.store.takes import TakeSummary
from practika_desktop.ui.inbox.ages import age_words, is_overdue, length_words
from practika_desktop.ui.moments import day_words


def work_title(take: TakeSummary) -> str:
    """Return what was played: the exercise and its piece, either alone, or the day of the recording."""
    said = [title for title in (take.exercise_title, take.piece_title) if title]
    return " · ".join(said) or f"Recorded {day_words(take.recorded_at)}"


def state_word(take: TakeSummary) -> str:
    """Return the review state as one word."""
    if take.mastered_at is not None:
        return "Mastered"
    return "Waiting" if take.reviewed_at is None else "Reviewed"


def waits_since(take: TakeSummary) -> int:
    """Return the moment ages count from: the recording, by which the list is sorted too.

    A whole folder comes in at one moment; what the student waits since is when they played.
    """
    return take.recorded_at


def waits_too_long(take: TakeSummary, now_ms: int) -> bool:
    """Tell whether the take still waits after 48 hours."""
    return take.reviewed_at is None and is_overdue(waits_since(take), now_ms)


def state_lines(take: TakeSummary, now_ms: int) -> list[str]:
    """Return state and age as the row shows them, `Overdue · 2 days · unread`, then in fewer words for less room."""
    state = "Overdue" if waits_too_long(take, now_ms) else state_word(take)
    age = age_words(waits_since(take), now_ms)
    lines = [f"{state} · {age} · unread"] if take.unread else []
    return [*lines, f"{state} · {age}", age]


def spoken(take: TakeSummary, now_ms: int) -> str:
    """Return one sentence with all that the row shows."""
    age = age_words(waits_since(take), now_ms)
    parts = [take.student_name, work_title(take), length_words(take.duration_ms)]
    if take.reviewed_at is None:
        parts.append(f"waiting since {day_words(waits_since(take))}, {age}")
        if waits_too_long(take, now_ms):
            parts.append("overdue")
    else:
        parts.append(state_word(take).lower())
    if take.unread:
        parts.append(_counted(take.unread, "unread message"))
    if take.marker_count:
        parts.append(_counted(take.marker_count, "marker"))
    if take.message_count:
        parts.append(_counted(take.message_count, "message"))
    return ", ".join(parts)


def _counted(amount: int, thing: str) -> str:
    return f"{amount} {thing}" if amount == 1 else f"{amount} {thing}s"
