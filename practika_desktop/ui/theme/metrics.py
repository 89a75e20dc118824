"""Sizes: the spacing scale and the type scale, both grown from the system's font."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFont, QFontMetricsF


class TypeStep(Enum):
    """The steps of the type scale: the size as a multiple of the system's, and the weight."""

    CAPTION = (0.87, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    TITLE = (1.12, QFont.Weight.DemiBold)
    HEADING = (1.45, QFont.Weight.DemiBold)
    DISPLAY = (2.0, QFont.Weight.DemiBold)


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes of one system font: `unit` is the step of the spacing scale, 4 px with an ordinary font."""

    unit: float
    body_pt: float

    def space(self, steps: float) -> int:
        """Return a distance of so many steps (usually 1, 2, 3, 4, 6 or 8) in logical pixels."""
        return round(self.unit * steps)

    def points(self, step: TypeStep) -> float:
        """Return the size of a step of the type scale in points."""
        return round(self.body_pt * step.value[0], 2)


def metrics_of(font: QFont) -> Metrics:
    """Return the sizes that grow from a system font; a font given in pixels is measured too."""
    height = QFontMetricsF(font).height()
    points = font.pointSizeF()
    return Metrics(unit=max(4.0, height / 4.2), body_pt=points if points > 0 else height * 0.62)
