"""Choosing how faces are recognised: one calm card for the pack that is looked at.

It says what the pack is, how large, under which licence, and that everything goes on with the old one meanwhile. What
goes wrong is a sentence with "Try again"; details are folded away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar, QPushButton, QWidget

from app import pack_words, reasons, style
from app.live_library import LiveLibrary
from app.pack_install import PackInstall
from app.widgets.card import Card, button, choices, size
from core.offers import Offer, offers, use
from core.store.inventory import Inventory

PROGRESS_STEPS = 1000


class PackCard(Card):
    """The card "Recognition"."""

    said = Signal(str)  # a sentence for a notice
    switched = Signal()  # the library is to be looked at with another pack

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(self.tr("Recognition"))
        self._live = live
        self._offers: dict[str, Offer] = {}
        self._wanted = ""  # the name of the pack in use, or of the one that it changes to
        self.install = PackInstall(self)
        self.install.progressed.connect(self._on_progressed)
        self.install.done.connect(self._on_installed)
        self.install.failed.connect(self._on_failed)
        live.closing.connect(self.install.stop)
        self._state = self.say(look="plain")
        self._hardware = self.say()
        self.unfold = button(self.tr("Other ways to recognise faces…"), self._on_unfold, look="link")
        self.pack = choices(self.tr("Recognition"), [])
        self.pack.currentIndexChanged.connect(self._show_offer)
        self.add(self.unfold)
        self.add(self.pack)
        self._about, self._terms = self.say(look="plain"), self.say()
        self.accept = QCheckBox(self.tr("I have read this and accept it"))
        self.accept.toggled.connect(self._show_buttons)
        self._keeps = self.say(
            self.tr("All names stay, and Familiar goes on as before until every face has been looked at again.")
        )
        self._from = self.say()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, PROGRESS_STEPS)
        self._trouble = self.say(look="plain")
        self.add(self.accept)
        self.add_whole(self.bar)
        self._make_buttons()
        self._details = self.say()
        self._open(False)

    def _make_buttons(self) -> None:
        self.use_button = button(self.tr("Use this one"), self._on_use, look="primary")
        self.fetch_button = button("", partial(self._start, None), look="primary")
        self.file_button = button(self.tr("Use a file I have…"), self._on_file)
        self.stop_button = button(self.tr("Stop"), self.install.stop)
        self.details_button = button(self.tr("Details"), self._on_details, look="link")
        buttons: list[QPushButton] = [self.use_button, self.fetch_button, self.file_button, self.stop_button]
        self.add(*buttons, self.details_button)

    # --- what there is ----------------------------------------------------------------------------

    def show_inventory(self, found: Inventory) -> None:
        """What the library is recognised with now."""
        said = pack_words.translated
        self._wanted = found.wanted_name
        text = self.tr("In use: {pack}").format(pack=said(found.pack))
        if found.wanted_pack != found.pack:
            text = self.tr("Changing to {pack}: {done} of {all} faces have been looked at again.").format(
                pack=said(found.wanted_pack), done=style.number(found.switched), all=style.number(found.to_switch)
            )
        self._state.setText(text)
        used = [said(one.title) for one in found.hardware if one.used]
        others = [f"{said(one.title)}: {said(one.reason)}" for one in found.hardware if one.reason]
        self._hardware.setText(self.tr("Runs on: {device}").format(device=", ".join(used)))
        self._hardware.setToolTip("\n".join(others))
        self._hardware.setVisible(bool(used))
        self._live.work(lambda _: offers(), self._on_offers)

    def _on_offers(self, found: Sequence[Offer]) -> None:
        known = {one.name: one for one in found}
        if known == self._offers:
            return
        self._offers = known
        chosen = self.pack.currentData() or self._wanted
        with QSignalBlocker(self.pack):
            self.pack.clear()
            for one in found:
                self.pack.addItem(pack_words.translated(one.title), one.name)
            self.pack.setCurrentIndex(max(0, self.pack.findData(chosen)))
        self._show_offer()

    @property
    def offer(self) -> Offer | None:
        """The pack that is looked at."""
        return self._offers.get(str(self.pack.currentData()))

    def _show_offer(self) -> None:
        one = self.offer
        if one is None:
            return
        self._about.setText(pack_words.translated(one.about))
        self._terms.setText(self.tr("Licence: {terms}").format(terms=pack_words.translated(one.terms)))
        with QSignalBlocker(self.accept):
            self.accept.setChecked(False)
        hosts = QLocale().createSeparatedList(list(one.hosts))
        self._from.setText(
            self.tr("It is fetched from {host}. Nothing about you or your photos goes there.").format(host=hosts)
        )
        details = [one.licence, one.address, one.measured_on]
        self._details.setText("\n".join(part for part in details if part))
        self._trouble.setText("")
        self._show_buttons()

    def _show_buttons(self) -> None:
        one = self.offer
        if one is None or self._folded:
            return
        running, fits = self.install.running, one.name != self._wanted
        to_fetch = not one.installed and not running
        self.accept.setVisible(one.must_accept and to_fetch)
        allowed = not one.must_accept or self.accept.isChecked()
        trouble = bool(self._trouble.text())
        again = self.tr("Try again") if trouble else self.tr("Download ({size})")
        self.fetch_button.setText(again.format(size=size(one.size)))
        for shown, widget in (
            (to_fetch and bool(one.hosts), self._from),
            (to_fetch, self.fetch_button),
            (to_fetch, self.file_button),
            (one.installed and fits, self.use_button),
            (running, self.stop_button),
            (running, self.bar),
            (fits, self._keeps),
            (trouble, self._trouble),
        ):
            widget.setVisible(shown)
        self.fetch_button.setEnabled(allowed)
        self.file_button.setEnabled(allowed)
        self.pack.setEnabled(not running)

    # --- folding ----------------------------------------------------------------------------------

    def _on_unfold(self) -> None:
        self._open(self._folded)

    def _open(self, is_open: bool) -> None:
        self._folded = not is_open
        parts: tuple[QWidget, ...] = (
            *(
                self.pack,
                self._about,
                self._terms,
                self.accept,
                self._keeps,
                self._from,
                self.bar,
                self._trouble,
                self._details,
            ),
            *(self.use_button, self.fetch_button, self.file_button, self.stop_button, self.details_button),
        )
        for part in parts:
            part.setVisible(is_open)
        self._details.hide()
        self._show_buttons()

    def _on_details(self) -> None:
        self._details.setVisible(self._details.isHidden())

    # --- what happens -----------------------------------------------------------------------------

    def _start(self, source: Path | None) -> None:
        one = self.offer
        if one is not None:
            self._trouble.setText("")
            self.bar.setValue(0)
            self.install.start(one.name, source=source, accepted=self.accept.isChecked())
            self._show_buttons()

    def _on_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("The file of this pack"), str(Path.home()))
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, source: Path) -> None:
        """Installs the pack from a file that the user has."""
        self._start(source)

    def _on_progressed(self, done: float, total: float) -> None:
        self.bar.setValue(round(PROGRESS_STEPS * done / total) if total else 0)
        self.bar.setAccessibleName(self.tr("{done} of {all}").format(done=size(round(done)), all=size(round(total))))

    def _on_installed(self, name: str) -> None:
        self.said.emit(self.tr("{pack} is installed.").format(pack=pack_words.translated(self._offers[name].title)))
        self._join(lambda: self._live.work(lambda _: offers(), self._on_offers))

    def _on_failed(self, sentence: str) -> None:
        self._trouble.setText(reasons.translated(sentence))
        self._join(self._show_buttons)

    def _join(self, then: Callable[[], object]) -> None:
        """The thread is at its very end."""
        self.install.join()
        then()

    def _on_use(self) -> None:
        one = self.offer
        if one is not None:
            self._live.work(lambda library: use(library, one.name), lambda _: self.switched.emit())
