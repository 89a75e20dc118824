"""The library's tables as typed mappings: one for each record of the model, with the same fields, and the desk's own.

They are the shape that a migration is written against and that tests hold the migrated file and the records to. The
statements of the store are SQL, so a desk that has nothing to migrate starts without loading a mapper.

`number` is SQLite's row number: it joins quickly and is what the search index counts by; it never leaves the desk.
Foreign keys are checked at the end of a transaction, so that a verb (and later a pull) may write in any order. Ids of
people (authors, senders) and of what a message answers have none: a person or a message may go and the rest stays.
"""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from practika_desktop.model.kinds import Entity, MarkerKind, MediaKind, MediaState
from practika_desktop.store.columns import IdList, kind_column


class Base(DeclarativeBase):
    """What all mappings share: Python's types and the columns that they mean."""

    type_annotation_map: ClassVar = {
        str: Text,
        tuple[str, ...]: IdList,
        MarkerKind: kind_column(MarkerKind),
        MediaKind: kind_column(MediaKind),
        MediaState: kind_column(MediaState),
        Entity: kind_column(Entity),
    }


class RecordRow:
    """The columns that every record has."""

    number: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    id: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[int]
    channel: Mapped[str]


def _belongs_to(column: str) -> ForeignKey:
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


class TeacherRow(RecordRow, Base):
    """A `Teacher`."""

    __tablename__ = "teacher"
    display_name: Mapped[str]


class StudentRow(RecordRow, Base):
    """A `Student`."""

    __tablename__ = "student"
    display_name: Mapped[str]
    note: Mapped[str]
    teacher_ids: Mapped[tuple[str, ...]]
    is_minor: Mapped[bool]
    guardian_name: Mapped[str]
    guardian_contact: Mapped[str]
    consent_on: Mapped[str | None]
    archived_at: Mapped[int | None]


class PieceRow(RecordRow, Base):
    """A `Piece`."""

    __tablename__ = "piece"
    title: Mapped[str]
    composer: Mapped[str]
    score_media_id: Mapped[str | None] = mapped_column(_belongs_to("media.id"))
    __table_args__ = (Index("ix_piece_score", "score_media_id"),)


class ExerciseRow(RecordRow, Base):
    """An `Exercise`."""

    __tablename__ = "exercise"
    title: Mapped[str]
    piece_id: Mapped[str | None] = mapped_column(_belongs_to("piece.id"))
    start_page: Mapped[int | None]
    first_measure: Mapped[str | None]
    last_measure: Mapped[str | None]
    instructions: Mapped[str]
    category: Mapped[str]
    __table_args__ = (Index("ix_exercise_piece", "piece_id"),)


class AssignmentRow(RecordRow, Base):
    """An `Assignment`."""

    __tablename__ = "assignment"
    exercise_id: Mapped[str] = mapped_column(_belongs_to("exercise.id"))
    student_id: Mapped[str] = mapped_column(_belongs_to("student.id"))
    due_on: Mapped[str | None]
    done_at: Mapped[int | None]
    __table_args__ = (
        UniqueConstraint("exercise_id", "student_id", name="uq_assignment"),
        Index("ix_assignment_student", "student_id"),
    )


class MediaRow(RecordRow, Base):
    """A `Media`; `owner_id` is of the kind that `owner` says, so no single table can be named for it."""

    __tablename__ = "media"
    owner: Mapped[Entity]
    owner_id: Mapped[str]
    kind: Mapped[MediaKind]
    key: Mapped[str]
    bytes: Mapped[int]
    sha256: Mapped[str]
    mime: Mapped[str]
    file_name: Mapped[str]
    state: Mapped[MediaState]
    original_id: Mapped[str | None] = mapped_column(_belongs_to("media.id"))
    __table_args__ = (
        Index("ix_media_owner", "owner_id"),
        Index("ix_media_hash", "sha256"),
        Index("ix_media_original", "original_id", sqlite_where=sql("original_id IS NOT NULL")),
    )


_WAITING = sql("reviewed_at IS NULL")
_REVIEWED = sql("reviewed_at IS NOT NULL")


