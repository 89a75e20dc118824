"""From the words on the command line to the command's own function, and from its end to an exit code."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from practika_desktop.cli.parser import build_parser
from practika_desktop.cli.table import Arguments
from practika_desktop.model.errors import LibraryError, PractikaError

Run = Callable[[Arguments, Path], int]


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words (those of the process when None) ask for and return the exit code; see `table.EXIT_CODES`."""
    _speak_utf8()
    arguments = build_parser().parse_args(words)
    try:
        code = _command(arguments.command)(arguments, _library(arguments))
        sys.stdout.flush()
    except PractikaError as error:
        return complain(str(error))
    except BrokenPipeError:  # as with `practika list | head`: whoever read has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return complain(_in_words(error))
    except KeyboardInterrupt:
        return 130
    return code


def complain(sentence: str) -> int:
    """Write the sentence to standard error and return the exit code for what failed."""
    sys.stderr.write(f"practika: {sentence}\n")
    return 1


def _command(name: str | None) -> Run:
    """Return the command's function; imported only now, as `list` must not wait for what `still` needs."""
    match name:
        case "import":
            from practika_desktop.cli.import_command import run
        case "list":
            from practika_desktop.cli.list_command import run
        case "export":
            from practika_desktop.cli.export_command import run
        case "check":
            from practika_desktop.cli.check_command import run
        case "frames":
            from practika_desktop.cli.frames_command import run
        case "still":
            from practika_desktop.cli.still_command import run
        case "measures":
            from practika_desktop.cli.measures_command import run
        case _:
            from practika_desktop.cli.desk_command import run
    return run


def _library(arguments: Arguments) -> Path:
    if arguments.library is not None:
        folder = cast("Path", arguments.library).expanduser().absolute()
        if not folder.parent.is_dir():  # an empty library in place of one on a drive that is not there would frighten
            raise LibraryError(f"There is no folder {folder.parent}.", "Look whether its drive is connected.")
        return folder
    from practika_desktop.system import library_folder

    return library_folder()


def _speak_utf8() -> None:
    """Write UTF-8 and plain line ends on every system, so that what is piped into a file is the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."
