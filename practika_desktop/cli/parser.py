"""The parser, made from the table of commands."""

import argparse
from typing import Any

from practika_desktop.cli.table import COMMANDS, LIBRARY, SAMPLE, Command, Option

_TITLE = "Review practice videos: without a command the desk opens."


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; `command` is None for the desk, `library` None for the usual place."""
    parser = argparse.ArgumentParser(prog="practika", description=_TITLE, allow_abbrev=False)
    _add(parser, LIBRARY, default=None)
    _add(parser, SAMPLE)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in COMMANDS:
        _fill(
            commands.add_parser(
                command.name, help=command.title, description=_description(command), allow_abbrev=False
            ),
            command,
        )
    return parser


def _description(command: Command) -> str:
    return f"{command.title} {command.more}".replace("`", "").strip()


def _fill(parser: argparse.ArgumentParser, command: Command) -> None:
    groups: dict[str, Any] = {}
    for option in command.options:
        if option.one_of:
            if option.one_of not in groups:
                groups[option.one_of] = parser.add_mutually_exclusive_group(required=True)
            _add(groups[option.one_of], option)
        else:
            _add(parser, option)
    # Left out unless given, so that it does not undo what stood before the command.
    _add(parser, LIBRARY, default=argparse.SUPPRESS)


def _add(parser: Any, option: Option, **more: object) -> None:  # noqa: ANN401 - argparse's groups have no public type
    settings: dict[str, object] = {**option.settings, "help": option.help, **more}
    if option.shown:
        settings["metavar"] = option.shown
    if option.required and not option.positional:
        settings["required"] = True
    parser.add_argument(*option.flags, **settings)
