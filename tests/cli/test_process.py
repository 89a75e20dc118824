"""The command line as a process of its own: what it loads, how it ends, what it leaves on the terminal."""

import os
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.support import videos
from tests.support.library import built_library

PRACTIKA = [sys.executable, "-m", "practika_desktop"]
HEAVY = ("PySide6", "vlc", "pymupdf", "av", "numpy", "alembic", "tqdm", "multiprocessing.pool")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with built_library(tmp_path) as builder:
        builder.fill(takes=40)
    return tmp_path / "library"


def _run(*words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PRACTIKA, *map(str, words)], capture_output=True, text=True, timeout=60, check=False)


def test_list_loads_neither_windows_nor_decoders(library: Path) -> None:
    code = (
        "import sys; from practika_desktop.cli.main import main; "
        f"code = main(['list', '--library', {str(library)!r}]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, "[]\n")


def test_help_loads_next_to_nothing() -> None:
    code = (
        "import sys; from practika_desktop.cli.parser import build_parser; build_parser(); "
        "print([name for name in ('sqlalchemy', 'av', 'numpy', 'platformdirs') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout == "[]\n"


def test_a_reader_that_has_enough_is_no_error(library: Path) -> None:
    listing = subprocess.Popen(
        [*PRACTIKA, "list", "--library", str(library)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.close()
    said = listing.stderr.read()
    listing.stderr.close()
    assert (listing.wait(60), said) == (0, b"")


@pytest.mark.desktop
@pytest.mark.parametrize(
    "display", [{"QT_QPA_PLATFORM": "nonsense"}, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":7777"}, {"DISPLAY": "x"}]
)
def test_where_there_can_be_no_window_one_sentence_says_so(display: dict[str, str], tmp_path: Path) -> None:
    ways = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in ways}
    ended = subprocess.run(
        [*PRACTIKA, "--library", str(tmp_path / "library")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**environment, **display},
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("practika: No window can be opened here (")
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "library").exists()


def test_errors_are_one_sentence_on_standard_error(tmp_path: Path) -> None:
    ended = _run("check", "--library", tmp_path / "absent")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("practika: There is no library in ")
    assert ended.stderr.count("\n") == 1


def test_long_work_draws_a_bar_on_a_terminal_and_only_there(tmp_path: Path) -> None:
    video = videos.made("h264").path
    words = [*PRACTIKA, "--library", str(tmp_path / "library"), "import", str(video), "--student", "Anna"]
    screen, theirs = os.openpty()
    os.set_blocking(screen, False)
    termios.tcsetwinsize(theirs, (24, 80))
    ended = subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=False)
    drawn = os.read(screen, 65536)
    os.close(theirs)
    os.close(screen)
    assert (ended.returncode, ended.stdout) == (0, b"1 imported.\n")
    assert b"h264.mp4" in drawn
    assert b"B/s" in drawn
    assert _run(*words[3:]).stderr == ""


def test_wrong_words_end_with_2() -> None:
    assert _run("lisst").returncode == 2


@pytest.mark.desktop
def test_the_desk_starts_without_what_decodes_measures_or_plays() -> None:
    code = f"import sys, practika_desktop.app; print([name for name in {HEAVY[1:]!r} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr) == ("[]\n", "")
