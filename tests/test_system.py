"""What differs between platforms, tried on the one at hand."""

import errno
import hashlib
import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practika_desktop import system
from practika_desktop.model.errors import Cancelled
from tests.support.processes import hold_lock

_REFUSALS = [(errno.EOPNOTSUPP, True), (errno.EXDEV, True), (errno.EINVAL, True)]
if sys.platform == "linux":  # elsewhere this call is never made, so that it cannot fail
    _REFUSALS.append((errno.EIO, False))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(size=st.integers(0, 3 << 20))
def test_a_copy_has_the_bytes_of_its_source_and_they_are_all_told(tmp_path: Path, size: int) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(os.urandom(size))
    target.unlink(missing_ok=True)
    told = hashlib.sha256()
    system.reflink_or_copy(source, target, told.update)
    assert target.read_bytes() == source.read_bytes()
    assert told.digest() == hashlib.sha256(source.read_bytes()).digest()


def test_a_copy_is_a_file_of_its_own(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"before")
    system.reflink_or_copy(source, target, _ignore)
    with source.open("r+b") as file:
        file.write(b"edited")
    assert target.read_bytes() == b"before"
    assert not source.samefile(target)


def test_a_copy_never_replaces_a_file(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        system.reflink_or_copy(source, target, _ignore)
    assert target.read_bytes() == b"old"


def test_what_the_listener_raises_ends_the_copying(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(3 << 20))
    heard: list[int] = []

    def stop_at_the_second(piece: bytes) -> None:
        heard.append(len(piece))
        if len(heard) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        system.reflink_or_copy(source, tmp_path / "target", stop_at_the_second)
    assert heard == [1 << 20, 1 << 20]


@pytest.mark.parametrize(("code", "copied"), _REFUSALS)
def test_where_a_drive_knows_no_reflinks_the_bytes_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, copied: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"bytes")
    monkeypatch.setattr("fcntl.ioctl", refuse)
    if copied:
        system.reflink_or_copy(source, target, _ignore)
        assert target.read_bytes() == b"bytes"
    else:
        with pytest.raises(OSError, match=os.strerror(code)):
            system.reflink_or_copy(source, target, _ignore)


@pytest.mark.parametrize("sync", [system.fsync_file, system.fsync_folder])
def test_syncing_what_is_not_there_is_an_error(tmp_path: Path, sync: Callable[[Path], None]) -> None:
    with pytest.raises(OSError, match="No such file"):
        sync(tmp_path / "absent")


def test_files_and_folders_can_be_synced(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"bytes")
    system.fsync_file(tmp_path / "file")
    system.fsync_folder(tmp_path)


def test_a_lock_is_held_once_and_free_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    lock = system.lock_file(path)
    assert lock is not None
    assert system.lock_file(path) is None
    lock.close()
    lock.close()
    with system.lock_file(path) or pytest.fail("the lock was not given free"):
        assert system.lock_file(path) is None


def test_a_lock_ends_with_its_process_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    other = context.Process(target=hold_lock, args=(path, there))
    other.start()
    assert here.recv() == "held"
    assert system.lock_file(path) is None
    other.kill()
    other.join()
    here.close()
    there.close()
    with system.lock_file(path) or pytest.fail("the lock outlived its process"):
        pass


def test_folders_are_named_after_the_program() -> None:
    for folder in (system.library_folder(), system.cache_folder(), system.config_folder()):
        assert folder.is_absolute()
        assert "practika" in folder.parts
    assert system.library_folder() != system.cache_folder()


def _ignore(_piece: bytes) -> None:
    """Listen to nothing."""
