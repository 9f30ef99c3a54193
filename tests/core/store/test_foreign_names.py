"""Other programs' names taken over and given away: with a library, files and the worker's own door."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path

import pytest
from album import Album, found_face
from PIL import Image

from core.__main__ import main
from core.drawn import embed_drawn
from core.errors import EditError
from core.people import edits
from core.people.known_names import NamesPlan
from core.photos import regions
from core.photos.header import Header
from core.photos.scan import FoundFile
from core.photos.sidecars import read_sidecar, write_names
from core.records import Box, NamedBox
from core.store.foreign_names import ForeignNames

NOWHERE = Box(0.6, 0.6, 0.2, 0.2)  # no face of the album lies there


def note(photo: Path, **named: Box) -> None:
    """What another program would have left beside a photo of the album (whose files are 64 pixels wide and high)."""
    write_names(photo, Header(64, 64, 1, b""), [NamedBox(name, box) for name, box in named.items()], [])


def read(album: Album) -> NamesPlan:
    return ForeignNames(album.library.db).read(contacts={}, step=lambda _done, _total: True)


def take(album: Album, **options: bool) -> None:
    album.library.do(ForeignNames(album.library.db).take_over, read(album), **options)


class Pipeline:
    """In the place of the networks: whatever lies in a box is somebody."""

    def embed_box(self, pixels, box, *, scale):  # noqa: ARG002
        return dataclasses.replace(found_face(1, 77), box=box)


def embed(album: Album) -> int:
    return embed_drawn(
        album.library,
        pipeline=Pipeline,  # type: ignore[arg-type]
        model_id=album.model_id,
        target_side=64,
        away=(),
        stopped=lambda: False,
    )


@pytest.fixture
def noted(album: Album) -> tuple[int, int]:
    """Two faces in one photo; a sidecar names the left one Anna and has Mia where no face was found."""
    left, right = album.photo([1, 2], name="both.jpg")
    box = album.library.queries.face(left).box
    note(album.photos_folder / "both.jpg", Anna=box, Mia=NOWHERE)
    return left, right


def test_a_preview_changes_nothing(album: Album, noted: tuple[int, int]) -> None:
    before = album.words()
    plan = read(album)
    assert {(one.name, one.how) for one in plan.placed} == {("Anna", "face"), ("Mia", "box")}
    assert (plan.photos, plan.unread, plan.damaged) == (1, 0, 0)
    assert album.words() == before


def test_photos_that_were_not_looked_through_yet_are_counted(album: Album, noted: tuple[int, int]) -> None:
    folder = album.library.queries.folders()[0].folder_id
    album.library.queue.add_files(folder, [FoundFile(album.photos_folder / "new.jpg", 10, 10)])
    assert (read(album).photos, read(album).waiting) == (1, 1)


def test_names_are_taken_over_as_one_edit_and_taken_back(album: Album, noted: tuple[int, int]) -> None:
    before = album.words()
    take(album)
    photo = album.photo_at(album.photos_folder / "both.jpg")
    faces = album.library.queries.faces_in(photo)
    assert [(face.name, face.how) for face in faces] == [("Anna", "confirmed"), ("", "unnamed"), ("Mia", "confirmed")]
    assert faces[2].box == NOWHERE
    album.library.journal.undo()
    assert album.words() == before
    assert [face.name for face in album.library.queries.faces_in(photo)] == ["", ""]
    album.library.journal.redo()
    assert [face.name for face in album.library.queries.faces_in(photo)] == ["Anna", "", "Mia"]
    assert album.library.check() == "ok"


def test_a_new_box_gets_its_vector_and_takes_part(album: Album, noted: tuple[int, int]) -> None:
    take(album)
    assert embed(album) == 1
    assert embed(album) == 0
    photo = album.photo_at(album.photos_folder / "both.jpg")
    (mia,) = [face for face in album.library.queries.faces_in(photo) if face.name == "Mia"]
    assert mia.score == pytest.approx(0.9)
    assert album.library.previews.crop(mia.face_id)
    rows = album.library.db.execute("SELECT COUNT(*) FROM vectors WHERE face_id = ?", (mia.face_id,)).fetchone()
    assert rows == (1,)


def test_a_box_that_was_taken_back_gets_no_vector(album: Album, noted: tuple[int, int]) -> None:
    take(album)
    album.library.journal.undo()
    assert embed(album) == 0


def test_a_second_import_has_nothing_to_do(album: Album, noted: tuple[int, int]) -> None:
    take(album)
    assert {one.how for one in read(album).placed} == {"known"}
    with pytest.raises(EditError, match="no new names"):
        take(album)


def test_an_import_after_one_that_was_taken_back(album: Album, noted: tuple[int, int]) -> None:
    take(album)
    album.library.journal.undo()
    take(album)
    photo = album.photo_at(album.photos_folder / "both.jpg")
    assert [face.name for face in album.library.queries.faces_in(photo)] == ["Anna", "", "Mia"]


def test_what_the_user_said_stays(album: Album, noted: tuple[int, int]) -> None:
    left, right = noted
    album.library.do(edits.name, f"f{left}", "Berta")
    album.library.do(edits.name, f"f{right}", "anna")
    take(album)
    assert (album.who(left), album.who(right)) == ("Berta", "anna")


def test_a_word_between_preview_and_import_stays(album: Album, noted: tuple[int, int]) -> None:
    plan = read(album)
    album.library.do(edits.name, f"f{noted[0]}", "Berta")
    album.library.do(ForeignNames(album.library.db).take_over, plan)
    assert album.who(noted[0]) == "Berta"


def test_names_join_the_people_there_are_in_any_case(album: Album, noted: tuple[int, int]) -> None:
    other = album.photo([1])
    album.library.do(edits.name, f"f{other[0]}", "ANNA")
    take(album)
    assert album.who(noted[0]) == "ANNA"


def test_only_some_of_the_names(album: Album, noted: tuple[int, int]) -> None:
    album.library.do(ForeignNames(album.library.db).take_over, read(album).only({"Mia"}))
    assert album.who(noted[0]) == ""
    assert set(album.library.queries.names().values()) == {"Mia"}


def test_names_without_a_place(album: Album) -> None:
    (face,) = album.photo([1], name="one.jpg")
    (album.photos_folder / "one.jpg.json").write_text(json.dumps({"people": [{"name": "Anna"}]}))
    (two, _) = album.photo([1, 2], name="two.jpg")
    (album.photos_folder / "two.jpg.json").write_text(json.dumps({"people": [{"name": "Anna"}]}))
    take(album)
    assert (album.who(face), album.who(two)) == ("", "")
    photo = album.photo_at(album.photos_folder / "one.jpg")
    assert [name for _, name in album.library.marks.present_in(photo)] == ["Anna"]
    album.library.journal.undo()
    take(album, guess=True)
    assert (album.who(face), album.library.queries.face(face).how) == ("Anna", "guessed")
    assert album.library.marks.present_in(photo) == []


def test_a_face_that_was_merged_away_comes_back_with_the_undo(album: Album, noted: tuple[int, int]) -> None:
    """Verdicts about a face that was made for a box are like any others."""
    take(album)
    people = {name: key for key, name in album.library.queries.names().items()}
    album.library.do(edits.merge, [f"p{people['Anna']}", f"p{people['Mia']}"], into=f"p{people['Anna']}")
    assert set(album.library.queries.names().values()) == {"Anna"}
    album.library.journal.undo()
    album.library.journal.undo()
    assert album.library.queries.names() == {}


# --- writing ------------------------------------------------------------------------------------------


def write(album: Album, *, only_confirmed: bool = False):
    return ForeignNames(album.library.db).write(only_confirmed=only_confirmed, step=lambda _done, _total: True)


def test_names_are_written_beside_the_photos_and_come_back(
    album: Album, three_people: dict[str, list[int]], tmp_path: Path
) -> None:
    album.library.do(edits.name, album.key_of(three_people["anna"][0]), "Anna")
    photos = {path: path.read_bytes() for path in album.photos_folder.iterdir()}
    written = write(album)
    assert (written.sidecars, written.faces, written.refused) == (4, 4, ())
    assert {path: path.read_bytes() for path in photos} == photos
    assert write(album).unchanged == 4
    fresh = Album(tmp_path / "elsewhere")
    for face_id in three_people["anna"]:
        path = Path(album.library.queries.face(face_id).photo_path)
        shown = album.library.queries.faces_in(album.photo_at(path))
        fresh.photo([1 if face.name else 2 for face in shown], name=path.name)
        sidecar = path.with_name(path.name + ".xmp")
        (fresh.photos_folder / sidecar.name).write_bytes(sidecar.read_bytes())
    take(fresh)
    named = [face for face in fresh.library.queries.faces() if face.name == "Anna"]
    assert len(named) == 4
    fresh.library.close()


def test_guesses_can_be_left_out(album: Album, three_people: dict[str, list[int]]) -> None:
    album.library.do(edits.name, f"f{three_people['anna'][0]}", "Anna")
    album.group()
    assert write(album, only_confirmed=True).faces == 1


def test_hidden_people_are_not_written(album: Album, noted: tuple[int, int]) -> None:
    album.library.do(edits.name, f"f{noted[1]}", "Ben")
    album.library.do(edits.set_state, [album.key_of(noted[1])], "hidden")
    assert write(album).sidecars == 0


def test_a_photo_that_is_gone_and_notes_that_are_damaged_are_said(album: Album) -> None:
    for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg")):
        (face,) = album.photo([number], name=name)
        album.library.do(edits.name, f"f{face}", f"Name {number}")
    (album.photos_folder / "a.jpg").unlink()
    (album.photos_folder / "b.jpg.xmp").write_text("<broken")
    written = write(album)
    assert written.sidecars == 1
    assert [Path(photo).name for photo, _ in written.refused] == ["a.jpg", "b.jpg"]
    assert (album.photos_folder / "b.jpg.xmp").read_text() == "<broken"


def test_a_rotated_photo_is_written_as_it_is_stored(album: Album, tmp_path: Path) -> None:
    (face,) = album.photo([1], name="turned.jpg")
    exif = Image.Exif()
    exif[274] = 6
    path = album.photos_folder / "turned.jpg"
    Image.new("RGB", (64, 48)).save(path, exif=exif)
    album.library.do(edits.name, f"f{face}", "Anna")
    write(album)
    found = regions.read(read_sidecar(path.with_name("turned.jpg.xmp")), size=(64, 48), turn=6)
    assert found.readings[0][0].box.overlap(album.library.queries.face(face).box) > 0.99
    assert found.readings[1][0].box.overlap(album.library.queries.face(face).box) < 0.5


# --- the command line ---------------------------------------------------------------------------------


def run(album: Album, capsys: pytest.CaptureFixture[str], *words: str):
    assert main([*words, "--library", str(album.folder), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_names_on_the_command_line(album: Album, noted: tuple[int, int], capsys: pytest.CaptureFixture[str]) -> None:
    preview = run(album, capsys, "names", "import", "--preview")
    assert (preview["faces"], preview["new_boxes"], preview["taken_over"]) == (1, 1, False)
    assert album.who(noted[0]) == ""
    taken = run(album, capsys, "names", "import")
    assert [one["name"] for one in taken["names"]] == ["Anna", "Mia"]
    assert album.who(noted[0]) == "Anna"
    assert run(album, capsys, "names", "export")["unchanged"] == 1
    assert run(album, capsys, "names", "export", "--into-photos")["refused"]  # the album's contents are made up
    assert run(album, capsys, "undo")["edit"] == "import"


def test_lists(album: Album, noted: tuple[int, int], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(album, capsys, "names", "import")
    assert run(album, capsys, "export", "csv", str(tmp_path / "faces.csv"))["entries"] == 3
    with (tmp_path / "faces.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["how"]) for row in rows] == [("Anna", "confirmed"), ("", "unnamed"), ("Mia", "confirmed")]
    assert rows[0]["photo"] == str(album.photos_folder / "both.jpg")
    run(album, capsys, "export", "json", str(tmp_path / "faces.json"))
    people = json.loads((tmp_path / "faces.json").read_text(encoding="utf-8"))["people"]
    assert {one["name"]: len(one["faces"]) for one in people} == {"Anna": 1, "": 1, "Mia": 1}
    assert main(["export", "csv", str(tmp_path / "no" / "faces.csv"), "--library", str(album.folder)]) == 1
