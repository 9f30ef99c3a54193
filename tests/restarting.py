"""A program that somebody restarts from its settings: another language, then everything deleted. Prints what was seen.

A process of its own, for `tests/journeys/test_everyday.py`: `run` ends Qt's event loop, which no other test survives.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import application
from app.__main__ import Options
from app.application import Familiar
from app.indexing import Indexing
from tests.app.conftest import DrawnWorker

seen: list[str] = []


class Watched(Familiar):
    """Acts as soon as its window is there."""

    opened = 0

    def __init__(self, folder: Path, options: Options) -> None:
        super().__init__(folder, options)
        Watched.opened += 1
        QTimer.singleShot(0, self.act)

    def act(self) -> None:
        settings = self.window.settings
        seen.append(self.window.page_name)  # where one is after a change of the language: still there
        self.window.open_page("settings")
        seen.append(settings.title)
        if Watched.opened == 1:
            language = settings.look.language
            language.setCurrentIndex(language.findData("ko"))
            language.activated.emit(language.currentIndex())
            return
        seen.append(f"{len(self.live.ask_now(lambda queries: queries.people()))} people")
        if Watched.opened == 2:
            settings.privacy.delete_button.click()
            settings.privacy.yes_button.click()
        else:
            QApplication.quit()


def main() -> int:
    application.Indexing = partial(Indexing, make=DrawnWorker)  # type: ignore[misc, assignment]
    application.Familiar = Watched  # type: ignore[misc]
    library = Path(sys.argv[1])
    code = application.run(Options(library, "people", None, sample=False))
    sys.stdout.write(json.dumps(seen))
    return code


if __name__ == "__main__":
    sys.exit(main())
