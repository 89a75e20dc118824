"""A bar on the terminal for what takes long; nothing where standard error is no terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from practika_desktop.jobs import Progress


@contextmanager
def bar(unit: str, *, scaled: bool = False) -> Iterator[Progress]:
    """Give a Progress that is drawn as a bar on standard error while the block runs.

    `unit` names what is counted; `scaled` writes large numbers as 1.2M.
    """
    if not sys.stderr.isatty():
        yield Progress()
        return
    from tqdm import tqdm

    with tqdm(unit=unit, unit_scale=scaled, leave=False, dynamic_ncols=True, file=sys.stderr) as drawn:

        def show(done: int, total: int, what: str) -> None:
            drawn.total = total or None
            drawn.set_description(what, refresh=False)
            drawn.n = done
            drawn.refresh()

        yield Progress(show)
