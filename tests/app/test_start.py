"""A start that fails ends."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from pytestqt.qtbot import QtBot

from app.__main__ import Options
from app.application import Familiar
from app.views.main_window import MainWindow
from app.views.window_memory import first_size

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_window_that_cannot_be_built_leaves_no_thread_behind(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(MainWindow, "__init__", fail)
    before = set(threading.enumerate())
    with pytest.raises(ZeroDivisionError):
        Familiar(tmp_path / "library", Options(tmp_path / "library", "people", None, sample=False))
    assert set(threading.enumerate()) <= before
    assert gc.isenabled()


def test_a_window_that_is_opened_anew_stands_where_the_last_one_stood(qtbot: QtBot, tmp_path: Path) -> None:
    library = tmp_path / "library"
    place = QRect(40, 150, 1000, 700)
    familiar = Familiar(library, Options(library, "people", None, sample=False), place=place)
    qtbot.waitExposed(familiar.window)
    assert familiar.window.geometry() == place
    familiar.window.move(60, 120)
    familiar.start_again(lambda: None)
    assert familiar.place == familiar.window.geometry()
    qtbot.waitUntil(lambda: not familiar.live.busy)
    familiar.close()


@pytest.mark.parametrize(("screen", "first"), [((1280, 800), (1200, 752)), ((1920, 1040), (1200, 800))])
def test_the_first_window_fits_on_the_screen_with_its_frame(screen: tuple[int, int], first: tuple[int, int]) -> None:
    assert first_size(QSize(*screen)) == QSize(*first)


def test_after_a_backup_was_brought_back_it_is_said_where_the_library_of_before_is(
    qtbot: QtBot, tmp_path: Path
) -> None:
    library, backup = tmp_path / "library", tmp_path / "kept.sqlite"
    familiar = Familiar(library, Options(library, "people", None, sample=False))
    qtbot.waitExposed(familiar.window)
    with qtbot.waitSignal(familiar.window.settings.said):
        familiar.window.settings.library.back_up_to(backup)
    familiar.window.settings.restore_wanted.emit(backup)
    qtbot.waitUntil(lambda: not familiar.live.busy)
    familiar.close()
    old = library / "library.before-restore.sqlite"
    assert familiar.next_says == f"The backup kept.sqlite was brought back. The library of before is {old}."
    assert familiar.while_closed is not None
    assert familiar.while_closed() is None
    assert old.exists()
