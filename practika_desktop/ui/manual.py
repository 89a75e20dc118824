"""The manual's pages that are made of the tables: `python -m practika_desktop.ui.manual docs` writes them."""

import sys
from pathlib import Path

from practika_desktop.ui.actions import table as actions
from practika_desktop.ui.settings import table as settings


def pages() -> dict[str, str]:
    """Return the pages' texts by file name."""
    return {"keys.md": actions.as_markdown(), "settings.md": settings.as_markdown()}


def main() -> None:
    """Write the pages into the folder that the command names."""
    for name, text in pages().items():
        Path(sys.argv[1], name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
