"""What is worth asking the user, and what helps them to answer: from the vectors, under everything that they said.

Works on all faces of the library at once, so it takes from a tenth of a second to some seconds: not for the window's
own thread. Nothing here writes. Hidden and ignored people are left in peace.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.errors import EditError
from core.people.chance import Sides, chances, chances_among
from core.people.constraints import NOBODY, Constraints
from core.people.cutoff import rescaled
from core.people.draft import parse_key
from core.people.linkage import distances, sums_of
from core.people.split import split_in_two
from core.people.suggest import Question, Seen, Side, rank_questions
from core.records import Suggestion
from core.store.groups import Groups, Material
from core.store.journal import CHUNK, SHOWN_UNDER
from core.store.landscape import Landscape, is_large, look_over
from core.store.models import Models

Indexes = NDArray[np.int64]

FACES_NEAR = {
    "p": "SELECT face_id FROM verdicts WHERE person_id = ?1 AND is_match = 1 UNION SELECT face_id FROM active_groups "
    "WHERE cluster_id IN (SELECT cluster_id FROM votes WHERE person_id = ?1)",
    "g": "SELECT face_id FROM active_groups WHERE cluster_id = ?1",
    "f": "SELECT ?1",
}
"""Faces that may be somebody's, without a look at what else was said about each."""

ENOUGH_FOR_MEAN = 500  # of somebody's faces, to find who is near them

LIKELY = 0.15
"""Below this probability nobody is offered on a person's page: a row of wrong faces annoys more than it helps, and the
Review page asks further."""


