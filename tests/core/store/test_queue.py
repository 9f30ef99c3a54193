"""Files come, go, move and change; photos, faces and names follow them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from album import found_face, jpeg

from core.people import edits
from core.photos.scan import FoundFile, Problem
from core.store.queue import MAX_DEATHS, Analysis, Task


def scan(album, files: dict[str, int], problems: tuple[Problem, ...] = ()) -> None:
    """A scan that finds these file names with these times of change."""
    album.library.queue.begin_scan()
    found = [FoundFile(album.photos_folder / name, 100, time) for name, time in files.items()]
    album.library.queue.add_files(1, found)
    album.library.queue.end_scan(1, problems)


def work(album, contents: dict[str, str], faces: dict[str, list[int]]) -> list[str]:
    """Does the queue as the worker would: contents by file name, faces by content. Returns the contents looked at."""
    looked = []
    queue = album.library.queue
    for task in queue.take(100):
        content = contents[Path(task.path).name]
        if queue.known_as(task, content):
            continue
        looked.append(content)
        found = [found_face(who, 1, place=0.1 + 0.15 * number) for number, who in enumerate(faces[content])]
        queue.finish(task, Analysis(content, "", 10, 10, found, b"t"), model_id=album.model_id, pipeline="1")
    return looked


def test_a_new_file_is_pending_and_an_unchanged_one_is_not(album):
    scan(album, {"a.jpg": 1})
    assert work(album, {"a.jpg": "A"}, {"A": [1]}) == ["A"]
    scan(album, {"a.jpg": 1})
    assert album.library.queue.pending() == 0


def test_two_files_of_one_content_are_one_photo(album):
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    assert work(album, {"a.jpg": "A", "b.jpg": "A"}, {"A": [1]}) == ["A"]
    (photo,) = album.library.queries.photos()
    assert (Path(photo.path).name, [Path(path).name for path in photo.also_at]) == ("a.jpg", ["b.jpg"])


def test_a_photo_whose_file_became_a_copy_of_another_keeps_its_faces_out_of_sight(album):
    """While it waits to be looked at by a newer version of the program, and before a scan has seen the change."""
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    work(album, {"a.jpg": "A", "b.jpg": "B"}, {"A": [1], "B": [2]})
    ben = next(face for face in album.library.queries.faces() if face.photo_path.endswith("b.jpg"))
    album.library.do(edits.name, f"f{ben.face_id}", "Ben")
    album.library.db.execute("UPDATE photos SET state = 'pending'")
    work(album, {"a.jpg": "A", "b.jpg": "A"}, {"A": [1]})
    assert album.library.queue.pending() == 0
    (photo,) = album.library.queries.photos()
    assert [Path(path).name for path in photo.also_at] == ["b.jpg"]
    assert "Ben" not in [face.name for face in album.library.queries.faces()]
    scan(album, {"a.jpg": 1, "b.jpg": 2})
    assert work(album, {"a.jpg": "A", "b.jpg": "B"}, {"A": [1], "B": [2]}) == []
    assert "Ben" in [face.name for face in album.library.queries.faces()]


def test_a_renamed_photo_keeps_its_faces_and_names(album):
    scan(album, {"a.jpg": 1})
    work(album, {"a.jpg": "A"}, {"A": [1]})
    (face,) = album.library.queries.faces()
    album.library.do(edits.name, f"f{face.face_id}", "Anna")
    scan(album, {"new/a.jpg": 1})
    assert work(album, {"a.jpg": "A"}, {"A": [1]}) == []
    album.library.queue.forget_homeless()
    (face,) = album.library.queries.faces()
    assert face.name == "Anna"
    assert face.photo_path.endswith("new/a.jpg")


def test_two_files_that_swapped_their_names_swap_their_faces(album):
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    faces = {"A": [1], "B": [2]}
    work(album, {"a.jpg": "A", "b.jpg": "B"}, faces)
    anna = album.library.queries.faces_in(album.photo_at(album.photos_folder / "a.jpg"))[0]
    album.library.do(edits.name, f"f{anna.face_id}", "Anna")
    scan(album, {"a.jpg": 2, "b.jpg": 2})
    assert work(album, {"a.jpg": "B", "b.jpg": "A"}, faces) == []
    assert album.library.queries.faces_in(album.photo_at(album.photos_folder / "b.jpg"))[0].name == "Anna"
    assert len(album.library.queries.photos()) == 2


def test_an_edited_photo_is_looked_at_again_and_keeps_the_names_of_its_faces(album):
    scan(album, {"a.jpg": 1})
    work(album, {"a.jpg": "A"}, {"A": [1, 2]})
    first, second = album.library.queries.faces()
    album.library.do(edits.name, f"f{first.face_id}", "Anna")
    scan(album, {"a.jpg": 2})
    assert work(album, {"a.jpg": "A2"}, {"A2": [2, 1]}) == ["A2"]  # mirrored: the faces changed places
    names = {face.face_id: face.name for face in album.library.queries.faces()}
    assert names == {first.face_id: "Anna", second.face_id: ""}
    assert len(album.library.queries.photos()) == 1


def test_another_picture_under_an_old_name_does_not_inherit_names(album):
    scan(album, {"a.jpg": 1})
    work(album, {"a.jpg": "A"}, {"A": [1]})
    (anna,) = album.library.queries.faces()
    album.library.do(edits.name, f"f{anna.face_id}", "Anna")
    scan(album, {"a.jpg": 2})
    work(album, {"a.jpg": "X"}, {"X": [9]})
    album.library.queue.forget_homeless()
    (stranger,) = album.library.queries.faces()
    assert stranger.name == ""
    scan(album, {"a.jpg": 2, "back.jpg": 3})  # the old picture turns up again
    work(album, {"back.jpg": "A"}, {"A": [1]})
    assert sorted(face.name for face in album.library.queries.faces()) == ["", "Anna"]


def test_a_named_face_that_is_not_found_again_is_kept_out_of_sight(album):
    scan(album, {"a.jpg": 1})
    work(album, {"a.jpg": "A"}, {"A": [1, 2]})
    anna, ben = album.library.queries.faces()
    album.library.do(edits.name, f"f{anna.face_id}", "Anna")
    album.library.queue.renew("2")
    work(album, {"a.jpg": "A"}, {"A": []})
    assert album.library.queries.faces() == []
    album.library.queue.renew("3")
    work(album, {"a.jpg": "A"}, {"A": [1, 2]})
    names = {face.face_id: face.name for face in album.library.queries.faces()}
    assert names[anna.face_id] == "Anna"
    assert ben.face_id not in names


def test_a_failed_photo_has_a_reason_and_is_tried_again_only_where_that_can_help(album):
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    for task, retry in zip(album.library.queue.take(2), (False, True), strict=True):
        album.library.queue.fail(task, "Because.", retry=retry)
    assert [photo.reason for photo in album.library.queries.failed()] == ["Because."] * 2
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    assert [Path(task.path).name for task in album.library.queue.take(9)] == ["b.jpg"]


def test_a_failed_photo_that_was_repaired_is_looked_at_again(album):
    scan(album, {"a.jpg": 1})
    (task,) = album.library.queue.take(1)
    album.library.queue.fail(task, "Because.", retry=False)
    scan(album, {"a.jpg": 2})
    assert work(album, {"a.jpg": "A"}, {"A": [1]}) == ["A"]
    assert album.library.queries.failed() == []


def test_below_a_directory_that_cannot_be_read_nothing_is_gone(album):
    scan(album, {"old/a.jpg": 1, "b.jpg": 1, "older/c.jpg": 1})
    work(album, {"a.jpg": "A", "b.jpg": "B", "c.jpg": "C"}, {"A": [1], "B": [2], "C": [3]})
    scan(album, {}, (Problem(album.photos_folder / "old", "No permission."),))
    assert [Path(photo.path).name for photo in album.library.queries.photos()] == ["a.jpg"]
    assert album.library.queries.problems() == [(str(album.photos_folder / "old"), "No permission.")]


def test_names_that_are_no_unicode_are_kept(album):
    name = b"caf\xe9.jpg".decode("utf-8", "surrogateescape")
    scan(album, {name: 1})
    work(album, {name: "A"}, {"A": [1]})
    (face,) = album.library.queries.faces()
    assert Path(face.photo_path).name == name
    scan(album, {name: 1})
    assert album.library.queue.pending() == 0


def test_only_deaths_while_alone_count_and_the_third_ends_it(album):
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    queue = album.library.queue
    queue.take(2)  # and the worker dies
    killer, neighbour = queue.suspects()
    for _ in range(MAX_DEATHS):
        assert queue.enter_alone(killer)  # and dies again
    assert not queue.enter_alone(killer)
    assert [photo.photo_id for photo in album.library.queries.failed()] == [killer.photo_id]
    assert queue.suspects() == [neighbour]
    assert queue.enter_alone(neighbour)


def test_a_kill_by_the_parent_never_counts(album):
    scan(album, {"a.jpg": 1})
    queue = album.library.queue
    queue.take(1)
    for _ in range(MAX_DEATHS + 2):
        (task,) = queue.suspects() or queue.take(1)
        assert queue.enter_alone(task)
        queue.forgive()
    assert queue.suspects() == []
    assert queue.pending() == 1


def test_photos_of_a_folder_that_is_away_wait(album):
    scan(album, {"a.jpg": 1})
    assert album.library.queue.take(9, away={1}) == []
    assert album.library.queue.pending(away={1}) == 0
    assert album.library.queue.pending() == 1


def test_homeless_photos_go_unless_the_user_spoke_about_them(album):
    scan(album, {"a.jpg": 1, "b.jpg": 1})
    work(album, {"a.jpg": "A", "b.jpg": "B"}, {"A": [1], "B": [2]})
    anna = album.library.queries.faces_in(album.photo_at(album.photos_folder / "a.jpg"))[0]
    other = album.library.queries.faces_in(album.photo_at(album.photos_folder / "b.jpg"))[0]
    album.library.do(edits.name, f"f{anna.face_id}", "Anna")
    scan(album, {})
    assert album.library.queue.forget_homeless() == 1
    assert album.library.previews.crop(anna.face_id) is not None
    assert album.library.previews.crop(other.face_id) is None


def test_crops_are_written_with_the_face_and_found_missing_when_lost(album):
    (face,) = album.photo([1])
    assert album.library.previews.crop(face)[:2] == b"\xff\xd8"
    assert album.library.queue.without_previews() == []
    album.library.previews.forget(faces=[face])
    ((task, boxes),) = album.library.queue.without_previews()
    assert isinstance(task, Task)
    assert [(number, second) for number, _, second in boxes] == [(face, None)]


def test_a_face_takes_128_bytes(album):
    album.photo([1])
    (length,) = album.library._db.execute("SELECT LENGTH(vector) FROM vectors").fetchone()
    assert length == 128


def test_a_transaction_that_dies_in_the_middle_leaves_nothing(album, monkeypatch):
    scan(album, {"a.jpg": 1})
    (task,) = album.library.queue.take(1)

    def lose_power(*_):
        raise sqlite3.OperationalError("power cut")

    monkeypatch.setattr(album.library.previews, "put", lose_power)
    analysis = Analysis("A", "", 10, 10, [found_face(1)], jpeg((1, 2, 3)))
    with pytest.raises(sqlite3.OperationalError):
        album.library.queue.finish(task, analysis, model_id=album.model_id, pipeline="1")
    assert album.library.queries.faces() == []
    assert album.library.queue.suspects() == [task]


def test_a_folder_removed_by_mistake_comes_back_without_being_read_again(album):
    scan(album, {"a.jpg": 1})
    work(album, {"a.jpg": "A"}, {"A": [1]})
    album.library.do(edits.remove_folder, 1)
    album.library.queue.begin_scan()
    assert album.library.queue.forget_homeless() == 0
    assert album.library.queries.faces() == []
    album.library.journal.undo()
    assert len(album.library.queries.faces()) == 1
    assert album.library.queue.pending() == 0


def test_a_folder_removed_long_ago_is_forgotten(album):
    scan(album, {"a.jpg": 1})
    work(album, {"a.jpg": "A"}, {"A": [1]})
    album.library.do(edits.remove_folder, 1)
    album.library._db.execute("UPDATE edits SET at = '2020-01-01T00:00:00+00:00'")
    album.library.queue.begin_scan()
    assert album.library.queue.forget_homeless() == 1
