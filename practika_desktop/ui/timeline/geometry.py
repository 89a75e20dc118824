"""Where a time lies on the timeline: time <-> x under zoom and pan. Pure; knows nothing of Qt."""

from dataclasses import dataclass, replace
from typing import Self

MIN_SPAN_MS = 200.0
"""The deepest zoom: at 30 frames a second six frames fill the width."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The visible part of a take laid over `width` pixels that begin at x = `left`.

    Always `0 <= start_ms`, `start_ms + span_ms <= duration_ms` and `span_ms >= MIN_SPAN_MS` (or the whole take, if that
    is shorter). Pixels are device independent. Build it with `fitted` and derive others from it.
    """

    duration_ms: int
    width: float
    left: float
    start_ms: float
    span_ms: float

    @classmethod
    def fitted(cls, duration_ms: int, width: float, left: float = 0.0) -> Self:
        """Return the scale that shows the whole take."""
        duration = max(duration_ms, 1)
        return cls(duration, max(width, 1.0), left, 0.0, float(duration))

    @property
    def end_ms(self) -> float:
        """The time at the right edge."""
        return self.start_ms + self.span_ms

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def ms_per_px(self) -> float:
        """How many milliseconds one pixel covers."""
        return self.span_ms / self.width

    @property
    def is_fitted(self) -> bool:
        """Whether the whole take is visible."""
        return self.span_ms >= self.duration_ms

    def x(self, ms: float) -> float:
        """Return where a time lies; outside the visible part it lies outside the edges."""
        return self.left + (ms - self.start_ms) / self.span_ms * self.width

    def ms(self, x: float) -> int:
        """Return the time at x, within the take."""
        at = self.start_ms + (x - self.left) / self.width * self.span_ms
        return min(max(round(at), 0), self.duration_ms)

    def shows(self, start_ms: float, end_ms: float | None = None) -> bool:
        """Tell whether a moment, or any part of a range, is visible."""
        last = start_ms if end_ms is None else end_ms
        return last >= self.start_ms and start_ms <= self.end_ms

    def resized(self, width: float, left: float) -> Self:
        """Return the same visible part over another width."""
        return replace(self, width=max(width, 1.0), left=left)

    def zoomed(self, factor: float, anchor_x: float) -> Self:
        """Return the scale magnified by factor (above 1: closer), with the time under anchor_x kept in its place."""
        share = min(max((anchor_x - self.left) / self.width, 0.0), 1.0)
        anchor_ms = self.start_ms + share * self.span_ms
        span = self._allowed_span(self.span_ms / factor)
        return replace(self, start_ms=self._allowed_start(anchor_ms - share * span, span), span_ms=span)

    def panned(self, pixels: float) -> Self:
        """Return the scale moved on by pixels: positive shows later times."""
        return self._starting_at(self.start_ms + pixels * self.ms_per_px)

    def revealing(self, ms: float) -> Self:
        """Return the scale turned like a page so that a time is visible; the same one if it already is."""
        if self.shows(ms):
            return self
        return self._starting_at(ms - 0.1 * self.span_ms)

    def _starting_at(self, start_ms: float) -> Self:
        return replace(self, start_ms=self._allowed_start(start_ms, self.span_ms))

    def _allowed_span(self, span_ms: float) -> float:
        return min(max(span_ms, MIN_SPAN_MS), float(self.duration_ms))

    def _allowed_start(self, start_ms: float, span_ms: float) -> float:
        return min(max(start_ms, 0.0), self.duration_ms - span_ms)
