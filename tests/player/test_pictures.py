"""An open take from the desk's side, with its real worker process."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import pytest

from practika_desktop.media.indexing import build_index
from practika_desktop.media.loops import Course
from practika_desktop.media.sealed import read_sealed, write_sealed
from practika_desktop.media.sound_spec import SoundSpec
from practika_desktop.player.pictures import Picture, PicturesState, PictureWorkers, TakePictures
from tests.support import videos
from tests.support.barcode import read_barcode

BOX = (640, 360)
PATIENCE_S = 20.0
_NO_MORE_S = 1.0


class Desk:
    """Opens takes, hears their wakes, waits with a bound, and closes them."""

    def __init__(self) -> None:
        self._woken = threading.Event()
        self.takes: list[TakePictures] = []

    def open(self, path: Path, **options: object) -> TakePictures:
        """Open a take, with the options of TakePictures."""
        take = TakePictures(path, wake=self._woken.set, **options)  # type: ignore[arg-type]
        self.takes.append(take)
        return take

    def until(self, take: TakePictures, holds: Callable[[], object]) -> None:
        """Poll the take at each wake until the condition holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < deadline, "it does not come"
            self._woken.wait(0.1)
            self._woken.clear()
            take.poll()

    def ready(self, take: TakePictures) -> TakePictures:
        """Return the take once it can be shown."""
        self.until(take, lambda: take.state is not PicturesState.OPENING)
        assert take.error is None
        return take

    def picture(self, take: TakePictures, n: int) -> Picture:
        """Return the picture of frame n once it is there."""
        self.until(take, lambda: take.picture(n) is not None or take.error)
        picture = take.picture(n)
        assert picture is not None, take.error
        return picture

    def hear_nothing(self, take: TakePictures) -> None:
        """Ask for frame after frame as a thread that is too busy to hear of any, until no more pictures come."""
        for n in range(100, 300, 10):
            self._woken.clear()
            take.want(n, box=BOX)
            if not self._woken.wait(_NO_MORE_S):
                return

    def failed(self, take: TakePictures) -> str:
        """Return what is said once the take has failed."""
        self.until(take, lambda: take.state is PicturesState.FAILED)
        return str(take.error)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    for take in desk.takes:
        take.close()
        take.join()


@pytest.fixture
def workers() -> Iterator[PictureWorkers]:
    workers = PictureWorkers()
    yield workers
    workers.close()


def bars(picture: Picture) -> int | None:
    return read_barcode(picture.rgb32, picture.width, picture.height, picture.stride)


@pytest.mark.parametrize("kind", ["h264-pyramid", "h264-270", "h264-edit", "hevc-open-gop-mkv", "vp8-hidden", "vp9"])
def test_each_picture_asked_for_is_the_one_that_comes(desk: Desk, kind: str) -> None:
    made = videos.made(kind)
    take = desk.open(made.path)
    take.want(0, box=BOX)
    rng = np.random.default_rng(5)
    n, wrong = 0, []
    for _ in range(150):
        desk.ready(take)
        picture = desk.picture(take, n)
        if picture.n != n or bars(picture) != made.numbers[n]:
            wrong.append((n, picture.n, bars(picture)))
        n = int(rng.integers(len(made.numbers)) if rng.random() < 0.3 else n + rng.integers(-2, 3))
        n = min(max(n, 0), len(made.numbers) - 1)
        box = BOX if rng.random() < 0.9 else (300, 300)
        take.want(n, direction=int(rng.choice((1, -1))), ahead=int(rng.integers(0, 9)), box=box)
    assert not wrong


