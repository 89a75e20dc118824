"""Make the sample studio anew: python -m tools.sample.make [FOLDER]."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from tools.sample.encode import write_take
from tools.sample.engrave import write_score
from tools.sample.takes import TAKES

FOLDER = Path(__file__).parents[2] / "resources" / "sample"
_RECORDED = [
    datetime(2026, 10, 28, 16, 5, tzinfo=UTC),
    datetime(2026, 11, 4, 16, 40, tzinfo=UTC),
    datetime(2026, 11, 3, 18, 20, tzinfo=UTC),
    datetime(2026, 11, 5, 17, 55, tzinfo=UTC),
]


def main() -> None:
    """Write the score and the takes into the folder; what is said about them stands in `studio.json`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    write_score(folder / "minuet.pdf")
    for take, recorded in zip(tqdm(TAKES, unit="take"), _RECORDED, strict=True):
        write_take(take, folder / take.file_name, recorded)


if __name__ == "__main__":
    main()
