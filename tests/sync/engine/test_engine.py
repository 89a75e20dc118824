"""The engine, event by event: what it asks for, what it makes of answers, and what it never does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.ids import new_id
from practika_desktop.model.invariants import BrokenInvariant
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import Mutation
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
from practika_desktop.sync.engine.engine import plan
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
from practika_desktop.sync.engine.pauses import POLL_MS
from practika_desktop.sync.engine.state import AT_WORK, Phase, State
from practika_desktop.sync.protocol import (
    PUSH_MOST,
    VERSION,
    PullAnswer,
    PushAnswer,
    Reason,
    Refusal,
    Result,
    Verdict,
)

DEVICE = new_id()
AT = Progress(device=DEVICE, epoch="e", pull_epoch="e", pull_cursor={"s:1": 5})
NEW = Progress(device=DEVICE, epoch=None, pull_epoch=None, pull_cursor={})


def mutations(count: int, first: int = 1) -> tuple[Mutation, ...]:
    return tuple(
        Mutation(n=n, mid=new_id(), op=Op.DELETE, entity=Entity.PIECE, id=new_id(), channel="s:1")
        for n in range(first, first + count)
    )


def results(sent: tuple[Mutation, ...], verdict: Verdict = Verdict.APPLIED) -> tuple[Result, ...]:
    return tuple(Result(n=one.n, mid=one.mid, verdict=verdict) for one in sent)


def pulled(
    *, more: bool = False, from_zero: bool = False, seq: int = 5, version: int = VERSION, oldest: int = 1
) -> PullAnswer:
    return PullAnswer(
        epoch="e",
        rows=(),
        cursor={"s:1": seq},
        more=more,
        from_zero=from_zero,
        version=version,
        oldest_to_push=oldest,
    )


class Engine:
    """The engine with a driver that a test plays: it says what happened and looks at what is to be done."""

    def __init__(self, progress: Progress = AT) -> None:
        self.state = State()
        self.now_ms = 1_000
        self.done: tuple[Command, ...] = ()
        self.happens(Started(now_ms=self.now_ms, progress=progress))

    def happens(self, event: Event) -> tuple[Command, ...]:
        """Let an event happen and return what is to be done."""
        self.state, self.done = plan(self.state, event)
        return self.done

    def reads(self, *read: Mutation, held_for_ms: int | None = None) -> tuple[Command, ...]:
        """Give what the outbox holds."""
        return self.happens(OutboxRead(now_ms=self.now_ms, mutations=read, held_for_ms=held_for_ms))

    def push_answered(self, **answer: object) -> tuple[Command, ...]:
        """Answer the push."""
        given = PushAnswer(**{"epoch": "e", **answer})  # type: ignore[arg-type]  # a test names only what matters
        return self.happens(PushAnswered(now_ms=self.now_ms, ticket=self.state.ticket, answer=given))

    def pull_answered(self, answer: PullAnswer) -> tuple[Command, ...]:
        """Answer the pull."""
        return self.happens(PullAnswered(now_ms=self.now_ms, ticket=self.state.ticket, answer=answer))

    def fails(self, failure: Failure, *, chance: float = 1.0, retry_after_ms: int = 0) -> tuple[Command, ...]:
        """Let the request come to nothing."""
        return self.happens(
            Failed(
                now_ms=self.now_ms,
                ticket=self.state.ticket,
                failure=failure,
                chance=chance,
                retry_after_ms=retry_after_ms,
            )
        )

    def saves(self, progress: Progress = AT) -> tuple[Command, ...]:
        """Have the library do what it was told."""
        return self.happens(Saved(now_ms=self.now_ms, progress=progress))

    def rests(self) -> None:
        """Play a round in which there is nothing to do, from the reading of the outbox on."""
        assert self.done == (ReadOutbox(PUSH_MOST),)
        self.reads()
        self.pull_answered(pulled())
        self.saves()
        self.reads()
        assert self.state.phase is Phase.RESTING


@pytest.fixture
def engine() -> Engine:
    """Give an engine that has just been started, with a library that was synced before."""
    return Engine()


def test_a_round_pushes_page_by_page_and_then_pulls_page_by_page(engine: Engine) -> None:
    assert engine.done == (ReadOutbox(PUSH_MOST),)
    first, second = mutations(2), mutations(1, first=3)
    (push,) = engine.reads(*first)
    assert isinstance(push, SendPush)
    assert (push.push.device, push.push.epoch, push.push.mutations) == (DEVICE, "e", first)
    assert engine.push_answered(results=results(first)) == (SaveResults(results(first)),)
    assert engine.saves() == (ReadOutbox(PUSH_MOST),)
    engine.reads(*second)
    engine.push_answered(results=results(second))
    engine.saves()
    (pull,) = engine.reads()
    assert isinstance(pull, SendPull)
    assert (pull.pull.epoch, pull.pull.cursor) == ("e", {"s:1": 5})
    page = pulled(more=True, seq=7)
    assert engine.pull_answered(page) == (SavePage(page),)
    ahead = replace(AT, pull_cursor={"s:1": 7})
    (pull,) = engine.saves(ahead)
    assert isinstance(pull, SendPull)
    assert pull.pull.cursor == {"s:1": 7}
    engine.pull_answered(pulled(seq=7))
    assert engine.saves(ahead) == (ReadOutbox(PUSH_MOST),)
    assert engine.reads() == (WakeAt(engine.now_ms + POLL_MS),)


def test_a_desk_that_never_had_an_answer_pulls_before_it_pushes() -> None:
    engine = Engine(NEW)
    (pull,) = engine.done
    assert isinstance(pull, SendPull)
    assert (pull.pull.epoch, pull.pull.cursor) == (None, {})
    engine.pull_answered(pulled(from_zero=True))
    assert engine.saves() == (ReadOutbox(PUSH_MOST),)


def test_pages_that_wait_for_others_are_gone_on_from_after_a_crash() -> None:
    waiting = Progress(device=DEVICE, epoch="e", pull_epoch="f", pull_cursor={"s:1": 3})
    (pull,) = Engine(waiting).done
    assert isinstance(pull, SendPull)
    assert (pull.pull.epoch, pull.pull.cursor) == ("f", {"s:1": 3})


def test_what_is_done_while_it_pulls_is_pushed_at_once_and_pulled_again(engine: Engine) -> None:
    engine.reads()
    assert engine.happens(Changed(now_ms=1)) == ()
    engine.pull_answered(pulled())
    assert engine.saves() == (ReadOutbox(PUSH_MOST),)
    sent = mutations(1)
    engine.reads(*sent)
    engine.push_answered(results=results(sent))
    engine.saves()
    (pull,) = engine.reads()
    assert isinstance(pull, SendPull)


@pytest.mark.parametrize("event", [Changed(now_ms=1), Hinted(now_ms=1), Asked(now_ms=1)])
def test_a_reason_wakes_one_who_rests_and_is_not_forgotten_by_one_at_work(engine: Engine, event: Event) -> None:
    engine.rests()
    assert engine.happens(event) == (ReadOutbox(PUSH_MOST),)
    assert engine.happens(event) == ()
    engine.reads()
    engine.pull_answered(pulled())
    engine.saves()
    assert engine.reads() == (ReadOutbox(PUSH_MOST),)
    engine.rests()


def test_it_asks_again_after_a_while_and_not_before(engine: Engine) -> None:
    engine.rests()
    assert engine.happens(Ticked(now_ms=engine.now_ms + POLL_MS - 1)) == ()
    assert engine.happens(Ticked(now_ms=engine.now_ms + POLL_MS)) == (ReadOutbox(PUSH_MOST),)


def test_what_is_held_wakes_it_when_it_may_leave(engine: Engine) -> None:
    engine.reads(held_for_ms=4_000)
    engine.pull_answered(pulled())
    engine.saves()
    assert engine.reads(held_for_ms=4_000) == (WakeAt(engine.now_ms + 4_000),)


def test_it_waits_longer_each_time_and_by_chance_up_to_half_as_long(engine: Engine) -> None:
    waited = []
    for _ in range(12):
        engine.reads()
        (wake,) = engine.fails(Failure.UNREACHABLE)
        assert isinstance(wake, WakeAt)
        waited.append(wake.at_ms - engine.now_ms)
        assert engine.happens(Changed(now_ms=engine.now_ms)) == ()
        engine.now_ms = wake.at_ms
        engine.happens(Ticked(now_ms=wake.at_ms))
    assert waited[:4] == [1_000, 2_000, 4_000, 8_000]
    assert waited[-1] == 300_000
    engine.reads()
    assert engine.fails(Failure.UNREACHABLE, chance=0.0) == (WakeAt(engine.now_ms + 150_000),)
    assert engine.happens(Asked(now_ms=engine.now_ms)) == (ReadOutbox(PUSH_MOST),)
    engine.reads()
    assert engine.fails(Failure.OVERLOADED, retry_after_ms=9_000) == (WakeAt(engine.now_ms + 9_000),)


def test_success_forgets_the_failures_before_it(engine: Engine) -> None:
    engine.reads()
    engine.fails(Failure.UNREACHABLE)
    engine.happens(Asked(now_ms=1))
    engine.rests()
    assert engine.state.failures == 0


def test_a_push_that_came_to_nothing_is_sent_again_as_it_was(engine: Engine) -> None:
    sent = mutations(3)
    engine.reads(*sent)
    engine.fails(Failure.UNREACHABLE)
    assert engine.happens(Asked(now_ms=1)) == (ReadOutbox(PUSH_MOST),)
    (push,) = engine.reads(*sent)
    assert isinstance(push, SendPush)
    assert push.push.mutations == sent


def test_a_push_that_the_endpoint_fails_at_gets_smaller_and_keeps_no_news_away(engine: Engine) -> None:
    limits = []
    sent = mutations(8)
    for _ in range(5):
        engine.reads(*sent[: engine.state.push_limit])
        engine.fails(Failure.BROKEN)
        (pull,) = engine.happens(Asked(now_ms=1))
        assert isinstance(pull, SendPull)
        engine.pull_answered(pulled())
        (read,) = engine.saves()
        assert isinstance(read, ReadOutbox)
        limits.append(read.limit)
    assert limits == [4, 2, 1, 1, 1]
    engine.reads(sent[0])
    engine.push_answered(results=results(sent[:1]))
    assert engine.saves() == (ReadOutbox(PUSH_MOST),)


def test_failures_at_a_push_count_though_the_pulls_between_succeed(engine: Engine) -> None:
    for failures in range(1, 5):
        engine.reads(*mutations(1))
        (wake,) = engine.fails(Failure.BROKEN)
        assert wake == WakeAt(engine.now_ms + 1_000 * 2 ** (failures - 1))
        engine.now_ms += 400_000
        engine.happens(Ticked(now_ms=engine.now_ms))
        engine.pull_answered(pulled())
        engine.saves()


def test_the_one_mutation_that_is_refused_goes_into_the_tray(engine: Engine) -> None:
    sent = mutations(2)
    engine.reads(*sent)
    assert engine.fails(Failure.REFUSED) == (ReadOutbox(1),)
    engine.reads(sent[0])
    (saved,) = engine.fails(Failure.REFUSED)
    odd = Result(n=1, mid=sent[0].mid, verdict=Verdict.REJECTED, reason=Reason.UNREADABLE)
    assert saved == SaveResults((odd,))


def test_a_restored_endpoint_is_pulled_from_first(engine: Engine) -> None:
    engine.reads(*mutations(1))
    (pull,) = engine.push_answered(epoch="f", refusal=Refusal.OTHER_EPOCH)
    assert isinstance(pull, SendPull)


def test_a_copy_of_a_device_numbers_anew_and_pushes_again(engine: Engine) -> None:
    engine.reads(*mutations(1))
    assert engine.push_answered(refusal=Refusal.OTHER_NUMBERS) == (Renumber(),)
    other = replace(AT, device=new_id())
    assert engine.saves(other) == (ReadOutbox(PUSH_MOST),)
    (push,) = engine.reads(*mutations(1))
    assert isinstance(push, SendPush)
    assert push.push.device == other.device


@pytest.mark.parametrize("refusal", list(Refusal))
def test_an_endpoint_that_refuses_on_and_on_is_left_alone_for_a_while(engine: Engine, refusal: Refusal) -> None:
    engine.reads(*mutations(1))
    engine.push_answered(refusal=refusal)
    if refusal is Refusal.OTHER_NUMBERS:
        engine.saves(replace(AT, device=new_id()))
    else:
        engine.pull_answered(pulled())
        engine.saves()
    engine.reads(*mutations(1))
    (wake,) = engine.push_answered(refusal=refusal)
    assert isinstance(wake, WakeAt)


@pytest.mark.parametrize(
    ("version", "oldest", "refusal"),
    [(VERSION + 1, VERSION + 1, Refusal.DESK_TOO_OLD), (VERSION - 1, 1, Refusal.ENDPOINT_TOO_OLD)],
)
def test_of_versions_that_do_not_fit_only_pulls_are_left(version: int, oldest: int, refusal: Refusal) -> None:
    engine = Engine(NEW)
    engine.pull_answered(pulled(from_zero=True, version=version, oldest=oldest))
    (wake,) = engine.saves()
    assert isinstance(wake, WakeAt)
    assert engine.state.refusal is refusal
    (pull,) = engine.happens(Changed(now_ms=1))
    assert isinstance(pull, SendPull)
    engine.pull_answered(pulled())
    assert engine.saves() == (ReadOutbox(PUSH_MOST),)
    assert engine.state.refusal is None


def test_who_is_signed_out_does_nothing_until_signed_in_again(engine: Engine) -> None:
    engine.reads()
    assert engine.fails(Failure.SIGNED_OUT) == ()
    assert engine.happens(Changed(now_ms=1)) == engine.happens(Hinted(now_ms=1)) == ()
    assert engine.happens(Ticked(now_ms=10**9)) == ()
    assert engine.happens(Asked(now_ms=1)) == (ReadOutbox(PUSH_MOST),)


def test_answers_that_come_late_are_of_no_use(engine: Engine) -> None:
    sent = mutations(1)
    engine.reads(*sent)
    late = engine.state.ticket
    engine.fails(Failure.UNREACHABLE)
    engine.happens(Asked(now_ms=1))
    engine.reads(*sent)
    answer = PushAnswer(epoch="e", results=results(sent))
    assert engine.happens(PushAnswered(now_ms=1, ticket=late, answer=answer)) == ()
    assert engine.happens(PullAnswered(now_ms=1, ticket=engine.state.ticket, answer=pulled())) == ()
    assert engine.push_answered(results=results(sent)) == (SaveResults(results(sent)),)
    assert engine.push_answered(results=results(sent)) == ()


def test_an_answer_that_is_none_to_what_was_asked_is_a_failure(engine: Engine) -> None:
    sent = mutations(2)
    for wrong in (results(sent[:1]), results(sent[::-1]), results(mutations(2))):
        asking = Engine()
        asking.reads(*sent)
        (wake,) = asking.push_answered(results=wrong)
        assert isinstance(wake, WakeAt)
    engine.reads()
    (wake,) = engine.pull_answered(pulled(seq=4))
    assert isinstance(wake, WakeAt)
    engine.happens(Asked(now_ms=1))
    engine.reads()
    (wake,) = engine.pull_answered(replace(pulled(), epoch="another"))
    assert isinstance(wake, WakeAt)


def test_mutations_with_a_gap_are_not_pushed(engine: Engine) -> None:
    first, _, third = mutations(3)
    with pytest.raises(BrokenInvariant, match="without a gap"):
        engine.reads(first, third)


EVENTS = st.sampled_from(["change", "hint", "ask", "tick", "answer", "fail", "refuse", "late", "sign out"])


@given(acts=st.lists(st.tuples(EVENTS, st.integers(0, 3)), max_size=40))
def test_it_never_stands_still_and_never_asks_for_two_things_at_once(acts: list[tuple[str, int]]) -> None:
    engine = Engine()
    pending = engine.done
    for act, choice in acts:
        engine.now_ms += 1_000
        was = engine.state
        done = _act(engine, pending, act, choice)
        asked = [one for one in done if not isinstance(one, WakeAt)]
        assert len(asked) <= 1
        if asked:
            assert was.phase not in AT_WORK or act in {"answer", "fail", "refuse", "sign out"}
        if done:
            pending = done
        assert (engine.state.phase in AT_WORK) == any(not isinstance(one, WakeAt) for one in pending) or (
            engine.state.phase is Phase.OFF
        )
        if engine.state.phase in {Phase.RESTING, Phase.WAITING}:
            assert engine.state.wake_at_ms is not None
            assert pending == (WakeAt(engine.state.wake_at_ms),)


def _act(engine: Engine, pending: tuple[Command, ...], act: str, choice: int) -> tuple[Command, ...]:
    """Let something happen: an answer to what is pending, where there is something, or a call from outside."""
    called = {"change": Changed, "hint": Hinted, "ask": Asked, "tick": Ticked}
    if act in called:
        return engine.happens(called[act](now_ms=engine.now_ms + choice * 100_000))
    if act == "late":
        answer = PullAnswered(now_ms=engine.now_ms, ticket=engine.state.ticket - 1, answer=pulled())
        return engine.happens(answer)
    match pending:
        case (ReadOutbox(limit),):
            return engine.reads(*mutations(min(choice, limit)))
        case (SaveResults() | SavePage(),):
            return engine.saves()
        case (Renumber(),):
            return engine.saves(replace(AT, device=new_id()))
        case (SendPush() | SendPull(),) if act in {"fail", "sign out"}:
            return engine.fails(Failure.SIGNED_OUT if act == "sign out" else list(Failure)[choice])
        case (SendPush(_, push),):
            if act == "refuse":
                return engine.push_answered(refusal=list(Refusal)[choice])
            return engine.push_answered(results=results(tuple(o for o in push.mutations if isinstance(o, Mutation))))
        case (SendPull(),):
            return engine.pull_answered(pulled(more=choice == 3, seq=5))
        case _:
            return ()
