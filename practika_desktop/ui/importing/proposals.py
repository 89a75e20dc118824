"""Who plays what in a file to be imported, guessed from what was chosen before and from names in the file's name.

Pure functions. The stronger source wins, in this order: the same telling name pattern in the same folder, the same
telling pattern anywhere, names found in the file's name, the choice last made in the folder, names found in the
folder's own name. What was remembered but no longer exists is never proposed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from practika_desktop.ui.importing.file_names import CAMERA_WORDS, FILLERS, fold, is_telling, pattern, words


@dataclass(frozen=True, slots=True)
class Choice:
    """A student, piece and exercise as chosen or proposed for a file; None where there is none."""

    student_id: str | None = None
    piece_id: str | None = None
    exercise_id: str | None = None


NONE = Choice()


@dataclass(frozen=True, slots=True)
class Remembered:
    """A choice made for a file in `folder` (absolute path, as text) whose name follows `pattern`."""

    folder: str
    pattern: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a file name may name; `piece_id` is set for the exercise of a piece."""

    id: str
    name: str
    piece_id: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The students, pieces and exercises that exist and may be proposed."""

    students: tuple[Named, ...] = ()
    pieces: tuple[Named, ...] = ()
    exercises: tuple[Named, ...] = ()

    def still(self, choice: Choice) -> Choice:
        """Return the choice without what no longer exists."""
        return Choice(
            _if_in(choice.student_id, self.students),
            _if_in(choice.piece_id, self.pieces),
            _if_in(choice.exercise_id, self.exercises),
        )


def propose(path: PurePath, memory: Sequence[Remembered], known: Known) -> Choice:
    """Return the choice proposed for the file at path; `memory` is in the order of its making, oldest first."""
    folder, of_file = str(path.parent), pattern(path.name)
    if is_telling(of_file):
        same = [entry for entry in memory if entry.pattern == of_file]
        here = [entry for entry in same if entry.folder == folder]
        for entry in (*here[-1:], *same[-1:]):
            kept = known.still(entry.choice)
            if kept.student_id is not None:
                return kept
    sources = [named_in(path.stem, known)]
    sources += [known.still(entry.choice) for entry in memory[::-1] if entry.folder == folder and not entry.pattern]
    sources.append(named_in(path.parent.name, known))
    return _first_of_each(sources, known)


def named_in(text: str, known: Known) -> Choice:
    """Return what text names; an exercise only where it fits the piece named, a piece also through its exercise."""
    student = best_named(text, known.students)
    piece = best_named(text, known.pieces)
    fitting = [exercise for exercise in known.exercises if piece is None or exercise.piece_id == piece.id]
    exercise = best_named(text, fitting)
    if piece is not None:
        piece_id: str | None = piece.id
    else:
        piece_id = exercise.piece_id if exercise is not None else None
    return Choice(student.id if student else None, piece_id, exercise.id if exercise else None)


def best_named(text: str, candidates: Sequence[Named]) -> Named | None:
    """Return the one candidate whose name text holds best, or None when none or several do equally well.

    A name's words count that no other candidate shares; a name wholly there beats one partly there.
    """
    said = set(words(text))
    shared = Counter(word for candidate in candidates for word in set(words(candidate.name)))
    ranked: dict[tuple[bool, int], list[Named]] = {}
    for candidate in candidates:
        name = set(words(candidate.name))
        found = name & said
        whole = bool(name) and found == name
        own = {word for word in found - FILLERS - CAMERA_WORDS if shared[word] == 1 and len(word) > 1}
        if whole or own:
            ranked.setdefault((whole, sum(map(len, found))), []).append(candidate)
    if not ranked:
        return None
    best = ranked[max(ranked)]
    return best[0] if len(best) == 1 else None


def remember(memory: Sequence[Remembered], made: Iterable[tuple[PurePath, Choice]], limit: int) -> list[Remembered]:
    """Return memory with the choices of an import added: one entry a name pattern, one (with no pattern) a folder.

    A folder keeps only what all of its files agreed on. At most `limit` entries stay, the latest ones.
    """
    entries: dict[tuple[str, str], Choice] = {(entry.folder, entry.pattern): entry.choice for entry in memory}
    in_folder: dict[str, list[Choice]] = {}
    for path, choice in made:
        folder = str(path.parent)
        in_folder.setdefault(folder, []).append(choice)
        if is_telling(pattern(path.name)):
            _put_last(entries, (folder, pattern(path.name)), choice)
    for folder, choices in in_folder.items():
        _put_last(entries, (folder, ""), _agreed(choices))
    kept = list(entries.items())[-limit:] if limit > 0 else []
    return [Remembered(folder, of_file, choice) for (folder, of_file), choice in kept]


def same_name(name: str, candidates: Iterable[Named]) -> Named | None:
    """Return the candidate of that name, whatever its case and accents, or None."""
    wanted = " ".join(fold(name).split())
    return next((one for one in candidates if " ".join(fold(one.name).split()) == wanted), None)


def _if_in(wanted: str | None, candidates: Sequence[Named]) -> str | None:
    return wanted if any(candidate.id == wanted for candidate in candidates) else None


def _put_last(entries: dict[tuple[str, str], Choice], key: tuple[str, str], choice: Choice) -> None:
    entries.pop(key, None)
    entries[key] = choice


def _agreed(choices: Sequence[Choice]) -> Choice:
    def one(values: set[str | None]) -> str | None:
        return values.pop() if len(values) == 1 else None

    return Choice(
        one({choice.student_id for choice in choices}),
        one({choice.piece_id for choice in choices}),
        one({choice.exercise_id for choice in choices}),
    )


def _first_of_each(sources: Sequence[Choice], known: Known) -> Choice:
    """Return per field what the first source says; an exercise only where it fits the piece."""
    student = next((source.student_id for source in sources if source.student_id), None)
    piece_of = {exercise.id: exercise.piece_id for exercise in known.exercises}
    work = next((source for source in sources if source.piece_id or source.exercise_id), NONE)
    exercise = work.exercise_id
    if exercise is None:
        later = (source.exercise_id for source in sources if source.exercise_id)
        exercise = next((one for one in later if piece_of.get(one) == work.piece_id), None)
    piece = work.piece_id or (piece_of.get(exercise) if exercise else None)
    if exercise is not None and piece_of.get(exercise) not in (None, piece):
        exercise = None
    return Choice(student, piece, exercise)
