"""Files come in whole or not at all, and the same bytes once."""

import hashlib
from pathlib import Path

import pytest

from practika_desktop.edits.submissions import delete_submission
from practika_desktop.model.errors import Cancelled, LibraryError
from practika_desktop.store import layout, take
from practika_desktop.store.library import Library
from tests.support.library import LibraryBuilder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a file of two and a half MiB."""
    path = tmp_path / "My Take.MP4"
    path.write_bytes(b"practika" * 327_680)
    return path


def held(library: Library) -> list[Path]:
    return sorted(path for path in layout.media(library.folder).rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash_and_is_its_own(built: LibraryBuilder, source: Path) -> None:
    reports: list[tuple[int, int]] = []
    stored = built.library.files.take_in(source, lambda done, total: reports.append((done, total)))
    size = source.stat().st_size
    assert stored.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (stored.bytes, stored.path.suffix) == (size, ".mp4")
    assert stored.path == layout.media(built.library.folder) / stored.sha256[:2] / f"{stored.sha256}.mp4"
    assert stored.path.stat().st_nlink == 1
    assert reports[-1] == (size, size)
    content = stored.path.read_bytes()
    source.write_bytes(b"edited later")
    assert stored.path.read_bytes() == content


def test_the_same_bytes_are_one_file_whatever_their_name(built: LibraryBuilder, source: Path) -> None:
    first = built.library.files.take_in(source)
    other = source.with_name("copy.mov")
    other.write_bytes(source.read_bytes())
    assert built.library.files.take_in(other) == first
    assert held(built.library) == [first.path]
    assert built.library.files.path_of(first.sha256, "copy.mov") == first.path


def test_a_torn_file_of_that_name_is_replaced(built: LibraryBuilder, source: Path) -> None:
    path = built.library.files.take_in(source).path
    path.write_bytes(b"torn")
    built.library.files.take_in(source)
    assert path.read_bytes() == source.read_bytes()


def test_a_cancelled_import_leaves_nothing(built: LibraryBuilder, source: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        built.library.files.take_in(source, stop)
    assert held(built.library) == []
    assert list(layout.incoming(built.library.folder).iterdir()) == []


def test_what_a_cut_import_left_goes_at_the_next_start(built: LibraryBuilder) -> None:
    built.stored()
    folder = built.library.folder
    left = layout.incoming(folder) / "half of a take"
    left.write_bytes(b"half")
    with Library.open(folder, read_only=True):
        assert left.exists()
    built.library.close()
    Library.open(folder).close()
    assert not left.exists()


def test_a_source_that_is_not_there_is_the_callers_affair(built: LibraryBuilder, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        built.library.files.take_in(tmp_path / "gone.mp4")


def test_a_full_drive_is_told_in_words(built: LibraryBuilder, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("practika_desktop.system.fsync_file", full)
    with pytest.raises(LibraryError, match="drive is full"):
        built.library.files.take_in(source)
    assert held(built.library) == []


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.MOV", ".mov"), ("a", ".bin"), ("a.tar.gz", ".gz"), ("a.ex%e", ".bin"), ("a.verylongsuffix", ".bin")],
)
def test_suffixes_are_tame(built: LibraryBuilder, name: str, suffix: str) -> None:
    assert built.library.files.path_of("ab" * 32, name).suffix == suffix


@pytest.mark.parametrize("name", ["{}.mp4.away", "{}.mp4~", "{}", "{}0.mp4", "{}.part-of-it"])
def test_a_name_of_another_form_is_no_file_of_the_library(built: LibraryBuilder, source: Path, name: str) -> None:
    stored = built.library.files.take_in(source)
    stored.path.rename(stored.path.with_name(name.format(stored.sha256)))
    assert built.library.files.path_of(stored.sha256, source.name) == stored.path
    assert not stored.path.exists()


def test_a_media_record_leads_to_its_file(built: LibraryBuilder) -> None:
    detail = take.detail(built.library, built.take())
    assert detail is not None
    assert built.library.media_path(detail.media).is_file()


def test_the_file_of_an_erased_take_goes_at_the_next_start_unless_another_has_it(built: LibraryBuilder) -> None:
    folder = built.library.folder
    alone, shared, sharing = built.take(), *(built.take(video=_video(built, "v.mp4")) for _ in range(2))
    alone_path, shared_path = (_path(built.library, one) for one in (alone, shared))
    delete_submission(built.library, submission_id=alone)
    delete_submission(built.library, submission_id=shared)
    assert alone_path.exists()
    built.library.close()
    with Library.open(folder) as library:
        assert not alone_path.exists()
        assert shared_path.exists()
        assert _path(library, sharing) == shared_path


def _video(built: LibraryBuilder, name: str) -> Path:
    path = built.library.folder.parent / name
    path.write_bytes(b"the same bytes")
    return path


def _path(library: Library, submission_id: str) -> Path:
    detail = take.detail(library, submission_id)
    assert detail is not None
    return library.media_path(detail.media)
