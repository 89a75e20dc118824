"""The records of a studio, one frozen dataclass each; times and what the fields mean stand beside them.

Every record has `id` (made by `model/ids.py`), `created_at` (ms since 1970 UTC) and `channel`: the one immutable
channel that decides who may read it (`u:{teacher}`, `st:{student}`, `s:{studio}`, `staff:{studio}`). `..._at` is a
moment in ms since 1970 UTC, `..._on` a day as ISO text, `..._ms` a time within a video. Ids of other records end in
`_id`.
"""

from dataclasses import dataclass

from practika_desktop.model.kinds import Entity, MarkerKind, MediaKind, MediaState


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has."""

    id: str
    created_at: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher(Record):
    """A teacher of the studio."""

    display_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Student(Record):
    """A student of the studio; exists before, and without, any login."""

    display_name: str
    note: str = ""
    teacher_ids: tuple[str, ...] = ()
    is_minor: bool = False
    guardian_name: str = ""
    guardian_contact: str = ""
    consent_on: str | None = None
    archived_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Record):
    """A piece of music, with its score as a PDF where there is one."""

    title: str
    composer: str = ""
    score_media_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Record):
    """Something to practise: a passage of a piece, or a study of its own."""

    title: str
    piece_id: str | None = None
    start_page: int | None = None
    first_measure: str | None = None
    last_measure: str | None = None
    instructions: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """An exercise given to a student."""

    exercise_id: str
    student_id: str
    due_on: str | None = None
    done_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Record):
    """A file of the library. Its bytes lie under its hash: two records of the same bytes share one file.

    `key` is its storage key in the bucket (empty for what never leaves the desk); `owner` says which kind of record
    it belongs to and `owner_id` which one; `original_id` names the media that this one is a rendition of.
    """

    owner: Entity
    owner_id: str
    kind: MediaKind
    key: str
    bytes: int
    sha256: str
    mime: str
    file_name: str
    state: MediaState = MediaState.LOCAL
    original_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """A take that a student sent: `recorded_at` is the camera's date, `created_at` when it came in.

    It is waiting while `reviewed_at` is None.
    """

    student_id: str
    media_id: str
    exercise_id: str | None = None
    piece_id: str | None = None
    duration_ms: int = 0
    recorded_at: int
    notes: str = ""
    page: int | None = None
    reviewed_at: int | None = None
    reviewed_by: str | None = None
    mastered_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """A message in a submission's thread: text, a video, or both, never neither."""

    submission_id: str
    sender_id: str
    text: str = ""
    media_id: str | None = None
    page: int | None = None
    answers_message_id: str | None = None
    answers_marker_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker(Record):
    """A moment (`end_ms` is None) or a range of a take, or of the reply `message_id` if that is set.

    `page` counts from 1. `measure` is the shown number as printed ("17", "12a"), `measure_id` the stable id of a
    measure once the piece has a measure map, `occurrence` the n-th time (from 1) that the take sounds the measure.
    """

    submission_id: str
    author_id: str
    start_ms: int
    kind: MarkerKind
    end_ms: int | None = None
    text: str = ""
    message_id: str | None = None
    page: int | None = None
    measure: str | None = None
    measure_id: str | None = None
    occurrence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet(Record):
    """A teacher's own ready text, put as a marker by its digit (1 to 9)."""

    teacher_id: str
    position: int
    text: str
    kind: MarkerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """What a teacher has half-written to a submission's thread; at most one a teacher and submission."""

    teacher_id: str
    submission_id: str
    text: str
    answers_message_id: str | None = None
    answers_marker_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadState(Record):
    """Up to which moment a teacher has read a submission's thread."""

    teacher_id: str
    submission_id: str
    read_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMap(Record):
    """Where the measures of a piece lie in the PDF whose bytes have the hash `sha256`; at most one a piece and PDF.

    `value` is a `Measures` as `model/measures/written.py` writes it: one value, so that two versions can be kept whole.
    """

    piece_id: str
    sha256: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMap(Record):
    """When the measures sound in a take; at most one a take. `value` is a `Taps` as `written.py` writes it."""

    submission_id: str
    value: str


RECORD_OF: dict[Entity, type[Record]] = {
    Entity.TEACHER: Teacher,
    Entity.STUDENT: Student,
    Entity.PIECE: Piece,
    Entity.EXERCISE: Exercise,
    Entity.ASSIGNMENT: Assignment,
    Entity.MEDIA: Media,
    Entity.SUBMISSION: Submission,
    Entity.MESSAGE: Message,
    Entity.MARKER: Marker,
    Entity.SNIPPET: Snippet,
    Entity.DRAFT: Draft,
    Entity.READ_STATE: ReadState,
    Entity.MEASURE_MAP: MeasureMap,
    Entity.TIME_MAP: TimeMap,
}
