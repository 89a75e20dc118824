"""A window over a long list: pages of rows read when they are looked at, the least used ones forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from practika_desktop.store.takes import TakeSummary

PAGE = 50
KEPT = 24


class Pages:
    """The rows around what is looked at; `read(offset, limit)` reads further ones. At most 1,200 rows are held."""

    def __init__(self, read: Callable[[int, int], Sequence[TakeSummary]]) -> None:
        self._read = read
        self._pages: OrderedDict[int, list[TakeSummary]] = OrderedDict()

    def at(self, row: int) -> TakeSummary | None:
        """Return the take at a row (from 0), read with its page where need be; None past the end."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None or place >= len(page):  # or it lacks what has moved up from the next one
            page = self._pages[number] = list(self._read(number * PAGE, PAGE))
        self._pages.move_to_end(number)
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return page[place] if place < len(page) else None

    def held(self) -> Iterator[tuple[int, TakeSummary]]:
        """Return the rows held now, with their numbers."""
        for number, page in self._pages.items():
            for place, take in enumerate(page):
                yield number * PAGE + place, take

    def row_of(self, submission_id: str) -> int | None:
        """Return the row of a take that is held, or None."""
        return next((row for row, take in self.held() if take.submission_id == submission_id), None)

    def put(self, row: int, take: TakeSummary) -> None:
        """Replace the take of a row that is held."""
        number, place = divmod(row, PAGE)
        self._pages[number][place] = take

    def remove(self, row: int) -> None:
        """Take out a row that is held; those below it in its page move up, later pages are forgotten."""
        number, place = divmod(row, PAGE)
        self.forget_from((number + 1) * PAGE)
        del self._pages[number][place]

    def forget_from(self, row: int) -> None:
        """Forget the page of a row and all later ones, whose rows have moved."""
        for number in [number for number in self._pages if number >= row // PAGE]:
            del self._pages[number]

    def forget(self) -> None:
        """Forget everything."""
        self._pages.clear()
