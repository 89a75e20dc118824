"""A push is done in order, each mutation at most once, whatever is asked again, and by whom."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from practika_desktop.endpoint import pushing
from practika_desktop.endpoint import studio as studios
from practika_desktop.endpoint.book import Book
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MarkerKind
from practika_desktop.model.records import Draft, Marker, Media, Message, Piece, Student, Submission
from practika_desktop.sync.protocol import VERSION, Push, Reason, Refusal, Unreadable, Verdict
from tests.support.endpoint import NOW, Desk, Studio, is_rejected, of_student
from tests.support.records import a_record


def piece(studio: Studio, **given: str) -> Piece:
    return a_record(Piece, channel=f"s:{studio.id}", **given)


def test_what_one_pushes_the_other_pulls(studio: Studio) -> None:
    ada, ben = studio.desk(studio.ada), studio.desk(studio.ben)
    made = piece(studio, title="Etude")
    assert ada.make(made).verdict is Verdict.APPLIED
    ben.pull()
    assert ben.rows[made.id].fields == {**dict(ada_sees(ada, made.id)), "title": "Etude"}
    ben.set(made, title="Study")
    ada.pull()
    assert ada_sees(ada, made.id)["title"] == "Study"
    ada.delete(replace(made, title="Study"))
    ben.pull()
    assert made.id not in ben.rows


def ada_sees(desk: Desk, row_id: str) -> dict[str, object]:
    desk.pull()
    return dict(desk.rows[row_id].fields or {})


def test_a_push_asked_again_gets_the_same_answer_and_changes_nothing(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    made = piece(studio)
    mutations = [ada.creation(made), ada.edit(made, title="B"), ada.edit(made, id=new_id())]
    first = ada.answer(*mutations)
    assert [one.verdict for one in first.results] == [Verdict.APPLIED, Verdict.APPLIED, Verdict.REJECTED]
    ada.pull()
    cursor = dict(ada.cursor)
    assert ada.answer(*mutations) == first
    assert ada.answer(*mutations[1:], ada.edit(made, title="C")).results[:2] == first.results[1:]
    ada.pull()
    assert ada.cursor != cursor


def test_a_mutation_is_done_once_also_from_another_device(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    made = piece(studio)
    ada.push(ada.creation(made), second := ada.edit(made, title="B"))
    ada.set(replace(made, title="B"), title="C")
    renumbered = studio.desk(studio.ada)
    assert renumbered.push(replace(second, n=1)).verdict is Verdict.APPLIED
    renumbered.pull()
    assert (renumbered.rows[made.id].fields or {})["title"] == "C"
    assert renumbered.push(replace(ada.edit(replace(made, title="C"), title="D"), n=2)).verdict is Verdict.APPLIED


def test_a_copy_of_a_device_is_told_to_number_anew(studio: Studio) -> None:
    ada, copy = studio.desk(studio.ada), studio.desk(studio.ada)
    copy.device = ada.device
    made = piece(studio)
    first = ada.creation(made)
    ada.push(first)
    assert copy.answer(replace(first, mid=new_id())).refusal is Refusal.OTHER_NUMBERS
    assert copy.answer(first).refusal is None
    assert copy.answer(replace(first, n=3)).refusal is Refusal.OTHER_NUMBERS
    ben = studio.desk(studio.ben)
    ben.device = ada.device
    assert ben.answer(replace(first, n=2, mid=new_id())).refusal is Refusal.OTHER_NUMBERS


def test_a_push_of_another_epoch_is_not_looked_at(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    first = ada.creation(piece(studio))
    assert ada.answer(first, epoch="of yesterday").refusal is Refusal.OTHER_EPOCH
    ada.push(first)
    studios.renew_epoch(studio.database, studio.id)
    assert ada.answer(first).refusal is Refusal.OTHER_EPOCH
    (answer,) = ada.pull()
    assert answer.from_zero
    assert ada.push(first).verdict is Verdict.APPLIED


def test_a_newer_desk_waits_for_the_endpoint_to_be_updated(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    ada.pull()
    request = Push(
        device=ada.device, epoch=ada.epoch or "", mutations=(ada.creation(piece(studio)),), version=VERSION + 1
    )
    answer = pushing.push(studio.database, studio.ada, request, NOW)
    assert (answer.refusal, answer.results) == (Refusal.ENDPOINT_TOO_OLD, ())


def test_one_that_is_rejected_holds_up_none(studio: Studio) -> None:
    ada = studio.desk(studio.ada)
    ada.pull()
    first, odd, last = ada.creation(piece(studio)), Unreadable(n=2, mid=new_id()), ada.creation(piece(studio))
    request = Push(device=ada.device, epoch=ada.epoch or "", mutations=(first, odd, replace(last, n=3)))
    answer = pushing.push(studio.database, studio.ada, request, NOW)
    assert [one.verdict for one in answer.results] == [Verdict.APPLIED, Verdict.REJECTED, Verdict.APPLIED]
    assert answer.results[1].reason is Reason.UNREADABLE


def test_two_teachers_words_are_merged_with_what_both_had_seen(studio: Studio) -> None:
    ada, owner = studio.desk(studio.ada), studio.desk(studio.owner)
    zoe = studio.zoe
    assert ada.set(zoe, note="shy, left-handed").verdict is Verdict.APPLIED
    assert owner.set(zoe, note="very shy").verdict is Verdict.MERGED
    assert owner.set(replace(zoe, note="very shy"), note="very shy, sings").verdict is Verdict.MERGED
    ada.pull()
    assert (ada.rows[zoe.id].fields or {})["note"] == "very shy, ⟪left-handed ⁝ sings⟫"


def take_of(student: Student) -> tuple[Submission, Media]:
    take = of_student(a_record(Submission, student_id=student.id), student)
    video = a_record(Media, id=take.media_id, owner=Entity.SUBMISSION, owner_id=take.id, key="")
    return take, of_student(video, student)


def test_erasing_a_take_takes_all_that_belongs_to_it_and_nothing_brings_it_back(studio: Studio) -> None:
    student, ada = studio.desk(studio.student), studio.desk(studio.ada)
    take, video = take_of(studio.zoe)
    student.push(student.creation(video), student.creation(take))
    message = of_student(a_record(Message, submission_id=take.id, sender_id=studio.ada.person_id), studio.zoe)
    on_reply = of_student(
        a_record(Marker, submission_id=take.id, message_id=message.id, author_id=studio.ada.person_id), studio.zoe
    )
    draft = a_record(Draft, channel=f"u:{studio.ada.person_id}", teacher_id=studio.ada.person_id, submission_id=take.id)
    for one in (message, on_reply, draft):
        assert ada.make(one).verdict is Verdict.APPLIED
    ada.set(message, text="a secret")
    ada.set(replace(message, text="a secret"), text="another")
    ada.pull()
    assert {take.id, video.id, message.id, on_reply.id, draft.id} <= ada.rows.keys()

    assert student.delete(take).verdict is Verdict.APPLIED
    told = {row.id: (row.fields, row.erased) for answer in ada.pull() for row in answer.rows}
    assert told[message.id] == told[draft.id] == (None, True)
    assert not {take.id, video.id, message.id, on_reply.id, draft.id} & ada.rows.keys()
    assert ada.set(message, text="again").verdict is Verdict.SUPERSEDED
    assert ada.make(draft).verdict is not Verdict.APPLIED
    assert is_rejected(
        ada.make(of_student(a_record(Marker, submission_id=take.id, author_id=studio.ada.person_id), studio.zoe)),
        Reason.ERASED,
    )
    assert student.make(take).verdict is not Verdict.APPLIED
    ada.pull()
    assert not {take.id, video.id, message.id, on_reply.id, draft.id} & ada.rows.keys()
    assert "secret" not in everything(studio)


def test_nothing_belongs_to_what_lies_in_another_channel(studio: Studio) -> None:
    """Neither the nearest nor what that belongs to: it would be shown there, and not be erased with it."""
    ada, student = studio.desk(studio.ada), studio.desk(studio.student)
    take, video = take_of(studio.zoe)
    student.push(student.creation(video), student.creation(take))
    owner = studio.desk(studio.owner)
    owner.set(studio.yan, teacher_ids=[studio.ada.person_id])
    for message_id in (None, new_id()):
        marker = a_record(Marker, submission_id=take.id, message_id=message_id, author_id=studio.ada.person_id)
        assert is_rejected(ada.make(of_student(marker, studio.yan)), Reason.INVALID)


def test_a_take_erased_before_it_comes_never_comes(studio: Studio) -> None:
    """As after a restore: the erasure is sent again by one desk before the take is by another."""
    student, other = studio.desk(studio.student), studio.desk(studio.student)
    take, video = take_of(studio.zoe)
    assert student.delete(take).verdict is Verdict.APPLIED
    assert other.make(take).verdict is Verdict.SUPERSEDED
    assert is_rejected(other.make(video), Reason.ERASED)


def test_erasing_a_student_takes_the_whole_channel(studio: Studio) -> None:
    student, ada, owner = studio.desk(studio.student), studio.desk(studio.ada), studio.desk(studio.owner)
    take, video = take_of(studio.zoe)
    student.push(student.creation(video), student.creation(take))
    marker = of_student(
        a_record(Marker, submission_id=take.id, author_id=studio.ada.person_id, kind=MarkerKind.PRAISE, text="secret"),
        studio.zoe,
    )
    ada.make(marker)
    ada.pull()
    assert owner.delete(studio.zoe).verdict is Verdict.APPLIED
    (answer,) = ada.pull()
    assert answer.dropped == (f"st:{studio.zoe.id}",)
    assert not {studio.zoe.id, take.id, video.id, marker.id} & ada.rows.keys()
    assert "secret" not in everything(studio)
    assert is_rejected(ada.set(marker, text="x"), Reason.FORBIDDEN)


def everything(studio: Studio) -> str:
    """Return all that the database holds, as text."""
    from practika_desktop.endpoint.tables import metadata

    with studio.database.reading() as connection:
        return repr([connection.execute(table.select()).all() for table in metadata.sorted_tables])


def test_a_deletion_yields_to_an_unseen_edit_and_an_edit_brings_back_what_was_deleted(studio: Studio) -> None:
    ada, ben = studio.desk(studio.ada), studio.desk(studio.ben)
    one, two = piece(studio, title="A"), piece(studio, title="B")
    ada.push(ada.creation(one), ada.creation(two), ada.edit(one, title="A2"))
    assert ben.delete(one).verdict is Verdict.SUPERSEDED
    assert ben.delete(two).verdict is Verdict.APPLIED
    assert ada.set(two, composer="Anonymous").verdict is Verdict.APPLIED
    ben.pull()
    assert (ben.rows[two.id].fields or {})["title"] == "B"


def test_a_number_is_not_seen_before_a_smaller_one_is_there(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """One has taken its numbers and not committed yet: nobody else's higher number can be seen meanwhile."""
    slow, quick, reader = studio.desk(studio.ada), studio.desk(studio.ben), studio.desk(studio.owner)
    first, second = piece(studio), piece(studio)
    slow.pull(), quick.pull(), reader.pull()
    taken, may_commit, close = Event(), Event(), Book.close

    def close_and_wait(book: Book) -> None:
        close(book)
        if not taken.is_set():
            taken.set()
            may_commit.wait()

    monkeypatch.setattr(Book, "close", close_and_wait)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(slow.make, first)
        taken.wait()
        other = pool.submit(quick.make, second)
        try:
            with pytest.raises(TimeoutError):
                other.result(timeout=0.5)
            reader.pull()
            assert not {first.id, second.id} & reader.rows.keys()
        finally:
            may_commit.set()
        assert one.result().verdict is other.result().verdict is Verdict.APPLIED
    reader.pull()
    assert reader.rows[first.id].seq < reader.rows[second.id].seq


