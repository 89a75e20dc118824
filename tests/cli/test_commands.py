"""The commands on a real library, as a person calls them."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from practika_desktop.cli.main import main
from practika_desktop.edits.done import Verb
from practika_desktop.edits.measure_maps import correct_measure_map
from practika_desktop.edits.messages import send_message
from practika_desktop.edits.reviewing import mark_reviewed
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import MeasureMap
from practika_desktop.store.library import Library
from tests.model.measures.making import measure, measures
from tests.support.library import built_library


class Studio:
    """A closed library of two students, three takes and three markers, and what calling a command on it gives."""

    def __init__(self, folder: Path, takes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.takes = takes
        self._capsys = capsys
        self.err = ""

    def call(self, *words: object, code: int = 0) -> str:
        """Return what a command wrote to standard output; what it wrote to standard error is in `err`."""
        assert main([*map(str, words), "--library", str(self.folder)]) == code
        out, self.err = self._capsys.readouterr()
        if code == 0:
            return out
        assert self.err.startswith("practika: ")
        assert "Traceback" not in self.err
        return out


@pytest.fixture
def studio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Studio:
    with built_library(tmp_path, teacher_name="Clara") as builder:
        anna, ben = builder.student("Anna"), builder.student("Jürgen Groß")
        minuet = builder.piece("Minuet")
        takes = [
            builder.take(student_id=anna, piece_id=minuet),
            builder.take(student_id=ben, exercise_id=builder.exercise("Bars 1-8", piece_id=minuet)),
            builder.take(student_id=anna),
        ]
        builder.marker(takes[0], 1_000, text="=rushes", page=2, measure="17")
        builder.marker(takes[0], 5_000, end_ms=7_500, kind=MarkerKind.PRAISE, text='lovely, "this"\nand this')
        builder.marker(takes[1], 2_000, kind=MarkerKind.QUESTION)
        send_message(builder.library, submission_id=takes[0], text="Well done")
        mark_reviewed(builder.library, submission_id=takes[1])
    return Studio(tmp_path / "library", takes, capsys)


def test_list_shows_what_waits_first(studio: Studio) -> None:
    lines = studio.call("list").splitlines()
    assert lines[0].split() == ["state", "student", "piece", "exercise", "recorded", "length", "markers", "id"]
    assert [line.split()[-1] for line in lines[1:]] == [studio.takes[0], studio.takes[2], studio.takes[1]]
    assert lines[1].split()[:3] == ["waiting", "Anna", "Minuet"]
    assert lines[3].startswith("reviewed  Jürgen Groß  Minuet  Bars 1-8")


def test_list_as_json_holds_everything(studio: Studio) -> None:
    first = json.loads(studio.call("list", "--json"))[0]
    assert first["submission_id"] == studio.takes[0]
    assert (first["student_name"], first["marker_count"], first["message_count"]) == ("Anna", 2, 1)
    assert first["recorded_at"].startswith("2023-11-1")


def test_list_and_export_work_while_the_desk_is_open(studio: Studio) -> None:
    with Library.open(studio.folder):
        assert len(json.loads(studio.call("list", "--json"))) == 3
        assert len(studio.call("export", "--format", "csv").splitlines()) > 3


def test_csv_has_a_row_for_each_marker(studio: Studio, tmp_path: Path) -> None:
    output = tmp_path / "markers.csv"
    assert studio.call("export", "--format", "csv", "-o", output) == ""
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student"], row["kind"], row["text"]) for row in rows] == [
        ("Anna", "feedback", "'=rushes"),
        ("Anna", "praise", 'lovely, "this"\nand this'),
        ("Jürgen Groß", "question", ""),
    ]
    assert rows[0]["author"] == "Clara"


def test_csv_can_begin_with_a_mark_for_excel(studio: Studio, tmp_path: Path) -> None:
    studio.call("export", "--format", "csv", "--bom", "-o", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfstudent,")


def test_json_holds_markers_and_messages(studio: Studio) -> None:
    whole = json.loads(studio.call("export", "--format", "json"))
    take = next(one for one in whole["takes"] if one["submission_id"] == studio.takes[0])
    assert [marker["start_ms"] for marker in take["markers"]] == [1_000, 5_000]
    assert (take["markers"][0]["page"], take["markers"][0]["measure"]) == (2, "17")
    assert [(message["text"], message["sender"]) for message in take["messages"]] == [("Well done", "Clara")]


def test_subtitles_of_one_take(studio: Studio) -> None:
    text = studio.call("export", "--format", "srt", "--take", studio.takes[0])
    assert text.count(" --> ") == 2
    assert "[Anna" not in text
    assert studio.err == ""


def test_subtitles_of_several_takes_in_one_file_say_so(studio: Studio) -> None:
    text = studio.call("export", "--format", "vtt")
    assert text.startswith("WEBVTT\n")
    assert text.count("\nNOTE ") == 2
    assert "one file for each" in studio.err


@pytest.mark.parametrize("form", ["vtt", "srt"])
def test_subtitles_in_a_folder_are_one_file_a_take(studio: Studio, tmp_path: Path, form: str) -> None:
    studio.call("export", "--format", form, "-o", f"{tmp_path}/out/")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"Anna - Minuet - {_day(studio)}.{form}", f"Jürgen Groß - Bars 1-8 - {_day(studio)}.{form}"]
    assert all(" --> " in path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())


def _day(studio: Studio) -> str:
    return str(json.loads(studio.call("list", "--json"))[0]["recorded_at"][:10])


@pytest.mark.parametrize(("beginning", "says"), [("zzz", "no take “zzz”"), ("0", "takes begin with “0”")])
def test_a_take_that_is_not_clear_is_refused(studio: Studio, beginning: str, says: str) -> None:
    studio.call("export", "--format", "srt", "--take", beginning, code=1)
    assert says in studio.err


def test_an_output_that_cannot_be_written_is_named(studio: Studio, tmp_path: Path) -> None:
    studio.call("export", "--format", "json", "-o", tmp_path / "absent" / "a.json", code=1)
    assert str(tmp_path / "absent" / "a.json") in studio.err


def test_a_failed_export_leaves_the_old_file(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    studio.call("export", "--format", "json", "-o", tmp_path / "folder.json", code=1)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_check_of_a_sound_library(studio: Studio) -> None:
    assert "nothing is wrong" in studio.call("check")


def test_check_of_a_damaged_library(studio: Studio) -> None:
    next((studio.folder / "media").glob("*/*")).unlink()
    out = studio.call("check", code=1)
    assert "is missing" in out
    assert out.count("What to do: ") == 1
    assert "1 thing is wrong" in studio.err


@pytest.mark.parametrize("words", [["list"], ["export", "--format", "csv"], ["check"]])
def test_where_no_library_is_none_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main([*words, "--library", str(tmp_path / "absent")]) == 1
    assert "There is no library" in capsys.readouterr().err
    assert not (tmp_path / "absent").exists()


@pytest.mark.parametrize("words", [[], ["list"], ["import", "take.mp4", "--student", "Ana"]])
def test_no_library_is_made_on_a_drive_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main([*words, "--library", str(tmp_path / "drive" / "library")]) == 1
    assert "Look whether its drive is connected" in capsys.readouterr().err
    assert not (tmp_path / "drive").exists()


def test_a_file_that_is_no_library_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"no database" * 500)
    assert main(["list", "--library", str(tmp_path)]) == 1
    assert "damaged" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("missing", "says"), [("PySide6", "needs PySide6"), ("display", "no display to open the desk on")]
)
def test_where_the_desk_cannot_open_it_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str, says: str
) -> None:
    def find(name: str) -> object:
        return None if name == missing else object()

    monkeypatch.setattr("practika_desktop.cli.desk_command.find_spec", find)
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert says in capsys.readouterr().err


def test_markers_leave_with_the_numbers_that_their_measures_have_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "minuet.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    with built_library(tmp_path) as builder:
        piece = builder.piece("Minuet", score=pdf)
        take_id = builder.take(piece_id=piece)
        sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
        correct_measure_map(
            builder.library,
            piece_id=piece,
            sha256=sha256,
            measures=measures([measure("up", number=0), measure("one")]),
            verb=Verb.MARK_PICK_UP,
        )
        for measure_id in ("one", None):
            builder.marker(take_id, text="here", page=1, measure="2", measure_id=measure_id)
    studio = Studio(tmp_path / "library", [take_id], capsys)
    rows = csv.DictReader(studio.call("export", "--format", "csv").splitlines())
    assert [row["measure"] for row in rows] == _measures(studio) == ["1", "2"]
    assert "here (p. 1, m. 1)" in studio.call("export", "--format", "vtt")
    with Library.open(studio.folder) as library, library.writing() as transaction:
        (row,) = transaction.select(MeasureMap)
        transaction.update(MeasureMap, row.id, value="{}")
    assert _measures(studio) == ["2", "2"]
    assert studio.err.startswith("practika: Minuet: The measures of this score cannot be read.")


def _measures(studio: Studio) -> list[str]:
    (take,) = json.loads(studio.call("export", "--format", "json"))["takes"]
    return [marker["measure"] for marker in take["markers"]]
