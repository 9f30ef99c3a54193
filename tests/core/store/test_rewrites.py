"""Names written into the photos themselves: the library knows every file it leaves, and no photo is ever lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import filelock
import numpy as np
import pytest
from album import Album
from PIL import Image

from core.errors import LibraryBusy
from core.people import edits
from core.photos import regions, xmp
from core.photos.header import read_header
from core.photos.reading import content_hash
from core.photos.scan import FoundFile, scan
from core.store.foreign_names import ForeignNames, Written
from core.store.library import Library
from core.store.rewrites import LOCK, tidy

CHECKOUT = Path(__file__).resolve().parents[3]


def rescan(library: Library) -> list[str]:
    """What the worker does. Returns the places of photos whose content the library did not know."""
    queue = library.queue
    tidy(library.db, library.folder)
    queue.begin_scan()
    for folder in queue.folders():
        found = [entry for entry in scan(Path(folder.path)) if isinstance(entry, FoundFile)]
        queue.add_files(folder.folder_id, found)
        queue.end_scan(folder.folder_id, [])
    unknown = [
        task.path for task in queue.take(100) if not queue.known_as(task, content_hash(Path(task.path).read_bytes()))
    ]
    queue.forget_homeless()
    return unknown


def write(album: Album) -> Written:
    return ForeignNames(album.library.db).write(
        only_confirmed=False, step=lambda _done, _total: True, into=album.folder
    )


def called(album: Album, name: str, *, file: str = "", noise: int = 0) -> Path:
    """A photo with one face of that name; its content is known as the worker knows it."""
    (face,) = album.photo([len(album.words()["people"]) + 1], name=file)
    path = Path(album.library.queries.face(face).photo_path)  # type: ignore[union-attr]
    if noise:
        pixels = np.random.default_rng(noise).integers(0, 255, (noise, noise, 3), np.uint8)
        Image.fromarray(pixels).save(path, quality=95)
    album.library.do(edits.name, f"f{face}", name)
    know(album, path)
    return path


def know(album: Album, path: Path) -> None:
    """The library's facts about a file, as they would be after a look at it."""
    info = path.stat()
    album.library.db.execute(
        "UPDATE photos SET content_hash = ? WHERE id = ?", (content_hash(path.read_bytes()), album.photo_at(path))
    )
    album.library.db.execute(
        "UPDATE files SET size = ?, mtime_ns = ? WHERE path = ?", (info.st_size, info.st_mtime_ns, str(path))
    )


def names_in(path: Path) -> list[str]:
    header = read_header(path)
    found = regions.read(xmp.parse(header.xmp), size=(header.width, header.height), turn=header.turn)
    return [one.name for one in found.readings[0]]


def faces(library: Library) -> list[tuple[int, str, str]]:
    return [(face.face_id, face.name, face.photo_path) for face in library.queries.faces()]