def test_many_who_push_at_once_leave_no_gap_for_a_reader(studio: Studio) -> None:
    """Each desk writes rows of one channel; a reader who asks all the while sees each of them exactly once."""
    rounds, writers = 12, 4
    reader = studio.desk(studio.owner)
    seen: list[str] = []

    def write(number: int) -> list[str]:
        desk = studio.desk(studio.ada if number % 2 else studio.ben)
        made = [piece(studio, title=f"{number}") for _ in range(rounds)]
        for one in made:
            assert desk.make(one).verdict is Verdict.APPLIED
        return [one.id for one in made]

    with ThreadPoolExecutor(writers) as pool:
        running = [pool.submit(write, number) for number in range(writers)]
        while not all(one.done() for one in running):
            seen += [row.id for answer in reader.pull(limit=7) for row in answer.rows if row.entity == "piece"]
    seen += [row.id for answer in reader.pull() for row in answer.rows if row.entity == "piece"]
    assert sorted(seen) == sorted(row_id for one in running for row_id in one.result())


def test_two_who_make_the_same_row_at_once_make_one(studio: Studio) -> None:
    made = [piece(studio, title="A") for _ in range(8)]

    def write(number: int) -> None:
        desk = studio.desk(studio.ada if number % 2 else studio.ben)
        for one in made:
            assert desk.make(one).verdict is Verdict.APPLIED

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    owner = studio.desk(studio.owner)
    owner.pull()
    assert {one.id for one in made} <= owner.rows.keys()
