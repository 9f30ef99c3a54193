"""Who may be somebody, too, found in the landscape of a library: as by reading all of it, and never against a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from album import Album

from core.people import edits
from core.people.answers import answer
from core.records import Suggestion
from core.store import landscape as landscapes
from core.store.landscape import Landscape


@pytest.fixture(autouse=True)
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landscapes, "LARGE", 0)
    monkeypatch.setattr(landscapes, "PIECE", 7)  # several pieces, with groups across their ends


@pytest.fixture
def parted(album: Album) -> dict[str, list[int]]:
    """Anna, named, and three more groups and a lone face of hers; ten others."""
    anna = [album.photo([1])[0] for _ in range(13)]
    others = [[album.photo([who])[0] for _ in range(2)] for who in range(2, 12)]
    groups = [anna[:3], anna[3:6], anna[6:9], anna[9:12], *others]
    ids = np.array([*anna, *(face for group in others for face in group)], np.int64)
    owner = {face: number for number, group in enumerate(groups, start=1) for face in group}
    album.library.groups.write(album.model_id, ids, np.array([owner.get(int(face), -1) for face in ids]))
    album.library.do(edits.name, "g1", "Anna")
    return {"anna": anna, "others": [group[0] for group in others]}


def look(album: Album) -> Landscape:
    seen = album.library.questions.landscape()
    assert seen is not None
    return seen


def rights(found: Sequence[Suggestion]) -> set[str]:
    return {one.right for one in found}


def test_it_finds_what_reading_everything_finds(album: Album, parted: dict[str, list[int]]) -> None:
    seen = look(album)
    assert len(seen.sizes) == 15  # four groups, a lone face, ten others
    assert sorted(seen.sizes.tolist()) == [1, *[2] * 10, *[3] * 4]
    assert np.count_nonzero(~seen.nameless) == 1
    exact = album.library.questions.like("p1", limit=10)
    quick = album.library.questions.like("p1", limit=10, landscape=seen)
    assert rights(quick) == rights(exact) == {"g2", "g3", "g4", f"f{parted['anna'][12]}"}
    assert [one.right_faces for one in quick] == [one.right_faces for one in exact]
    assert [one.probability for one in quick] == pytest.approx([one.probability for one in exact], abs=0.05)


def test_what_was_said_since_counts(album: Album, parted: dict[str, list[int]]) -> None:
    seen, anna = look(album), parted["anna"]
    album.library.do(answer, "p1", "g2", "different")
    album.library.do(edits.reject, [anna[12]], "p1")
    album.library.do(edits.merge, ["p1", "g3"], into="p1")
    assert rights(album.library.questions.like("p1", limit=10, landscape=seen)) == {"g4"}
    album.library.do(edits.name, "g4", "Bea")
    assert album.library.questions.like("p1", limit=10, landscape=seen) == []
    album.library.journal.undo()
    album.library.do(edits.set_state, ["g4"], "hidden")
    assert album.library.questions.like("p1", limit=10, landscape=seen) == []


def test_groups_are_taken_as_they_are_now(album: Album, parted: dict[str, list[int]]) -> None:
    seen, anna = look(album), parted["anna"]
    ids = np.array(anna[3:9], np.int64)
    before = np.array([2, 2, 2, 3, 3, 3])
    album.library.groups.write_some(album.model_id, ids, before=before, groups=np.full(6, 77))
    found = album.library.questions.like("p1", limit=10, landscape=seen)
    assert rights(found) == {"g77", "g4", f"f{anna[12]}"}
    assert next(one for one in found if one.right == "g77").settles == 6


def test_only_a_large_library_needs_one(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    assert album.library.questions.landscape() is None  # nobody is there
    album.photo([1, 2])
    assert album.library.questions.needs_landscape()
    monkeypatch.setattr(landscapes, "LARGE", 3)
    assert not album.library.questions.needs_landscape()
