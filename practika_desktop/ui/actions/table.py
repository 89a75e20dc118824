"""The table of actions, and the manual's page made of it. An action stands here once it works."""

from practika_desktop.ui.actions.action import Action, Context, Menu
from practika_desktop.ui.actions.rows_correct import MEASURES
from practika_desktop.ui.actions.rows_mark import MARK
from practika_desktop.ui.actions.rows_play import PLAY
from practika_desktop.ui.actions.rows_review import REVIEW
from practika_desktop.ui.actions.rows_score import SCORE
from practika_desktop.ui.actions.rows_studio import EDIT, HELP, STUDIO, VIEW
from practika_desktop.ui.actions.rows_time import TIME

ACTIONS: tuple[Action, ...] = (*STUDIO, *EDIT, *PLAY, *MARK, *SCORE, *TIME, *MEASURES, *REVIEW, *VIEW, *HELP)

# What a text has for itself wherever one is edited; the manual and the help sheet name it beside the actions.
TEXT_KEYS: tuple[tuple[str, str], ...] = (
    ("Return", "Save the marker's text and play on"),
    ("Shift+Return", "New line in a marker's text"),
    ("Esc", "Give up the marker's text, or a drag on the timeline"),
)


def as_markdown() -> str:
    """Return the manual's page about keys, docs/keys.md."""
    lines = [
        "# Keys",
        "",
        "Made from the table of actions (`practika_desktop/ui/actions`). Every key can be changed under Help,",
        "Change keys; keys that are a single character can be switched off in the settings.",
    ]
    for menu in Menu:
        lines += ["", f"## {menu.words}", "", "| action | keys | where |", "| --- | --- | --- |"]
        lines += [_row(action) for action in ACTIONS if action.menu is menu]
    lines += ["", "## While a marker's text is typed", "", "Playback pauses.", "", "| key | does |", "| --- | --- |"]
    lines += [f"| `{key}` | {words} |" for key, words in TEXT_KEYS]
    return "\n".join(lines) + "\n"


def _row(action: Action) -> str:
    keys = " or ".join(f"`{key}`" for key in action.keys) or "-"
    where = "" if action.context is Context.REVIEW else action.context.value
    return f"| {action.title} | {keys} | {where} |"
