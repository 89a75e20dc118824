"""The memory of what was chosen for imported files: a small JSON file beside the settings."""

import json
from collections.abc import Iterable
from pathlib import Path, PurePath

from practika_desktop.ui.importing.proposals import Choice, Remembered, remember

LIMIT = 400
"""Entries kept; the oldest ones are forgotten first."""


class ImportMemory:
    """What was chosen before, kept in the file at `path`, which need not exist.

    Losing it costs a proposal only: a damaged file counts as empty, one that cannot be written is left as it is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries = _read(path)

    @property
    def entries(self) -> list[Remembered]:
        """The remembered choices, oldest first."""
        return list(self._entries)

    def add(self, made: Iterable[tuple[PurePath, Choice]]) -> bool:
        """Remember the choices of an import; tell whether they could be written to the file too."""
        self._entries = remember(self._entries, made, LIMIT)
        rows = [
            [one.folder, one.pattern, one.choice.student_id, one.choice.piece_id, one.choice.exercise_id]
            for one in self._entries
        ]
        draft = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps({"version": 1, "choices": rows}, ensure_ascii=False), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            return False
        return True


def _read(path: Path) -> list[Remembered]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["choices"]
        return [Remembered(str(row[0]), str(row[1]), Choice(*(_text(value) for value in row[2:5]))) for row in rows]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
