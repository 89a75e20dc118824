"""What a confined process can no longer do, and what it still can."""

import sys
from pathlib import Path

from tests.support import confined

_NEEDED = {"read its own file", "start a thread", "load a module"}


def test_a_confined_process_can_do_what_it_needs_and_no_more(tmp_path: Path) -> None:
    free = confined.outcomes(tmp_path / "free", confine=False)
    assert {attempt for attempt, outcome in free.items() if outcome != "done"} <= {"read the system's files"}
    held = confined.outcomes(tmp_path / "held", confine=True)
    if sys.platform == "linux":
        assert {attempt for attempt, outcome in held.items() if outcome == "done"} == _NEEDED
        assert set(held.values()) == {"done", "PermissionError"}
    else:
        assert held == {}  # the platform offers nothing of the kind, and says so
