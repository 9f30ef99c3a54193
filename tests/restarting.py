"""A program that somebody restarts from its settings: another language, then everything deleted; prints what it saw."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.application import Familiar
from tests.watched import run


def act(familiar: Familiar, opened: int) -> list[str]:
    """Changes the language, deletes, and looks."""
    settings = familiar.window.settings
    seen = [familiar.window.page_name]  # where one is after a change of the language: still there
    familiar.window.open_page("settings")
    seen.append(settings.title)
    if opened == 1:
        language = settings.look.language
        language.setCurrentIndex(language.findData("ko"))
        language.activated.emit(language.currentIndex())
        return seen
    seen.append(f"{len(familiar.live.ask_now(lambda queries: queries.people()))} people")
    if opened == 2:
        settings.privacy.delete_button.click()
        settings.privacy.yes_button.click()
    else:
        QApplication.quit()
    return seen


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), act))
