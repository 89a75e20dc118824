"""The verbs on the studio's lists: people, pieces, exercises, assignments and snippets."""

from pathlib import Path
from typing import Any

import pytest

from practika_desktop.edits import exercises, people, pieces, snippets
from practika_desktop.edits.done import Verb
from practika_desktop.edits.history import History
from practika_desktop.edits.pieces import NewScore
from practika_desktop.model.errors import EditError
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.records import Assignment, Exercise, Media, Piece, Student, Submission, Teacher
from practika_desktop.store import people as lists
from tests.support.library import LibraryBuilder, visible


def test_a_student_is_added_with_this_desks_teacher(built: LibraryBuilder) -> None:
    done = people.add_student(
        built.library,
        display_name="  Bea   Berg ",
        note="left-handed",
        is_minor=True,
        guardian_name="Carla Berg",
        guardian_contact="carla@example.org",
        consent_on="2026-09-01",
    )
    (student,) = lists.students(built.library)
    assert (done.id, student.display_name, student.note) == (student.id, "Bea Berg", "left-handed")
    assert student.teacher_ids == (built.library.teacher_id,)
    assert (student.is_minor, student.guardian_name, student.consent_on) == (True, "Carla Berg", "2026-09-01")


@pytest.mark.parametrize("wrong", [{"display_name": " "}, {"display_name": "x" * 201}, {"consent_on": "1.9.2026"}])
def test_what_a_student_cannot_be(built: LibraryBuilder, wrong: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"display_name": "Bea"} | wrong
    with pytest.raises(EditError):
        people.add_student(built.library, **arguments)
    assert lists.students(built.library) == []


def test_editing_a_student_changes_only_what_is_given(built: LibraryBuilder) -> None:
    student_id = people.add_student(built.library, display_name="Bea", note="n", consent_on="2026-09-01").id
    people.edit_student(
        built.library, student_id=student_id, is_minor=True, guardian_name="Carla", guardian_contact="c"
    )
    student = visible(built.library)[student_id]
    assert isinstance(student, Student)
    assert (student.display_name, student.note, student.consent_on) == ("Bea", "n", "2026-09-01")
    assert (student.is_minor, student.guardian_name, student.guardian_contact) == (True, "Carla", "c")
    people.edit_student(built.library, student_id=student_id, display_name="Be", note="", consent_on=None)
    student = visible(built.library)[student_id]
    assert isinstance(student, Student)
    assert (student.display_name, student.note, student.consent_on) == ("Be", "", None)


def test_archiving_is_named_for_what_it_does_and_keeps_its_moment(built: LibraryBuilder) -> None:
    student_id = built.student()
    assert people.archive_student(built.library, student_id=student_id).verb.title == "Archive student"
    assert people.archive_student(built.library, student_id=student_id).changes == ()
    assert lists.students(built.library) == []
    done = people.archive_student(built.library, student_id=student_id, archived=False)
    assert done.verb.title == "Restore student"
    assert len(lists.students(built.library)) == 1


def test_teachers_have_names(built: LibraryBuilder) -> None:
    teacher_id = people.add_teacher(built.library, display_name="Grace").id
    people.edit_teacher(built.library, teacher_id=teacher_id, display_name="Grace H.")
    teacher = visible(built.library)[teacher_id]
    assert isinstance(teacher, Teacher)
    assert teacher.display_name == "Grace H."


