"""Takes as the commands read them from a library."""

from collections.abc import Iterator

from practika_desktop.cli.formats.sheet import Sheet
from practika_desktop.model.errors import LibraryError
from practika_desktop.store import take, takes
from practika_desktop.store.library import Library
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


def sheet_of(library: Library, summary: TakeSummary, names: dict[str, str]) -> Sheet:
    """Return a take with all that is said about it; `names` are those of `store.take.author_names`."""
    detail = take.detail(library, summary.submission_id)
    return Sheet(
        take=summary,
        file_name=detail.media.file_name if detail else "",
        markers=tuple(take.markers(library, summary.submission_id)),
        messages=tuple(take.messages(library, summary.submission_id)),
        names=names,
    )
