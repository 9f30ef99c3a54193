"""Videos in the library: tracks, the faces that stand for them, and what they say to the grouping."""

from __future__ import annotations

import pytest
from album import Album, film_analysis, found_track

from core.people import edits
from core.people.answers import answer
from core.store.forgetting import forget_person


def groups(album: Album, faces: list[int]) -> list[str]:
    return [album.key_of(face) for face in faces]


def look_again(album: Album, tracks: list[tuple[int, float, float]], *, faces: int = 2) -> list[list[int]]:
    """The worker looks at the only video once more."""
    db, queue = album.library.db, album.library.queue
    photo_id, content = db.execute("SELECT id, content_hash FROM photos WHERE seconds IS NOT NULL").fetchone()
    db.execute("UPDATE photos SET state = 'pending' WHERE id = ?", (photo_id,))
    (task,) = queue.take(1)
    found = [found_track(*track, number=number, faces=faces) for number, track in enumerate(tracks)]
    queue.finish(task, film_analysis(content, found), model_id=album.model_id, pipeline="1")
    return [list(track.face_ids) for track in album.library.queries.tracks_in(photo_id)]


def test_a_video_is_a_photo_that_lasts(album: Album) -> None:
    (anna, _) = album.film([(1, 0, 4), (2, 3, 8)])
    (photo,) = album.library.queries.photos()
    assert photo.seconds == 10
    assert album.library.queries.lengths() == {photo.photo_id: 10}
    one, other = album.library.queries.tracks_in(photo.photo_id)
    assert (one.begins, one.ends, other.begins, other.ends) == (0, 4, 3, 8)
    face = album.library.queries.face(anna[1])
    assert face is not None
    assert face.at_second == 4


def test_where_somebody_is_between_two_looks(album: Album) -> None:
    album.film([(1, 1, 4)])
    (track,) = album.library.queries.tracks_in(1)
    box = track.box_at(2.1, slack=0)
    assert box is not None
    assert (box.x, box.width) == pytest.approx((0.05, 0.1))
    assert track.box_at(0.5, slack=0.1) is None
    assert track.box_at(0.9, slack=0.2) is not None


def test_somebody_is_one_person_across_tracks_and_videos_and_photos(album: Album) -> None:
    """Video re-identification."""
    photo = album.photo([1])
    film = album.film([(1, 0, 2), (1, 5, 8), (2, 5, 8)])
    album.group()
    anna = [*photo, *film[0], *film[1]]
    assert len(set(groups(album, anna))) == 1
    (person, other) = album.library.queries.people()
    assert {(person.faces, person.photos), (other.faces, other.photos)} == {(5, 2), (2, 1)}


def test_faces_of_one_track_stay_together_however_unlike_they_are(album: Album) -> None:
    (track,) = album.film([(1, 0, 4)], faces=3)
    db = album.library.db
    other = db.execute("SELECT vector FROM vectors WHERE face_id = ?", album.photo([2])).fetchone()
    db.execute("UPDATE vectors SET vector = ? WHERE face_id = ?", (other[0], track[1]))
    album.group()
    assert len(set(groups(album, track))) == 1


def test_two_who_are_seen_at_once_are_two_however_like_they_are(album: Album) -> None:
    one, other = album.film([(1, 0, 4), (1, 3, 8)])
    album.group()
    assert set(groups(album, one)).isdisjoint(groups(album, other))


def test_whoever_is_seen_only_where_the_other_is_lost_may_be_the_same(album: Album) -> None:
    one, other = album.film([(1, 0, 4), (1, 4.25, 8)])
    album.group()
    assert set(groups(album, one)) == set(groups(album, other))


def test_the_users_word_breaks_a_track(album: Album) -> None:
    (track,) = album.film([(1, 0, 4)], faces=3)
    album.library.do(edits.move, [track[0]], "Anna")
    album.library.do(edits.move, [track[2]], "Ben")
    album.group()
    assert [album.who(face) for face in (track[0], track[2])] == ["Anna", "Ben"]


def test_the_users_word_joins_what_is_seen_at_once(album: Album) -> None:
    """A mirror."""
    one, other = album.film([(1, 0, 4), (1, 0, 4)])
    album.library.do(edits.move, [one[0], other[0]], "Anna")
    album.group()
    assert {album.who(face) for face in one + other} == {"Anna"}


def test_an_answer_parts_two_faces_of_a_track(album: Album) -> None:
    (track,) = album.film([(1, 0, 4)])
    album.library.do(answer, f"f{track[0]}", f"f{track[1]}", "different")
    album.group()
    assert len(set(groups(album, track))) == 2


def test_a_name_on_one_face_is_guessed_for_its_track_and_undone_with_it(album: Album) -> None:
    (track,) = album.film([(1, 0, 4)], faces=3)
    album.library.do(edits.move, [track[1]], "Anna")
    album.group()
    assert [album.who(face) for face in track] == ["Anna"] * 3
    album.library.journal.undo()
    album.group()
    assert [album.who(face) for face in track] == [""] * 3


def test_not_her_is_said_of_the_whole_track(album: Album) -> None:
    photo = album.photo([1])
    (track,) = album.film([(1, 0, 4)], faces=3)
    album.library.do(edits.move, photo, "Anna")
    album.group()
    assert [album.who(face) for face in track] == ["Anna", "Anna", "Anna"]
    album.library.do(edits.reject, [track[0]], album.key_of(photo[0]))
    album.group()
    assert [album.who(face) for face in track] == ["", "", ""]


def test_another_look_keeps_ids_and_names(album: Album) -> None:
    before = album.film([(1, 0, 4), (2, 3, 8)], faces=3)
    album.library.do(edits.move, [before[1][1]], "Ben")
    after = look_again(album, [(1, 0, 4), (2, 3, 8)], faces=3)
    assert after == before
    assert album.who(before[1][1]) == "Ben"


def test_a_name_survives_a_look_that_chooses_other_moments(album: Album) -> None:
    (track,) = album.film([(1, 0, 4)])
    album.library.do(edits.move, track, "Anna")
    (after,) = look_again(album, [(1, 0.5, 4.5)])
    assert [album.who(face) for face in after] == ["Anna", "Anna"]


def test_a_face_that_is_not_found_again_leaves_its_track_and_keeps_its_word(album: Album) -> None:
    one, other = album.film([(1, 0, 4), (2, 5, 8)])
    album.library.do(edits.move, other, "Ben")
    assert look_again(album, [(1, 0, 4)]) == [one]
    words = album.words()["verdicts"]
    assert len(words) == 2
    assert look_again(album, [(1, 0, 4), (2, 5, 8)]) == [one, other]
    assert album.who(other[0]) == "Ben"


def test_nothing_is_left_of_a_forgotten_person_and_of_a_video_that_is_gone(album: Album) -> None:
    (one, _) = album.film([(1, 0, 4), (2, 5, 8)])
    album.library.do(edits.move, one, "Anna")
    db = album.library.db
    (anna,) = db.execute("SELECT id FROM people").fetchone()
    forget_person(db, album.library.previews, anna, one)
    assert db.execute("SELECT begins FROM tracks").fetchall() == [(5,)]
    db.execute("DELETE FROM files")
    assert album.library.queue.forget_homeless() == 1
    assert db.execute("SELECT COUNT(*) FROM tracks").fetchone() == (0,)
    assert album.library.check() == "ok"


def test_a_video_is_no_part_of_a_burst(album: Album) -> None:
    album.photo([1])
    album.film([(1, 0, 4)])
    album.library.db.execute("UPDATE photos SET likeness = 7, taken_from = 'exif'")
    assert album.library.queries.bursts() == {}
