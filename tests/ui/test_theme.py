"""The look: contrast, both sets of colours, icons, the style sheet, following the system."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.theme import icons, stylesheet
from practika_desktop.ui.theme.metrics import Metrics, TypeStep, metrics_of
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.shapes import kind_path, paint_kind
from practika_desktop.ui.theme.theme import Appearance, Theme
from practika_desktop.ui.theme.tokens import DARK, GRAPHIC_PAIRS, LIGHT, TEXT_PAIRS, Tokens, contrast

pytestmark = pytest.mark.desktop

SETS = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@SETS
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@SETS
@pytest.mark.parametrize(("shape", "ground"), GRAPHIC_PAIRS)
def test_graphics_stand_out(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= 3.0


@SETS
def test_kinds_differ_in_colour(tokens: Tokens) -> None:
    assert len({tokens.kind(kind).name() for kind in MarkerKind}) == len(MarkerKind)


def test_kinds_differ_in_shape() -> None:
    areas = {kind: _filled_pixels(kind) for kind in MarkerKind}
    for one in MarkerKind:
        for other in MarkerKind:
            if one is not other:
                assert len(areas[one] ^ areas[other]) > 100, f"{one} and {other} look alike"


def _filled_pixels(kind: MarkerKind) -> set[tuple[int, int]]:
    path = kind_path(kind, QRectF(0, 0, 48, 48))
    return {(x, y) for x in range(48) for y in range(48) if path.contains(QRectF(x, y, 0.5, 0.5).center())}


def test_painted_kind_has_its_colour(qapp: QApplication) -> None:
    assert qapp is not None
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    paint_kind(painter, MarkerKind.QUESTION, QRectF(0, 0, 32, 32), LIGHT)
    painter.end()
    assert image.pixelColor(16, 16) == LIGHT.question


@pytest.mark.parametrize("name", icons.icon_names())
def test_icon_is_one_colour_on_the_grid(name: str) -> None:
    source = icons.icon_source(name)
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke="currentColor"' in source
    assert re.findall(r"#[0-9a-fA-F]{3,8}", source) == []


@pytest.mark.parametrize("name", icons.icon_names())
def test_icon_is_tinted_and_drawn(qapp: QApplication, name: str) -> None:
    assert qapp is not None
    image = icons.tinted_pixmap(name, QColor("#123456"), 24, 2.0).toImage()
    solid = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert len(solid) >= 20
    assert all(abs(colour.blue() - 0x56) <= 1 for colour in solid)


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icons.icon_source("no-such-icon")


def test_disabled_icon_is_faint(theme: Theme) -> None:
    icon = theme.icon("play")
    normal = icon.pixmap(QSize(48, 48), 1.0, QIcon.Mode.Normal).toImage().pixelColor(24, 24)
    faint = icon.pixmap(QSize(48, 48), 1.0, QIcon.Mode.Disabled).toImage().pixelColor(24, 24)
    assert normal == theme.tokens.text_soft
    assert faint == theme.tokens.text_faint


@SETS
def test_every_name_of_the_style_sheet_is_filled_in(qapp: QApplication, tokens: Tokens) -> None:
    wanted = ("chevron-down", "chevron-up", "chevron-right", "check", "check-ink", "dash", "dot")
    images = {name: Path(f"{name}.svg") for name in wanted}
    sheet = stylesheet.build(tokens, metrics_of(qapp.font()), images)
    assert re.findall(r"@\w+@", sheet) == []
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize(("points", "least"), [(9, 4.0), (18, 6.5)])
def test_distances_grow_with_the_font(qapp: QApplication, points: int, least: float) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    metrics = metrics_of(font)
    assert metrics.unit >= least
    assert metrics.points(TypeStep.HEADING) > metrics.points(TypeStep.BODY) == points


def test_spacing_is_a_scale() -> None:
    metrics = Metrics(unit=4, body_pt=10)
    assert [metrics.space(n) for n in (1, 2, 3, 4, 6, 8)] == [4, 8, 12, 16, 24, 32]


def test_forced_appearance_switches_live(theme: Theme, qtbot: QtBot) -> None:
    theme.set_appearance(Appearance.LIGHT)
    assert theme.tokens is LIGHT
    with qtbot.waitSignal(theme.changed, timeout=2000):
        theme.set_appearance(Appearance.DARK)
    assert theme.tokens is DARK
    assert theme.icon("play").pixmap(48, 48).toImage().pixelColor(24, 24) == DARK.text_soft


def test_role_changes_the_look(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Takes")
    qtbot.addWidget(label)
    label.ensurePolished()
    plain = label.font().pointSizeF()
    set_role(label, Role.HEADING)
    label.ensurePolished()
    assert label.font().pointSizeF() > plain
    assert theme.font(TypeStep.HEADING).pointSizeF() == pytest.approx(label.font().pointSizeF(), abs=0.5)
