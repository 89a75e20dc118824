"""What must hold whatever happens: looked at where it could break, also in a desk that is in use."""


class BrokenInvariant(Exception):  # noqa: N818 - what it is; never a foreseen error
    """A defect was caught before it could do harm."""


def invariant(holds: bool, what: str) -> None:
    """Raise BrokenInvariant, with what should have held, unless it does."""
    if not holds:
        raise BrokenInvariant(what)
