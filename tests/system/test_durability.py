"""Syncing files and folders."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practika_desktop import system


@pytest.mark.parametrize("sync", [system.fsync_file, system.fsync_folder])
def test_syncing_what_is_not_there_is_an_error(tmp_path: Path, sync: Callable[[Path], None]) -> None:
    with pytest.raises(OSError, match="No such file"):
        sync(tmp_path / "absent")


def test_files_and_folders_can_be_synced(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"bytes")
    system.fsync_file(tmp_path / "file")
    system.fsync_folder(tmp_path)
