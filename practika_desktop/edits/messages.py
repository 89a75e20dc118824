"""The verbs on a take's thread: writing in it, taking back, and what is half-written."""

from practika_desktop.edits import channels, checks
from practika_desktop.edits.done import Done, Verb
from practika_desktop.edits.reviewing import review
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import id_of_one, new_id
from practika_desktop.model.moments import now_ms
from practika_desktop.model.mutations import HOLD_MS
from practika_desktop.model.records import Draft, Marker, Media, Message, Submission
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


def send_message(
    library: Library,
    *,
    submission_id: str,
    text: str,
    page: int | None = None,
    answers_message_id: str | None = None,
    answers_marker_id: str | None = None,
) -> Done:
    """Write a message in a take's thread, in place of the draft; it may answer one message or one marker."""
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        message = _send(library, transaction, take, text, page, answers_message_id, answers_marker_id)
        return _sent(Verb.SEND_MESSAGE, transaction, message.id)


def send_and_review(
    library: Library,
    *,
    submission_id: str,
    text: str = "",
    page: int | None = None,
    answers_message_id: str | None = None,
    answers_marker_id: str | None = None,
) -> Done:
    """Write a message, unless the text is empty, and mark the take reviewed; neither is sent for ten seconds."""
    with library.writing() as transaction:
        transaction.hold_until = now_ms() + HOLD_MS
        take = transaction.need(Submission, submission_id)
        if text.strip():
            _send(library, transaction, take, text, page, answers_message_id, answers_marker_id)
        else:
            _drop_draft(library, transaction, take.id)
        review(library, transaction, take)
        return _sent(Verb.SEND_AND_REVIEW, transaction, take.id)


def edit_message(library: Library, *, message_id: str, text: str) -> Done:
    """Change the text of one's own message; one without a video may not become empty."""
    with library.writing() as transaction:
        message = _own(library, transaction, message_id)
        transaction.update(Message, message_id, text=_said(text, has_video=message.media_id is not None))
        return Done.of(Verb.EDIT_MESSAGE, transaction, message_id)


def withdraw_message(library: Library, *, message_id: str) -> Done:
    """Take back one's own message, with its video and the markers on it; what answered it stays."""
    with library.writing() as transaction:
        _own(library, transaction, message_id)
        for marker in transaction.select(Marker, message_id=message_id):
            transaction.delete(Marker, marker.id)
        transaction.delete(Message, message_id)
        for media in transaction.select(Media, owner_id=message_id):
            transaction.delete(Media, media.id)
        return Done.of(Verb.WITHDRAW_MESSAGE, transaction, message_id)


def save_draft(
    library: Library,
    *,
    submission_id: str,
    text: str,
    answers_message_id: str | None = None,
    answers_marker_id: str | None = None,
) -> Done:
    """Keep what is half-written to a take's thread, as it was typed; nothing written and answered keeps nothing."""
    if len(text) > checks.MOST_TEXT:
        raise EditError("The message is too long.", f"It may have at most {checks.MOST_TEXT:,} characters.")
    answers = {"answers_message_id": answers_message_id, "answers_marker_id": answers_marker_id}
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        if text or answers_message_id is not None or answers_marker_id is not None:
            _write_draft(library, transaction, take, text, **answers)
        else:
            _drop_draft(library, transaction, take.id)
        return Done.of(Verb.SAVE_DRAFT, transaction, take.id)


def _send(
    library: Library,
    transaction: Transaction,
    take: Submission,
    text: str,
    page: int | None,
    answers_message_id: str | None,
    answers_marker_id: str | None,
) -> Message:
    if answers_message_id is not None and answers_marker_id is not None:
        raise EditError("A message answers one message or one marker, not both.")
    if answers_message_id is not None:
        _in_thread(transaction.need(Message, answers_message_id), take)
    if answers_marker_id is not None:
        _in_thread(transaction.need(Marker, answers_marker_id), take)
    earlier = [one.created_at for one in transaction.select(Message, submission_id=take.id)]
    message = Message(
        id=new_id(),
        created_at=max([now_ms(), *earlier]),  # a clock set back puts no answer before what it answers
        channel=take.channel,
        submission_id=take.id,
        sender_id=library.teacher_id,
        text=_said(text, has_video=False),
        page=checks.page(page),
        answers_message_id=answers_message_id,
        answers_marker_id=answers_marker_id,
    )
    transaction.insert(message)
    _write_draft(
        library,
        transaction,
        take,
        message.text,
        answers_message_id=answers_message_id,
        answers_marker_id=answers_marker_id,
    )
    _drop_draft(library, transaction, take.id)
    return message


def _sent(verb: Verb, transaction: Transaction, row_id: str) -> Done:
    """Return what a sending did: the draft that it takes away is the text as sent, so that undo brings this back."""
    changes = tuple(change for change in transaction.changes if not isinstance(change.after, Draft))
    return Done(verb, changes, row_id)


def _said(text: str, *, has_video: bool) -> str:
    text = checks.words(text, "message")
    if not text and not has_video:
        raise EditError("The message is empty.", "Write something, or withdraw the message.")
    return text


def _in_thread(answered: Message | Marker, take: Submission) -> None:
    if answered.submission_id != take.id:
        raise EditError("An answer belongs to the same take as what it answers.")


def _own(library: Library, transaction: Transaction, message_id: str) -> Message:
    message = transaction.need(Message, message_id)
    if message.sender_id != library.teacher_id:
        raise EditError("This message is someone else's.", "Only its sender can change it; answer it instead.")
    return message


def _draft(library: Library, transaction: Transaction, submission_id: str) -> Draft | None:
    found = transaction.select(Draft, submission_id=submission_id, teacher_id=library.teacher_id)
    return found[0] if found else None


def _write_draft(
    library: Library,
    transaction: Transaction,
    take: Submission,
    text: str,
    *,
    answers_message_id: str | None,
    answers_marker_id: str | None,
) -> None:
    present = _draft(library, transaction, take.id)
    if present is None:
        draft = Draft(
            id=id_of_one(take.id, f"draft of {library.teacher_id}"),
            created_at=now_ms(),
            channel=channels.of_teacher(library),
            teacher_id=library.teacher_id,
            submission_id=take.id,
            text=text,
            answers_message_id=answers_message_id,
            answers_marker_id=answers_marker_id,
        )
        transaction.insert(draft)
        return
    transaction.update(
        Draft, present.id, text=text, answers_message_id=answers_message_id, answers_marker_id=answers_marker_id
    )


def _drop_draft(library: Library, transaction: Transaction, submission_id: str) -> None:
    draft = _draft(library, transaction, submission_id)
    if draft is not None:
        transaction.delete(Draft, draft.id)
