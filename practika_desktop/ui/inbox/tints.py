"""Icons as pixmaps, drawn once a colour and size: for lists that paint many rows."""

from PySide6.QtGui import QColor, QPixmap

from practika_desktop.ui.theme.icons import tinted_pixmap


class Tints:
    """Remembers the icons of one delegate; `clear` when the colours change."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, side: int, ratio: float) -> QPixmap:
        """Return an icon of side logical pixels for a screen of that device pixel ratio."""
        key = (name, colour.name(), side, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = tinted_pixmap(name, colour, side, ratio)
        return self._pixmaps[key]

    def clear(self) -> None:
        """Forget all."""
        self._pixmaps.clear()
