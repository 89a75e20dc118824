"""The settings of this person on this machine, kept in one JSON file."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from practika_desktop import system
from practika_desktop.ui.settings.table import SETTINGS, Setting, Value


class Settings(QObject):
    """The values of all settings; `changed(key)` is emitted after one took another value.

    The file is replaced as a whole at each change. What it holds for settings of another version is kept.
    """

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._kept = _read(path)
        self._values: dict[str, Value] = {}
        for setting in SETTINGS:
            value = self._kept.pop(setting.key, setting.default)
            self._values[setting.key] = value if setting.accepts(value) else setting.default

    def value(self, setting: Setting) -> Value:
        """Return a setting's value, of the setting's type."""
        return self._values[setting.key]

    def text(self, setting: Setting) -> str:
        """Return the value of a setting that is text."""
        return str(self._values[setting.key])

    def number(self, setting: Setting) -> int:
        """Return the value of a setting that is a number."""
        value = self._values[setting.key]
        return value if isinstance(value, int) else 0

    def flag(self, setting: Setting) -> bool:
        """Return the value of a setting that is yes or no."""
        return bool(self._values[setting.key])

    def numbers(self, setting: Setting) -> list[int]:
        """Return the value of a setting that is a list of numbers."""
        value = self._values[setting.key]
        return list(value) if isinstance(value, list) else []

    def key_changes(self, setting: Setting) -> dict[str, list[str]]:
        """Return the changed keys by action."""
        value = self._values[setting.key]
        return {action: list(keys) for action, keys in value.items()} if isinstance(value, dict) else {}

    def set(self, setting: Setting, value: Value) -> None:
        """Give a setting a value and keep it; raise ValueError for one that the setting does not take."""
        if not setting.accepts(value):
            raise ValueError(f"{setting.key} does not take {value!r}")
        if self._values[setting.key] == value:
            return
        self._values[setting.key] = value
        self._write()
        self.changed.emit(setting.key)

    def _write(self) -> None:
        """Replace the file; a folder that cannot be written costs the memory of a setting, never the work at hand."""
        changed = {s.key: self._values[s.key] for s in SETTINGS if self._values[s.key] != s.default}
        text = json.dumps(self._kept | changed, ensure_ascii=False, indent=2) + "\n"
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(text, encoding="utf-8")
            system.fsync_file(fresh)  # a power cut leaves the old ones or the new ones
            fresh.replace(self._path)
        except OSError:
            return


def _read(path: Path) -> dict[str, Value]:
    """Return what the file holds; nothing where it is missing, unreadable or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
