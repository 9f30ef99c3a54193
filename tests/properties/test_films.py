"""The user's word is law in videos, too: the same random hands over a library that has films among its photos."""

from __future__ import annotations

import dataclasses

from album import film_analysis, found_track
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from core.records import FoundTrack
from core.store.tracks import Tracks
from tests.properties.test_users_word import PEOPLE, UsersWord, look

WAYS = st.lists(
    st.tuples(st.integers(1, PEOPLE), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=3
)  # who, from which second, for how long


class FilmsWord(UsersWord):
    """With videos: new ones, and looked at again."""

    def tracks(self, photo: int, ways, *, later: float = 0.0) -> list[FoundTrack]:
        """As seen by the first network; at a later look the chosen moments may be others."""
        found = []
        for number, (who, begins, lasts) in enumerate(ways):
            track = found_track(who, begins + later, begins + lasts + later, number=number)
            faces = tuple(
                dataclasses.replace(face, vector=look(who, 1000 * photo + round(100 * at)))
                for face, at in zip(track.faces, track.at, strict=True)
            )
            found.append(dataclasses.replace(track, faces=faces))
        return found

    def look_at_film(self, photo: int, ways, *, later: float = 0.0) -> None:
        db, queue = self.library.db, self.library.queue
        db.execute("UPDATE photos SET state = 'pending' WHERE id = ?", (photo,))
        (task,) = [task for task in queue.take(1) if task.photo_id == photo]
        (digest,) = db.execute("SELECT content_hash FROM photos WHERE id = ?", (photo,)).fetchone()
        found = film_analysis(digest, self.tracks(photo, ways, later=later))
        queue.finish(task, found, model_id=self.album.model_id, pipeline="1")
        self.grouped = False

    @property
    def films(self) -> dict[int, list]:
        if not hasattr(self, "_films"):
            self._films: dict[int, list] = {}
        return self._films

    @rule(ways=WAYS)
    def a_new_film(self, ways):
        if len(self.films) < 4:
            self.machine(lambda: self.take_film(ways))

    def take_film(self, ways):
        self.album.film([(who, begins, begins + lasts) for who, begins, lasts in ways])
        (photo,) = self.library.db.execute("SELECT MAX(id) FROM photos").fetchone()
        self.films[photo] = ways
        self.look_at_film(photo, ways)

    @rule(which=st.integers(0, 20), later=st.sampled_from([0.0, 0.02, 0.5]), without=st.integers(0, 3))
    def another_look_at_a_film(self, which, later, without):
        """Other moments may stand for a track, and one track may not be found."""
        if self.films:
            photo = sorted(self.films)[which % len(self.films)]
            ways = [way for number, way in enumerate(self.films[photo]) if number != without]
            self.machine(lambda: self.look_at_film(photo, ways, later=later))

    @invariant()
    def two_faces_of_a_photo_are_two_people_unless_the_user_said_otherwise(self):
        """And two that are seen at the same moment of a film."""
        if not self.grouped:
            return
        given = {face: person for face, person, is_match, _ in self.album.words()["verdicts"] if is_match}
        seen = {face.face_id: face for face in self.library.queries.faces()}
        pairs = [tuple(pair) for pair in Tracks(self.library.db).links()[1].tolist()]
        by_photo: dict[int, list[int]] = {}
        for face in seen.values():
            if face.at_second is None:
                by_photo.setdefault(face.photo_id, []).append(face.face_id)
        pairs += [(a, b) for faces in by_photo.values() for a in faces for b in faces if a < b]
        spoken = self.spoken_of()
        for one, other in pairs:
            if self.album.key_of(one) == self.album.key_of(other) and not {one, other} & self.bound(spoken):
                assert given[one] == given[other]

    @invariant()
    def a_track_is_one_person_unless_the_user_said_otherwise(self):
        if not self.grouped:
            return
        spoken = self.spoken_of()
        rows = self.library.db.execute("SELECT face_id FROM vectors WHERE model_id = ?", (self.album.model_id,))
        judged = {row[0] for row in rows.fetchall()}  # another pack knows the photographs only
        for one, other in Tracks(self.library.db).links()[0].tolist():
            if not {one, other} & spoken and {one, other} <= judged:
                assert self.album.key_of(one) == self.album.key_of(other)

    def spoken_of(self) -> set[int]:
        """Faces on which a word of the user's hangs."""
        words = self.album.words()
        return {row[0] for row in words["verdicts"]} | {face for row in words["answers"] for face in row[:2]}

    def bound(self, spoken: set[int]) -> set[int]:
        """Those, and the others of their tracks: what was said of one binds the whole."""
        together = Tracks(self.library.db).links()[0].tolist()
        return spoken | {face for pair in together if set(pair) & spoken for face in pair}


TestFilmsWord = FilmsWord.TestCase
TestFilmsWord.settings = settings(
    max_examples=6, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)
