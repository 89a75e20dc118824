"""The verbs on measure maps: keeping what was found in a piece's PDF, and every correction of it."""

from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.ids import id_of_one
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.written import measures_to_json
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import MeasureMap, Piece
from practika_desktop.store.library import Library
from practika_desktop.store.transaction import Transaction

CORRECTIONS = frozenset(
    {
        Verb.SPLIT_MEASURE,
        Verb.MERGE_MEASURES,
        Verb.MOVE_BARLINE,
        Verb.DELETE_MEASURE,
        Verb.SET_MEASURE_NUMBER,
        Verb.SET_BEATS,
        Verb.MARK_REPEAT,
        Verb.MARK_ENDING,
        Verb.MARK_SIGN,
        Verb.MARK_REST,
        Verb.MARK_PICK_UP,
        Verb.MARK_CONTINUED,
        Verb.ADD_LINE,
        Verb.CONFIRM_LINE,
        Verb.DELETE_LINE,
    }
)
"""The acts that change a measure map; each keeps the whole map as it is then."""


def keep_measure_map(library: Library, *, piece_id: str, sha256: str, measures: Measures) -> Done:
    """Keep what was found in a piece's PDF with this hash, unless a map of it is kept already: that one stays."""
    value = measures_to_json(measures)
    with library.writing() as transaction:
        piece = transaction.need(Piece, piece_id)
        row_id = id_of_one(piece.id, sha256)
        if transaction.get(MeasureMap, row_id) is None:
            _add(transaction, piece, sha256, value)
        return Done.of(Verb.KEEP_MEASURE_MAP, transaction, row_id)


def correct_measure_map(library: Library, *, piece_id: str, sha256: str, measures: Measures, verb: Verb) -> Done:
    """Put a corrected map in place of the one that is kept, or where none is; `verb` is one of `CORRECTIONS`."""
    if verb not in CORRECTIONS:
        raise ValueError(f"{verb.name} corrects no measure map")
    value = measures_to_json(measures)
    with library.writing() as transaction:
        piece = transaction.need(Piece, piece_id)
        row_id = id_of_one(piece.id, sha256)
        if transaction.get(MeasureMap, row_id) is None:
            _add(transaction, piece, sha256, value)
        else:
            transaction.update(MeasureMap, row_id, value=value)
        return Done.of(verb, transaction, row_id)


def _add(transaction: Transaction, piece: Piece, sha256: str, value: str) -> None:
    transaction.insert(
        MeasureMap(
            id=id_of_one(piece.id, sha256),
            created_at=now_ms(),
            channel=piece.channel,
            piece_id=piece.id,
            sha256=sha256,
            value=value,
        )
    )
