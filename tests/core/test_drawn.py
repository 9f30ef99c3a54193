"""A box drawn by hand gets a face that takes part in everything, and survives a re-scan and another pack."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from album import Album, found_face, jpeg

from core.drawn import embed_drawn
from core.people import edits, marks
from core.records import Box, RunSettings
from core.store.library import Library
from core.store.queue import Analysis

BOX = Box(0.6, 0.6, 0.2, 0.2)


class OnePerson:
    """In the place of the pipeline: whatever is drawn shows somebody."""

    def __init__(self, somebody: int) -> None:
        self.somebody = somebody
        self.boxes: list[Box] = []

    def embed_box(self, pixels, box, *, scale):  # noqa: ARG002
        self.boxes.append(box)
        return dataclasses.replace(found_face(self.somebody, 99), box=box)


def run(album: Album, somebody: int = 1) -> OnePerson:
    pipeline = OnePerson(somebody)
    embed_drawn(
        album.library,
        pipeline=lambda: pipeline,
        model_id=album.model_id,
        target_side=400,
        away=(),
        stopped=lambda: False,
    )
    return pipeline


@pytest.fixture
def drawn(album: Album, three_people: dict[str, list[int]]) -> int:
    """A photo of Ben in which somebody drew a box around Anna."""
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    photo = album.library.queries.face(three_people["ben"][0]).photo_id
    album.library.do(marks.draw, photo, BOX)
    run(album)
    return photo


def test_a_drawn_face_joins_its_person(album, drawn):
    album.group()
    faces = album.library.queries.faces_in(drawn)
    assert [face.name for face in faces] == ["", "Anna"]
    assert (faces[1].how, faces[1].box) == ("guessed", BOX)
    (mark,) = album.library.marks.drawn_in(drawn)
    assert mark.face_id == faces[1].face_id
    assert album.library.previews.crop(faces[1].face_id)


def test_it_is_made_once(album, drawn):
    assert run(album).boxes == []
    assert len(album.library.queries.faces_in(drawn)) == 2


def test_undo_takes_it_away_and_redo_brings_it_back_with_its_name(album, drawn):
    face = album.library.queries.faces_in(drawn)[1].face_id
    album.library.do(edits.move, [face], "Zoe")
    for _ in range(2):
        album.library.journal.undo()
    assert len(album.library.queries.faces_in(drawn)) == 1
    assert run(album).boxes == []
    for _ in range(2):
        album.library.journal.redo()
    assert album.who(face) == "Zoe"


def test_another_look_at_the_photo_leaves_it(album, drawn, three_people):
    face = album.library.queries.faces_in(drawn)[1].face_id
    db, queue = album.library._db, album.library.queue
    db.execute("UPDATE photos SET state = 'pending' WHERE id = ?", (drawn,))
    (task,) = queue.take(1)
    (digest,) = db.execute("SELECT content_hash FROM photos WHERE id = ?", (drawn,)).fetchone()
    analysis = Analysis(digest, "", 640, 480, [found_face(2, 2, place=0.05)], jpeg((1, 2, 3)))
    queue.finish(task, analysis, model_id=album.model_id, pipeline="2")
    faces = [one.face_id for one in album.library.queries.faces_in(drawn)]
    assert faces == [three_people["ben"][0], face]
    assert album.library.models.unembedded(drawn, album.library.model("other", 128)).faces[1][0] == face


def test_a_photo_that_is_away_keeps_its_boxes_waiting(album, three_people):
    photo = album.library.queries.face(three_people["ben"][0]).photo_id
    album.library.do(marks.draw, photo, BOX)
    Path(album.library.queries.photo(photo).path).unlink()
    assert run(album).boxes == []
    assert [mark.face_id for mark in album.library.marks.drawn_in(photo)] == [None]


def test_the_worker_makes_the_face(tmp_path, family):
    """With the real networks: a face that was found, removed and drawn again."""
    import shutil

    from core.worker import _work

    class Ears:
        stopped = False

        def wait_while_paused(self):
            """Nobody pauses."""

    (tmp_path / "photos").mkdir()
    shutil.copy(family / "Family1-Mom1.jpg", tmp_path / "photos" / "mom.jpg")
    with Library(tmp_path / "library") as library:
        library.do(edits.add_folder, str(tmp_path / "photos"))
        _work(library.folder, RunSettings(), tell=lambda _: None, ears=Ears())
        (face,) = library.queries.faces()
        library.do(marks.remove_faces, [face.face_id])
        library.do(marks.draw, face.photo_id, face.box)
        _work(library.folder, RunSettings("group"), tell=lambda _: None, ears=Ears())
        (again,) = library.queries.faces()
        assert again.face_id != face.face_id
        vectors = library._db.execute("SELECT vector FROM vectors ORDER BY face_id").fetchall()
        assert len(vectors) == 2
        assert again.box.overlap(face.box) > 0.99
