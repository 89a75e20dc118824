"""`practika export`: the markers for other programs."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from practika_desktop.cli.formats.cues import to_srt, to_vtt
from practika_desktop.cli.formats.document import to_json
from practika_desktop.cli.formats.sheet import Sheet, day, subject
from practika_desktop.cli.formats.table import to_csv
from practika_desktop.cli.output import write_text
from practika_desktop.cli.sheets import SheetReader, all_takes, one_take
from practika_desktop.cli.table import Arguments
from practika_desktop.model.errors import PractikaError
from practika_desktop.store.library import Library

_SUBTITLES: dict[str, Callable[[Sequence[Sheet]], str]] = {"vtt": to_vtt, "srt": to_srt}
_BOM = "\ufeff"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 120


def run(arguments: Arguments, folder: Path, /) -> int:
    """Write what was asked for to the file, the folder or standard output."""
    with Library.open(folder, read_only=True) as library:
        chosen = [one_take(library, arguments.take)] if arguments.take is not None else all_takes(library)
        reader = SheetReader(library)
        sheets = [reader.read(summary) for summary in chosen]
        studio_id = library.studio_id
    for warning in reader.warnings:
        sys.stderr.write(f"practika: {warning}\n")
    if arguments.form in _SUBTITLES:
        _write_subtitles(arguments, [sheet for sheet in sheets if sheet.markers or arguments.take is not None])
    elif arguments.form == "csv":
        _write(arguments.output, (_BOM if arguments.bom else "") + to_csv(sheets))
    else:
        _write(arguments.output, to_json(studio_id, sheets))
    return 0


def _write_subtitles(arguments: Arguments, sheets: list[Sheet]) -> None:
    form = _SUBTITLES[arguments.form]
    output = arguments.output
    if output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        folder = Path(output)
        if folder.exists() and not folder.is_dir():
            raise PractikaError(f"{folder} is a file.", "Name a folder, or leave out the stroke at its end.")
        folder.mkdir(parents=True, exist_ok=True)
        for name, sheet in _names(sheets, arguments.form).items():
            write_text(folder / name, form([sheet]))
        return
    _write(output, form(sheets))
    if len(sheets) > 1:
        sys.stderr.write(
            f"practika: these are the markers of {len(sheets)} takes, each counted from its own start;"
            " name a folder with -o to get one file for each.\n"
        )


def _names(sheets: list[Sheet], suffix: str) -> dict[str, Sheet]:
    """Return a readable file name for each take, no two alike on any system."""
    named: dict[str, Sheet] = {}
    taken: set[str] = set()
    for sheet in sheets:
        words = (sheet.take.student_name, subject(sheet.take), day(sheet.take))
        base = _NOT_IN_NAMES.sub(" ", " - ".join(word for word in words if word)).strip(" .")[:_LONGEST_NAME]
        name, number = f"{base}.{suffix}", 2
        while name.casefold() in taken:
            name, number = f"{base} ({number}).{suffix}", number + 1
        taken.add(name.casefold())
        named[name] = sheet
    return named


def _write(output: str | None, text: str) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        write_text(Path(output), text)
