"""Markers as comma-separated values, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from practika_desktop.cli.formats.sheet import Sheet, clock, iso
from practika_desktop.model.records import Marker

COLUMNS = (
    "student", "piece", "exercise", "recorded", "reviewed", "start", "end", "start_ms", "end_ms", "kind", "text",
    "page", "measure", "author", "file", "take_id", "marker_id",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - Excel takes the wide ones too


def to_csv(sheets: Iterable[Sheet]) -> str:
    """Return a heading and a row for each marker, in the order of the takes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for sheet in sheets:
        for marker in sheet.markers:
            writer.writerow([_cell(value) for value in _row(sheet, marker)])
    return text.getvalue()


def _row(sheet: Sheet, marker: Marker) -> tuple[object, ...]:
    take = sheet.take
    return (
        take.student_name,
        take.piece_title,
        take.exercise_title,
        iso(take.recorded_at),
        iso(take.reviewed_at),
        clock(marker.start_ms),
        None if marker.end_ms is None else clock(marker.end_ms),
        marker.start_ms,
        marker.end_ms,
        marker.kind.value,
        marker.text,
        marker.page,
        marker.measure,
        sheet.names.get(marker.author_id),
        sheet.file_name,
        take.submission_id,
        marker.id,
    )


def _cell(value: object) -> object:
    """Return the value as it may stand in a spreadsheet, where a text that begins like a formula would be run."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
