"""The closed sets of the domain."""

from enum import StrEnum


class Entity(StrEnum):
    """The kinds of record, by the names they have in the outbox and on the wire."""

    TEACHER = "teacher"
    STUDENT = "student"
    PIECE = "piece"
    EXERCISE = "exercise"
    ASSIGNMENT = "assignment"
    MEDIA = "media"
    SUBMISSION = "submission"
    MESSAGE = "message"
    MARKER = "marker"
    SNIPPET = "snippet"
    DRAFT = "draft"
    READ_STATE = "read_state"
    MEASURE_MAP = "measure_map"
    TIME_MAP = "time_map"


class MarkerKind(StrEnum):
    """What a marker says: told apart by shape (circle, diamond, star) as well as by colour."""

    FEEDBACK = "feedback"
    QUESTION = "question"
    PRAISE = "praise"


class MediaKind(StrEnum):
    """What a file holds."""

    VIDEO = "video"
    AUDIO = "audio"
    SCORE = "score"


class MediaState(StrEnum):
    """How far a file is on its way to the bucket; `LOCAL` until the desk knows an endpoint."""

    LOCAL = "local"


class Op(StrEnum):
    """What a mutation does to its row."""

    PUT = "put"
    DELETE = "delete"
