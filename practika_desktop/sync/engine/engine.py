"""Plans sync: one event in, a new state and what is to be done out. A round pushes, page by page, and then pulls.

Nothing here is remembered beyond a crash: what is durable is in the library, and `Started` begins anew from there.
"""

from dataclasses import replace
from typing import Final

from practika_desktop.model.invariants import BrokenInvariant, invariant
from practika_desktop.sync.engine.commands import (
    Command,
    ReadOutbox,
    Renumber,
    SavePage,
    SaveResults,
    SendPull,
    SendPush,
    WakeAt,
)
from practika_desktop.sync.engine.events import (
    Asked,
    Changed,
    Event,
    Failed,
    Failure,
    Hinted,
    OutboxRead,
    Progress,
    PullAnswered,
    PushAnswered,
    Saved,
    Started,
    Ticked,
)
from practika_desktop.sync.engine.pauses import POLL_MS, pause_ms
from practika_desktop.sync.engine.state import AT_WORK, Phase, State
from practika_desktop.sync.protocol import (
    PUSH_MOST,
    VERSION,
    Pull,
    PullAnswer,
    Push,
    PushAnswer,
    Reason,
    Refusal,
    Result,
    Verdict,
    refusal_by_version,
)

Plan = tuple[State, tuple[Command, ...]]
"""The new state, and what is to be done, in order."""

NOTHING: Final[tuple[Command, ...]] = ()


def plan(state: State, event: Event) -> Plan:
    """Return what becomes of a state by an event, and what is to be done; events that come too late do nothing."""
    match event:
        case Started():
            return _begin(State(progress=event.progress, ticket=state.ticket))
        case Changed() | Hinted() | Asked() | Ticked():
            return _called(state, event)
        case OutboxRead() if state.phase is Phase.READING:
            return _read(state, event)
        case PushAnswered() if state.phase is Phase.PUSHING and event.ticket == state.ticket:
            return _pushed(state, event)
        case PullAnswered() if state.phase is Phase.PULLING and event.ticket == state.ticket:
            return _pulled(state, event)
        case Failed() if state.phase in {Phase.PUSHING, Phase.PULLING} and event.ticket == state.ticket:
            return _failed(state, event)
        case Saved():
            return _saved(state, event)
        case _:
            return state, NOTHING


def _called(state: State, event: Event) -> Plan:
    """Begin a round if there is a reason to and none is under way; else note that there is one."""
    if state.phase in AT_WORK:
        return replace(state, once_more=state.once_more or not isinstance(event, Ticked)), NOTHING
    is_due = state.wake_at_ms is not None and event.now_ms >= state.wake_at_ms
    match event, state.phase:
        case Asked(), _ if state.progress is not None:
            return _begin(replace(state, failures=0))
        case ((Changed() | Hinted()), Phase.RESTING):
            return _begin(state)
        case Ticked(), (Phase.RESTING | Phase.WAITING) if is_due:
            return _begin(state)
        case _:
            return state, NOTHING


def _begin(state: State) -> Plan:
    """Begin a round. What is pushed must be of the epoch that the library has, so it may have to pull before."""
    state = replace(state, once_more=False, wake_at_ms=None, held_until_ms=None, has_pulled=False, was_refused=False)
    progress = _known(state)
    if state.pull_first or state.refusal is not None or progress.epoch is None:
        return _pull(state)
    return _pull(state) if progress.pull_epoch != progress.epoch else _read_outbox(state)


def _read_outbox(state: State) -> Plan:
    return replace(state, phase=Phase.READING, sent=()), (ReadOutbox(state.push_limit),)


def _read(state: State, event: OutboxRead) -> Plan:
    held_until_ms = None if event.held_for_ms is None else event.now_ms + event.held_for_ms
    state = replace(state, held_until_ms=held_until_ms)
    if not event.mutations:
        return _rest(state, event) if state.has_pulled else _pull(state)
    progress = _known(state)
    invariant(progress.epoch is not None, "what is pushed is of an epoch")
    numbers = [one.n for one in event.mutations]
    invariant(numbers == list(range(numbers[0], numbers[0] + len(numbers))), "mutations leave without a gap")
    invariant(len(numbers) <= state.push_limit, "no more is pushed than was asked for")
    state = replace(state, phase=Phase.PUSHING, ticket=state.ticket + 1, sent=event.mutations)
    push = Push(device=progress.device, epoch=progress.epoch or "", mutations=event.mutations)
    return state, (SendPush(state.ticket, push),)


def _pushed(state: State, event: PushAnswered) -> Plan:
    answer = event.answer
    if (state.was_refused and answer.refusal is not None) or not _answers(state, answer):
        return _wait(state, event.now_ms, Failure.BROKEN, chance=1.0)
    match answer.refusal:
        case None:
            state = replace(
                state,
                phase=Phase.SAVING_RESULTS,
                failures=0,
                push_limit=PUSH_MOST,
                pull_first=False,
                was_refused=False,
            )
            return state, (SaveResults(answer.results),)
        case Refusal.OTHER_NUMBERS:
            return replace(state, phase=Phase.RENUMBERING, was_refused=True), (Renumber(),)
        case Refusal.OTHER_EPOCH:
            return _pull(replace(state, was_refused=True))
        case Refusal.DESK_TOO_OLD | Refusal.ENDPOINT_TOO_OLD:
            return _pull(replace(state, was_refused=True, refusal=answer.refusal))


