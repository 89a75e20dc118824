"""Whether a take sounds a measure, told without working out when. Pure."""

from practika_desktop.model.measures.order import PlayingOrder
from practika_desktop.model.measures.taps import Tap, Taps


def sounds(taps: Taps, order: PlayingOrder, measure_id: str) -> bool:
    """Tell whether a measure, or a part of it, lies between the first and the last tap of a segment."""
    steps = [at for at, step in enumerate(order.steps) if step.place.id == measure_id]
    for segment in taps.segments:
        places = [place for tap in segment if (place := _place(tap, order)) is not None]
        if places and any(max(places[0], step) < min(max(places), step + 1) for step in steps):
            return True
    return False


def _place(tap: Tap, order: PlayingOrder) -> float | None:
    step = order.find(tap.measure_id, tap.turn)
    return None if step is None else step + tap.part
