"""`practika frames`, `still` and `import` agree with an independent reading of the videos."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from practika_desktop.cli import frames_command, still_command
from practika_desktop.cli.main import main
from practika_desktop.edits.people import add_student
from practika_desktop.edits.pieces import add_piece
from practika_desktop.store import people
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState, page
from tests.support import videos
from tests.support.barcode import read_barcode


class _Here:
    """Stands in for the worker pool where hundreds of calls would wait for as many processes: runs the work here."""

    def __init__(self, *, most: int) -> None:
        assert most == 1

    def run(self, _report: object, function: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        return function(*args, progress=lambda _done, _total: None, **kwargs)

    def close(self) -> None:
        """Have nothing to close."""


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `frames` and `still` do their work in this process."""
    monkeypatch.setattr(frames_command, "WorkerPool", _Here)
    monkeypatch.setattr(still_command, "WorkerPool", _Here)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("kind", sorted(videos.KINDS))
def test_frames_as_json_are_those_of_the_video(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    video = videos.made(kind)
    assert main(["frames", str(video.path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["frames", "width", "height", "rotation", "duration_us", "variable"]
    assert (told["width"], told["height"], told["rotation"]) == (video.width, video.height, video.rotation)
    assert [frame["n"] for frame in told["frames"]] == list(range(len(video.numbers)))
    assert [frame["pts_us"] for frame in told["frames"]] == pytest.approx(list(video.times_us), abs=1_000)
    assert [frame["ms"] for frame in told["frames"]] == [-(-frame["pts_us"] // 1000) for frame in told["frames"]]
    assert all(isinstance(frame["key"], bool) for frame in told["frames"])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("kind", sorted(videos.KINDS))
def test_a_still_is_the_exact_frame_upright(kind: str, tmp_path: Path) -> None:
    video = videos.made(kind)
    last = len(video.numbers) - 1
    between = range(1, last)
    some = random.Random(kind).sample(between, min(len(between), 2))
    asked = [(f"--frame {n}", n) for n in sorted({0, *some, last})]
    asked += [(f"--ms {_middle_ms(video, n)}", n) for n in some if _lasts_us(video, n) > 4_000]
    for option, n in asked:
        target = tmp_path / f"{option}.png"
        assert main(["still", str(video.path), *option.split(), "-o", str(target)]) == 0
        assert _read(target) == (video.numbers[n], (video.width, video.height)), option
    assert len(list(tmp_path.iterdir())) == len(asked)


def _lasts_us(video: videos.MadeVideo, n: int) -> int:
    return video.times_us[n + 1] - video.times_us[n]


def _middle_ms(video: videos.MadeVideo, n: int) -> int:
    return (video.times_us[n] + _lasts_us(video, n) // 2) // 1000


@pytest.mark.parametrize("option", [["--frame", "37"], ["--ms", "1240"]])
def test_a_worker_makes_the_same_still(option: list[str], tmp_path: Path) -> None:
    assert main(["still", str(videos.made("h264-90").path), *option, "-o", str(tmp_path / "a.png")]) == 0
    assert _read(tmp_path / "a.png") == (37, (320, 180))
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def _read(path: Path) -> tuple[int | None, tuple[int, int]]:
    with Image.open(path) as image:
        assert image.format == "PNG"
        rgb = image.convert("RGB")
    return read_barcode(rgb.tobytes(), rgb.width, rgb.height), rgb.size


def test_frames_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frames", str(videos.made("h264-90").path)]) == 0
    assert "120 frames of 320 x 180, turned by 90 degrees, 4.000 s, constant" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("kind", sorted(videos.BROKEN))
@pytest.mark.parametrize("command", ["frames", "still"])
def test_what_is_no_video_is_told_in_one_sentence(
    kind: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--frame", "0", "-o", str(tmp_path / "a.png")] if command == "still" else ["--json"]
    assert main([command, str(videos.broken(kind)), *more]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"practika: “broken-{kind}.mp4” ")
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_time_after_the_end_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["still", str(videos.made("h264").path), "-o", str(tmp_path / "a.png"), "--ms"]
    assert main([*words, "4001"]) == 1
    assert "ends before 4001 ms. It lasts 4000 ms" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert main([*words, "4000"]) == 0
    assert _read(tmp_path / "a.png")[0] == 119


def test_a_frame_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["still", str(videos.made("h264").path), "--frame", "120", "-o", str(tmp_path / "a.png")]) == 1
    assert "no frame 120" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_is_imported_with_all_that_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "monday" / "evening").mkdir(parents=True)
    (inbox / ".trash").mkdir()
    shutil.copyfile(videos.made("h264").path, inbox / "take 10.MP4")
    shutil.copyfile(videos.made("h264-mov").path, inbox / "take 2.mov")
    shutil.copyfile(videos.made("h264-mkv").path, inbox / "monday" / "evening" / "take 3.mkv")
    shutil.copyfile(videos.broken("playlist"), inbox / "monday" / "list.mp4")
    shutil.copyfile(videos.made("hevc").path, inbox / ".trash" / "old.mp4")
    (inbox / "._take 2.mov").write_bytes(b"what macOS leaves")
    (inbox / "notes.txt").write_text("no video")
    for number, path in enumerate(sorted(inbox.rglob("*.*"))):
        os.utime(path, (1_600_000_000 + number, 1_600_000_000 + number))
    library = ["--library", str(tmp_path / "library")]
    words = ["import", str(inbox), "--student", "Anna Meier", "--piece", "Minuet", "--exercise", "Bars 1-8"]
    assert main([*library, *words]) == 1
    out, err = capsys.readouterr()
    assert out == "3 imported, 1 failed.\n"
    assert err.startswith(f"practika: {inbox / 'monday' / 'list.mp4'}: ")
    assert err.count("\n") == 1
    names = ["--student", "anna  meier", "--piece", "MINUET", "--exercise", "bars 1-8"]
    assert main([*library, "import", str(inbox / "take 2.mov"), *names]) == 0
    assert capsys.readouterr().out == "0 imported, 1 already there.\n"
    with Library.open(tmp_path / "library", read_only=True) as opened:
        takes = page(opened, InboxFilter(state=TakeState.ALL), 0, 10)
        assert [student.display_name for student in people.students(opened)] == ["Anna Meier"]
        assert [piece.title for piece in people.pieces(opened)] == ["Minuet"]
        assert [exercise.title for exercise in people.exercises(opened)] == ["Bars 1-8"]
    assert {(take.student_name, take.piece_title, take.exercise_title) for take in takes} == {
        ("Anna Meier", "Minuet", "Bars 1-8")
    }
    assert len(takes) == 3


def test_where_no_file_can_be_taken_in_no_name_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", str(videos.broken("text")), "--student", "Anna", "--piece", "Minuet", "--exercise", "Bars 1-8"]
    assert main([*words, "--library", str(tmp_path / "library")]) == 1
    assert "0 imported, 1 failed." in capsys.readouterr().out
    with Library.open(tmp_path / "library", read_only=True) as library:
        assert (people.students(library), people.pieces(library), people.exercises(library)) == ([], [], [])


def test_what_is_there_already_makes_no_piece(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--library", str(tmp_path / "library"), "import", str(videos.made("h264").path), "--student", "Anna"]
    assert main(words) == 0
    assert main([*words, "--piece", "Minuet"]) == 0
    assert capsys.readouterr().out.endswith("0 imported, 1 already there.\n")
    with Library.open(tmp_path / "library", read_only=True) as library:
        assert people.pieces(library) == []


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["--student", "Ben", "--piece", "minuet"], "There are 2 pieces named"),
        (["--student", "Ben", "--exercise", " "], "The exercise's title is empty."),
        (["--student", "x" * 201], "The student's name is too long."),
    ],
)
def test_a_name_that_cannot_be_meant_is_told_before_any_file_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: list[str], says: str
) -> None:
    with Library.open(tmp_path / "library") as library:
        add_student(library, display_name="Anna")
        add_piece(library, title="Minuet")
        add_piece(library, title="Minuet")
    words = ["import", str(videos.made("h264").path), *names, "--library", str(tmp_path / "library")]
    assert main(words) == 1
    assert says in capsys.readouterr().err
    with Library.open(tmp_path / "library", read_only=True) as library:
        assert [student.display_name for student in people.students(library)] == ["Anna"]


def test_a_library_that_is_open_in_a_desk_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(tmp_path / "library"):
        words = ["import", str(videos.made("h264").path), "--student", "Anna", "--library", str(tmp_path / "library")]
        assert main(words) == 1
    assert "in use" in capsys.readouterr().err


def test_a_folder_without_videos_is_told_and_makes_no_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inbox").mkdir()
    words = ["import", str(tmp_path / "inbox"), "--student", "Anna", "--library", str(tmp_path / "library")]
    assert main(words) == 1
    assert "no video in these folders" in capsys.readouterr().err
    assert not (tmp_path / "library").exists()


def test_a_mistyped_path_is_told_and_makes_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", str(tmp_path / "tkae.mp4"), "--student", "Anna", "--library", str(tmp_path / "library")]
    assert main(words) == 1
    assert f"There is no {tmp_path / 'tkae.mp4'}." in capsys.readouterr().err
    assert not (tmp_path / "library").exists()