def test_names_go_into_the_photo_and_the_library_still_knows_it(album: Album) -> None:
    path = called(album, "Anna")
    old, before = path.read_bytes(), faces(album.library)
    time = path.stat().st_mtime_ns
    written = write(album)
    assert (written.photos, written.sidecars, written.faces, written.refused) == (1, 0, 1, ())
    assert names_in(path) == ["Anna"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() != old
    assert path.stat().st_mtime_ns == time + 2 * 10**9
    assert album.library.queue.pending() == 0
    assert rescan(album.library) == []
    assert faces(album.library) == before
    assert album.library.queries.counts()["photos"] == 1
    hashes = album.library.db.execute("SELECT content_hash FROM photos").fetchall()
    assert hashes == [(content_hash(path.read_bytes()),)]
    assert write(album).unchanged == 1


def test_a_photo_whose_name_is_as_long_as_the_disk_allows_is_written_too(album: Album) -> None:
    path = called(album, "Anna", file=f"{'n' * 251}.jpg")
    assert write(album).photos == 1
    assert names_in(path) == ["Anna"]


def test_sidecars_are_what_is_written_without_the_wish(album: Album) -> None:
    path = called(album, "Anna")
    old = path.read_bytes()
    ForeignNames(album.library.db).write(only_confirmed=False, step=lambda _done, _total: True)
    assert path.read_bytes() == old


def test_the_file_without_names_is_still_the_same_photo(album: Album, tmp_path: Path) -> None:
    """A backup that comes back, or a copy on another disk."""
    path = called(album, "Anna")
    copy = tmp_path / "copy.jpg"
    shutil.copy2(path, copy)
    write(album)
    before = [face[:2] for face in faces(album.library)]
    shutil.copy2(copy, path.parent / "from the backup.jpg")
    assert rescan(album.library) == []
    path.unlink()
    assert rescan(album.library) == []
    assert [face[:2] for face in faces(album.library)] == before
    assert album.library.queries.counts()["photos"] == 1


def test_every_place_of_a_photo_is_written(album: Album) -> None:
    path = called(album, "Anna")
    shutil.copy2(path, path.with_name("copy.jpg"))
    assert rescan(album.library) == []
    assert write(album).photos == 2
    assert path.read_bytes() == path.with_name("copy.jpg").read_bytes()
    assert rescan(album.library) == []
    assert album.library.queries.counts()["photos"] == 1


def test_a_file_with_two_names_is_written_once_and_not_read_again(album: Album, tmp_path: Path) -> None:
    """As on a drive that ignores case; here a link plays the second spelling."""
    path = called(album, "Anna")
    (tmp_path / "PHOTOS").symlink_to(album.photos_folder)
    album.library.do(edits.add_folder, str(tmp_path / "PHOTOS"))
    assert rescan(album.library) == []
    written = write(album)
    assert (written.photos, written.unchanged) == (1, 1)
    album.library.queue.begin_scan()
    for folder in album.library.queue.folders():
        found = [entry for entry in scan(Path(folder.path)) if isinstance(entry, FoundFile)]
        album.library.queue.add_files(folder.folder_id, found)
    assert album.library.queue.pending() == 0
    assert names_in(path) == ["Anna"]


def test_a_link_leads_to_the_file_that_is_written(album: Album, tmp_path: Path) -> None:
    path = called(album, "Anna")
    path.rename(tmp_path / "real.jpg")
    path.symlink_to(tmp_path / "real.jpg")
    assert write(album).photos == 1
    assert path.is_symlink()
    assert names_in(tmp_path / "real.jpg") == ["Anna"]
    assert rescan(album.library) == []


def test_a_sidecar_that_is_there_learns_of_it_too(album: Album) -> None:
    path = called(album, "Anna")
    ForeignNames(album.library.db).write(only_confirmed=False, step=lambda _done, _total: True)
    album.library.do(edits.name, "p1", "Anne")
    written = write(album)
    assert (written.photos, written.sidecars) == (1, 1)
    assert "Anne" in path.with_name(path.name + ".xmp").read_text("utf-8")


def test_a_kind_of_file_that_cannot_hold_them_gets_a_sidecar(album: Album) -> None:
    path = called(album, "Anna", file="scan.tif")
    Image.new("RGB", (64, 64)).save(path)
    know(album, path)
    old = path.read_bytes()
    written = write(album)
    assert (written.photos, written.sidecars) == (0, 1)
    assert path.read_bytes() == old


# --- what may stand in the way ------------------------------------------------------------------------


def refusal(album: Album, path: Path, sentence: str) -> None:
    """Writing is refused with that sentence, and nothing has changed."""
    old, time, before = path.read_bytes(), path.stat().st_mtime_ns, faces(album.library)
    written = write(album)
    assert [Path(photo).name for photo, _ in written.refused] == [path.name]
    assert sentence in written.refused[0][1]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (old, time)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert faces(album.library) == before
    assert album.library.db.execute("SELECT * FROM drafts").fetchall() == []


def test_a_photo_that_is_read_only(album: Album) -> None:
    path = called(album, "Anna")
    path.chmod(0o444)
    refusal(album, path, "read-only")


def test_a_folder_that_cannot_be_written(ordinary_user) -> None:
    """In a place that others may reach, too: pytest's own folders are for their owner alone."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        album = Album(Path(place))
        path = called(album, "Anna")
        for one in (album.folder, *album.folder.rglob("*"), path):
            one.chmod(0o777)
        path.parent.chmod(0o555)
        with ordinary_user():
            refusal(album, path, "could not be written")
        path.parent.chmod(0o755)
        album.library.close()


def test_a_disk_that_is_full(album: Album) -> None:
    """The system refuses files of more than half the photo's size."""
    path = called(album, "Anna", noise=2000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, limits[1]))
    try:
        refusal(album, path, "is full")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert write(album).photos == 1


