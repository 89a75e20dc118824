"""Copies: whole, of their own, and made whether or not the drive can share blocks."""

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practika_desktop import system
from practika_desktop.model.errors import Cancelled

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


def _ignore(_piece: bytes) -> None:
    """Listen to nothing."""
