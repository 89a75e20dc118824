"""The manual of the command line, `docs/cli.md`, made from the table of commands.

`python -m practika_desktop.cli.manual > docs/cli.md` writes it; a test compares.
"""

import sys
from textwrap import fill

from practika_desktop.cli.table import COMMANDS, EXIT_CODES, LIBRARY, SAMPLE, Command, Option

_HEAD = """\
# The command line

Made from the program's own table by `python -m practika_desktop.cli.manual > docs/cli.md`.

`practika` opens the desk. The commands below do their work without a window, need neither PySide6 nor libVLC, and
print errors in one sentence on standard error. While something takes long, a bar on a terminal shows how far it is.
"""


def manual() -> str:
    """Return the manual as Markdown."""
    desk = "## practika\n\nOpen the desk.\n\n    practika [--library DIR] [--sample]\n\n" + _options((LIBRARY, SAMPLE))
    codes = "## Exit codes\n\n| code | meaning |\n| --- | --- |\n" + "\n".join(
        f"| {code} | {meaning} |" for code, meaning in EXIT_CODES
    )
    return "\n".join([_HEAD, desk, *(_section(command) for command in COMMANDS), codes]) + "\n"


def _section(command: Command) -> str:
    more = fill(f"{command.title} {command.more}", 118, break_on_hyphens=False)
    options = _options((*command.options, LIBRARY))
    return f"## practika {command.name}\n\n{more}\n\n    {_synopsis(command)}\n\n{options}"


def _synopsis(command: Command) -> str:
    words = ["practika", command.name]
    groups = [option.one_of for option in command.options]
    for option, group in zip(command.options, groups, strict=True):
        if not group:
            words.append(_word(option))
        elif option is next(other for other in command.options if other.one_of == group):
            members = (f"{other.flags[0]} {other.shown}" for other in command.options if other.one_of == group)
            words.append(f"({' | '.join(members)})")
    return " ".join([*words, _word(LIBRARY)])


def _word(option: Option) -> str:
    if option.positional:
        return option.shown + ("..." if option.repeated else "")
    word = f"{option.flags[0]} {option.shown}".strip()
    return word if option.required else f"[{word}]"


def _options(options: tuple[Option, ...]) -> str:
    rows = ["| option | meaning |", "| --- | --- |"]
    for option in options:
        flags = option.shown if option.positional else f"{', '.join(option.flags)} {option.shown}".strip()
        rows.append(f"| `{flags}` | {option.help} |".replace("csv|vtt|srt|json", "csv\\|vtt\\|srt\\|json"))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(manual())