class Questions:
    """Used through `Library.questions` and `Queries.questions`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._models = Models(db)
        self._groups = Groups(db)

    def worth_asking(self, *, limit: int) -> list[Suggestion]:
        """The questions worth asking about this library, best first."""
        model_id = self._models.active()
        if model_id is None:
            return []
        material = self._material(model_id)
        thresholds = self._models.active_manifest().thresholds
        asked, bound = self._unbound(material)
        questions = rank_questions(
            rescaled(material.vectors, 1 / thresholds.scale),
            material.labels(),
            constraints=bound,
            unsure=asked,
            reach=thresholds.suggest / thresholds.scale,
            limit=limit,
            faces=Seen(material.clusterable, material.quality, self._taken(material.face_ids)),
        )
        who = dict(zip(material.face_ids.tolist(), material.constraints.person.tolist(), strict=True))
        return [self._suggestion(question, material, who) for question in questions]

    def best_faces(self, key: str, *, limit: int) -> list[int]:
        """The faces of somebody that can be judged best."""
        kind, number = parse_key(key)
        rows = self._db.execute(
            "SELECT i.face_id FROM face_identity i JOIN faces f ON f.id = i.face_id "
            f"WHERE {SHOWN_UNDER[kind]} ORDER BY f.overall DESC, f.id LIMIT {int(limit)}",
            (number,),
        )
        return [row[0] for row in rows.fetchall()]

    def like(self, key: str, *, limit: int, landscape: Landscape | None = None) -> list[Suggestion]:
        """Nameless groups and faces that may be this person or group too, the likeliest first.

        With the landscape of the library, as it is or was a while ago, only who is near there is looked at.
        """
        model_id = self._models.active()
        if model_id is None:
            return []
        known = landscape if landscape is not None and landscape.model_id == model_id else None
        faces = np.array(self.faces_of(key), np.int64)
        material = self._material(model_id, among=None if known is None else self._near(known, faces))
        theirs = np.isin(material.face_ids, faces)
        if not theirs.any():
            return []
        return _LikeSomebody(material, theirs, key).found(self._models, limit=limit, landscape=known)

    def needs_landscape(self) -> bool:
        """Whether `like` takes seconds without one."""
        model_id = self._models.active()
        return model_id is not None and is_large(self._db, model_id)

    def landscape(self) -> Landscape | None:
        """The landscape of the library for `like`; None of one without faces. Takes seconds where there are many."""
        model_id = self._models.active()
        if model_id is None:
            return None
        return look_over(self._db, model_id, scale=1 / self._models.active_manifest().thresholds.scale)

    def halves(self, key: str) -> tuple[list[int], list[int]]:
        """A person's or group's faces in two: those who stay, and the fewer that may be somebody else.

        Faces that the user looked at and gave to the same person stay together. Raises `EditError` where there is
        nothing to split.
        """
        model_id = self._models.active()
        inside = self.faces_of(key) if parse_key(key) else []
        if model_id is None or len(inside) < 2:
            raise EditError("There are not two faces to take apart.")
        material = self._groups.material(model_id)
        chosen = np.flatnonzero(np.isin(material.face_ids, inside))
        part = _among(material, chosen)
        looked_at = np.isin(part.face_ids, self._looked_at())
        loose = replace(part.constraints, person=np.where(looked_at, part.constraints.person, NOBODY))
        halves = split_in_two(part.vectors, constraints=loose)
        smaller = 1 if np.count_nonzero(halves) * 2 <= len(halves) else 0
        stay, leave = (part.face_ids[halves == which].tolist() for which in (1 - smaller, smaller))
        unjudged = sorted(set(inside) - set(stay) - set(leave))
        return [*stay, *unjudged], leave

    def together(self, keys: Sequence[str]) -> list[int]:
        """Photos in which two or more of these people and groups show a face, the newest first."""
        people = list(dict.fromkeys(keys))
        if len(people) < 2:
            return []
        rows = self._seen_in(self._near_two(people), people)
        seen = Counter(photo_id for _, photo_id, _ in rows)
        dates = {photo_id: taken_at for _, photo_id, taken_at in rows}
        found = [photo_id for photo_id, count in seen.items() if count > 1]
        return sorted(found, key=lambda photo_id: (dates[photo_id], photo_id), reverse=True)

    def with_others(self, key: str) -> list[tuple[str, str, int]]:
        """(key, name, photos) of named people who share photos with somebody, the most frequent first."""
        kind, number = parse_key(key)
        rows = self._db.execute(
            "SELECT o.person_id, who.name, COUNT(DISTINCT o.photo_id) FROM "
            f"(SELECT DISTINCT i.photo_id FROM face_identity i WHERE {SHOWN_UNDER[kind]}) mine "
            "JOIN face_identity o ON o.photo_id = mine.photo_id "
            "JOIN people who ON who.id = o.person_id AND who.name <> '' GROUP BY o.person_id ORDER BY 3 DESC, 2",
            (number,),
        )
        return [(f"p{person_id}", name, count) for person_id, name, count in rows.fetchall() if f"p{person_id}" != key]

    def faces_of(self, key: str) -> list[int]:
        """The faces that somebody is shown with."""
        return [row[0] for row in self._shown(key, "i.face_id")]

    # --- inside -----------------------------------------------------------------------------------

    def _shown(self, key: str, column: str) -> list[tuple[int]]:
        kind, number = parse_key(key)
        return self._db.execute(
            f"SELECT {column} FROM face_identity i WHERE {SHOWN_UNDER[kind]} ORDER BY i.face_id", (number,)
        ).fetchall()

    def _near_two(self, keys: Sequence[str]) -> list[int]:
        """Photos that may show two of these, ascending: quickly found, and never too few."""
        near = [_photos_near(key) for key in keys]
        shared = (
            f"SELECT photo_id FROM ({one}) WHERE photo_id IN ({' UNION ALL '.join(near[place:])})"
            for place, one in enumerate(near[:-1], start=1)
        )
        return [row[0] for row in self._db.execute(f"{' UNION '.join(shared)} ORDER BY photo_id").fetchall()]

    def _seen_in(self, photo_ids: Sequence[int], keys: Sequence[str]) -> list[tuple[str, int, str]]:
        """(key, photo, date) for everybody of `keys` who is seen in each of these photos, each once."""
        found: list[tuple[str, int, str]] = []
        for start in range(0, len(photo_ids), CHUNK):
            chunk = photo_ids[start : start + CHUNK]
            rows = self._db.execute(
                "SELECT DISTINCT COALESCE('p' || i.person_id, 'g' || i.cluster_id, 'f' || i.face_id) AS who, "
                "i.photo_id, p.taken_at FROM face_identity i JOIN photos p ON p.id = i.photo_id "
                f"WHERE i.photo_id IN ({', '.join('?' * len(chunk))})",
                chunk,
            )
            found += [row for row in rows.fetchall() if row[0] in keys]
        return found

    def _looked_at(self) -> list[int]:
        """Faces of which the user said by a look at each whose they are."""
        rows = self._db.execute("SELECT face_id FROM verdicts WHERE is_match = 1 AND source <> 'group'")
        return [row[0] for row in rows.fetchall()]

    def _near(self, landscape: Landscape, faces: Indexes) -> Indexes:
        """These faces, and all of the groups and lone faces that are near them in the landscape, as they are now."""
        thresholds = self._models.active_manifest().thresholds
        some = faces[:: max(1, len(faces) // ENOUGH_FOR_MEAN)]
        vectors = self._groups.material(landscape.model_id, among=some).vectors
        if not len(vectors):
            return faces
        mean = rescaled(vectors, 1 / thresholds.scale).mean(axis=0, dtype=np.float64)
        near = landscape.near(mean, within=thresholds.suggest / thresholds.scale)
        rows = self._db.execute(
            "SELECT now.face_id FROM clustering now WHERE now.model_id = ?1 AND now.cluster_id IN (SELECT c.cluster_id "
            "FROM clustering c WHERE c.model_id = ?1 AND c.face_id IN (SELECT value FROM json_each(?2)))",
            (landscape.model_id, json.dumps(near.tolist())),
        )
        return np.unique(np.concatenate([faces, near, np.array([row[0] for row in rows.fetchall()], np.int64)]))

    def _material(self, model_id: int, *, among: Indexes | None = None) -> Material:
        """The faces of everybody who is not hidden or ignored; those `among` these."""
        material = self._groups.material(model_id, among=among)
        rows = self._db.execute(
            "SELECT i.face_id FROM people who JOIN face_identity i ON i.person_id = who.id WHERE who.state <> 'shown'"
        ).fetchall()
        if not rows:
            return material
        return _among(material, np.flatnonzero(~np.isin(material.face_ids, [row[0] for row in rows])))

    def _taken(self, face_ids: Indexes) -> NDArray[np.float64]:
        """When each face (N,) was photographed, in years; not a number where the photo does not say."""
        rows = self._db.execute(
            "SELECT f.id, CAST(substr(p.taken_at, 1, 4) AS REAL) + (CAST(substr(p.taken_at, 6, 2) AS REAL) - 1) / 12 "
            "FROM faces f JOIN photos p ON p.id = f.photo_id "
            "WHERE p.taken_at > '' AND p.taken_from <> 'file' ORDER BY f.id"
        ).fetchall()
        dated = np.array(rows, np.float64).reshape(-1, 2)
        place = np.searchsorted(dated[:, 0], face_ids)
        known = place < len(dated)
        known[known] = dated[place[known], 0] == face_ids[known]
        taken = np.full(len(face_ids), np.nan)
        taken[known] = dated[place[known], 1]
        return taken

    def _unbound(self, material: Material) -> tuple[Indexes, Constraints]:
        """Pairs not to be asked about, and the constraints with nameless persons turned into bound faces.

        Of two persons with names the user knows that they are two. Of one without a name nobody said so: it came of a
        merge or a split. So it counts like a group whose faces are bound, apart from whom they were rejected for.
        """
        rules = material.constraints
        rows = self._db.execute("SELECT id FROM people WHERE name = ''").fetchall()
        nameless = np.array([row[0] for row in rows], np.int64)
        theirs = np.isin(rules.person, nameless)
        if not theirs.any():
            return material.unsure, rules
        faces = np.flatnonzero(theirs)
        _, first, which = np.unique(rules.person[faces], return_index=True, return_inverse=True)
        anchor = faces[first]
        home = dict(zip(rules.person[anchor].tolist(), anchor.tolist(), strict=True))
        void = np.isin(rules.rejected[:, 1], nameless)
        apart = [(face, home[person]) for face, person in rules.rejected[void].tolist() if person in home]
        bound = np.stack([anchor[which], faces], axis=1)
        loose = replace(
            rules,
            person=np.where(theirs, NOBODY, rules.person),
            rejected=rules.rejected[~void],
            same=np.concatenate([bound[bound[:, 0] != bound[:, 1]], rules.same]),
            different=np.concatenate([rules.different, np.array(apart, np.int64).reshape(-1, 2)]),
        )
        return material.unsure, loose

    def _suggestion(self, question: Question, material: Material, who: dict[int, int]) -> Suggestion:
        keys: list[str] = []
        faces: list[tuple[int, ...]] = []
        for side in (question.left, question.right):
            shown = tuple(int(material.face_ids[face]) for face in side.faces)
            keys.append(_key_of(side, shown, who, material))
            faces.append(shown)
        if keys[1].startswith("p") and not keys[0].startswith("p"):
            keys.reverse()
            faces.reverse()
        return Suggestion(keys[0], keys[1], question.probability, question.settles, faces[0], faces[1])


class _LikeSomebody:
    """The search for more faces of one person or group."""

    def __init__(self, material: Material, theirs: NDArray[np.bool_], key: str) -> None:
        self._material = material
        self._theirs = theirs
        self._key = key

    def found(self, models: Models, *, limit: int, landscape: Landscape | None) -> list[Suggestion]:
        thresholds = models.active_manifest().thresholds
        vectors = rescaled(self._material.vectors, 1 / thresholds.scale)
        labels = self._material.labels()
        owned = np.isin(labels, np.unique(labels[self._material.constraints.person != NOBODY]))
        closed = self._closed(labels)
        sides, side = np.unique(np.where(self._theirs, -1, labels), return_inverse=True)  # theirs come first
        sums, sizes = sums_of(vectors, side, len(sides))
        others = np.unique(side[~self._theirs & ~owned & ~closed])
        mine = np.zeros_like(others)
        distance = distances(sums, sizes, mine, others)
        mine, others = mine[distance <= (reach := thresholds.suggest / thresholds.scale)], others[distance <= reach]
        made = np.bincount(side, weights=owned | self._theirs, minlength=len(sides)) == 0
        seen = Seen(self._material.clusterable, self._material.quality, np.full(len(labels), np.nan))
        parts = Sides(sums, sizes, np.arange(len(sizes)), made, *seen.by_side(side, len(sizes)))
        likely = (
            chances(parts, mine, others)
            if landscape is None
            else chances_among(parts, mine, others, album=landscape.album, own=self._sides_of(landscape.rivals, side))
        )
        order = np.argsort(-likely, kind="stable")
        order = order[likely[order] >= LIKELY][:limit]
        return [
            self._suggestion(np.flatnonzero(side == others[one]), float(likely[one]), int(sides[others[one]]))
            for one in order
        ]

    def _sides_of(self, faces: Indexes, side: Indexes) -> Indexes:
        """The side of each of these faces; -1 of those that are not here."""
        place = np.searchsorted(self._material.face_ids, faces)
        here = place < len(self._material.face_ids)
        here[here] = self._material.face_ids[place[here]] == faces[here]
        found = np.full(len(faces), -1, np.int64)
        found[here] = side[place[here]]
        return found

    def _closed(self, labels: Indexes) -> NDArray[np.bool_]:
        """Faces whose group was answered about, or shares a photo with somebody's faces."""
        material, theirs = self._material, self._theirs
        rules = material.constraints
        closed = np.isin(rules.photo, rules.photo[theirs])
        for pairs in (rules.different, rules.at_once, material.unsure):
            for mine, other in (pairs.T, pairs.T[::-1]):
                closed[other[theirs[mine]]] = True
        kind, number = parse_key(self._key)
        if kind == "p":
            closed[rules.rejected[rules.rejected[:, 1] == number, 0]] = True
        return np.isin(labels, np.unique(labels[closed]))

    def _suggestion(self, members: Indexes, probability: float, group: int) -> Suggestion:
        faces = tuple(self._material.face_ids[members].tolist())
        alone = len(faces) == 1 and self._material.groups[members[0]] < 0
        return Suggestion(self._key, f"f{faces[0]}" if alone else f"g{group}", probability, len(faces), (), faces)


