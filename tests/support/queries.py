"""Every query that the desk asks of its library, as calls: for benches, and for the test of their plans."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from practika_desktop.model.records import Media
from practika_desktop.store import about, maps, outbox, people, rows, take, takes
from practika_desktop.store.library import Library
from practika_desktop.store.takes import InboxFilter, TakeState
from tools.big_library import SCORE, SCORE_SHA256

MODULES = (about, maps, outbox, people, take, takes)
"""Where the queries are: their public functions that take a library first."""


_MEASURE = SCORE.places[40]


@dataclass(frozen=True)
class Sample:
    """What the queries are asked with: a take, its file, and whose and of what it is."""

    take_id: str
    media_id: str
    sha256: str
    student_id: str
    piece_id: str | None
    exercise_id: str | None


def sample_of(library: Library, take_id: str) -> Sample:
    """Return the sample of one take of a library."""
    detail = take.detail(library, take_id)
    assert detail is not None
    of = detail.submission
    return Sample(take_id, detail.media.id, detail.media.sha256, of.student_id, of.piece_id, of.exercise_id)


def filters(sample: Sample) -> dict[str, InboxFilter]:
    """Return the ways of narrowing the inbox by name."""
    plain = InboxFilter(state=TakeState.ALL)
    links = {
        "all": plain,
        "student": replace(plain, student_id=sample.student_id),
        "piece": replace(plain, piece_id=sample.piece_id),
        "exercise": replace(plain, exercise_id=sample.exercise_id),
        "student and exercise": replace(plain, student_id=sample.student_id, exercise_id=sample.exercise_id),
        "one letter": replace(plain, search="w"),
        "a word": replace(plain, search="wrist"),
        "two words": replace(plain, search="wrist thumb"),
        "no such word": replace(plain, search="xylophone"),
        "a word and a student": replace(plain, search="wrist", student_id=sample.student_id),
    }
    return {
        f"{name}, {state.value}": replace(inbox, state=state) for name, inbox in links.items() for state in TakeState
    }


def queries(library: Library, sample: Sample) -> dict[str, Callable[[], object]]:
    """Return every query by the name of its function and, where there are several, what it is asked with."""
    piece = sample.piece_id or ""
    made: dict[str, Callable[[], object]] = {
        "about.about_page": lambda: about.about_page(library, piece, 3),
        "about.about_page of a student": lambda: about.about_page(library, piece, 3, student_id=sample.student_id),
        "about.about_measure": lambda: about.about_measure(library, piece, _MEASURE, SCORE),
        "about.about_measure of a student": lambda: about.about_measure(
            library, piece, _MEASURE, SCORE, student_id=sample.student_id
        ),
        "maps.measure_map": lambda: maps.measure_map(library, piece, SCORE_SHA256),
        "maps.time_map": lambda: maps.time_map(library, sample.take_id),
        "outbox.after": lambda: outbox.after(library, 0, 100),
        "outbox.size": lambda: outbox.size(library),
        "people.assignments": lambda: people.assignments(library, student_id=sample.student_id),
        "people.exercises": lambda: people.exercises(library),
        "people.exercises of a piece": lambda: people.exercises(library, piece_id=sample.piece_id),
        "people.pieces": lambda: people.pieces(library),
        "people.snippets": lambda: people.snippets(library),
        "people.students": lambda: people.students(library),
        "people.teachers": lambda: people.teachers(library),
        "rows.find": lambda: _media(library, sample.media_id),
        "take.author_names": lambda: take.author_names(library),
        "take.detail": lambda: take.detail(library, sample.take_id),
        "take.draft": lambda: take.draft(library, sample.take_id),
        "take.markers": lambda: take.markers(library, sample.take_id),
        "take.messages": lambda: take.messages(library, sample.take_id),
        "take.students_with": lambda: take.students_with(library, sample.sha256),
        "takes.summary": lambda: takes.summary(library, sample.take_id),
    }
    for name, inbox in filters(sample).items():
        made |= _of_list(library, sample, name, inbox)
    return made


def _of_list(library: Library, sample: Sample, name: str, inbox: InboxFilter) -> dict[str, Callable[[], object]]:
    middle = takes.count(library, inbox) // 2
    return {
        f"takes.count: {name}": lambda: takes.count(library, inbox),
        f"takes.page: {name}": lambda: takes.page(library, inbox, middle, 50),
        f"takes.position: {name}": lambda: takes.position(library, inbox, sample.take_id),
        f"takes.neighbour: {name}": lambda: takes.neighbour(library, inbox, sample.take_id, 1),
        f"takes.next_waiting: {name}": lambda: takes.next_waiting(library, sample.take_id, inbox),
    }


def _media(library: Library, media_id: str) -> Media | None:
    with library.reading() as connection:
        return rows.find(connection, Media, media_id)
