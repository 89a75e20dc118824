"""The cache: made once, believed only when whole, deletable at any time."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from practika_desktop.media.derived import Derived
from practika_desktop.media.faults import SoundOnly
from practika_desktop.media.indexing import build_index
from practika_desktop.media.loudness import STEP_US
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import Cancelled, MediaError
from tests.support import videos

SHA = "ab" * 32


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(most=1)
    yield pool
    pool.close()


@pytest.fixture
def cache(tmp_path: Path, pool: WorkerPool) -> Derived:
    return Derived(tmp_path / "cache", pool)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Copy a video to where the test may take it away."""
    return Path(shutil.copy(videos.made("h264").path, tmp_path / "take.mp4"))


def _entry(tmp_path: Path, name: str) -> Path:
    (entry,) = (tmp_path / "cache").glob(f"derived/ab/{SHA}.{name}-*")
    return entry


MAKES: dict[str, Callable[[Derived, Path], object]] = {
    "thumbnail": lambda cache, video: cache.thumbnail(SHA, video).read_bytes(),
    "index": lambda cache, video: cache.frame_index(SHA, video),
    "waveform": lambda cache, video: cache.waveform(SHA, video),
    "onsets": lambda cache, video: cache.onsets(SHA, video),
}


@pytest.mark.parametrize("name", MAKES)
def test_what_was_made_is_there_without_the_video(cache: Derived, video: Path, name: str) -> None:
    made = MAKES[name](cache, video)
    video.unlink()
    assert MAKES[name](cache, video) == made


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda _: b"",
    lambda data: data[: len(data) // 2],
    lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
    lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    lambda data: data + b"x",
)


@pytest.mark.parametrize("name", MAKES)
def test_a_damaged_entry_is_made_again(tmp_path: Path, cache: Derived, video: Path, name: str) -> None:
    made = MAKES[name](cache, video)
    entry = _entry(tmp_path, name)
    whole = entry.read_bytes()
    for damage in DAMAGES:
        entry.write_bytes(damage(whole))
        assert MAKES[name](cache, video) == made
        assert entry.read_bytes() == whole


def test_an_entry_of_another_shape_is_made_again(tmp_path: Path, cache: Derived, video: Path) -> None:
    index = cache.frame_index(SHA, video)
    cache.waveform(SHA, video)
    _entry(tmp_path, "index").write_bytes(_entry(tmp_path, "waveform").read_bytes())
    assert cache.frame_index(SHA, video) == index


def test_the_cache_may_be_deleted_at_any_time(tmp_path: Path, cache: Derived, video: Path) -> None:
    made = [make(cache, video) for make in MAKES.values()]
    others = tmp_path / "cache" / "others.txt"
    others.write_text("of another part")
    cache.clear()
    assert others.exists()
    assert not list((tmp_path / "cache").rglob("*thumbnail*"))
    assert [make(cache, video) for make in MAKES.values()] == made


def test_the_index_is_the_one_that_is_built_directly(cache: Derived, video: Path) -> None:
    assert cache.frame_index(SHA, video) == build_index(video)


def test_the_waveform_covers_the_videos_length(cache: Derived, video: Path) -> None:
    waveform = cache.waveform(SHA, video)
    assert waveform.duration_us == cache.frame_index(SHA, video).duration_us
    assert len(waveform.peaks) == -(-waveform.duration_us // STEP_US)


def test_a_thumbnails_file_is_a_picture_for_any_program(cache: Derived, video: Path) -> None:
    path = cache.thumbnail(SHA, video)
    assert Image.open(io.BytesIO(path.read_bytes())).size == (320, 180)


def test_sound_alone_has_a_waveform_and_no_picture(cache: Derived) -> None:
    sound = videos.broken("sound-only")
    assert len(cache.waveform(SHA, sound).peaks) > 200
    with pytest.raises(SoundOnly):
        cache.thumbnail(SHA, sound)


def test_where_nothing_can_be_kept_all_but_files_is_still_made(tmp_path: Path, pool: WorkerPool, video: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Derived(tmp_path / "file" / "cache", pool)
    assert len(cache.frame_index(SHA, video)) == 120
    with pytest.raises(MediaError, match="cannot be kept"):
        cache.thumbnail(SHA, video)


def test_a_cancel_goes_through_and_leaves_nothing(tmp_path: Path, cache: Derived, video: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        cache.thumbnail(SHA, video, stop)
    assert not list((tmp_path / "cache").rglob("*"))
