"""The markers as a Qt list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from practika_desktop.ui.markers.model import MarkerListModel, MarkerRole
from tests.support.said import ME, NAMES, STUDENT, a_marker

pytestmark = pytest.mark.desktop


@pytest.fixture
def model() -> MarkerListModel:
    return MarkerListModel()


def test_it_is_a_model_as_qt_wants_it(model: MarkerListModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    markers = [a_marker(second * 1_000, f"at {second}") for second in range(5)]
    model.set_markers(markers)
    model.set_markers(markers[1:])
    model.set_people(NAMES, ME)
    model.set_markers([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_change_of_words_moves_nothing(model: MarkerListModel) -> None:
    from dataclasses import replace

    markers = [a_marker(1_000, "one"), a_marker(2_000, "two")]
    model.set_markers(markers)
    resets, changes = QSignalSpy(model.modelReset), QSignalSpy(model.dataChanged)
    model.set_markers([markers[0], replace(markers[1], text="zwei")])
    assert resets.count() == 0
    assert changes.count() == 1
    assert changes.at(0)[0].row() == 1
    assert model.index(1).data() == "zwei"


def test_others_are_named_and_may_not_be_changed(model: MarkerListModel) -> None:
    mine, theirs = a_marker(1_000), a_marker(2_000, author=STUDENT)
    model.set_markers([mine, theirs])
    model.set_people(NAMES, ME)
    assert [model.index(row).data(MarkerRole.AUTHOR) for row in range(2)] == ["", "Ana Lima"]
    assert [model.is_own(marker) for marker in (mine, theirs)] == [True, False]
    assert "by Ana Lima" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_markers_are_found_by_id(model: MarkerListModel) -> None:
    marker = a_marker(1_000)
    model.set_markers([a_marker(0), marker])
    assert model.marker(marker.id) == marker
    assert model.index_of(marker.id).row() == 1
    assert model.marker("gone") is None
    assert model.marker(None) is None
    assert not model.index_of("gone").isValid()
