"""A studio for the tests of the inbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import Studio, make_studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """Give an open library with people and pieces and no takes."""
    made = make_studio(tmp_path / "library")
    yield made
    made.library.close()
