"""Sections of docs/figures.md: each bench prints its table, and with `--keep` writes it as its section of the page."""

import argparse
import math
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"


@dataclass(frozen=True)
class Row:
    """One line of a table; `holds` is false when the limit that the line names is missed."""

    cells: tuple[str, ...]
    holds: bool


@dataclass(frozen=True)
class Section:
    """A bench's result: what was measured and how, in words, and a table whose last column tells whether it holds.

    `name` is the bench's module; `header` has a cell for each cell of a row.
    """

    name: str
    title: str
    words: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def holds(self) -> bool:
        """Whether every line's limit is kept, and there is a line."""
        return bool(self.rows) and all(row.holds for row in self.rows)


@dataclass(frozen=True)
class Spread:
    """How samples spread: quantiles by nearest rank, in the samples' unit."""

    median: float
    p95: float
    p999: float
    longest: float

    @classmethod
    def of(cls, samples: Iterable[float]) -> "Spread":
        """Sort and rank the samples; raises ValueError without any."""
        ranked = sorted(samples)
        if not ranked:
            raise ValueError("no samples")

        def rank(share: float) -> float:
            return ranked[max(math.ceil(share * len(ranked)) - 1, 0)]

        return cls(rank(0.5), rank(0.95), rank(0.999), ranked[-1])


def ms(value: float) -> str:
    """Write milliseconds with one decimal."""
    return f"{value:.1f}"


def run(measure: Callable[[], Section]) -> None:
    """Be a bench's command: measure, print the section, keep it if asked; exits with 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--keep", action="store_true", help="write the table into docs/figures.md")
    kept = parser.parse_args().keep
    finish(measure(), keep=kept)


def finish(section: Section, *, keep: bool) -> None:
    """Print the section, write it into the page if asked, and exit: with 1 when a limit is missed."""
    print(render(section))  # noqa: T201 - a bench's result goes to the terminal
    if keep:
        PAGE.write_text(placed(PAGE.read_text(), section))
    sys.exit(0 if section.holds else 1)


def render(section: Section) -> str:
    """Write the section as Markdown, with the command that made it and the machine that it ran on."""
    header = (*section.header, "holds")
    lines = [
        f"## {section.title}",
        "",
        section.words,
        "",
        f"`python -m tests.benchmarks.{section.name}` on {_machine()}:",
        "",
        _line(header),
        _line("---" for _ in header),
        *(_line((*row.cells, "yes" if row.holds else "**no**")) for row in section.rows),
    ]
    return "\n".join(lines) + "\n"


def placed(page: str, section: Section) -> str:
    """Return the page with the section's text between its own marks, at the end when it has none yet."""
    start, end = f"<!-- {section.name} -->\n", f"<!-- /{section.name} -->\n"
    block = f"{start}{render(section)}{end}"
    found = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    if found.search(page):
        return found.sub(lambda _: block, page)
    return f"{page.rstrip()}\n\n{block}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _machine() -> str:
    cores = os.cpu_count() or 1
    return f"{platform.system()} ({platform.machine()}), {cores} cores, Python {platform.python_version()}"
