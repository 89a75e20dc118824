"""Bugs to plant, each a line of the product that says something else: the simulator must find every one of them."""

import inspect
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from unittest.mock import patch

from practika_desktop.endpoint import deciding, pulling, pushing, rights, rows
from practika_desktop.endpoint.book import Book
from practika_desktop.store.synced import pages, queue
from practika_desktop.store.synced.settling import Settling
from practika_desktop.sync import merging, reconcile


@dataclass(frozen=True)
class Bug:
    """What is wrong, in which function of a module or class, and how the line reads instead.

    One that is rare takes more than some tens of seeds, and is looked for in the long suites.
    """

    what: str
    where: ModuleType | type
    function: str
    line: str
    instead: str
    is_rare: bool = False


BUGS = [
    Bug("a mutation is done again", pushing, "_do_all", "if mutation.mid not in done:", "if True:"),
    Bug("any numbers are taken", pushing, "_goes_on", "return is_next and all(", "return True or all("),
    Bug("a device's count lags", pushing, "_write_receipts", "last_n=new[-1].n", "last_n=new[-1].n - 1"),
    Bug("a page leaves out a row", rows, "page", ".limit(limit)", ".limit(limit).offset(1 if after else 0)"),
    Bug("a cursor runs ahead", pulling, "_collect", "fetched[-1].seq if", "fetched[-1].seq + 1 if"),
    Bug("nobody hears what is gone", rows, "page", "if not also_gone:", "if True:"),
    Bug(
        "who lost a channel hears not what went",
        pulling,
        "_collect",
        "also_gone=bool(cursor)",
        "also_gone=after > 0",
        is_rare=True,
    ),
    Bug("a changed row keeps its number", Book, "close", "seq=seq)", "seq=row.seq or seq)"),
    Bug("erasing leaves what belongs to it", Book, "erase", "left += self._belonging_to(one)", "pass"),
    Bug(
        "nobody knows what belongs to what",
        deciding,
        "_after",
        "owner_id=next(iter(_owners(mutation)), None)",
        "owner_id=None",
    ),
    Bug(
        "new things join what is erased",
        deciding,
        "_problem_with_owner",
        "if any(one.life is Life.ERASED for one in owners)",
        "if False",
    ),
    Bug(
        "who taught goes on reading",
        Book,
        "_write_teaching",
        "teaching.c.student_id == student.id",
        "teaching.c.student_id == ''",
    ),
    Bug("all of every student is seen", rights, "seen_of_student", "return NAMES", "return _all(Entity.STUDENT)"),
    Bug(
        "the last writer's text wins", merging, "merge", "Merged(_text(merged), conflicted)", "Merged(ours, conflicted)"
    ),
    Bug(
        "the first writer's text wins",
        merging,
        "merge",
        "Merged(_text(merged), conflicted)",
        "Merged(theirs, conflicted)",
    ),
    Bug(
        "who reads less far takes back",
        reconcile,
        "_value",
        "return max(current, wanted)",
        "return wanted",
        is_rare=True,
    ),
    Bug("a deletion beats what it had not seen", reconcile, "_has_unseen", "return changed or", "return False and"),
    Bug(
        "lost channels keep their rows",
        pages,
        "_replace_base",
        '"channel NOT IN (SELECT channel FROM staged_cursor)"',
        '"FALSE"',
    ),
    Bug("from zero replaces nothing", pages, "_replace_base", "if from_zero:", "if False:"),
    Bug("the cursor stays behind", pages, "_promote", "INSERT INTO cursor SELECT * FROM staged_cursor", "SELECT 1"),
    Bug("a row's first page wins", pages, "_stage", "INSERT OR REPLACE INTO staged", "INSERT OR IGNORE INTO staged"),
    Bug("what was confirmed stays visible", pages, "_promote", "changed |= queue.keep", "queue.keep"),
    Bug(
        "what was rejected stays visible",
        pages,
        "save_outcomes",
        "settle(connection, queue.note(connection, outcomes, now_ms))",
        "queue.note(connection, outcomes, now_ms)",
    ),
    Bug(
        "what was rejected is thrown away",
        queue,
        "note",
        "?, ? FROM outbox WHERE n = ?",
        "?, ? FROM outbox WHERE n = -?",
    ),
    Bug("what was sent is not kept", queue, "keep_confirmed", "verdict IS NOT NULL ORDER BY n", "FALSE"),
    Bug("a restored endpoint is not refilled", pages, "_promote", "queue.refill(connection)", "pass"),
    Bug(
        "a copied desk stays the same device",
        queue,
        "_be_a_new_device",
        "device_id = ?, last_n",
        "device_id = coalesce(device_id, ?), last_n",
    ),
    Bug(
        "a pull hides what was done since",
        Settling,
        "_wanted",
        "replayed(fields_, map(rows.to_mutation, done))",
        "replayed(fields_, ())",
    ),
    Bug("what waited is never shown", Settling, "_stir", "self._left.update(", "dict[str, None]().update("),
    Bug("what hangs on a hidden record stays", Settling, "_hide", "self._left.update(", "dict[str, None]().update("),
    Bug("what is not there is named", Settling, "_fits", "values[one.field] = None", "pass"),
]


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Let a function of the product have a bug while the block runs."""
    function = getattr(bug.where, bug.function)
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(bug.line) == 1, f"{bug.what}: its line is not there, or not only there"
    made: dict[str, Any] = {}
    code = compile(source.replace(bug.line, bug.instead), f"<{bug.what}>", "exec")
    exec(code, vars(sys.modules[function.__module__]), made)  # noqa: S102 - the bug itself
    with patch.object(bug.where, bug.function, made[bug.function]):
        yield
