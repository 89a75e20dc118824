"""The long run: python -m tests.simulator FILE [--seeds N] [--steps N]; started again, it goes on where it was.

FILE notes the seeds that are done, a line each: the seed and `ok`, or what was wrong.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.simulator.runs import violation
from tests.simulator.world import Templates


def main() -> int:
    """Run the seeds that are not done yet; return 1 if anything was ever wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description="The long run of the simulator.")
    parser.add_argument("file", type=Path, help="notes what is done")
    parser.add_argument("--seeds", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=400)
    asked = parser.parse_args()
    done = _done(asked.file)
    with tempfile.TemporaryDirectory() as folder, asked.file.open("a") as notes:
        templates = Templates(Path(folder))
        for seed in range(asked.seeds):
            if (seed, asked.steps) not in done:
                found = violation(seed, asked.steps, templates)
                notes.write(f"{seed} {asked.steps} {_line(found)}\n")
                notes.flush()
    wrong = [line for line in asked.file.read_text().splitlines() if not line.endswith(" ok")]
    sys.stdout.write(f"{asked.file}: {len(_done(asked.file))} runs, {len(wrong)} violations\n")
    return 1 if wrong else 0


def _done(file: Path) -> set[tuple[int, int]]:
    if not file.exists():
        return set()
    lines = (line.split(" ", 2) for line in file.read_text().splitlines())
    return {(int(seed), int(steps)) for seed, steps, _ in lines}


def _line(found: str | None) -> str:
    return "ok" if found is None else found.splitlines()[0]


if __name__ == "__main__":
    sys.exit(main())
