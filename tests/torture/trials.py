"""What may be killed: every verb, a first start, a migration, what the desk does when idle, and the caches."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from practika_desktop.media.derived import Derived
from practika_desktop.store import migrating
from practika_desktop.store.library import Library
from practika_desktop.store.migrations import REVISIONS
from tests.support.videos import made
from tests.torture.acts import ACTS
from tests.torture.children import child
from tests.torture.hands import Hands, HerePool, shown
from tests.torture.kills import Tell, Trial
from tests.torture.operations import Shown
from tests.torture.verdict import HALF_DONE, look

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_NOTHING = Shown("nothing", 0, "")
_HASH = "ab" * 32
_NEXT = '''
"""A revision that makes a table, changes every student, and makes an index."""
from alembic import op
revision = "9999"
down_revision = "{last}"
def upgrade() -> None:
    op.execute("CREATE TABLE one (id INTEGER)")
    op.execute("UPDATE student SET note = note || ''")
    op.execute("CREATE INDEX ix_one ON one (id)")
'''


def all_trials() -> dict[str, Trial]:
    """Return everything that may be killed, by name."""
    others = (
        Trial("first start", _first_start),
        Trial("migration", _migration, _look_migrated),
        Trial("checkpoint and close", _closing),
        Trial("daily backup", _backing_up),
        Trial("cache write", _caching, _look_cached),
    )
    return {trial.name: trial for trial in (*(verb_trial(name) for name in ACTS), *others)}


def verb_trial(name: str) -> Trial:
    """Return the trial of a verb by its name in `ACTS`."""

    def begin(folder: Path, tell: Tell) -> Callable[[], object]:
        hands = _hands(folder, tell)
        hands.silent = True
        act = ACTS[name](hands)
        hands.silent = False
        hands.show("before")
        return act

    return Trial(name, begin)


def _hands(folder: Path, tell: Tell) -> Hands:
    scratch = folder.with_name("scratch")
    scratch.mkdir()
    return Hands(Library.open(folder), scratch, tell)


def _first_start(folder: Path, tell: Tell) -> Callable[[], object]:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
    tell(_NOTHING)
    return lambda: tell(shown(Library.open(folder, teacher_name="Ada"), "first start"))


def _migration(folder: Path, tell: Tell) -> Callable[[], object]:
    with Library.open(folder) as library:
        tell(shown(library, "before"))
    _come_with_a_revision(folder.with_name("scripts"))
    return lambda: tell(shown(Library.open(folder), "migration"))


def _look_migrated(folder: Path) -> tuple[Shown | None, list[str]]:
    """Look with the Practika that has the new revision."""

    def work(pipe: "Connection[Any, Any]") -> None:
        _come_with_a_revision(folder.with_name("scripts again"))
        pipe.send(look(folder))

    with child(work) as at_work:
        [(held, wrong)] = at_work.told()
    return held, wrong


def _come_with_a_revision(scripts: Path) -> None:
    """Let this process, which is to end soon, be a Practika with one revision more."""
    patch = pytest.MonkeyPatch()
    for path in migrating.SCRIPTS.rglob("*.py"):
        target = scripts / path.relative_to(migrating.SCRIPTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text())
    (scripts / "versions" / "v9999_next.py").write_text(_NEXT.format(last=REVISIONS[-1]))
    patch.setattr(migrating, "SCRIPTS", scripts)
    patch.setattr(migrating, "REVISIONS", (*REVISIONS, "9999"))


def _closing(folder: Path, tell: Tell) -> Callable[[], object]:
    hands = _hands(folder, tell)
    marker = hands.marker()
    tell(shown(hands.library, marker))

    def act() -> None:
        hands.library.checkpoint()
        hands.library.close()

    return act


def _backing_up(folder: Path, tell: Tell) -> Callable[[], object]:
    hands = _hands(folder, tell)
    tell(shown(hands.library, "before"))
    return hands.library.back_up_daily


def _caching(folder: Path, tell: Tell) -> Callable[[], object]:
    derived = Derived(folder, HerePool())
    tell(_NOTHING)

    def act() -> None:
        derived.thumbnail(_HASH, made("h264").path)
        derived.waveform(_HASH, made("h264").path)

    return act


def _look_cached(folder: Path) -> tuple[Shown | None, list[str]]:
    """Take everything from the cache, as a desk does, and hold it against what another cache makes now."""
    wrong = []
    derived, fresh = Derived(folder, HerePool()), Derived(folder.with_name("fresh"), HerePool())
    video = made("h264").path
    if derived.frame_index(_HASH, video).to_bytes() != fresh.frame_index(_HASH, video).to_bytes():
        wrong.append(f"{HALF_DONE}: another frame index")
    if derived.waveform(_HASH, video).to_bytes() != fresh.waveform(_HASH, video).to_bytes():
        wrong.append(f"{HALF_DONE}: another waveform")
    if derived.thumbnail(_HASH, video).read_bytes() != fresh.thumbnail(_HASH, video).read_bytes():
        wrong.append(f"{HALF_DONE}: another thumbnail")
    left = [path.name for path in (folder / "derived").rglob("*.unfinished")]
    return _NOTHING, wrong + [f"{HALF_DONE}: {name} is left over in the cache" for name in left]
