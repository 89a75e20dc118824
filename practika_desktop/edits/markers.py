"""The verbs on markers: an author changes and deletes their own and nobody else's."""

from dataclasses import asdict, dataclass

from practika_desktop.edits import checks
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Marker, Submission
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ScorePlace:
    """A place in the score as a marker names it; nowhere when all is None."""

    page: int | None = None
    measure: str | None = None
    measure_id: str | None = None
    occurrence: int | None = None

    @classmethod
    def of(cls, marker: Marker) -> "ScorePlace":
        """Return the place that a marker is tied to."""
        return cls(marker.page, marker.measure, marker.measure_id, marker.occurrence)


def add_marker(
    library: Library,
    *,
    submission_id: str,
    start_ms: int,
    kind: MarkerKind,
    end_ms: int | None = None,
    text: str = "",
    page: int | None = None,
    measure: str | None = None,
    measure_id: str | None = None,
    occurrence: int | None = None,
) -> Done:
    """Put a marker on a take: a moment, or a range when end_ms is given; the rest is its place as in `link_marker`."""
    start_ms, end_ms = checks.span(start_ms, end_ms)
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        marker = Marker(
            id=new_id(),
            created_at=now_ms(),
            channel=take.channel,
            submission_id=take.id,
            author_id=library.teacher_id,
            start_ms=start_ms,
            end_ms=end_ms,
            kind=MarkerKind(kind),
            text=checks.words(text, "marker's text"),
            page=checks.page(page),
            measure=checks.measure(measure),
            measure_id=checks.measure_id(measure_id, measure),
            occurrence=checks.occurrence(occurrence),
        )
        transaction.insert(marker)
        return Done.of(Verb.ADD_MARKER, transaction, marker.id)


def move_marker(
    library: Library, *, marker_id: str, start_ms: int, end_ms: int | None, place: ScorePlace | None = None
) -> Done:
    """Put a marker elsewhere on its take; end_ms None makes it a moment, a `place` ties it to another one."""
    start_ms, end_ms = checks.span(start_ms, end_ms)
    with library.writing() as transaction:
        _own(library, transaction, marker_id)
        elsewhere = asdict(place) if place is not None else {}
        transaction.update(Marker, marker_id, start_ms=start_ms, end_ms=end_ms, **elsewhere)
        return Done.of(Verb.MOVE_MARKER, transaction, marker_id)


def edit_marker(library: Library, *, marker_id: str, text: str | None = None, kind: MarkerKind | None = None) -> Done:
    """Change a marker's text or kind; None leaves it as it is."""
    with library.writing() as transaction:
        marker = _own(library, transaction, marker_id)
        transaction.update(
            Marker,
            marker_id,
            text=marker.text if text is None else checks.words(text, "marker's text"),
            kind=marker.kind if kind is None else MarkerKind(kind),
        )
        return Done.of(Verb.EDIT_MARKER, transaction, marker_id)


def link_marker(
    library: Library,
    *,
    marker_id: str,
    page: int | None,
    measure: str | None,
    measure_id: str | None = None,
    occurrence: int | None = None,
) -> Done:
    """Tie a marker to a page, a measure, or both, of the take's score.

    `measure` is the number as it is shown, `measure_id` the id that holds when that changes, where there is a map.
    """
    if page is None and measure is None:
        raise EditError("A link needs a page or a measure.")
    place = {
        "page": checks.page(page),
        "measure": checks.measure(measure),
        "measure_id": checks.measure_id(measure_id, measure),
        "occurrence": checks.occurrence(occurrence),
    }
    with library.writing() as transaction:
        _own(library, transaction, marker_id)
        transaction.update(Marker, marker_id, **place)
        return Done.of(Verb.LINK_MARKER, transaction, marker_id)


def unlink_marker(library: Library, *, marker_id: str) -> Done:
    """Untie a marker from the score."""
    with library.writing() as transaction:
        _own(library, transaction, marker_id)
        transaction.update(Marker, marker_id, page=None, measure=None, measure_id=None, occurrence=None)
        return Done.of(Verb.UNLINK_MARKER, transaction, marker_id)


def delete_marker(library: Library, *, marker_id: str) -> Done:
    """Remove a marker; messages that answered it stay."""
    with library.writing() as transaction:
        _own(library, transaction, marker_id)
        transaction.delete(Marker, marker_id)
        return Done.of(Verb.DELETE_MARKER, transaction, marker_id)


def _own(library: Library, transaction: Transaction, marker_id: str) -> Marker:
    marker = transaction.need(Marker, marker_id)
    if marker.author_id != library.teacher_id:
        raise EditError("This marker is someone else's.", "Only its author can change it; answer it instead.")
    return marker
