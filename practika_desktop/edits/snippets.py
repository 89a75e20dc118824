"""The verbs on a teacher's own ready texts."""

from practika_desktop.edits import channels, checks
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.errors import EditError
from practika_desktop.model.ids import id_of_one
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Snippet
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction

POSITIONS = range(1, 10)


def set_snippet(library: Library, *, position: int, text: str, kind: MarkerKind) -> Done:
    """Put a text on a digit from 1 to 9, in place of the one that is there."""
    if position not in POSITIONS:
        raise EditError("Snippets have the digits 1 to 9.")
    text = checks.name(text, "snippet")
    with library.writing() as transaction:
        present = _at(library, transaction, position)
        if present is not None:
            snippet = transaction.update(Snippet, present.id, text=text, kind=MarkerKind(kind))
        else:
            snippet = Snippet(
                id=id_of_one(library.teacher_id, f"snippet {position}"),
                created_at=now_ms(),
                channel=channels.of_teacher(library),
                teacher_id=library.teacher_id,
                position=position,
                text=text,
                kind=MarkerKind(kind),
            )
            transaction.insert(snippet)
        return Done.of(Verb.SET_SNIPPET, transaction, snippet.id)


def delete_snippet(library: Library, *, position: int) -> Done:
    """Take the text off a digit; raise EditError when there is none."""
    with library.writing() as transaction:
        present = _at(library, transaction, position)
        if present is None:
            raise EditError(f"There is no snippet on {position}.")
        transaction.delete(Snippet, present.id)
        return Done.of(Verb.DELETE_SNIPPET, transaction, present.id)


def _at(library: Library, transaction: Transaction, position: int) -> Snippet | None:
    found = transaction.select(Snippet, teacher_id=library.teacher_id, position=position)
    return found[0] if found else None
