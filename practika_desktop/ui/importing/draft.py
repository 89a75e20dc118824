"""The import as it is being put together: one row a file, what is chosen for it, and what stands in its way.

Plain data and rules, no window: `ImportDraft` is what the table shows and what the import is made of.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from practika_desktop.ui.importing.proposals import NONE, Choice, Known, Remembered, propose


class Field(Enum):
    """What is chosen for a file; the value is the name in `Choice`."""

    STUDENT = "student_id"
    PIECE = "piece_id"
    EXERCISE = "exercise_id"


class RowState(Enum):
    """How far a file is on its way."""

    LOOKING = "Looking at it…"
    READY = "Ready"
    REFUSED = "Cannot be imported"
    IMPORTING = "Importing…"
    IMPORTED = "Imported"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a look into a file told: length and moment of recording (both ms), and which students have it already."""

    duration_ms: int
    recorded_at: int
    had_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file to be imported. `proposed` names the fields nobody has confirmed; `words` say what is wrong."""

    path: Path
    choice: Choice = NONE
    proposed: frozenset[Field] = frozenset()
    state: RowState = RowState.LOOKING
    duration_ms: int = 0
    recorded_at: int | None = None
    had_by: tuple[str, ...] = ()
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its fields can still be chosen."""
        return self.state in (RowState.LOOKING, RowState.READY)

    @property
    def is_there(self) -> bool:
        """Whether the student chosen has the file already."""
        return self.state is RowState.READY and self.choice.student_id in self.had_by

    @property
    def lacks_student(self) -> bool:
        """Whether only the student is missing."""
        return self.state is RowState.READY and self.choice.student_id is None

    @property
    def is_ready(self) -> bool:
        """Whether the file can be imported now."""
        return self.state is RowState.READY and not self.lacks_student and not self.is_there

    @property
    def status(self) -> str:
        """How far it is, or what stands in its way, in a few words."""
        if self.lacks_student:
            return "Choose a student"
        if self.is_there:
            return "Already in the library"
        return self.words or self.state.value


@dataclass(slots=True)
class ImportDraft:
    """The files of one import, in order. `changed(first, last)` is called after rows changed in place."""

    known: Known
    memory: Sequence[Remembered] = ()
    changed: Callable[[int, int], None] = lambda _first, _last: None
    rows: list[ImportRow] = field(default_factory=list)

    def new_paths(self, paths: Iterable[Path]) -> list[Path]:
        """Return the paths that are no rows yet, each once, in order."""
        there = {row.path for row in self.rows}
        return list(dict.fromkeys(path for path in paths if path not in there))

    def add(self, paths: Iterable[Path]) -> None:
        """Add a row for each path, with what is proposed for it; the caller has asked `new_paths`."""
        self.rows += [self._proposed(ImportRow(path)) for path in paths]

    def row_of(self, path: Path) -> int | None:
        """Return the number of a path's row, or None when it was taken out."""
        return next((number for number, row in enumerate(self.rows) if row.path == path), None)

    def looked(self, path: Path, facts: Facts) -> None:
        """Put down what a look into a file told; whoever has it already is proposed as its student."""

        def change(row: ImportRow) -> ImportRow:
            if Field.STUDENT in row.proposed and facts.had_by:
                row = replace(row, choice=self.known.still(replace(row.choice, student_id=facts.had_by[0])))
            recorded_at = row.recorded_at if row.recorded_at is not None else facts.recorded_at
            row = replace(row, duration_ms=facts.duration_ms, recorded_at=recorded_at, had_by=facts.had_by)
            return replace(row, state=RowState.READY)

        self._change(path, change)

    def refused(self, path: Path, words: str) -> None:
        """Put down why a file cannot be imported."""
        self._change(path, lambda row: replace(row, state=RowState.REFUSED, words=words))

    def moved_on(self, path: Path, state: RowState) -> None:
        """Put down how far a file is."""
        self._change(path, lambda row: replace(row, state=state))

    def choose(self, number: int, what: Field, value: str | None) -> None:
        """Choose a student, piece or exercise for a row; a piece and an exercise never stay that do not fit."""
        self._put(number, self._chosen(self.rows[number], what, value))

    def record_at(self, number: int, at_ms: int) -> None:
        """Correct the moment of a row's recording."""
        self._put(number, replace(self.rows[number], recorded_at=at_ms))

    def fill_down(self, numbers: Iterable[int], fields: Iterable[Field]) -> None:
        """Give the fields of the first of these rows to the others."""
        ordered = sorted(set(numbers))
        if not ordered:
            return
        source = self.rows[ordered[0]].choice
        for number in ordered[1:]:
            row = self.rows[number]
            for what in sorted(set(fields), key=list(Field).index):
                row = self._chosen(row, what, getattr(source, what.value))
            self._put(number, row)

    def take_out(self, numbers: Iterable[int]) -> None:
        """Take rows out of the import."""
        gone = set(numbers)
        self.rows = [row for number, row in enumerate(self.rows) if number not in gone]

    def know(self, known: Known) -> None:
        """Take in what exists now, after something was made or removed; what nobody confirmed is proposed anew."""
        self.known = known
        for number, row in enumerate(self.rows):
            untouched = row.is_open and not row.had_by and len(row.proposed) == len(Field)
            fresh = self._proposed(row) if untouched else replace(row, choice=known.still(row.choice))
            if fresh != row:
                self._put(number, fresh)

    @property
    def ready(self) -> list[ImportRow]:
        """The rows that can be imported now."""
        return [row for row in self.rows if row.is_ready]

    @property
    def looking(self) -> int:
        """How many files nobody has looked into yet."""
        return sum(row.state is RowState.LOOKING for row in self.rows)

    def _proposed(self, row: ImportRow) -> ImportRow:
        return replace(row, choice=propose(row.path, self.memory, self.known), proposed=frozenset(Field))

    def _chosen(self, row: ImportRow, what: Field, value: str | None) -> ImportRow:
        choice = replace(row.choice, **{what.value: value})
        proposed = row.proposed - {what}
        piece_of: dict[str | None, str | None] = {one.id: one.piece_id for one in self.known.exercises}
        piece_id = piece_of.get(value if what is Field.EXERCISE else choice.exercise_id)
        if what is Field.EXERCISE and piece_id is not None:
            choice, proposed = replace(choice, piece_id=piece_id), proposed - {Field.PIECE}
        elif what is Field.PIECE and piece_id not in (None, value):
            choice, proposed = replace(choice, exercise_id=None), proposed - {Field.EXERCISE}
        return replace(row, choice=choice, proposed=proposed)

    def _change(self, path: Path, change: Callable[[ImportRow], ImportRow]) -> None:
        number = self.row_of(path)
        if number is not None:
            self._put(number, change(self.rows[number]))

    def _put(self, number: int, row: ImportRow) -> None:
        self.rows[number] = row
        self.changed(number, number)