class SubmissionRow(RecordRow, Base):
    """A `Submission`. Each way of listing takes has an index that ends in the list's order, so no list is sorted."""

    __tablename__ = "submission"
    student_id: Mapped[str] = mapped_column(_belongs_to("student.id"))
    media_id: Mapped[str] = mapped_column(_belongs_to("media.id"))
    exercise_id: Mapped[str | None] = mapped_column(_belongs_to("exercise.id"))
    piece_id: Mapped[str | None] = mapped_column(_belongs_to("piece.id"))
    duration_ms: Mapped[int]
    recorded_at: Mapped[int]
    notes: Mapped[str]
    page: Mapped[int | None]
    reviewed_at: Mapped[int | None]
    reviewed_by: Mapped[str | None]
    mastered_at: Mapped[int | None]
    __table_args__ = (
        Index("ix_submission_media", "media_id"),
        Index("ix_submission_all", "recorded_at", "id"),
        Index("ix_submission_waiting", "recorded_at", "id", "reviewed_at", sqlite_where=_WAITING),
        Index("ix_submission_reviewed", "recorded_at", "id", "reviewed_at", sqlite_where=_REVIEWED),
        Index("ix_submission_student", "student_id", "recorded_at", "id", "reviewed_at"),
        Index("ix_submission_piece", "piece_id", "recorded_at", "id", "reviewed_at"),
        Index("ix_submission_page", "piece_id", "page", "recorded_at", "id", sqlite_where=sql("page IS NOT NULL")),
        Index("ix_submission_studied", "piece_id", "student_id", "recorded_at", "id"),
        Index("ix_submission_exercise", "exercise_id", "recorded_at", "id", "reviewed_at"),
        Index("ix_submission_stack", "student_id", "exercise_id", "recorded_at", "id", "reviewed_at"),
    )


class MessageRow(RecordRow, Base):
    """A `Message`."""

    __tablename__ = "message"
    submission_id: Mapped[str] = mapped_column(_belongs_to("submission.id"))
    sender_id: Mapped[str]
    text: Mapped[str]
    media_id: Mapped[str | None] = mapped_column(_belongs_to("media.id"))
    page: Mapped[int | None]
    answers_message_id: Mapped[str | None]
    answers_marker_id: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("text <> '' OR media_id IS NOT NULL", name="ck_message_says_something"),
        Index("ix_message_thread", "submission_id", "created_at", "sender_id"),
        Index("ix_message_media", "media_id", sqlite_where=sql("media_id IS NOT NULL")),
    )


class MarkerRow(RecordRow, Base):
    """A `Marker`."""

    __tablename__ = "marker"
    submission_id: Mapped[str] = mapped_column(_belongs_to("submission.id"))
    author_id: Mapped[str]
    start_ms: Mapped[int]
    kind: Mapped[MarkerKind]
    end_ms: Mapped[int | None]
    text: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(_belongs_to("message.id"))
    page: Mapped[int | None]
    measure: Mapped[str | None]
    measure_id: Mapped[str | None]
    occurrence: Mapped[int | None]
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND (end_ms IS NULL OR end_ms >= start_ms)", name="ck_marker_span"),
        Index("ix_marker_timeline", "submission_id", "start_ms"),
        Index("ix_marker_page", "submission_id", "page", sqlite_where=sql("page IS NOT NULL")),
        Index("ix_marker_measure", "submission_id", "measure_id", "measure", sqlite_where=sql("measure IS NOT NULL")),
        Index("ix_marker_reply", "message_id", sqlite_where=sql("message_id IS NOT NULL")),
    )


class SnippetRow(RecordRow, Base):
    """A `Snippet`."""

    __tablename__ = "snippet"
    teacher_id: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]
    kind: Mapped[MarkerKind]
    __table_args__ = (UniqueConstraint("teacher_id", "position", name="uq_snippet"),)


class DraftRow(RecordRow, Base):
    """A `Draft`."""

    __tablename__ = "draft"
    teacher_id: Mapped[str]
    submission_id: Mapped[str] = mapped_column(_belongs_to("submission.id"))
    text: Mapped[str]
    answers_message_id: Mapped[str | None]
    answers_marker_id: Mapped[str | None]
    __table_args__ = (UniqueConstraint("submission_id", "teacher_id", name="uq_draft"),)


class ReadStateRow(RecordRow, Base):
    """A `ReadState`."""

    __tablename__ = "read_state"
    teacher_id: Mapped[str]
    submission_id: Mapped[str] = mapped_column(_belongs_to("submission.id"))
    read_at: Mapped[int]
    __table_args__ = (UniqueConstraint("submission_id", "teacher_id", name="uq_read_state"),)


class MeasureMapRow(RecordRow, Base):
    """A `MeasureMap`."""

    __tablename__ = "measure_map"
    piece_id: Mapped[str] = mapped_column(_belongs_to("piece.id"))
    sha256: Mapped[str]
    value: Mapped[str]
    __table_args__ = (UniqueConstraint("piece_id", "sha256", name="uq_measure_map"),)


class TimeMapRow(RecordRow, Base):
    """A `TimeMap`."""

    __tablename__ = "time_map"
    submission_id: Mapped[str] = mapped_column(_belongs_to("submission.id"))
    value: Mapped[str]
    __table_args__ = (UniqueConstraint("submission_id", name="uq_time_map"),)


