"""How much memory processes take (Linux)."""

from contextlib import suppress
from pathlib import Path


def family(pid: int) -> list[int]:
    """Return a process and all that come from it."""
    everyone = [pid]
    for each in everyone:
        with suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                everyone += map(int, (task / "children").read_text(encoding="ascii").split())
    return everyone


def megabytes(pid: int) -> float:
    """Return a process's share of memory, shared memory included (proportional set size); 0 when it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
