"""The timeline's sizes, fonts and ready-made shapes under one theme and one device pixel ratio."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.shapes import paint_kind
from practika_desktop.ui.theme.theme import Theme
from practika_desktop.ui.timeline.hits import Rows


class Look:
    """How the timeline looks now; made anew when the theme or the screen changes."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.tokens = theme.tokens
        self.ratio = ratio
        self.font: QFont = theme.font(TypeStep.CAPTION)
        self.text_height = QFontMetricsF(self.font).height()
        self.number_width = QFontMetricsF(self.font).horizontalAdvance("0000")
        self.label_width = QFontMetricsF(self.font).horizontalAdvance("0:00:00")
        self.margin = float(theme.space(3))
        self.dot = float(theme.space(3.5))
        self._space = theme.space
        self._stamps: dict[tuple[MarkerKind, float, bool], QPixmap] = {}

    def rows(self, height: float, *, is_measured: bool = False) -> Rows:
        """Divide a height: the waveform takes what the rulers, the tempo, the dots and the bars leave."""
        ruler = self.text_height + self._space(2)
        measures, tempo = self._measured_rows() if is_measured else (0.0, 0.0)
        above = ruler + measures + tempo
        dots, bars = self.dot + self._space(1.5), self._space(7.5)
        wave = max(height - above - dots - bars - self._space(1), 8.0)
        rest = (above, wave, above + wave, dots, above + wave + dots, bars)
        return Rows(0, ruler, *rest, ruler, measures, ruler + measures, tempo)

    def least_height(self, *, is_measured: bool = False) -> int:
        """Return the height below which the waveform can no longer be read."""
        more = sum(self._measured_rows()) if is_measured else 0.0
        return round(self.text_height + self.dot + self._space(18) + more)

    def _measured_rows(self) -> tuple[float, float]:
        """Return the heights of the measure ruler and of the tempo curve with its scale."""
        return self.text_height + self._space(1.5), 2 * self.text_height + self._space(2)

    def crisp(self, x: float) -> float:
        """Return the middle of the device pixel at x, so that a line of one pixel is not smeared over two."""
        return (int(x * self.ratio) + 0.5) / self.ratio

    def stamp(self, kind: MarkerKind, side: float, *, outlined: bool = False) -> QPixmap:
        """Return a kind's shape as a picture of side pixels and one more around it, painted once and kept."""
        key = (kind, side, outlined)
        if key not in self._stamps:
            self._stamps[key] = self._painted(kind, side, self.tokens.text if outlined else None)
        return self._stamps[key]

    def shade(self, colour: QColor, opacity: float) -> QColor:
        """Return a colour at an opacity from 0 to 1."""
        shaded = QColor(colour)
        shaded.setAlphaF(opacity)
        return shaded

    def _painted(self, kind: MarkerKind, side: float, outline: QColor | None) -> QPixmap:
        pixels = round((side + 2) * self.ratio)
        pixmap = QPixmap(pixels, pixels)
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_kind(painter, kind, QRectF(1, 1, side, side), self.tokens, outline=outline)
        painter.end()
        return pixmap
