"""The application object of Qt, which where there can be no window ends the process with a sentence."""

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from practika_desktop.ui.theme.icons import app_icon


def application() -> QApplication:
    """Return the process's application; make it where there is none yet.

    Where Qt finds no way to a display it would abort the process; it ends with code 1 and one sentence instead.
    """
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else _made()
    app.setApplicationName("Practika")
    app.setWindowIcon(app_icon())
    return app


def _made() -> QApplication:
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            _end(said)
        said.append(message)

    before = qInstallMessageHandler(hear)
    try:
        app = QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(before)
    for message in said:
        sys.stderr.write(f"{message}\n")
    return app


def _end(said: list[str]) -> None:
    """End the process here and now: Qt aborts it as soon as its fatal message has been heard."""
    why = f" ({said[0].strip().rstrip('.')})" if said else ""
    sys.stderr.write(
        f"practika: No window can be opened here{why}. Start the desk from a graphical session, and look at DISPLAY, "
        "WAYLAND_DISPLAY and QT_QPA_PLATFORM.\n"
    )
    sys.stderr.flush()
    os._exit(1)
