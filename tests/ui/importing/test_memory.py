"""The memory of imports in its file: kept, bounded, and never in the way when it is damaged."""

from pathlib import Path

import pytest

from practika_desktop.ui.importing.memory import LIMIT, ImportMemory
from practika_desktop.ui.importing.proposals import Choice, Remembered

CHOICE = Choice("s", "p", None)


def test_what_was_added_is_there_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "config" / "imports.json"
    assert ImportMemory(file).add([(tmp_path / "ana_1.mp4", CHOICE)])
    assert ImportMemory(file).entries == [
        Remembered(str(tmp_path), "ana_#", CHOICE),
        Remembered(str(tmp_path), "", CHOICE),
    ]
    assert [path.name for path in file.parent.iterdir()] == ["imports.json"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"choices": 3}', '{"choices": [["a"], 4]}', '{"choices": [[1]]}', "[" * 100_000]
)
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path: Path, content: str) -> None:
    file = tmp_path / "imports.json"
    file.write_text(content, encoding="utf-8")
    memory = ImportMemory(file)
    assert len(memory.entries) <= 2
    assert memory.add([(tmp_path / "VID_1.mp4", CHOICE)])
    assert ImportMemory(file).entries[-1] == Remembered(str(tmp_path), "", CHOICE)


def test_a_place_that_cannot_be_written_is_said_and_kept_in_mind(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    memory = ImportMemory(blocked / "imports.json")
    assert not memory.add([(tmp_path / "VID_1.mp4", CHOICE)])
    assert memory.entries == [Remembered(str(tmp_path), "", CHOICE)]


def test_the_oldest_is_forgotten_first(tmp_path: Path) -> None:
    memory = ImportMemory(tmp_path / "imports.json")
    for number in range(LIMIT + 5):
        memory.add([(Path(f"/{number}/VID_1.mp4"), CHOICE)])
    assert len(memory.entries) == LIMIT
    assert memory.entries[0].folder == "/5"
