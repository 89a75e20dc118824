"""Locks: held once, and given free however their process ends."""

import multiprocessing
from pathlib import Path

import pytest

from practika_desktop import system
from tests.support.processes import hold_lock


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
