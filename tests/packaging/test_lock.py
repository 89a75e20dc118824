"""The lock files name packages and hashes, never a host or a folder of some machine."""

import re
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
LOCKS = sorted(PACKAGING.glob("*.lock"))


def test_there_are_locks_for_the_desk_and_for_the_core() -> None:
    assert [lock.name for lock in LOCKS] == ["requirements-core.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_names_no_host_and_no_folder(lock: Path) -> None:
    text = lock.read_text()
    assert not re.findall(r"://|--index|--extra-index|--find-links|--trusted|\bfile:|(?:^|\s)/\w", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", lock.read_text().strip())
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_core_lock_has_no_desktop_package() -> None:
    names = set(re.findall(r"^([a-z0-9.-]+)==", (PACKAGING / "requirements-core.lock").read_text(), re.MULTILINE))
    assert "sqlalchemy" in names
    assert not names & {"pyside6", "pyside6-essentials", "python-vlc", "pymupdf"}
