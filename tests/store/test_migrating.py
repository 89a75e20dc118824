"""Bringing a library to the present shape: whole or not at all, after a backup, never backwards."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from practika_desktop.edits.done import Verb
from practika_desktop.edits.submissions import delete_submission
from practika_desktop.edits.time_maps import set_time_map
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.measures.taps import Taps
from practika_desktop.store import backup, connecting, layout, migrating
from practika_desktop.store.check import check
from practika_desktop.store.library import Library
from practika_desktop.store.migrations import REVISIONS
from tests.support.library import built_library, replayed, visible

NEXT = '''
"""A revision to try migrations with."""
from alembic import op
revision = "next"
down_revision = "{last}"
def upgrade() -> None:
    op.execute("CREATE TABLE one (id INTEGER)")
    {more}
    op.execute("CREATE TABLE two (id INTEGER)")
'''


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a library that the present Practika (with a made-up further revision) finds too old."""
    with built_library(tmp_path) as built:
        built.fill(takes=2)
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for path in (migrating.SCRIPTS / "env.py", *(migrating.SCRIPTS / "versions").glob("v*.py")):
        (scripts / path.relative_to(migrating.SCRIPTS)).write_text(path.read_text())
    write_next(tmp_path, "pass")
    monkeypatch.setattr(migrating, "SCRIPTS", scripts)
    monkeypatch.setattr(migrating, "REVISIONS", (*REVISIONS, "next"))
    return tmp_path / "library"


def write_next(tmp_path: Path, more: str) -> None:
    (tmp_path / "scripts" / "versions" / "v_next.py").write_text(NEXT.format(last=REVISIONS[-1], more=more))


def tables(database: Path) -> set[str]:
    connection = sqlite3.connect(database)
    found = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found


def contents(database: Path) -> dict[str, list[dict[str, object]]]:
    """Return all rows of all tables, but the note of the file's revision."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    found = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in tables(database)}
    connection.close()
    del found["alembic_version"]
    return found


def fill_as_then(older: Path, newer: Path) -> None:
    """Put into an older library what a newer one holds, as far as it had a place for it then."""
    shutil.copytree(newer / "media", older / "media", dirs_exist_ok=True)
    connection = sqlite3.connect(layout.database(older))
    connection.execute("ATTACH ? AS newer", (str(layout.database(newer)),))
    for table in sorted(tables(layout.database(older)) - {"alembic_version", "search_take"}):
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")'))
        connection.execute(f'DELETE FROM main."{table}"')
        connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM newer."{table}"')
    connection.commit()
    connection.close()


def test_an_older_library_is_backed_up_and_brought_up(older: Path) -> None:
    Library.open(older).close()
    assert {"one", "two"} <= tables(layout.database(older))
    (copy,) = layout.backups(older).iterdir()
    assert "before-next" in copy.name
    assert "one" not in tables(copy)
    assert "marker" in tables(copy)
    Library.open(older).close()
    assert len(list(layout.backups(older).iterdir())) == 1


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_library_of_each_older_shape_keeps_all_that_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    with built_library(tmp_path / "now") as built:
        take_id, *_ = built.fill(takes=3)
        built.marker(take_id, page=2, measure="17")
    with monkeypatch.context() as then:
        then.setattr(migrating, "REVISIONS", REVISIONS[: REVISIONS.index(revision) + 1])
        Library.open(tmp_path / "library", teacher_name="Ada").close()
    fill_as_then(tmp_path / "library", tmp_path / "now" / "library")
    held = contents(layout.database(tmp_path / "library"))
    assert "sync" not in held
    with Library.open(tmp_path / "library") as library:
        now = contents(layout.database(tmp_path / "library"))
        for table, before in held.items():
            assert [row.items() <= kept.items() for row, kept in zip(before, now[table], strict=True)].count(False) == 0
        assert visible(library) == replayed(library)
        assert check(library).sound
        set_time_map(library, submission_id=take_id, taps=Taps(reaction_ms=5), verb=Verb.SET_TAPPING_DELAY)
        delete_submission(library, submission_id=take_id)


def test_a_migration_that_fails_midway_leaves_the_old_library(older: Path, tmp_path: Path) -> None:
    write_next(tmp_path, 'raise RuntimeError("cut")')
    with pytest.raises(RuntimeError, match="cut"):
        Library.open(older)
    assert not {"one", "two"} & tables(layout.database(older))
    write_next(tmp_path, "pass")
    Library.open(older).close()
    assert {"one", "two"} <= tables(layout.database(older))


def test_a_migration_that_loses_rows_others_point_to_is_refused(older: Path, tmp_path: Path) -> None:
    write_next(tmp_path, 'op.execute("DELETE FROM student")')
    with pytest.raises(LibraryError, match="could not be brought"):
        Library.open(older)
    assert "one" not in tables(layout.database(older))


def test_an_older_library_is_not_changed_by_a_reader(older: Path) -> None:
    with pytest.raises(LibraryError, match="older version"):
        Library.open(older, read_only=True)
    assert "one" not in tables(layout.database(older))


@pytest.mark.parametrize("read_only", [False, True])
def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    Library.open(tmp_path).close()
    database = sqlite3.connect(layout.database(tmp_path))
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    with pytest.raises(LibraryError, match="newer version"):
        Library.open(tmp_path, read_only=read_only)
    assert not layout.backups(tmp_path).exists()


def test_only_the_newest_backups_are_kept(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    layout.backups(tmp_path).mkdir()
    for day in range(1, 13):
        (layout.backups(tmp_path) / f"library-202001{day:02}T000000-before-0000.sqlite").touch()
    connections = connecting.connect(layout.database(tmp_path))
    made = backup.back_up(connections, tmp_path, "0002")
    connections.close()
    kept = sorted(layout.backups(tmp_path).iterdir())
    assert len(kept) == 10
    assert kept[-1] == made
    assert kept[0].name.startswith("library-20200104")