class DeskRow(Base):
    """Who this library is, in the only row there is; `last_n` is the number of the last mutation made here."""

    __tablename__ = "desk"
    number: Mapped[int] = mapped_column(primary_key=True)
    studio_id: Mapped[str]
    device_id: Mapped[str]
    teacher_id: Mapped[str]
    last_n: Mapped[int]
    __table_args__ = (CheckConstraint("number = 1", name="ck_desk_is_one"),)


class OutboxRow(Base):
    """A mutation that the base does not hold yet; `values` and `saw` are JSON objects by field.

    With a `verdict` the endpoint has confirmed it, and the next pull that is whole takes it away.
    """

    __tablename__ = "outbox"
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mid: Mapped[str] = mapped_column(unique=True)
    op: Mapped[str]
    entity: Mapped[str]
    row_id: Mapped[str]
    channel: Mapped[str]
    values: Mapped[str]
    saw: Mapped[str]
    hold_until: Mapped[int | None]
    verdict: Mapped[str | None]
    __table_args__ = (Index("ix_outbox_row", "row_id"),)


class SyncRow(Base):
    """Which epoch of the endpoint's the base is of, and the pages on their way, in the only row there is.

    `clock_ms` counts how long this library has been in use since it first synced, `seen_ms` is the moment up to which.
    """

    __tablename__ = "sync"
    number: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str | None]
    staged_epoch: Mapped[str | None]
    from_zero: Mapped[bool]
    clock_ms: Mapped[int]
    seen_ms: Mapped[int]
    __table_args__ = (CheckConstraint("number = 1", name="ck_sync_is_one"),)


class BaseRow(Base):
    """A record as the endpoint has it, all its fields as they came, also of a kind that is unknown here."""

    __tablename__ = "base"
    id: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str]
    channel: Mapped[str]
    fields: Mapped[str]
    __table_args__ = (Index("ix_base_channel", "channel"),)


class CursorRow(Base):
    """How far a channel's rows are in the base."""

    __tablename__ = "cursor"
    channel: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]


class StagedRow(Base):
    """A row of a pull whose last page is not here yet; without fields it is gone at the endpoint, or erased there."""

    __tablename__ = "staged"
    id: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str]
    channel: Mapped[str]
    fields: Mapped[str | None]
    erased: Mapped[bool]


class StagedCursorRow(Base):
    """How far a channel's rows are among those of that pull."""

    __tablename__ = "staged_cursor"
    channel: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]


class WaitingRow(Base):
    """A record that is not shown, or not whole, as long as another one is not there (or is)."""

    __tablename__ = "waiting"
    id: Mapped[str] = mapped_column(primary_key=True)
    waits_for: Mapped[str] = mapped_column(primary_key=True)
    __table_args__ = (Index("ix_waiting_for", "waits_for"),)


class KeptRow(Base):
    """A mutation that an endpoint took, in the order in which they were made; it refills one that was restored."""

    __tablename__ = "kept"
    place: Mapped[int] = mapped_column(primary_key=True)
    mid: Mapped[str] = mapped_column(unique=True)
    op: Mapped[str]
    entity: Mapped[str]
    row_id: Mapped[str]
    channel: Mapped[str]
    values: Mapped[str]
    saw: Mapped[str]
    at_ms: Mapped[int]


class TrayRow(Base):
    """A mutation that an endpoint rejected, and why; it stays until somebody looked at it."""

    __tablename__ = "tray"
    place: Mapped[int] = mapped_column(primary_key=True)
    mid: Mapped[str] = mapped_column(unique=True)
    op: Mapped[str]
    entity: Mapped[str]
    row_id: Mapped[str]
    channel: Mapped[str]
    values: Mapped[str]
    saw: Mapped[str]
    reason: Mapped[str]
    at_ms: Mapped[int]
    __table_args__ = (Index("ix_tray_row", "row_id"),)


class ErasedFileRow(Base):
    """A file that a record may name no more, or not yet; without one its bytes go at the next start, beyond undo."""

    __tablename__ = "erased_file"
    sha256: Mapped[str] = mapped_column(primary_key=True)


ROW_OF: dict[Entity, type[RecordRow]] = {
    Entity.TEACHER: TeacherRow,
    Entity.STUDENT: StudentRow,
    Entity.PIECE: PieceRow,
    Entity.EXERCISE: ExerciseRow,
    Entity.ASSIGNMENT: AssignmentRow,
    Entity.MEDIA: MediaRow,
    Entity.SUBMISSION: SubmissionRow,
    Entity.MESSAGE: MessageRow,
    Entity.MARKER: MarkerRow,
    Entity.SNIPPET: SnippetRow,
    Entity.DRAFT: DraftRow,
    Entity.READ_STATE: ReadStateRow,
    Entity.MEASURE_MAP: MeasureMapRow,
    Entity.TIME_MAP: TimeMapRow,
}
