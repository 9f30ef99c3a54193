"""A program that somebody tells to move its library: prints where it was and is, and what was on the page afterwards.

The caller sets the user's data folder (XDG_DATA_HOME) and names the new place.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.application import Familiar
from core.store.library import default_folder
from tests.watched import run


def act(familiar: Familiar, opened: int) -> list[str]:
    """Moves, and looks."""
    seen = [str(familiar.live.folder)]
    if opened == 1:
        familiar.window.open_page("settings")
        assert familiar.window.settings.library.move_button.isEnabled()
        familiar.window.settings.library.move_to(Path(sys.argv[1]))
        return seen
    QApplication.quit()
    names = familiar.live.ask_now(lambda queries: queries.names())
    return [*seen, familiar.window.page_name, str(default_folder()), *names.values()]


if __name__ == "__main__":
    sys.exit(run(None, act))
