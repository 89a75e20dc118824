"""The verbs on takes as a whole."""

from dataclasses import replace
from typing import Any

import pytest

from practika_desktop.edits import messages, reviewing, submissions
from practika_desktop.edits.history import History
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import new_id
from practika_desktop.model.records import Media, Submission
from practika_desktop.store import outbox
from tests.support.library import MONDAY, LibraryBuilder, visible


@pytest.fixture
def new_take(built: LibraryBuilder) -> submissions.NewTake:
    """Give a take that could be added."""
    return submissions.NewTake(
        stored=built.stored(),
        file_name="IMG_1.MOV",
        mime="video/quicktime",
        student_id=built.student("Bea"),
        recorded_at=MONDAY,
        duration_ms=30_000,
        notes=" from bar 9 ",
        page=2,
    )


def submission(built: LibraryBuilder, take_id: str) -> Submission:
    found = visible(built.library)[take_id]
    assert isinstance(found, Submission)
    return found


def test_a_take_comes_with_its_file_and_waits(built: LibraryBuilder, new_take: submissions.NewTake) -> None:
    take = submission(built, submissions.add_submission(built.library, take=new_take).id)
    assert (take.notes, take.page, take.reviewed_at) == ("from bar 9", 2, None)
    assert take.channel == f"st:{new_take.student_id}"
    media = visible(built.library)[take.media_id]
    assert isinstance(media, Media)
    assert (media.owner_id, media.sha256, media.key) == (take.id, new_take.stored.sha256, "")
    assert media.channel == take.channel


def test_takes_are_added_all_or_none(built: LibraryBuilder, new_take: submissions.NewTake) -> None:
    before = visible(built.library)
    with pytest.raises(EditError):
        submissions.add_submissions(built.library, takes=[new_take, replace(new_take, student_id=new_id())])
    with pytest.raises(EditError, match="no take"):
        submissions.add_submissions(built.library, takes=[])
    assert visible(built.library) == before
    done = submissions.add_submissions(built.library, takes=[new_take, new_take])
    assert sum(isinstance(change.after, Submission) for change in done.changes) == 2


def test_an_exercise_brings_its_piece_and_no_other(built: LibraryBuilder, new_take: submissions.NewTake) -> None:
    piece, other = built.piece(), built.piece()
    exercise, free = built.exercise(piece_id=piece), built.exercise()
    for piece_id, exercise_id, expected in ((None, exercise, piece), (piece, exercise, piece), (other, free, other)):
        take = replace(new_take, piece_id=piece_id, exercise_id=exercise_id)
        assert submission(built, submissions.add_submission(built.library, take=take).id).piece_id == expected
    with pytest.raises(EditError, match="another piece"):
        submissions.add_submission(built.library, take=replace(new_take, piece_id=other, exercise_id=exercise))


@pytest.mark.parametrize(
    "wrong",
    [{"student_id": new_id()}, {"piece_id": new_id()}, {"exercise_id": new_id()}, {"duration_ms": -1}, {"page": 0}],
)
def test_what_a_take_cannot_be(built: LibraryBuilder, new_take: submissions.NewTake, wrong: dict[str, Any]) -> None:
    with pytest.raises(EditError):
        submissions.add_submission(built.library, take=replace(new_take, **wrong))


def test_editing_changes_only_what_is_given(built: LibraryBuilder) -> None:
    piece = built.piece()
    exercise = built.exercise()
    take_id = built.take(piece_id=piece, exercise_id=exercise, notes="old", page=2)
    submissions.edit_submission(built.library, submission_id=take_id, notes="new")
    take = submission(built, take_id)
    assert (take.notes, take.page, take.piece_id, take.exercise_id) == ("new", 2, piece, exercise)
    assert outbox.after(built.library, 0, 1_000)[-1].set == {"notes": "new"}
    submissions.edit_submission(
        built.library, submission_id=take_id, page=None, piece_id=None, exercise_id=None, recorded_at=5
    )
    take = submission(built, take_id)
    assert (take.notes, take.page, take.piece_id, take.exercise_id, take.recorded_at) == ("new", None, None, None, 5)


def test_a_deleted_take_takes_all_along_and_comes_back_whole(built: LibraryBuilder) -> None:
    kept = built.take()
    before_take = visible(built.library)
    take_id = built.take(student_id=submission(built, kept).student_id)
    built.marker(take_id, text="here")
    messages.send_message(built.library, submission_id=take_id, text="hello")
    messages.save_draft(built.library, submission_id=take_id, text="half")
    reviewing.mark_read(built.library, submission_id=take_id)
    full = visible(built.library)
    history = History(built.library, lambda _: None)
    history.run(submissions.delete_submission, submission_id=take_id)
    assert visible(built.library) == before_take
    history.undo()
    assert visible(built.library) == full
    messages.save_draft(built.library, submission_id=take_id, text="half a")
    history.redo()
    assert visible(built.library) == before_take
