"""Which files a drop means."""

from pathlib import Path

import pytest

from practika_desktop.model.errors import Cancelled
from practika_desktop.ui.importing.finding import videos_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder as teachers have them."""
    for name in ("b.MOV", "A.mp4", "notes.txt", ".hidden.mp4", "sub/c.webm", ".trash/d.mp4", "empty/readme"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_folder_means_the_videos_in_it_and_below(folder: Path) -> None:
    assert videos_in([folder]) == [folder / "A.mp4", folder / "b.MOV", folder / "sub" / "c.webm"]


def test_a_file_named_itself_is_taken_whatever_it_is_and_once(folder: Path) -> None:
    notes = folder / "notes.txt"
    assert videos_in([notes, folder / "sub", notes]) == [notes, folder / "sub" / "c.webm"]


def test_links_in_circles_end(folder: Path) -> None:
    (folder / "sub" / "again").symlink_to(folder, target_is_directory=True)
    assert len(videos_in([folder])) == 3


def test_the_search_can_be_stopped(folder: Path) -> None:
    def stop(_found: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        videos_in([folder], stop)
