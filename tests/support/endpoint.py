"""A studio at an endpoint, and desks that push and pull there without a network between."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from practika_desktop.endpoint import pulling, pushing, studio
from practika_desktop.endpoint.database import Database
from practika_desktop.endpoint.members import Member, Role
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Op
from practika_desktop.model.mutations import ENTITY_OF, FIXED, Mutation, Plain, plain, value_hash
from practika_desktop.model.records import Record, Student, Teacher
from practika_desktop.sync.protocol import Pull, PullAnswer, Push, PushAnswer, Reason, Result, Row, Verdict
from tests.support.records import a_record

R = TypeVar("R", bound=Record)

NOW = 1_700_000_000_000


class Desk:
    """One person at one device: writes mutations as a library does, pushes each at once, and keeps what it pulled."""

    def __init__(self, database: Database, member: Member) -> None:
        self.database = database
        self.member = member
        self.device = new_id()
        self.epoch: str | None = None
        self.cursor: dict[str, int] = {}
        self.rows: dict[str, Row] = {}
        self._last_n = 0

    def make(self, record: Record) -> Result:
        """Push a mutation that makes a row."""
        return self.push(self.creation(record))

    def set(self, record: Record, **wanted: Plain) -> Result:
        """Push an edit of a row that is as the record says."""
        return self.push(self.edit(record, **wanted))

    def delete(self, record: Record) -> Result:
        """Push the deletion of a row that is as the record says."""
        return self.push(self.deletion(record))

    def creation(self, record: Record) -> Mutation:
        """Return the mutation that makes a row, with the device's next number."""
        return self._mutation(Op.PUT, record, plain(record), {})

    def edit(self, record: Record, **wanted: Plain) -> Mutation:
        """Return an edit, with the device's next number."""
        seen = plain(record)
        return self._mutation(Op.PUT, record, wanted, {name: value_hash(seen.get(name)) for name in wanted})

    def deletion(self, record: Record) -> Mutation:
        """Return a deletion, with the device's next number."""
        seen = {name: value_hash(value) for name, value in plain(record).items() if name not in FIXED}
        return self._mutation(Op.DELETE, record, {}, seen)

    def push(self, *mutations: Mutation) -> Result:
        """Push mutations and return the result of the last one; none may be refused."""
        answer = self.answer(*mutations)
        assert answer.refusal is None
        assert [one.mid for one in answer.results] == [one.mid for one in mutations]
        return answer.results[-1]

    def answer(self, *mutations: Mutation, epoch: str | None = None) -> PushAnswer:
        """Push mutations and return the endpoint's answer."""
        if self.epoch is None:
            self.pull()
        request = Push(device=self.device, epoch=epoch or self.epoch or "", mutations=mutations)
        return pushing.push(self.database, self.member, request, NOW)

    def pull(self, *, limit: int = 500) -> list[PullAnswer]:
        """Pull until there is no more, and return the answers."""
        answers = []
        more = True
        while more:
            request = Pull(device=self.device, epoch=self.epoch, cursor=self.cursor, limit=limit)
            answer = pulling.pull(self.database, self.member, request)
            self._take(answer)
            answers.append(answer)
            more = answer.more
        return answers

    def _take(self, answer: PullAnswer) -> None:
        if answer.from_zero:
            self.rows = {}
        self.epoch, self.cursor = answer.epoch, dict(answer.cursor)
        for row in answer.rows:
            self.rows.pop(row.id, None)
            if not row.is_gone:
                self.rows[row.id] = row
        self.rows = {row.id: row for row in self.rows.values() if row.channel not in answer.dropped}

    def _mutation(self, op: Op, record: Record, wanted: dict[str, Plain], saw: dict[str, str]) -> Mutation:
        self._last_n += 1
        return Mutation(
            n=self._last_n,
            mid=new_id(),
            op=op,
            entity=ENTITY_OF[type(record)],
            id=record.id,
            channel=record.channel,
            set=wanted,
            saw=saw,
        )


@dataclass
class Studio:
    """A studio with an owner who teaches, two teachers, students of them, and a guardian of the first student."""

    database: Database
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        studio.adopt(self.database, self.id)
        self.owner = self.joins(Role.TEACHER, is_owner=True)
        self.ada, self.ben = self.joins(Role.TEACHER), self.joins(Role.TEACHER)
        owner = self.desk(self.owner)
        for one in (self.owner, self.ada, self.ben):
            assert owner.make(self.teacher(one)).verdict is Verdict.APPLIED
        self.zoe, self.yan = self.add_student(self.ada), self.add_student(self.ben)
        self.student = self.joins(Role.STUDENT, person_id=self.zoe.id)
        self.other_student = self.joins(Role.STUDENT, person_id=self.yan.id)
        self.guardian = self.joins(Role.GUARDIAN, wards=frozenset({self.zoe.id}))

    def joins(
        self,
        role: Role,
        *,
        person_id: str | None = None,
        is_owner: bool = False,
        wards: frozenset[str] = frozenset(),
    ) -> Member:
        """Make somebody a member."""
        member = Member(studio_id=self.id, person_id=person_id or new_id(), role=role, is_owner=is_owner, wards=wards)
        studio.put_member(self.database, member)
        return member

    def desk(self, member: Member) -> Desk:
        """Return a new desk of a member."""
        return Desk(self.database, member)

    def add_student(self, *teachers: Member) -> Student:
        """Add a student whom these teach."""
        student = a_record(
            Student, channel=f"staff:{self.id}", teacher_ids=tuple(one.person_id for one in teachers), note="shy"
        )
        assert self.desk(self.owner).make(student).verdict is Verdict.APPLIED
        return student

    def teacher(self, member: Member) -> Teacher:
        """Return the record of a member who teaches."""
        return a_record(Teacher, id=member.person_id, channel=f"s:{self.id}")


def of_student(record: R, student: Student) -> R:
    """Return a record in a student's channel."""
    return replace(record, channel=f"st:{student.id}")


def is_rejected(result: Result, reason: Reason) -> bool:
    """Tell whether a mutation was rejected for a reason."""
    return (result.verdict, result.reason) == (Verdict.REJECTED, reason)
