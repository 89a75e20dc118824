"""The cells of the import table: how they are painted, and the editors of those that can be changed."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QDateTime,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QDateTimeEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from practika_desktop.ui.importing.draft import Field, RowState
from practika_desktop.ui.importing.model import FIELD_OF, Column, ImportModel
from practika_desktop.ui.importing.name_editor import NameEditor
from practika_desktop.ui.importing.names import name_of, offered
from practika_desktop.ui.inbox.tints import Tints
from practika_desktop.ui.markers.wrapping import paint_lines, wrapped
from practika_desktop.ui.moments import moment_format
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Named = Callable[[int, Field, str], None]
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_SIGNS = {
    RowState.LOOKING: ("clock", "text_soft"),
    RowState.READY: ("check", "praise"),
    RowState.REFUSED: ("warning", "danger_ink"),
    RowState.IMPORTING: ("import", "accent_ink"),
    RowState.IMPORTED: ("check-circle", "praise"),
}


class ImportCells(QStyledItemDelegate):
    """Paints the cells of an `ImportModel` and edits them; `named(row, field, name)` takes the name settled on."""

    def __init__(self, theme: Theme, named: Named, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._named = named
        self._tints = Tints()
        theme.changed.connect(self._tints.clear)

    @property
    def thumbnail_size(self) -> QSize:
        """The size of a thumbnail in logical pixels."""
        height = self._theme.space(9)
        return QSize(height * 16 // 9, height)

    @property
    def row_height(self) -> int:
        """The height of a row in logical pixels."""
        return self.thumbnail_size.height() + self._theme.space(3)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell: a thumbnail before the file's name, a sign before the status, a ring around the focus."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, space = self._theme.tokens, self._theme.space
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, tokens.selected)
        rest = option.rect.adjusted(space(2), 0, -space(2), 0)
        if index.column() == Column.FILE:
            rest = self._paint_thumbnail(painter, rest, index)
        elif index.column() == Column.STATUS:
            rest = self._paint_sign(painter, rest, index)
        self.initStyleOption(option, index)
        self._paint_text(painter, rest, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, option.rect)
        painter.restore()

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return the editor of a cell: a list of names to type into, or a moment."""
        model, column = _model(index), Column(index.column())
        if column is Column.RECORDED:
            moment = QDateTimeEdit(parent)
            moment.setDisplayFormat(moment_format())
            moment.setCalendarPopup(True)
            moment.setAccessibleName("Recorded")
            return moment
        what = FIELD_OF[column]
        choice = model.draft.rows[index.row()].choice
        editor = NameEditor([one.name for one in offered(what, choice, model.draft.known)], parent)
        editor.call(what.name.capitalize())
        editor.activated.connect(lambda _number: self.commitData.emit(editor))
        editor.settled.connect(lambda: self._finish(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show a cell's value in its editor."""
        if isinstance(editor, NameEditor):
            model = _model(index)
            editor.set_name(
                name_of(FIELD_OF[Column(index.column())], model.draft.rows[index.row()].choice, model.draft.known)
            )
        elif isinstance(editor, QDateTimeEdit):
            editor.setDateTime(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put down what the editor holds."""
        if isinstance(editor, NameEditor):
            self._named(index.row(), FIELD_OF[Column(index.column())], editor.name)
        elif isinstance(editor, QDateTimeEdit) and isinstance(model, ImportModel):
            moment: QDateTime = editor.dateTime()
            model.draft.record_at(index.row(), moment.toMSecsSinceEpoch())

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """Put the editor into the middle of its cell, as high as it likes to be."""
        height = min(option.rect.height(), editor.sizeHint().height())
        rect = QRect(option.rect.left(), 0, option.rect.width(), height)
        rect.moveCenter(option.rect.center())
        editor.setGeometry(rect)

    def _paint_text(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell's words; what stands in a file's way may take several lines."""
        row, text = _model(index).draft.rows[index.row()], str(index.data() or "")
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(ink if ink is not None else self._theme.tokens.text)
        if index.column() == Column.STATUS and row.words:
            font = self._theme.font(TypeStep.CAPTION)
            high = QFontMetricsF(font).lineSpacing()
            lines = wrapped(text, font, rect.width(), int(rect.height() / high))
            paint_lines(painter, lines, QPointF(rect.left(), rect.center().y() - len(lines) * high / 2), font)
            return
        if index.column() == Column.STUDENT and row.lacks_student:
            text = "Choose…"
            painter.setPen(self._theme.tokens.text_soft)
        mode = Qt.TextElideMode.ElideMiddle if index.column() == Column.FILE else Qt.TextElideMode.ElideRight
        painter.setFont(option.font)
        painter.drawText(rect, _MIDDLE_LEFT, option.fontMetrics.elidedText(text, mode, rect.width()))

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _paint_thumbnail(self, painter: QPainter, rect: QRect, index: Index) -> QRect:
        size = self.thumbnail_size
        place = QRect(rect.left(), rect.center().y() - size.height() // 2, size.width(), size.height())
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is None:
            painter.fillRect(place, self._theme.tokens.sunken)
            side = size.height() // 2
            sign = QRect(0, 0, side, side)
            sign.moveCenter(place.center())
            self._icon(painter, "video", "text_faint", sign)
        else:
            painter.fillRect(place, self._theme.tokens.picture)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            target = QRect(place.topLeft(), picture.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
            target.moveCenter(place.center())
            painter.drawPixmap(target, picture)
        return rect.adjusted(size.width() + self._theme.space(2.5), 0, 0, 0)

    def _paint_sign(self, painter: QPainter, rect: QRect, index: Index) -> QRect:
        row = _model(index).draft.rows[index.row()]
        name, colour = _SIGNS[row.state]
        if row.lacks_student or row.is_there:
            name, colour = ("student", "danger_ink") if row.lacks_student else ("copy", "text_soft")
        side = self._theme.space(4)
        self._icon(painter, name, colour, QRect(rect.left(), rect.center().y() - side // 2, side, side))
        return rect.adjusted(side + self._theme.space(1.5), 0, 0, 0)

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        pen = painter.pen()
        pen.setColor(self._theme.tokens.focus)
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)

    def _icon(self, painter: QPainter, name: str, colour: str, rect: QRect) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self._tints.pixmap(name, self._theme.colour(colour), rect.height(), ratio))


def _model(index: Index) -> ImportModel:
    model = index.model()
    if not isinstance(model, ImportModel):
        raise TypeError("these cells belong to an ImportModel")
    return model
