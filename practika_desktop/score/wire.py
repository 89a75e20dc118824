"""What the desk and its drawing process say to each other: JSON, so that nothing a PDF does can be more than data."""

import json
from dataclasses import asdict, dataclass

from practika_desktop.model.errors import ScoreError
from practika_desktop.score.area import Box, PageArea

PageSize = tuple[float, float]
"""Width and height of a page in points (1/72 inch)."""


@dataclass(frozen=True, slots=True)
class Open:
    """Ask for a document to be opened instead of the present one."""

    path: str


@dataclass(frozen=True, slots=True)
class Close:
    """Ask for the document to be let go; there is no answer."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Ask for an area to be drawn into the shared memory `block`, which follows once where a name does not do."""

    area: PageArea
    block: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The document is open; its pages have these sizes."""

    page_sizes: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The area lies in the block."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked for failed, in words."""

    title: str
    advice: str

    @property
    def error(self) -> ScoreError:
        """The refusal as the error that it is."""
        return ScoreError(self.title, self.advice)


Request = Open | Close | Draw
Answer = Opened | Drawn | Refused


def to_bytes(message: Request | Answer) -> bytes:
    """Return the message as bytes for the pipe."""
    return json.dumps({"is": type(message).__name__, **asdict(message)}).encode()


def request_from(data: bytes) -> Request:
    """Return the request that the desk sent; raise ValueError for anything else."""
    match json.loads(data):
        case {"is": "Open", "path": str(path)}:
            return Open(path)
        case {"is": "Close"}:
            return Close()
        case {
            "is": "Draw",
            "block": str(block),
            "area": {"page": int(page), "width": int(width), "height": int(height), "box": box},
        }:
            return Draw(PageArea(page, width, height, Box(*box) if box else None), block)
    raise ValueError("not a request")


def answer_from(data: bytes) -> Answer:
    """Return the answer that the drawing process gave; raise ValueError for anything else."""
    match json.loads(data):
        case {"is": "Opened", "page_sizes": list(sizes)}:
            return Opened(tuple(_page_size(size) for size in sizes))
        case {"is": "Drawn"}:
            return Drawn()
        case {"is": "Refused", "title": str(title), "advice": str(advice)}:
            return Refused(title, advice)
    raise ValueError("not an answer")


def _page_size(size: object) -> PageSize:
    match size:
        case [int() | float() as width, int() | float() as height] if width > 0 and height > 0:
            return (float(width), float(height))
    raise ValueError("not a page size")
