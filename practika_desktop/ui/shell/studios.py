"""Which library the desk works on: the teacher's own, or the sample studio to look around in."""

from collections.abc import Callable
from pathlib import Path

from practika_desktop.edits.importing import Report
from practika_desktop.jobs import Lanes
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import PractikaError
from practika_desktop.ui.shell.status_line import StatusLine

MakeSample = Callable[[WorkerPool, Report], Path]
"""Makes the sample studio's library where there is none yet, in a job, and returns its folder."""


class Studios:
    """Makes the sample when it is wanted, and leads from one library to the other.

    `go_to` is called with the folder of the library that is to be opened in place of the present one.
    """

    def __init__(
        self,
        *,
        here: Path,
        own: Path,
        make_sample: MakeSample | None,
        pool: WorkerPool,
        lanes: Lanes,
        status: StatusLine,
        tell: Callable[[str, str, str], None],
        go_to: Callable[[Path], None],
    ) -> None:
        self._here = here
        self._own = own
        self._make_sample = make_sample
        self._pool = pool
        self._lanes = lanes
        self._status = status
        self._tell = tell
        self._go_to = go_to
        self._making = False

    def can_open_sample(self) -> bool:
        """Tell whether there is a sample studio to go to."""
        return self._make_sample is not None and not self._making and not self.can_go_home()

    def open_sample(self) -> None:
        """Make the sample studio where it is missing, and go there."""
        if self._make_sample is None or self._making:
            return
        make, self._making = self._make_sample, True
        job = self._lanes.submit(
            "sample",
            lambda progress: make(self._pool, progress.report),
            done=self._made,
            failed=self._failed,
            progress=lambda now, total, _what: self._status.show_work(
                now, total, "Making the sample studio", lambda: self._stop(job.cancel)
            ),
        )

    def can_go_home(self) -> bool:
        """Tell whether the desk is on another library than the teacher's own."""
        return self._here != self._own

    def go_home(self) -> None:
        """Go back to the teacher's own studio."""
        if self.can_go_home():
            self._go_to(self._own)

    def _made(self, folder: Path) -> None:
        self._making = False
        self._status.work_done()
        self._go_to(folder)

    def _failed(self, error: PractikaError) -> None:
        self._making = False
        self._status.work_done()
        self._tell(error.title, error.advice, "")

    def _stop(self, cancel: Callable[[], None]) -> None:
        cancel()
        self._making = False
        self._status.work_done()
