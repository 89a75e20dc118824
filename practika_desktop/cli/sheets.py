"""Takes as the commands read them from a library."""

from collections.abc import Iterator

from practika_desktop.cli.formats.sheet import Sheet
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.shown import as_shown
from practika_desktop.store import maps, take, takes
from practika_desktop.store.library import Library
from practika_desktop.store.take import TakeDetail
from practika_desktop.store.takes import InboxFilter, TakeState, TakeSummary

_WINDOW = 500


def all_takes(library: Library) -> Iterator[TakeSummary]:
    """Yield the takes: those that wait, the longest waiting first, then the reviewed ones, the newest first."""
    for state in (TakeState.WAITING, TakeState.REVIEWED):
        offset = 0
        while window := takes.page(library, InboxFilter(state=state), offset, _WINDOW):
            yield from window
            offset += len(window)


def one_take(library: Library, beginning: str) -> TakeSummary:
    """Return the take whose id begins so; raise LibraryError when there is none, or more than one."""
    found = takes.summary(library, beginning)
    if found is not None:
        return found
    fitting = [one for one in all_takes(library) if beginning and one.submission_id.startswith(beginning.lower())]
    if not fitting:
        raise LibraryError(f"There is no take “{beginning}”.", "“practika list” shows the takes with their ids.")
    if len(fitting) > 1:
        raise LibraryError(f"{len(fitting)} takes begin with “{beginning}”.", "Give more of the id.")
    return fitting[0]


class SheetReader:
    """Reads takes with all that is said about them; a measure map that many of them share is read once.

    `warnings` are the sentences about maps that cannot be read: their markers have the numbers they were linked with.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = take.author_names(library)
        self._maps: dict[tuple[str, str], Measures | None] = {}
        self.warnings: list[str] = []

    def read(self, summary: TakeSummary) -> Sheet:
        """Return a take's sheet, its markers with the numbers that their measures have now."""
        detail = take.detail(self._library, summary.submission_id)
        markers = take.markers(self._library, summary.submission_id)
        if detail is not None and any(marker.measure_id for marker in markers):
            markers = as_shown(markers, self._measures(detail))
        return Sheet(
            take=summary,
            file_name=detail.media.file_name if detail else "",
            markers=tuple(markers),
            messages=tuple(take.messages(self._library, summary.submission_id)),
            names=self._names,
        )

    def _measures(self, detail: TakeDetail) -> Measures | None:
        if detail.piece is None or detail.score_media is None:
            return None
        key = (detail.piece.id, detail.score_media.sha256)
        if key not in self._maps:
            try:
                self._maps[key] = maps.measure_map(self._library, *key)
            except LibraryError as error:
                self._maps[key] = None
                self.warnings.append(f"{detail.piece.title}: {error}")
        return self._maps[key]
