"""A start that fails ends."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.__main__ import Options
from app.application import Familiar
from app.views.main_window import MainWindow


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
