"""Every command and option, once: the parser and the manual are both made from this table."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One argument: its flags (or the name of what stands without a flag) and what argparse is to know about it.

    `shown` is how its value is written in help and manual, `one_of` names the group that exactly one is taken from.
    """

    flags: tuple[str, ...]
    help: str
    shown: str = ""
    required: bool = False
    repeated: bool = False
    one_of: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def positional(self) -> bool:
        """Whether it stands without a flag."""
        return not self.flags[0].startswith("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One subcommand: its name, one sentence, what more is to be known, and its options."""

    name: str
    title: str
    more: str
    options: tuple[Option, ...] = ()


def whole_number(text: str) -> int:
    """Return the whole number from 0 that text says; argparse turns the ValueError into a sentence."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


whole_number.__name__ = "whole number from 0"  # argparse says: invalid whole number from 0 value


def _value(kind: Callable[[str], object] = str, **more: object) -> dict[str, object]:
    return {"type": kind, **more}


_FLAG: dict[str, object] = {"action": "store_true"}

LIBRARY = Option(
    flags=("--library",),
    shown="DIR",
    help="the folder of the library; without it the one in your own data folder",
    settings=_value(Path),
)
SAMPLE = Option(
    flags=("--sample",),
    help="open the sample studio, which has a library of its own, and make it where it is missing",
    settings=_FLAG,
)
_VIDEO = Option(flags=("video",), shown="VIDEO", help="a video file", required=True, settings=_value(Path))
_TAKE = Option(flags=("--take",), shown="ID", help="only this take; the beginning of its id is enough")

COMMANDS: tuple[Command, ...] = (
    Command(
        name="import",
        title="Take videos of one student into the library.",
        more="The files are copied, so that the originals may be moved, edited or deleted. Folders are searched with"
        " all folders in them. A video that the student already has is left as it is. A file that is no readable video"
        " is named with the reason; the others are taken in. Names are compared without regard to capitals; student,"
        " piece and exercise are made when there are none of the name, once a file is taken in.",
        options=(
            Option(
                flags=("paths",),
                shown="PATH",
                help="a video file, or a folder",
                required=True,
                repeated=True,
                settings=_value(Path, nargs="+"),
            ),
            Option(flags=("--student",), shown="NAME", help="whose takes these are", required=True, settings=_value()),
            Option(flags=("--piece",), shown="NAME", help="the piece that is played", settings=_value()),
            Option(flags=("--exercise",), shown="NAME", help="the exercise that is played", settings=_value()),
        ),
    ),
    Command(
        name="list",
        title="List the takes, those that wait the longest first.",
        more="Works while the desk is open.",
        options=(Option(flags=("--json",), help="as JSON, with everything that is known", settings=_FLAG),),
    ),
    Command(
        name="export",
        title="Write the markers for other programs.",
        more="`csv` has a row for each marker (texts that a spreadsheet would take for a formula get an apostrophe in"
        " front), `json` the takes with markers and messages, `vtt` and `srt` the markers as subtitles, a moment"
        " being shown for three seconds. Subtitles belong to one video: name a take with `--take`, or a folder with"
        " `-o` to get one file for each take; of several takes in one file each starts at 0:00 again and is named."
        " Works while the desk is open.",
        options=(
            Option(
                flags=("--format",),
                shown="csv|vtt|srt|json",
                help="the form",
                required=True,
                settings={"choices": ("csv", "vtt", "srt", "json"), "dest": "form"},
            ),
            Option(
                flags=("-o", "--output"),
                shown="FILE",
                help="the file to write, or for vtt and srt a folder; without it the terminal",
                settings=_value(str),
            ),
            _TAKE,
            Option(
                flags=("--bom",),
                help="begin a csv with a byte order mark, which Excel needs for letters with accents",
                settings=_FLAG,
            ),
        ),
    ),
    Command(
        name="check",
        title="Check the library and every file in it.",
        more="Looks at the database's integrity and references, the presence, size and hash of every media file, what"
        " an interrupted import left behind, and the gaplessness of what waits to be sent. Tells what to do about"
        " what is wrong, and changes nothing itself. Works while the desk is open.",
    ),
    Command(
        name="frames",
        title="Tell the frames of a video.",
        more="Frames are numbered from 0 in the order in which they are shown; `pts_us` is the time of a frame in"
        " microseconds, `ms` the time in milliseconds by which markers name it.",
        options=(_VIDEO, Option(flags=("--json",), help="all frames, as JSON", settings=_FLAG)),
    ),
    Command(
        name="still",
        title="Write one exact frame of a video, upright, as PNG.",
        more="",
        options=(
            _VIDEO,
            Option(
                flags=("--frame",),
                shown="N",
                help="the frame's number, from 0",
                one_of="place",
                settings=_value(whole_number),
            ),
            Option(
                flags=("--ms",),
                shown="T",
                help="the frame on screen at this time in milliseconds; a time after the video's end is an error",
                one_of="place",
                settings=_value(whole_number),
            ),
            Option(
                flags=("-o", "--output"),
                shown="FILE.png",
                help="the file to write",
                required=True,
                settings=_value(Path),
            ),
        ),
    ),
    Command(
        name="measures",
        title="Tell where the measures of scores lie, and their numbers.",
        more="Writes a line of JSON for each PDF, in the order in which they are named: its pages with their systems,"
        " the systems' measures with boxes in points (from the upper left corner of the page as it is displayed) and"
        " numbers, or `error` with the reason why there is no map. A box reaches from barline to barline; `confidence`"
        " says between 0 and 1 how sure a system is, `rest_count` how many measures a multi-measure rest stands for. A"
        " PDF that was looked at before is not looked at again. Needs PyMuPDF.",
        options=(
            Option(
                flags=("pdfs",),
                shown="FILE.pdf",
                help="a score",
                required=True,
                repeated=True,
                settings=_value(Path, nargs="+"),
            ),
        ),
    ),
)

EXIT_CODES: tuple[tuple[int, str], ...] = (
    (0, "it is done, or `check` found nothing wrong"),
    (1, "it could not be done, or not all of it, or `check` found something wrong; the reason is on standard error"),
    (2, "the command was not understood"),
    (130, "you stopped it with Ctrl+C; what had been taken in until then is whole"),
)

Arguments = argparse.Namespace
