"""`practika frames`, `still` and `import` agree with an independent reading of the videos."""

import json
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from practika_desktop.cli.main import main
from practika_desktop.store import people
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState, page
from tests.support import videos
from tests.support.barcode import read_barcode

SOME = ("h264-pyramid", "h264-uneven", "h264-edit", "h264-late", "h264-90", "hevc", "vp9", "h264-silent")


@pytest.mark.parametrize("kind", SOME)
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


@pytest.mark.parametrize("kind", SOME)
def test_a_still_is_the_exact_frame_upright(kind: str, tmp_path: Path) -> None:
    video = videos.made(kind)
    middle = len(video.numbers) // 2
    assert main(["still", str(video.path), "--frame", str(middle), "-o", str(tmp_path / "frame.png")]) == 0
    assert _read(tmp_path / "frame.png") == (video.numbers[middle], (video.width, video.height))
    at_ms = -(-video.times_us[middle] // 1000) + 1
    assert main(["still", str(video.path), "--ms", str(at_ms), "-o", str(tmp_path / "ms.png")]) == 0
    assert _read(tmp_path / "ms.png") == (video.numbers[middle], (video.width, video.height))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frame.png", "ms.png"]


def _read(path: Path) -> tuple[int | None, tuple[int, int]]:
    with Image.open(path) as image:
        assert image.format == "PNG"
        rgb = image.convert("RGB")
    return read_barcode(rgb.tobytes(), rgb.width, rgb.height), rgb.size


def test_frames_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frames", str(videos.made("h264-90").path)]) == 0
    assert "120 frames of 320 x 180, turned by 90 degrees, 4.000 s, constant" in capsys.readouterr().out


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
