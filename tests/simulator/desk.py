"""A desk of a run: a real library with the real engine, whose commands are done one at a time."""

import shutil
import sqlite3
from pathlib import Path

from practika_desktop.edits.history import History
from practika_desktop.endpoint.members import Member
from practika_desktop.store import layout
from practika_desktop.store.library import Library
from practika_desktop.sync import library as in_library
from practika_desktop.sync.engine.commands import Command, SendPull, SendPush, WakeAt
from practika_desktop.sync.engine.engine import plan
from practika_desktop.sync.engine.events import Event, Started, Ticked
from practika_desktop.sync.engine.state import Phase, State
from tests.simulator.chance import Chance


class SimulatedDesk:
    """One teacher's desk. A crash forgets all but the library; `life` counts them."""

    def __init__(self, name: str, member: Member, folder: Path, chance: Chance) -> None:
        self.name = name
        self.member = member
        self.folder = folder
        self.chance = chance
        self.calendar_offset_ms = 0
        self.life = 0
        self.state = State()
        self.to_do: list[Command] = []
        self.wake_at_ms: int | None = None
        self.library = Library.open(folder)
        self.history = History(self.library, lambda _: None)
        self.start()

    @property
    def person_id(self) -> str:
        """Who works at it."""
        return self.member.person_id

    def start(self) -> None:
        """Begin a life with what the library knows."""
        self.life += 1
        self.state, self.to_do, self.wake_at_ms = State(), [], None
        self.history = History(self.library, lambda _: None)
        self.feed(Started(now_ms=self.chance.now_ms, progress=in_library.progress(self.library)))

    def feed(self, event: Event) -> None:
        """Let the engine know of something."""
        self.state, commands = plan(self.state, event)
        self.to_do += commands

    def tick(self) -> None:
        """Wake the engine, if it is time."""
        if self.wake_at_ms is not None and self.wake_at_ms <= self.chance.now_ms:
            self.wake_at_ms = None
            self.feed(Ticked(now_ms=self.chance.now_ms))

    def perform(self) -> SendPush | SendPull | None:
        """Do the next command; return it if it is one for the network."""
        command = self.to_do.pop(0)
        match command:
            case SendPush() | SendPull():
                return command
            case WakeAt(at_ms):
                self.wake_at_ms = at_ms
            case _:
                self.feed(self.in_library(command))
        return None

    def in_library(self, command: in_library.InLibrary) -> Event:
        """Do a command in the library."""
        calendar_ms = self.chance.calendar_ms()
        return in_library.do(self.library, command, now_ms=self.chance.now_ms, calendar_ms=calendar_ms)

    def acts(self) -> None:
        """Let the chance know that whatever happens now happens at this desk, by its calendar."""
        self.chance.calendar_offset_ms = self.calendar_offset_ms

    @property
    def is_at_rest(self) -> bool:
        """Whether it has nothing to do."""
        return not self.to_do and self.state.phase is Phase.RESTING

    def copied(self, name: str, folder: Path) -> "SimulatedDesk":
        """Return a desk that was made from a copy of this one's library, device id and all."""
        self.library.checkpoint()
        folder.mkdir()
        with sqlite3.connect(layout.database(self.folder)) as source:
            target = sqlite3.connect(layout.database(folder))
            source.backup(target)
            target.close()
        source.close()
        return SimulatedDesk(name, self.member, folder, self.chance)

    def close(self) -> None:
        """Close the library."""
        self.library.close()


def new_desk(name: str, member: Member, template: Path, folder: Path, chance: Chance) -> SimulatedDesk:
    """Return a desk with a library that has nothing in it but who works there."""
    folder.mkdir()
    shutil.copy(template, layout.database(folder))
    with sqlite3.connect(layout.database(folder)) as database:
        values = (member.studio_id, chance.uuid7(), member.person_id)
        database.execute(
            "INSERT INTO desk (number, studio_id, device_id, teacher_id, last_n) VALUES (1, ?, ?, ?, 0)", values
        )
    database.close()
    return SimulatedDesk(name, member, folder, chance)
