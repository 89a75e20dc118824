"""Copies of the library's file: one a day, and one before each change of its shape."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from practika_desktop import system
from practika_desktop.store import connecting, faults, layout
from practika_desktop.store.connecting import Connections

_KEPT, _DAYS_KEPT = 10, 5
_MOMENT = "%Y%m%dT%H%M%S"
_UNFINISHED = ".part"  # with SQLite's own endings for the files beside it
_EVERY = timedelta(hours=20)  # a teacher who sits down a little earlier each day still gets one a day

Report = Callable[[int, int], object]


def back_up(connections: Connections, folder: Path, before: str) -> Path:
    """Write a copy of the file as it is before revision `before` into backups/; return its path once it is synced.

    The newest ten are kept.
    """
    now = datetime.now(UTC)
    made = _copy(connections, folder, f"before-{before}", now=now)
    _thin_out(folder, "before-*", _KEPT, now)
    return made


def back_up_daily(connections: Connections, folder: Path, now: datetime, report: Report | None = None) -> Path | None:
    """Write the day's copy into backups/ and return its path, None while the last one is of the same day.

    The newest five are kept. `report` is called with pages done and in all; what it raises (a cancel) leaves nothing.
    Raise LibraryError for a damaged library: the copies of sound days are kept then.
    """
    if any(timedelta(0) <= now - _made_at(one) < _EVERY for one in layout.backups(folder).glob("*-daily.sqlite")):
        return None
    made = _copy(connections, folder, "daily", now=now, report=report, checked=True)
    _thin_out(folder, "daily", _DAYS_KEPT, now)
    return made


def clear_unfinished(folder: Path) -> None:
    """Remove what a cut copying left behind; only the one desk that holds the library's lock may do so."""
    for left_over in layout.backups(folder).glob(f"*{_UNFINISHED}*"):
        left_over.unlink()


def _copy(
    connections: Connections,
    folder: Path,
    why: str,
    *,
    now: datetime,
    report: Report | None = None,
    checked: bool = False,
) -> Path:
    backups = layout.backups(folder)
    backups.mkdir(exist_ok=True)
    target = backups / f"library-{now.strftime(_MOMENT)}-{why}.sqlite"
    unfinished = target.with_suffix(_UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        connecting.copy(connections, unfinished, report)
        if checked and not connecting.is_sound(unfinished):
            raise faults.damaged()
        system.fsync_file(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    system.fsync_folder(backups)
    return target


def _thin_out(folder: Path, why: str, kept: int, now: datetime) -> None:
    """Remove all but the newest; what a clock that went wrong dated in the future counts as old."""

    def age(backup: Path) -> tuple[bool, str]:
        return _made_at(backup) <= now, backup.name

    for old in sorted(layout.backups(folder).glob(f"library-*-{why}.sqlite"), key=age)[:-kept]:
        old.unlink()


def _made_at(backup: Path) -> datetime:
    """Return when a copy was made, by its name; one with another name is as old as can be."""
    try:
        return datetime.strptime(backup.name.split("-")[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
