"""Is there a newer version? Nothing is asked before the button is pressed that says whom."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app import reasons, style
from app.version import version
from app.widgets.card import label, row
from core.errors import CoreError

WIDTH = 460


class NewerVersionBox(QDialog):
    """`page`: where the program was published."""

    _answered = Signal(object)  # a Future of the version

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="newer version")
        self.setWindowTitle(self.tr("Newer version"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        host = urlsplit(page).hostname or page
        self.sentence = label(
            self.tr(
                "You have Familiar {version}. Shall Familiar ask {host} whether there is a newer one? Nothing about "
                "you or your photos is sent."
            ).format(version=version(), host=host)
        )
        self.ask = QPushButton(self.tr("Ask {host}").format(host=host))
        self.ask.clicked.connect(self._on_ask)
        self.open_page = QPushButton(self.tr("Open its page"))
        self.open_page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(page)))
        self.open_page.hide()
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE, style.GAP_LARGE)
        column.setSpacing(style.GAP_LARGE)
        column.addWidget(self.sentence)
        column.addLayout(row(self.ask, self.open_page, close))
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def done(self, result: int) -> None:
        """Whoever closes it waits for no answer."""
        self.blockSignals(True)
        self._pool.shutdown(wait=False, cancel_futures=True)
        super().done(result)

    def _on_ask(self) -> None:
        from core.updates import newest_version  # and with it the network, which nothing else of the window needs

        self.ask.setEnabled(False)
        self.sentence.setText(self.tr("Asking…"))
        self._pool.submit(newest_version, self._page).add_done_callback(self._answered.emit)

    def _on_answered(self, answer: Future[str]) -> None:
        from core.updates import is_newer

        self.ask.setEnabled(True)
        try:
            newest = answer.result()
        except CoreError as error:
            self.sentence.setText(reasons.translated(str(error)))
            return
        newer = is_newer(newest, version())
        self.ask.setVisible(not newer)
        self.open_page.setVisible(newer)
        words = self.tr("There is a newer one: Familiar {version}.") if newer else self.tr("You have the newest one.")
        self.sentence.setText(words.format(version=newest))
