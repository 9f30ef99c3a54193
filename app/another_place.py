"""At a start where the library cannot be opened: where is it now, or where shall a new one be?

Nothing is made in a folder unless the user says so: an empty library in place of the one that was looked for would look
as if all names were lost.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core.store.library import is_library


def ask_for_another_place(sentence: str, place: Path) -> Path | None:
    """The sentence why `place` cannot be opened, and what to do: a folder that holds a library, or in which a new one
    is to begin; the same one, to be tried again; None to quit."""
    choices = [
        QCoreApplication.translate("Start", "Choose another place…"),
        QCoreApplication.translate("Start", "Try again"),
    ]
    while (answer := ask(sentence, choices)) is not None:
        if answer == 1:
            return place
        chosen = choose_folder()
        if chosen is None:
            continue
        if is_library(chosen):
            return chosen
        place = chosen
        sentence, choices = _without_library(place)
    return None


def _without_library(place: Path) -> tuple[str, list[str]]:
    """What is said of a folder that holds no library, and what can be done."""
    nothing = QCoreApplication.translate("Start", "There is no library of Familiar in this folder.")
    again = QCoreApplication.translate("Start", "Choose again…")
    if _is_empty(place):
        return f"{nothing}\n{place}", [again, QCoreApplication.translate("Start", "Begin a new library here")]
    empty = QCoreApplication.translate("Start", "A new one can only begin in an empty folder.")
    return f"{nothing} {empty}\n{place}", [again]


def _is_empty(place: Path) -> bool:
    try:
        return not any(place.iterdir())
    except OSError:  # it may not be read, or is gone: nothing can begin there
        return False


def ask(sentence: str, choices: list[str]) -> int | None:
    """The number of the choice that was made, the first one on Enter; None to quit."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Familiar", sentence)
    buttons = [box.addButton(text, QMessageBox.ButtonRole.ActionRole) for text in choices]
    leave = box.addButton(QCoreApplication.translate("Start", "Quit"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(leave)
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is clicked), None)


def choose_folder() -> Path | None:
    """The folder that the user chooses; None where they think better of it."""
    title = QCoreApplication.translate("Start", "Choose the folder of the library, or an empty one for a new library")
    place = QFileDialog.getExistingDirectory(None, title)
    return Path(place) if place else None
