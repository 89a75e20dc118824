"""A real desk to measure: on a virtual display, with takes of real size whose frames carry their numbers."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from practika_desktop import system
from practika_desktop.app import Folders, OpenDesk
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.benchmarks.kept import kept
from tests.support.library import LibraryBuilder
from tests.support.panes import read_picture
from tests.support.pulse import running_pulse
from tests.support.videos import H264, Recipe, steady
from tools.driving import Teacher

APART = 1_000
"""Videos of a studio that follow each other carry numbers so far apart, so that a picture tells its take."""

_SIZES = ((1280, 720), (1920, 1080))
_VIDEOS = 4
_PEOPLE = 10
_WINDOW = (1600, 1000)


@dataclass(frozen=True)
class Studio:
    """What is in the library: its takes, oldest first, and the number that each one's first frame carries."""

    library: Library
    takes: tuple[str, ...]
    first_numbers: dict[str, int]


@dataclass(frozen=True)
class BenchDesk:
    """An open desk with its studio and someone at the keyboard; `cold_takes` have no frame index kept yet."""

    open: OpenDesk
    studio: Studio
    teacher: Teacher

    def wait_for_first_picture(self, take_id: str) -> None:
        """Wait until a take's first frame is painted."""
        desk = self.open
        self.teacher.until(
            lambda: desk.player.state.key == take_id and desk.panes.player.painted_frame == 0, "the first picture"
        )

    def number_on_screen(self) -> int | None:
        """Read the number in the picture on the display itself, None where no picture stands."""
        view, window = self.open.panes.player.view, self.open.window
        corner = view.mapTo(window, view.rect().topLeft())
        shot = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), view.width(), view.height())
        return read_picture(shot.toImage())


@contextmanager
def bench_desk(
    *,
    takes: int,
    seconds: int = 20,
    with_sound: bool = True,
    fill: Callable[[LibraryBuilder, Studio], None] | None = None,
) -> Iterator[BenchDesk]:
    """Open the desk on a fresh studio of so many waiting takes; `fill` adds to it before the desk opens.

    Each take is a file of its own, so nothing that is kept of one helps with another. They are 720p30 and 1080p30 in
    turn, with sound.
    """
    _import_main_in_no_child()
    with tempfile.TemporaryDirectory(prefix="practika-bench-") as name, display(), sound_server():
        folder = Path(name)
        application = QApplication.instance() or QApplication(["practika"])
        assert isinstance(application, QApplication)
        theme = Theme(application, Appearance.LIGHT)
        with Library.open(folder / "library", teacher_name="Clara Weiss") as library:
            build = LibraryBuilder(library, folder)
            studio = make_studio(build, folder, takes, seconds)
            if fill is not None:
                fill(build, studio)
            with _opened(library, theme, folder, with_sound=with_sound) as desk:
                teacher = Teacher(desk.window)
                desk.window.activateWindow()
                teacher.until(desk.window.isActiveWindow, "the window with the keyboard")
                yield BenchDesk(desk, studio, teacher)
        theme.close()


@contextmanager
def _opened(library: Library, theme: Theme, folder: Path, *, with_sound: bool) -> Iterator[OpenDesk]:
    folders = Folders(own_library=folder / "library", cache=folder / "cache", config=folder / "config")
    desk = OpenDesk(
        library,
        theme=theme,
        settings=Settings(folders.config / "settings.json"),
        folders=folders,
        with_sound=with_sound,
    )
    try:
        desk.window.resize(*_WINDOW)
        desk.show()
        yield desk
    finally:
        desk.close()


def real_size_video(number: int, seconds: int) -> Path:
    """Make the video with that place among those of a studio: 720p30 or 1080p30, with sound."""
    size = _SIZES[number % len(_SIZES)]
    footage = replace(H264, size=size, ticks=steady(30 * seconds), first_number=APART * number)
    return kept(f"real-{number}-{seconds}", Recipe(footage))


def make_studio(build: LibraryBuilder, folder: Path, takes: int, seconds: int) -> Studio:
    """Fill a library with people, pieces with a score, and waiting takes, each a file of its own."""
    score = system.resources_folder() / "sample" / "minuet.pdf"
    students = [build.student() for _ in range(_PEOPLE)]
    pieces = [build.piece(score=score) for _ in range(_PEOPLE)]
    first_numbers: dict[str, int] = {}
    for take in range(takes):
        number = take % _VIDEOS
        copy = folder / f"take-{take}.mp4"
        free_box = (16).to_bytes(4) + b"free" + take.to_bytes(8)
        copy.write_bytes(real_size_video(number, seconds).read_bytes() + free_box)
        take_id = build.take(
            student_id=students[take % _PEOPLE],
            piece_id=pieces[take % _PEOPLE],
            video=copy,
            duration_ms=seconds * 1000,
            page=1,
        )
        copy.unlink()
        first_numbers[take_id] = number * APART
    return Studio(build.library, tuple(first_numbers), first_numbers)


def _import_main_in_no_child() -> None:
    """Spare the desk's processes the import of the bench, which a command of the desk's own does not cost them."""
    main = sys.modules["__main__"]
    main.__spec__ = None
    main.__dict__.pop("__file__", None)


@contextmanager
def display() -> Iterator[None]:
    """Draw on a virtual display of this process's own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    try:
        yield
    finally:
        application = QApplication.instance()
        if application is not None:
            application.shutdown()
        server.terminate()
        server.wait()


@contextmanager
def sound_server() -> Iterator[None]:
    """Let sound go into a silent sink."""
    with running_pulse() as pulse:
        os.environ.update({name: value for name, value in pulse.env.items() if name.startswith("PULSE")})
        yield
