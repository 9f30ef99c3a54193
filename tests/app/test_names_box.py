"""Names from and for other programs, as the user meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from album import Album as Filled
from PySide6.QtCore import Qt

from app import words
from app.live_library import LiveLibrary
from app.names_exchange import Written
from app.views.folders_page import FoldersPage
from app.views.names_box import SIZE, NamesBox
from core.people import edits
from core.people.draft import Edit
from core.photos.header import Header
from core.photos.reading import content_hash
from core.photos.sentences import NOTES_NAME_TOO_LONG
from core.photos.sidecars import write_names
from core.records import Box, NamedBox


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    """A photo with two faces; beside it, Anna on the left one and Mia where no face was found."""
    made = Filled(tmp_path / "album")
    left, _ = made.photo([1, 2], name="both.jpg")
    boxes = [
        NamedBox("Anna", made.library.queries.face(left).box),  # type: ignore[union-attr]
        NamedBox("Mia", Box(0.6, 0.6, 0.2, 0.2)),
    ]
    write_names(made.photos_folder / "both.jpg", Header(64, 64, 1, b""), boxes, [])
    yield made
    made.library.close()


@pytest.fixture
def live(filled: Filled, qtbot) -> Iterator[LiveLibrary]:
    made = LiveLibrary(filled.folder)
    yield made
    made.close()


@pytest.fixture
def box(live: LiveLibrary, qtbot) -> NamesBox:
    made = NamesBox(live)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # qtbot does it
    qtbot.addWidget(made)
    made.show()
    return made


def look(box: NamesBox, qtbot) -> None:
    with qtbot.waitSignal(box.exchange.found):
        qtbot.mouseClick(box.look_button, Qt.MouseButton.LeftButton)


def lines(box: NamesBox) -> list[list[str]]:
    items = [box.table.topLevelItem(row) for row in range(box.table.topLevelItemCount())]
    return [[item.text(column) for column in range(6)] for item in items]


def test_nothing_happens_before_a_button_is_pressed(box: NamesBox, filled: Filled) -> None:
    assert not box.table.isVisible()
    assert not box.take_button.isVisible()
    assert filled.library.queries.names() == {}


def test_a_look_shows_what_would_be_taken_over(box: NamesBox, filled: Filled, qtbot) -> None:
    look(box, qtbot)
    assert lines(box) == [["Anna", "1", "", "", "", ""], ["Mia", "", "1", "", "", ""]]
    assert "1 photo" in box.summary.text()
    assert filled.library.queries.names() == {}


def test_taking_over_is_told_and_undone(box: NamesBox, live: LiveLibrary, qtbot) -> None:
    look(box, qtbot)
    with qtbot.waitSignal(live.edited) as told:
        qtbot.mouseClick(box.take_button, Qt.MouseButton.LeftButton)
    assert not box.isVisible()
    assert told.args == [words.done(Edit("import", ("", "2"), ()))]
    assert set(live.ask_now(lambda queries: queries.names()).values()) == {"Anna", "Mia"}
    live.undo()
    assert live.ask_now(lambda queries: queries.names()) == {}


def test_a_name_that_is_not_ticked_is_left_out(box: NamesBox, live: LiveLibrary, qtbot) -> None:
    look(box, qtbot)
    box.table.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(live.edited):
        box.take_over()
    assert set(live.ask_now(lambda queries: queries.names()).values()) == {"Mia"}


def test_with_nothing_ticked_nothing_can_be_taken_over(box: NamesBox, qtbot) -> None:
    look(box, qtbot)
    for row in range(2):
        box.table.topLevelItem(row).setCheckState(0, Qt.CheckState.Unchecked)
    assert not box.take_button.isEnabled()


def test_a_name_without_a_place_is_a_guess_only_if_wanted(box: NamesBox, live: LiveLibrary, filled, qtbot) -> None:
    (face,) = filled.photo([3], name="one.jpg")
    (filled.photos_folder / "one.jpg.json").write_text(json.dumps({"people": [{"name": "Ben"}]}))
    look(box, qtbot)
    assert ["Ben", "", "", "1", "", ""] in lines(box)
    assert box.guess.isVisible()
    box.guess.setChecked(True)
    assert ["Ben", "1", "", "", "", ""] in lines(box)  # what is shown follows the tick
    box.guess.setChecked(False)
    assert ["Ben", "", "", "1", "", ""] in lines(box)
    box.guess.setChecked(True)
    with qtbot.waitSignal(live.edited):
        box.take_over()
    assert filled.who(face) == "Ben"


def test_guesses_are_written_only_if_wanted(box: NamesBox, filled: Filled, qtbot) -> None:
    said = filled.photo([3], name="said.jpg")[0]
    for number in range(3):
        filled.photo([3], name=f"guess-{number}.jpg")
    filled.group()
    filled.library.do(edits.name, f"f{said}", "Ben")
    guessed = filled.photos_folder / "guess-0.jpg.xmp"
    for wanted in (False, True):
        box.guesses.setChecked(wanted)
        with qtbot.waitSignal(box.exchange.written):
            qtbot.mouseClick(box.write_button, Qt.MouseButton.LeftButton)
        assert (filled.photos_folder / "said.jpg.xmp").exists()
        assert guessed.exists() == wanted


def test_names_are_written_beside_the_photos(box: NamesBox, filled: Filled, qtbot) -> None:
    (face,) = filled.photo([3], name="three.jpg")
    filled.library.do(edits.name, f"f{face}", "Ben")
    with qtbot.waitSignal(box.exchange.written):
        qtbot.mouseClick(box.write_button, Qt.MouseButton.LeftButton)
    assert box.outcome.text() == "1 file(s) written."
    assert "Ben" in (filled.photos_folder / "three.jpg.xmp").read_text(encoding="utf-8")


def test_names_are_written_into_the_photos_where_that_is_switched_on(box: NamesBox, filled: Filled, qtbot) -> None:
    (face,) = filled.photo([3], name="three.jpg")
    filled.library.do(edits.name, f"f{face}", "Ben")
    path = filled.photos_folder / "three.jpg"
    digest = content_hash(path.read_bytes())
    filled.library.db.execute("UPDATE photos SET content_hash = ? WHERE id = ?", (digest, filled.photo_at(path)))
    assert not box.into_photos.isChecked()
    assert not box.warning.isVisible()
    box.into_photos.setChecked(True)
    assert box.warning.isVisible()
    assert not box.beside.isVisible()
    assert box.write_button.text() == "Write names into the photos"
    with qtbot.waitSignal(box.exchange.written):
        qtbot.mouseClick(box.write_button, Qt.MouseButton.LeftButton)
    assert box.outcome.text() == "1 photo(s) changed."
    assert b"Ben" in path.read_bytes()
    assert not (filled.photos_folder / "three.jpg.xmp").exists()


def test_photos_that_were_left_alone_are_said(box: NamesBox, filled: Filled, qtbot) -> None:
    (face,) = filled.photo([3], name="three.jpg")
    filled.library.do(edits.name, f"f{face}", "Ben")
    (filled.photos_folder / "three.jpg.xmp").write_text("<broken")
    with qtbot.waitSignal(box.exchange.written):
        box.write()
    assert "1 photo(s) were left alone: three.jpg: What another program noted" in box.outcome.text()


def test_another_programs_name_gives_way_only_after_a_second_word(box: NamesBox, filled: Filled, qtbot) -> None:
    (face,) = filled.photo([3], name="three.jpg")
    filled.library.do(edits.name, f"f{face}", "Ben")
    photo = filled.photos_folder / "three.jpg"
    theirs = filled.library.queries.face(face).box  # type: ignore[union-attr]
    sidecar, _ = write_names(photo, Header(64, 64, 1, b""), [NamedBox("Papa", theirs)], [])
    assert sidecar is not None
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("Familiar", "digiKam"), encoding="utf-8")
    assert not box.overrule.isVisible()
    with qtbot.waitSignal(box.exchange.written):
        box.write()
    assert "1 face(s) are somebody else to another program, whose name stays." in box.outcome.text()
    assert "Ben" not in sidecar.read_text(encoding="utf-8")
    assert box.overrule.isVisible()
    box.overrule.setChecked(True)
    with qtbot.waitSignal(box.exchange.written):
        box.write()
    assert "Papa" not in sidecar.read_text(encoding="utf-8")
    assert "Ben" in sidecar.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["faces.csv", "faces.json"])
def test_a_list_is_saved(box: NamesBox, tmp_path: Path, qtbot, name: str) -> None:
    with qtbot.waitSignal(box.exchange.listed):
        box.exchange.save_list(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 50
    assert name in box.outcome.text()


def test_a_list_that_cannot_be_written_is_said(box: NamesBox, tmp_path: Path, qtbot) -> None:
    with qtbot.waitSignal(box.exchange.failed):
        box.exchange.save_list(tmp_path / "nowhere" / "faces.csv")
    assert "could not be written" in box.outcome.text()


def test_a_job_can_be_stopped(box: NamesBox, qtbot) -> None:
    with qtbot.waitSignal(box.exchange.stopped):
        box.look()
        box.exchange.stop()
    assert box.look_button.isEnabled()
    assert not box.table.isVisible()


def test_closing_the_library_while_it_works(filled: Filled, qtbot) -> None:
    live = LiveLibrary(filled.folder)
    box = NamesBox(live)
    qtbot.addWidget(box)
    box.look()
    live.close()


def test_the_box_opens_from_the_folders_page(live: LiveLibrary, qtbot) -> None:
    page = FoldersPage(live)
    qtbot.addWidget(page)
    page.exchange_names()
    (box,) = page.findChildren(NamesBox)
    assert box.isVisible()
    box.close()


def test_a_long_name_of_a_file_does_not_stretch_the_box(box: NamesBox) -> None:
    photo = f"/photos/{'holiday' * 30}.jpg"
    before = box.minimumSizeHint().width()
    box._on_written(Written(refused=((photo, NOTES_NAME_TOO_LONG),)))
    assert box.minimumSizeHint().width() <= max(before, SIZE[0])
    assert "holiday…" not in box.outcome.text()
    assert "…" in box.outcome.text()
    assert ".jpg: The photo's name is so long" in box.outcome.text()
    assert box.outcome.toolTip() == photo
