"""`practika measures`: where the measures of scores lie, as JSON."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

from practika_desktop.cli.progress import bar
from practika_desktop.cli.table import Arguments
from practika_desktop.jobs import Progress
from practika_desktop.model.errors import PractikaError
from practika_desktop.score.measures.maps import MeasureMaps, finding_pool
from practika_desktop.system import cache_folder


def run(arguments: Arguments, _library: Path, /) -> int:
    """Write one line of JSON for each PDF: its map, or why there is none; return 1 when one has none.

    Raise PractikaError where nothing can read PDFs.
    """
    if find_spec("pymupdf") is None:
        raise PractikaError(
            "Measures are found with PyMuPDF, which is not installed.",
            'Install it with: pip install "practika-desktop[desktop]"',
        )
    pool = finding_pool()
    maps = MeasureMaps(cache_folder(), pool)
    failed = False
    try:
        with bar("step") as progress:
            for pdf in arguments.pdfs:
                line, sentence = _line(maps, pdf, progress)
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
                if sentence:
                    sys.stderr.write(f"practika: {pdf}: {sentence}\n")
                    failed = True
    finally:
        pool.close()
    return int(failed)


def _line(maps: MeasureMaps, pdf: Path, progress: Progress) -> tuple[str, str]:
    """Return the PDF's line and, when it has no map, the sentence that says why."""
    try:
        found = maps.of(pdf.absolute(), lambda done, total: progress.report(done, total, pdf.name))
    except PractikaError as error:
        return json.dumps({"error": str(error)}), str(error)
    return found.to_json(), ""
