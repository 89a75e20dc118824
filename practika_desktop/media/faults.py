"""The border at which FFmpeg's errors become sentences for a teacher."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practika_desktop.model.errors import MediaError

_ASK_AGAIN = "Ask for it to be sent again, or convert it to MP4."


class NotAVideoError(MediaError):
    """The file is empty, no medium at all, or so damaged that nothing of it can be read."""


class SoundOnly(MediaError):  # noqa: N818 - no fault of the file
    """The file has sound and no picture; `duration_us` says for how long."""

    def __init__(self, name: str, duration_us: int) -> None:
        super().__init__(f"“{name}” has sound but no picture.", "It has no frames, but it plays in the desk.")
        self.duration_us = duration_us

    def __reduce__(self) -> tuple[type["SoundOnly"], tuple[str, int]]:
        return SoundOnly, (self.title.removeprefix("“").split("”")[0], self.duration_us)


class DamagedPictureError(MediaError):
    """One picture of a video cannot be decoded; the others may be fine."""


@contextmanager
def media_faults(path: Path) -> Iterator[None]:
    """Turn what FFmpeg and the file system raise inside the block into a MediaError about that file."""
    from av.error import FFmpegError  # here, as the desk knows these errors and never loads FFmpeg

    try:
        yield
    except (FFmpegError, OSError, MemoryError, ValueError) as error:
        raise media_error(path, error) from error


def media_error(path: Path, error: BaseException) -> MediaError:
    """Return what is to be said about a file whose reading raised that error."""
    from av.error import FFmpegError

    name = f"“{path.name}”"
    if isinstance(error, FileNotFoundError):
        return MediaError(f"{name} is not there any more.", "Look whether its drive is connected.")
    if isinstance(error, PermissionError):
        return MediaError(f"{name} may not be read.", "Allow reading it in the file's properties.")
    if isinstance(error, IsADirectoryError):
        return NotAVideoError(f"{name} is a folder.", "Choose the files in it.")
    if isinstance(error, MemoryError):
        return MediaError(f"{name} wants more memory than a video should.", _ASK_AGAIN)
    if isinstance(error, OSError) and not isinstance(error, FFmpegError):
        return MediaError(f"{name} cannot be read: {error.strerror or error}.", "Look whether its drive is connected.")
    if _is_empty(path):
        return NotAVideoError(f"{name} is empty.", _ASK_AGAIN)
    return NotAVideoError(f"{name} is damaged, incomplete or no video.", _ASK_AGAIN)


def no_picture(path: Path) -> MediaError:
    """Return what is to be said about a file that opens but holds no picture that can be shown."""
    return NotAVideoError(f"“{path.name}” holds no picture that can be shown.", _ASK_AGAIN)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False