def _key_of(side: Side, shown: Sequence[int], who: dict[int, int], material: Material) -> str:
    """The typed id of a side; of bound faces that of the nameless person whose they are."""
    if side.kind == "person":
        return f"p{side.number}"
    given = [who[face] for face in shown if who[face] != NOBODY]
    if given:
        return f"p{given[0]}"
    groups = [int(group) for group in material.groups[list(side.faces)] if group >= 0]
    return f"g{groups[0]}" if groups and side.kind == "group" else f"f{shown[0]}"


def _photos_near(key: str) -> str:
    """The photos in which somebody may be, as SQL."""
    kind, number = parse_key(key)
    faces = FACES_NEAR[kind].replace("?1", str(number))
    return f"SELECT f.photo_id FROM faces f WHERE f.missing = 0 AND f.id IN ({faces})"


def _among(material: Material, chosen: Indexes) -> Material:
    """The same for some of the faces only, given as indexes in rising order."""
    rules = material.constraints
    place = np.full(len(material.face_ids), -1, np.int64)
    place[chosen] = np.arange(len(chosen))
    rejected = rules.rejected[place[rules.rejected[:, 0]] >= 0]
    return Material(
        face_ids=material.face_ids[chosen],
        vectors=material.vectors[chosen],
        clusterable=material.clusterable[chosen],
        quality=material.quality[chosen],
        constraints=Constraints(
            photo=rules.photo[chosen],
            person=rules.person[chosen],
            rejected=np.column_stack([place[rejected[:, 0]], rejected[:, 1]]),
            same=_pairs_among(place, rules.same),
            different=_pairs_among(place, rules.different),
            one_track=_pairs_among(place, rules.one_track),
            at_once=_pairs_among(place, rules.at_once),
        ),
        groups=material.groups[chosen],
        unsure=_pairs_among(place, material.unsure),
        last_edit=material.last_edit,
    )


def _pairs_among(place: Indexes, pairs: Indexes) -> Indexes:
    moved = place[pairs]
    return moved[(moved >= 0).all(axis=1)]
