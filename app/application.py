"""Builds everything once and wires it: the one place that knows everyone.

Known troubles (`CoreError`) become sentences: at the start in a small window, later in a notice. Everything else is a
bug: it is written, without the message (which may name a photo), into `crash.log` in the library's folder, and said.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QRect, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from app import reasons, style, words
from app.__main__ import Options
from app.another_place import ask_for_another_place
from app.garbage import GarbageCollector
from app.indexing import Indexing
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.screenshot import Screenshot
from app.single_instance import OpenedByFinder, SingleInstance
from app.window_settings import window_settings
from core.crashes import CrashLog
from core.errors import CoreError
from core.store.backup import REPLACED, restore
from core.store.forgetting import forget_everything
from core.store.library import Library, default_folder
from core.store.place import move, note

if TYPE_CHECKING:
    from app.views.handover import Handover
    from app.views.main_window import MainWindow

SAMPLE = "sample"
TURN = 0.0005
"""Seconds after which a thread that computes lets the window's go on, where Python's own 0.005 add up to a stutter: the
window asks for its turn many times while it paints. Undoing beside a thread that looked over 250,000 faces took half as
long (`tests/benchmarks/window_speed.py`; a child process does that now, but lists are still read on a thread)."""
PIXMAP_CACHE_KIB = 32 * 1024  # Qt's own 10 MB hold one question of the Review page on a dense display


def run(options: Options) -> int:
    """The program from start to end. Returns the exit code."""
    app = start()
    folder = options.library or (sample_place() / "library" if options.sample else default_folder())
    chosen: Path | None = None
    while True:
        try:
            if chosen is not None and options.library is None and not options.sample:
                Library(chosen).close()  # only a place where it can be opened is taken for good
                note(chosen)
            return _run_on(folder, options, app)
        except CoreError as error:
            if options.screenshot is not None:
                sys.stderr.write(f"{error}\n")
                return 1
            chosen = ask_for_another_place(reasons.translated(str(error)), folder)
            if chosen is None:
                return 1
            folder = chosen


def start() -> QApplication:
    """Qt, in the user's language and look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Familiar")
    app.setDesktopFileName("familiar")
    app.setQuitOnLastWindowClosed(True)
    translate(app)
    style.Style(app)
    QPixmapCache.setCacheLimit(PIXMAP_CACHE_KIB)
    return app


def sample_place() -> Path:
    """Where the sample album and its own library lie, apart from the user's."""
    return Path(platformdirs.user_data_dir("Familiar", appauthor=False)) / SAMPLE


def translate(app: QCoreApplication, language: str = "") -> None:
    """Installs a language ("ko"), or the system's where there is a translation; and English plurals below it."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    system = QLocale.system()
    nameless = system.language() == QLocale.Language.C
    QLocale.setDefault(QLocale(language) if language else QLocale(QLocale.Language.English) if nameless else system)
    folder = resources.files("resources").joinpath("translations")
    for locale in (QLocale(QLocale.Language.English), QLocale()):
        translator = QTranslator(app)
        if translator.load(locale, "", "", str(folder)):
            app.installTranslator(translator)


def _run_on(folder: Path, options: Options, app: QApplication, *, says: str = "", place: QRect | None = None) -> int:
    """One run on one library, which begins with a sentence, and whose window has this place. Raises `CoreError` where
    it cannot be opened."""
    translate(app, chosen_language(folder))
    instance = SingleInstance(folder)
    opened = str(options.opened.absolute()) if options.opened is not None else ""
    if options.screenshot is None and not instance.claim(opened):
        return 0  # the window that is open comes to the front
    familiar = Familiar(folder, options, place=place)
    if says:
        familiar.window.say(says)
    try:
        if options.sample:
            familiar.add_sample()
        if opened:
            familiar.open_folder(opened)
        instance.raised.connect(familiar.raise_window)
        instance.opened.connect(familiar.open_folder)
        dropped = OpenedByFinder(app)
        dropped.opened.connect(familiar.open_folder)
        code = app.exec()
    finally:
        familiar.close()
        instance.release()
    if familiar.while_closed is None:
        return familiar.exit_code or code
    says = familiar.next_says
    try:
        folder = familiar.while_closed() or folder
    except CoreError as error:  # then everything is as it was
        says = str(error)
    options = replace(options, page=familiar.next_page, sample=False, opened=None)
    return _run_on(folder, options, app, says=says, place=familiar.place)


def chosen_language(folder: Path) -> str:
    """The language that the user chose on the settings page; "" for the system's."""
    return str(window_settings(folder).value("language", ""))


