"""A text broken into a few lines, the last one shortened."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: float, most_lines: int) -> list[str]:
    """Return text as at most `most_lines` lines that fit into width; what is left out is told by an ellipsis."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    paragraphs = text.strip().split("\n")
    for number, paragraph in enumerate(paragraphs):
        if metrics.horizontalAdvance(paragraph) <= width:
            broken = [paragraph]
        else:
            broken = _broken(paragraph, font, width, most_lines - len(lines) + 1)
        lines += broken
        if len(lines) > most_lines or (len(lines) == most_lines and number + 1 < len(paragraphs)):
            kept, last = lines[: most_lines - 1], lines[most_lines - 1]
            rest = f"{last.rstrip()} {' '.join(lines[most_lines:])}".strip()
            return [*kept, _shortened(rest, metrics, width)]
    return lines


def paint_lines(painter: QPainter, lines: list[str], left_top: QPointF, font: QFont) -> None:
    """Paint lines one below the other."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for number, line in enumerate(lines):
        painter.drawText(QPointF(left_top.x(), left_top.y() + metrics.ascent() + number * metrics.lineSpacing()), line)


def _broken(paragraph: str, font: QFont, width: float, most_lines: int) -> list[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    pieces: list[str] = []
    while len(pieces) < most_lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        pieces.append(paragraph[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return [piece.rstrip() for piece in pieces]


def _shortened(text: str, metrics: QFontMetricsF, width: float) -> str:
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown.endswith("…"):
        return shown
    return metrics.elidedText(f"{shown} …", Qt.TextElideMode.ElideRight, width)
