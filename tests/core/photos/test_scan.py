"""Which files a scan finds, which it leaves alone, and what it says about the ones it cannot see."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import PhotoError
from core.photos import kinds, sentences
from core.photos import scan as scan_module
from core.photos.decode import decode
from core.photos.scan import LARGEST_CLIP, FoundFile, Problem, scan


def touch(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def paths(root: Path, **options: Any) -> list[str]:
    """Found files relative to `root`; fails on a Problem."""
    found = list(scan(root, **options))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item.path.relative_to(root).as_posix() for item in found]


def problems(root: Path) -> list[Problem]:
    return [item for item in scan(root) if isinstance(item, Problem)]


def test_photos_are_found_depth_first_by_name(tmp_path: Path) -> None:
    for name in ("b/2.jpg", "b/1.PNG", "a/x/deep.HEIC", "a/3.Tiff", "z.jpeg", "notes.txt", "film.mp3", "jpg"):
        touch(tmp_path / name)
    assert paths(tmp_path) == ["z.jpeg", "a/3.Tiff", "a/x/deep.HEIC", "b/1.PNG", "b/2.jpg"]
    assert paths(tmp_path) == paths(tmp_path)


def test_the_clip_of_a_live_photo_is_part_of_it_and_other_videos_are_found(tmp_path: Path) -> None:
    for name in ("IMG_1.HEIC", "IMG_1.MOV", "IMG_2.jpg", "img_2.mp4", "IMG_3.MOV", "IMG_4.png", "IMG_4.mp4"):
        touch(tmp_path / name)
    touch(tmp_path / "a/IMG_1.MOV")
    assert paths(tmp_path) == ["IMG_1.HEIC", "IMG_2.jpg", "IMG_3.MOV", "IMG_4.mp4", "IMG_4.png", "a/IMG_1.MOV"]


def test_a_long_video_under_the_name_of_a_photo_is_no_clip(tmp_path: Path) -> None:
    touch(tmp_path / "IMG_1.jpg")
    with touch(tmp_path / "IMG_1.mp4").open("r+b") as file:
        file.truncate(LARGEST_CLIP + 1)
    assert paths(tmp_path) == ["IMG_1.jpg", "IMG_1.mp4"]


@pytest.mark.parametrize("suffix", sorted(kinds.ALL))
def test_every_suffix_counts_in_both_cases(tmp_path: Path, suffix: str) -> None:
    touch(tmp_path / f"a{suffix}")
    touch(tmp_path / f"b{suffix.upper()}")
    assert paths(tmp_path) == [f"a{suffix}", f"b{suffix.upper()}"]


def test_size_and_time_are_the_files(tmp_path: Path) -> None:
    path = touch(tmp_path / "a.jpg", b"12345")
    os.utime(path, ns=(1, 1_234_567_891_000_000_000))
    assert list(scan(tmp_path)) == [FoundFile(path, 5, 1_234_567_891_000_000_000)]


def test_unusual_names_are_found(tmp_path: Path) -> None:
    long_name = "n" * 246 + ".jpg"
    not_utf8 = os.fsdecode(b"f\xfcr Oma.jpg")
    for name in ("🎂 Léa 가족.jpg", long_name, not_utf8, "two  blanks .jpg", "new\nline.jpg"):
        touch(tmp_path / name)
    found = {item.path.name for item in scan(tmp_path)}
    assert found == {"🎂 Léa 가족.jpg", long_name, not_utf8, "two  blanks .jpg", "new\nline.jpg"}


def test_a_path_of_more_than_300_characters_is_found(tmp_path: Path) -> None:
    path = touch(tmp_path.joinpath(*["folder-with-a-long-name-" * 3] * 5, "photo.jpg"))
    assert len(str(path)) > 300
    assert [item.path for item in scan(tmp_path)] == [path]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.jpg",
        "._AppleDouble.jpg",
        ".IMG_1.HEIC.icloud",
        ".dtrash/a.jpg",
        ".thumbnails/a.jpg",
        ".Trash-1000/files/a.jpg",
        ".@__thumb/a.jpg",
        "@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg",
        "#recycle/a.jpg",
        "@Recycle/a.jpg",
        "$RECYCLE.BIN/S-1-5/a.jpg",
        "System Volume Information/a.jpg",
        "lost+found/a.jpg",
    ],
)
def test_hidden_files_and_thumbnail_and_trash_folders_are_left_out(tmp_path: Path, name: str) -> None:
    touch(tmp_path / "2003" / name)
    touch(tmp_path / "2003" / "kept.jpg")
    assert paths(tmp_path) == ["2003/kept.jpg"]


def test_a_hidden_folder_that_the_user_chose_is_scanned(tmp_path: Path) -> None:
    touch(tmp_path / ".secret" / "a.jpg")
    assert paths(tmp_path / ".secret") == ["a.jpg"]


@pytest.mark.parametrize(
    ("library", "kept"),
    [
        ("Photos Library.photoslibrary", "originals/0/0A.jpg"),
        ("Photos Library.photoslibrary", "Masters/2014/08/IMG_1.JPG"),
        ("Aperture.aplibrary", "Masters/2011/a.jpg"),
        ("iPhoto.photolibrary", "Originals/2005/a.jpg"),
        ("iPhoto.migratedphotolibrary", "Masters/2012/a.jpg"),
    ],
)
def test_only_the_originals_of_an_apple_library_count(tmp_path: Path, library: str, kept: str) -> None:
    for name in (
        kept,
        "resources/derivatives/0/a.jpeg",
        "Thumbnails/a.jpg",
        "resources/originals/a.jpg",
        "top.jpg",
    ):
        touch(tmp_path / library / name)
    assert paths(tmp_path) == [f"{library}/{kept}"]
    assert paths(tmp_path / library) == [kept]


def test_skipped_folders_are_not_entered(tmp_path: Path) -> None:
    touch(tmp_path / "library" / "crops" / "a.jpg")
    touch(tmp_path / "a.jpg")
    assert paths(tmp_path, skip=[tmp_path / "library", tmp_path / "missing"]) == ["a.jpg"]


def test_a_skipped_folder_is_not_entered_through_a_link_either(tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere" / "a.jpg")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "elsewhere")
    assert paths(tmp_path / "root", skip=[tmp_path / "elsewhere"]) == []


def test_link_loops_end_and_photos_keep_their_real_place(tmp_path: Path) -> None:
    touch(tmp_path / "real" / "deep" / "a.jpg")
    (tmp_path / "a-link").symlink_to("real")
    (tmp_path / "real" / "up").symlink_to(tmp_path)
    (tmp_path / "real" / "deep" / "self").symlink_to(".")
    assert paths(tmp_path) == ["real/deep/a.jpg"]


def test_a_folder_outside_is_entered_once_through_its_links(tmp_path: Path) -> None:
    touch(tmp_path / "outside" / "sub" / "a.jpg")
    root = tmp_path / "root"
    root.mkdir()
    (root / "1").symlink_to(tmp_path / "outside")
    (root / "2").symlink_to(tmp_path / "outside")
    (tmp_path / "outside" / "back").symlink_to(root)
    assert paths(root) == ["1/sub/a.jpg"]


def test_a_link_to_a_photo_is_a_photo(tmp_path: Path) -> None:
    touch(tmp_path / "outside.jpg", b"12345")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    assert [(item.path.name, item.size) for item in scan(root) if isinstance(item, FoundFile)] == [("link.jpg", 5)]


@pytest.mark.parametrize(
    ("target", "reason"), [("nowhere.jpg", sentences.BROKEN_LINK), ("loop.jpg", sentences.LINK_LOOP)]
)
def test_a_link_that_leads_nowhere_is_found_and_fails_with_a_reason(tmp_path: Path, target: str, reason: str) -> None:
    (tmp_path / "loop.jpg").symlink_to(target)
    (found,) = scan(tmp_path)
    assert isinstance(found, FoundFile)
    with pytest.raises(PhotoError) as refused:
        decode(found.path)
    assert str(refused.value) == reason


def test_a_broken_link_that_may_have_been_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "Photos 2019").symlink_to(tmp_path / "unplugged")
    (tmp_path / "circle").symlink_to("circle")
    assert problems(tmp_path) == [
        Problem(tmp_path / "Photos 2019", sentences.BROKEN_LINK),
        Problem(tmp_path / "circle", sentences.BROKEN_LINK),
    ]


class Entry:
    """A junction as os.scandir shows it on Windows: a folder, not a symlink, with a reparse tag."""

    def __init__(self, tag: int) -> None:
        self.tag = tag

    def is_symlink(self) -> bool:
        return False

    def stat(self, *, follow_symlinks: bool) -> SimpleNamespace:
        assert not follow_symlinks
        return SimpleNamespace(st_reparse_tag=self.tag)


@pytest.mark.parametrize(("tag", "is_link"), [(0xA0000003, True), (0x9000001A, False), (0, False)])
def test_windows_junctions_count_as_links_and_cloud_folders_do_not(tag: int, is_link: bool) -> None:
    assert scan_module._is_link(Entry(tag)) is is_link  # type: ignore[arg-type]


def test_pipes_and_folders_named_like_photos_are_no_photos(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    touch(tmp_path / "folder.jpg" / "a.jpg")
    assert paths(tmp_path) == ["folder.jpg/a.jpg"]


@pytest.mark.parametrize("missing", ["missing", "file.txt"])
def test_a_root_that_is_not_there_raises_at_once(tmp_path: Path, missing: str) -> None:
    touch(tmp_path / "file.txt")
    with pytest.raises(PhotoError, match="not there") as refused:
        scan(tmp_path / missing)
    assert refused.value.passing


def test_a_folder_that_vanishes_during_the_scan_is_a_problem(tmp_path: Path) -> None:
    for name in ("a/1.jpg", "b/2.jpg", "c/3.jpg"):
        touch(tmp_path / name)
    found = scan(tmp_path)
    assert next(found).path == tmp_path / "a/1.jpg"
    shutil.rmtree(tmp_path / "b")
    rest = list(found)
    assert rest[0] == Problem(tmp_path / "b", sentences.FOLDER_GONE)
    assert [item.path for item in rest[1:]] == [tmp_path / "c/3.jpg"]


def test_a_folder_that_vanishes_while_its_files_are_named_is_one_problem(tmp_path: Path) -> None:
    for number in range(5):
        touch(tmp_path / "a" / f"{number}.jpg")
    touch(tmp_path / "b" / "kept.jpg")
    found = scan(tmp_path)
    assert next(found).path.name == "0.jpg"
    shutil.rmtree(tmp_path / "a")
    rest = list(found)
    assert rest[0] == Problem(tmp_path / "a", sentences.FOLDER_GONE)
    assert [item.path.name for item in rest[1:]] == ["kept.jpg"]


def test_a_file_deleted_during_the_scan_is_simply_not_there(tmp_path: Path) -> None:
    for number in range(3):
        touch(tmp_path / f"{number}.jpg")
    found = scan(tmp_path)
    next(found)
    (tmp_path / "1.jpg").unlink()
    assert [item.path.name for item in found] == ["2.jpg"]


def failing_scandir(folder: Path, number: int, *, after: int | None = None) -> Any:
    """os.scandir that fails for one folder: at once, or after some entries."""
    real = os.scandir

    class HalfWay:
        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            with real(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
            yield_them = iter(listed[:after])

            def entries_then_failure() -> Iterator[os.DirEntry[str]]:
                yield from yield_them
                raise OSError(number, os.strerror(number))

            return entries_then_failure()

        def __exit__(self, *_: object) -> None:
            pass

    def scandir(path: str) -> Any:
        if path != str(folder):
            return real(path)
        if after is None:
            raise OSError(number, os.strerror(number))
        return HalfWay()

    return scandir


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, sentences.FOLDER_NO_PERMISSION),
        (errno.EPERM, sentences.FOLDER_NO_PERMISSION),
        (errno.EIO, sentences.FOLDER_NOT_ANSWERING),
        (errno.ESTALE, sentences.FOLDER_NOT_ANSWERING),
        (errno.ENAMETOOLONG, sentences.PATH_TOO_LONG),
    ],
)
def test_a_folder_that_cannot_be_listed_is_a_problem_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    touch(tmp_path / "locked" / "a.jpg")
    touch(tmp_path / "open" / "b.jpg")
    monkeypatch.setattr(os, "scandir", failing_scandir(tmp_path / "locked", number))
    found = list(scan(tmp_path))
    assert found[0] == Problem(tmp_path / "locked", reason)
    assert [item.path for item in found[1:]] == [tmp_path / "open/b.jpg"]


def test_a_listing_that_breaks_off_keeps_its_half_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        touch(tmp_path / "share" / f"{number}.jpg")
    monkeypatch.setattr(os, "scandir", failing_scandir(tmp_path / "share", errno.EIO, after=2))
    found = list(scan(tmp_path))
    assert found[0] == Problem(tmp_path / "share", sentences.FOLDER_NOT_ANSWERING)
    assert [item.path.name for item in found[1:]] == ["0.jpg", "1.jpg"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EACCES, sentences.NO_PERMISSION), (errno.EIO, sentences.NOT_ANSWERING)],
)
def test_an_entry_that_cannot_be_looked_at_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    for name in ("a.jpg", "b.jpg"):
        touch(tmp_path / name)
    real = scan_module._look_at

    def look_at(entry: os.DirEntry[str]) -> os.stat_result:
        if entry.name == "a.jpg":
            raise OSError(number, os.strerror(number))
        return real(entry)

    monkeypatch.setattr(scan_module, "_look_at", look_at)
    found = list(scan(tmp_path))
    assert found[0] == Problem(tmp_path / "a.jpg", reason)
    assert found[1].path == tmp_path / "b.jpg"


def test_an_unlistable_root_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", failing_scandir(tmp_path, errno.EACCES))
    with pytest.raises(PhotoError) as refused:
        scan(tmp_path)
    assert str(refused.value) == sentences.FOLDER_NO_PERMISSION
    assert refused.value.passing


def test_a_very_deep_tree_needs_no_recursion(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(sys.getrecursionlimit() + 100):
        folder = folder / "d"
        folder.mkdir()
    photo = touch(folder / "a.jpg")
    found = list(scan(tmp_path))
    photo.unlink()
    while folder != tmp_path:  # pytest's own way of clearing up is recursive
        folder.rmdir()
        folder = folder.parent
    assert [item.path for item in found] == [photo]


def test_two_real_folders_with_one_number_are_both_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network drives give every folder the same number."""
    touch(tmp_path / "a" / "1.jpg")
    touch(tmp_path / "b" / "2.jpg")
    monkeypatch.setattr(scan_module, "_identity", lambda _: (0, 0))
    assert paths(tmp_path) == ["a/1.jpg", "b/2.jpg"]
