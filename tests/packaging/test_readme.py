"""What the README and the docs point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)#:]+)[^)]*\)|(?:src|srcset)=\"([^\"]+)\"")
_FILE = re.compile(r"`((?:packaging|practika_desktop|tests|tools|docs)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_files_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = [page.parent / (one or other) for one, other in _LINK.findall(text)]
    named = [ROOT / name for name in _FILE.findall(text)]
    assert [path for path in linked + named if not path.exists()] == []


def test_the_two_commands_of_the_readme_can_be_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (packaging/\w+)$", readme, re.MULTILINE)
    assert commands == ["packaging/run", "packaging/test"]
    assert all((ROOT / command).stat().st_mode & 0o111 for command in commands)
