"""Brings a library's file to the present shape, one revision a transaction, each after a backup."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

from practika_desktop.model.errors import LibraryError
from practika_desktop.store.connecting import reading
from practika_desktop.store.migrations import REVISIONS

SCRIPTS = Path(__file__).parent / "migrations"


def pending(engine: Engine) -> tuple[str, ...]:
    """Return the revisions that the file still lacks; raise LibraryError for a file of a newer Practika."""
    present = _revision(engine)
    if present is None:
        return REVISIONS
    if present not in REVISIONS:
        raise LibraryError(
            "This library was made by a newer version of Practika.",
            "Install the newest version to open it; nothing was changed.",
        )
    return REVISIONS[REVISIONS.index(present) + 1 :]


def is_new(engine: Engine) -> bool:
    """Tell whether the file has no shape yet."""
    return _revision(engine) is None


def migrate(engine: Engine, revisions: tuple[str, ...], back_up: Callable[[str], object]) -> None:
    """Apply the revisions in turn, calling back_up with each one's name before it; a power cut leaves whole ones."""
    for revision in revisions:
        if not is_new(engine):
            back_up(revision)
        _apply(engine, revision)


def _revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        if not _exists(connection, "alembic_version"):
            return None
        value = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if value is None else str(value)


def _exists(connection: Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.exec_driver_sql(query, (table,)).first() is not None


def _apply(engine: Engine, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # a table may be made anew; checked as a whole below
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            _check_references(connection)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise LibraryError(
            "The library could not be brought to the present version.",
            f"{len(broken)} of its rows point to nothing; nothing was changed. Run “practika check”.",
        )
