"""The end of a sitting: what is half-written is kept before the window goes."""

from collections.abc import Callable

from practika_desktop.model.errors import PractikaError


class Leaving:
    """Asked whether the window may close; `keep` keeps what is half-written and raises PractikaError when it cannot."""

    def __init__(self, keep: Callable[[], None], tell: Callable[[str, str, str], None]) -> None:
        self._keep = keep
        self._tell = tell
        self._warned = False

    def may_close(self) -> bool:
        """Keep what is half-written; where that fails, say so and stay, unless it was said the last time as well."""
        try:
            self._keep()
        except PractikaError as error:
            if self._warned:
                return True
            self._warned = True
            self._tell(
                error.title,
                f"{error.advice} What you are writing is not kept yet: copy it, or close again to leave without it.",
                "",
            )
            return False
        self._warned = False
        return True
