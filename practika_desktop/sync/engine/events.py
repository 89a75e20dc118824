"""What can happen to the engine. Moments are of a clock that only goes forward, in ms, whatever the calendar does."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from practika_desktop.model.mutations import Mutation
from practika_desktop.sync.protocol import PullAnswer, PushAnswer


class Failure(Enum):
    """Why there was no answer that could be used."""

    UNREACHABLE = auto()
    """No connection, it broke off, or nothing came in time: what was asked may have been done all the same."""

    OVERLOADED = auto()
    """The endpoint asks for less (429, 503)."""

    BROKEN = auto()
    """The endpoint failed (other 5xx), or its answer is none."""

    REFUSED = auto()
    """The endpoint does not take such a request (400, 413, 422)."""

    SIGNED_OUT = auto()
    """The endpoint does not know this desk any more (401, 403, 404)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the library is: what it has of which epoch, and from where a pull is to go on.

    `epoch` is None before the first pull was whole. `pull_epoch` and `pull_cursor` are ahead of what is visible while
    pages wait for the last one.
    """

    device: str
    epoch: str | None
    pull_epoch: str | None
    pull_cursor: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, and when."""

    now_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """The desk has opened its library and somebody is signed in."""

    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Event):
    """The teacher did something that is to be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinted(Event):
    """The endpoint says that there is something; only a hint, and it may be wrong or lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Event):
    """The teacher wants it now, whatever was being waited for; or signed in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked(Event):
    """The moment asked for with `WakeAt` is here; one that comes early is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRead(Event):
    """What may be sent now, in order; `held_for_ms` says when the next one may, None when nothing is held."""

    mutations: tuple[Mutation, ...]
    held_for_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved(Event):
    """The library has done what it was told: results, a page, or new numbers."""

    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAnswered(Event):
    """The endpoint answered the push with this ticket."""

    ticket: int
    answer: PushAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PullAnswered(Event):
    """The endpoint answered the pull with this ticket."""

    ticket: int
    answer: PullAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Event):
    """The request with this ticket came to nothing; `chance`, from 0 to 1, spreads out those who try again."""

    ticket: int
    failure: Failure
    chance: float
    retry_after_ms: int = 0
