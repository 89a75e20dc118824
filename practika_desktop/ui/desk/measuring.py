"""The measures of the score on the desk: those kept with the piece, or found in its PDF and then kept."""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.measure_maps import correct_measure_map, keep_measure_map
from practika_desktop.jobs import Job, Progress
from practika_desktop.model.errors import PractikaError
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import PageMap
from practika_desktop.model.records import MeasureMap
from practika_desktop.score.measures.keeping import kept
from practika_desktop.store import maps
from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking

_LANE = "measures"
_MOST_KNOWN = 20  # maps as they were, for undo and redo

_Key = tuple[str, str]
"""A piece's id and the hash of its PDF: what a map is of."""


class Measuring(QObject):
    """Owns the measure map of the take's score; reading, finding and keeping are done in a lane.

    `changed` is emitted whenever the map is another, or none.
    """

    changed = Signal()

    def __init__(self, parts: Parts, taking: Taking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = parts.library
        self._history = parts.history
        self._lanes = parts.lanes
        self._maps = parts.measure_maps
        self._bar = parts.panes.score.bar
        self._status = parts.rooms.status
        self._taking = taking
        self._key: _Key | None = None
        self._measures: Measures | None = None
        self._job: Job | None = None
        self._is_told = False  # in the status line, that the measures are being found
        self._in_vain: dict[_Key | None, PractikaError] = {}
        self._made: Measures | None = None  # by the correction that is being written
        self._known: OrderedDict[str, Measures] = OrderedDict()
        taking.opened.connect(self._follow)

    @property
    def measures(self) -> Measures | None:
        """The map, None while it is not known or where none is."""
        return self._measures

    @property
    def has_score(self) -> bool:
        """Whether there is a score whose measures can be known."""
        return self._key is not None

    @property
    def are_missing(self) -> bool:
        """Whether they were looked for in vain."""
        return self._key in self._in_vain

    @property
    def is_under_way(self) -> bool:
        """Whether the map is being read or found."""
        return self._job is not None

    def find(self) -> None:
        """Look for the measures, also after a stop."""
        path = self._path()
        if self._key is not None and path is not None and self._job is None and self._measures is None:
            self._bar.say("")
            self._begin(self._key, path)

    def draw(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Begin a map without lines, of pages of these sizes in points: what could not be found is drawn by hand."""
        if self._key is not None and self._measures is None:
            self._end_job()
            self._bar.say("")
            self._set(Measures(tuple(PageMap(width, height, ()) for width, height in sizes)))

    def stop(self) -> None:
        """Stop looking for the measures."""
        if self._job is not None:
            self._end_job()
            self._bar.say("The measures were not looked for to the end.")
            self.changed.emit()

    def correct(self, measures: Measures, verb: Verb) -> None:
        """Keep a corrected map: one step of undo."""
        if self._key is None:
            return
        piece_id, sha256 = self._key
        self._made = measures
        try:
            self._history.run(correct_measure_map, piece_id=piece_id, sha256=sha256, measures=measures, verb=verb)
        finally:
            self._made = None

    def refresh(self, done: Done) -> None:
        """Show what an act, its undo or its redo has changed of the map or of the score."""
        self._follow()
        for change in done.changes:
            after = change.after
            if isinstance(after, MeasureMap) and (after.piece_id, after.sha256) == self._key:
                self._take_value(after.value)
            elif isinstance(change.before, MeasureMap) and after is None and change.before.piece_id == self._of_piece():
                self._set(None)

    def _follow(self) -> None:
        """Turn to the score of the take on the desk."""
        detail = self._taking.detail
        piece, score = (detail.piece, detail.score_media) if detail is not None else (None, None)
        key = (piece.id, score.sha256) if piece is not None and score is not None else None
        if key == self._key:
            return
        self._end_job()
        self._key = key
        self._known.clear()
        self._measures = None
        error = self._in_vain.get(key)
        if error is not None:
            self._bar.say(error.title, error.advice)
        else:
            self._bar.say("")
            self.find()
        self.changed.emit()

    def _begin(self, key: _Key, path: Path) -> None:
        self._job = self._lanes.submit(
            _LANE,
            lambda progress: self._read_or_find(key, path, progress),
            done=self._found,
            failed=self._failed,
            progress=self._tell,
        )

    def _tell(self, done: int, total: int, _what: str) -> None:
        self._is_told = True
        self._status.show_work(done, total, "Finding the measures", self.stop)

    def _read_or_find(self, key: _Key, path: Path, progress: Progress) -> tuple[Measures, Done | None]:
        """Return the map, and what keeping it has done; in the lane."""
        piece_id, sha256 = key
        known = maps.measure_map(self._library, piece_id, sha256)
        if known is not None:
            return known, None
        found = kept(self._maps.of(path, progress.report, sha256=sha256), sha256)
        return found, keep_measure_map(self._library, piece_id=piece_id, sha256=sha256, measures=found)

    def _found(self, result: tuple[Measures, Done | None]) -> None:
        measures, done = result
        self._end_job()
        self._set(measures)
        if done is not None:
            self._made = measures
            self._history.add(done)
            self._made = None

    def _failed(self, error: PractikaError) -> None:
        """Say it quietly: a PDF without staves is nothing that anybody did wrong."""
        self._end_job()
        self._in_vain[self._key] = error
        self._bar.say(error.title, error.advice)
        self.changed.emit()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._is_told:
            self._is_told = False
            self._status.work_done()

    def _take_value(self, value: str) -> None:
        """Take a kept map: the one that was just made, one as it was before, or else read it in the lane."""
        self._in_vain.pop(self._key, None)
        measures = self._made or self._known.get(value)
        if measures is None:
            self._end_job()
            self._measures = None
            self.find()
            return
        self._known[value] = measures
        self._known.move_to_end(value)
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        self._set(measures)

    def _set(self, measures: Measures | None) -> None:
        if measures is not self._measures:
            self._measures = measures
            self.changed.emit()

    def _path(self) -> Path | None:
        score = self._taking.detail.score_media if self._taking.detail is not None else None
        return self._library.media_path(score) if score is not None else None

    def _of_piece(self) -> str | None:
        return self._key[0] if self._key is not None else None
