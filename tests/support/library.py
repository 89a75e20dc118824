"""Builds libraries for tests: real ones, in a temporary folder, filled by the real verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.people import add_student
from practika_desktop.edits.pieces import NewScore, add_piece
from practika_desktop.edits.submissions import NewTake, add_submission
from practika_desktop.model.kinds import Entity, MarkerKind, Op
from practika_desktop.model.mutations import ENTITY_OF, Plain, from_plain, value_hash
from practika_desktop.model.records import Record
from practika_desktop.store import outbox, rows
from practika_desktop.store.files import Stored
from practika_desktop.store.library import Library

MONDAY = 1_700_000_000_000
"""The moment at which the first take of a built library was recorded; each further one a minute later."""

MINUTE = 60_000

_KINDS = tuple(MarkerKind)


class LibraryBuilder:
    """Fills a library; each method returns the id of what it added, with names that tell the parts apart."""

    def __init__(self, library: Library, scratch: Path) -> None:
        self.library = library
        self._scratch = scratch
        self._count = 0

    def student(self, name: str = "") -> str:
        """Add a student."""
        return add_student(self.library, display_name=name or f"Student {self._next()}").id

    def piece(self, title: str = "", *, score: Path | None = None) -> str:
        """Add a piece, with a PDF when one is given."""
        new_score = None
        if score is not None:
            new_score = NewScore(stored=self.library.files.take_in(score), file_name=score.name)
        return add_piece(self.library, title=title or f"Piece {self._next()}", score=new_score).id

    def exercise(self, title: str = "", *, piece_id: str | None = None) -> str:
        """Add an exercise, of a piece when one is given."""
        return add_exercise(self.library, title=title or f"Exercise {self._next()}", piece_id=piece_id).id

    def stored(self, content: bytes | None = None) -> Stored:
        """Take a small file into the library; its bytes differ from all others' unless given."""
        number = self._next()
        source = self._scratch / f"take-{number}.mp4"
        source.write_bytes(content if content is not None else f"take {number}".encode())
        return self.library.files.take_in(source)

    def take(
        self,
        *,
        student_id: str | None = None,
        piece_id: str | None = None,
        exercise_id: str | None = None,
        video: Path | None = None,
        duration_ms: int = 30_000,
        recorded_at: int | None = None,
        notes: str = "",
        page: int | None = None,
    ) -> str:
        """Add a take that waits: of a new student unless one is given, with a file that is no video unless one is."""
        number = self._next()
        stored = self.library.files.take_in(video) if video is not None else self.stored()
        take = NewTake(
            stored=stored,
            file_name=video.name if video is not None else f"take-{number}.mp4",
            mime="video/mp4",
            student_id=student_id or self.student(),
            piece_id=piece_id,
            exercise_id=exercise_id,
            recorded_at=MONDAY + number * MINUTE if recorded_at is None else recorded_at,
            duration_ms=duration_ms,
            notes=notes,
            page=page,
        )
        return add_submission(self.library, take=take).id

    def marker(
        self,
        submission_id: str,
        start_ms: int = 1_000,
        *,
        end_ms: int | None = None,
        kind: MarkerKind = MarkerKind.FEEDBACK,
        text: str = "",
        page: int | None = None,
        measure: str | None = None,
        measure_id: str | None = None,
    ) -> str:
        """Put a marker of this desk's teacher on a take."""
        return add_marker(
            self.library,
            submission_id=submission_id,
            start_ms=start_ms,
            end_ms=end_ms,
            kind=kind,
            text=text,
            page=page,
            measure=measure,
            measure_id=measure_id,
        ).id

    def fill(self, *, students: int = 2, pieces: int = 2, takes: int = 6, markers: int = 3) -> list[str]:
        """Add students, pieces, and takes dealt out to them in turn, each with so many markers; return the takes."""
        student_ids = [self.student() for _ in range(students)]
        piece_ids = [self.piece() for _ in range(pieces)]
        take_ids = []
        for number in range(takes):
            take_id = self.take(
                student_id=student_ids[number % students],
                piece_id=piece_ids[number % pieces] if pieces else None,
            )
            for place in range(markers):
                self.marker(take_id, 1_000 * (place + 1), kind=_KINDS[place % len(_KINDS)], text=f"marker {place + 1}")
            take_ids.append(take_id)
        return take_ids

    def _next(self) -> int:
        self._count += 1
        return self._count


@contextmanager
def built_library(folder: Path, *, teacher_name: str = "Ada") -> Iterator[LibraryBuilder]:
    """Open a new library in folder/library and give its builder; the library is closed at the end."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    with Library.open(folder / "library", teacher_name=teacher_name) as library:
        yield LibraryBuilder(library, scratch)


def visible(library: Library) -> dict[str, Record]:
    """Return all records of a library by id."""
    with library.reading() as connection:
        return {record.id: record for kind in ENTITY_OF for record in rows.fetch(connection, kind)}


def replayed(library: Library) -> dict[str, Record]:
    """Return the records that the outbox makes out of nothing, by id.

    On the way its numbers must have no gap, and each mutation must have seen the values that it replaced.
    """
    state: dict[str, tuple[Entity, dict[str, Plain]]] = {}
    for number, mutation in enumerate(outbox.after(library, 0, 1_000_000), start=1):
        assert mutation.n == number
        present = state.get(mutation.id, (mutation.entity, {}))[1]
        assert all(value_hash(present[name]) == seen for name, seen in mutation.saw.items())
        if mutation.op is Op.DELETE:
            del state[mutation.id]
        else:
            assert present or mutation.set["channel"] == mutation.channel
            state[mutation.id] = (mutation.entity, {**present, **mutation.set})
    return {row_id: from_plain(entity, values) for row_id, (entity, values) in state.items()}
