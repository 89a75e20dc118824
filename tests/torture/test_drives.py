"""Drives that are full, gone, or not to be written; another desk, a newer version, a clock set back."""

import errno
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.messages import send_and_review, send_message
from practika_desktop.model import moments
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.store import layout, take
from practika_desktop.store.library import Library
from practika_desktop.sync import outbox
from tests.support.library import LibraryBuilder, built_library
from tests.torture.faults import all_failures
from tests.torture.hands import hands_on

_SAID = {errno.ENOSPC: "drive is full", errno.EIO: "not reachable", errno.EROFS: "not reachable|not written"}
_EVERY = 7
_YEAR_MS = 365 * 24 * 3_600_000


@pytest.mark.parametrize("code", _SAID, ids=errno.errorcode.get)
@pytest.mark.parametrize("name", ["markers.add_marker", "importing.import_takes"])
def test_a_drive_that_fails_at_any_step_costs_nothing(tmp_path: Path, name: str, code: int) -> None:
    with hands_on(tmp_path / "template", tmp_path / "scratch") as hands:
        hands.take()
    found = list(all_failures(name, code, tmp_path / "template", tmp_path / "room", every=_EVERY))
    assert found
    assert [one for one in found if one.wrong] == []
    assert all(any(words in one.said for words in _SAID[code].split("|")) for one in found)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[LibraryBuilder]:
    """Give the builder of a library that stays open for the test."""
    with built_library(tmp_path) as builder:
        yield builder


def mark(library: Library, take_id: str, text: str) -> str:
    return add_marker(library, submission_id=take_id, start_ms=1, kind=MarkerKind.PRAISE, text=text).id


def test_nothing_is_written_where_the_library_is_gone_and_all_goes_on_when_it_is_back(built: LibraryBuilder) -> None:
    library, take_id = built.library, built.take()
    mark(library, take_id, "before")
    away = library.folder.with_name("away")
    library.folder.rename(away)
    with pytest.raises(LibraryError, match=r"not reachable\..*Connect the drive"):
        mark(library, take_id, "meanwhile")
    away.rename(library.folder)
    mark(library, take_id, "after")
    assert [one.text for one in take.markers(library, take_id)] == ["before", "after"]


def test_a_drive_that_fails_while_one_reads_is_told_as_such(built: LibraryBuilder) -> None:
    def read() -> None:
        with built.library.reading() as connection:
            connection.execute("ROLLBACK")  # as SQLite does
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(LibraryError, match="not reachable"):
        read()


def test_nothing_is_written_into_a_file_that_was_deleted_or_replaced(built: LibraryBuilder) -> None:
    take_id = built.take()
    database = layout.database(built.library.folder)
    content = database.read_bytes()
    database.unlink()
    database.write_bytes(content)
    with pytest.raises(LibraryError, match="not reachable"):
        mark(built.library, take_id, "into nothing")
    database.unlink()


def test_a_clock_set_back_keeps_what_is_said_in_order_and_holds_nothing_for_long(
    built: LibraryBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, take_id = built.library, built.take()
    send_and_review(library, submission_id=take_id, text="first")
    now = moments.now_ms()
    monkeypatch.setattr("practika_desktop.edits.messages.now_ms", lambda: now - _YEAR_MS)
    send_message(library, submission_id=take_id, text="second")
    assert [one.text for one in take.messages(library, take_id)] == ["first", "second"]
    count = outbox.count(library)
    numbers = [one.n for one in outbox.page(library, now - _YEAR_MS, limit=count)]
    assert numbers == list(range(1, count + 1))


def test_a_copy_dated_in_the_future_neither_stops_the_daily_ones_nor_pushes_them_out(built: LibraryBuilder) -> None:
    folder = layout.backups(built.library.folder)
    folder.mkdir()
    for day in range(1, 7):
        later = datetime.now(UTC) + timedelta(days=400 + day)
        (folder / f"library-{later:%Y%m%dT%H%M%S}-daily.sqlite").touch()
    made = built.library.back_up_daily()
    assert made is not None
    assert made.exists()
    assert built.library.back_up_daily() is None
