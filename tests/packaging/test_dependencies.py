"""`docs/dependencies.md` says of every direct dependency what it is for and under which licence."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _direct_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[<>=\[]", line)[0].lower() for group in groups for line in group}
    return names - {project["name"]}


def test_the_page_names_exactly_the_direct_dependencies() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert {name.lower() for name, _, _ in rows} == _direct_dependencies()
    assert all(licence.strip() and why.strip() for _, licence, why in rows)
