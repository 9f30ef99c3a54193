"""Undo and redo are the journal's, so they work after a restart and from another program."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from album import Album
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.errors import EditError
from core.people import edits
from core.store.library import Library


def test_undo_and_redo_after_a_restart(album, three_people):
    before = album.words()
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    after = album.words()
    with Library(album.folder) as restarted:
        edit, changes = restarted.journal.undo()
        assert edits.sentence(edit) == "Named Anna"
        assert changes.faces == frozenset(three_people["anna"])
    assert album.words() == before
    assert album.library.journal.next_redo() == edit
    album.library.journal.redo()
    assert album.words() == after


def test_nothing_to_undo_is_a_sentence(album):
    album.library.journal.undo()  # the folder that the album has
    with pytest.raises(EditError, match="nothing to undo"):
        album.library.journal.undo()
    album.library.journal.redo()
    with pytest.raises(EditError, match="nothing to redo"):
        album.library.journal.redo()


def test_a_new_edit_ends_what_could_be_redone(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    album.library.journal.undo()
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Ben")
    assert album.library.journal.next_redo() is None


def test_a_failed_edit_leaves_no_trace(album, three_people):
    before, history = album.words(), len(album.library.journal.history())
    with pytest.raises(EditError):
        album.library.do(edits.move, [three_people["anna"][0], 999], "Anna")
    assert album.words() == before
    assert len(album.library.journal.history()) == history


def two_people(album, three_people) -> list[str]:
    for who in ("anna", "ben"):
        album.library.do(edits.name, album.key_of(three_people[who][0]), who.title())
    return [album.key_of(three_people[who][0]) for who in ("anna", "ben")]


def tally(album):
    """The votes that the library keeps, and as they are counted."""
    kept = album.library._db.execute("SELECT cluster_id, person_id, votes FROM votes ORDER BY 1, 2").fetchall()
    counted = album.library._db.execute(
        "SELECT c.cluster_id, v.person_id, COUNT(*) FROM clustering c JOIN verdicts v ON v.face_id = c.face_id "
        "AND v.is_match = 1 GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    return kept, counted


def test_a_merge_of_people_is_a_handful_of_rows_and_the_votes_follow(album, three_people):
    anna, ben = two_people(album, three_people)
    before, votes = album.words(), tally(album)
    edit, changes = album.library.journal.do(edits.merge, [anna, ben])
    assert len(edit.rows) <= 4
    assert changes.faces == frozenset(three_people["ben"])
    assert changes.people == frozenset({int(anna[1:]), int(ben[1:])})
    kept, counted = tally(album)
    assert kept == counted
    assert album.library.queries.people()[0].faces == len(three_people["anna"]) + len(three_people["ben"])
    after = album.words()
    album.library.journal.undo()
    assert (album.words(), tally(album)) == (before, votes)
    album.library.journal.redo()
    assert album.words() == after


def test_a_merge_keeps_every_word_about_faces_that_two_people_were_spoken_of(album, three_people):
    anna, ben = two_people(album, three_people)
    face, other = three_people["ben"][:2]
    album.library.do(edits.reject, [face], anna)
    album.library.do(edits.confirm, [other], ben)
    before = album.words()
    album.library.do(edits.merge, [anna, ben])
    verdicts = {row[0]: row[1:] for row in album.words()["verdicts"]}
    assert verdicts[face] == (int(anna[1:]), 1, "group")
    assert verdicts[other] == (int(anna[1:]), 1, "face")
    assert tally(album)[0] == tally(album)[1]
    album.library.journal.undo()
    assert album.words() == before


def test_a_face_that_is_merged_beside_its_person_goes_once(album, three_people):
    anna, ben = two_people(album, three_people)
    face = three_people["ben"][0]
    before = album.words()
    album.library.do(edits.merge, [anna, ben, f"f{face}"])
    assert len(album.words()["verdicts"]) == len(before["verdicts"])
    album.library.journal.undo()
    assert album.words() == before


@pytest.mark.parametrize(
    "meddling", ["DELETE FROM verdicts WHERE face_id = ?", "UPDATE verdicts SET source = 'import' WHERE face_id = ?"]
)
def test_undo_of_a_merge_is_refused_where_one_of_its_verdicts_changed(album, three_people, meddling):
    anna, ben = two_people(album, three_people)
    album.library.do(edits.merge, [anna, ben])
    album.library._db.execute(meddling, (three_people["ben"][0],))
    words = album.words()
    with pytest.raises(EditError, match="can no longer be taken back"):
        album.library.journal.undo()
    assert album.words() == words


def test_undo_is_refused_where_the_row_changed_behind_the_journal(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    album.library._db.execute("UPDATE people SET name = 'Somebody' WHERE name = 'Anna'")
    with pytest.raises(EditError, match="can no longer be taken back"):
        album.library.journal.undo()


def test_a_folder_with_a_name_that_is_no_unicode_survives_the_journal(album):
    album.library.do(edits.add_folder, b"/photos/\xff\xfe")
    album.library.journal.undo()
    album.library.journal.redo()
    assert album.library.queries.folders()[-1].path == "/photos/\udcff\udcfe"


class RandomEdits(RuleBasedStateMachine):
    """Any sequence of edits, undos, redos and re-groupings: undoing everything gives the library of the beginning,
    and the words of the user hold at every moment."""

    people = ("anna", "ben", "mia")

    @initialize()
    def fill(self):
        self.place = tempfile.TemporaryDirectory()
        self.album = Album(Path(self.place.name))
        for shown in ([1], [2], [1, 2], [3], [1, 3], [2, 3]):
            self.album.photo(shown)
        self.album.group()
        self.beginning = self.album.words()
        self.faces = [face.face_id for face in self.album.library.queries.faces()]
        self.no: dict[tuple[int, int], bool] = {}

    def teardown(self):
        if hasattr(self, "album"):
            while self.album.library.journal.next_undo() and len(self.album.library.journal.history()) > 0:
                edit = self.album.library.journal.next_undo()
                if edit.kind == "add_folder":
                    break
                self.album.library.journal.undo()
            assert self.album.words() == self.beginning
            assert self.album.library.check() == "ok"
            self.album.library.close()
            self.place.cleanup()

    def attempt(self, make, *args, **kwargs):
        before = self.album.words()
        try:
            self.album.library.do(make, *args, **kwargs)
        except EditError:
            assert self.album.words() == before

    @rule(face=st.integers(0, 8), name=st.sampled_from(["Anna", "Ben", "Mia"]), share=st.booleans())
    def name(self, face, name, share):
        self.attempt(edits.name, self.album.key_of(self.faces[face]), name, may_share=share)

    @rule(faces=st.lists(st.integers(0, 8), min_size=2, max_size=3))
    def merge(self, faces):
        self.attempt(edits.merge, [self.album.key_of(self.faces[face]) for face in faces])

    @rule(face=st.integers(0, 8), name=st.sampled_from(["Anna", "Ben", "Zoe"]))
    def move(self, face, name):
        self.attempt(edits.move, [self.faces[face]], name, out_of=self.source(face))

    @rule(face=st.integers(0, 8))
    def reject(self, face):
        self.attempt(edits.reject, [self.faces[face]], self.album.key_of(self.faces[face]))

    @rule(face=st.integers(0, 8))
    def split(self, face):
        self.attempt(edits.split, self.album.key_of(self.faces[face]), [self.faces[face]])

    @rule(face=st.integers(0, 8), state=st.sampled_from(["hidden", "shown", "ignored"]))
    def hide(self, face, state):
        self.attempt(edits.set_state, [self.album.key_of(self.faces[face])], state)

    @rule()
    def remove_the_folder_and_bring_it_back(self):
        self.album.library.do(edits.remove_folder, 1)
        assert self.album.library.queries.faces() == []
        self.album.library.journal.undo()

    @rule()
    def group(self):
        self.album.group()

    @rule()
    def redo(self):
        edit = self.album.library.journal.next_redo()
        if edit is not None and edit.kind != "remove_folder":
            self.album.library.journal.redo()

    @rule()
    def undo(self):
        edit = self.album.library.journal.next_undo()
        if edit is not None and edit.kind != "add_folder":
            self.album.library.journal.undo()

    def source(self, face):
        key = self.album.key_of(self.faces[face])
        return key if key[0] == "g" else None

    @invariant()
    def the_word_of_the_user_is_shown(self):
        if not hasattr(self, "album"):
            return
        for face_id, person_id, is_match, _ in self.album.words()["verdicts"]:
            shown = self.album.library.queries.face(face_id).person_id
            assert (shown == person_id) == bool(is_match)

    @invariant()
    def the_tallies_of_the_database_are_right(self):
        if not hasattr(self, "album"):
            return
        db = self.album.library._db
        counted = db.execute(
            "SELECT model_id, cluster_id, person_id, COUNT(*) FROM clustering JOIN verdicts USING (face_id) "
            "WHERE is_match = 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        ).fetchall()
        assert db.execute("SELECT * FROM votes ORDER BY 1, 2, 3").fetchall() == counted
        wrong = db.execute(
            "SELECT id FROM photos WHERE places <> (SELECT COUNT(*) FROM files JOIN folders "
            "ON folders.id = folder_id WHERE photo_id = photos.id)"
        ).fetchall()
        assert wrong == []

    @invariant()
    def every_face_is_shown_once(self):
        if hasattr(self, "album"):
            assert len(self.album.library.queries.faces()) == len(self.faces)


TestRandomEdits = RandomEdits.TestCase
TestRandomEdits.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
