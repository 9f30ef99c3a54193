"""The number that tells whether the user said something since: no two states of the journal share one."""

from __future__ import annotations

from core.people import edits


def test_an_edit_after_undos_has_a_number_of_its_own(album, three_people):
    last_edit, journal = album.library.groups.last_edit, album.library.journal
    seen = [last_edit()]
    for who, name in (("anna", "Anna"), ("ben", "Ben"), ("mia", "Mia")):
        album.library.do(edits.name, album.key_of(three_people[who][0]), name)
        seen.append(last_edit())
    for _ in range(2):
        journal.undo()
        seen.append(last_edit())
    album.library.do(edits.name, album.key_of(three_people["ben"][0]), "Tom")
    seen.append(last_edit())
    album.library.do(edits.name, album.key_of(three_people["mia"][0]), "Lea")
    seen.append(last_edit())
    assert len(set(seen)) == len(seen)


def test_undo_and_redo_lead_back_to_the_same_number(album, three_people):
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    before = album.library.groups.last_edit()
    album.library.journal.undo()
    assert album.library.groups.last_edit() != before
    album.library.journal.redo()
    assert album.library.groups.last_edit() == before
