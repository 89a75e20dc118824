"""The verbs on pieces and their scores."""

from dataclasses import dataclass

from practika_desktop.edits import channels, checks, exercises
from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.ids import new_id
from practika_desktop.model.kinds import Entity, MediaKind
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Exercise, MeasureMap, Media, Piece, Submission
from practika_desktop.store.files import Stored
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScore:
    """A PDF that `library.files` has taken in."""

    stored: Stored
    file_name: str
    mime: str = "application/pdf"


def add_piece(library: Library, *, title: str, composer: str = "", score: NewScore | None = None) -> Done:
    """Add a piece, with its score where there is one."""
    with library.writing() as transaction:
        piece = Piece(
            id=new_id(),
            created_at=now_ms(),
            channel=channels.of_studio(library),
            title=checks.name(title, "piece's title"),
            composer=checks.line(composer, "composer's name"),
        )
        transaction.insert(piece)
        if score is not None:
            _put_score(transaction, piece, score)
        return Done.of(Verb.ADD_PIECE, transaction, piece.id)


def edit_piece(library: Library, *, piece_id: str, title: str | None = None, composer: str | None = None) -> Done:
    """Change a piece's title or composer; what is not given stays."""
    given = {}
    if title is not None:
        given["title"] = checks.name(title, "piece's title")
    if composer is not None:
        given["composer"] = checks.line(composer, "composer's name")
    with library.writing() as transaction:
        transaction.update(Piece, piece_id, **given)
        return Done.of(Verb.EDIT_PIECE, transaction, piece_id)


def set_score(library: Library, *, piece_id: str, score: NewScore | None) -> Done:
    """Give a piece a score in place of the one it has; None takes it away.

    Its measure maps stay: each is that of a PDF, and holds again when the same PDF comes back.
    """
    with library.writing() as transaction:
        piece = transaction.need(Piece, piece_id)
        if score is not None:
            _put_score(transaction, piece, score)
        elif piece.score_media_id is not None:
            transaction.update(Piece, piece_id, score_media_id=None)
            transaction.delete(Media, piece.score_media_id)
        return Done.of(Verb.SET_SCORE, transaction, piece_id)


def delete_piece(library: Library, *, piece_id: str) -> Done:
    """Delete a piece with its score, measure maps and exercises; takes of it stay, as takes of no piece."""
    with library.writing() as transaction:
        piece = transaction.need(Piece, piece_id)
        for exercise in transaction.select(Exercise, piece_id=piece_id):
            exercises.remove(transaction, exercise)
        for take in transaction.select(Submission, piece_id=piece_id):
            transaction.update(Submission, take.id, piece_id=None)
        for measure_map in transaction.select(MeasureMap, piece_id=piece_id):
            transaction.delete(MeasureMap, measure_map.id)
        transaction.delete(Piece, piece_id)
        if piece.score_media_id is not None:
            transaction.delete(Media, piece.score_media_id)
        return Done.of(Verb.DELETE_PIECE, transaction, piece_id)


def _put_score(transaction: Transaction, piece: Piece, score: NewScore) -> None:
    """Put a new media record in the old one's place: what is stored is never changed."""
    media = Media(
        id=new_id(),
        created_at=now_ms(),
        channel=piece.channel,
        owner=Entity.PIECE,
        owner_id=piece.id,
        kind=MediaKind.SCORE,
        key="",
        bytes=score.stored.bytes,
        sha256=score.stored.sha256,
        mime=score.mime,
        file_name=score.file_name,
    )
    transaction.insert(media)
    transaction.update(Piece, piece.id, score_media_id=media.id)
    if piece.score_media_id is not None:
        transaction.delete(Media, piece.score_media_id)
