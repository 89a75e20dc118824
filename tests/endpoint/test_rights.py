"""Who may do what, walked through pull and push: kind of record x field x person x (own row, other's row).

What is expected is written here once more, by people, as the studio's owner would say it, and not taken from the code.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import count

import pytest

from practika_desktop.endpoint import rights
from practika_desktop.endpoint.members import Member, Role, Standing
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MarkerKind
from practika_desktop.model.mutations import FIXED, GROUPS, Plain, plain
from practika_desktop.model.records import (
    RECORD_OF,
    Assignment,
    Draft,
    Exercise,
    Marker,
    MeasureMap,
    Media,
    Message,
    Piece,
    ReadState,
    Record,
    Snippet,
    Student,
    Submission,
    Teacher,
    TimeMap,
)
from practika_desktop.model.rules import is_constant
from practika_desktop.sync.protocol import Reason, Verdict
from tests.endpoint.conftest import KINDS, new_database
from tests.support.endpoint import Desk, Studio, of_student
from tests.support.records import a_record

PEOPLE = ("owner", "teacher", "colleague", "student", "guardian", "other student", "former teacher", "stranger")
THINGS = tuple(Entity)
Words = dict[str, str]
Make = Callable[[], Record]

MAKES: Words = {
    "teacher": "owner",
    "student": "owner, teacher",
    "piece": "owner, teacher, colleague, former teacher",
    "exercise": "owner, teacher, colleague, former teacher",
    "measure_map": "owner, teacher, colleague, former teacher",
    "assignment": "teacher",
    "media": "teacher, student",
    "submission": "teacher, student",
    "message": "teacher, student",
    "marker": "teacher, student",
    "snippet": "self",
    "draft": "self",
    "read_state": "self",
    "time_map": "teacher",
}
DELETES_OTHERS: Words = {
    "teacher": "owner",
    "student": "owner",
    "piece": "owner, teacher, colleague, former teacher",
    "exercise": "owner, teacher, colleague, former teacher",
    "measure_map": "owner, teacher, colleague, former teacher",
    "assignment": "teacher",
    "media": "owner, guardian, student",
    "submission": "owner, guardian, student",
    "message": "owner, guardian, student",
    "marker": "owner, guardian, student",
    "snippet": "",
    "draft": "",
    "read_state": "",
    "time_map": "owner, teacher, guardian, student",
}
"""The student and the guardian may delete what belongs to a take, since they may delete the take."""
_TEXTS = {"text": "", "page": ""}
SETS_OTHERS: dict[str, Words] = {
    "teacher": {"display_name": "owner"},
    "student": {
        "display_name": "owner, teacher",
        "note": "owner, teacher",
        "teacher_ids": "owner",
        "is_minor": "owner, teacher",
        "guardian_name": "owner, teacher",
        "guardian_contact": "owner, teacher",
        "consent_on": "owner, teacher, guardian",
        "archived_at": "owner, teacher",
    },
    "piece": dict.fromkeys(("title", "composer", "score_media_id"), "owner, teacher, colleague, former teacher"),
    "exercise": dict.fromkeys(
        ("title", "piece_id", "start_page", "first_measure", "last_measure", "instructions", "category"),
        "owner, teacher, colleague, former teacher",
    ),
    "assignment": {"due_on": "teacher", "done_at": "teacher, student"},
    "media": {"key": "", "state": ""},
    "submission": {
        "exercise_id": "teacher",
        "piece_id": "teacher",
        "duration_ms": "",
        "recorded_at": "",
        "notes": "student",
        "page": "student",
        "reviewed_at": "teacher",
        "reviewed_by": "teacher",
        "mastered_at": "teacher",
    },
    "message": _TEXTS,
    "marker": {
        **_TEXTS,
        "start_ms": "",
        "end_ms": "",
        "kind": "",
        "measure": "",
        "measure_id": "",
        "occurrence": "",
    },
    "snippet": {"text": "", "kind": ""},
    "draft": {"text": "", "answers_message_id": "", "answers_marker_id": ""},
    "read_state": {"read_at": ""},
    "measure_map": {"value": "owner, teacher, colleague, former teacher"},
    "time_map": {"value": "teacher"},
}
UNSIGNED = ("teacher", "student", "piece", "exercise", "measure_map", "assignment", "media", "time_map")
SETS_OWN: dict[str, Words] = {
    **{name: SETS_OTHERS[name] for name in UNSIGNED},
    "submission": {
        **dict.fromkeys(SETS_OTHERS["submission"], "teacher"),
        "notes": "teacher, student",
        "page": "teacher, student",
    },
    **{name: dict.fromkeys(SETS_OTHERS[name], "teacher, student") for name in ("message", "marker")},
    **{name: dict.fromkeys(SETS_OTHERS[name], "self") for name in ("snippet", "draft", "read_state")},
}
READS: Words = {
    **dict.fromkeys(
        ("teacher", "piece", "exercise", "measure_map"),
        "owner, teacher, colleague, student, guardian, other student, former teacher",
    ),
    "student": "owner, teacher, student, guardian",
    **dict.fromkeys(
        ("assignment", "media", "submission", "message", "marker", "time_map"), "teacher, student, guardian"
    ),
    **dict.fromkeys(("snippet", "draft", "read_state"), "self"),
}


class Cast:
    """All the people there are, each with a desk, and rows of Zoe's channel and of the studio's to try things on."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        former = studio.joins(Role.TEACHER)
        zoe = studio.add_student(studio.ada, former)
        studio.desk(studio.owner).set(zoe, teacher_ids=[studio.ada.person_id])
        self.zoe = replace(zoe, teacher_ids=(studio.ada.person_id,))
        elsewhere = Studio(studio.database)
        self.people: dict[str, Member] = {
            "owner": studio.owner,
            "teacher": studio.ada,
            "colleague": studio.ben,
            "student": studio.joins(Role.STUDENT, person_id=zoe.id),
            "guardian": studio.joins(Role.GUARDIAN, wards=frozenset({zoe.id})),
            "other student": studio.other_student,
            "former teacher": former,
            "stranger": elsewhere.owner,
        }
        self.desks = {name: studio.desk(member) for name, member in self.people.items()}
        self._numbers = count(2)

    def may(self, who: str, words: str, maker: str) -> bool:
        """Tell whether a list of people names a person; `self` is whoever made the row."""
        named = set(words.split(", "))
        return who in named or ("self" in named and who == maker)

    def row(self, entity: Entity, maker: str) -> Record:
        """Return a new record that a person would make, of the studio or about Zoe."""
        person = self.people[maker].person_id
        studio, private = f"s:{self.studio.id}", f"u:{person}"
        make: dict[Entity, Make] = {
            Entity.TEACHER: lambda: a_record(Teacher, channel=studio),
            Entity.STUDENT: lambda: a_record(
                Student, channel=f"staff:{self.studio.id}", teacher_ids=(self.people["teacher"].person_id,)
            ),
            Entity.PIECE: lambda: a_record(Piece, channel=studio),
            Entity.EXERCISE: lambda: a_record(Exercise, channel=studio),
            Entity.MEASURE_MAP: lambda: a_record(MeasureMap, channel=studio),
            Entity.TIME_MAP: lambda: a_record(TimeMap, submission_id=self.a_take()),
            Entity.ASSIGNMENT: lambda: a_record(Assignment, student_id=self.zoe.id),
            Entity.MEDIA: lambda: a_record(Media, owner=Entity.SUBMISSION, owner_id=self.a_take(), key=""),
            Entity.SUBMISSION: lambda: a_record(Submission, student_id=self.zoe.id),
            Entity.MESSAGE: lambda: a_record(Message, submission_id=self.a_take(), sender_id=person),
            Entity.MARKER: lambda: a_record(Marker, submission_id=self.a_take(), author_id=person),
            Entity.SNIPPET: lambda: a_record(Snippet, channel=private, teacher_id=person),
            Entity.DRAFT: lambda: a_record(Draft, channel=private, teacher_id=person),
            Entity.READ_STATE: lambda: a_record(ReadState, channel=private, teacher_id=person),
        }
        record = make[entity]()
        return record if ":" in record.channel else of_student(record, self.zoe)

    def a_take(self) -> str:
        """Return the id of a take of Zoe's, sent by herself."""
        take = of_student(a_record(Submission, student_id=self.zoe.id), self.zoe)
        assert self.desks["student"].make(take).verdict is Verdict.APPLIED
        return take.id

    def made(self, entity: Entity, maker: str) -> Record:
        """Return a row that is there, made by a person who may; a new student has the guardian that Zoe has."""
        record = self.row(entity, maker)
        if entity is Entity.STUDENT:
            guardian = self.desks["guardian"]
            guardian.member = replace(guardian.member, wards=guardian.member.wards | {record.id})
        assert self.desks[maker].make(record).verdict is Verdict.APPLIED
        return record

    def other_value(self, record: Record, name: str, who: str) -> Plain:
        """Return a value for a field that it does not have yet."""
        number = next(self._numbers)
        if name == "reviewed_by":
            return self.people[who].person_id
        if name == "kind":
            return MarkerKind.PRAISE.value
        if name == "teacher_ids":
            return [new_id()]
        if name == "state":
            return "local"
        if isinstance(getattr(record, name), bool):
            return True
        return number if name.endswith(("_ms", "_at")) or name in {"page", "start_page", "occurrence"} else f"v{number}"


