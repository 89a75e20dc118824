"""Who asks: a member of a studio, and how such a person stands to what a channel holds."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Role(StrEnum):
    """What a member is to the studio; any teacher may own it besides."""

    TEACHER = "teacher"
    STUDENT = "student"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a studio: `person_id` is the id of a teacher's or student's record, `wards` a guardian's children."""

    studio_id: str
    person_id: str
    role: Role
    is_owner: bool = False
    wards: frozenset[str] = frozenset()


class Standing(Enum):
    """How a person stands to a row; one may have several, and rights add up."""

    OWNER = auto()
    """Owns the studio."""

    TEACHER = auto()
    """Teaches the student whom the row is about."""

    COLLEAGUE = auto()
    """Teaches at the studio, whoever the row is about."""

    STUDENT = auto()
    """Is the student whom the row is about, or any student where it is about none."""

    GUARDIAN = auto()
    """Is a guardian of that student, or any guardian where it is about none."""

    SELF = auto()
    """Is the one person whose private row it is."""


def student_of(channel: str) -> str | None:
    """Return the id of the student whom a channel is about, None for any other channel."""
    kind, _, name = channel.partition(":")
    return name if kind == "st" else None


def standings(
    member: Member, channel: str, *, student_id: str | None, teacher_ids: frozenset[str]
) -> frozenset[Standing]:
    """Return how a member stands to a row of a channel.

    `student_id` is the student whom the row is about (None: nobody), `teacher_ids` are those who teach that student.
    """
    if channel == f"u:{member.person_id}":
        return frozenset({Standing.SELF})
    if channel not in {f"s:{member.studio_id}", f"staff:{member.studio_id}"} and student_of(channel) is None:
        return frozenset()
    found = {Standing.OWNER} if member.is_owner else set()
    match member.role:
        case Role.TEACHER:
            found.add(Standing.COLLEAGUE)
            if member.person_id in teacher_ids:
                found.add(Standing.TEACHER)
        case Role.STUDENT if student_id in {None, member.person_id}:
            found.add(Standing.STUDENT)
        case Role.GUARDIAN if student_id is None or student_id in member.wards:
            found.add(Standing.GUARDIAN)
    return frozenset(found)
