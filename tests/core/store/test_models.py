"""Which model the library shows, on an album of made-up people with made-up vectors of two models."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from album import DIMENSION, Album, face_vector

from core.faces.manifest import BUILTIN, Manifest, manifest
from core.grouping import group_library, rescaled
from core.people import edits
from core.store.models import Hardware, Switch

OTHER = replace(manifest("mobilefacenet-yunet"), model="other made-up", dimension=DIMENSION)


@pytest.fixture(autouse=True)
def other_manifest(monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """A pack whose vectors can be made up."""
    known = {BUILTIN: manifest(BUILTIN), OTHER.name: OTHER}
    monkeypatch.setattr("core.store.models.manifests", lambda: known)
    monkeypatch.setattr("core.store.models.manifest_of", lambda model: OTHER if model == OTHER.model else None)
    return OTHER


def embed(album: Album, faces: list[int], somebody: int) -> None:
    """Vectors of the other model for these faces."""
    model_id = album.library.model(OTHER.model, DIMENSION)
    for face in faces:
        photo = album.library.queries.face(face).photo_id
        album.library.models.put(model_id, photo, {face: face_vector(somebody + 100, face)})


def embed_all(album: Album, people: dict[str, list[int]], *, leave_out: int = 0) -> None:
    for number, faces in enumerate(people.values()):
        embed(album, faces[leave_out:], number)


def test_the_first_model_is_shown_and_a_second_one_is_not(album: Album, three_people: dict[str, list[int]]) -> None:
    models = album.library.models
    assert models.active() == album.model_id
    assert models.known(OTHER.model, DIMENSION) != album.model_id
    assert models.active() == album.model_id


def test_a_wish_is_kept_and_its_progress_told(album: Album, three_people: dict[str, list[int]]) -> None:
    models, faces = album.library.models, sum(map(len, three_people.values()))
    assert not models.use(OTHER)
    assert models.wanted() == OTHER
    assert models.switch() == Switch(OTHER.name, 0, faces)
    embed(album, three_people["anna"], 1)
    assert models.switch() == Switch(OTHER.name, len(three_people["anna"]), faces)


def test_photos_to_embed_are_those_without_a_vector_that_can_be_reached(
    album: Album, three_people: dict[str, list[int]]
) -> None:
    models = album.library.models
    model_id = models.known(OTHER.model, DIMENSION)
    photos = models.photos_to_embed(model_id)
    assert len(photos) == 8
    embed(album, three_people["anna"], 1)
    alone_with_anna = [photo for photo in photos if len(album.library.queries.faces_in(photo)) == 1]
    left = models.photos_to_embed(model_id)
    assert set(photos) - set(left) < set(alone_with_anna)
    (folder,) = album.library.queries.folders()
    assert models.photos_to_embed(model_id, away=[folder.folder_id]) == []
    one = models.unembedded(left[0], model_id)
    assert {face_id for face_id, _, _ in one.faces} <= {face for faces in three_people.values() for face in faces}
    assert one.path.startswith(str(album.photos_folder))


def test_a_new_model_begins_with_the_groups_there_are(album: Album, three_people: dict[str, list[int]]) -> None:
    keys = {face: album.key_of(face) for faces in three_people.values() for face in faces}
    embed_all(album, three_people)
    model_id = album.library.model(OTHER.model, DIMENSION)
    album.library.models.inherit_groups(model_id)
    assert album.library.models.activate(model_id)
    group_library(album.library, model_id)
    assert {face: album.key_of(face) for face in keys} == keys


def test_too_few_vectors_are_not_shown(album: Album, three_people: dict[str, list[int]]) -> None:
    embed(album, three_people["mia"], 3)
    assert not album.library.models.activate(album.library.model(OTHER.model, DIMENSION))
    assert album.library.active_model() == album.model_id


def test_a_face_without_vector_is_judged_by_its_company(album: Album, three_people: dict[str, list[int]]) -> None:
    album.library.do(edits.name, album.key_of(three_people["anna"][1]), "Anna")
    names = {face: album.who(face) for faces in three_people.values() for face in faces}
    embed_all(album, three_people, leave_out=1)
    model_id = album.library.model(OTHER.model, DIMENSION)
    album.library.models.inherit_groups(model_id)
    assert album.library.models.activate(model_id)
    group_library(album.library, model_id)
    material = album.library.groups.material(model_id)
    place = material.face_ids.tolist().index(three_people["anna"][0])
    assert not material.clusterable[place]
    assert {face: album.who(face) for face in names} == names


def test_a_group_of_which_nothing_could_be_read_stays(album: Album, three_people: dict[str, list[int]]) -> None:
    key = album.key_of(three_people["anna"][0])
    embed(album, three_people["ben"], 2)
    embed(album, three_people["mia"], 3)
    model_id = album.library.model(OTHER.model, DIMENSION)
    album.library.models.inherit_groups(model_id)
    assert album.library.models.activate(model_id)
    group_library(album.library, model_id)
    assert {album.key_of(face) for face in three_people["anna"]} == {key}


def test_a_rejected_face_without_vector_does_not_come_back(album: Album, three_people: dict[str, list[int]]) -> None:
    first, second = three_people["anna"][:2]
    album.library.do(edits.name, album.key_of(second), "Anna")
    album.library.do(edits.reject, [first], album.key_of(second))
    embed_all(album, three_people, leave_out=1)
    model_id = album.library.model(OTHER.model, DIMENSION)
    album.library.models.inherit_groups(model_id)
    album.library.models.activate(model_id)
    group_library(album.library, model_id)
    assert album.who(first) == ""
    assert album.who(second) == "Anna"


def test_deaths_are_counted_for_a_photo_alone_only(album: Album, three_people: dict[str, list[int]]) -> None:
    models = album.library.models
    first, second, *_ = (photo.photo_id for photo in album.library.queries.photos())
    models.enter([first, second])
    assert sorted(models.suspects()) == sorted([first, second])
    assert [models.enter_alone(first) for _ in range(4)] == [True, True, True, False]
    models.leave([second])
    assert models.suspects() == [first]
    album.library.queue.forgive()
    assert models.suspects() == []


def test_another_pack_is_no_reason_to_look_for_faces_again(album: Album, three_people: dict[str, list[int]]) -> None:
    assert album.library.queue.renew("another-model/1") == 0
    assert album.library.queue.renew("another-model/2") == 8


def test_what_the_networks_run_on_is_noted(album: Album) -> None:
    models = album.library.models
    assert models.hardware() == []
    found = [Hardware("graphics card", False, "It failed."), Hardware("processor", True, "")]
    models.note_hardware(found)
    models.note_hardware(found)
    assert models.hardware() == found


def test_distances_of_another_network_are_brought_to_one_scale() -> None:
    vectors = np.array([face_vector(one) for one in range(4)])
    scaled = rescaled(vectors, 1 / 7.5)
    assert np.linalg.norm(scaled, axis=1) == pytest.approx(1)
    before = ((vectors[:, None] - vectors) ** 2).sum(axis=2)
    assert ((scaled[:, None] - scaled) ** 2).sum(axis=2) == pytest.approx(before / 7.5, abs=1e-6)
    assert rescaled(vectors, 1.0) is vectors
