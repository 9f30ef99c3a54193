"""A program that somebody restarts from its settings: another language, then everything deleted; prints what it saw."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.application import Familiar
from tests.watched import run


def act(familiar: Familiar, opened: int) -> list[str]:
    """Changes the language, deletes, and looks."""
    before, seen = familiar.window, [familiar.window.page_name]
    familiar.window.open_page("settings")
    seen.append(familiar.window.settings.title)
    if opened == 1:
        language = familiar.window.settings.look.language
        language.setCurrentIndex(language.findData("ko"))
        language.activated.emit(language.currentIndex())
        while isValid(before):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        seen.append(familiar.window.settings.title)
    seen.append(f"{len(familiar.live.ask_now(lambda queries: queries.people()))} people")
    if opened == 1:
        familiar.window.settings.privacy.delete_button.click()
        familiar.window.settings.privacy.yes_button.click()
    else:
        QApplication.quit()
    return seen


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), act))
