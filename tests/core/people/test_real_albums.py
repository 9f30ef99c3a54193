"""Real photographs, all the way: in the default setting every group of two or more holds one person only.

Who is on a single portrait is in its file's name; the group photographs were looked at, their people are listed from
left to right.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import fastcluster
import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster
from scipy.spatial.distance import pdist

from core.faces.packs import builtin_pack
from core.faces.pipeline import FacePipeline
from core.people.cluster import average_linkage, group_faces
from core.people.constraints import Constraints
from core.people.units import first_numbered
from core.photos.decode import decode

GROUP_PHOTOS = {
    "identification1": ["Family1-Son", "Family1-Dad", "Family1-Mom", "Family1-Daughter"],
    "detection4": ["woman out of focus", "woman in the lift", "man in the lift"],
    "detection5": ["mother", "baby", "father"],
    "detection6": ["Family3-Man", "Family3-Lady"],
    "test-image-person-group": ["Family2-Man", "Family2-Lady"],
    "bbt1": ["raj", "leonard", "howard", "sheldon"],
    "bbt2": ["man out of focus", "leonard", "sheldon"],
    "bbt3": ["sheldon", "howard", "penny", "raj", "leonard"],
    "bbt4": ["leonard", "amy", "raj", "penny", "sheldon", "bernadette"],
    "bbt5": ["raj", "penny", "sheldon", "leonard", "howard"],
}
SAME_PERSON = {
    "findsimilar": "Family1-Dad",
    "extra-woman-image": "Family2-Lady",
    "woman": "Family2-Lady",
    "man": "Family2-Man",
    "child": "Family1-Daughter",
}


def person_of(path: Path) -> str:
    if path.parent.parent.name == "casts":
        return path.parent.name
    name = path.stem.removesuffix("-person-group")
    name = name if name.startswith("detection") else name.rstrip("0123456789")
    return SAME_PERSON.get(name, name)


def people_of(path: Path) -> list[str]:
    return GROUP_PHOTOS.get(path.stem) or [person_of(path)]


class Album:
    """Every face of a folder of photographs, and who it is."""

    def __init__(self, pipeline: FacePipeline, folder: Path) -> None:
        vectors, photo, clusterable = [], [], []
        self.people: list[str] = []
        photos = sorted(path for path in folder.rglob("*") if path.suffix in (".jpg", ".png"))
        for number, path in enumerate(photos):
            pixels = decode(path, target_side=1600).pixels
            faces = sorted(pipeline.find(pixels, scale=1.0), key=lambda face: face.box.x)
            assert len(faces) == len(people_of(path)), path
            self.people += people_of(path)
            vectors += [face.vector for face in faces]
            clusterable += [face.quality.clusterable for face in faces]
            photo += [number] * len(faces)
        self.vectors = np.array(vectors)
        self.clusterable = np.array(clusterable)
        none = Constraints.none(len(photo))
        self.constraints = Constraints(np.array(photo), none.person, none.rejected, none.same, none.different)

    def groups(self, **options) -> list[list[str]]:
        """The people in each group."""
        labels = group_faces(
            self.vectors,
            cut_off=options.pop("cut_off", None),
            constraints=self.constraints,
            clusterable=self.clusterable,
            **options,
        )
        groups = defaultdict(list)
        for label, person in zip(labels.tolist(), self.people, strict=True):
            groups[label].append(person)
        return list(groups.values())


@pytest.fixture(scope="module")
def pipeline() -> FacePipeline:
    return FacePipeline(builtin_pack())


@pytest.fixture(scope="module")
def family_album(pipeline: FacePipeline, family: Path) -> Album:
    return Album(pipeline, family)


@pytest.fixture(scope="module")
def cast_album(pipeline: FacePipeline, casts: Path) -> Album:
    return Album(pipeline, casts)


def mixed(groups: list[list[str]]) -> list[list[str]]:
    return [group for group in groups if len(set(group)) > 1]


def test_the_family_is_found_and_nobody_mixed(family_album):
    groups = family_album.groups()
    assert mixed(groups) == []
    largest = {group[0]: len(group) for group in sorted(groups, key=len)}
    assert largest["Family1-Dad"] == 5
    assert largest["Family1-Daughter"] == 7
    assert largest["Family1-Mom"] == 3
    assert largest["Family1-Son"] == 3
    assert largest["Family2-Man"] == 6
    assert largest["Family2-Lady"] == 7
    assert largest["Family3-Man"] == 2
    assert largest["Family3-Lady"] == 2


def test_the_casts_are_found_and_nobody_mixed(cast_album):
    groups = cast_album.groups()
    assert mixed(groups) == []
    names = {"amy", "bernadette", "howard", "leonard", "penny", "raj", "sheldon", "stuart"}
    large = [group for group in groups if len(group) >= 4]
    assert {group[0] for group in large} == names
    assert len(large) == len(names)


def test_both_albums_in_one_library_stay_apart(family_album, cast_album):
    """The default must suit a larger library as well: here the two albums are one."""
    none = Constraints.none(len(family_album.people) + len(cast_album.people))
    photo = np.concatenate([family_album.constraints.photo, cast_album.constraints.photo + 1000])
    labels = group_faces(
        np.concatenate([family_album.vectors, cast_album.vectors]),
        cut_off=None,
        constraints=Constraints(photo, none.person, none.rejected, none.same, none.different),
        clusterable=np.concatenate([family_album.clusterable, cast_album.clusterable]),
    )
    pairs = set(zip(labels.tolist(), family_album.people + cast_album.people, strict=True))
    assert len(pairs) == len(set(labels.tolist()))


@pytest.mark.parametrize("cut_off", [0.08, 0.14, 0.2, 0.3])
def test_real_faces_are_linked_as_in_the_textbook(family_album, cast_album, cut_off):
    """Some photographs are there twice, so some distances are nothing."""
    vectors = np.concatenate([family_album.vectors, cast_album.vectors])
    tree = fastcluster.linkage(pdist(vectors.astype(np.float64), "sqeuclidean"), "average")
    expected = first_numbered(fcluster(tree, cut_off, "distance"))
    np.testing.assert_array_equal(average_linkage(vectors, cut_off=cut_off), expected)


def test_hdbscan_groups_the_family_within_the_rules(family_album):
    groups = family_album.groups(algorithm="hdbscan")
    assert len(family_album.people) / 2 < len(groups) < len(family_album.people)
    for people in GROUP_PHOTOS.values():
        assert not any(set(people) <= set(group) for group in groups)
