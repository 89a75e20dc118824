"""A pull brings what is new in the channels that a person may read: all of it, page by page, and nothing else."""

from dataclasses import replace

import pytest

from practika_desktop.endpoint import pulling, rows
from practika_desktop.endpoint import studio as studios
from practika_desktop.model.ids import new_id
from practika_desktop.model.mutations import plain
from practika_desktop.model.records import Marker, Piece, Submission
from practika_desktop.sync.protocol import PULL_MOST, Pull
from tests.support.endpoint import Desk, Studio, of_student
from tests.support.records import a_record


def piece(studio: Studio, title: str = "some title") -> Piece:
    return a_record(Piece, channel=f"s:{studio.id}", title=title)


def numbers(desk: Desk) -> dict[str, int]:
    return {row.id: row.seq for row in desk.rows.values()}


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_of_any_size_bring_the_same(studio: Studio, limit: int) -> None:
    ada, ben = studio.desk(studio.ada), studio.desk(studio.ben)
    made = [piece(studio, f"{number}") for number in range(7)]
    ada.push(*map(ada.creation, made))
    answers = ben.pull(limit=limit)
    assert answers[0].from_zero
    assert not any(one.from_zero for one in answers[1:])
    assert all(len(one.rows) <= limit for one in answers)
    assert {one.id for one in made} <= ben.rows.keys()
    ben.set(made[0], title="changed")
    deleted = made[1]
    ben.delete(deleted)
    ada.pull(limit=limit)
    assert numbers(ada) == numbers_of_all(studio, ada)
    assert deleted.id not in ada.rows


def numbers_of_all(studio: Studio, desk: Desk) -> dict[str, int]:
    """Return what a new desk of the same person gets at once."""
    fresh = studio.desk(desk.member)
    fresh.pull()
    return numbers(fresh)


def test_a_row_comes_once_in_its_present_state(studio: Studio) -> None:
    ada, ben = studio.desk(studio.ada), studio.desk(studio.ben)
    made = piece(studio)
    ada.push(ada.creation(made), ada.edit(made, title="B"), ada.edit(replace(made, title="B"), title="C"))
    rows = [row for answer in ben.pull() for row in answer.rows if row.id == made.id]
    assert [row.fields for row in rows] == [plain(replace(made, title="C"))]


def test_nothing_new_is_an_empty_answer_at_the_same_place(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    ada.pull()
    before = dict(ada.cursor)
    (answer,) = ada.pull()
    assert (answer.rows, answer.more, answer.from_zero, answer.dropped) == ((), False, False, ())
    assert ada.cursor == before


def test_a_new_desk_hears_of_nothing_that_is_gone(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    made = piece(studio)
    ada.push(ada.creation(made), ada.deletion(made))
    fresh = studio.desk(studio.ben)
    assert not any(row.is_gone for answer in fresh.pull() for row in answer.rows)


def test_more_than_one_answer_carries_is_not_sent_at_once(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    for _ in range(6):
        ada.push(*(ada.creation(piece(studio)) for _ in range(100)))
    first, *_ = studio.desk(studio.ben).pull(limit=10_000)
    assert len(first.rows) == PULL_MOST
    assert first.more


def test_a_new_epoch_begins_from_zero(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    ada.pull()
    before = numbers(ada)
    epoch = studios.renew_epoch(studio.database, studio.id)
    (answer,) = ada.pull()
    assert (answer.epoch, answer.from_zero) == (epoch, True)
    assert numbers(ada) == before


def test_who_teaches_no_more_loses_the_channel_and_who_does_now_gets_all_of_it(studio: Studio) -> None:
    ada, ben, owner = (studio.desk(one) for one in (studio.ada, studio.ben, studio.owner))
    zoe = studio.zoe
    take = of_student(a_record(Submission, student_id=zoe.id), zoe)
    marker = of_student(a_record(Marker, submission_id=take.id, author_id=studio.ada.person_id), zoe)
    ada.push(ada.creation(take), ada.creation(marker))
    ada.pull()
    ben.pull()
    assert {take.id, marker.id} <= ada.rows.keys()
    assert not {take.id, marker.id} & ben.rows.keys()
    owner.set(zoe, teacher_ids=[studio.ben.person_id])
    (answer,) = ada.pull()
    assert answer.dropped == (f"st:{zoe.id}",)
    assert not {take.id, marker.id} & ada.rows.keys()
    assert set(ada.rows[zoe.id].fields or {}) == {"id", "created_at", "channel", "display_name"}
    ben.pull()
    assert {take.id, marker.id} <= ben.rows.keys()
    assert (ben.rows[zoe.id].fields or {})["note"] == "shy"
    owner.set(replace(zoe, teacher_ids=(studio.ben.person_id,)), teacher_ids=[studio.ada.person_id])
    ada.pull()
    assert {take.id, marker.id} <= ada.rows.keys()


def test_who_lost_a_channel_and_has_it_again_hears_what_went_meanwhile(studio: Studio) -> None:
    """Within one pull of several pages the channel may go and come: the desk still has the rows from before."""
    ada, zoe = studio.desk(studio.ada), studio.zoe
    marker = of_student(a_record(Marker, submission_id=new_id(), author_id=studio.ada.person_id), zoe)
    ada.make(marker)
    ada.pull()
    ada.delete(marker)
    without = {channel: seq for channel, seq in ada.cursor.items() if channel != marker.channel}
    request = Pull(device=ada.device, epoch=ada.epoch, cursor=without)
    answer = pulling.pull(studio.database, studio.ada, request)
    assert [row.is_gone for row in answer.rows if row.id == marker.id] == [True]


def test_a_member_is_who_the_endpoint_says(studio: Studio) -> None:
    with studio.database.reading() as connection:
        assert rows.member(connection, studio.id, studio.guardian.person_id) == studio.guardian
    studios.remove_member(studio.database, studio.id, studio.guardian.person_id)
    with studio.database.reading() as connection:
        assert rows.member(connection, studio.id, studio.guardian.person_id) is None
