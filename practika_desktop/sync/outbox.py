"""What is still to send: all of it counted, and the part that may leave now."""

from itertools import takewhile

from practika_desktop.model.mutations import HOLD_MS, Mutation
from practika_desktop.store import outbox
from practika_desktop.store.library import Library
from practika_desktop.sync.protocol import PUSH_MOST


def count(library: Library) -> int:
    """Return how many mutations are still to send, those held back among them."""
    return outbox.size(library)


def page(library: Library, now_ms: int, *, after_n: int = 0, limit: int = PUSH_MOST) -> list[Mutation]:
    """Return the next mutations to send, in order, from number after_n on.

    The page ends before the first one that is held beyond now_ms: numbers leave without gaps, so what follows waits
    too. What was undone while it was held leaves together with what undid it. A mutation that seems to be held for
    longer than any is, is of before the clock was set back, and held no more.
    """
    mutations = outbox.after(library, after_n, limit)
    return list(takewhile(lambda one: not _is_held(one, now_ms), mutations))


def first(library: Library) -> Mutation | None:
    """Return the mutation that is to be sent next, held or not; None when nothing is to be sent."""
    return next(iter(outbox.after(library, 0, 1)), None)


def _is_held(mutation: Mutation, now_ms: int) -> bool:
    return mutation.hold_until is not None and now_ms < mutation.hold_until <= now_ms + HOLD_MS
