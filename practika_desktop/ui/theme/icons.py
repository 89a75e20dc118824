"""The icon set: strokes on a 24 by 24 grid, tinted with a colour when asked for."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from practika_desktop import system

_FOLDER = system.resources_folder() / "icons"
_SIDES = (16, 20, 24, 32, 40, 48)


def icon_names() -> list[str]:
    """Return the names of all icons that can be tinted, sorted."""
    return sorted(entry.stem for entry in _FOLDER.glob("*.svg") if entry.name != "app.svg")


def icon_source(name: str) -> str:
    """Return an icon's SVG as text, its colour written as `currentColor`; raise KeyError for an unknown name."""
    entry = _FOLDER / f"{name}.svg"
    if not entry.is_file():
        raise KeyError(name)
    return entry.read_text(encoding="utf-8")


def tinted_svg(name: str, colour: QColor) -> bytes:
    """Return an icon's SVG with its colour filled in; raise KeyError for an unknown name."""
    return _tinted(icon_source(name), colour)


def tinted_pixmap(name: str, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of side logical pixels for a screen with ratio device pixels to one."""
    pixmap = _rendered(QSvgRenderer(QByteArray(tinted_svg(name, colour))), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def tinted_icon(name: str, colour: QColor, disabled: QColor) -> QIcon:
    """Return an icon in one colour, in another where it is disabled, sharp from 16 px to 24 px at 200 %."""
    icon = QIcon()
    source = icon_source(name)
    for shade, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = QSvgRenderer(QByteArray(_tinted(source, shade)))
        for side in _SIDES:
            icon.addPixmap(_rendered(renderer, side), mode)
    return icon


def _tinted(source: str, colour: QColor) -> bytes:
    return source.replace("currentColor", colour.name()).encode()


def _rendered(renderer: QSvgRenderer, pixels: int) -> QPixmap:
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def app_icon() -> QIcon:
    """Return the application's own icon."""
    renderer = QSvgRenderer(QByteArray((_FOLDER / "app.svg").read_bytes()))
    icon = QIcon()
    for side in (32, 64, 128, 256):
        icon.addPixmap(_rendered(renderer, side))
    return icon
