"""The settings: key, type, default and one sentence each. The dialog, the checks and the manual read this table."""

from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool | list[int] | dict[str, list[str]]


class Page(StrEnum):
    """Where a setting stands in the dialog; `NONE` for what the window remembers by itself."""

    APPEARANCE = "Appearance"
    SOUND = "Sound"
    KEYS = "Keys"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: `kind` is the type of its value; text may be held to choices (value, title), numbers to a range."""

    key: str
    kind: type
    default: Value
    page: Page
    title: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Tell whether a value, perhaps from a damaged or newer file, can be used."""
        if type(value) is not self.kind:
            return False
        if self.choices:
            return value in {choice for choice, _ in self.choices}
        if isinstance(value, int) and self.kind is int:
            return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)
        if isinstance(value, dict):
            return all(isinstance(k, str) and _all_of(v, str) for k, v in value.items())
        return not isinstance(value, list) or _all_of(value, int)


def _all_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(type(part) is kind for part in value)


APPEARANCE = Setting(
    key="appearance",
    kind=str,
    default="system",
    page=Page.APPEARANCE,
    title="Colours",
    sentence="Follow the system between light and dark, or keep to one of them.",
    choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
)
SOUND_DEVICE = Setting(
    key="sound.device",
    kind=str,
    default="",
    page=Page.SOUND,
    title="Output",
    sentence="Where the sound of takes is played; the system's own choice unless another device is named.",
)
SOUND_LATENCY = Setting(
    key="sound.latency_ms",
    kind=int,
    default=0,
    page=Page.SOUND,
    title="Sound delay",
    sentence="How much later than the picture the sound reaches your ear; with wireless headphones try 150 to 250.",
    least=-500,
    most=1000,
    unit="ms",
)
SINGLE_KEYS = Setting(
    key="keys.single_character",
    kind=bool,
    default=True,
    page=Page.KEYS,
    title="Single-character keys",
    sentence="Let keys such as M or 1 act by themselves; switch them off if you press keys by accident or by voice.",
)
KEY_CHANGES = Setting(
    key="keys.changes",
    kind=dict,
    default={},
    page=Page.NONE,
    title="Changed keys",
    sentence="The keys you changed, by action; an empty list takes an action's keys away.",
)
VOLUME = Setting(
    key="sound.volume",
    kind=int,
    default=80,
    page=Page.NONE,
    title="Volume",
    sentence="How loud takes are played, in percent.",
    least=0,
    most=100,
    unit="%",
)
MUTED = Setting(
    key="sound.muted",
    kind=bool,
    default=False,
    page=Page.NONE,
    title="Muted",
    sentence="Whether takes are played without sound.",
)
SCORE_MODE = Setting(
    key="score.mode",
    kind=str,
    default="single",
    page=Page.NONE,
    title="Pages of the score",
    sentence="Whether single pages of the score are shown, facing ones, or all below each other.",
    choices=(("single", "One page"), ("facing", "Facing pages"), ("continuous", "Continuous")),
)
SCORE_FIT = Setting(
    key="score.fit",
    kind=str,
    default="page",
    page=Page.NONE,
    title="Size of the score",
    sentence="Whether a page of the score is fitted whole or as wide as its room.",
    choices=(("page", "Fit the page"), ("width", "Fit the width")),
)
WINDOW_GEOMETRY = Setting(
    key="window.geometry",
    kind=str,
    default="",
    page=Page.NONE,
    title="Window",
    sentence="Where the window was, as Qt writes it.",
)
ROOM_WIDTHS = Setting(
    key="window.room_widths",
    kind=list,
    default=[],
    page=Page.NONE,
    title="Room widths",
    sentence="The widths of inbox, player and the right-hand room, in pixels.",
)
RIGHT_HEIGHTS = Setting(
    key="window.right_heights",
    kind=list,
    default=[],
    page=Page.NONE,
    title="Right-hand heights",
    sentence="The heights of the score and of what is below it, in pixels.",
)

SETTINGS: tuple[Setting, ...] = (
    APPEARANCE,
    SOUND_DEVICE,
    SOUND_LATENCY,
    SINGLE_KEYS,
    KEY_CHANGES,
    VOLUME,
    MUTED,
    SCORE_MODE,
    SCORE_FIT,
    WINDOW_GEOMETRY,
    ROOM_WIDTHS,
    RIGHT_HEIGHTS,
)


def as_markdown() -> str:
    """Return the manual's page about settings, docs/settings.md."""
    lines = [
        "# Settings",
        "",
        "They lie in `settings.json` in the configuration folder of this machine, apart from the library. A value that",
        "does not fit is ignored and the default is used. The page is where the settings dialog shows it.",
        "",
        "| setting | page | type | default | what it does |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{setting.key}` | {setting.page or '-'} | {_type_words(setting)} | {_default_words(setting)} "
        f"| {setting.sentence} |"
        for setting in SETTINGS
    ]
    return "\n".join(lines) + "\n"


def _type_words(setting: Setting) -> str:
    if setting.choices:
        return " or ".join(f"`{choice}`" for choice, _ in setting.choices)
    if setting.least is not None:
        return f"{setting.least} to {setting.most} {setting.unit}".strip()
    return {str: "text", int: "number", bool: "yes or no", list: "numbers", dict: "keys by action"}[setting.kind]


def _default_words(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return "yes" if setting.default else "no"
    return f"`{setting.default}`" if setting.default not in ("", [], {}) else "-"
