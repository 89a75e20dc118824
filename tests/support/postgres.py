"""A PostgreSQL server of the tests' own, on a Unix socket in a folder that goes with it."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

_NOBODYS = "postgres"  # the server refuses to be root's
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40"


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL of this machine, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return None if on_path is None else Path(on_path).resolve().parent


def is_there() -> bool:
    """Tell whether PostgreSQL and what speaks to it are installed."""
    return binaries() is not None and importlib.util.find_spec("psycopg") is not None


class Server:
    """A running server; each database that it gives is new and empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new_database(self) -> str:
        """Make a database and return its address."""
        name = f"test_{next(self._numbers)}"
        engine = create_engine(self._address("postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._address(name)

    def _address(self, name: str) -> str:
        return f"postgresql+psycopg://{_NOBODYS}@/{name}?host={self._folder}"


@contextmanager
def running() -> Iterator[Server]:
    """Start a server and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="practika-pg-"))
    data = folder / "data"
    run_as = _NOBODYS if os.geteuid() == 0 else None
    if run_as is not None:
        shutil.chown(folder, _NOBODYS)

    def run(tool: str, *arguments: str) -> None:
        command = [str((binaries() or Path()) / tool), *arguments]
        subprocess.run(command, check=True, user=run_as, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-D", str(data), "-U", _NOBODYS, "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
        where = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"{where} {_FAST}", "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
