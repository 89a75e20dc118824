"""Ways to read scores of any size, for property tests."""

from hypothesis import strategies as st

from practika_desktop.score.area import Box
from practika_desktop.ui.score.reading import Mode, Place, Reading, Room
from practika_desktop.ui.score.zoom import Fit, Zoom

_sides = st.floats(50, 2_000)

rooms = st.builds(
    Room,
    width=st.integers(100, 2_000),
    height=st.integers(100, 2_000),
    ratio=st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0, 3.0]),
    margin=st.integers(0, 24),
    gap=st.integers(0, 24),
    bar=st.integers(0, 16),
)
readings = st.builds(
    Reading,
    sizes=st.lists(st.tuples(_sides, _sides), min_size=1, max_size=9).map(tuple),
    mode=st.sampled_from(Mode),
    zoom=st.builds(Zoom, fit=st.sampled_from(Fit), factor=st.floats(0.1, 8)),
    room=rooms,
)


@st.composite
def placed_readings(draw: st.DrawFn) -> tuple[Reading, Place]:
    """Draw a way to read, and a place that one can be at in it."""
    reading = draw(readings)
    place = Place(draw(st.integers(1, len(reading.sizes))))
    half = reading.half_turned(place, 1) if reading.mode is not Mode.CONTINUOUS and draw(st.booleans()) else None
    return reading, half or place


def port_of(reading: Reading, place: Place, across: float, down: float) -> Box:
    """Return what is in sight in a view as large as the room, scrolled so far from 0 (the start) to 1 (the end)."""
    layout, room = reading.layout(place), reading.room
    overflow = layout.overflow(room.width, room.height)
    return layout.port(room.width, room.height, (round(overflow[0] * across), round(overflow[1] * down)))
