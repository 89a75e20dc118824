"""A library to try things on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.library import LibraryBuilder, built_library


@pytest.fixture
def built(tmp_path: Path) -> Iterator[LibraryBuilder]:
    """Give the builder of a new, open library."""
    with built_library(tmp_path) as builder:
        yield builder
