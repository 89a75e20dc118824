"""Makes a library out of the sample studio that comes with the program: real files, through the same verbs."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from practika_desktop.edits.exercises import add_exercise
from practika_desktop.edits.importing import Report, TakeImport, import_score, import_takes
from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.people import add_student
from practika_desktop.edits.pieces import add_piece
from practika_desktop.edits.reviewing import mark_reviewed
from practika_desktop.edits.snippets import set_snippet
from practika_desktop.edits.submissions import edit_submission
from practika_desktop.media.workers import WorkerPool
from practika_desktop.model.errors import LibraryError
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Message, Submission
from practika_desktop.store.library import Library

_Described = Mapping[str, Any]


def make_sample(folder: Path, source: Path, pool: WorkerPool, report: Report | None = None) -> None:
    """Make the sample studio's library in a folder that is not there yet; do nothing when it is.

    `source` holds `studio.json` and the files that it names. The library is made beside the folder and takes its name
    once it is whole. Raise LibraryError when a file of the sample is missing or cannot be read.
    """
    if folder.exists():
        return
    making = folder.with_name(f"{folder.name}.making")
    if making.exists():
        shutil.rmtree(making)
    studio: _Described = json.loads((source / "studio.json").read_text(encoding="utf-8"))
    with Library.open(making, teacher_name="You") as library:
        _fill(library, studio, source, pool, report)
    making.rename(folder)


def _fill(library: Library, studio: _Described, source: Path, pool: WorkerPool, report: Report | None) -> None:
    students = {one["display_name"]: add_student(library, **one).id for one in studio["students"]}
    piece = studio["piece"]
    piece_id = add_piece(library, title=piece["title"], composer=piece["composer"]).id
    import_score(library, piece_id=piece_id, path=source / piece["score"])
    exercises = {one["title"]: add_exercise(library, piece_id=piece_id, **one).id for one in studio["exercises"]}
    for snippet in studio["snippets"]:
        set_snippet(library, position=snippet["position"], text=snippet["text"], kind=MarkerKind(snippet["kind"]))
    requests = [
        TakeImport(
            path=source / take["file"],
            student_id=students[take["student"]],
            exercise_id=exercises[take["exercise"]],
            notes=take.get("notes", ""),
        )
        for take in studio["takes"]
    ]
    outcome = import_takes(library, requests, pool, report)
    if len(outcome.added) != len(requests):
        raise LibraryError("The sample studio is not whole.", "Install Practika again to get its files back.")
    for submission_id, take in zip(outcome.added, studio["takes"], strict=True):
        _write_about(library, submission_id, take, students)


def _write_about(library: Library, submission_id: str, take: _Described, students: Mapping[str, str]) -> None:
    """Put a take's page, markers, thread and review state as the sample describes them."""
    edit_submission(library, submission_id=submission_id, page=take["page"])
    for marker in take.get("markers", []):
        add_marker(library, submission_id=submission_id, **{**marker, "kind": MarkerKind(marker["kind"])})
    _write_thread(library, submission_id, take.get("messages", []), students)
    if take.get("reviewed"):
        mark_reviewed(library, submission_id=submission_id)


def _write_thread(
    library: Library, submission_id: str, messages: list[_Described], students: Mapping[str, str]
) -> None:
    """Write the thread's messages; a student's have no verb, as no desk ever writes for a student."""
    with library.writing() as transaction:
        channel = transaction.need(Submission, submission_id).channel
        written: list[str] = []
        for message in messages:
            answers = message.get("answers")
            record = Message(
                id=new_id(),
                created_at=now_ms(),
                channel=channel,
                submission_id=submission_id,
                sender_id=students.get(message["from"], library.teacher_id),
                text=message["text"],
                answers_message_id=None if answers is None else written[answers],
            )
            written.append(transaction.insert(record).id)
