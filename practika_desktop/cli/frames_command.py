"""`practika frames`: the frames of a video, as the desk counts them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from practika_desktop.cli.progress import bar
from practika_desktop.cli.table import Arguments
from practika_desktop.media.index import FrameIndex, index_json
from practika_desktop.media.indexing import build_index
from practika_desktop.media.workers import WorkerPool


def run(arguments: Arguments, _library: Path, /) -> int:
    """Write the frame index to standard output: as JSON, or what it amounts to in one line."""
    index = read_index(arguments.video)
    if arguments.json:
        sys.stdout.write(json.dumps(index_json(index)) + "\n")
    else:
        sys.stdout.write(f"{arguments.video.name}: {_words(index)}\n")
    return 0


def read_index(video: Path) -> FrameIndex:
    """Return the video's frame index, read in a worker with a bar on the terminal; raise MediaError."""
    pool = WorkerPool(most=1)
    try:
        with bar("B", scaled=True) as progress:
            data = pool.run(lambda done, total: progress.report(done, total, video.name), _index_bytes, video)
    finally:
        pool.close()
    return FrameIndex.from_bytes(data)


def _index_bytes(video: Path, *, progress: Callable[[int, int], None]) -> bytes:
    return build_index(video, progress).to_bytes()


def _words(index: FrameIndex) -> str:
    turned = f", turned by {index.rotation} degrees" if index.rotation else ""
    rate = "variable frame rate" if index.variable else "constant frame rate"
    return (
        f"{len(index)} frames of {index.width} x {index.height}{turned}, {index.duration_us / 1e6:.3f} s, {rate},"
        f" {sum(map(bool, index.key))} key frames."
    )