MAKERS: dict[Entity, tuple[str, ...]] = {
    Entity.TEACHER: ("owner",),
    Entity.STUDENT: ("owner", "teacher"),
    Entity.PIECE: ("owner", "colleague"),
    Entity.EXERCISE: ("owner", "colleague"),
    Entity.MEASURE_MAP: ("owner", "colleague"),
    Entity.ASSIGNMENT: ("teacher",),
    Entity.TIME_MAP: ("teacher",),
    **dict.fromkeys((Entity.MEDIA, Entity.SUBMISSION, Entity.MESSAGE, Entity.MARKER), ("teacher", "student")),
    **dict.fromkeys((Entity.SNIPPET, Entity.DRAFT, Entity.READ_STATE), ("teacher", "student", "colleague")),
}
"""Who makes the rows on which the others try what they may do."""


@pytest.fixture(scope="module", params=KINDS)
def cast(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """Give the people, the same to all tests: each tries what it tries on rows of its own."""
    with new_database(request, tmp_path_factory.mktemp("rights")) as database:
        yield Cast(Studio(database))


def settable(entity: Entity) -> list[str]:
    return [
        one.name for one in fields(RECORD_OF[entity]) if one.name not in FIXED and not is_constant(entity, one.name)
    ]


def test_the_table_has_a_word_on_every_field() -> None:
    for entity in Entity:
        assert SETS_OTHERS[entity].keys() == SETS_OWN[entity].keys() == set(settable(entity))
    cells = sum(len(PEOPLE) * (2 + len(MAKERS[one]) * (1 + len(settable(one)))) for one in Entity)
    assert cells >= 1_000


@pytest.mark.parametrize("entity", THINGS)
def test_who_may_make(cast: Cast, entity: Entity) -> None:
    for who in PEOPLE:
        result = cast.desks[who].make(cast.row(entity, who))
        assert (result.verdict is Verdict.APPLIED) == cast.may(who, MAKES[entity], who), who
        assert result.verdict is Verdict.APPLIED or result.reason is Reason.FORBIDDEN


@pytest.mark.parametrize("entity", THINGS)
def test_who_may_delete(cast: Cast, entity: Entity) -> None:
    for maker in MAKERS[entity]:
        for who in PEOPLE:
            record = cast.made(entity, maker)
            own = who == maker and cast.may(who, MAKES[entity], who) and entity not in {Entity.TEACHER, Entity.STUDENT}
            expected = own or cast.may(who, DELETES_OTHERS[entity], maker)
            result = cast.desks[who].delete(record)
            assert (result.verdict is Verdict.APPLIED) == expected, (who, maker)
            assert expected or result.reason is Reason.FORBIDDEN


@pytest.mark.parametrize("entity", THINGS)
def test_who_may_change_which_field(cast: Cast, entity: Entity) -> None:
    for maker in MAKERS[entity]:
        for name in settable(entity):
            for who in PEOPLE:
                words = (SETS_OWN if who == maker else SETS_OTHERS)[entity][name]
                expected = cast.may(who, words, maker)
                assert changes(cast, entity, maker, name, who) == expected, (who, maker, name)


def changes(cast: Cast, entity: Entity, maker: str, name: str, who: str) -> bool:
    """Let a person change a field of a new row that another has made; tell whether it was done."""
    record = cast.made(entity, maker)
    group = next((one for one in GROUPS.get(type(record), ()) if name in one), frozenset({name}))
    present = plain(record)
    wanted = {one: present[one] for one in group} | {name: cast.other_value(record, name, who)}
    if name == "start_ms":
        wanted["end_ms"] = None
    result = cast.desks[who].set(record, **wanted)
    assert result.verdict in {Verdict.APPLIED, Verdict.REJECTED}
    assert result.verdict is Verdict.APPLIED or result.reason is Reason.FORBIDDEN
    return result.verdict is Verdict.APPLIED


@pytest.mark.parametrize("entity", THINGS)
def test_who_reads(cast: Cast, entity: Entity) -> None:
    for maker in MAKERS[entity]:
        record = cast.zoe if entity is Entity.STUDENT else cast.made(entity, maker)
        for who, desk in cast.desks.items():
            desk.pull()
            row = desk.rows.get(record.id)
            if cast.may(who, READS[entity], maker):
                assert row is not None, who
                assert row.fields == plain(record), who
            elif entity is Entity.STUDENT and who in {"colleague", "former teacher"}:
                assert row is not None
                assert set(row.fields or {}) == {"id", "created_at", "channel", "display_name"}
            else:
                assert row is None, who


@pytest.mark.parametrize(
    ("channel", "held", "may"),
    [
        ("st:1", {Standing.OWNER}, False),
        ("st:1", {Standing.OWNER, Standing.COLLEAGUE}, False),
        ("st:1", {Standing.OWNER, Standing.COLLEAGUE, Standing.TEACHER}, True),
        ("st:1", {Standing.COLLEAGUE}, False),
        ("st:1", {Standing.STUDENT}, True),
        ("st:1", {Standing.GUARDIAN}, True),
        ("st:1", set(), False),
        ("u:1", {Standing.SELF}, True),
        ("u:1", set(), False),
        ("s:1", {Standing.STUDENT}, True),
        ("s:1", set(), False),
        ("staff:1", {Standing.OWNER}, True),
        ("staff:1", set(), False),
    ],
)
def test_which_channel_may_be_read(channel: str, held: set[Standing], may: bool) -> None:
    assert rights.may_read(channel, frozenset(held)) is may


def test_nobody_signs_for_another(cast: Cast) -> None:
    teacher = cast.desks["teacher"]
    for entity in (Entity.MESSAGE, Entity.MARKER):
        assert teacher.make(cast.row(entity, "student")).reason is Reason.FORBIDDEN
    take = cast.made(Entity.SUBMISSION, "student")
    assert teacher.set(take, reviewed_by=cast.people["colleague"].person_id).reason is Reason.FORBIDDEN
    assert teacher.set(take, reviewed_by=None).verdict is Verdict.APPLIED


def test_a_student_sends_no_take_that_is_reviewed_already(cast: Cast) -> None:
    take = cast.row(Entity.SUBMISSION, "student")
    assert isinstance(take, Submission)
    assert cast.desks["student"].make(replace(take, reviewed_at=1)).reason is Reason.FORBIDDEN
    assert cast.desks["student"].make(replace(take, mastered_at=1)).reason is Reason.FORBIDDEN


def test_only_the_endpoint_makes_keys(cast: Cast) -> None:
    file = cast.row(Entity.MEDIA, "student")
    assert isinstance(file, Media)
    assert cast.desks["student"].make(replace(file, key="cadenza/videos/x.mp4")).reason is Reason.FORBIDDEN


def test_a_teacher_adds_students_for_themselves_only(cast: Cast) -> None:
    student = cast.row(Entity.STUDENT, "colleague")
    assert cast.desks["colleague"].make(student).reason is Reason.FORBIDDEN


def test_a_row_lies_in_a_channel_of_its_kind(cast: Cast) -> None:
    desk: Desk = cast.desks["teacher"]
    marker = cast.row(Entity.MARKER, "teacher")
    assert desk.make(replace(marker, channel=f"s:{cast.studio.id}")).reason is Reason.FORBIDDEN
    assert desk.make(replace(marker, channel=f"u:{desk.member.person_id}")).reason is Reason.FORBIDDEN
    yan = cast.studio.yan
    assert cast.studio.desk(cast.studio.ben).make(of_student(marker, yan)).verdict is Verdict.REJECTED
