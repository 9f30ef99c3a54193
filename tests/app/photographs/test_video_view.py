"""A video in the window: its mark, its frame, and the strip of who appears when."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from album import film_analysis, found_track
from films import brightness, scene, still, write_film
from PIL import Image
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app import file_manager
from app.appearances import clock
from app.live_library import LiveLibrary
from app.models.photos_model import PhotosModel
from app.previews import CropLoader
from app.views.photo_view import PhotoView
from app.views.photos_page import PhotosPage
from app.views.video_view import VideoPanel
from app.widgets.appearance_strip import AppearanceLine
from core.people import edits
from core.photos import sentences
from core.photos.scan import FoundFile
from core.store.library import Library


@dataclass(frozen=True)
class Film:
    path: Path
    photo_id: int
    anna: list[int]  # her faces, 0 to 2 s and 6 to 8 s
    ben: list[int]  # 1 to 4 s


@pytest.fixture
def film(album) -> Film:
    """Ten seconds, five of each scene, beside the drawn photos."""
    path = write_film(album.photos / "film.mp4", [*still(scene(1), 5), *still(scene(2), 5)])
    with Library(album.library) as library:
        library.queue.begin_scan()
        library.queue.add_files(1, [FoundFile(path, path.stat().st_size, path.stat().st_mtime_ns)])
        (task,) = library.queue.take(1)
        tracks = [found_track(1, 0, 2), found_track(2, 1, 4, number=3), found_track(1, 6, 8)]
        model = library.model("test", 128)
        library.queue.finish(task, film_analysis("film", tracks), model_id=model, pipeline="test")
        ways = [list(track.face_ids) for track in library.queries.tracks_in(task.photo_id)]
        faces = np.array(sorted([*ways[0], *ways[1], *ways[2]]))
        group = [11 if face in ways[1] else 10 for face in faces.tolist()]
        library.groups.write_some(model, faces, before=np.full(len(faces), -1), groups=np.array(group))
        library.do(edits.name, "g10", "Anna")
    return Film(path, task.photo_id, ways[0] + ways[2], ways[1])


@pytest.fixture
def view(film: Film, live: LiveLibrary, crops: CropLoader, qtbot: QtBot, dressed: None) -> Iterator[PhotoView]:
    made = PhotoView(live, crops)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_photo(film.photo_id, [1, film.photo_id, 2])
    yield made
    made.loader.stop()
    made.video.loader.rest()
    made.video.loader.wait()


@pytest.fixture
def panel(view: PhotoView, qtbot: QtBot) -> VideoPanel:
    qtbot.waitUntil(lambda: view.video.shown is not None)
    return view.video


def seen(view: PhotoView) -> float:
    """How bright the picture is that is shown."""
    image: QImage = view.canvas._image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)[:, : 3 * image.width()]
    return brightness(Image.fromarray(rows.reshape(image.height(), image.width(), 3)), (0, 0, 1, 1))


def click(panel: VideoPanel, line: int, second: float, qtbot: QtBot) -> None:
    """On the bar of a line, and waits for the frame."""
    bar = panel.strip.lines[line]
    spot = QPoint(round(bar.x_of(second)), bar.height() // 2)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: panel.shown == panel.moment)


def names(view: PhotoView) -> list[str]:
    return [label.face.name for label in view.canvas.labels]


def test_a_line_for_each_person_says_when_they_are_seen(panel: VideoPanel) -> None:
    lines = [line for line in panel.strip.lines if isinstance(line, AppearanceLine)]
    assert [line.title for line in lines] == ["Anna", "No name yet"]
    assert lines[0].appearance.spans == ((0, 2), (6, 8))
    assert lines[0].accessibleName() == "Anna: 0:00–0:02, 0:06–0:08"
    assert lines[1].accessibleName() == "No name yet: 0:01–0:04"


def test_a_click_on_the_strip_jumps_there(view: PhotoView, panel: VideoPanel, qtbot: QtBot) -> None:
    for second, number, who in ((1.5, 1, ["Anna", ""]), (7.0, 2, ["Anna"]), (9.5, 2, []), (3.0, 1, [""])):
        click(panel, 0, second, qtbot)
        assert panel.moment == pytest.approx(second, abs=0.05)
        assert abs(seen(view) - brightness(scene(number), (0, 0, 1, 1))) < 4
        assert names(view) == who


def test_enter_on_a_person_goes_where_they_appear_next(panel: VideoPanel, qtbot: QtBot) -> None:
    click(panel, 0, 3.0, qtbot)
    anna = panel.strip.lines[1]
    anna.setFocus()
    for key, second in ((Qt.Key.Key_Return, 6.0), (Qt.Key.Key_Space, 0.0), (Qt.Key.Key_Enter, 6.0)):
        qtbot.keyClick(anna, key)
        assert panel.moment == second


def test_comma_and_full_stop_go_by_a_second(view: PhotoView, panel: VideoPanel, qtbot: QtBot) -> None:
    click(panel, 0, 3.0, qtbot)
    begin = panel.moment
    qtbot.keyClick(view.canvas, Qt.Key.Key_Period)
    assert panel.moment == pytest.approx(begin + 1)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Comma)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Comma)
    assert panel.moment == pytest.approx(begin - 1)
    for _ in range(9):
        qtbot.keyClick(view.canvas, Qt.Key.Key_Comma)
    assert panel.moment == 0


def test_a_name_typed_at_a_face_is_that_persons(
    view: PhotoView, panel: VideoPanel, live: LiveLibrary, film: Film, qtbot: QtBot
) -> None:
    click(panel, 0, 3.0, qtbot)
    (label,) = view.canvas.labels
    assert label.face.face_id in film.ben
    label.click()
    qtbot.keyClicks(view.canvas.editor.line, "Ben")
    qtbot.keyClick(view.canvas.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(view) == ["Ben"])
    qtbot.waitUntil(lambda: panel.strip.lines[2].accessibleName().startswith("Ben: "))
    live.undo()
    qtbot.waitUntil(lambda: names(view) == [""])


def test_the_list_beside_it_has_everybody_once_and_goes_to_whom_is_named(
    view: PhotoView, panel: VideoPanel, film: Film, qtbot: QtBot
) -> None:
    assert [face.name for face in panel.one_each()] == ["Anna", ""]
    click(panel, 0, 9.5, qtbot)
    view.info.name_wanted.emit(film.ben[0])
    qtbot.waitUntil(lambda: view.canvas.editor.isVisible())
    assert [label.face.face_id for label in view.canvas.labels if label.face.face_id in film.ben] == [film.ben[0]]


def test_a_face_is_framed_where_it_is_at_that_moment(view: PhotoView, panel: VideoPanel, qtbot: QtBot) -> None:
    click(panel, 0, 1.6, qtbot)
    assert [round(label.face.box.x, 2) for label in view.canvas.labels] == [0.05, 0.41]


def test_p_hands_it_to_the_systems_player(
    view: PhotoView, panel: VideoPanel, film: Film, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[Path] = []
    monkeypatch.setattr(file_manager, "open_with_viewer", lambda path, _: not played.append(path))
    qtbot.keyClick(view.canvas, Qt.Key.Key_P)
    assert played == [film.path]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-open is Linux's")
@pytest.mark.parametrize(("code", "says"), [(3, 1), (0, 0)])
def test_without_a_player_it_says_so(
    panel: VideoPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, code: int, says: int
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\nexit {code}\n")
    opener.chmod(0o755)
    monkeypatch.setattr(file_manager.shutil, "which", lambda _: str(opener))
    said: list[bool] = []
    panel.player_missing.connect(lambda: said.append(True))
    panel.play_action.trigger()
    (handing,) = QCoreApplication.instance().findChildren(file_manager.Handing)
    with qtbot.waitSignal(handing.destroyed):
        pass
    assert len(said) == says


def test_photos_among_videos_have_no_strip(view: PhotoView, panel: VideoPanel, qtbot: QtBot) -> None:
    assert panel.isVisible()
    assert not view.draw_action.isEnabled()
    assert "not in videos" in view.draw_action.toolTip()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert not panel.isVisible()
    assert view.draw_action.isEnabled()
    assert "(D)" in view.draw_action.toolTip()
    qtbot.waitUntil(lambda: len(view.canvas.labels) > 0)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left)
    assert panel.isVisible()
    qtbot.waitUntil(lambda: panel.shown is not None)


def test_a_video_that_cannot_be_shown_is_a_sentence(view: PhotoView, panel: VideoPanel, film: Film, qtbot) -> None:
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    panel.loader.wait()
    film.path.write_bytes(b"rubbish" * 100)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: view.canvas._sentence == sentences.NO_PICTURES)


def test_the_wall_of_photos_marks_it(film: Film, live: LiveLibrary, crops: CropLoader, qtbot: QtBot, dressed) -> None:
    page = PhotosPage(live, crops)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    model: PhotosModel = page.model
    qtbot.waitUntil(lambda: len(model.ids) == 4)
    row = model.row_of(film.photo_id)
    assert model.length_of(model.index(row)) == 10
    spoken = model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("video, 0:10")
    assert "video" not in model.data(model.index((row + 1) % 4), Qt.ItemDataRole.AccessibleTextRole)
    corner = page.grid.visualRect(model.index(row)).bottomLeft() + QPoint(30, -9)
    qtbot.waitUntil(lambda: page.grid.viewport().grab().toImage().pixelColor(corner).lightness() < 60)


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0:00"), (65, "1:05"), (3725.9, "1:02:05")])
def test_the_clock(seconds: float, said: str) -> None:
    assert clock(seconds) == said
