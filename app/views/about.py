"""What the program is, which version, and the licences of everything that it carries.

The page of licences is made when the program is built (`packaging/licences.py`) and shown in a window of its own: no
browser is needed. A plain checkout has no such page, since there every package holds its own licence.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app import icons, style
from app.version import version

DRAWING = 96  # pixels
PAGE = "third_party.html"
PAGE_SIZE = (760, 620)


class AboutBox(QDialog):
    """Name, version, one sentence, and the way to the licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Familiar"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        drawing = QLabel()
        drawing.setPixmap(icons.picture("familiar", QSize(DRAWING, DRAWING), ratio=self.devicePixelRatioF()))
        heading = QLabel(self.tr("Familiar {version}").format(version=version()))
        heading.setProperty("look", "title")
        sentence = QLabel(self.tr("Familiar finds the people in your photos. Everything stays on this computer."))
        self.licences_button = QPushButton(self.tr("Licences"))
        self.licences_button.setProperty("look", "link")
        self.licences_button.setVisible(licences_page().is_file())
        self.licences_button.clicked.connect(self._on_licences)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, style.GAP_HUGE, style.GAP_HUGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        for part in (drawing, heading, sentence, self.licences_button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_close_button(self, self.tr("Close")))

    def _on_licences(self) -> None:
        LicencesBox(licences_page(), self).open()


class LicencesBox(QDialog):
    """The page of licences."""

    def __init__(self, page: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*PAGE_SIZE)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        self.text.setSource(QUrl.fromLocalFile(str(page)))
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(_close_button(self, self.tr("Close")))


def licences_page() -> Path:
    """Where an installed program has the page."""
    return Path(str(resources.files("resources"))) / "licences" / PAGE


def _close_button(dialog: QDialog, text: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    buttons.addButton(text, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    return buttons
