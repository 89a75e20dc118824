"""What the tests of the windows share: one theme for the application, light unless a test says otherwise."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from practika_desktop.ui.theme.theme import Appearance, Theme


@pytest.fixture(scope="session")
def _theme_of_the_run(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def theme(_theme_of_the_run: Theme) -> Iterator[Theme]:
    """Give the application's theme, held to light; a test may switch it."""
    yield _theme_of_the_run
    _theme_of_the_run.set_appearance(Appearance.LIGHT)
