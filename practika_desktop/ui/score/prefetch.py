"""What is likely to be seen next, and is drawn while nothing in sight is missing. Pure."""

from practika_desktop.score.area import Box
from practika_desktop.ui.score.layout import SeenPage
from practika_desktop.ui.score.reading import Mode, Place, Reading

_TURNS_ON, _TURNS_BACK = 2, 1


def ahead_of(reading: Reading, place: Place, port: Box, direction: int) -> list[SeenPage]:
    """Return what comes into sight when one reads on in a direction (1 or -1), then when one goes back.

    `port` is the part of the ground that is in sight now. All is as large as what is in sight.
    """
    steps = [direction * step for step in range(1, _TURNS_ON + 1)]
    steps += [-direction * step for step in range(1, _TURNS_BACK + 1)]
    if reading.mode is Mode.CONTINUOUS:
        ports = [port._replace(y=port.y + step * port.height) for step in steps]
        return [seen for screen in ports for seen in reading.layout(place).seen(screen)]
    top = port._replace(y=min(port.y, 0))
    places = [turned for step in steps if (turned := reading.turned(place, step)) is not None]
    return [seen for turned in places for seen in reading.layout(turned).seen(top)]
