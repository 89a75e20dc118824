"""Files that a command writes: whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practika_desktop.model.ids import new_id


def write_text(path: Path, text: str) -> None:
    """Put the text (as UTF-8, its line ends as they are) in the file's place; raise OSError."""
    if path.exists() and not path.is_file():  # a pipe or /dev/stdout is written to, never replaced
        with path.open("wb") as file:
            file.write(text.encode())
        return
    with whole_file(path) as unfinished:
        unfinished.write_bytes(text.encode())


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give the path of a file to write, which takes the place of `path` when the block ends well; raise OSError."""
    unfinished = path.with_name(f".{new_id()}{path.suffix}")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        unfinished.unlink(missing_ok=True)
