"""What a mutation does to a row: a table of cases, and what holds for any of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, Op
from practika_desktop.model.mutations import FIXED, Mutation, Plain, plain, value_hash
from practika_desktop.model.records import RECORD_OF, Marker, Record
from practika_desktop.model.rules import CONSTANT, DELETION, HIGHEST, OWNERS, TEXTS, Deletion
from practika_desktop.sync import merging
from practika_desktop.sync.protocol import Json, Reason, Verdict
from practika_desktop.sync.reconcile import Decision, Life, Present, reconcile
from tests.support.records import a_record

ROW_ID, CHANNEL = new_id(), "st:1"
RECORDS: dict[Entity, Record] = {
    **{entity: a_record(kind, id=ROW_ID, channel=CHANNEL) for entity, kind in RECORD_OF.items()},
    Entity.MARKER: a_record(Marker, id=ROW_ID, channel=CHANNEL, start_ms=10, end_ms=20, text="count", page=3),
}


def live(entity: Entity = Entity.MARKER, **changed: Json) -> Present:
    return Present(Life.LIVE, {**plain(RECORDS[entity]), **changed})  # type: ignore[dict-item]  # what is plain is JSON


def deleted(entity: Entity = Entity.MARKER, **changed: Json) -> Present:
    return Present(Life.DELETED, live(entity, **changed).fields)


ERASED = Present(Life.ERASED, {})


def put(entity: Entity = Entity.MARKER, *, saw: Mapping[str, Plain] | None = None, **wanted: Plain) -> Mutation:
    """Return an edit that has seen the values given (of the row as `live` has it unless said otherwise)."""
    present: Any = live(entity).fields
    seen = {**{name: present.get(name) for name in wanted}, **(saw or {})}
    return _mutation(Op.PUT, entity, wanted, {name: value_hash(value) for name, value in seen.items()})


def create(entity: Entity = Entity.MARKER, **changed: Plain) -> Mutation:
    values: Any = {**live(entity).fields, **changed}
    return _mutation(Op.PUT, entity, values, {})


def delete(entity: Entity = Entity.MARKER, **saw: Plain) -> Mutation:
    present: Any = live(entity).fields
    seen = {name: value for name, value in present.items() if name not in FIXED} | saw
    return _mutation(Op.DELETE, entity, {}, {name: value_hash(value) for name, value in seen.items()})


def _mutation(op: Op, entity: Entity, wanted: Mapping[str, Plain], saw: Mapping[str, str]) -> Mutation:
    return Mutation(n=1, mid=new_id(), op=op, entity=entity, id=ROW_ID, channel=CHANNEL, set=wanted, saw=saw)


@dataclass
class History:
    """The values that a field once had, as the endpoint keeps them."""

    values: list[tuple[str, Json]] = field(default_factory=list)

    def find(self, name: str, seen: str) -> str | None:
        """Find a text by its hash."""
        return next(
            (text for one, text in self.values if one == name and isinstance(text, str) and value_hash(text) == seen),
            None,
        )


A, M, S, R = Verdict.APPLIED, Verdict.MERGED, Verdict.SUPERSEDED, Verdict.REJECTED
SAME: dict[str, Json] = {}

CASES: list[tuple[str, Mutation, Present | None, Verdict, dict[str, Json] | Life | Reason | None]] = [
    # name, mutation, the row that is there, the verdict, and what of the row is different then (None: nothing at all)
    ("a new row", create(), None, A, SAME),
    ("a new row that is none of its kind", create(start_ms=-1), None, R, Reason.INVALID),
    ("a new row with another id in it", create(id=new_id()), None, R, Reason.INVALID),
    ("a new row with another channel in it", create(channel="st:2"), None, R, Reason.INVALID),
    ("a deleted row made again", create(text="new"), deleted(), A, {"text": "new"}),
    ("an erased row made again", create(), ERASED, S, None),
    ("a row made twice alike", create(), live(), A, None),
    ("a row made twice at another time", create(created_at=7), live(), A, None),
    ("a row made twice with other words", create(text="aloud"), live(), M, {"text": "⟪count ⁝ aloud⟫"}),
    ("a row made twice with another kind", create(kind="praise"), live(), A, {"kind": "praise"}),
    ("a row made twice by two authors", create(author_id=new_id()), live(), R, Reason.INVALID),
    ("an edit", put(text="aloud"), live(), A, {"text": "aloud"}),
    ("an edit that is there already", put(text="aloud"), live(text="aloud"), A, None),
    ("an edit of what never was", put(text="aloud"), None, R, Reason.NOT_THERE),
    ("an edit of what is erased", put(text="aloud"), ERASED, S, None),
    ("an edit of what somebody deleted unseen", put(text="aloud"), deleted(), A, {"text": "aloud"}),
    (
        "an unseen edit of words elsewhere",
        put(text="count aloud"),
        live(text="so count"),
        M,
        {"text": "so count aloud"},
    ),
    ("an unseen edit of the same words", put(text="one"), live(text="two"), M, {"text": "⟪two ⁝ one⟫"}),
    ("an unseen kind", put(kind="praise"), live(kind="question"), A, {"kind": "praise"}),
    ("an unseen time", put(start_ms=1, end_ms=None), live(start_ms=5), A, {"start_ms": 1, "end_ms": None}),
    ("half a time", put(start_ms=1), live(), R, Reason.INVALID),
    ("half a place", put(page=1, measure="2"), live(), R, Reason.INVALID),
    ("an edit to what is none of its kind", put(start_ms=9, end_ms=3), live(), R, Reason.INVALID),
    ("an edit of what never changes", put(author_id=new_id()), live(), R, Reason.INVALID),
    ("an edit of the owner", put(submission_id=new_id()), live(), R, Reason.INVALID),
    ("an edit of the channel", put(channel="st:2"), live(), R, Reason.INVALID),
    ("a field of tomorrow stays", put(text="x"), live(of_tomorrow={"a": 1}), A, {"text": "x"}),
    ("read further", put(Entity.READ_STATE, read_at=9), live(Entity.READ_STATE), A, {"read_at": 9}),
    ("read less far", put(Entity.READ_STATE, read_at=3), live(Entity.READ_STATE, read_at=5), S, None),
    ("read further unseen", put(Entity.READ_STATE, read_at=9), live(Entity.READ_STATE, read_at=5), A, {"read_at": 9}),
    ("a title unseen", put(Entity.PIECE, title="B"), live(Entity.PIECE, title="C"), A, {"title": "B"}),
    ("a deletion", delete(), live(), A, Life.DELETED),
    ("a deletion of what is deleted", delete(), deleted(), A, None),
    ("a deletion of what never was", delete(), None, A, None),
    ("a deletion of what is erased", delete(), ERASED, A, None),
    ("a deletion against an unseen text", delete(), live(text="new"), S, None),
    ("a deletion against an unseen move", delete(), live(start_ms=11), S, None),
    ("a deletion that saw all", delete(text="new"), live(text="new"), A, Life.DELETED),
    ("a deletion that says nothing of what it saw", _mutation(Op.DELETE, Entity.MARKER, {}, {}), live(), S, None),
    ("a file deleted", delete(Entity.MEDIA), live(Entity.MEDIA, key="new"), A, Life.DELETED),
    ("a read state deleted", delete(Entity.READ_STATE), live(Entity.READ_STATE, read_at=9), A, Life.DELETED),
    ("an edit of a deleted assignment", put(Entity.ASSIGNMENT, done_at=1), deleted(Entity.ASSIGNMENT), S, None),
    ("a take erased", delete(Entity.SUBMISSION), live(Entity.SUBMISSION), A, Life.ERASED),
    ("a take erased against an edit", delete(Entity.SUBMISSION), live(Entity.SUBMISSION, notes="n"), A, Life.ERASED),
    ("a take erased before it comes", delete(Entity.SUBMISSION), None, A, Life.ERASED),
    ("a take erased twice", delete(Entity.SUBMISSION), ERASED, A, None),
    ("a student erased", delete(Entity.STUDENT), live(Entity.STUDENT, note="n"), A, Life.ERASED),
]


@pytest.mark.parametrize(
    ("mutation", "present", "verdict", "then"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_becomes_of_it(
    mutation: Mutation, present: Present | None, verdict: Verdict, then: dict[str, Json] | Life | Reason | None
) -> None:
    history = History([("text", "count")])
    decision = reconcile(mutation, present, history.find)
    assert decision.verdict is verdict
    assert decision.reason is (then if isinstance(then, Reason) else None)
    if then is None or isinstance(then, Reason):
        assert decision.after is None
    elif isinstance(then, Life):
        assert decision.after is not None
        assert decision.after.life is then
        assert not (then is Life.ERASED and (decision.after.fields or decision.history))
    else:
        base = present.fields if present is not None else live(mutation.entity).fields
        assert decision.after == Present(Life.LIVE, {**base, **then})


def test_values_that_are_replaced_are_kept() -> None:
    history = History([("text", "count")])
    decision = reconcile(put(text="one", kind="praise"), live(text="two"), history.find)
    assert set(decision.history) == {("text", "two"), ("text", "one"), ("kind", "feedback")}


def test_what_a_desk_writes_after_a_merge_has_seen_what_it_wrote_before() -> None:
    """Two desks write in one marker; the first writes twice before it hears of the other."""
    server = _Server(live(text="count"))
    server.take(put(text="so count"))
    server.take(put(text="count aloud"))
    server.take(put(text="count aloud now", saw={"text": "count aloud"}))
    assert server.text == "so count aloud now"


def test_undoing_a_deletion_that_somebody_undid_by_an_edit_keeps_the_edit() -> None:
    server = _Server(live(text="count"))
    server.take(delete())
    server.take(put(text="count aloud"))
    assert server.take(create()).verdict is Verdict.SUPERSEDED
    assert server.text == "count aloud"


def test_a_map_that_is_found_once_more_does_not_undo_its_corrections() -> None:
    server = _Server(live(Entity.MEASURE_MAP, value="as found"))
    server.take(put(Entity.MEASURE_MAP, saw={"value": "as found"}, value="corrected"))
    assert server.take(create(Entity.MEASURE_MAP, value="as found")).verdict is Verdict.SUPERSEDED
    assert server.present.fields["value"] == "corrected"


class _Server:
    """One row and its history, as the endpoint keeps them."""

    def __init__(self, present: Present) -> None:
        self.present = present
        self.history = History()

    @property
    def text(self) -> str:
        return str(self.present.fields["text"])

    def take(self, mutation: Mutation) -> Decision:
        decision = reconcile(mutation, self.present, self.history.find)
        self.history.values += decision.history
        self.present = decision.after or self.present
        return decision


class _Desk:
    """One who writes in the row, and hears of others only when told to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.unsent: list[Mutation] = []

    def write(self, text: str) -> None:
        self.unsent.append(put(text=text, saw={"text": self.text}))
        self.text = text


