"""A check finds every kind of damage that is done to a library, and nothing in a sound one."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practika_desktop.edits.done import Verb
from practika_desktop.edits.measure_maps import keep_measure_map
from practika_desktop.edits.pieces import add_piece
from practika_desktop.edits.time_maps import set_time_map
from practika_desktop.model.errors import Cancelled
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MediaKind
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.taps import Taps
from practika_desktop.model.records import Media, Student, Submission
from practika_desktop.store.check import check
from practika_desktop.store.library import Library

BYTES = b"pictures and sound" * 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a library with a score's map, and two takes of one student with a file each, one of them with a time map."""
    with Library.open(tmp_path / "library", teacher_name="Clara") as library:
        student_id = new_id()
        channel = f"st:{student_id}"
        with library.writing() as transaction:
            transaction.insert(Student(id=student_id, created_at=1, channel=channel, display_name="Anna"))
        for name in ("one.mp4", "two.mp4"):
            take_id = _add_take(library, tmp_path / name, student_id, channel)
        set_time_map(library, submission_id=take_id, taps=Taps(reaction_ms=5), verb=Verb.SET_TAPPING_DELAY)
        piece_id = add_piece(library, title="Gavotte").id
        keep_measure_map(library, piece_id=piece_id, sha256="a" * 64, measures=Measures(()))
    return tmp_path / "library"


def _add_take(library: Library, source: Path, student_id: str, channel: str) -> str:
    source.write_bytes(source.name.encode() + BYTES)
    stored = library.files.take_in(source)
    take_id, media_id = new_id(), new_id()
    media = Media(
        id=media_id,
        owner=Entity.SUBMISSION,
        owner_id=take_id,
        kind=MediaKind.VIDEO,
        key="",
        bytes=stored.bytes,
        sha256=stored.sha256,
        mime="video/mp4",
        file_name=source.name,
        created_at=1,
        channel=channel,
    )
    take = Submission(
        id=take_id, student_id=student_id, media_id=media_id, recorded_at=1, created_at=1, channel=channel
    )
    with library.writing() as transaction:
        transaction.insert(media)
        transaction.insert(take)
    return take_id


def _file_of(folder: Path, name: str) -> Path:
    sha256 = hashlib.sha256(name.encode() + BYTES).hexdigest()
    return folder / "media" / sha256[:2] / f"{sha256}.mp4"


def _place(folder: Path, name: str) -> str:
    return _file_of(folder, name).relative_to(folder).as_posix()


def _sql(statement: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        connection = sqlite3.connect(folder / "library.sqlite")
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def _flip_a_bit(folder: Path) -> None:
    path = _file_of(folder, "one.mp4")
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "file missing": (lambda folder: _file_of(folder, "one.mp4").unlink(), "“one.mp4” is missing"),
    "file too short": (
        lambda folder: _file_of(folder, "two.mp4").write_bytes(b"x"),
        "it has 1 bytes instead of 18,007",
    ),
    "bit flipped": (_flip_a_bit, "“one.mp4” was changed or is damaged: media/"),
    "owner gone": (_sql("UPDATE media SET owner_id = 'x' WHERE file_name = 'one.mp4'"), "a take that is not there"),
    "reference broken": (
        _sql("UPDATE submission SET student_id = 'nobody'"),
        "belongs to a student that is not there.",
    ),
    "outbox gap": (_sql("DELETE FROM outbox WHERE n = 3"), "number 3 is missing"),
    "outbox end lost": (_sql("DELETE FROM outbox WHERE n > 3"), "numbers 4 to "),
    "measure map damaged": (
        _sql("UPDATE measure_map SET value = replace(value, 'pages', 'pagez')"),
        "The measures of a score of “Gavotte” cannot be read.",
    ),
    "time map of a newer version": (
        _sql("UPDATE time_map SET value = replace(value, 'version\":1', 'version\":2')"),
        "What was tapped along with Anna's take “two.mp4” cannot be read.",
    ),
    "outbox ahead": (_sql("UPDATE desk SET last_n = last_n - 1"), "were counted"),
}


