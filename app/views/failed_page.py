"""The photos that Familiar could not read, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QPainter, QPainterPath, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import file_manager, icons, reasons, style
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.models.failures_model import Failure, FailuresModel, failures
from app.standing_question import StandingQuestion
from core.records import Changes

Index = QModelIndex | QPersistentModelIndex
LINE = 20  # height of a line, with room for Korean
ROW = 3 * LINE + style.GAP_LARGE


class FailedPage(QWidget):
    """The page behind "Familiar could not read 12 photos"."""

    def __init__(self, live: LiveLibrary, indexing: Indexing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._indexing = indexing
        self.model = FailuresModel()
        self._question = StandingQuestion(live, failures, self._on_failures)
        self._stale = True
        self._arrange()
        live.changed.connect(self._on_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(self._show_current)

    @property
    def title(self) -> str:
        return self.tr("Photos that could not be read")

    def actions(self) -> list[QAction]:
        """For the menu: what its buttons do, as long as they can."""
        for action, button in self._actions.items():
            action.setEnabled(button.isEnabled())
        return list(self._actions)

    def refresh(self) -> None:
        """Asks the library again."""
        self._stale = False
        self._question.ask()

    # --- building ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FailureDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.title)
        self._empty = QLabel(self.tr("Familiar could read all of your photos."))
        self._empty.setProperty("look", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = QLabel()
        self._sentence.setProperty("look", "quiet")
        self._sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GAP_HUGE, style.GAP_LARGE, style.GAP_HUGE, style.GAP_LARGE)
        column.setSpacing(style.GAP)
        column.addLayout(self._header())
        column.addWidget(self._sentence)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)

    def _header(self) -> QHBoxLayout:
        heading = QLabel(self.title)
        heading.setProperty("look", "title")
        self.show_button = self._button("folder_open", self.tr("Show in file manager"), self._show_current)
        self.copy_button = self._button("copy", self.tr("Copy list"), self._copy)
        self.again_button = self._button("refresh", self.tr("Try again"), self._indexing.start)
        self.show_button.setEnabled(False)
        header = QHBoxLayout()
        header.setSpacing(style.GAP_SMALL)
        header.addWidget(heading)
        header.addStretch()
        self._actions: dict[QAction, QPushButton] = {}
        for button in (self.show_button, self.copy_button, self.again_button):
            header.addWidget(button)
            action = QAction(button.icon(), button.text(), self)
            action.triggered.connect(button.click)
            self._actions[action] = button
        return header

    def _button(self, icon: str, text: str, do: object) -> QPushButton:
        button = QPushButton(icons.icon(icon), text)
        button.setProperty("look", "flat")
        button.clicked.connect(lambda: do())  # type: ignore[operator]
        return button

    # --- answers and actions ----------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if not changes.everything:
            return
        if self.isVisible():
            self._question.on_changes(changes)
        else:
            self._stale = True

    def _on_failures(self, found: Sequence[Failure]) -> None:
        current = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.model.set_failures(found)
        self.copy_button.setText(self.tr("Copy list"))
        self.copy_button.setIcon(icons.icon("copy"))
        if current in found:
            self.list.setCurrentIndex(self.model.index(list(found).index(current)))
        count = sum(1 for failure in found if not failure.is_folder)
        self._sentence.setText(
            self.tr("Familiar could not read %Ln photo(s). Everything else goes on without them.", "", count)
        )
        self._sentence.setVisible(count > 0)
        self._stack.setCurrentWidget(self.list if found else self._empty)
        self.copy_button.setEnabled(bool(found))
        self.again_button.setEnabled(bool(found))
        self.show_button.setEnabled(self.list.currentIndex().isValid())

    def _on_current_changed(self, index: QModelIndex) -> None:
        self.show_button.setEnabled(index.isValid())

    def _show_current(self) -> None:
        failure: Failure | None = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if failure is not None and not file_manager.show_in_file_manager(Path(failure.path)):
            self._live.failed.emit(self.tr("The file manager could not be opened."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(failure.line() for failure in self.model.failures))
        self.copy_button.setText(self.tr("Copied"))
        self.copy_button.setIcon(icons.icon("check"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()


class FailureDelegate(QStyledItemDelegate):
    """Three lines: the file, the reason, the folder in which it lies."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        failure: Failure = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect.adjusted(0, 2, 0, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = option.state & QStyle.StateFlag.State_Selected
        path = QPainterPath()
        path.addRoundedRect(rect, style.RADIUS, style.RADIUS)
        painter.fillPath(path, style.colour("accent_soft" if chosen else "base"))
        icon = icons.icon("folder_away" if failure.is_folder else "photo")
        icon.paint(painter, QRect(rect.topLeft() + QPoint(style.GAP_LARGE, style.GAP), QSize(style.ICON, style.ICON)))
        line = QRect(0, 0, rect.width() - 2 * style.GAP_LARGE - style.ICON - style.GAP, LINE)
        line.moveTopLeft(rect.topLeft() + QPoint(style.GAP_LARGE + style.ICON + style.GAP, style.GAP_SMALL - 2))
        self._write(painter, line, failure.name, colour="text", medium=True)
        self._write(painter, line.translated(0, LINE), reasons.translated(failure.reason), colour="text")
        self._write(painter, line.translated(0, 2 * LINE), str(Path(failure.path).parent), colour="quiet", small=True)
        painter.restore()

    def _write(
        self, painter: QPainter, rect: QRect, text: str, *, colour: str, medium: bool = False, small: bool = False
    ) -> None:
        font = painter.font()
        font.setPixelSize(style.TYPE_SMALL if small else style.TYPE_BODY)
        font.setWeight(QFont.Weight.Medium if medium else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(style.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
