"""Foreseen errors: what happened and what to do, in words for a teacher.

Foreign errors (SQLite's, FFmpeg's, MuPDF's, VLC's) are turned into these at one border per library; whatever
is not a `PractikaError` is a defect and goes to the one hook that reports defects.
"""


class PractikaError(Exception):
    """A foreseen error: `title` says what happened, `advice` what to do, each one plain sentence."""

    def __init__(self, title: str, advice: str = "") -> None:
        super().__init__(title, advice)
        self.title = title
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.title} {self.advice}".strip()


class LibraryError(PractikaError):
    """The library cannot be opened, read or written."""


class EditError(PractikaError):
    """A verb was refused: its arguments do not fit what the library holds."""


class MediaError(PractikaError):
    """A file of pictures or sound cannot be read or played."""


class ScoreError(PractikaError):
    """A score cannot be read or shown."""


class SoundError(PractikaError):
    """Sound cannot be played on this machine now; the picture goes on without it."""


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The person stopped the work; nothing is to be said about it."""
