"""The part that opens videos, brought in from a file."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import platformdirs
import pytest

from core import video_part
from core.errors import PartError
from core.video_part import VideoPart


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "familiar-video.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("part_of_a_test/__init__.py", "ANSWER = 42\n")
    return path


@pytest.fixture
def part(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VideoPart:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    data = archive.read_bytes()
    return VideoPart(archive.name, len(data), hashlib.sha256(data).hexdigest())


def test_a_plain_checkout_offers_no_part() -> None:
    assert video_part.offered() is None
    before = list(sys.path)
    video_part.add()
    assert sys.path == before


def test_the_right_file_is_unpacked_and_can_be_imported(archive: Path, part: VideoPart) -> None:
    assert not part.is_there
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(video_part, "offered", lambda: part)
        video_part.install(archive, part)
    assert part.is_there
    code = f"import sys; sys.path.append({str(part.folder)!r}); import part_of_a_test; print(part_of_a_test.ANSWER)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"42"
    assert str(part.folder) == sys.path[-1]
    video_part.remove(part)
    assert not part.is_there


def test_it_can_be_brought_again_over_a_damaged_one(archive: Path, part: VideoPart) -> None:
    video_part.install(archive, part)
    (part.folder / "part_of_a_test" / "__init__.py").write_text("damaged")
    video_part.install(archive, part)
    assert (part.folder / "part_of_a_test" / "__init__.py").read_text() == "ANSWER = 42\n"


def test_another_file_is_refused_and_changes_nothing(archive: Path, part: VideoPart) -> None:
    archive.write_bytes(archive.read_bytes() + b"more")
    with pytest.raises(PartError, match=r"not the part for this version of Familiar\. The right file is called"):
        video_part.install(archive, part)
    assert not part.folder.parent.exists()


def test_a_file_that_is_gone_is_a_sentence(tmp_path: Path, part: VideoPart) -> None:
    with pytest.raises(PartError, match=r"^The file cannot be read\.$"):
        video_part.install(tmp_path / "gone.zip", part)


def test_where_nothing_can_be_written_nothing_is_left(archive: Path, part: VideoPart) -> None:
    part.folder.parent.parent.mkdir(parents=True)
    part.folder.parent.write_text("a file where a folder should be")
    with pytest.raises(PartError, match="cannot be unpacked"):
        video_part.install(archive, part)
