"""The manual says what the program does."""

from pathlib import Path

from practika_desktop.cli.manual import manual
from practika_desktop.cli.table import COMMANDS, EXIT_CODES

MANUAL = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_manual_in_the_project_is_the_programs_own() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), "write it anew: see the head of docs/cli.md"


def test_it_names_every_command_option_and_exit_code() -> None:
    text = manual()
    for command in COMMANDS:
        assert f"## practika {command.name}\n" in text
        for option in command.options:
            assert all(f"{flag}" in text for flag in option.flags if not option.positional)
    for code, _ in EXIT_CODES:
        assert f"| {code} |" in text


def test_its_lines_can_be_read_in_an_editor() -> None:
    prose = [line for line in manual().splitlines() if not line.startswith("|")]
    assert max(map(len, prose)) <= 120
