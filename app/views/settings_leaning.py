"""How sure Familiar has to be before it puts two faces together: a few steps to either side of what suits the album.

What a step would change is tried out before anything is changed, by a child process (`core.foresight`, `core.aside`).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider

from app import style
from app.live_library import LiveLibrary
from app.widgets.card import Card, button
from core.aside import Aside
from core.foresight import Foresight, foresee
from core.store.inventory import Inventory
from core.store.leaning import FURTHEST, lean

CALM_MS = 400  # with the handle at rest, before a step is tried out
POLL_MS = 100


class LeaningCard(Card):
    """The card "Putting faces together"."""

    leaned = Signal()  # the faces are to be grouped anew

    def __init__(self, live: LiveLibrary) -> None:
        super().__init__(self.tr("Putting faces together"))
        self._live = live
        self._now = 0
        self._foreseer = Aside(foresee, name="foresight")
        live.closing.connect(self._foreseer.stop)
        self.say(
            self.tr(
                "Familiar puts faces together only when it is sure, and asks about the others under Review: "
                "better two groups of one person than one group of two people."
            )
        )
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-FURTHEST, FURTHEST)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(self.tr("How sure Familiar has to be"))
        ends = QHBoxLayout()
        for text in (self.tr("More careful"), self.tr("More daring")):
            label = QLabel(text)
            label.setProperty("look", "small")
            ends.addWidget(label)
        ends.insertStretch(1)
        self.add_whole(self.slider)
        self.add_whole(ends)
        self._says = self.say(look="plain")
        self._foreseen = self.say()
        self.use_button = button(self._words_of_use(None), self._on_use)
        self.back_button = button(self.tr("Leave it as it is"), self._on_back, look="flat")
        self.add(self.use_button, self.back_button)
        self._calm = QTimer(self, interval=CALM_MS, singleShot=True)
        self._calm.timeout.connect(self._try_out)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self.slider.valueChanged.connect(self._on_step)
        self._on_step()

    @property
    def words(self) -> str:
        """What it says about the step, and what that would change."""
        return f"{self._says.text()} {self._foreseen.text()}".strip()

    def show_inventory(self, found: Inventory) -> None:
        """The step in force. A step that is just being looked at stays."""
        if found.leaning != self._now:
            looking = self.slider.value() != self._now
            self._now = found.leaning
            self.slider.setValue(self.slider.value() if looking else self._now)
            self._on_step()

    def leave(self) -> None:
        """Another page opens: nothing is tried out any more."""
        self._calm.stop()
        self._poll.stop()
        self._foreseer.stop()
        self.slider.setValue(self._now)

    def _on_step(self) -> None:
        step = self.slider.value()
        self._says.setText(self._words_of(step))
        changed = step != self._now
        self.use_button.setVisible(changed)
        self.back_button.setVisible(changed)
        self._foreseen.setText(self.tr("Trying out what this would change…") if changed else "")
        self._foreseen.setVisible(changed)
        self.use_button.setText(self._words_of_use(None))
        self._foreseer.stop()
        self._poll.stop()
        if changed:
            self._calm.start()
        else:
            self._calm.stop()

    def _words_of(self, step: int) -> str:
        return {
            -2: self.tr("Much more careful: fewer mistakes, more groups of one person, more questions."),
            -1: self.tr("More careful: for families in which many look alike."),
            0: self.tr("Right for this album. Familiar works this out from the album itself."),
            1: self.tr("More daring: fewer groups of one person; now and then a mistake to put right."),
            2: self.tr("Much more daring: only where few people look alike."),
        }[step]

    def _try_out(self) -> None:
        self._foreseer.start(self._live.folder, self.slider.value())
        self._poll.start()

    def _on_poll(self) -> None:
        found = self._foreseer.poll()
        if found is not None:
            self._foreseen.setText(self._words_about(found))
            self.use_button.setText(self._words_of_use(found))
        if not self._foreseer.running:
            self._poll.stop()

    def _words_about(self, found: Foresight) -> str:
        """ "28 groups become 31. 2 would join others. 15 single faces would find a group." """
        if not (found.joined or found.parted or found.alone):
            return self.tr("Nothing would change among the faces there are now.")
        parts = [
            self.tr("{before} groups become {after}.").format(
                before=style.number(found.before), after=style.number(found.after)
            )
        ]
        if found.joined:
            parts.append(self.tr("%Ln would join others.", "", found.joined))
        if found.parted:
            parts.append(self.tr("%Ln part(s) would come off.", "", found.parted))
        if found.alone < 0:
            parts.append(self.tr("%Ln single face(s) would find a group.", "", -found.alone))
        if found.alone > 0:
            parts.append(self.tr("%Ln face(s) would be alone.", "", found.alone))
        parts.append(self.tr("What you said stays in any case."))
        return " ".join(parts)

    def _words_of_use(self, found: Foresight | None) -> str:
        if found is not None and not (found.joined or found.parted or found.alone):
            return self.tr("Do so with new photos")
        return self.tr("Group the faces like this")

    def _on_use(self) -> None:
        step = self.slider.value()
        self._now = step
        self._live.work(lambda library: lean(library.db, step), lambda _: self.leaned.emit())
        self._on_step()

    def _on_back(self) -> None:
        self.slider.setValue(self._now)
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
