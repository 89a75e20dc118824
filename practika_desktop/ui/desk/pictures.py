"""What is made of the videos in the background: thumbnails for the inbox, the waveform for the timeline."""

from collections.abc import Callable

from PySide6.QtGui import QImage

from practika_desktop.jobs import Job, Lanes, Progress
from practika_desktop.media.derived import Derived
from practika_desktop.media.onsets import STEP_US
from practika_desktop.media.waveform import Waveform
from practika_desktop.model.errors import PractikaError
from practika_desktop.model.measures.reaction import Heard
from practika_desktop.model.records import Media
from practika_desktop.store import rows
from practika_desktop.store.library import Library
from practika_desktop.store.take import TakeDetail

_THUMBNAILS = "thumbnails"
_WAVEFORMS = "waveforms"
_ONSETS = "onsets"


class Pictures:
    """Asks for what is missing in lanes of its own; nothing here blocks the window."""

    def __init__(self, library: Library, derived: Derived, lanes: Lanes) -> None:
        self._library = library
        self._derived = derived
        self._lanes = lanes
        self._waveform: Job | None = None

    def ask_thumbnail(self, media_id: str, answer: Callable[[QImage | None], None]) -> None:
        """Answer, on the window's thread, with a media's thumbnail, or with None where none can be made."""

        def failed(_error: PractikaError) -> None:
            answer(None)

        self._lanes.submit(
            _THUMBNAILS, lambda progress: self._thumbnail(media_id, progress), done=answer, failed=failed
        )

    def ask_waveform(self, detail: TakeDetail, answer: Callable[[str, Waveform | None], None]) -> None:
        """Answer with a take's id and waveform; a wish for another take before that is dropped."""
        if self._waveform is not None:
            self._waveform.cancel()
        submission_id, media = detail.submission.id, detail.media
        path = self._library.media_path(media)

        def failed(_error: PractikaError) -> None:
            answer(submission_id, None)

        self._waveform = self._lanes.submit(
            _WAVEFORMS,
            lambda progress: self._derived.waveform(media.sha256, path, progress.report),
            done=lambda waveform: answer(submission_id, waveform),
            failed=failed,
        )

    def ask_onsets(self, detail: TakeDetail, answer: Callable[[str, Heard], None]) -> None:
        """Answer with a take's id and what is heard in it; not at all where it cannot be listened to."""
        submission_id, media = detail.submission.id, detail.media
        path = self._library.media_path(media)

        def listen(progress: Progress) -> Heard:
            onsets = self._derived.onsets(media.sha256, path, progress.report)
            return Heard(onsets.strengths, STEP_US / 1000)

        self._lanes.submit(_ONSETS, listen, done=lambda heard: answer(submission_id, heard), failed=lambda _error: None)

    def _thumbnail(self, media_id: str, progress: Progress) -> QImage | None:
        with self._library.reading() as connection:
            media = rows.find(connection, Media, media_id)
        if media is None:
            return None
        return QImage(str(self._derived.thumbnail(media.sha256, self._library.media_path(media), progress.report)))
