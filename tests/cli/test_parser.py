"""The words of the command line."""

from pathlib import Path

import pytest

from practika_desktop.cli.parser import build_parser
from practika_desktop.cli.table import COMMANDS


@pytest.mark.parametrize(
    "words",
    [
        ["--library", "there", "list"],
        ["list", "--library", "there"],
        ["--library", "elsewhere", "list", "--library", "there"],
        ["--library=there", "list", "--json"],
        ["--library", "there"],
    ],
)
def test_the_library_may_stand_before_and_after_the_command(words: list[str]) -> None:
    assert build_parser().parse_args(words).library == Path("there")


def test_without_words_it_is_the_desk_on_the_usual_library() -> None:
    arguments = build_parser().parse_args([])
    assert (arguments.command, arguments.library) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        ["lists"],
        ["import", "--student", "Anna"],
        ["import", "a.mp4"],
        ["export"],
        ["export", "--format", "xml"],
        ["frames"],
        ["still", "a.mp4", "-o", "a.png"],
        ["still", "a.mp4", "--frame", "1", "--ms", "1", "-o", "a.png"],
        ["still", "a.mp4", "--frame", "-1", "-o", "a.png"],
        ["still", "a.mp4", "--ms", "soon", "-o", "a.png"],
        ["still", "a.mp4", "--frame", "1"],
        ["list", "--lib", "there"],
    ],
)
def test_what_is_not_understood_ends_with_2_and_a_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args(words)
    assert caught.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_several_paths_and_names_are_understood() -> None:
    words = ["import", "a.mp4", "b", "--student", "Anna", "--piece", "Minuet", "--exercise", "bars 1-8"]
    arguments = build_parser().parse_args(words)
    assert arguments.paths == [Path("a.mp4"), Path("b")]
    assert (arguments.student, arguments.piece, arguments.exercise) == ("Anna", "Minuet", "bars 1-8")


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args([command, "--help"])
    assert caught.value.code == 0
    assert f"practika {command}" in capsys.readouterr().out
