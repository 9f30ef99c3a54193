"""The photo view, driven as a user drives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app import file_manager
from app.live_library import LiveLibrary
from app.previews import CropLoader
from app.views.photo_view import PhotoView
from app.widgets.photo_info import NOTHING_SAID
from core.people import edits
from core.photos import sentences
from core.records import Box, Face, FoundFace
from core.store.library import Library

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(live: LiveLibrary, crops: CropLoader, qtbot: QtBot, dressed: None) -> Iterator[PhotoView]:
    made = PhotoView(live, crops)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.loader.stop()


def test_opens_the_photo_at_its_place_in_the_row(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "garden.jpg", qtbot)
    assert view.photo_id == album.ids["garden.jpg"]
    assert "2015" in view._heading.text()
    assert view._count.text().startswith("2")
    assert view.loader.photo(str(album.photos / "garden.jpg")).height == 900


def test_neighbours_are_read_ahead(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "garden.jpg", qtbot)
    for name in ("beach.jpg", "party.jpg"):
        qtbot.waitUntil(lambda name=name: view.loader.photo(str(album.photos / name)) is not None)


def test_arrows_leaf_and_stop_at_the_ends(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    for key, name in (
        (Qt.Key.Key_Left, "beach.jpg"),
        (Qt.Key.Key_Right, "garden.jpg"),
        (Qt.Key.Key_Right, "party.jpg"),
        (Qt.Key.Key_Right, "party.jpg"),
        (Qt.Key.Key_Left, "garden.jpg"),
    ):
        qtbot.keyClick(view.canvas, key)
        assert view.photo_id == album.ids[name]


def test_click_on_the_strip_goes_there(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    index = view.strip.model().index(2, 0)
    qtbot.mouseClick(view.strip.viewport(), Qt.MouseButton.LeftButton, pos=view.strip.visualRect(index).center())
    assert view.photo_id == album.ids["party.jpg"]
    assert view.strip.currentIndex().row() == 2


def test_keys_zoom_and_space_toggles_full_size(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    canvas = view.canvas
    fitting = canvas.viewport.scale_now
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.viewport.scale_now == pytest.approx(fitting * 1.25)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.viewport.fits
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.viewport.scale_now == pytest.approx(1 / canvas.devicePixelRatioF())
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.viewport.fits
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.viewport.fits


def test_a_closer_look_brings_more_pixels(view: PhotoView, album, qtbot: QtBot) -> None:
    view.resize(420, 400)
    _open(view, album, "beach.jpg", qtbot)
    path = str(album.photos / "beach.jpg")
    small = view.loader.photo(path).image.width()
    assert small < 1200
    qtbot.keyClick(view.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.loader.photo(path).image.width() == 1200)


def test_drag_moves_the_photo_under_the_hand(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    canvas = view.canvas
    for _ in range(6):
        qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    start, end = QPoint(500, 300), QPoint(460, 340)
    held = canvas.viewport.to_photo(QPointF(start))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert canvas.viewport.to_photo(QPointF(end)) == pytest.approx(held)


def test_escape_closes(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)


def test_escape_in_the_editor_closes_only_the_editor(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    _label(view, 0).click()
    with qtbot.assertNotEmitted(view.closed):
        qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Escape)
    assert not view.canvas.editor.isVisible()


def test_b_shows_the_faces_while_it_is_held_and_a_tap_keeps_them(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    canvas = view.canvas
    canvas.leaveEvent(None)
    assert not canvas.faces_shown
    qtbot.keyPress(canvas, Qt.Key.Key_B)
    assert canvas.faces_shown
    qtbot.keyRelease(canvas, Qt.Key.Key_B)
    assert canvas.faces_shown
    assert view.faces_action.isChecked()
    qtbot.keyClick(canvas, Qt.Key.Key_B)
    assert not canvas.faces_shown


def test_labels_stand_under_their_faces_and_can_be_reached_by_tab(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    for label in view.canvas.labels:
        box = view.canvas.viewport.box_rect(label.face.box)
        assert label.geometry().top() >= box.bottom() - 1
        assert abs(label.geometry().center().x() - box.center().x()) < 3
        assert label.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert label.accessibleName()


def test_naming_a_face_names_its_group(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    _name(view, 0, "Anna", qtbot)
    qtbot.waitUntil(lambda: _label(view, 0).text() == "Anna")
    assert _label(view, 1).text() != "Anna"
    (face,) = live.ask_now(lambda queries: queries.faces_in(album.ids["garden.jpg"]))
    assert face.name == "Anna"


def test_a_name_that_exists_is_that_person(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    live.do(edits.name, f"f{album.faces['beach.jpg'][0]}", "Anna")
    _open(view, album, "beach.jpg", qtbot)
    qtbot.waitUntil(lambda: bool(view.canvas._names))
    _name(view, 1, "anna", qtbot)
    qtbot.waitUntil(lambda: _label(view, 1).text() == "Anna")
    assert list(live.ask_now(lambda queries: queries.names()).values()) == ["Anna"]
    live.undo()
    qtbot.waitUntil(lambda: _label(view, 1).text() != "Anna")


def test_a_named_face_can_be_given_to_somebody_else(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    live.do(edits.name, f"f{album.faces['beach.jpg'][0]}", "Anna")
    _open(view, album, "beach.jpg", qtbot)
    _name(view, 0, "Ben", qtbot)
    qtbot.waitUntil(lambda: _label(view, 0).text() == "Ben")
    assert sorted(live.ask_now(lambda queries: queries.names()).values()) == ["Anna", "Ben"]


def test_not_anna_takes_the_name_away(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    face_id = album.faces["beach.jpg"][0]
    live.do(edits.name, f"f{face_id}", "Anna")
    _open(view, album, "beach.jpg", qtbot)
    label = _label(view, 0)
    texts = [action.text() for action in label.menu_now().actions()]
    assert any("Anna" in text for text in texts)
    label.menu_now().actions()[1].trigger()
    qtbot.waitUntil(lambda: _label(view, 0).face.name == "")
    assert live.ask_now(lambda queries: queries.face(face_id)).how == "unnamed"


def test_information_panel_says_what_is_known(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    live.do(edits.name, f"f{album.faces['beach.jpg'][0]}", "Anna & Ben")
    _open(view, album, "beach.jpg", qtbot)
    assert not view.info.isVisible()
    qtbot.keyClick(view.canvas, Qt.Key.Key_I)
    assert view.info.isVisible()
    texts = [label.text() for label in view.info.findChildren(type(view._heading))]
    assert "beach.jpg" in texts
    assert any("1200" in text.replace(",", "") and "800" in text for text in texts)
    button = next(button for button in view.info.findChildren(QPushButton) if "Anna" in button.text())
    with qtbot.waitSignal(view.person_opened) as caught:
        button.click()
    assert caught.args == [f"p{_faces(live, album)[0].person_id}"]


def test_information_panel_hands_the_file_on(
    view: PhotoView, live: LiveLibrary, album, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(file_manager, "show_in_file_manager", lambda path: bool(shown.append(path)) or True)
    monkeypatch.setattr(file_manager, "open_with_viewer", lambda _: False)
    _open(view, album, "beach.jpg", qtbot)
    view.info.place_wanted.emit(str(album.photos / "beach.jpg"))
    assert shown == [album.photos / "beach.jpg"]
    with qtbot.waitSignal(live.failed):
        view.info.viewer_wanted.emit(str(album.photos / "beach.jpg"))


def test_a_photo_that_cannot_be_read_shows_its_sentence(view: PhotoView, album, qtbot: QtBot) -> None:
    view.show_photo(album.ids["letter.jpg"], [album.ids["letter.jpg"]])
    qtbot.waitUntil(lambda: view.canvas._sentence == sentences.NOT_A_PICTURE)
    assert not view.grab().isNull()


def test_a_photo_that_is_gone_shows_a_sentence(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    live.do(edits.remove_folder, 1)
    view.show_photo(album.ids["beach.jpg"], [album.ids["beach.jpg"]])
    assert "no longer" in view.canvas._sentence
    view.show_photo(12345, [12345])
    assert "no longer" in view.canvas._sentence
    qtbot.waitUntil(lambda: not live.busy)


def _open(view: PhotoView, album, name: str, qtbot: QtBot) -> None:
    ids = [album.ids[each] for each in ("beach.jpg", "garden.jpg", "party.jpg")]
    view.show_photo(album.ids[name], ids)
    path = str(album.photos / name)
    faces = len(album.faces[name])
    qtbot.waitUntil(lambda: view.loader.photo(path) is not None and len(view.canvas.labels) == faces)


def _label(view: PhotoView, place: int):
    return view.canvas.labels[place]


def _name(view: PhotoView, place: int, name: str, qtbot: QtBot) -> None:
    _label(view, place).click()
    qtbot.keyClicks(view.canvas.editor.line, name)
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Return)


def _faces(live: LiveLibrary, album) -> list[Face]:
    return live.ask_now(lambda queries: queries.faces_in(album.ids["beach.jpg"]))


def test_a_box_is_drawn_by_hand(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    _open(view, album, "party.jpg", qtbot)
    qtbot.keyClick(view.canvas, Qt.Key.Key_D)
    pen = view.canvas.pen
    assert pen.isVisible()
    photo = view.canvas.viewport.photo_rect()
    start, end = (
        QPoint(round(photo.x() + photo.width() * x), round(photo.y() + photo.height() * x)) for x in (0.2, 0.4)
    )
    with qtbot.waitSignal(view.face_drawn):
        qtbot.mousePress(pen, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(pen, end)
        qtbot.mouseRelease(pen, Qt.MouseButton.LeftButton, pos=end)
    assert not pen.isVisible()
    (mark,) = live.ask_now(lambda queries: queries.marks.drawn_in(album.ids["party.jpg"]))
    assert (mark.box.x, mark.box.width) == (pytest.approx(0.2, abs=0.01), pytest.approx(0.2, abs=0.01))
    qtbot.waitUntil(lambda: len(view.canvas._drawn) == 1 and view.canvas.editor.isVisible())
    assert not view.canvas.grab().isNull()
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Escape)
    live.undo()
    qtbot.waitUntil(lambda: view.canvas._drawn == [])


def test_a_box_is_drawn_with_the_keys(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    _open(view, album, "party.jpg", qtbot)
    qtbot.keyClick(view.canvas, Qt.Key.Key_D)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(view.canvas.pen, key)
    assert len(live.ask_now(lambda queries: queries.marks.drawn_in(album.ids["party.jpg"]))) == 1
    qtbot.keyClick(view.canvas, Qt.Key.Key_D)
    with qtbot.assertNotEmitted(view.closed):
        qtbot.keyClick(view.canvas.pen, Qt.Key.Key_Escape)
    assert not view.canvas.pen.isVisible()
    qtbot.waitUntil(lambda: not live.busy)


def test_a_drawn_face_is_named_at_once(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    """Box, name, Enter; the worker looks at the face later, and the name stays."""
    _open(view, album, "party.jpg", qtbot)
    view.canvas.face_drawn.emit(Box(0.2, 0.2, 0.2, 0.2))
    qtbot.waitUntil(lambda: view.canvas.editor.isVisible())
    assert view.canvas.editor.line.hasFocus() or view.canvas.editor.line is view.focusWidget()
    assert view.canvas.outlined == view.canvas.labels[0].face.face_id
    qtbot.keyClicks(view.canvas.editor.line, "Anna")
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [label.text() for label in view.canvas.labels] == ["Anna"])
    assert view.canvas.outlined is None
    with Library(album.library) as library:  # the worker's part
        (waiting,) = library.marks.waiting()
        found = library.queries.faces_in(album.ids["beach.jpg"])[0]
        face = FoundFace(found.box, found.landmarks, 1.0, found.quality, np.eye(128, dtype=np.float32)[0], b"")
        library.marks.put(waiting, face, model_id=1, previews=library.previews)
        assert library.marks.waiting() == []
    live.look()
    qtbot.waitUntil(lambda: not live.busy)
    assert [label.text() for label in view.canvas.labels] == ["Anna"]
    live.undo()
    qtbot.waitUntil(lambda: [label.text() for label in view.canvas.labels] == ["Add name"])
    live.undo()
    qtbot.waitUntil(lambda: view.canvas.labels == [])
    live.redo()
    live.redo()
    qtbot.waitUntil(lambda: [label.text() for label in view.canvas.labels] == ["Anna"])


def test_a_face_without_a_crop_keeps_the_place_of_one(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    _open(view, album, "beach.jpg", qtbot)
    faces = live.ask_now(lambda queries: queries.faces_in(album.ids["beach.jpg"]))
    just_drawn = replace(faces[0], face_id=10_000)
    view.info.show_photo(view._photo, [just_drawn], NOTHING_SAID)
    button = next(one for one in view.info.findChildren(QPushButton) if one.property("face") == 10_000)
    assert button.icon().availableSizes() != []


def test_what_is_no_face_goes_and_comes_back(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    _open(view, album, "garden.jpg", qtbot)
    qtbot.keyClick(view.canvas, Qt.Key.Key_I)
    _label(view, 0).menu_now().actions()[-1].trigger()
    qtbot.waitUntil(lambda: view.canvas.labels == [])
    qtbot.waitUntil(lambda: _button(view, "Bring back") is not None)
    qtbot.mouseClick(_button(view, "Bring back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(view.canvas.labels) == 1)


def test_somebody_who_shows_no_face_is_added_and_taken_out(
    view: PhotoView, live: LiveLibrary, album, qtbot: QtBot
) -> None:
    live.do(edits.name, f"f{album.faces['beach.jpg'][0]}", "Anna")
    _open(view, album, "party.jpg", qtbot)
    qtbot.keyClick(view.canvas, Qt.Key.Key_I)
    qtbot.mouseClick(_button(view, "Somebody else is here…"), Qt.MouseButton.LeftButton)
    assert view.editor.choices.texts() == ["Add Anna"]
    qtbot.keyClicks(view.editor.line, "anna")
    qtbot.keyClick(view.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _button(view, "Anna (no face seen)") is not None)
    qtbot.mouseClick(_button(view, "Anna (no face seen)"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _button(view, "Anna (no face seen)") is None)


def test_a_guess_is_marked_and_confirmed_from_its_menu(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    live.do(edits.name, "g1", "Anna")
    _open(view, album, "garden.jpg", qtbot)
    assert _label(view, 0).text() == "Anna ?"
    assert "Familiar believes" in _label(view, 0).toolTip()
    _label(view, 0).menu_now().actions()[1].trigger()
    qtbot.waitUntil(lambda: _label(view, 0).text() == "Anna")


def test_the_list_says_what_a_known_name_does(view: PhotoView, live: LiveLibrary, album, qtbot: QtBot) -> None:
    live.do(edits.name, f"f{album.faces['beach.jpg'][0]}", "Anna")
    _open(view, album, "beach.jpg", qtbot)
    qtbot.waitUntil(lambda: bool(view.canvas._names))
    _label(view, 1).click()
    qtbot.keyClicks(view.canvas.editor.line, "an")
    assert view.canvas.editor.choices.texts() == ["Add this face to Anna", "Somebody new: an"]
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Escape)


def _button(view: PhotoView, text: str) -> QPushButton | None:
    shown = (button for button in view.info.findChildren(QPushButton) if button.isVisible())
    return next((button for button in shown if button.text() == text), None)


def test_after_naming_by_keys_the_names_stay_to_be_seen(view: PhotoView, album, qtbot: QtBot) -> None:
    _open(view, album, "garden.jpg", qtbot)
    canvas = view.canvas
    qtbot.waitUntil(lambda: bool(canvas.labels))
    canvas._on_still()  # no pointer over the photo
    assert not canvas.faces_shown
    canvas.edit(canvas.labels[0].face.face_id)
    qtbot.keyClicks(canvas.editor.line, "Zoe")
    qtbot.keyClick(canvas.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(label.text() == "Zoe" for label in canvas.labels))
    assert canvas.faces_shown
    assert all(label.property("seen") for label in canvas.labels)


def test_the_panel_marks_guesses_as_the_photo_does(view: PhotoView, album, qtbot: QtBot, live: LiveLibrary) -> None:
    _open(view, album, "garden.jpg", qtbot)
    view.info_action.trigger()
    qtbot.waitUntil(lambda: bool(view.canvas.labels))
    shown = {label.text() for label in view.canvas.labels if label.face.name}
    panel = {button.text() for button in view.info.findChildren(QPushButton)}
    assert shown <= panel
