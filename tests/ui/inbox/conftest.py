"""A studio and the look of the desk for the tests of the inbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.support.studio import Studio, make_studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """Give an open library with people and pieces and no takes."""
    made = make_studio(tmp_path / "library")
    yield made
    made.library.close()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Give the light theme."""
    made = Theme(qapp, Appearance.LIGHT)
    yield made
    made.deleteLater()
