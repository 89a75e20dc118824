"""The score's room: what it shows of a real PDF, and what it says when there is none."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.score.area import PageArea
from practika_desktop.score.renderer import ScoreRenderer
from practika_desktop.store.about import MarkerMention, Mentions, TakeMention
from practika_desktop.ui.bridge import Bridge
from practika_desktop.ui.score.mention_model import rows_of
from practika_desktop.ui.score.pane import ScorePane
from practika_desktop.ui.score.zoom import Fit
from practika_desktop.ui.theme.theme import Appearance, Theme
from tests.model.measures.making import measure, measures
from tests.support.scores import A4, make_locked, make_slow, page_grey
from tests.ui.score.conftest import in_view

pytestmark = pytest.mark.desktop

NOON = 1_763_640_000_000
MENTIONS = Mentions(
    takes=(TakeMention(submission_id="s1", student_name="Ana", recorded_at=NOON + 60_000, reviewed_at=None),),
    markers=(
        MarkerMention(
            marker_id="m1",
            submission_id="s2",
            student_name="Jo",
            recorded_at=NOON,
            start_ms=23_400,
            kind=MarkerKind.QUESTION,
            text="Which finger?\nHere.",
            measure="17",
        ),
    ),
)


def opened(qtbot: QtBot, pane: ScorePane, path: Path, title: str = "Für Elise") -> None:
    pane.show_score(path, title)
    qtbot.waitUntil(lambda: pane.page > 0)


def grey_at_upper_left(pane: ScorePane) -> int:
    """Return how bright the page is, as painted, near its upper left corner."""
    at = pane.view.viewport().mapTo(pane, in_view(pane, A4[0] / 8, A4[1] / 8))
    return QColor(QImage(pane.grab().toImage()).pixel(at * pane.devicePixelRatio())).red()


def shows(pane: ScorePane, page: int) -> bool:
    return pane.page == page and abs(grey_at_upper_left(pane) - page_grey(page)) <= 1


def test_the_page_painted_is_the_page_named(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    qtbot.waitUntil(lambda: shows(pane, 1))
    assert pane.bar.field.text() == "1"
    pane.turn(1)
    qtbot.waitUntil(lambda: shows(pane, 2))
    pane.set_page(5)
    qtbot.waitUntil(lambda: shows(pane, 5))
    assert pane.bar.field.text() == "5"


def test_pages_end_at_the_first_and_the_last(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    assert not pane.bar.back.isEnabled()
    pane.turn(-1)
    assert pane.page == 1
    pane.set_page(99)
    assert pane.page == 5
    assert not pane.bar.forward.isEnabled()


def test_each_page_shown_is_told(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    told: list[int] = []
    pane.page_changed.connect(told.append)
    opened(qtbot, pane, score)
    pane.turn(1)
    pane.turn(0)
    pane.set_page(4)
    pane.show_score(score, "Für Elise")
    assert told == [1, 2, 4, 4]


def test_a_page_wished_for_before_the_score_is_open_is_shown(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    pane.show_score(score, "Für Elise")
    pane.set_page(3)
    assert pane.page == 0
    qtbot.waitUntil(lambda: shows(pane, 3))


def test_a_number_is_typed_to_go_to_its_page(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    field = pane.bar.field
    field.selectAll()
    QTest.keyClicks(field, "4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.page == 4
    field.selectAll()
    QTest.keyClicks(field, "9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.page == 4
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "4"


def test_no_score_is_told_with_what_to_do(qtbot: QtBot, pane: ScorePane) -> None:
    pane.show_score(None, "Für Elise")
    assert pane.no_page.isVisible()
    assert pane.no_page.title.text() == "No score for this piece"
    assert "Für Elise" in pane.no_page.words.text()
    with qtbot.waitSignal(pane.choose_pdf_requested):
        QTest.mouseClick(pane.no_page.button, Qt.MouseButton.LeftButton)


def test_without_a_piece_nothing_can_be_chosen(pane: ScorePane) -> None:
    pane.show_score(None)
    assert pane.no_page.title.text() == "No score"
    assert not pane.no_page.button.isVisible()


def test_a_spoiled_score_is_told_and_the_next_is_shown(
    qtbot: QtBot, pane: ScorePane, score: Path, tmp_path: Path
) -> None:
    pane.show_score(make_locked(tmp_path / "locked.pdf"), "Für Elise")
    qtbot.waitUntil(pane.no_page.isVisible)
    assert pane.no_page.title.text() == "This PDF is locked with a password."
    assert pane.no_page.words.text() == "Save a copy without a password, then choose that copy."
    assert pane.no_page.button.isVisible()
    opened(qtbot, pane, score)
    assert pane.view.isVisible()
    assert not pane.no_page.isVisible()


def test_the_next_page_is_drawn_before_it_is_turned_to(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    pane.set_page(3)
    [(laid, _)] = pane.view.seen
    neighbours = [PageArea(page, laid.width, laid.height) for page in (2, 4)]
    qtbot.waitUntil(lambda: all(pane._renderer.picture(area) for area in neighbours))
    pane.turn(1)
    assert not pane.view.stands_in


def test_zoom_steps_and_fits(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    fitted = pane.view.factor
    assert pane.bar.fit_page.isChecked()
    pane.zoom_in()
    assert pane.view.factor > fitted
    assert pane.view.zoom.fit is Fit.FREE
    assert not pane.bar.fit_page.isChecked()
    pane.set_fit(Fit.WIDTH)
    assert pane.view.horizontalScrollBar().maximum() == 0
    assert pane.bar.fit_width.isChecked()
    pane.set_fit(Fit.PAGE)
    assert pane.view.factor == pytest.approx(fitted)


def test_a_large_page_is_painted_from_tiles_all_over(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    for _ in range(30):
        pane.zoom_in()
    assert pane.view.factor == 8.0
    for bar in (pane.view.horizontalScrollBar(), pane.view.verticalScrollBar()):
        bar.setValue(bar.maximum() // 2 - 100)  # off the middle, so that the tiles' edges lie anywhere
    middle = in_view(pane, A4[0] / 2, A4[1] / 2)

    def quarters() -> list[int]:
        """Return how bright it is on the four sides of the page's middle: only the upper left one is painted."""
        image = QImage(pane.view.viewport().grab().toImage())
        sides = (QPoint(-9, -9), QPoint(9, -9), QPoint(-9, 9), QPoint(9, 9))
        return [QColor(image.pixel(middle + side)).red() for side in sides]

    qtbot.waitUntil(lambda: quarters() == [page_grey(1), 255, 255, 255])
    qtbot.waitUntil(lambda: not pane.view.stands_in)
    assert quarters() == [page_grey(1), 255, 255, 255]


