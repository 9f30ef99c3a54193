"""What went wrong, for somebody who helps: the user sees all of it, and copies or saves it. Nothing is sent."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import style
from app.version import version
from app.widgets.card import label, row
from core.crashes import read_notes

SIZE = (680, 520)
FILE = "Familiar report.txt"


class ProblemReport(QDialog):
    """Of one library's folder."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report a problem"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        about = label(
            self.tr(
                "This is the whole report: what sort of computer this is, and where in the program something went "
                "wrong. It holds no names, no pictures and no file names. Familiar does not send it: copy or save it, "
                "and give it to whoever helps you."
            )
        )
        self.text = QPlainTextEdit(report(folder))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save = QPushButton(self.tr("Save…"))
        self.save.clicked.connect(self._on_save)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addWidget(about)
        column.addWidget(self.text, 1)
        column.addLayout(row(self.copy, self.save, close))

    def _on_save(self) -> None:
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), FILE)
        if target:
            self.save_to(Path(target))

    def save_to(self, target: Path) -> None:
        """Writes what is seen into a file; says so where that cannot be done."""
        try:
            target.write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError:
            self.text.appendPlainText("\n" + self.tr("It could not be saved there. Choose another place."))


def report(folder: Path) -> str:
    """The computer in three lines, and the notes of crashes; in English, for whoever helps."""
    notes = read_notes(folder) or "No crash was noted.\n"
    return (
        f"Familiar {version()}\n{platform.system()} {platform.release()}, {platform.machine()}\n"
        f"Python {platform.python_version()}, Qt {qVersion()}, {QLocale().name()}\n\n{notes}"
    )
