"""A program that somebody tells to move its library: prints where it was and is, and what was on the page afterwards.

A process of its own, like `tests/restarting.py`. The caller sets the user's data folder (XDG_DATA_HOME) and names the
new place.
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
from core.store.library import default_folder
from tests.app.conftest import DrawnWorker

seen: list[str] = []


class Watched(Familiar):
    """Moves, and looks."""

    opened = 0

    def __init__(self, folder: Path, options: Options) -> None:
        super().__init__(folder, options)
        Watched.opened += 1
        QTimer.singleShot(0, self.act)

    def act(self) -> None:
        seen.append(str(self.live.folder))
        if Watched.opened == 1:
            self.window.open_page("settings")
            assert self.window.settings.library.move_button.isEnabled()
            self.window.settings.library.move_to(Path(sys.argv[1]))
            return
        seen.extend([self.window.page_name, str(default_folder())])
        seen.extend(self.live.ask_now(lambda queries: queries.names()).values())
        QApplication.quit()


def main() -> int:
    application.Indexing = partial(Indexing, make=DrawnWorker)  # type: ignore[misc, assignment]
    application.Familiar = Watched  # type: ignore[misc]
    code = application.run(Options(None, "people", None, sample=False))
    sys.stdout.write(json.dumps(seen))
    return code


if __name__ == "__main__":
    sys.exit(main())
