"""Times of a take in words: the same everywhere in the player's room. Pure."""

_HOUR_MS = 3_600_000


def time_text(ms: int, duration_ms: int = 0) -> str:
    """Return `m:ss.mmm`, with hours (`h:mm:ss.mmm`) where the take, or the time itself, is that long."""
    return f"{whole_text(ms, duration_ms)}.{ms % 1000:03d}"


def whole_text(ms: int, duration_ms: int = 0) -> str:
    """Return `m:ss`, or `h:mm:ss` where the take, or the time itself, is that long; parts of a second are cut off."""
    seconds = ms // 1000
    if max(ms, duration_ms) >= _HOUR_MS:
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 60}:{seconds % 60:02d}"


def ruler_text(ms: int, step_ms: int, duration_ms: int) -> str:
    """Return the label of a tick: with as many decimals of a second as its step needs."""
    text = whole_text(ms, duration_ms)
    if step_ms % 1000 == 0:
        return text
    digits = 1 if step_ms % 100 == 0 else 2
    return f"{text}.{ms % 1000:03d}"[: len(text) + 1 + digits]
