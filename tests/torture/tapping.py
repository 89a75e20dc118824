"""Hears of everything that a process does to the files in a folder. For a process that is to end soon: never undone."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.torture.operations import Hear, Statement
from tests.torture.python_files import PythonTap
from tests.torture.sqlite_files import SqliteTap

_CHANGING = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "COMMIT")
_WORDS = 3


def tap(folder: Path, hear: Hear) -> None:
    """Let `hear` hear of each operation on a file in the folder, and of each statement that changes a database."""
    folder = folder.absolute()
    PythonTap(folder, hear)
    SqliteTap(folder, hear)
    real_connect = sqlite3.connect

    def connect(*where: Any, **more: Any) -> Any:  # noqa: ANN401 - as `sqlite3` itself
        connection = real_connect(*where, **more)
        connection.set_trace_callback(said)
        return connection

    def said(sql: str) -> None:
        if sql.lstrip().startswith(_CHANGING):
            hear(Statement(" ".join(sql.split()[:_WORDS])))

    pytest.MonkeyPatch().setattr(sqlite3, "connect", connect)