def _answers(state: State, answer: PushAnswer) -> bool:
    """Tell whether there is a result for each mutation that was sent and none for any other; or none, and a refusal."""
    if answer.refusal is not None:
        return not answer.results
    return [(one.n, one.mid) for one in answer.results] == [(one.n, one.mid) for one in state.sent]


def _pull(state: State) -> Plan:
    progress = _known(state)
    state = replace(state, phase=Phase.PULLING, ticket=state.ticket + 1, sent=())
    pull = Pull(device=progress.device, epoch=progress.pull_epoch, cursor=progress.pull_cursor)
    return state, (SendPull(state.ticket, pull),)


def _pulled(state: State, event: PullAnswered) -> Plan:
    answer = event.answer
    if not _goes_on(_known(state), answer):
        return _wait(state, event.now_ms, Failure.BROKEN, chance=1.0)
    refusal = refusal_by_version(VERSION, answer.version, answer.oldest_to_push)
    state = replace(state, phase=Phase.SAVING_PAGE, is_last_page=not answer.more, has_pulled=True, refusal=refusal)
    return replace(state, failures=state.failures if state.pull_first else 0), (SavePage(answer),)


def _goes_on(progress: Progress, answer: PullAnswer) -> bool:
    """Tell whether an answer can be what was asked for: of the same epoch from there on, or from zero."""
    if answer.from_zero:
        return True
    before = progress.pull_cursor
    is_on = all(answer.cursor.get(channel, 0) >= before.get(channel, 0) for channel in answer.cursor)
    return is_on and answer.epoch == progress.pull_epoch


def _saved(state: State, event: Saved) -> Plan:
    before = _known(state)
    state = replace(state, progress=event.progress)
    match state.phase:
        case Phase.SAVING_RESULTS:
            return _read_outbox(replace(state, has_pulled=False))
        case Phase.RENUMBERING:
            invariant(event.progress.device != before.device, "new numbers are of a new device")
            return _read_outbox(state)
        case Phase.SAVING_PAGE if not state.is_last_page:
            return _pull(state)
        case Phase.SAVING_PAGE:
            invariant(event.progress.epoch == event.progress.pull_epoch, "what is whole is visible")
            return _after_pull(state, event)
        case _:
            return state, NOTHING


def _after_pull(state: State, event: Saved) -> Plan:
    """Go on to push what could not be pushed before, or was done meanwhile."""
    if state.refusal is not None:
        return _rest(state, event)
    return _read_outbox(replace(state, pull_first=False))


def _rest(state: State, event: Event) -> Plan:
    if state.once_more:
        return _begin(state)
    wake_at_ms = event.now_ms + POLL_MS
    if state.held_until_ms is not None and state.refusal is None:
        wake_at_ms = min(wake_at_ms, max(state.held_until_ms, event.now_ms + 1))
    return replace(state, phase=Phase.RESTING, failures=0, wake_at_ms=wake_at_ms), (WakeAt(wake_at_ms),)


def _failed(state: State, event: Failed) -> Plan:
    match event.failure:
        case Failure.SIGNED_OUT:
            return replace(state, phase=Phase.OFF, sent=(), wake_at_ms=None), NOTHING
        case Failure.REFUSED if state.phase is Phase.PUSHING and len(state.sent) > 1:
            return _read_outbox(replace(state, push_limit=len(state.sent) // 2))
        case Failure.REFUSED if state.phase is Phase.PUSHING:
            (one,) = state.sent
            result = Result(n=one.n, mid=one.mid, verdict=Verdict.REJECTED, reason=Reason.UNREADABLE)
            return replace(state, phase=Phase.SAVING_RESULTS), (SaveResults((result,)),)
        case _:
            return _wait(state, event.now_ms, event.failure, event.chance, event.retry_after_ms)


def _wait(state: State, now_ms: int, failure: Failure, chance: float, retry_after_ms: int = 0) -> Plan:
    """Try again later; a push that the endpoint failed at is smaller then, and comes after the pull."""
    failures = state.failures + 1
    if state.phase is Phase.PUSHING and failure is not Failure.UNREACHABLE:
        push_limit = state.push_limit if failure is Failure.OVERLOADED else max(1, len(state.sent) // 2)
        state = replace(state, push_limit=push_limit, pull_first=True)
    wake_at_ms = now_ms + pause_ms(failures, chance, retry_after_ms)
    state = replace(state, phase=Phase.WAITING, failures=failures, wake_at_ms=wake_at_ms, sent=())
    return state, (WakeAt(wake_at_ms),)


def _known(state: State) -> Progress:
    """Return the library's progress, which every state has once the engine is started."""
    if state.progress is None:
        raise BrokenInvariant("the engine is started")
    return state.progress
