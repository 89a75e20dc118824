"""One take with all that belongs to it; the studio's lists; what is about a page."""

from pathlib import Path

from practika_desktop.edits.exercises import assign_exercise
from practika_desktop.edits.messages import save_draft, send_message
from practika_desktop.edits.people import add_teacher, archive_student
from practika_desktop.edits.snippets import set_snippet
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind, MediaKind
from practika_desktop.store import people, take
from tests.support.library import LibraryBuilder


def test_a_take_comes_with_all_it_points_to(built: LibraryBuilder, tmp_path: Path) -> None:
    pdf = tmp_path / "score.pdf"
    pdf.write_bytes(b"%PDF-")
    piece = built.piece("Minuet", score=pdf)
    exercise = built.exercise(piece_id=piece)
    student = built.student("Bea")
    detail = take.detail(built.library, built.take(student_id=student, exercise_id=exercise))
    assert detail is not None
    assert (detail.student.id, detail.exercise and detail.exercise.id) == (student, exercise)
    assert detail.piece is not None
    assert detail.piece.id == piece
    assert detail.score_media is not None
    assert detail.score_media.kind is MediaKind.SCORE
    assert built.library.media_path(detail.score_media).read_bytes() == b"%PDF-"
    assert take.detail(built.library, new_id()) is None


def test_a_take_of_nothing_in_particular_is_one_too(built: LibraryBuilder) -> None:
    detail = take.detail(built.library, built.take())
    assert detail is not None
    assert (detail.piece, detail.exercise, detail.score_media) == (None, None, None)


def test_markers_come_by_time_and_messages_by_age(built: LibraryBuilder) -> None:
    take_id = built.take()
    late, early = built.marker(take_id, 900), built.marker(take_id, 100)
    first = send_message(built.library, submission_id=take_id, text="1").id
    second = send_message(built.library, submission_id=take_id, text="2").id
    built.marker(built.take(), 500)
    assert [one.id for one in take.markers(built.library, take_id)] == [early, late]
    assert [one.id for one in take.messages(built.library, take_id)] == [first, second]


def test_a_draft_is_found_with_its_take(built: LibraryBuilder) -> None:
    take_id, other = built.take(), built.take()
    save_draft(built.library, submission_id=take_id, text="so far ")
    draft = take.draft(built.library, take_id)
    assert draft is not None
    assert draft.text == "so far "
    assert take.draft(built.library, other) is None


def test_names_are_those_of_whoever_may_write(built: LibraryBuilder) -> None:
    student = built.student("Bea")
    other = add_teacher(built.library, display_name="Grace").id
    assert take.author_names(built.library) == {built.library.teacher_id: "Ada", student: "Bea", other: "Grace"}


def test_lists_are_by_name_whatever_the_case(built: LibraryBuilder) -> None:
    for name in ("bea", "Cem", "Ada"):
        built.student(name)
        built.piece(name)
        built.exercise(name)
    gone = built.student("Bo")
    archive_student(built.library, student_id=gone)
    library = built.library
    assert [one.display_name for one in people.students(library)] == ["Ada", "bea", "Cem"]
    assert gone in {one.id for one in people.students(library, include_archived=True)}
    assert [one.title for one in people.pieces(library)] == ["Ada", "bea", "Cem"]
    assert [one.title for one in people.exercises(library)] == ["Ada", "bea", "Cem"]


def test_exercises_and_assignments_can_be_narrowed(built: LibraryBuilder) -> None:
    piece = built.piece()
    mine, _ = built.exercise(piece_id=piece), built.exercise()
    bea, cem = built.student(), built.student()
    for one in (bea, cem):
        assign_exercise(built.library, exercise_id=mine, student_id=one, due_on="2026-12-24")
    assert [one.id for one in people.exercises(built.library, piece_id=piece)] == [mine]
    assert [one.student_id for one in people.assignments(built.library)] == [bea, cem]
    (only,) = people.assignments(built.library, student_id=cem)
    assert (only.student_id, only.due_on) == (cem, "2026-12-24")


def test_snippets_come_by_their_digit(built: LibraryBuilder) -> None:
    for position in (3, 1):
        set_snippet(built.library, position=position, text=f"text {position}", kind=MarkerKind.PRAISE)
    assert [one.position for one in people.snippets(built.library)] == [1, 3]