def test_a_sound_library_has_no_findings(folder: Path) -> None:
    with Library.open(folder) as library:
        findings = check(library)
    assert findings.sound
    assert (findings.problems, findings.notes) == ([], [])
    assert (findings.files, findings.bytes) == (2, 2 * (7 + len(BYTES)))


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_named(folder: Path, name: str) -> None:
    damage, says = DAMAGE[name]
    damage(folder)
    with Library.open(folder, read_only=True) as library:
        findings = check(library)
    assert not findings.sound
    assert any(says in problem for problem in findings.problems), findings.problems
    assert len(findings.advice) == 1


@pytest.mark.parametrize("damage", ["file missing", "bit flipped"])
def test_following_the_advice_on_files_mends_them(folder: Path, tmp_path: Path, damage: str) -> None:
    DAMAGE[damage][0](folder)
    _file_of(folder, "one.mp4").unlink(missing_ok=True)
    with Library.open(folder) as library:
        assert not check(library).sound
        library.files.take_in(tmp_path / "one.mp4")
        assert check(library).sound
    with Library.open(folder) as library:
        assert check(library).sound


def test_a_torn_database_is_found(folder: Path) -> None:
    connection = sqlite3.connect(folder / "library.sqlite")
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_media_hash'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with (folder / "library.sqlite").open("r+b") as file:
        file.seek((page - 1) * size + 3)
        file.write(b"\x00\x00")
    with Library.open(folder, read_only=True) as library:
        findings = check(library)
    assert any("database is damaged" in problem for problem in findings.problems)


def test_what_an_interrupted_import_left_is_a_note_and_no_problem(folder: Path) -> None:
    _file_of(folder, "three.mp4").parent.mkdir(exist_ok=True)
    _file_of(folder, "three.mp4").write_bytes(b"orphan")
    (folder / "incoming").mkdir(exist_ok=True)
    (folder / "incoming" / "half").write_bytes(b"half")
    with Library.open(folder, read_only=True) as library:
        findings = check(library)
    assert findings.sound
    assert findings.notes == [
        f"No take uses the file {_place(folder, 'three.mp4')} (6 bytes); you may delete it.",
        "The file incoming/half is of an import that is under way or was cut; the next start of the desk removes it.",
    ]


def test_a_file_whose_record_never_came_is_a_note_and_goes_at_the_next_start(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "three.mp4"
    source.write_bytes(source.name.encode() + BYTES)
    with Library.open(folder) as library:
        library.files.take_in(source)
        (note,) = check(library).notes
        assert note.startswith(f"No take uses the file {_place(folder, 'three.mp4')} (18,009 bytes); the next start")
    with Library.open(folder, read_only=True) as library:
        assert _file_of(folder, "three.mp4").exists()
    with Library.open(folder) as library:
        assert not _file_of(folder, "three.mp4").exists()
        assert (check(library).problems, check(library).notes) == ([], [])


def test_a_check_can_be_stopped(folder: Path) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled

    with Library.open(folder, read_only=True) as library, pytest.raises(Cancelled):
        check(library, stop)


def test_progress_ends_at_the_total(folder: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    with Library.open(folder, read_only=True) as library:
        findings = check(library, lambda done, total, what: heard.append((done, total, what)))
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)
    assert heard[-1][:2] == (findings.bytes, findings.bytes)


def test_a_check_works_while_a_desk_is_open_and_changes_nothing(folder: Path) -> None:
    with Library.open(folder), Library.open(folder, read_only=True) as library:
        before = _contents(folder)
        assert check(library).sound
        assert _contents(folder) == before


def _contents(folder: Path) -> dict[str, bytes]:
    return dict(_read(folder))


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith("-shm"):
            yield path.name, path.read_bytes()
