"""The verbs on a take's thread and on its review."""

import pytest

from practika_desktop.edits import messages, reviewing
from practika_desktop.edits.markers import add_marker
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MarkerKind, MediaKind
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Marker, Media, Message, ReadState, Submission
from practika_desktop.store import outbox, take
from tests.support.library import LibraryBuilder, visible


def submission(built: LibraryBuilder, take_id: str) -> Submission:
    found = visible(built.library)[take_id]
    assert isinstance(found, Submission)
    return found


def test_a_message_takes_the_drafts_place(built: LibraryBuilder) -> None:
    take_id = built.take()
    messages.save_draft(built.library, submission_id=take_id, text="Well d")
    done = messages.send_message(built.library, submission_id=take_id, text=" Well done \n", page=2)
    (message,) = take.messages(built.library, take_id)
    assert (message.id, message.text, message.page) == (done.id, "Well done", 2)
    assert message.sender_id == built.library.teacher_id
    assert take.draft(built.library, take_id) is None


@pytest.mark.parametrize("text", ["", "  \n\t", "\0", "x" * 10_001])
def test_a_message_is_neither_empty_nor_endless(built: LibraryBuilder, text: str) -> None:
    take_id = built.take()
    message_id = messages.send_message(built.library, submission_id=take_id, text="hello").id
    with pytest.raises(EditError, match=r"message is (empty|too long)"):
        messages.send_message(built.library, submission_id=take_id, text=text)
    with pytest.raises(EditError, match=r"message is (empty|too long)"):
        messages.edit_message(built.library, message_id=message_id, text=text)
    assert [one.text for one in take.messages(built.library, take_id)] == ["hello"]


def test_a_message_answers_one_thing_of_its_own_take(built: LibraryBuilder) -> None:
    take_id, other = built.take(), built.take()
    marker = built.marker(take_id)
    first = messages.send_message(built.library, submission_id=take_id, text="1", answers_marker_id=marker).id
    messages.send_message(built.library, submission_id=take_id, text="2", answers_message_id=first)
    sent = take.messages(built.library, take_id)
    assert [(one.answers_marker_id, one.answers_message_id) for one in sent] == [(marker, None), (None, first)]
    with pytest.raises(EditError, match="same take"):
        messages.send_message(built.library, submission_id=other, text="3", answers_marker_id=marker)
    with pytest.raises(EditError, match="not both"):
        messages.send_message(
            built.library, submission_id=take_id, text="4", answers_marker_id=marker, answers_message_id=first
        )


def test_send_and_review_is_one_act_that_is_held_back(built: LibraryBuilder) -> None:
    take_id = built.take()
    messages.save_draft(built.library, submission_id=take_id, text="Well done")
    count = outbox.size(built.library)
    began = now_ms()
    done = messages.send_and_review(built.library, submission_id=take_id, text="Well done")
    assert [one.text for one in take.messages(built.library, take_id)] == ["Well done"]
    assert take.draft(built.library, take_id) is None
    assert submission(built, take_id).reviewed_by == built.library.teacher_id
    assert done.touches(Entity.MESSAGE)
    assert done.id == take_id
    held = [one.hold_until for one in outbox.after(built.library, count, 10)]
    assert len(held) == 3
    assert all(until is not None and began + 10_000 <= until <= now_ms() + 10_000 for until in held)


def test_without_a_text_it_only_reviews(built: LibraryBuilder) -> None:
    take_id = built.take()
    messages.send_and_review(built.library, submission_id=take_id, text=" ")
    assert take.messages(built.library, take_id) == []
    assert submission(built, take_id).reviewed_at is not None


def test_a_take_reviewed_again_keeps_its_first_moment(built: LibraryBuilder) -> None:
    take_id = built.take()
    reviewing.mark_reviewed(built.library, submission_id=take_id)
    first = submission(built, take_id)
    assert reviewing.mark_reviewed(built.library, submission_id=take_id).changes == ()
    assert submission(built, take_id) == first
    reviewing.mark_waiting(built.library, submission_id=take_id)
    assert (submission(built, take_id).reviewed_at, submission(built, take_id).reviewed_by) == (None, None)


def test_a_withdrawn_message_takes_its_video_and_markers_along_and_leaves_answers(built: LibraryBuilder) -> None:
    take_id = built.take()
    message_id = messages.send_message(built.library, submission_id=take_id, text="watch").id
    answer = messages.send_message(built.library, submission_id=take_id, text="so?", answers_message_id=message_id).id
    marker_id = add_marker(built.library, submission_id=take_id, start_ms=1, kind=MarkerKind.PRAISE).id
    media_id = _give_video(built, take_id, message_id)
    with built.library.writing() as transaction:
        transaction.update(Marker, marker_id, message_id=message_id)
    messages.edit_message(built.library, message_id=message_id, text="")
    messages.withdraw_message(built.library, message_id=message_id)
    left = visible(built.library)
    assert not {message_id, marker_id, media_id} & left.keys()
    assert answer in left


def _give_video(built: LibraryBuilder, take_id: str, message_id: str) -> str:
    stored = built.stored()
    media = Media(
        id=new_id(),
        created_at=1,
        channel=visible(built.library)[take_id].channel,
        owner=Entity.MESSAGE,
        owner_id=message_id,
        kind=MediaKind.VIDEO,
        key="",
        bytes=stored.bytes,
        sha256=stored.sha256,
        mime="video/mp4",
        file_name="reply.mp4",
    )
    with built.library.writing() as transaction:
        transaction.insert(media)
        transaction.update(Message, message_id, media_id=media.id)
    return media.id


def test_nobody_changes_someone_elses(built: LibraryBuilder) -> None:
    message_id = messages.send_message(built.library, submission_id=built.take(), text="mine").id
    with built.library.writing() as transaction:
        transaction.update(Message, message_id, sender_id=new_id())
    with pytest.raises(EditError, match="someone else"):
        messages.edit_message(built.library, message_id=message_id, text="yours")
    with pytest.raises(EditError, match="someone else"):
        messages.withdraw_message(built.library, message_id=message_id)


def test_a_draft_is_kept_as_typed_one_a_take_and_goes_when_emptied(built: LibraryBuilder) -> None:
    take_id = built.take()
    marker = built.marker(take_id)
    messages.save_draft(built.library, submission_id=take_id, text=" Count ")
    messages.save_draft(built.library, submission_id=take_id, text=" Count a\n", answers_marker_id=marker)
    draft = take.draft(built.library, take_id)
    assert draft is not None
    assert (draft.text, draft.answers_marker_id) == (" Count a\n", marker)
    assert draft.channel == f"u:{built.library.teacher_id}"
    messages.save_draft(built.library, submission_id=take_id, text="")
    assert take.draft(built.library, take_id) is None
    with pytest.raises(EditError, match="too long"):
        messages.save_draft(built.library, submission_id=take_id, text="x" * 10_001)


def test_reading_never_goes_back(built: LibraryBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    take_id = built.take()
    for moment in (1_000, 3_000, 2_000):
        monkeypatch.setattr(reviewing, "now_ms", lambda now=moment: now)
        reviewing.mark_read(built.library, submission_id=take_id)
    (state,) = (one for one in visible(built.library).values() if isinstance(one, ReadState))
    assert state.read_at == 3_000
