"""What the engine wants done. Each of these but `WakeAt` is answered by one event, also when it fails."""

from dataclasses import dataclass

from practika_desktop.sync.protocol import Pull, PullAnswer, Push, Result


@dataclass(frozen=True, slots=True)
class ReadOutbox:
    """Read what may be sent now, at most so many mutations: `OutboxRead`."""

    limit: int


@dataclass(frozen=True, slots=True)
class SendPush:
    """Send a push: `PushAnswered` or `Failed` with its ticket."""

    ticket: int
    push: Push


@dataclass(frozen=True, slots=True)
class SendPull:
    """Send a pull: `PullAnswered` or `Failed` with its ticket."""

    ticket: int
    pull: Pull


@dataclass(frozen=True, slots=True)
class SaveResults:
    """Note what became of mutations; rejected ones go into the tray: `Saved`."""

    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class SavePage:
    """Keep a page of a pull aside; with the last one make all of them visible, in one transaction: `Saved`."""

    answer: PullAnswer


@dataclass(frozen=True, slots=True)
class Renumber:
    """Give the library a new device id, and the mutations of its outbox numbers from 1: `Saved`."""


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Tell when a moment is here, in place of the moment asked for before: `Ticked`."""

    at_ms: int


Command = ReadOutbox | SendPush | SendPull | SaveResults | SavePage | Renumber | WakeAt
