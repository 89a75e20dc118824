"""What the engine knows between two events."""

from dataclasses import dataclass
from enum import Enum, auto

from practika_desktop.model.mutations import Mutation
from practika_desktop.sync.engine.events import Progress
from practika_desktop.sync.protocol import PUSH_MOST, Refusal


class Phase(Enum):
    """What the engine is at: while it waits for an event of one kind, it is asked for nothing else."""

    OFF = auto()
    """Not started, or signed out."""

    RESTING = auto()
    """All is sent and fetched, as far as anybody knows."""

    WAITING = auto()
    """Something failed; it will be tried again."""

    READING = auto()
    PUSHING = auto()
    SAVING_RESULTS = auto()
    RENUMBERING = auto()
    PULLING = auto()
    SAVING_PAGE = auto()


AT_WORK = frozenset(Phase) - {Phase.OFF, Phase.RESTING, Phase.WAITING}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The engine between two events; `State()` before it is started.

    A round pushes what there is to push and then pulls; `once_more` says that there is a reason for another one.
    `ticket` numbers the requests: an answer with another number is late, and of no use. `sent` is what the present push
    carries. `refusal` says why nothing is pushed, by the versions of the two sides. `pull_first` is set after a push
    that the endpoint failed at, so that one mutation that it cannot stand keeps nobody from hearing the news;
    `was_refused` after it refused one in this round: a second refusal is the endpoint's fault.
    """

    phase: Phase = Phase.OFF
    progress: Progress | None = None
    ticket: int = 0
    sent: tuple[Mutation, ...] = ()
    once_more: bool = False
    pull_first: bool = False
    was_refused: bool = False
    has_pulled: bool = False
    is_last_page: bool = False
    push_limit: int = PUSH_MOST
    failures: int = 0
    wake_at_ms: int | None = None
    held_until_ms: int | None = None
    refusal: Refusal | None = None
