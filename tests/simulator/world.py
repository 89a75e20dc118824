"""A run: a seed, a studio, and so many steps of whatever may happen; then the network heals and all comes to rest."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from practika_desktop.endpoint import deciding, studio
from practika_desktop.endpoint.book import Book
from practika_desktop.endpoint.members import Member, Role
from practika_desktop.model.mutations import Mutation
from practika_desktop.model.records import Exercise, Piece, ReadState, Student, Teacher
from practika_desktop.store import connecting, migrating
from practika_desktop.store.migrations import REVISIONS
from practika_desktop.store.synced import tray
from practika_desktop.sync.engine.events import Asked, Changed, Hinted
from practika_desktop.sync.reconcile import Decision
from tests.simulator import acts, checks
from tests.simulator.chance import Chance
from tests.simulator.desk import SimulatedDesk, new_desk
from tests.simulator.network import Network
from tests.simulator.server import Server, empty_database
from tests.support.endpoint import Desk
from tests.support.library import visible
from tests.support.records import a_record

_MOST_DESKS = 6
_REST_ROUNDS = 3
_MOST_STEPS_TO_REST = 20_000


Do = Callable[[Book, Member, Mutation], Decision]


class Violation(AssertionError):  # noqa: N818 - the simulator's word
    """Something that must hold does not."""


class Templates:
    """An empty library and an empty endpoint, made once: a run begins with copies."""

    def __init__(self, folder: Path) -> None:
        self.library = folder / "template.sqlite"
        connections = connecting.connect(self.library)
        migrating.migrate(connections, REVISIONS, lambda _: None)
        connecting.checkpoint(connections, truncate=True)
        connections.close()
        self.endpoint = empty_database()


class World:
    """One run. `log` says what happened, step by step; the same seed gives the same log."""

    def __init__(self, chance: Chance, templates: Templates, folder: Path) -> None:
        self.chance = chance
        self.folder = folder
        self.log: list[str] = []
        self.said: dict[str, str] = {}
        self.seen_gone: dict[str, set[str]] = {}
        self.read_to: dict[str, int] = {}
        self.erased: set[str] = set()
        self.templates = templates
        self.server = Server(self.chance, templates.endpoint)
        self.network = Network(self.chance, self.server)
        self.backups: list[bytes] = []
        self.done: set[tuple[int, str]] = set()
        self.desks: list[SimulatedDesk] = []
        self._found()

    def run(self, steps: int) -> None:
        """Let so many things happen, then let all come to rest, and look whether all is well; raise Violation."""
        with patch.object(deciding, "do", self._doing(deciding.do)):
            self._begin()
            for _ in range(steps):
                self.step()
            self.come_to_rest()
        self._see(checks.at_the_endpoint(self.server, self.read_to))
        for desk in self.desks:
            self._see(checks.at_rest(desk, self.server))
            self._see(checks.rights(desk, self.server))
        said = {word: row_id for word, row_id in self.said.items() if row_id not in self.erased}
        self._see(checks.words(said, self.seen_gone, self.desks, self.server))
        for one in self.desks:
            for other in self.desks:
                if one.person_id == other.person_id and one is not other:
                    self._see(checks.alike(one, other))

    def step(self) -> None:
        """Let one thing happen."""
        name = self.chance.dice.choices(list(STEPS), list(STEPS.values()))[0]
        busy = [desk for desk in self.desks if desk.to_do]
        if name == "work" and not busy:
            name = "deliver"
        if name == "deliver" and not self.network.on_the_way:
            name = "work" if busy else "wait"
        desk = self.chance.dice.choice(busy if name == "work" else self.desks)
        desk.acts()
        happened = getattr(self, f"_{name}")(desk)
        self.log.append(f"{self.chance.now_ms} {desk.name}: {name}: {happened}")
        if self.chance.dice.random() < 0.1:
            self._see(checks.at_a_desk(desk))

    def _begin(self) -> None:
        """Give everybody something to talk about: two takes of each student, a piece and an exercise on every desk."""
        for pupil in self.pupils:
            pupil.send()
            pupil.send()
        console = self._console()
        console.make(a_record(Piece, id=self.chance.uuid7(), channel=f"s:{self.server.studio_id}"))
        console.make(a_record(Exercise, id=self.chance.uuid7(), channel=f"s:{self.server.studio_id}"))
        self.come_to_rest()
        self.network.is_bad = True
        self.backups = [self.server.backup()]

    def come_to_rest(self) -> None:
        """Heal the network and go on until every desk has done its rounds and has nothing left to do."""
        self.network.is_bad = False
        self.server.is_ahead = False
        for _ in range(_REST_ROUNDS):
            self.chance.now_ms += 3_600_000
            for desk in self.desks:
                desk.acts()
                desk.feed(Asked(now_ms=self.chance.now_ms))
            self._work_off()
        for desk in self.desks:
            self._see(checks.at_a_desk(desk))

    def close(self) -> None:
        """Close everything."""
        for desk in self.desks:
            desk.close()
        self.server.close()

    def _work_off(self) -> None:
        for _ in range(_MOST_STEPS_TO_REST):
            busy = [desk for desk in self.desks if desk.to_do]
            if busy:
                self._work(busy[0])
            elif self.network.on_the_way:
                self.network.deliver()
            elif all(desk.is_at_rest for desk in self.desks):
                return
            else:
                self.chance.now_ms += 10_000
                self.network.time_out()
                for desk in self.desks:
                    desk.tick()
        raise Violation("it does not come to rest: " + ", ".join(f"{one.name} {one.state.phase}" for one in self.desks))

    def _found(self) -> None:
        """Make a studio: an owner who teaches, a teacher with two desks, another one, and two students."""
        chance, studio_id = self.chance, self.server.studio_id
        self.owner = self._joins(Role.TEACHER, is_owner=True)
        teachers = [self.owner, self._joins(Role.TEACHER), self._joins(Role.TEACHER)]
        for one in teachers:
            self._console().make(a_record(Teacher, id=one.person_id, channel=f"s:{studio_id}"))
        self.students = []
        self.pupils = []
        for one in teachers[1:]:
            student = a_record(
                Student,
                id=chance.uuid7(),
                channel=f"staff:{studio_id}",
                teacher_ids=(one.person_id, teachers[1].person_id),
            )
            self._console().make(student)
            self.students.append(student)
            member = self._joins(Role.STUDENT, person_id=student.id)
            self.pupils.append(acts.Pupil(self.server.database, member, student, chance))
        self.teachers = teachers
        for name, member in zip("ABCD", [teachers[0], teachers[1], teachers[1], teachers[2]], strict=True):
            self._add(new_desk(name, member, self.templates.library, self.folder / name, chance))

    def _joins(self, role: Role, *, person_id: str = "", is_owner: bool = False) -> Member:
        member = Member(
            studio_id=self.server.studio_id,
            person_id=person_id or self.chance.uuid7(),
            role=role,
            is_owner=is_owner,
        )
        studio.put_member(self.server.database, member)
        return member

    def _add(self, desk: SimulatedDesk) -> None:
        self.desks.append(desk)

    def _console(self) -> Desk:
        """Return a device at which the owner acts online."""
        return Desk(self.server.database, self.owner)

    def _doing(self, do: Do) -> Do:
        """Watch that no mutation is done twice in one epoch of the endpoint."""

        def watched(book: Book, member: Member, mutation: Mutation) -> Decision:
            if (self.server.restores, mutation.mid) in self.done:
                raise Violation(f"mutation {mutation.mid} is done twice")
            self.done.add((self.server.restores, mutation.mid))
            return do(book, member, mutation)

        return watched

    def _see(self, complaints: Iterator[str]) -> None:
        for complaint in complaints:
            raise Violation(complaint)

    def _work(self, desk: SimulatedDesk) -> str:
        desk.acts()
        command = desk.to_do[0]
        sending = desk.perform()
        return type(command).__name__ if sending is None else self.network.send(desk, sending)

    def _deliver(self, _desk: SimulatedDesk) -> str:
        return self.network.deliver()

    def _edit(self, desk: SimulatedDesk) -> str:
        before = visible(desk.library)
        teacher = acts.Teacher(desk, self.chance)
        what = teacher.act()
        after = visible(desk.library)
        for row_id, record in after.items():
            if isinstance(record, ReadState):
                self.read_to[row_id] = max(record.read_at, self.read_to.get(row_id, 0))
        for row_id, record in before.items():
            gone = checks.words_in(record) - checks.words_in(after.get(row_id))
            self.seen_gone.setdefault(row_id, set()).update(gone)
        if teacher.said is not None and teacher.said[1]:
            self.said[teacher.said[0]] = teacher.said[1]
        desk.feed(Changed(now_ms=self.chance.now_ms))
        return what

    def _pupil(self, _desk: SimulatedDesk) -> str:
        self.chance.calendar_offset_ms = 0
        what = self.chance.dice.choice(self.pupils).act()
        self.erased |= checks.erased(self.server)
        return what

    def _wait(self, _desk: SimulatedDesk) -> str:
        waited = self.chance.dice.choice([10, 1_000, 20_000, 120_000])
        self.chance.now_ms += waited
        said = self.network.time_out()
        for desk in self.desks:
            desk.acts()
            desk.tick()
        return f"{waited} ms pass; " + ", ".join(said)

    def _jump(self, desk: SimulatedDesk) -> str:
        desk.calendar_offset_ms = self.chance.dice.choice([0, -3_600_000, 3_600_000, -(10**11), 10**11])
        return f"its calendar is off by {desk.calendar_offset_ms} ms"

    def _crash(self, desk: SimulatedDesk) -> str:
        """End a desk's life before its next command, or after it, before the engine hears of it."""
        what = "idle"
        if desk.to_do and self.chance.dice.random() < 0.5:
            command = desk.to_do[0]
            what = f"after {type(command).__name__}"
            sending = desk.perform()
            if sending is not None:
                self.network.send(desk, sending)
        desk.start()
        return what

    def _hint(self, desk: SimulatedDesk) -> str:
        desk.feed(Hinted(now_ms=self.chance.now_ms))
        return "hears a hint"

    def _members(self, _desk: SimulatedDesk) -> str:
        """Let the owner say who teaches a student."""
        console = self._console()
        console.pull()
        student = self.chance.dice.choice(self.students)
        chosen = self.chance.dice.sample(self.teachers, self.chance.dice.randint(1, 2))
        console.set(student, teacher_ids=[one.person_id for one in chosen])
        return f"{len(chosen)} teach {student.id}"

    def _erase(self, _desk: SimulatedDesk) -> str:
        """Let the owner erase one of the students, who may go on sending for a while."""
        student = self.students[-1]
        self._console().delete(student)
        self.erased |= checks.erased(self.server)
        return f"{student.id} is erased"

    def _backup(self, _desk: SimulatedDesk) -> str:
        self.backups.append(self.server.backup())
        return "the endpoint is copied"

    def _restore(self, _desk: SimulatedDesk) -> str:
        backup = self.chance.dice.choice(self.backups[-3:])
        self.server.restore(backup)
        return "the endpoint is restored"

    def _version(self, _desk: SimulatedDesk) -> str:
        self.server.is_ahead = not self.server.is_ahead
        return f"the endpoint is {'ahead' if self.server.is_ahead else 'as old as the desks'}"

    def _clone(self, desk: SimulatedDesk) -> str:
        if len(self.desks) == _MOST_DESKS:
            return "enough of them"
        name = "ABCDEFGH"[len(self.desks)]
        self._add(desk.copied(name, self.folder / name))
        return f"its library is copied to {name}"

    def _tray(self, desk: SimulatedDesk) -> str:
        found = tray.rejected(desk.library)
        if not found:
            return "it is empty"
        tray.retry(desk.library, self.chance.dice.choice(found).mutation.mid)
        desk.feed(Changed(now_ms=self.chance.now_ms))
        return "one is sent again"


STEPS: dict[str, float] = {
    "work": 60,
    "deliver": 50,
    "edit": 45,
    "pupil": 10,
    "wait": 15,
    "jump": 2,
    "crash": 5,
    "hint": 5,
    "members": 3,
    "erase": 0.2,
    "backup": 2,
    "restore": 1,
    "version": 1,
    "clone": 1,
    "tray": 3,
}
"""What may happen in a step, and how often in all."""


@contextmanager
def world(seed: int, templates: Templates) -> Iterator[World]:
    """Give the world of a seed, in a folder that goes with it."""
    parent = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, where there is some
    folder = Path(mkdtemp(prefix="practika-world-", dir=parent))
    try:
        chance = Chance(seed)
        with chance.rules(), closing(World(chance, templates, folder)) as made:
            yield made
    finally:
        shutil.rmtree(folder)