class Familiar(QObject):
    """Everything of one run."""

    def __init__(self, folder: Path, options: Options, *, place: QRect | None = None) -> None:
        """`place` is where the window stood a moment ago; without it, where it stood at the end of another run."""
        super().__init__()
        sys.setswitchinterval(TURN)
        self._folder = folder
        self._only_look = options.screenshot is not None
        self._handover: Handover | None = None
        self.place: QRect | None = None  # of the window that is opened anew
        self.exit_code = 0
        self.garbage = GarbageCollector(self)
        self.live = LiveLibrary(folder, self)
        self.crops = CropLoader(self.live.previews, self)
        self.indexing = Indexing(folder, self)
        self.crashes = CrashReports(folder, self)
        try:
            self.window = self._new_window()
        except BaseException:
            self._close_parts()  # a thread that goes on would keep the program alive, without a window
            raise
        # Done between the end of this run and the next one; answers where the library is then, if elsewhere.
        self.while_closed: Callable[[], Path | None] | None = None
        self.next_page = "people"
        self.next_says = ""
        self.crashes.known.connect(lambda sentence: self.window.say(sentence))
        self.crashes.unknown.connect(self._on_crash)
        if options.page:
            self.window.open_page(options.page)
        self.garbage.settle()
        if place is not None:
            self.window.setGeometry(place)  # exactly there, also where it does not fit on the screen
        self.window.show()
        if options.screenshot is not None:
            self.shot = Screenshot(self.window, self.live, self.crops, options.screenshot)
            self.shot.taken.connect(self._on_shot)

    def _new_window(self) -> MainWindow:
        # Most of the program, imported while another thread reads who is in the library.
        from app.views.main_window import MainWindow

        folder = self._folder
        with style.laid_aside():
            window = MainWindow(self.live, self.crops, self.indexing, only_look=self._only_look)
        window.language_chosen.connect(self._on_language)
        window.restore_wanted.connect(self.bring_back)
        window.move_wanted.connect(lambda target: self.start_again(lambda: _moved(folder, target), page="settings"))
        window.delete_wanted.connect(lambda: self.start_again(lambda: forget_everything(folder)))
        window.sample_wanted.connect(self.add_sample)
        return window

    def _on_language(self) -> None:
        """Everything goes on; only the window is another one."""
        from app.views.handover import Handover

        if self._handover is not None:
            self._handover.finish()
        app = QCoreApplication.instance()
        assert app is not None
        translate(app, chosen_language(self._folder))
        self.window.memory.keep()
        old, self.window = self.window, self._new_window()
        self._handover = Handover(old, self.window, lambda: self.live.busy, self)

    def bring_back(self, source: Path) -> None:
        """Opens the window anew on this backup, and says where the library of until now is."""
        says = self.tr("The backup {file} was brought back. The library of before is {old}.").format(
            file=words.shortened(source.name), old=self._folder / REPLACED
        )
        self.start_again(lambda: restore(self._folder, source), says=says)

    def start_again(self, while_closed: Callable[[], Path | None], *, page: str = "people", says: str = "") -> None:
        """Closes everything, does this, and opens the window anew, on this page; then it says this sentence."""
        self.while_closed, self.next_page, self.next_says = while_closed, page, says
        self.place = self.window.geometry() if self.window.windowState() == Qt.WindowState.WindowNoState else None
        QApplication.quit()

    def raise_window(self) -> None:
        """Somebody started the program a second time."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def add_sample(self) -> None:
        """Makes the sample album and adds it."""
        from core.photos.sample import make_sample_album  # which nobody else needs

        album = sample_place() / "album"
        make_sample_album(album)
        if not any(Path(known.path) == album for known in self.live.ask_now(lambda queries: queries.folders())):
            self.window.add_folder(str(album))

    def open_folder(self, path: str) -> None:
        """The desktop wants this folder opened: it is taken in, or looked through again where it is known."""
        self.raise_window()
        if any(known.path == path for known in self.live.ask_now(lambda queries: queries.folders())):
            self.indexing.start()
        elif Path(path).is_dir():
            self.window.add_folder(path)

    def close(self) -> None:
        """Stops the worker, the threads, and closes the library, in this order."""
        if self._handover is not None:
            self._handover.finish()
        self.window.close()
        QPixmapCache.clear()  # its pictures are kept by numbers of this library
        self._close_parts()
        self.window.deleteLater()

    def _close_parts(self) -> None:
        self.indexing.close()
        self.crops.close()
        self.live.close()
        self.crashes.close()
        self.garbage.stop()

    def _on_crash(self) -> None:
        self.window.notice.say(
            self.tr("Something went wrong in Familiar. Your photos and names are safe. A note is in crash.log.")
        )

    def _on_shot(self, saved: bool) -> None:
        self.exit_code = 0 if saved else 1
        QTimer.singleShot(0, QApplication.quit)


def _moved(folder: Path, target: Path) -> Path:
    """Moves a closed library; says where it is now."""
    move(folder, target)
    return target


ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashReports(QObject):
    """The window's exception hook: one of the two places that catch (the other is the per-photo loop)."""

    known = Signal(str)  # a sentence
    unknown = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = CrashLog(folder)
        self._before: ExceptHook = sys.excepthook
        self._before_in_threads = threading.excepthook
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A `CoreError` is a sentence; `KeyboardInterrupt` ends the program; everything else is noted."""
        if isinstance(error, CoreError):
            self.known.emit(str(error))
        elif issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            self._log.note_error("window", kind, trace)
            self._before(kind, error, trace)
            self.unknown.emit()

    def close(self) -> None:
        sys.excepthook = self._before
        threading.excepthook = self._before_in_threads

    def _report_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
