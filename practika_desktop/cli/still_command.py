"""`practika still`: one exact frame of a video as PNG."""

from collections.abc import Callable
from pathlib import Path

from practika_desktop.cli.output import whole_file
from practika_desktop.cli.progress import bar
from practika_desktop.cli.table import Arguments
from practika_desktop.media.indexing import build_index
from practika_desktop.media.stills import still, write_png
from practika_desktop.media.workers import WorkerPool


def run(arguments: Arguments, _library: Path, /) -> int:
    """Write the frame to the file; raise MediaError for a frame that the video does not have."""
    pool = WorkerPool(most=1)
    try:
        with bar("B", scaled=True) as progress:
            rgb, width, height = pool.run(
                lambda done, total: progress.report(done, total, arguments.video.name),
                _still,
                arguments.video,
                frame=arguments.frame,
                ms=arguments.ms,
            )
    finally:
        pool.close()
    with whole_file(arguments.output) as unfinished:
        write_png(unfinished, rgb, width, height)
    return 0


def _still(
    video: Path, *, frame: int | None, ms: int | None, progress: Callable[[int, int], None]
) -> tuple[bytes, int, int]:
    return still(video, frame=frame, ms=ms, index=build_index(video, progress))
