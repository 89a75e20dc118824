"""Scores are drawn by another process: pictures come, the latest wish wins, a crash or hang costs one page."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from practika_desktop.score.area import Box, PageArea, PagePicture
from practika_desktop.score.renderer import ScoreRenderer, ScoreState
from tests.support.processes import confined_processes
from tests.support.scores import A4, make_bomb, make_locked, make_score, make_slow, page_grey

pytestmark = pytest.mark.desktop


def state_of(bench: "Bench") -> ScoreState:
    """Return the state now: mypy takes an attribute to stay what it was last found to be."""
    return bench.renderer.state


class Bench:
    """A renderer, the event that it wakes its owner with, and the pictures that came, in order."""

    def __init__(self, *, worker_seconds: float = 20.0) -> None:
        self.woken = Event()
        self.renderer = ScoreRenderer(self.woken.set, worker_seconds=worker_seconds)
        self.came: list[PagePicture] = []

    def until(self, holds: Callable[[], bool]) -> None:
        """Poll whenever woken until the condition holds."""
        while not holds():
            self.next()

    def next(self) -> None:
        """Wait to be woken once, then poll."""
        assert self.woken.wait(15), "nothing came"
        self.woken.clear()
        self.came += self.renderer.poll()

    def open(self, path: Path) -> None:
        """Open a score and wait for how it went."""
        self.renderer.open(path)
        self.until(lambda: self.renderer.state is not ScoreState.OPENING)

    def draw(self, area: PageArea) -> PagePicture:
        """Ask for one area and wait for it."""
        self.renderer.request([area])
        self.until(lambda: self.renderer.picture(area) is not None)
        picture = self.renderer.picture(area)
        assert picture is not None
        return picture


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.renderer.close()


@pytest.fixture
def hasty() -> Iterator[Bench]:
    """Return a bench whose worker may take no longer than half a second for one request."""
    bench = Bench(worker_seconds=0.5)
    yield bench
    bench.renderer.close()


def test_a_score_is_opened_and_its_pages_come(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf", pages=3))
    assert state_of(bench) is ScoreState.READY
    assert bench.renderer.page_sizes == (A4,) * 3
    picture = bench.draw(PageArea(2, 60, 80))
    assert (picture.width, picture.height, len(picture.pixels)) == (60, 80, 60 * 80 * 4)
    assert picture.pixels[0] == page_grey(2)
    assert bench.came == [picture]


def test_it_is_drawn_by_another_process(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf"))
    assert bench.renderer.worker_pid not in (None, os.getpid())


@pytest.mark.parametrize("scores", [1, 3])
def test_what_reads_a_score_is_confined_to_it(bench: Bench, tmp_path: Path, scores: int) -> None:
    for number in range(scores):
        bench.open(make_score(tmp_path / f"{number}.pdf"))
        bench.draw(PageArea(1, 60, 80))
    worker = bench.renderer.worker_pid or 0
    if sys.platform == "linux":
        [reader] = confined_processes(worker)
        assert reader != worker  # the one that starts the readers reads nothing itself


def test_a_larger_picture_after_a_smaller_one_is_whole(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf"))
    bench.draw(PageArea(1, 10, 10))
    large = bench.draw(PageArea(1, 1_000, 1_500))
    assert large.pixels[0] == page_grey(1)
    assert large.pixels[-4:] == b"\xff\xff\xff\xff"


def test_pictures_share_no_memory_and_outlive_what_drew_them(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf"))
    first, second = (bench.draw(PageArea(page, 90, 120)) for page in (1, 2))
    bench.renderer.close()
    assert [picture.pixels[0] for picture in (first, second)] == [page_grey(1), page_grey(2)]


def test_a_tile_comes_as_asked(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf"))
    tile = bench.draw(PageArea(1, 4_000, 6_000, Box(1_990, 0, 20, 4)))
    grey = page_grey(1)
    assert list(tile.pixels[0:80:4]) == [grey] * 10 + [255] * 10


def test_the_latest_wish_wins(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf", pages=5))
    for page in (1, 2, 3, 4, 5):
        bench.renderer.request([PageArea(page, 600, 800)])
    bench.until(lambda: bench.renderer.picture(PageArea(5, 600, 800)) is not None)
    assert [picture.area.page for picture in bench.came] == [1, 5]


def test_neighbours_are_drawn_after_what_is_wanted(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf", pages=3))
    ahead = [PageArea(3, 60, 80), PageArea(1, 60, 80)]
    bench.renderer.request([PageArea(2, 60, 80)], ahead=ahead)
    bench.until(lambda: len(bench.came) == 3)
    assert [picture.area.page for picture in bench.came] == [2, 3, 1]


def test_what_is_there_is_not_drawn_again(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf", pages=2))
    first = bench.draw(PageArea(1, 60, 80))
    bench.renderer.request([PageArea(1, 60, 80), PageArea(2, 60, 80)])
    bench.until(lambda: bench.renderer.picture(PageArea(2, 60, 80)) is not None)
    assert bench.renderer.picture(PageArea(1, 60, 80)) is first
    assert [picture.area.page for picture in bench.came] == [1, 2]


def test_a_request_may_come_before_the_score_is_open(bench: Bench, tmp_path: Path) -> None:
    bench.renderer.open(make_score(tmp_path / "a.pdf"))
    bench.draw(PageArea(1, 60, 80))
    assert state_of(bench) is ScoreState.READY


def test_the_next_score_takes_the_first_ones_place(bench: Bench, tmp_path: Path) -> None:
    first, second = make_score(tmp_path / "a.pdf", pages=2), make_score(tmp_path / "b.pdf", pages=4)
    bench.open(first)
    shown = bench.draw(PageArea(1, 60, 80))
    pid = bench.renderer.worker_pid
    bench.open(second)
    assert bench.renderer.page_count == 4
    assert bench.renderer.picture(PageArea(1, 60, 80)) is None
    bench.open(first)
    assert bench.renderer.picture(PageArea(1, 60, 80)) is shown
    assert bench.renderer.worker_pid == pid


def test_the_last_of_several_scores_wins(bench: Bench, tmp_path: Path) -> None:
    paths = [make_score(tmp_path / f"{pages}.pdf", pages=pages) for pages in (1, 2, 3)]
    for path in paths:
        bench.renderer.open(path)
    bench.until(lambda: bench.renderer.state is ScoreState.READY)
    assert bench.renderer.page_count == 3


def test_a_picture_of_the_last_score_is_not_taken_for_one_of_this(bench: Bench, tmp_path: Path) -> None:
    area = PageArea(1, 600, 800)
    bench.open(make_score(tmp_path / "a.pdf"))
    bench.renderer.request([area])
    bench.open(make_score(tmp_path / "b.pdf"))
    assert bench.came == []
    assert bench.renderer.picture(area) is None


def test_no_score_is_a_state_too(bench: Bench, tmp_path: Path) -> None:
    assert state_of(bench) is ScoreState.EMPTY
    bench.open(make_score(tmp_path / "a.pdf"))
    bench.renderer.clear()
    assert state_of(bench) is ScoreState.EMPTY
    assert bench.renderer.page_count == 0


def test_a_spoiled_score_is_told_in_words_and_the_next_opens(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_locked(tmp_path / "locked.pdf"))
    assert state_of(bench) is ScoreState.FAILED
    assert bench.renderer.error is not None
    assert bench.renderer.error.title == "This PDF is locked with a password."
    bench.open(make_score(tmp_path / "a.pdf"))
    assert state_of(bench) is ScoreState.READY
    assert bench.renderer.error is None


def test_a_failed_score_can_be_tried_again(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    bench.open(path)
    assert state_of(bench) is ScoreState.FAILED
    make_score(path)
    bench.open(path)
    assert state_of(bench) is ScoreState.READY


def test_a_page_that_is_not_there_is_told_in_words(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf", pages=1))
    bench.renderer.request([PageArea(2, 60, 80)])
    bench.until(lambda: bench.renderer.page_error(2) is not None)
    bench.draw(PageArea(1, 60, 80))
    assert bench.renderer.page_error(1) is None


def kill(bench: Bench) -> None:
    """End the worker from outside and wait until the renderer has noticed."""
    pid = bench.renderer.worker_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    bench.until(lambda: bench.renderer.worker_pid != pid)


def test_a_worker_that_dies_between_requests_is_replaced_unnoticed(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_score(tmp_path / "a.pdf"))
    kill(bench)
    bench.draw(PageArea(1, 60, 80))
    assert state_of(bench) is ScoreState.READY
    assert bench.renderer.page_error(1) is None


def test_a_worker_that_is_ended_once_while_drawing_is_given_the_page_again(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_slow(tmp_path / "slow.pdf", strokes=300))
    bench.renderer.request([PageArea(1, 1_000, 1_400)])
    kill(bench)
    bench.draw(PageArea(1, 1_000, 1_400))
    assert bench.renderer.page_error(1) is None


def test_a_page_that_ends_the_worker_twice_is_given_up(bench: Bench, tmp_path: Path) -> None:
    bench.open(make_slow(tmp_path / "slow.pdf"))
    bench.renderer.request([PageArea(1, 1_000, 1_400)])
    kill(bench)
    bench.next()  # the new worker has opened the score again and draws the same page
    kill(bench)
    error = bench.renderer.page_error(1)
    assert error is not None
    assert error.title == "Page 1 made the program that draws scores stop."
    bench.draw(PageArea(2, 60, 80))


def test_a_page_that_takes_too_long_is_given_up(hasty: Bench, tmp_path: Path) -> None:
    hasty.open(make_slow(tmp_path / "slow.pdf"))
    hasty.renderer.request([PageArea(1, 1_000, 1_400)])
    hasty.until(lambda: hasty.renderer.page_error(1) is not None)
    error = hasty.renderer.page_error(1)
    assert error is not None
    assert error.title == "Page 1 takes too long to show."
    hasty.draw(PageArea(2, 60, 80))


def test_a_score_that_ends_the_worker_twice_is_given_up_and_the_next_opens(bench: Bench, tmp_path: Path) -> None:
    bench.renderer.open(make_score(tmp_path / "a.pdf"))
    kill(bench)
    assert state_of(bench) is ScoreState.OPENING
    kill(bench)
    assert state_of(bench) is ScoreState.FAILED
    assert bench.renderer.error is not None
    assert bench.renderer.error.title == "This PDF made the program that draws scores stop."
    bench.open(make_score(tmp_path / "b.pdf"))
    assert state_of(bench) is ScoreState.READY


def test_a_picture_of_gigabytes_is_drawn_or_refused_and_the_next_score_opens(bench: Bench, tmp_path: Path) -> None:
    area = PageArea(1, 600, 800)
    bench.open(make_bomb(tmp_path / "bomb.pdf"))
    bench.renderer.request([area])
    bench.until(lambda: bench.renderer.picture(area) is not None or bench.renderer.page_error(1) is not None)
    bench.open(make_score(tmp_path / "a.pdf"))
    assert state_of(bench) is ScoreState.READY


def test_closing_in_the_middle_of_work_leaves_nothing_running(tmp_path: Path) -> None:
    bench = Bench()
    bench.open(make_slow(tmp_path / "slow.pdf"))
    bench.renderer.request([PageArea(1, 1_000, 1_400)])
    pid = bench.renderer.worker_pid
    assert pid is not None
    bench.renderer.close()
    bench.renderer.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
