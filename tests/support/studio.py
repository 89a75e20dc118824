"""A studio with takes in it, without files: for tests of what lists and forms show."""

from dataclasses import dataclass
from pathlib import Path

from practika_desktop.edits import exercises, people, pieces
from practika_desktop.edits.submissions import NewTake, add_submissions
from practika_desktop.store.files import Stored
from practika_desktop.store.library import Library

HOUR_MS = 3_600_000
NOON = 1_794_225_600_000  # 2026-11-09 12:00 UTC


@dataclass(frozen=True, slots=True)
class Studio:
    """A library with two students, two pieces and two exercises; takes are added as a test needs them."""

    library: Library
    ana: str
    ben: str
    bourree: str
    menuet: str
    opening: str
    scales: str

    def add(
        self,
        count: int,
        *,
        student_id: str | None = None,
        piece_id: str | None = None,
        exercise_id: str | None = None,
        last_at: int = NOON,
        duration_ms: int = 42_000,
        notes: str = "",
    ) -> list[str]:
        """Add takes of Ana (or another), an hour apart, the last one at `last_at`; return them, oldest first."""
        new = [
            NewTake(
                stored=Stored(f"{last_at - number * HOUR_MS:064x}", 1000, Path("none.mp4")),
                file_name=f"take {number}.mp4",
                mime="video/mp4",
                student_id=student_id or self.ana,
                piece_id=piece_id,
                exercise_id=exercise_id,
                recorded_at=last_at - (count - 1 - number) * HOUR_MS,
                duration_ms=duration_ms,
                notes=notes,
            )
            for number in range(count)
        ]
        done = add_submissions(self.library, takes=new)
        return [change.id for change in done.changes if change.entity == "submission"]


def make_studio(folder: Path) -> Studio:
    """Make a library in a folder with the people and pieces of `Studio`; the caller closes `library`."""
    library = Library.open(folder, teacher_name="Tess Teacher")
    bourree = pieces.add_piece(library, title="Bourrée in E minor", composer="J. S. Bach").id
    return Studio(
        library=library,
        ana=people.add_student(library, display_name="Ana Petrova").id,
        ben=people.add_student(library, display_name="Ben Okafor").id,
        bourree=bourree,
        menuet=pieces.add_piece(library, title="Menuet in G", composer="C. Petzold").id,
        opening=exercises.add_exercise(library, title="Opening", piece_id=bourree).id,
        scales=exercises.add_exercise(library, title="Scales").id,
    )
