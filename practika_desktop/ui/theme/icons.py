"""The icon set: strokes on a 24 by 24 grid, tinted with a colour when asked for."""

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIDES = (16, 20, 24, 32, 40, 48)


def icon_names() -> list[str]:
    """Return the names of all icons that can be tinted, sorted."""
    folder = files("practika_desktop") / "resources" / "icons"
    return sorted(
        entry.name.removesuffix(".svg")
        for entry in folder.iterdir()
        if entry.name.endswith(".svg") and entry.name != "app.svg"
    )


def icon_source(name: str) -> str:
    """Return an icon's SVG as text, its colour written as `currentColor`; raise KeyError for an unknown name."""
    entry = files("practika_desktop") / "resources" / "icons" / f"{name}.svg"
    if not entry.is_file():
        raise KeyError(name)
    return entry.read_text(encoding="utf-8")


def tinted_svg(name: str, colour: QColor) -> bytes:
    """Return an icon's SVG with its colour filled in; raise KeyError for an unknown name."""
    return icon_source(name).replace("currentColor", colour.name()).encode()


def tinted_pixmap(name: str, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of side logical pixels for a screen with ratio device pixels to one."""
    pixels = round(side * ratio)
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(tinted_svg(name, colour))).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def tinted_icon(name: str, colour: QColor, disabled: QColor) -> QIcon:
    """Return an icon in one colour, in another where it is disabled, sharp from 16 px to 24 px at 200 %."""
    icon = QIcon()
    for side in _SIDES:
        icon.addPixmap(tinted_pixmap(name, colour, side), QIcon.Mode.Normal)
        icon.addPixmap(tinted_pixmap(name, colour, side), QIcon.Mode.Active)
        icon.addPixmap(tinted_pixmap(name, disabled, side), QIcon.Mode.Disabled)
    return icon


def app_icon() -> QIcon:
    """Return the application's own icon."""
    source = QByteArray((files("practika_desktop") / "resources" / "icons" / "app.svg").read_bytes())
    icon = QIcon()
    for side in (32, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(source).render(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
