"""Installing a pack, with the real YuNet and MobileFaceNet, from a web server on this computer that may misbehave."""

from __future__ import annotations

import errno
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import filelock
import pytest
from model_server import ModelServer

from core.errors import ModelError
from core.faces.install import Order, install, size_of
from core.faces.manifest import Licence, Manifest, manifest
from core.faces.packs import is_installed, open_pack, packs_folder

YUNET, MOBILEFACENET = "yunet_n_dynamic.onnx", "mobilefacenet.onnx"


@pytest.fixture
def server(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    files = {name: (shared / "models" / name).read_bytes() for name in (YUNET, MOBILEFACENET)}
    with ModelServer(files) as server:
        yield server


@pytest.fixture
def one(server: ModelServer) -> Manifest:
    """The pack's manifest, its files at the server's address."""
    known = manifest("mobilefacenet-yunet")
    return replace(known, files=tuple(replace(file, url=f"{server.url}/{file.name}") for file in known.files))


def left(folder: Path) -> set[str]:
    """What lies in the folder of packs."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


WHOLE = {f"mobilefacenet-yunet{os.sep}{name}" for name in (YUNET, MOBILEFACENET, "LICENCE.txt")}


def test_a_pack_is_fetched_checked_and_moved_into_place(one: Manifest, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    assert not is_installed(one, tmp_path)
    install(one, Order(tell=lambda done, total: heard.append((done, total))), folder=tmp_path)
    assert is_installed(one, tmp_path)
    assert left(tmp_path) == WHOLE
    assert heard == sorted(heard)
    assert heard[-1] == (size_of(one), size_of(one)) == (4320976, 4320976)
    pack = open_pack(one.name, folder=tmp_path)
    assert (pack.detector.name, pack.embedder.name) == (YUNET, MOBILEFACENET)


def test_an_installed_pack_is_not_fetched_again(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    install(one, folder=tmp_path)
    install(one, folder=tmp_path)
    assert len(server.asked) == 2


def test_a_file_that_went_missing_is_fetched_again(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    install(one, folder=tmp_path)
    (tmp_path / one.name / YUNET).unlink()
    assert not is_installed(one, tmp_path)
    with pytest.raises(ModelError, match=r"“Small and quick” is not installed\. Install it with: python -m core packs"):
        open_pack(one.name, folder=tmp_path)
    install(one, folder=tmp_path)
    assert left(tmp_path) == WHOLE


def test_a_server_that_dies_once_is_asked_for_the_rest(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    server.dies_after, server.deaths = 1_000_000, 1
    install(one, folder=tmp_path)
    assert left(tmp_path) == WHOLE
    assert server.asked == [(YUNET, ""), (MOBILEFACENET, ""), (MOBILEFACENET, "bytes=1000000-")]


def test_what_a_dead_server_sent_is_kept_for_the_next_try(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    server.dies_after = 500_000
    with pytest.raises(ModelError, match=r"The connection to 127\.0\.0\.1 broke off\. What has arrived is kept"):
        install(one, folder=tmp_path)
    assert not is_installed(one, tmp_path)
    part = tmp_path / "mobilefacenet-yunet.part" / MOBILEFACENET
    assert part.stat().st_size == 1_500_000  # three connections
    server.dies_after = None
    server.asked.clear()
    install(one, folder=tmp_path)
    assert server.asked == [(MOBILEFACENET, "bytes=1500000-")]
    assert left(tmp_path) == WHOLE


@pytest.mark.parametrize("says_length", [True, False])
def test_a_server_that_cannot_go_on_starts_anew(
    one: Manifest, server: ModelServer, tmp_path: Path, *, says_length: bool
) -> None:
    server.knows_ranges, server.says_length = False, says_length
    server.dies_after, server.deaths = 1_000_000, 1
    install(one, folder=tmp_path)
    assert left(tmp_path) == WHOLE


def test_a_file_that_is_too_long_is_thrown_away(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    server.files[YUNET] += b"more"
    with pytest.raises(ModelError, match="is not the file that Familiar knows"):
        install(one, folder=tmp_path)
    assert left(tmp_path) == set()


@pytest.mark.parametrize("place", [0, 2_000_000, 3_998_069])
def test_a_single_wrong_byte_is_found(one: Manifest, server: ModelServer, tmp_path: Path, place: int) -> None:
    right = server.files[MOBILEFACENET]
    server.files[MOBILEFACENET] = right[:place] + bytes([right[place] ^ 1]) + right[place + 1 :]
    with pytest.raises(ModelError, match=r"mobilefacenet\.onnx is not the file that Familiar knows.* thrown away"):
        install(one, folder=tmp_path)
    assert not is_installed(one, tmp_path)
    assert not (tmp_path / "mobilefacenet-yunet.part" / MOBILEFACENET).exists()
    server.files[MOBILEFACENET] = right
    install(one, folder=tmp_path)
    assert left(tmp_path) == WHOLE


def test_a_file_that_the_server_has_not_is_a_sentence(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    del server.files[YUNET]
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 does not give this file \(answer 404\)"):
        install(one, folder=tmp_path)


def test_no_server_is_a_sentence(one: Manifest, tmp_path: Path) -> None:
    nobody = tuple(replace(file, url="http://127.0.0.1:9/" + file.name) for file in one.files)
    with pytest.raises(ModelError, match=r"The connection to 127\.0\.0\.1 broke off"):
        install(replace(one, files=nobody), folder=tmp_path)


def test_stopping_keeps_what_has_arrived(one: Manifest, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"Stopped\. What has arrived is kept"):
        install(one, Order(stopped=lambda: True), folder=tmp_path)
    assert (tmp_path / "mobilefacenet-yunet.part" / YUNET).stat().st_size > 0
    install(one, folder=tmp_path)
    assert left(tmp_path) == WHOLE


def test_too_little_room_is_said_before_anything_is_fetched(
    one: Manifest, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 4_000_000, 4_000_000))
    with pytest.raises(
        ModelError, match=r"The disk is full: the pack “Small and quick” needs 4 MB in .* Nothing was kept"
    ):
        install(one, folder=tmp_path)
    assert server.asked == []
    assert list(tmp_path.iterdir()) == []


class FullDisk:
    """A file on a disk that fills up."""

    def __init__(self, file: Any, room: int) -> None:
        self._file, self._room = file, room

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, block: bytes) -> int:
        self._room -= len(block)
        if self._room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self._file.write(block))


def test_a_disk_that_fills_up_leaves_nothing_behind(
    one: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = Path.open

    def open_on_a_full_disk(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        file = really_open(path, mode, *args, **kwargs)
        return FullDisk(file, 2_000_000) if path.name == MOBILEFACENET and mode in ("ab", "wb") else file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_on_a_full_disk)
        with pytest.raises(ModelError, match="The disk is full"):
            install(one, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
    install(one, folder=tmp_path)
    assert left(tmp_path) == WHOLE


def test_a_place_that_cannot_be_written_is_a_sentence(
    one: Manifest, tmp_path: Path, ordinary_user: Callable[[], Any]
) -> None:
    place = tmp_path / "locked"
    place.mkdir(mode=0o500)
    tmp_path.chmod(0o755)
    with ordinary_user(), pytest.raises(ModelError, match="The pack cannot be stored in"):
        install(one, folder=place)


def test_a_file_in_the_way_is_a_sentence(one: Manifest, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file stands where the folder should be")
    with pytest.raises(ModelError, match="The pack cannot be stored in"):
        install(one, folder=tmp_path / "models")


def test_two_programs_do_not_install_at_once(one: Manifest, tmp_path: Path) -> None:
    with (
        filelock.FileLock(tmp_path / f"{one.name}.lock"),
        pytest.raises(ModelError, match="“Small and quick” is being installed already"),
    ):
        install(one, folder=tmp_path)


# --- from this computer -------------------------------------------------------------------------------------


def test_files_are_known_by_their_contents_not_their_names(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    downloads = tmp_path / "downloads" / "deeper"
    downloads.mkdir(parents=True)
    (downloads / "model (1).onnx").write_bytes(server.files[YUNET])
    (downloads / "weights.bin").write_bytes(server.files[MOBILEFACENET])
    (downloads / "a decoy").write_bytes(bytes(len(server.files[YUNET])))
    install(one, Order(source=str(tmp_path / "downloads")), folder=tmp_path / "packs")
    assert left(tmp_path / "packs") == WHOLE
    assert server.asked == []


def test_an_archive_on_this_computer_will_do(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as box:
        for name, contents in server.files.items():
            box.writestr(f"folder/{name}", contents)
    install(one, Order(source=str(tmp_path / "all.zip")), folder=tmp_path / "packs")
    assert left(tmp_path / "packs") == WHOLE
    assert (tmp_path / "all.zip").exists()


def test_a_missing_file_is_named(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / YUNET).write_bytes(server.files[YUNET])
    (tmp_path / "downloads" / "broken.zip").write_bytes(b"PK\3\4 and then nothing")
    with pytest.raises(ModelError, match=r"The file mobilefacenet\.onnx of this pack is not in .*downloads"):
        install(one, Order(source=str(tmp_path / "downloads")), folder=tmp_path / "packs")
    assert (tmp_path / "downloads" / "broken.zip").exists()


def test_a_mirror_will_do(one: Manifest, server: ModelServer, tmp_path: Path) -> None:
    elsewhere = tuple(replace(file, url=f"https://nowhere.invalid/{file.name}") for file in one.files)
    install(replace(one, files=elsewhere), Order(source=server.url + "/"), folder=tmp_path)
    assert left(tmp_path) == WHOLE


# --- archives and licences, as the InsightFace packs have them ------------------------------------------------


@pytest.fixture
def restricted(one: Manifest, server: ModelServer) -> Manifest:
    """The same two networks inside an archive with much else, for research only."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as box:
        for name, contents in server.files.items():
            box.writestr(f"buffalo/{name}", contents)
        box.writestr("genderage.onnx", b"not wanted")
    server.files["buffalo.zip"] = packed.getvalue()
    url = f"{server.url}/buffalo.zip"
    files = tuple(replace(file, url=url, archive_size=len(packed.getvalue())) for file in one.files)
    return replace(one, files=files, licence=Licence("Research only", "For research only.", restricts=True))


def test_a_restricting_licence_must_be_accepted(restricted: Manifest, server: ModelServer, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"must be accepted first\. For research only\."):
        install(restricted, folder=tmp_path)
    assert server.asked == []
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_fetched_once_and_only_what_is_needed_stays(
    restricted: Manifest, server: ModelServer, tmp_path: Path
) -> None:
    server.dies_after, server.deaths = 1_000_000, 1
    install(restricted, Order(accepted=True), folder=tmp_path)
    assert server.asked == [("buffalo.zip", ""), ("buffalo.zip", "bytes=1000000-")]
    assert left(tmp_path) == WHOLE
    assert "For research only." in (tmp_path / restricted.name / "LICENCE.txt").read_text("utf-8")


def test_an_archive_that_is_whole_already_is_not_fetched_again(
    restricted: Manifest, server: ModelServer, tmp_path: Path
) -> None:
    part = tmp_path / f"{restricted.name}.part"
    part.mkdir()
    (part / "archive.zip").write_bytes(server.files["buffalo.zip"])
    install(restricted, Order(accepted=True), folder=tmp_path)
    assert [wanted for _, wanted in server.asked] == [f"bytes={len(server.files['buffalo.zip'])}-"]
    assert left(tmp_path) == WHOLE


def test_a_broken_archive_is_thrown_away(restricted: Manifest, server: ModelServer, tmp_path: Path) -> None:
    right = server.files["buffalo.zip"]
    server.files["buffalo.zip"] = bytes(len(right))
    with pytest.raises(ModelError, match="is not the file that Familiar knows"):
        install(restricted, Order(accepted=True), folder=tmp_path)
    assert left(tmp_path) == set()
    server.files["buffalo.zip"] = right
    install(restricted, Order(accepted=True), folder=tmp_path)
    assert left(tmp_path) == WHOLE


def test_packs_lie_in_the_users_folder_or_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAMILIAR_PACKS", raising=False)
    monkeypatch.setattr("core.faces.manifest.user_data_path", lambda name, **_: tmp_path / name)
    assert packs_folder() == tmp_path / "Familiar" / "models"
    monkeypatch.setenv("FAMILIAR_PACKS", str(tmp_path / "here"))
    assert packs_folder() == tmp_path / "here"
