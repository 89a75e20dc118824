"""A desk opened for a walk: two takes wait on it, the first with markers at random frames."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from practika_desktop.app import Folders, OpenDesk
from practika_desktop.media.indexing import build_index
from practika_desktop.store.library import Library
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.theme.theme import Theme
from tests.support.library import LibraryBuilder
from tests.support.videos import H264, MadeVideo, Recipe, made_from, steady, without_sound
from tests.support.walk import Tally, Walk

_MARKERS = 6
_OTHER = 9_000  # the other take's first number: no frame of it can be taken for one of the walked take's


def walk(video: MadeVideo, folder: Path, theme: Theme, operations: int, seed: str) -> Tally:
    """Walk through a video on a real desk in a fresh library in the folder."""
    chance = random.Random(seed)
    with Library.open(folder / "library", teacher_name="Clara Weiss") as library:
        build = LibraryBuilder(library, folder)
        student = build.student("Ana Ferreira")
        home = build.take(student_id=student, video=video.path)
        away = build.take(student_id=student, video=_other().path)
        index = build_index(video.path)
        frames = {index.frame_at_ms(index.ms(chance.randrange(len(index)))) for _ in range(_MARKERS)}
        markers = {build.marker(home, index.ms(n)): n for n in sorted(frames)}
        with _open(library, folder, theme) as desk:
            return Walk(desk, {home: video, away: _other()}, markers, chance).run(operations)


@contextmanager
def _open(library: Library, folder: Path, theme: Theme) -> Iterator[OpenDesk]:
    folders = Folders(own_library=folder / "library", cache=folder / "cache", config=folder / "config")
    settings = Settings(folders.config / "settings.json")
    desk = OpenDesk(library, theme=theme, settings=settings, folders=folders, with_sound=False)
    try:
        desk.window.resize(1000, 640)
        desk.show()
        desk.window.activateWindow()
        yield desk
    finally:
        desk.close()


def _other() -> MadeVideo:
    return made_from("other", Recipe(without_sound(replace(H264, ticks=steady(45), first_number=_OTHER))))
