"""The user's word is law: over random libraries, random edits, new photos, re-scans, re-groupings and other packs.

The made-up people look so much alike that the grouping gets them wrong now and then: what holds must not hold because
the faces are easy.
"""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import numpy as np
from album import DIMENSION, Album, found_face, jpeg
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.errors import EditError
from core.grouping import group_library
from core.people import edits, marks
from core.people.answers import answer
from core.records import Box, FoundFace
from core.store.queue import Analysis

PEOPLE = 5
ALIKE = 0.45  # of a stranger's vector mixed into everybody's: siblings, whose groups touch
NOISE = 0.4
NAMES = ("Anna", "Ben", "Mia")


def look(somebody: int, photo: int, *, pack: int = 0) -> np.ndarray:
    """A unit vector of somebody as one network sees them in one photo."""
    family = np.random.default_rng([7, pack]).normal(size=DIMENSION)
    who = np.random.default_rng([somebody, pack]).normal(size=DIMENSION)
    today = np.random.default_rng([somebody, photo, pack]).normal(size=DIMENSION)
    vector = sum(share * part / np.linalg.norm(part) for share, part in ((ALIKE, family), (1, who), (NOISE, today)))
    return (vector / np.linalg.norm(vector)).astype(np.float32)


class UsersWord(RuleBasedStateMachine):
    """A library in the hands of a user, a worker and time."""

    @initialize(photos=st.lists(st.lists(st.integers(1, PEOPLE), min_size=1, max_size=3), min_size=4, max_size=8))
    def fill(self, photos):
        self.place = tempfile.TemporaryDirectory()
        self.album = Album(Path(self.place.name))
        self.library = self.album.library
        self.beginning = self.album.words()
        self.contents: dict[int, list[int]] = {}  # photo -> who is seen, from left to right
        self.packs = 0
        self.grouped = False
        for people in photos:
            self.machine(lambda people=people: self.take_photo(people))
        self.group()

    def teardown(self):
        """Undoing everything gives the library of the beginning."""
        if not hasattr(self, "album"):
            return
        while self.library.journal.next_undo() is not None:
            if self.library.journal.next_undo().kind == "add_folder":
                break
            self.library.journal.undo()
        assert self.album.words() == self.beginning
        assert self.library.check() == "ok"
        self.library.close()
        self.place.cleanup()

    # --- what the worker does: it must leave every row of the user's as it is -----------------------

    def machine(self, work):
        before = self.album.words()
        work()
        assert self.album.words() == before

    def seen(self, photo: int, people: list[int]) -> list[FoundFace]:
        """What the detector and the first network find."""
        return [
            dataclasses.replace(found_face(who, photo, place=0.05 + 0.15 * place), vector=look(who, photo))
            for place, who in enumerate(people)
        ]

    def take_photo(self, people):
        faces = self.album.photo(people)
        photo = self.library.queries.face(faces[0]).photo_id
        self.contents[photo] = list(people)
        self.find_again(photo, self.seen(photo, people))

    def find_again(self, photo, faces):
        """The worker looks at a photo once more."""
        db, queue = self.library._db, self.library.queue
        db.execute("UPDATE photos SET state = 'pending' WHERE id = ?", (photo,))
        (task,) = [task for task in queue.take(1) if task.photo_id == photo]
        (digest,) = db.execute("SELECT content_hash FROM photos WHERE id = ?", (photo,)).fetchone()
        analysis = Analysis(digest, "2020-05-01T12:00:00", 640, 480, faces, jpeg((90, 90, 90)))
        queue.finish(task, analysis, model_id=self.album.model_id, pipeline="1")
        self.grouped = False

    @rule(people=st.lists(st.integers(1, PEOPLE), min_size=1, max_size=3))
    def a_new_photo(self, people):
        if len(self.contents) < 14:
            self.machine(lambda: self.take_photo(people))

    @rule(which=st.integers(0, 20), missed=st.integers(0, 3), moved=st.floats(-0.02, 0.02))
    def another_look_at_a_photo(self, which, missed, moved):
        """The boxes lie a little differently, and one face may not be found."""
        photo = sorted(self.contents)[which % len(self.contents)]
        faces = [
            dataclasses.replace(face, box=Box(face.box.x + moved, face.box.y, face.box.width, face.box.height))
            for place, face in enumerate(self.seen(photo, self.contents[photo]))
            if place != missed
        ]
        self.machine(lambda: self.find_again(photo, faces))

    @rule()
    def another_look_at_everything(self):
        """As after an update of the program."""
        for photo, people in self.contents.items():
            self.machine(lambda photo=photo, people=people: self.find_again(photo, self.seen(photo, people)))

    @rule()
    def group(self):
        model = self.library.active_model()
        self.machine(lambda: group_library(self.library, model))
        self.grouped = True

    @rule()
    def another_pack(self):
        """Every face gets a vector of another network, and its groups are shown."""
        self.packs += 1
        pack = self.packs
        model = self.library.model(f"other-{pack}", DIMENSION)

        def embed():
            for photo, people in self.contents.items():
                rows = self.library._db.execute("SELECT id, x FROM faces WHERE photo_id = ?", (photo,)).fetchall()
                who = {face: people[min(len(people) - 1, max(0, round((x - 0.05) / 0.15)))] for face, x in rows}
                vectors = {face: look(somebody, photo, pack=pack) for face, somebody in who.items()}
                self.library.models.put(model, photo, vectors)
            self.library.models.inherit_groups(model)
            assert self.library.models.activate(model)
            self.album.model_id = model
            group_library(self.library, model)

        self.machine(embed)
        self.grouped = True

    # --- what the user does -----------------------------------------------------------------------

    def attempt(self, make, *args, **kwargs):
        before = self.album.words()
        self.grouped = False
        try:
            self.library.do(make, *args, **kwargs)
        except EditError:
            assert self.album.words() == before

    def face(self, number):
        faces = [face.face_id for face in self.library.queries.faces()]
        return faces[number % len(faces)] if faces else None

    def key(self, number):
        face = self.face(number)
        return "f0" if face is None else self.album.key_of(face)

    @rule(who=st.integers(0, 40), name=st.sampled_from(NAMES), share=st.booleans())
    def name(self, who, name, share):
        self.attempt(edits.name, self.key(who), name, may_share=share)

    @rule(who=st.lists(st.integers(0, 40), min_size=2, max_size=3))
    def merge(self, who):
        self.attempt(edits.merge, [self.key(one) for one in who])

    @rule(who=st.integers(0, 40), name=st.sampled_from(NAMES))
    def move(self, who, name):
        key = self.key(who)
        self.attempt(edits.move, [self.face(who) or 0], name, out_of=key if key[0] == "g" else None)

    @rule(who=st.integers(0, 40))
    def confirm(self, who):
        self.attempt(edits.confirm, [self.face(who) or 0], self.key(who))

    @rule(who=st.integers(0, 40))
    def reject(self, who):
        self.attempt(edits.reject, [self.face(who) or 0], self.key(who))

    @rule(who=st.integers(0, 40))
    def split_as_proposed(self, who):
        key = self.key(who)
        try:
            _, leave = self.library.questions.halves(key)
        except EditError:
            return
        self.attempt(edits.split, key, leave)

    @rule(who=st.integers(0, 40), state=st.sampled_from(["shown", "hidden", "ignored"]))
    def hide(self, who, state):
        self.attempt(edits.set_state, [self.key(who)], state)

    @rule(who=st.integers(0, 40))
    def choose_a_cover(self, who):
        self.attempt(edits.set_cover, self.key(who), self.face(who) or 0)

    @rule(said=st.sampled_from(["same", "different", "unsure"]))
    def answer_the_best_question(self, said):
        for ask in self.library.questions.worth_asking(limit=1):
            self.attempt(answer, ask.left, ask.right, said, shown=(ask.left_faces, ask.right_faces))

    @rule(one=st.integers(0, 40), other=st.integers(0, 40), said=st.sampled_from(["same", "different", "unsure"]))
    def answer_about_anybody(self, one, other, said):
        self.attempt(answer, self.key(one), self.key(other), said)

    @rule(who=st.integers(0, 40))
    def no_face(self, who):
        self.attempt(marks.remove_faces, [self.face(who) or 0])

    @rule(who=st.integers(0, 40), x=st.floats(0, 0.9))
    def draw(self, who, x):
        face = self.library.queries.face(self.face(who) or 0)
        if face is not None:
            self.attempt(marks.draw, face.photo_id, Box(x, 0.7, 0.1, 0.1))

    @rule(which=st.integers(0, 20), name=st.sampled_from(NAMES))
    def without_a_face(self, which, name):
        self.attempt(marks.add_to_photo, sorted(self.contents)[which % len(self.contents)], name)

    @precondition(lambda self: self.library.journal.next_undo().kind != "add_folder")
    @rule()
    def undo(self):
        self.library.journal.undo()
        self.grouped = False

    @precondition(lambda self: self.library.journal.next_redo() is not None)
    @rule()
    def redo(self):
        self.library.journal.redo()
        self.grouped = False

    # --- what must hold ---------------------------------------------------------------------------

    @invariant()
    def what_was_said_of_a_face_is_shown(self):
        shown = {face.face_id: face.person_id for face in self.library.queries.faces()}
        for face, person, is_match, _ in self.album.words()["verdicts"]:
            if face in shown:
                assert (shown[face] == person) == bool(is_match)

    @invariant()
    def removed_faces_stay_away(self):
        shown = {face.face_id for face in self.library.queries.faces()}
        assert shown.isdisjoint(face for (face,) in self.album.words()["removed"])

    @invariant()
    def a_cover_is_the_persons_own_or_nobodys_yet(self):
        """Only where the user chose it; a face that was refused is no cover."""
        refused = {(face, person) for face, person, is_match, _ in self.album.words()["verdicts"] if not is_match}
        for person, _, cover, *_ in self.album.words()["people"]:
            assert (cover, person) not in refused

    @invariant()
    def two_faces_of_a_photo_are_two_people_unless_the_user_said_otherwise(self):
        if not self.grouped:
            return
        given = {face: person for face, person, is_match, _ in self.album.words()["verdicts"] if is_match}
        seen: dict[tuple[int, str], int] = {}
        for face in self.library.queries.faces():
            other = seen.setdefault((face.photo_id, self.album.key_of(face.face_id)), face.face_id)
            if other != face.face_id:
                assert face.face_id in given
                assert given[face.face_id] == given.get(other)

    @invariant()
    def no_question_is_asked_again(self):
        words = self.album.words()
        answered = [{a, b} for a, b, said, _ in words["answers"] if said != "same"]
        refused = {(f"p{person}", face) for face, person, is_match, _ in words["verdicts"] if not is_match}
        for ask in self.library.questions.worth_asking(limit=10):
            left, right = ({*self.library.questions.faces_of(key)} for key in (ask.left, ask.right))
            assert left.isdisjoint(right)
            assert not any(pair & left and pair & right for pair in answered)
            assert not any((ask.left, face) in refused for face in right)
            assert not any((ask.right, face) in refused for face in left)


TestUsersWord = UsersWord.TestCase
TestUsersWord.settings = settings(
    max_examples=20, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)