def test_pictures_ahead_come_by_themselves(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264").path))
    take.want(10, ahead=4, box=BOX)
    desk.until(take, lambda: all(take.picture(n) is not None for n in range(10, 15)))
    take.want(60, direction=-1, ahead=4, box=BOX)
    desk.until(take, lambda: all(take.picture(n) is not None for n in range(56, 61)))


def test_a_held_picture_is_never_painted_over(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264").path))
    take.want(3, box=BOX)
    held = desk.picture(take, 3)
    before = bytes(held.rgb32)
    for n in range(20, 80):
        take.want(n, ahead=8, box=BOX)
        desk.picture(take, n)
    take.close()
    take.join()
    assert bytes(held.rgb32) == before
    assert bars(held) == 3


def test_pictures_not_heard_of_in_time_do_not_keep_out_the_one_asked_for_last(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264-long-gop").path))
    for n in range(20):
        take.want(n, ahead=8, box=BOX)
        held = desk.picture(take, n)
    desk.hear_nothing(take)
    take.want(300, box=BOX)
    assert desk.picture(take, 300).n == 300
    assert held.n == 19


@pytest.mark.parametrize("kind", ["h264", "h264-90", "h264-180", "h264-270"])
def test_a_picture_of_the_take_s_own_size_is_upright_too(desk: Desk, kind: str) -> None:
    take = desk.open(videos.made(kind).path)
    take.want(7)
    desk.ready(take)
    picture, index = desk.picture(take, 7), take.index
    assert index is not None
    assert (picture.width, picture.height) == (index.width, index.height)
    assert bars(picture) == 7


def test_another_box_gives_another_size(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264-90").path))
    for box, size in (
        ((640, 360), (640, 360)),
        ((90, 900), (90, 50)),
        ((1920, 1080), (1920, 1080)),
        (None, (320, 180)),
    ):
        take.want(5, box=box)
        picture = desk.picture(take, 5)  # those of the box before are gone
        assert (picture.width, picture.height) == size
        assert bars(picture) == 5


def test_a_worker_started_ahead_opens_a_take_as_well(desk: Desk, workers: PictureWorkers) -> None:
    workers.prepare()
    take = desk.open(videos.made("h264-pyramid").path, worker=workers.take())
    take.want(42, box=BOX)
    assert bars(desk.picture(take, 42)) == 42


def test_an_index_is_made_once_and_kept(desk: Desk, tmp_path: Path) -> None:
    made, index_file = videos.made("h264-pyramid"), tmp_path / "cache" / "index"
    index = build_index(made.path)
    assert desk.ready(desk.open(made.path, index_file=index_file)).index == index
    desk.until(desk.takes[0], index_file.exists)
    told = replace(index, duration_us=77_000_000)
    write_sealed(index_file, told.to_bytes())
    assert desk.ready(desk.open(made.path, index_file=index_file)).index == told


@pytest.mark.parametrize("kept", [b"", b"PFI1 but damaged"])
def test_a_kept_index_that_is_damaged_is_made_again(desk: Desk, tmp_path: Path, kept: bytes) -> None:
    made, index_file = videos.made("h264-pyramid"), tmp_path / "index"
    write_sealed(index_file, kept)
    take = desk.ready(desk.open(made.path, index_file=index_file))
    assert take.index == build_index(made.path)
    desk.until(take, lambda: read_sealed(index_file) == build_index(made.path).to_bytes())


@pytest.mark.parametrize("kind", sorted(set(videos.BROKEN) - {"sound-only"}))
def test_what_cannot_be_shown_is_said_in_words(desk: Desk, workers: PictureWorkers, kind: str) -> None:
    take = desk.open(videos.broken(kind), worker=workers.take())
    said = desk.failed(take)
    assert said.startswith("This take's file ")
    assert videos.broken(kind).name not in said  # in a library that is a hash


def test_sound_alone_has_steps_and_dark_pictures(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.broken("sound-only")))
    assert take.index is not None
    assert not take.index.has_picture
    assert take.index.duration_us == pytest.approx(3_000_000, abs=50_000)
    take.want(100, ahead=8, box=BOX)
    assert max(desk.picture(take, 100).rgb32[:3]) == 0
    assert take.index.ms(100) == 2_000


def test_a_worker_that_dies_is_replaced_once_at_the_same_frame(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264").path))
    take.want(70, box=BOX)
    desk.picture(take, 70)
    first = take.worker_pid
    os.kill(first or 0, signal.SIGKILL)
    desk.until(take, lambda: take.restarts == 1 and take.worker_pid is not None)
    assert take.state is PicturesState.READY
    assert bars(desk.picture(take, 70)) == 70
    take.want(20, ahead=3, box=BOX)
    assert bars(desk.picture(take, 20)) == 20


def test_a_worker_that_dies_while_opening_is_replaced_too(desk: Desk) -> None:
    take = desk.open(videos.made("h264").path)
    take.want(33, box=BOX)
    desk.until(take, lambda: take.worker_pid is not None)
    os.kill(take.worker_pid or 0, signal.SIGKILL)
    assert bars(desk.picture(take, 33)) == 33


def test_memory_has_no_name_as_soon_as_both_sides_have_it(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264").path))
    for box in (BOX, (1920, 1080)):
        take.want(5, box=box)
        desk.picture(take, 5)
        assert take._slots is not None
        with pytest.raises(FileNotFoundError):
            SharedMemory(take._slots.name)


def test_a_worker_that_dies_twice_fails_its_take_alone(desk: Desk) -> None:
    first, second = desk.open(videos.made("h264").path), desk.open(videos.made("vp8").path)
    desk.ready(first)
    desk.ready(second)
    killed = first.worker_pid
    os.kill(killed or 0, signal.SIGKILL)
    desk.until(first, lambda: first.worker_pid not in {None, killed})
    os.kill(first.worker_pid or 0, signal.SIGKILL)
    said = desk.failed(first)
    assert "This take cannot be played: it stopped the player twice." in said
    assert "come back to try again" in said
    second.want(30, box=BOX)
    assert bars(desk.picture(second, 30)) == 30


def test_a_worker_that_hangs_is_given_up(desk: Desk) -> None:
    take = desk.ready(desk.open(videos.made("h264").path, patience_s=4.0))
    os.kill(take.worker_pid or 0, signal.SIGSTOP)
    take.want(50, box=BOX)
    assert "takes too long" in desk.failed(take)


def test_a_damaged_picture_has_a_stand_in(desk: Desk, tmp_path: Path) -> None:
    made = videos.made("h264-silent")
    index = build_index(made.path)
    data = bytearray(made.path.read_bytes())
    for n in range(30, 60):
        place, size = index.packets.places[index.ordinals[n]], index.packets.sizes[index.ordinals[n]]
        data[place : place + size] = b"\xff" * size
    path = tmp_path / "damaged.mp4"
    path.write_bytes(data)
    take = desk.ready(desk.open(path))
    take.want(40, box=BOX)
    picture = desk.picture(take, 40)
    assert picture.is_stand_in
    assert bars(picture) == 29
    take.want(61, box=BOX)
    assert bars(desk.picture(take, 61)) == 61


def test_sound_comes_through_the_pipe_and_stops(desk: Desk) -> None:
    made = videos.made("h264")
    take = desk.ready(desk.open(made.path))
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as pipe:
        take.start_sound(SoundSpec(made.path, 0, Course(0, 4_000_000)), write_end)
        assert pipe.read(4) == b"RIFF"
        samples = np.frombuffer(pipe.read(48_000), np.int16)
        assert np.abs(samples).max() > 5_000
        take.stop_sound()


def test_a_take_opened_aside_gives_way_to_the_one_on_screen(desk: Desk) -> None:
    shown, aside = (desk.ready(desk.open(videos.made("h264").path, aside=aside)) for aside in (False, True))
    nice = [os.getpriority(os.PRIO_PROCESS, take.worker_pid or 0) for take in (shown, aside)]
    assert nice[0] < nice[1]


def test_closing_while_opening_leaves_nothing(desk: Desk) -> None:
    take = desk.open(videos.made("h264").path)
    take.close()
    take.close()
    take.join()
    assert take.worker_pid is None
