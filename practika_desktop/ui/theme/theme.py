"""The theme of the running desk: follows the system between light and dark, or is held to one of them."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QApplication

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.theme import icons, palette, shapes, stylesheet
from practika_desktop.ui.theme.metrics import TypeStep, metrics_of
from practika_desktop.ui.theme.tokens import DARK, LIGHT, Tokens

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}


class Appearance(StrEnum):
    """Which set of colours to use."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Owns the look of an application: colours, sizes, icons and the style sheet.

    `changed` is emitted after a switch between light and dark; what paints itself repaints then, what holds an icon
    asks for it again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__()
        self._app = app
        self._appearance = appearance
        self._folder = QTemporaryDir()
        self._metrics = metrics_of(app.font())
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._kind_icons: dict[MarkerKind, QIcon] = {}
        app.setStyle("Fusion")
        if appearance is not Appearance.SYSTEM:
            app.styleHints().setColorScheme(_SCHEMES[appearance])
        self._tokens = self._wanted()
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def close(self) -> None:
        """Follow nothing more and leave no files; what is already painted keeps its last look."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._follow)
        self._folder.remove()
        self.deleteLater()

    @property
    def tokens(self) -> Tokens:
        """Return the colours now in use."""
        return self._tokens

    @property
    def appearance(self) -> Appearance:
        """Return what was chosen: the system's, light or dark."""
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or hold to light or dark."""
        self._appearance = appearance
        self._app.styleHints().setColorScheme(_SCHEMES[appearance])
        self._follow()

    def space(self, steps: float) -> int:
        """Return a distance of the spacing scale in logical pixels; one step is 4 px with an ordinary font."""
        return self._metrics.space(steps)

    def font(self, step: TypeStep = TypeStep.BODY) -> QFont:
        """Return the font of a step of the type scale, for what paints itself."""
        font = QFont(self._app.font())
        font.setPointSizeF(self._metrics.points(step))
        font.setWeight(step.value[1])
        return font

    def icon(self, name: str, colour: str = "text_soft") -> QIcon:
        """Return an icon in a colour of the tokens, faint where it is disabled; raise KeyError for an unknown name."""
        if (name, colour) not in self._icons:
            self._icons[name, colour] = icons.tinted_icon(name, self.colour(colour), self._tokens.text_faint)
        return self._icons[name, colour]

    def kind_icon(self, kind: MarkerKind) -> QIcon:
        """Return the shape of a kind of marker as an icon."""
        if kind not in self._kind_icons:
            self._kind_icons[kind] = shapes.kind_icon(kind, self._tokens, self.space(4))
        return self._kind_icons[kind]

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in the tokens."""
        return QColor(getattr(self._tokens, name))

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is self._tokens:
            return
        self._tokens = wanted
        self._icons.clear()
        self._kind_icons.clear()
        self._apply()
        self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._appearance is not Appearance.SYSTEM:
            return DARK if self._appearance is Appearance.DARK else LIGHT
        return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        self._app.setPalette(palette.palette_of(self._tokens))
        self._app.setStyleSheet(stylesheet.build(self._tokens, self._metrics, self._images()))

    def _images(self) -> stylesheet.Images:
        """Write the few pictures that a style sheet takes from files, in this set's colours."""
        tokens = self._tokens
        shade = "dark" if tokens.dark else "light"
        wanted = {
            "chevron-down": ("chevron-down", tokens.text_soft),
            "chevron-up": ("chevron-up", tokens.text_soft),
            "chevron-right": ("chevron-right", tokens.text_soft),
            "check": ("check", tokens.accent_text),
            "check-ink": ("check", tokens.accent_ink),
            "dash": ("dash", tokens.accent_text),
            "dot": ("dot", tokens.accent_text),
        }
        images = {}
        for name, (icon, colour) in wanted.items():
            images[name] = Path(self._folder.filePath(f"{name}-{shade}.svg"))
            images[name].write_bytes(icons.tinted_svg(icon, colour))
        return images
