"""The colours by what they are for, one set for light and one for dark.

Text keeps a contrast of 4.5:1 and graphics 3:1 on what they stand on: `TEXT_PAIRS` and `GRAPHIC_PAIRS` name the
pairs in use, and a test measures them.
"""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor

from practika_desktop.model.kinds import MarkerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One set of colours; each name says what the colour is for, never what it looks like."""

    dark: bool
    window: QColor  # behind the rooms, shows in the gaps between them
    panel: QColor  # a room
    raised: QColor  # cards, menus, dialogs, tool tips
    field: QColor  # where one types or chooses
    sunken: QColor  # the track of the timeline, wells
    hover: QColor  # under the pointer
    pressed: QColor
    selected: QColor  # a chosen row
    line: QColor  # a quiet separator
    outline: QColor  # the border of a field or button
    text: QColor
    text_soft: QColor  # secondary text and resting icons
    text_faint: QColor  # disabled
    accent: QColor  # the fill of the one most important button
    accent_hover: QColor
    accent_text: QColor  # text on the accent
    accent_ink: QColor  # links and chosen tabs: the accent as text
    danger: QColor  # the fill of a button that destroys
    danger_text: QColor  # text on that
    danger_ink: QColor  # a warning as text
    feedback: QColor  # the kinds of marker: as lines, bars and the edges of their shapes
    feedback_fill: QColor  # inside the edge: as bright as yellow must be, whatever the ground
    question: QColor
    praise: QColor
    loop: QColor  # the edges of the loop range
    waveform: QColor
    playhead: QColor
    focus: QColor  # the ring around what has the keyboard
    picture: QColor  # around the video and the page
    picture_text: QColor  # words in the picture's place
    scroll: QColor  # the handle of a scroll bar

    def kind(self, kind: MarkerKind) -> QColor:
        """Return the colour of a kind of marker: what carries the contrast."""
        return {
            MarkerKind.FEEDBACK: self.feedback,
            MarkerKind.QUESTION: self.question,
            MarkerKind.PRAISE: self.praise,
        }[kind]

    def kind_fill(self, kind: MarkerKind) -> QColor:
        """Return the colour inside the edge of a kind's shape."""
        return self.feedback_fill if kind is MarkerKind.FEEDBACK else self.kind(kind)


def _tokens(*, dark: bool, **named: str) -> Tokens:
    return Tokens(dark=dark, **{name: QColor(value) for name, value in named.items()})


LIGHT = _tokens(
    dark=False,
    window="#e9ebef",
    panel="#f8f9fb",
    raised="#ffffff",
    field="#ffffff",
    sunken="#e6e8ed",
    hover="#eceef3",
    pressed="#dfe2e9",
    selected="#e3e4fa",
    line="#dde0e6",
    outline="#878d99",
    text="#1c1f26",
    text_soft="#555b66",
    text_faint="#9298a4",
    accent="#4b4fc4",
    accent_hover="#3f43b0",
    accent_text="#ffffff",
    accent_ink="#4347b8",
    danger="#b3261e",
    danger_text="#ffffff",
    danger_ink="#a8231b",
    feedback="#a87300",
    feedback_fill="#f7c136",
    question="#2563c9",
    praise="#1f8548",
    loop="#6d4bb5",
    waveform="#7b818d",
    playhead="#c2332a",
    focus="#4b4fc4",
    picture="#16181c",
    picture_text="#d4d7dd",
    scroll="#b4b9c3",
)

DARK = _tokens(
    dark=True,
    window="#0f1013",
    panel="#1a1c21",
    raised="#23262d",
    field="#14161a",
    sunken="#101216",
    hover="#272a32",
    pressed="#30343d",
    selected="#2b2e58",
    line="#2c2f37",
    outline="#7a808d",
    text="#e8eaee",
    text_soft="#a9afba",
    text_faint="#646a76",
    accent="#5d61dd",
    accent_hover="#5256cf",
    accent_text="#ffffff",
    accent_ink="#a3a6ff",
    danger="#c8382f",
    danger_text="#ffffff",
    danger_ink="#ff8f86",
    feedback="#f2b632",
    feedback_fill="#f2b632",
    question="#6ea8ff",
    praise="#4cc27a",
    loop="#a78bfa",
    waveform="#737a87",
    playhead="#ff7a70",
    focus="#8f93ff",
    picture="#08090a",
    picture_text="#c9cdd5",
    scroll="#444955",
)

_GROUNDS = ("window", "panel", "raised", "field", "sunken", "hover", "selected")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "text_soft", "accent_ink", "danger_ink") for ground in _GROUNDS),
    ("text", "pressed"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("danger_text", "danger"),
    ("picture_text", "picture"),
)

GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (shape, ground)
        for shape in ("feedback", "question", "praise", "focus", "playhead", "loop")
        for ground in ("panel", "raised", "field", "sunken", "selected")
    ),
    *(("outline", ground) for ground in ("panel", "raised", "field")),
    ("waveform", "sunken"),
    ("waveform", "panel"),
    ("accent", "panel"),
    ("accent", "raised"),
)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours (WCAG 2.2), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def colour_names() -> list[str]:
    """Return the names of all colours of a set, in their order."""
    return [field.name for field in fields(Tokens) if field.name != "dark"]