def test_a_photo_that_was_changed_since_it_was_looked_at(album: Album) -> None:
    path = called(album, "Anna")
    Image.new("RGB", (64, 64), "red").save(path)
    refusal(album, path, "changed since")


def test_a_photo_that_is_changed_while_its_names_are_written(album: Album, monkeypatch) -> None:
    path = called(album, "Anna")
    fsync = os.fsync

    def somebody_else_writes(handle: int) -> None:
        fsync(handle)
        if path.stat().st_size < 5000:
            path.write_bytes(path.read_bytes() + b"\x00" * 5000)

    monkeypatch.setattr(os, "fsync", somebody_else_writes)
    written = write(album)
    assert "changed since" in written.refused[0][1]
    assert path.read_bytes().endswith(b"\x00" * 5000)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_new_file_that_is_not_the_same_photo_is_thrown_away(album: Album, monkeypatch) -> None:
    path = called(album, "Anna", noise=32)
    from core.photos import jpeg

    written = jpeg.with_packet
    monkeypatch.setattr(jpeg, "with_packet", lambda *args: written(*args)[:-40] + b"\x00" * 38 + b"\xff\xd9")
    refusal(album, path, "did not prove")


def test_two_programs_do_not_write_at_once(album: Album) -> None:
    called(album, "Anna")
    with filelock.FileLock(album.folder / LOCK), pytest.raises(LibraryBusy):
        write(album)


# --- killed in the middle -----------------------------------------------------------------------------


def test_whoever_is_killed_at_any_line_leaves_every_photo_whole(album: Album, tmp_path: Path) -> None:
    path = called(album, "Anna")
    old = path.read_bytes()
    before = [face[:2] for face in faces(album.library)]
    album.library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    script = CHECKOUT / "tests" / "rewriting_deaths.py"
    deaths = int(subprocess.check_output([sys.executable, script, album.folder.parent, tmp_path / "deaths"], text=True))
    assert deaths > 50
    seen: set[str] = set()
    for number in range(1, deaths + 1):
        place = tmp_path / "deaths" / str(number)
        photo = place / "photos" / path.name
        with Library(place / "library") as library:
            left = "new" if photo.read_bytes() != old else "old"
            left += " with a draft" if len(list(photo.parent.iterdir())) > 1 else ""
            left += "" if library.db.execute("SELECT 1 FROM drafts").fetchone() is None else ", noted"
            seen.add(left)
            assert rescan(library) == []
            assert [one.name for one in photo.parent.iterdir()] == [photo.name]
            assert [face[:2] for face in faces(library)] == before
            assert library.queries.counts()["photos"] == 1
            assert library.check() == "ok"
            with Image.open(photo) as image:
                image.load()
            album_there = ForeignNames(library.db)
            album_there.write(only_confirmed=False, step=lambda _done, _total: True, into=library.folder)
        assert names_in(photo) == ["Anna"]
    assert seen == {"old", "old, noted", "old with a draft, noted", "new, noted", "new"}
