"""The copy of each day: made once, kept for five, never of a damaged library, and a library by itself."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practika_desktop.model.errors import Cancelled, LibraryError
from practika_desktop.store import backup, connecting, layout, people
from practika_desktop.store.connecting import Connections
from practika_desktop.store.faults import translated
from practika_desktop.store.library import Library
from tests.support.library import LibraryBuilder

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def connections(built: LibraryBuilder) -> Iterator[Connections]:
    connections = connecting.connect(layout.database(built.library.folder))
    yield connections
    connections.close()


def test_each_day_has_its_copy_and_five_are_kept(built: LibraryBuilder, connections: Connections) -> None:
    folder = built.library.folder
    made = []
    for day in range(8):
        morning = MONDAY + timedelta(days=day)
        made.append(backup.back_up_daily(connections, folder, morning))
        assert backup.back_up_daily(connections, folder, morning + timedelta(hours=9)) is None
    assert sorted(layout.backups(folder).iterdir()) == made[-5:]


def test_the_days_copies_leave_those_of_migrations_alone(built: LibraryBuilder, connections: Connections) -> None:
    before = backup.back_up(connections, built.library.folder, "0002")
    for day in range(7):
        backup.back_up_daily(connections, built.library.folder, MONDAY + timedelta(days=day))
    assert before.exists()


def test_a_copy_in_the_place_of_the_file_is_the_library(built: LibraryBuilder, tmp_path: Path) -> None:
    student = built.student("Ana")
    made = built.library.back_up_daily()
    assert made is not None
    assert built.library.back_up_daily() is None
    built.library.close()
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(made, layout.database(restored))
    with Library.open(restored) as library:
        assert student in {one.id for one in people.students(library)}


def test_a_damaged_library_takes_no_sound_copys_place(built: LibraryBuilder) -> None:
    built.fill(takes=40)
    folder = built.library.folder
    built.library.close()
    path = layout.database(folder)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(content)
    connections = connecting.connect(path)
    try:
        with pytest.raises(LibraryError, match="damaged"), translated():
            backup.back_up_daily(connections, folder, MONDAY)
    finally:
        connections.close()
    assert not list(layout.backups(folder).iterdir())


def test_a_cancelled_copy_leaves_nothing(built: LibraryBuilder, connections: Connections) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backup.back_up_daily(connections, built.library.folder, MONDAY, stop)
    assert not list(layout.backups(built.library.folder).iterdir())