def wheel(pane: ScorePane, notches: float, modifiers: Qt.KeyboardModifier) -> None:
    viewport = pane.view.viewport()
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_ctrl_and_the_wheel_zoom_about_the_pointer(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    pane.zoom_in()
    before = pane.view.factor
    wheel(pane, 1, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.factor > before
    wheel(pane, -1, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.factor == pytest.approx(before)


def test_the_wheel_turns_a_page_that_is_seen_whole(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    wheel(pane, -0.5, Qt.KeyboardModifier.NoModifier)
    assert pane.page == 1
    wheel(pane, -0.5, Qt.KeyboardModifier.NoModifier)
    assert pane.page == 2
    wheel(pane, 1, Qt.KeyboardModifier.NoModifier)
    assert pane.page == 1


def test_the_wheel_scrolls_an_enlarged_page(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    pane.set_fit(Fit.WIDTH)
    for _ in range(3):
        pane.zoom_in()
    wheel(pane, -1, Qt.KeyboardModifier.NoModifier)
    assert pane.page == 1
    assert pane.view.verticalScrollBar().value() > 0


def test_alt_and_arrows_move_the_page_and_plain_arrows_are_let_through(
    qtbot: QtBot, pane: ScorePane, score: Path
) -> None:
    opened(qtbot, pane, score)
    for _ in range(6):
        pane.zoom_in()
    bar = pane.view.verticalScrollBar()
    at = bar.value()
    QTest.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert bar.value() > at
    at = bar.value()
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert bar.value() == at


def test_a_link_goes_to_its_page_and_names_its_measure(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    pane.set_link(3, "17")
    assert pane.page == 3
    assert pane.chip.isVisible()
    assert pane.chip.text() == "Measure 17"
    pane.turn(1)
    assert pane.chip.text() == "Measure 17 · p. 3"
    QTest.mouseClick(pane.chip, Qt.MouseButton.LeftButton)
    assert pane.page == 3
    pane.set_link(None)
    assert not pane.chip.isVisible()
    assert pane.page == 3


def test_what_else_is_about_the_page_can_be_chosen_by_keyboard(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    pane.mentions.set_mentions(MENTIONS, "s1")
    assert pane.mentions.heading.text() == "Also about this page · 2"
    QTest.mouseClick(pane.mentions.heading, Qt.MouseButton.LeftButton)
    rows = pane.mentions.list
    assert rows.isVisible()
    assert [rows.model().index(n, 0).data() for n in range(2)] == [
        "This take · waiting",
        "m. 17 · Which finger? · Jo, 20 Nov 2025, 0:23",
    ]
    chosen: list[tuple[str, object]] = []
    pane.mention_chosen.connect(lambda take, marker: chosen.append((take, marker)))
    rows.setCurrentIndex(rows.model().index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert chosen == [("s1", None), ("s2", "m1")]


def test_a_take_stands_before_its_markers_and_the_newest_first() -> None:
    def take(name: str, at: int) -> TakeMention:
        return TakeMention(submission_id=name, student_name=name, recorded_at=NOON + at, reviewed_at=None)

    def marker(name: str, at: int, start_ms: int) -> MarkerMention:
        return replace(
            MENTIONS.markers[0],
            marker_id=f"{name}{start_ms}",
            submission_id=name,
            recorded_at=NOON + at,
            start_ms=start_ms,
        )

    mentions = Mentions(
        (take("c", 3), take("a", 1)), (marker("c", 3, 5), marker("c", 3, 9), marker("b", 2, 1), marker("a", 1, 7))
    )
    rows = rows_of(mentions, None)
    assert [row.marker_id or row.submission_id for row in rows] == ["c", "c5", "c9", "b1", "a", "a7"]


def test_nothing_else_about_the_page_is_told_too(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    pane.mentions.set_mentions(None)
    assert pane.mentions.heading.text() == "Nothing else about this page yet"
    assert not pane.mentions.heading.isEnabled()
    pane.mentions.set_mentions(Mentions())
    QTest.mouseClick(pane.mentions.heading, Qt.MouseButton.LeftButton)
    assert pane.mentions.nothing.isVisible()
    assert pane.mentions.nothing.text() == "None of this student's takes and markers are about this page yet."
    pane.mentions.scope.pick(1)
    assert pane.mentions.nothing.text() == "Nobody's takes and markers are about this page yet."


def test_a_measure_and_everyone_are_asked_about_by_switches(qtbot: QtBot, pane: ScorePane, score: Path) -> None:
    opened(qtbot, pane, score)
    mentions = pane.mentions
    pane.mentions.set_mentions(MENTIONS)
    mentions.heading.click()
    assert not mentions.subject.isVisible()
    heard: list[tuple[str, bool]] = []
    mentions.asked.connect(
        lambda: heard.append((mentions.asked_measure.id if mentions.asked_measure else "page", mentions.is_of_everyone))
    )
    mentions.set_measure(measures([measure("rest", rest_count=3)]).places[0])
    assert (mentions.heading.text(), heard) == ("Also about measure 1–3 · 2", [])  # noqa: RUF001 - of a range
    assert mentions.subject.isVisible()
    mentions.scope.pick(1)
    mentions.subject.pick(0)
    mentions.subject.pick(1)
    assert heard == [("rest", True), ("page", True), ("rest", True)]
    mentions.set_measure(None)
    assert mentions.heading.text() == "Also about this page · 2"
    assert not mentions.subject.isVisible()


def test_a_page_that_cannot_be_drawn_says_so_in_its_place(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    bridge = Bridge()
    renderer = ScoreRenderer(lambda: bridge.post(slow.poll), worker_seconds=0.5)
    slow = ScorePane(renderer, theme)
    qtbot.addWidget(slow)
    slow.resize(460, 700)
    slow.show()
    opened(qtbot, slow, make_slow(tmp_path / "slow.pdf"))
    qtbot.waitUntil(lambda: renderer.page_error(1) is not None)
    page = slow.view.viewport().grab().toImage()
    dark = sum(
        QColor(page.pixel(x, y)).lightness() < 120
        for x in range(page.width())
        for y in range(round(page.height() * 0.3), round(page.height() * 0.6))
    )
    assert dark > 200
    renderer.close()
    bridge.close()


def test_in_the_dark_the_page_is_dimmed_but_light(qtbot: QtBot, pane: ScorePane, score: Path, theme: Theme) -> None:
    theme.set_appearance(Appearance.DARK)
    opened(qtbot, pane, score)
    pixel = pane.view.viewport().grab().toImage().pixel(in_view(pane, A4[0] * 0.75, A4[1] * 0.75))
    assert 190 < QColor(pixel).lightness() < 235


def test_everything_that_can_be_pressed_has_a_name(pane: ScorePane) -> None:
    for button in pane.bar.action_buttons.values():
        assert button.accessibleName()
        assert button.toolTip()
    assert pane.view.accessibleName()
    assert pane.mentions.list.accessibleName()