MARKS = str.maketrans(dict.fromkeys(merging.OPEN + merging.CLOSE + merging.BETWEEN.strip(), " "))
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["add", "drop", "sync"]), st.integers(0, 20)), max_size=25
)


@given(steps=STEPS)
def test_no_word_disappears_unless_whoever_took_it_out_had_seen_it(steps: list[tuple[int, str, int]]) -> None:
    server = _Server(live(text="start"))
    desks = [_Desk("start") for _ in range(3)]
    written, dropped = {"start"}, set()
    for number, (who, act, place) in enumerate([*steps, (0, "sync", 0), (1, "sync", 0), (2, "sync", 0)]):
        desk = desks[who]
        words = desk.text.split()
        at = place % (len(words) + 1)
        if act == "add":
            written.add(f"w{number}")
            desk.write(" ".join([*words[:at], f"w{number}", *words[at:]]))
        elif act == "drop" and at < len(words):
            dropped.add(words[at].translate(MARKS).strip())
            desk.write(" ".join([*words[:at], *words[at + 1 :]]))
        elif act == "sync":
            for mutation in desk.unsent:
                assert server.take(mutation).verdict is not Verdict.REJECTED
            desk.unsent, desk.text = [], server.text
    assert written - dropped <= set(server.text.translate(MARKS).split())


@given(first=st.integers(0, 100), others=st.lists(st.integers(0, 100), max_size=6))
def test_what_was_read_stays_read_in_whatever_order_it_arrives(first: int, others: list[int]) -> None:
    server = _Server(live(Entity.READ_STATE, read_at=first))
    for read_at in others:
        server.take(put(Entity.READ_STATE, read_at=read_at))
    assert server.present.fields["read_at"] == max([first, *others])


def test_each_kind_of_record_has_its_rules_and_they_name_fields_that_it_has() -> None:
    assert DELETION.keys() == set(Entity)
    for entity, names in [*TEXTS.items(), *HIGHEST.items(), *CONSTANT.items(), *OWNERS.items()]:
        assert set(names) <= {*RECORD_OF[entity].__dataclass_fields__}
    for entity in TEXTS:
        assert DELETION[entity] in {Deletion.YIELDS, Deletion.ERASES}
