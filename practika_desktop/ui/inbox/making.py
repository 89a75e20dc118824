"""Where the inbox's thumbnails come from: the cache of what is derived from the takes' files."""

from PySide6.QtGui import QImage

from practika_desktop.jobs import Lanes, Progress
from practika_desktop.media.derived import Derived
from practika_desktop.store import take
from practika_desktop.store.library import Library
from practika_desktop.ui.inbox.thumbnails import Answer, Ask

LANE = "thumbnails"


def from_library(library: Library, derived: Derived, lanes: Lanes) -> Ask:
    """Return the way to ask for the thumbnails of a library's takes; they are made and read in a lane of their own."""

    def ask(submission_id: str, answer: Answer) -> None:
        def make(progress: Progress) -> QImage | None:
            detail = take.detail(library, submission_id)
            if detail is None:
                return None
            path = library.media_path(detail.media)
            return QImage(str(derived.thumbnail(detail.media.sha256, path, progress.report)))

        lanes.submit(LANE, make, done=answer, failed=lambda _error: answer(None))

    return ask
