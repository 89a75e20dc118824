"""The verb on time maps: what the teacher tapped along with a take."""

from practika_desktop.edits.done import Done, Verb
from practika_desktop.model.ids import id_of_one
from practika_desktop.model.measures.taps import Taps
from practika_desktop.model.measures.written import taps_to_json
from practika_desktop.model.moments import now_ms
from practika_desktop.model.records import Submission, TimeMap
from practika_desktop.store.library import Library

TAPPINGS = frozenset({Verb.TAP_MEASURE, Verb.SET_POINT, Verb.REMOVE_TAPS, Verb.SET_TAPPING_DELAY})
"""The acts that change a time map; each keeps the whole map as it is then."""

_NAME = "time map"


def set_time_map(library: Library, *, submission_id: str, taps: Taps, verb: Verb) -> Done:
    """Keep what was tapped along with a take in place of what was; `Taps()`, which says nothing, leaves none.

    `verb` is one of `TAPPINGS`.
    """
    if verb not in TAPPINGS:
        raise ValueError(f"{verb.name} changes no time map")
    value = taps_to_json(taps)
    with library.writing() as transaction:
        take = transaction.need(Submission, submission_id)
        row_id = id_of_one(take.id, _NAME)
        present = transaction.get(TimeMap, row_id)
        if taps == Taps():
            if present is not None:
                transaction.delete(TimeMap, row_id)
        elif present is None:
            transaction.insert(
                TimeMap(id=row_id, created_at=now_ms(), channel=take.channel, submission_id=take.id, value=value)
            )
        else:
            transaction.update(TimeMap, row_id, value=value)
        return Done.of(verb, transaction, row_id)