def test_a_score_takes_the_old_ones_place_and_comes_back(built: LibraryBuilder, tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-a")
    piece_id = built.piece("Minuet", score=pdf)
    before = visible(built.library)
    history = History(built.library, lambda _: None)
    history.run(pieces.set_score, piece_id=piece_id, score=NewScore(stored=built.stored(), file_name="b.pdf"))
    (score,) = (one for one in visible(built.library).values() if isinstance(one, Media))
    assert (score.file_name, score.owner_id, score.mime) == ("b.pdf", piece_id, "application/pdf")
    history.run(pieces.set_score, piece_id=piece_id, score=None)
    assert not any(isinstance(one, Media) for one in visible(built.library).values())
    assert history.run(pieces.set_score, piece_id=piece_id, score=None).changes == ()
    history.undo()
    history.undo()
    assert visible(built.library) == before


def test_a_deleted_piece_leaves_its_takes(built: LibraryBuilder) -> None:
    piece_id, other = built.piece(), built.piece()
    exercise_id = built.exercise(piece_id=piece_id)
    student_id = built.student()
    exercises.assign_exercise(built.library, exercise_id=exercise_id, student_id=student_id)
    take_id = built.take(student_id=student_id, exercise_id=exercise_id)
    pieces.delete_piece(built.library, piece_id=piece_id)
    left = visible(built.library)
    assert {one.id for one in left.values() if isinstance(one, Piece)} == {other}
    assert not any(isinstance(one, Exercise | Assignment) for one in left.values())
    take = left[take_id]
    assert isinstance(take, Submission)
    assert (take.piece_id, take.exercise_id) == (None, None)


def test_pieces_and_exercises_change_by_what_is_given(built: LibraryBuilder) -> None:
    piece_id = pieces.add_piece(built.library, title="Minuet", composer="Petzold").id
    pieces.edit_piece(built.library, piece_id=piece_id, title="Menuet")
    piece = visible(built.library)[piece_id]
    assert isinstance(piece, Piece)
    assert (piece.title, piece.composer) == ("Menuet", "Petzold")
    exercise_id = exercises.add_exercise(
        built.library, title="Bars", piece_id=piece_id, start_page=2, first_measure="9", last_measure="16a"
    ).id
    exercises.edit_exercise(built.library, exercise_id=exercise_id, last_measure=None, category="scales")
    exercise = visible(built.library)[exercise_id]
    assert isinstance(exercise, Exercise)
    assert (exercise.title, exercise.piece_id, exercise.start_page) == ("Bars", piece_id, 2)
    assert (exercise.first_measure, exercise.last_measure, exercise.category) == ("9", None, "scales")
    with pytest.raises(EditError):
        exercises.edit_exercise(built.library, exercise_id=exercise_id, start_page=0)


def test_an_exercise_is_given_once_with_the_last_day_named(built: LibraryBuilder) -> None:
    given = {"exercise_id": built.exercise(), "student_id": built.student()}
    first = exercises.assign_exercise(built.library, **given).id
    assert exercises.assign_exercise(built.library, due_on="2026-12-24", **given).id == first
    (assignment,) = lists.assignments(built.library)
    assert assignment.due_on == "2026-12-24"
    assert assignment.channel == f"st:{given['student_id']}"
    exercises.unassign(built.library, **given)
    with pytest.raises(EditError, match="was not given"):
        exercises.unassign(built.library, **given)


def test_an_exercise_given_is_done_and_not_done_again(built: LibraryBuilder) -> None:
    given = {"exercise_id": built.exercise(), "student_id": built.student()}
    with pytest.raises(EditError, match="was not given"):
        exercises.mark_done(built.library, done=True, **given)
    exercises.assign_exercise(built.library, due_on="2026-12-24", **given)
    done = exercises.mark_done(built.library, done=True, **given)
    (assignment,) = lists.assignments(built.library)
    assert (done.verb, done.id, assignment.due_on) == (Verb.EXERCISE_DONE, assignment.id, "2026-12-24")
    assert assignment.done_at is not None
    assert exercises.mark_done(built.library, done=False, **given).verb is Verb.EXERCISE_NOT_DONE
    (assignment,) = lists.assignments(built.library)
    assert assignment.done_at is None


def test_a_digit_has_one_snippet(built: LibraryBuilder) -> None:
    snippets.set_snippet(built.library, position=1, text="Count aloud", kind=MarkerKind.FEEDBACK)
    snippets.set_snippet(built.library, position=1, text="Well done", kind=MarkerKind.PRAISE)
    (snippet,) = lists.snippets(built.library)
    assert (snippet.text, snippet.kind, snippet.channel) == (
        "Well done",
        MarkerKind.PRAISE,
        f"u:{built.library.teacher_id}",
    )
    snippets.delete_snippet(built.library, position=1)
    with pytest.raises(EditError, match="no snippet on 1"):
        snippets.delete_snippet(built.library, position=1)


@pytest.mark.parametrize(("position", "text"), [(0, "a"), (10, "a"), (1, " ")])
def test_what_a_snippet_cannot_be(built: LibraryBuilder, position: int, text: str) -> None:
    with pytest.raises(EditError):
        snippets.set_snippet(built.library, position=position, text=text, kind=MarkerKind.PRAISE)
