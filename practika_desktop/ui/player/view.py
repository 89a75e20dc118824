"""The picture: painted by us from the decoded frame, or the words that stand in its place."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from practika_desktop.player.state import Shown
from practika_desktop.ui.player.words import Notice
from practika_desktop.ui.theme.metrics import TypeStep
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

SETTLE_MS = 80
PATIENCE_MS = 300


class PictureView(QWidget):
    """Paints one picture, whole, as large as fits; `painted_frame` is the frame really painted last, -1 for none.

    `box_changed` tells the room for pictures in device pixels: at once the first time, then when a resize has settled.
    """

    box_changed = Signal(int, int)
    clicked = Signal()
    frame_painted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Shown | None = None
        self._image = QImage()
        self._box: tuple[int, int] | None = None
        self.painted_frame = -1
        self._notice: Notice | None = None
        self._words = QWidget(self)
        self._words_layout = QVBoxLayout(self._words)
        self._title, self._advice = QLabel(self._words), QLabel(self._words)
        self._patience = _once(self, PATIENCE_MS)
        self._patience.timeout.connect(self._words.show)
        self._settling = _once(self, SETTLE_MS)
        self._settling.timeout.connect(self._tell_box)
        self._build()
        theme.changed.connect(self.update)

    @property
    def notice(self) -> Notice | None:
        """The words in the picture's place; None while there is a picture."""
        return self._notice

    def show_picture(self, shown: Shown) -> None:
        """Paint a picture from now on; its memory is held until the next one."""
        picture = shown.picture
        # the old picture's memory goes with the old `Shown`: by then no image may look at it
        self._image = QImage(picture.rgb32, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        self._shown = shown
        self.update()

    def clear(self) -> None:
        """Show no picture."""
        self._image = QImage()
        self._shown = None
        self.painted_frame = -1
        self.update()

    def set_notice(self, notice: Notice | None) -> None:
        """Show words in the picture's place; None shows the picture again."""
        if notice == self._notice:
            return
        self._notice = notice
        self._words.hide()
        self._patience.stop()
        if notice is not None:
            self._title.setText(notice.title)
            self._advice.setText(notice.advice)
            self._advice.setVisible(bool(notice.advice))
            if notice.patient:
                self._patience.start()
            else:
                self._words.show()
        self.setAccessibleDescription("" if notice is None else f"{notice.title} {notice.advice}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that a picture of 16 by 9 fills."""
        return QSize(640, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in the middle of its dark ground and note which frame it is."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.picture)
        if self._shown is None or self._notice is not None:
            self.painted_frame = -1
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._fits_exactly())
        painter.drawImage(self._target(), self._image)
        self.painted_frame = self._shown.n
        self.frame_painted.emit(self.painted_frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for pictures of the new size once it has settled; until then the last one is scaled."""
        super().resizeEvent(event)
        self._lay_words()
        self._box_may_change()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on the picture."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def event(self, event: QEvent) -> bool:
        """Ask for other pictures when the view comes to a screen of another resolution."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._box_may_change()
        return super().event(event)

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Picture of the take"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        layout = self._words_layout
        layout.setSpacing(self._theme.space(1.5))
        layout.addStretch(1)
        self._title.setFont(self._theme.font(TypeStep.TITLE))
        for label in (self._title, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            set_role(label, Role.PICTURE_TEXT)
            layout.addWidget(label)
        layout.addStretch(1)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.hide()

    def _lay_words(self) -> None:
        width = min(self.width() - 2 * self._theme.space(4), self._theme.space(110))
        self._words.setGeometry((self.width() - width) // 2, 0, width, self.height())

    def _target(self) -> QRectF:
        """Return where the picture goes: on whole device pixels, in its own shape."""
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
        return QRectF(left / ratio, top / ratio, size.width() / ratio, size.height() / ratio)

    def _fits_exactly(self) -> bool:
        ratio = self.devicePixelRatioF()
        target = self._target()
        return QSize(round(target.width() * ratio), round(target.height() * ratio)) == self._image.size()

    def _box_may_change(self) -> None:
        if self._box is None:
            self._tell_box()
        else:
            self._settling.start()

    def _tell_box(self) -> None:
        room = self.size() * self.devicePixelRatioF()
        if (room.width(), room.height()) != self._box:
            self._box = (room.width(), room.height())
            self.box_changed.emit(*self._box)


def _once(parent: QWidget, after_ms: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    return timer
