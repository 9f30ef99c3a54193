"""The library's folder: opening, versions, and what a disk can do to it. Every trouble is one sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from album import Album

from core.errors import DiskFull, LibraryDamaged, LibraryError, LibraryReadOnly, LibraryTooNew
from core.people import edits
from core.store import connection, migrations
from core.store.library import Library

FIXTURES = Path(__file__).parent / "fixtures"


def test_a_new_library_is_private_and_sound(tmp_path):
    with Library(tmp_path / "new") as library:
        assert library.check() == "ok"
        assert library.queries.people() == []
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_deleted_data_is_overwritten_and_edits_are_durable(album):
    assert album.library._db.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert album.library._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert album.library._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_who_does_not_wait_for_the_disk_has_it_flushed(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(connection.os, "fsync", synced.append)
    with Library(tmp_path, waits_for_disk=False, empties_log=False) as window, Library(tmp_path) as other:
        window.do(edits.add_folder, str(tmp_path))
        log = (tmp_path / "library.sqlite-wal").stat().st_size
        assert log
        assert not synced
        other.flush()
        assert len(synced) == 1
        assert other.check() == "ok"
    with sqlite3.connect(f"file:{tmp_path / 'library.sqlite'}?immutable=1", uri=True) as db:  # without the log
        assert db.execute("SELECT count(*) FROM folders").fetchone() == (1,)
    db.close()


def test_a_disk_that_refuses_the_last_change_is_a_sentence(tmp_path, monkeypatch):
    def refuse(number):
        raise OSError(5, "Input/output error")

    with Library(tmp_path) as library:
        library.do(edits.add_folder, str(tmp_path))
        monkeypatch.setattr(connection.os, "fsync", refuse)
        with pytest.raises(LibraryError, match="did not take the last change"):
            library.flush()


def test_a_library_of_a_newer_version_is_refused_and_untouched(tmp_path):
    Library(tmp_path).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = (tmp_path / "library.sqlite").read_bytes()
    with pytest.raises(LibraryTooNew, match="newer version of Familiar"):
        Library(tmp_path)
    assert (tmp_path / "library.sqlite").read_bytes() == before


@pytest.mark.parametrize("rubbish", [b"no database at all, just text" * 50, b"\0" * 5000])
def test_a_damaged_library_is_a_sentence(tmp_path, rubbish):
    (tmp_path / "library.sqlite").write_bytes(rubbish)
    with pytest.raises(LibraryDamaged, match="damaged"):
        Library(tmp_path)
    assert (tmp_path / "library.sqlite").read_bytes() == rubbish


def test_another_programs_database_is_not_taken_over(tmp_path):
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(LibraryDamaged):
        Library(tmp_path)


def test_damaged_previews_are_made_anew(tmp_path):
    Library(tmp_path).close()
    (tmp_path / "previews.sqlite").write_bytes(b"rubbish" * 1000)
    with Library(tmp_path) as library:
        assert library.previews.crop(1) is None


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match=r"needs a folder"):
        Library(tmp_path / "file")


def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path, ordinary_user):
    Library(tmp_path / "library").close()
    for place in (tmp_path, *tmp_path.parents[:2]):
        place.chmod(0o755)
    (tmp_path / "library").chmod(0o555)
    with ordinary_user(), pytest.raises(LibraryReadOnly, match="may not write"):
        Library(tmp_path / "library")


def test_a_place_where_no_folder_can_be_made_is_a_sentence(tmp_path, ordinary_user):
    for place in (tmp_path, *tmp_path.parents[:2]):
        place.chmod(0o755)
    with ordinary_user(), pytest.raises(LibraryReadOnly, match="may not write"):
        Library(tmp_path / "new" / "library")


def test_a_full_disk_is_a_sentence_and_loses_nothing(album, three_people):
    before = album.words()
    pages = album.library._db.execute("PRAGMA page_count").fetchone()[0]
    album.library._db.execute(f"PRAGMA max_page_count = {pages}")
    names = (f"Anna {number} " + "a" * 2000 for number in range(2000))
    with pytest.raises(DiskFull, match="disk is full"):
        _name_until_full(album, three_people["anna"][0], names, seen := [before])
    before = seen[-1]
    assert album.words() == before
    assert album.library.check() == "ok"


def _name_until_full(album, face, names, seen):
    for name in names:
        album.library.do(edits.name, f"f{face}", name)
        seen.append(album.words())


@pytest.mark.parametrize("part", ["Dropbox", "OneDrive", "Google Drive"])
def test_a_folder_that_a_cloud_copies_is_refused(tmp_path, part):
    with pytest.raises(LibraryError, match="cloud program copies"):
        Library(tmp_path / part / "library")
    assert not (tmp_path / part).exists()


@pytest.mark.parametrize(
    ("system", "options"),
    [("nfs4", "rw"), ("fuse.smbnetfs", "rw"), ("NTFS", "rw,remote")],
    ids=["NFS", "SMB", "Windows"],
)
def test_a_network_drive_is_refused(tmp_path, monkeypatch, system, options):
    class Part:
        mountpoint, fstype, opts = str(tmp_path), system, options

    monkeypatch.setattr(connection.psutil, "disk_partitions", lambda **_: [Part()])
    with pytest.raises(LibraryError, match="network drive"):
        Library(tmp_path / "library")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_FSYNC])
def test_a_disk_that_breaks_off_under_the_library_is_said(code):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(LibraryError, match="disk on which the library lies does not answer"), connection.known_errors():
        raise error


def test_the_window_sees_commits_of_others(album, three_people):
    version = album.library.version()
    assert album.library.version() == version
    with Library(album.folder) as other:
        other.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    assert album.library.version() != version
    assert album.who(three_people["anna"][0]) == "Anna"


def test_an_old_library_gets_the_missing_steps_and_a_backup(tmp_path):
    album = Album(tmp_path)
    (face,) = album.photo([1])
    album.library.do(edits.name, f"f{face}", "Anna")
    path = album.folder / "library.sqlite"
    steps = [*migrations.steps(), "ALTER TABLE people ADD COLUMN note TEXT; CREATE TABLE extra (x);"]
    migrations.migrate(album.library._db, path, steps)
    assert album.library._db.execute("PRAGMA user_version").fetchone() == (len(steps),)
    assert album.library._db.execute("SELECT name, note FROM people").fetchall() == [("Anna", None)]
    album.library.close()
    with sqlite3.connect(path.with_name(f"library.before-{len(steps)}.sqlite")) as backup:
        assert backup.execute("SELECT name FROM people").fetchall() == [("Anna",)]
        assert backup.execute("PRAGMA user_version").fetchone() == (len(steps) - 1,)
    backup.close()


def test_a_step_that_fails_leaves_the_old_version(album):
    steps = [*migrations.steps(), "CREATE TABLE half (x); THIS IS NOT SQL;"]
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrate(album.library._db, album.folder / "library.sqlite", steps)
    assert album.library._db.execute("PRAGMA user_version").fetchone() == (len(steps) - 1,)
    assert album.library._db.execute("SELECT * FROM sqlite_schema WHERE name = 'half'").fetchall() == []


@pytest.mark.parametrize("old", sorted(FIXTURES.glob("library_v*.sqlite")), ids=lambda path: path.stem)
def test_every_schema_that_ever_landed_still_opens(tmp_path, old):
    (tmp_path / "library.sqlite").write_bytes(old.read_bytes())
    with Library(tmp_path) as library:
        assert library.check() == "ok"
        assert sorted(library.queries.names().values()) == ["Anna", "Ben"]
        assert library._db.execute("PRAGMA user_version").fetchone() == (len(migrations.steps()),)
        library.journal.undo()


def test_there_is_a_fixture_of_every_schema():
    assert [path.stem for path in sorted(FIXTURES.glob("library_v*.sqlite"))] == [
        f"library_v{number + 1}" for number in range(len(migrations.steps()))
    ]
