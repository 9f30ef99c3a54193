"""Progress where the system shows it: in the title, and on the icon."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.indexing import Indexing
from app.task_bar import TaskBar
from core.records import Progress

if TYPE_CHECKING:
    from tests.app.conftest import DrawnWorker

CHECKOUT = Path(__file__).resolve().parents[2]
SENDS = (
    "from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
    "from app.task_bar import LauncherBar; bar = LauncherBar(); bar.show(12, 48); bar.show(0, 0)"
)


class DrawnIcon:
    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def show(self, done: int, total: int) -> None:
        self.seen.append((done, total))


def test_the_title_and_the_icon_follow_the_run(qtbot: QtBot, indexing: Indexing, workers: list[DrawnWorker]) -> None:
    window, icon = QWidget(), DrawnIcon()
    qtbot.addWidget(window)
    window.setWindowTitle("Familiar")
    TaskBar(window, indexing, icon)
    indexing.start()
    assert window.windowTitle() == "Familiar"
    workers[0].news = [Progress("indexing", 10, 60, before=40)]
    indexing._on_poll()
    assert window.windowTitle() == "50 % – Familiar"
    assert icon.seen[-1] == (50, 100)
    told = len(icon.seen)
    workers[0].news = [Progress("indexing", 10, 60, before=40)]
    indexing._on_poll()
    assert len(icon.seen) == told  # not again for the same percent
    workers[0].news = [Progress("finished", 60, 60, before=40)]
    workers[0].running = False
    indexing._on_poll()
    assert window.windowTitle() == "Familiar"
    assert icon.seen[-1] == (0, 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the session bus is Linux's")
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no session bus to start here")
def test_linux_desktops_get_the_signal_they_listen_for(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    script = (
        f"dbus-monitor --session \"interface='com.canonical.Unity.LauncherEntry'\" > '{heard}' & monitor=$!; "
        f"until grep -q NameAcquired '{heard}'; do :; done; "
        f"'{sys.executable}' -c '{SENDS}'; "
        f"until test $(grep -c member=Update '{heard}') -ge 2; do :; done; kill $monitor"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)}
    subprocess.run(["dbus-run-session", "--", "sh", "-c", script], env=environment, check=True, timeout=60)
    text = heard.read_text()
    assert "application://familiar.desktop" in text
    assert "double 0.25" in text
    first, last = text.index("boolean true"), text.rindex("boolean false")
    assert first < last
