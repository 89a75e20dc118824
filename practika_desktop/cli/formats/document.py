"""Takes, markers and messages as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from practika_desktop.cli.formats.sheet import Sheet, iso
from practika_desktop.store.takes import TakeSummary


def to_json(studio_id: str, sheets: Iterable[Sheet]) -> str:
    """Return the takes with all that is said about them; times in videos are ms, moments ISO texts."""
    return dump({"studio_id": studio_id, "takes": [_whole(sheet) for sheet in sheets]})


def take_to_plain(take: TakeSummary) -> dict[str, Any]:
    """Return what a list shows of a take, moments (ms since 1970) as ISO texts beside them."""
    return _with_iso(asdict(take))


def dump(value: object) -> str:
    """Return JSON for people and programs alike."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _whole(sheet: Sheet) -> dict[str, Any]:
    return {
        **take_to_plain(sheet.take),
        "file_name": sheet.file_name,
        "markers": [
            _with_iso({**asdict(marker), "author": sheet.names.get(marker.author_id)}) for marker in sheet.markers
        ],
        "messages": [
            _with_iso({**asdict(message), "sender": sheet.names.get(message.sender_id)}) for message in sheet.messages
        ],
    }


def _with_iso(values: dict[str, Any]) -> dict[str, Any]:
    """Write each moment as a text; ids stay ids, times within a video stay numbers."""
    return {name: iso(value) if name.endswith("_at") else value for name, value in values.items() if name != "channel"}
