"""A crash of native code leaves a report, which is offered at the next start and holds nothing private."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practika_desktop.ui.shell.crash_log import CrashLog
from practika_desktop.ui.shell.crash_offer import CrashOffer
from practika_desktop.ui.shell.crash_report import report_from
from practika_desktop.ui.theme.theme import Theme
from tests.support import crashing
from tests.support.desks import DeskBench

pytestmark = pytest.mark.desktop

_WATCH = """
import sys
from pathlib import Path
from practika_desktop.ui.shell.crash_log import CrashLog
CrashLog(Path(sys.argv[1]), sys.argv[2]).start()
"""


def test_a_desk_that_crashes_at_work_is_told_of_at_the_next_start(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / f"home-{crashing.CANARY}"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.crashing", str(home)], check=False, capture_output=True, timeout=60
    )
    assert ended.returncode != 0
    record = next((home / "cache" / "crashes").glob("crash-*.txt")).read_text(encoding="utf-8")
    assert "string_at" in record
    report = CrashLog(home / "cache" / "crashes", "next").report()
    assert "tests" not in report
    assert "in string_at" in report
    assert "practika_desktop/start.py" in report
    for private in (crashing.CANARY, str(tmp_path), str(Path.home()), str(Path.cwd())):
        assert private not in report

    offered: list[str] = []

    def see_and_dismiss() -> None:
        for top in qapp.topLevelWidgets():
            if isinstance(top, CrashOffer) and top.isVisible():
                offered.append(top.report.toPlainText())
                top.dismiss.click()
                qapp.closeAllWindows()
                return
        QTimer.singleShot(50, see_and_dismiss)

    for start in ("after the crash", "the one after"):
        QTimer.singleShot(0, see_and_dismiss if start == "after the crash" else qapp.closeAllWindows)
        crashing.start_desk(home, monkeypatch)
    assert offered == [report.rstrip("\n") + "\n"]


def test_only_known_lines_are_told() -> None:
    record = """Fatal Python error: Segmentation fault

Thread 0x00007f8308cfe6c0 (most recent call first):
  File "/home/clara/.venv/lib/python3.11/site-packages/PySide6/support.py", line 3 in wait
  File "C:\\\\Users\\\\clara\\\\Practika\\\\practika_desktop\\\\jobs.py", line 9 in run
  File "/home/clara/Ana Ferreira/own.py", line 1 in <module>
Ana Ferreira wrote: the left hand is too loud
  File "/home/clara/broken
Fatal Python error: Ana's take-7.mp4
"""
    told = report_from(record)
    assert "PySide6/support.py" in told
    assert 'File "practika_desktop/jobs.py", line 9 in run' in told
    assert 'File "elsewhere", line 1 in <module>' in told
    for private in ("clara", "Ana", "loud", "mp4"):
        assert private not in told


def test_a_desk_that_was_killed_leaves_nothing_to_tell(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _WATCH, str(tmp_path), "1"], check=True)
    assert CrashLog(tmp_path, "2").report() == ""


def test_an_orderly_end_leaves_no_file(tmp_path: Path) -> None:
    log = CrashLog(tmp_path, "1")
    log.start()
    log.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_crash_is_forgotten_with_all_before_it(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"crash-{n}.txt").write_text("Fatal Python error: Aborted")
    log = CrashLog(tmp_path, "9")
    assert "Aborted" in log.report()
    log.forget()
    assert log.report() == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_disaster(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log = CrashLog(tmp_path / "file" / "crashes", "1")
    log.start()
    log.stop()
    assert log.report() == ""


def test_a_report_is_saved_as_it_is_shown(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    offer = CrashOffer("Fatal Python error: Aborted\n", theme)
    qtbot.addWidget(offer)
    offer.show()
    offer.save_to(tmp_path / "absent" / "report.txt")
    assert offer.wrong.isVisible()
    assert offer.isVisible()
    offer.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "Fatal Python error: Aborted\n"
    assert not offer.isVisible()


def test_esc_dismisses_the_report(bench: DeskBench) -> None:
    forgotten: list[bool] = []
    bench.desk.dialogs.offer_crash_report("Fatal Python error: Aborted", lambda: forgotten.append(True))
    [offer] = [top for top in QApplication.topLevelWidgets() if isinstance(top, CrashOffer)]
    assert forgotten == []
    QTest.keyClick(offer, Qt.Key.Key_Escape)
    assert forgotten == [True]
