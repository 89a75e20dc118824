"""The network of a run: what is sent may be lost, doubled, late, out of order, cut short or answered with an error."""

import json
from dataclasses import dataclass, field

from practika_desktop.sync import wire
from practika_desktop.sync.engine.commands import SendPull, SendPush
from practika_desktop.sync.engine.events import Event, Failed, Failure, PullAnswered, PushAnswered
from tests.simulator.chance import Chance
from tests.simulator.desk import SimulatedDesk
from tests.simulator.server import Server

TIMEOUT_MS = 30_000


@dataclass(frozen=True)
class Request:
    """A request on its way; `life` tells the desk's lives apart, as a crash ends its connections."""

    desk: SimulatedDesk
    life: int
    ticket: int
    verb: str
    body: str
    person_id: str

    def __str__(self) -> str:
        return f"{self.verb} {self.ticket} of {self.desk.name}"


@dataclass(frozen=True)
class Answer:
    """An answer on its way back."""

    request: Request
    content: str | Failure


@dataclass
class Network:
    """Holds what is on its way. While `is_bad`, anything may happen to it; else it is slow at worst."""

    chance: Chance
    server: Server
    is_bad: bool = True
    on_the_way: list[Request | Answer] = field(default_factory=list)
    deadlines: list[tuple[int, Request]] = field(default_factory=list)

    def send(self, desk: SimulatedDesk, command: SendPush | SendPull) -> str:
        """Take a request, or lose it, or take it twice; say which."""
        push = isinstance(command, SendPush)
        body = wire.push_to_wire(command.push) if isinstance(command, SendPush) else wire.pull_to_wire(command.pull)
        verb = "push" if push else "pull"
        if self.is_bad and not push:
            body["limit"] = self.chance.dice.choice([2, 5, 20, body["limit"]])
        request = Request(desk, desk.life, command.ticket, verb, json.dumps(body), desk.person_id)
        self.deadlines.append((self.chance.now_ms + TIMEOUT_MS, request))
        copies = self.chance.dice.choices([0, 1, 2], [1, 8, 1])[0] if self.is_bad else 1
        self.on_the_way += [request] * copies
        return f"sends {request} ({copies} arrive)"

    def deliver(self) -> str:
        """Bring one of the things that are on the way to its end, not always the first."""
        place = self.chance.dice.randrange(len(self.on_the_way)) if self.is_bad else 0
        one = self.on_the_way.pop(place)
        if isinstance(one, Answer):
            return self._bring(one)
        fate = self.chance.dice.choices(_FATES, _WEIGHTS)[0] if self.is_bad else "arrives"
        if fate in _ERRORS:
            self.on_the_way.append(Answer(one, _ERRORS[fate]))
            return f"{one} {fate}"
        content = self.server.handle(one.person_id, one.verb, one.body)
        if fate == "arrives, the answer is cut" and isinstance(content, str):
            content = content[: len(content) // 2]
        if fate == "arrives, then fails":
            content = Failure.BROKEN
        if fate != "arrives, the answer is lost":
            self.on_the_way.append(Answer(one, content))
        return f"{one} {fate}"

    def time_out(self) -> list[str]:
        """End the waiting for answers that did not come in time."""
        due = [request for at_ms, request in self.deadlines if at_ms <= self.chance.now_ms]
        self.deadlines = [(at_ms, request) for at_ms, request in self.deadlines if at_ms > self.chance.now_ms]
        for request in due:
            self._tell(request, self._failed(request, Failure.UNREACHABLE))
        return [f"{request} gets no answer" for request in due]

    def _bring(self, answer: Answer) -> str:
        request = answer.request
        if isinstance(answer.content, Failure):
            self._tell(request, self._failed(request, answer.content))
            return f"{request} hears {answer.content.name}"
        try:
            message = json.loads(answer.content)
            event = self._read(request, message)
        except ValueError:
            event = self._failed(request, Failure.UNREACHABLE)
        self._tell(request, event)
        return f"{request} is answered"

    def _read(self, request: Request, message: object) -> Event:
        now_ms = self.chance.now_ms
        if request.verb == "push":
            return PushAnswered(now_ms=now_ms, ticket=request.ticket, answer=wire.push_answer_from_wire(message))
        return PullAnswered(now_ms=now_ms, ticket=request.ticket, answer=wire.pull_answer_from_wire(message))

    def _failed(self, request: Request, failure: Failure) -> Failed:
        chance = self.chance.dice.random()
        return Failed(now_ms=self.chance.now_ms, ticket=request.ticket, failure=failure, chance=chance)

    def _tell(self, request: Request, event: Event) -> None:
        if request.desk.life == request.life:
            request.desk.feed(event)


_ERRORS = {"meets a 503": Failure.OVERLOADED, "meets a 500": Failure.BROKEN}
_FATES = [
    "arrives",
    "arrives, the answer is lost",
    "arrives, the answer is cut",
    "arrives, then fails",
    "meets a 503",
    "meets a 500",
]
_WEIGHTS = [70, 8, 6, 6, 5, 5]
