"""Someone who works on a library without a window, and says what is done as soon as it is."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from practika_desktop.edits.done import Done
from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.history import History
from practika_desktop.edits.importing import ImportReport, TakeImport, import_takes
from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.messages import send_message
from practika_desktop.edits.people import add_student
from practika_desktop.edits.pieces import add_piece
from practika_desktop.media.workers import Report, WorkerPool
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store import outbox
from practika_desktop.store.library import Library
from tests.support.library import visible
from tests.support.videos import made
from tests.torture.operations import Shown

P = ParamSpec("P")
T = TypeVar("T")

Tell = Callable[[Shown], object]


class HerePool(WorkerPool):
    """A pool whose one worker is this process, which is going to be killed in the worker's stead."""

    def run(self, report: Report | None, function: Callable[..., T], /, *args: object, **kwargs: object) -> T:
        """Call the function here."""
        return function(*args, **kwargs, progress=report or _unheard)


class Hands:
    """Does verbs on a library as the desk does, and `tell`s after each one what the library holds then.

    Methods named after a record make one and return its id. `scratch` is a folder for files to import. With `silent`
    set nothing is told.
    """

    def __init__(self, library: Library, scratch: Path, tell: Tell) -> None:
        self.library = library
        self.history = History(library, lambda _done: None)
        self._scratch = scratch
        self._tell = tell
        self.pool = HerePool()
        self.silent = False

    def do(self, verb: Callable[Concatenate[Library, P], Done], /, *args: P.args, **kwargs: P.kwargs) -> str:
        """Do a verb, tell of it, and return the id of what it was about."""
        done = self.history.run(verb, *args, **kwargs)
        self.show(done.verb.title)
        return done.id

    def show(self, what: str) -> None:
        """Tell that something is done."""
        if not self.silent:
            self._tell(shown(self.library, what))

    def student(self) -> str:
        """Add a student."""
        return self.do(add_student, display_name=f"Student {_word()}", note="Plays by ear")

    def piece(self) -> str:
        """Add a piece."""
        return self.do(add_piece, title=f"Piece {_word()}", composer="Bach")

    def exercise(self, piece_id: str | None = None) -> str:
        """Add an exercise."""
        return self.do(add_exercise, title=f"Exercise {_word()}", piece_id=piece_id, instructions="Slowly")

    def take(self, *, piece_id: str | None = None, exercise_id: str | None = None) -> str:
        """Import a take of a new student."""
        student = self.student()
        [take_id] = self.imported(student, piece_id=piece_id, exercise_id=exercise_id).added
        self.show("Add takes")
        return take_id

    def imported(self, student_id: str, *, piece_id: str | None = None, exercise_id: str | None = None) -> ImportReport:
        """Import a video that is like no other; raise the PractikaError for which it failed."""
        request = TakeImport(path=self.video(), student_id=student_id, piece_id=piece_id, exercise_id=exercise_id)
        report = import_takes(self.library, [request], self.pool)
        for _, error in report.failed:
            raise error
        if report.done is not None:
            self.history.add(report.done)
        return report

    def marker(self, take_id: str | None = None) -> str:
        """Put a marker on a take."""
        take_id = take_id or self.take()
        return self.do(add_marker, submission_id=take_id, start_ms=100, kind=MarkerKind.QUESTION, text="Which finger?")

    def message(self, take_id: str | None = None) -> str:
        """Write a message about a take."""
        return self.do(send_message, submission_id=take_id or self.take(), text=f"Listen to {_word()}")

    def video(self) -> Path:
        """Make a video file whose bytes are like no other's."""
        path = self._scratch / f"{new_id()}.mp4"
        free = b"free" + new_id().encode()
        path.write_bytes(made("h264-silent").path.read_bytes() + (len(free) + 4).to_bytes(4) + free)
        return path

    def score(self) -> Path:
        """Make a file that begins as a PDF does and is like no other."""
        path = self._scratch / f"{new_id()}.pdf"
        path.write_bytes(b"%PDF-1.4\n" + new_id().encode() * 200)
        return path


@contextmanager
def hands_on(folder: Path, scratch: Path, tell: Tell = lambda _shown: None) -> Iterator[Hands]:
    """Open the library in a folder and give someone to work on it."""
    scratch.mkdir(parents=True, exist_ok=True)
    with Library.open(folder, teacher_name="Ada") as library:
        yield Hands(library, scratch, tell)


def shown(library: Library, what: str) -> Shown:
    """Return what a library holds: how many mutations, and a digest of every record."""
    records = sorted(repr(record) for record in visible(library).values())
    return Shown(what, outbox.size(library), hashlib.sha256("\n".join(records).encode()).hexdigest())


def _word() -> str:
    return new_id()[-6:]


def _unheard(_done: int, _total: int) -> None:
    pass
