"""Whether a library is whole: its database, its files, and what waits to be sent. Changes nothing."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from practika_desktop.model.kinds import Entity
from practika_desktop.model.measures.written import measures_from_json, taps_from_json
from practika_desktop.store import erasing, layout
from practika_desktop.store.library import Library

Report = Callable[[int, int, str], None]

_CHUNK = 1 << 20
_MOST = 100  # of SQLite's own complaints: a torn file has thousands

_MEND_DATABASE = (
    "Close the desk and copy the library's whole folder to a safe place. Then put library.sqlite from your own backup,"
    " or else the newest file of “backups”, in its place; what was done since then is not in it."
)
_MEND_OUTBOX = (
    "Nothing that you see is lost, but others would not hear of what was not sent. Copy the library's whole folder to a"
    " safe place before this desk sends anything."
)
_MEND_MAPS = (
    "Nothing else is hurt by it. If a newer version of Practika was used with this library, install that. If none was,"
    " close the desk, copy the library's whole folder to a safe place, and put library.sqlite from your own backup, or"
    " else the newest file of “backups”, in its place."
)
_MEND_FILES = (
    "Take the missing or damaged files from your own backup of the library. Or delete the damaged ones and import the"
    " original videos again for the same student: each comes back into its place, and its take is as it was."
)


_MEASURE_MAPS = """
    SELECT piece.title, measure_map.value FROM measure_map JOIN piece ON piece.id = measure_map.piece_id
    ORDER BY measure_map.number
"""
_TIME_MAPS = """
    SELECT student.display_name, media.file_name, time_map.value FROM time_map
    JOIN submission take ON take.id = time_map.submission_id
    JOIN student ON student.id = take.student_id
    JOIN media ON media.id = take.media_id
    ORDER BY time_map.number
"""


@dataclass(slots=True)
class Findings:
    """What a check found: `problems` are wrong, `notes` only take space; each is one sentence.

    `advice` tells what to do about the problems, each thing once. `files` and `bytes` tell how many files were read and
    how large they are in all.
    """

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    files: int = 0
    bytes: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def add(self, problems: Iterable[str], advice: str) -> None:
        """Add problems, and what to do about them if there are any."""
        before = len(self.problems)
        self.problems += problems
        if len(self.problems) > before and advice not in self.advice:
            self.advice.append(advice)


@dataclass(frozen=True, slots=True)
class _File:
    """A file as its records know it."""

    sha256: str
    bytes: int
    name: str


def check(library: Library, report: Report | None = None) -> Findings:
    """Compare the library with what must hold of it and return what was found.

    `report(done, total, what)` hears of the bytes read; what it raises (a cancel) ends the check. The library may be in
    use meanwhile. Raise LibraryError when it cannot be read at all.
    """
    findings = Findings()
    with library.reading() as connection:
        findings.add(_database(connection), _MEND_DATABASE)
        findings.add(_owners(connection), _MEND_DATABASE)
        findings.add(_outbox(connection), _MEND_OUTBOX)
        findings.add(_maps(connection), _MEND_MAPS)
        files = _files(connection)
        unnamed = erasing.noted(connection)
    total = sum(file.bytes for file in files)
    for file in files:
        problem = _file(library, file, partial(_tell, report, file.name, total, findings.bytes))
        findings.add([] if problem is None else [problem], _MEND_FILES)
        findings.files += 1
        findings.bytes += file.bytes
    findings.notes += _left_over(library, {file.sha256 for file in files}, unnamed)
    return findings


def _tell(report: Report | None, what: str, total: int, before: int, done: int) -> None:
    if report is not None:
        report(before + done, total, what)


def _database(connection: sqlite3.Connection) -> Iterator[str]:
    for (complaint,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if complaint != "ok":
            yield f"The database is damaged: {complaint}."
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"A {_noun(table)} (row {number} of {table}) belongs to a {_noun(parent)} that is not there."


def _owners(connection: sqlite3.Connection) -> Iterator[str]:
    """Find files whose owner is gone: owners are of several kinds, so that no foreign key can watch over them."""
    for entity in Entity:
        lost = f"SELECT file_name FROM media WHERE owner = ? AND owner_id NOT IN (SELECT id FROM {entity.value})"
        for (name,) in connection.execute(lost, (entity.value,)):
            yield f"The file “{name}” belongs to a {_noun(entity.value)} that is not there."


def _noun(table: str) -> str:
    nouns = {"submission": "take", "media": "file"}
    return nouns.get(table, table.replace("_", " "))


def _outbox(connection: sqlite3.Connection) -> Iterator[str]:
    numbers = [n for (n,) in connection.execute("SELECT n FROM outbox WHERE verdict IS NULL ORDER BY n")]
    (last,) = connection.execute("SELECT last_n FROM desk").fetchone()
    expected = numbers[0] if numbers else last + 1
    for number in [*numbers, last + 1]:
        if number > expected:
            yield f"Of the changes that wait to be sent, {_span(expected, number - 1)} missing."
        expected = number + 1
    if numbers and numbers[-1] > last:
        yield f"The changes that wait to be sent go up to number {numbers[-1]}, but only {last} were counted."


def _maps(connection: sqlite3.Connection) -> Iterator[str]:
    """Find measure maps and time maps that are not written as they should be."""
    for piece, value in connection.execute(_MEASURE_MAPS):
        if not _is_read(measures_from_json, value):
            yield f"The measures of a score of “{piece}” cannot be read."
    for student, file, value in connection.execute(_TIME_MAPS):
        if not _is_read(taps_from_json, value):
            yield f"What was tapped along with {student}'s take “{file}” cannot be read."


def _is_read(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _span(first: int, last: int) -> str:
    return f"number {first} is" if first == last else f"numbers {first} to {last} are"


def _files(connection: sqlite3.Connection) -> list[_File]:
    rows = connection.execute("SELECT sha256, bytes, file_name FROM media ORDER BY number")
    return list({sha256: _File(sha256, size, name) for sha256, size, name in rows}.values())


def _file(library: Library, file: _File, report: Callable[[int], None]) -> str | None:
    path = library.files.path_of(file.sha256, file.name)
    try:
        size = path.stat().st_size
        if size != file.bytes:
            return (
                f"The file “{file.name}” was changed, it has {size:,} bytes instead of {file.bytes:,}:"
                f" {_place(library, path)}."
            )
        if _hash(path, report) != file.sha256:
            return f"The file “{file.name}” was changed or is damaged: {_place(library, path)}."
    except FileNotFoundError:
        return f"The file “{file.name}” is missing: {_place(library, path)}."
    except OSError as error:
        return f"The file “{file.name}” cannot be read ({error.strerror}): {_place(library, path)}."
    return None


def _hash(path: Path, report: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            report(done)
    return digest.hexdigest()


def _left_over(library: Library, named: set[str], unnamed: set[str]) -> Iterator[str]:
    """Find what deleted takes and interrupted imports left: harmless, as it only takes space."""
    media = layout.media(library.folder)
    for path in sorted(media.glob("*/*")):
        sha256 = path.name.split(".")[0]
        if sha256 not in named:
            goes = "the next start of the desk removes it" if sha256 in unnamed else "you may delete it"
            yield f"No take uses the file {_place(library, path)} ({path.stat().st_size:,} bytes); {goes}."
    incoming = layout.incoming(library.folder)
    for path in sorted(incoming.glob("*")):
        yield (
            f"The file {_place(library, path)} is of an import that is under way or was cut; the next start of the desk"
            " removes it."
        )


def _place(library: Library, path: Path) -> str:
    return path.relative_to(library.folder).as_posix()
