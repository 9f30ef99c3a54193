"""The language of the window, and whether it is light or dark."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFormLayout

from app import style
from app.widgets.card import Card, choices

LANGUAGES = (("en", "English"), ("ko", "한국어"))


class LookCard(Card):
    """The card "Language and look"."""

    look_chosen = Signal(str)  # "light", "dark" or ""
    language_chosen = Signal(str)  # "en", "ko" or "" for the system's

    def __init__(self, settings: QSettings) -> None:
        super().__init__(self.tr("Language and look"))
        self._settings = settings
        self.language = choices(
            self.tr("Language"), [(self.tr("As the system"), ""), *((name, code) for code, name in LANGUAGES)]
        )
        self.language.setCurrentIndex(max(0, self.language.findData(str(settings.value("language", "")))))
        self.language.activated.connect(lambda: self._on_language())
        self.look = choices(
            self.tr("Light or dark"),
            [(self.tr("As the system"), ""), (self.tr("Light"), "light"), (self.tr("Dark"), "dark")],
        )
        self.show_look()
        self.look.activated.connect(lambda: self.look_chosen.emit(self.look.currentData()))
        form = QFormLayout()
        form.setSpacing(style.GAP_SMALL)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("Light or dark"), self.look)
        self.add_whole(form)

    def show_look(self) -> None:
        """The look that is kept: it may have been chosen in the menu."""
        self.look.setCurrentIndex(max(0, self.look.findData(str(self._settings.value("look", "")))))

    def _on_language(self) -> None:
        code = str(self.language.currentData())
        if code != str(self._settings.value("language", "")):
            self._settings.setValue("language", code)
            self.language_chosen.emit(code)
