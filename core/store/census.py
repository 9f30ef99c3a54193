"""Who is in the library, counted in memory: a table of all visible faces as arrays, read once and kept up to date.

The same answers as the view `face_identity` gives (a test compares the two), for the lists that the window shows again
and again: everybody with counts and covers, and the photos in which some people are together. Reading costs half a
second at 250,000 faces, most of it inside SQLite, where no other thread of Python has to wait; counting anew after an
edit of the user's, whose people are known, a twentieth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.records import Person, PersonState
from core.store.columns import columns

Ids = NDArray[np.int64]
NOBODY = -1
UNDATED = -(1 << 50)  # a moment before all others
GROUP = 1 << 40  # keys: a person's id, or GROUP plus the id of a nameless group
LOOKED_AT = "(state = 'done' OR (state = 'pending' AND pipeline <> ''))"
"""Photos whose faces are known; those that a newer version of the program wants to look at again are not out of sight
meanwhile."""
SECONDS = "CAST(strftime('%s', taken_at) AS INTEGER)"


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The machine's part: N visible faces in the order of their photos; G groups."""

    face: Ids  # (N,)
    photo: Ids  # (N,) place in `photos`
    group: Ids  # (N,) NOBODY for a lone face
    rank: Ids  # (N,) the higher, the better a cover
    photos: Ids  # (P,) ids of the visible photos, ascending
    taken: Ids  # (P,) seconds since 1970, UNDATED where unknown
    newest: Ids  # (D,) places in `photos` of those that were looked at, the newest first
    by_id: Ids  # (N,) places of the faces in the order of their ids
    ids: Ids  # (N,) the faces in that order

    def places(self, face_ids: Ids) -> tuple[Ids, NDArray[np.bool_]]:
        """Where these faces are, and whether they are visible at all."""
        if not len(self.ids):
            return np.zeros(len(face_ids), np.int64), np.zeros(len(face_ids), np.bool_)
        at = np.minimum(np.searchsorted(self.ids, face_ids), len(self.ids) - 1)
        return self.by_id[at], self.ids[at] == face_ids


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """The user's part: V verdicts."""

    at: Ids  # place of the face among those that are seen
    person: Ids
    is_match: NDArray[np.bool_]
    known: NDArray[np.bool_]  # whether the face is visible at all


class Census:
    """Used through `Queries`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._seen: _Seen | None = None
        self._version: tuple[int, int] | None = None  # of the library at the last full reading
        self._word = _Word(*(np.empty(0, np.int64),) * 2, *(np.empty(0, np.bool_),) * 2)
        self._key: Ids = np.empty(0, np.int64)  # (N,) of each face; NOBODY for a lone one
        self._people: dict[int, tuple[tuple[object, ...], Person]] = {}  # by key, as they were last told, and from what

    def read(self, touched: Collection[int] | None = None) -> None:
        """Reads the library: all of it, or only what the user said about the people `touched`."""
        if touched is None or self._seen is None:
            version = self._version_now()
            if version == self._version:
                return
            self._version = version
            self._seen = self._read_faces()
            self._word = self._read_verdicts("1")
        elif not touched:
            return
        else:
            self._version = None  # who knows what else has changed meanwhile
            ids = ", ".join(str(int(person)) for person in touched)
            old, fresh = self._word, self._read_verdicts(f"person_id IN ({ids})")
            keep = ~np.isin(old.person, np.fromiter(touched, np.int64))
            self._word = _Word(
                np.concatenate([old.at[keep], fresh.at]),
                np.concatenate([old.person[keep], fresh.person]),
                np.concatenate([old.is_match[keep], fresh.is_match]),
                np.concatenate([old.known[keep], fresh.known]),
            )
        self._key = self._keys(self._seen)

    def people(self) -> list[Person]:
        """Everybody with a visible face, groups of two or more among them, as of the last `read`. Unsorted.

        Whoever has not changed since the last time is the same object.
        """
        words = self._words()
        found: dict[int, tuple[tuple[object, ...], Person]] = {}
        for key, *counts in self._counted():
            if key >= GROUP and counts[0] < 2:
                continue
            facts = (*counts, *words.get(key, ("", "shown", None)))
            before = self._people.get(key)
            if before is not None and before[0] == facts and facts[-1] is None:
                found[key] = before
            else:
                found[key] = (facts, self._person(key, *facts))  # type: ignore[arg-type]
        self._people = found
        return [person for _, person in found.values()]

    def _counted(self) -> Iterable[tuple[int, ...]]:
        """(key, faces, photos, highest rank, last moment) of everybody."""
        assert self._seen is not None
        seen = self._seen
        known = np.flatnonzero(self._key != NOBODY)
        if not len(known):
            return ()
        order = known[_order(self._key[known])]  # so photos ascend within each key
        key_of, photo_of = self._key[order], seen.photo[order]
        begins = np.concatenate([[True], key_of[1:] != key_of[:-1]])
        first = np.flatnonzero(begins)
        other_photo = begins | np.concatenate([[True], photo_of[1:] != photo_of[:-1]])
        counts = (
            key_of[first],
            np.diff(first, append=len(order)),
            np.add.reduceat(other_photo.astype(np.int64), first),
            np.maximum.reduceat(seen.rank[order], first),
            np.maximum.reduceat(seen.taken[photo_of], first),
        )
        return zip(*(column.tolist() for column in counts), strict=True)

    def _person(
        self,
        key: int,
        faces: int,
        photos: int,
        rank: int,
        moment: int,
        name: str,
        state: PersonState,
        cover: int | None,
    ) -> Person:
        is_group = key >= GROUP
        shows_cover = cover is not None and self._is_visible(cover)
        return Person(
            person_id=None if is_group else key,
            group_id=key - GROUP if is_group else None,
            name=name,
            state=state,
            faces=faces,
            photos=photos,
            cover_face_id=cover if shows_cover else 999999999 - rank % 1000000000,
            last_seen="" if moment == UNDATED else str(np.datetime64(moment, "s")),
            best=rank // 1000000000 / 1000,
        )

    def shows(self, key: str) -> NDArray[np.bool_]:
        """(P,) whether each of `photo_ids` shows a person (p3) or a nameless group (g12)."""
        assert self._seen is not None
        found = np.zeros(len(self._seen.photos), np.bool_)
        found[self._seen.photo[self._key == _number(key)]] = True
        if key[0] == "p":  # the user may have said that somebody is there without a face
            said = columns(
                self._db, "SELECT json_group_array(photo_id) FROM presence WHERE person_id = ?", int(key[1:])
            )[0]
            found |= np.isin(self._seen.photos, said)
        return found

    def photos(self, among: NDArray[np.bool_] | None = None) -> tuple[Ids, list[tuple[str, int]]]:
        """Ids of the photos that were looked at, the newest first; and how many each month has ("2015-04", or "").

        `among` (P,) leaves only some of `photo_ids`.
        """
        assert self._seen is not None
        newest = self._seen.newest if among is None else self._seen.newest[among[self._seen.newest]]
        taken = self._seen.taken[newest]
        dated = int(np.count_nonzero(taken != UNDATED))
        month = taken[:dated].astype("datetime64[s]").astype("datetime64[M]")
        firsts = np.flatnonzero(np.concatenate([np.ones(min(1, dated), np.bool_), month[1:] != month[:-1]]))
        months = [
            (str(month[start]), int(count)) for start, count in zip(firsts, np.diff(firsts, append=dated), strict=True)
        ]
        return self._seen.photos[newest], months + [("", len(newest) - dated)] * (dated < len(newest))

    @property
    def photo_ids(self) -> Ids:
        """(P,) ids of the visible photos, ascending."""
        assert self._seen is not None
        return self._seen.photos

    @property
    def taken(self) -> Ids:
        """(P,) when each was taken, seconds since 1970 in its own local time; UNDATED where unknown."""
        assert self._seen is not None
        return self._seen.taken

    def face_counts(self) -> Ids:
        """(P,) how many visible faces each photo has."""
        assert self._seen is not None
        counts: Ids = np.bincount(self._seen.photo, minlength=len(self._seen.photos))
        return counts

    def face_counts_of(self, keys: Collection[str]) -> Ids:
        """(P,) how many faces of these people and groups each photo has."""
        assert self._seen is not None
        theirs = np.isin(self._key, [_number(key) for key in keys])
        counts: Ids = np.bincount(self._seen.photo[theirs], minlength=len(self._seen.photos))
        return counts

    def _version_now(self) -> tuple[int, int]:
        """Another one after every commit: of other connections, and of this one."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0]), self._db.total_changes

    # --- reading ----------------------------------------------------------------------------------

    def _read_faces(self) -> _Seen:
        photos, taken, done = columns(
            self._db,
            f"SELECT json_group_array(id), json_group_array(COALESCE({SECONDS}, {UNDATED})), "
            f"json_group_array({LOOKED_AT}) FROM "
            "(SELECT id, taken_at, state, pipeline FROM photos WHERE places > 0 ORDER BY id)",
        )
        newest = np.lexsort((-photos, -taken))
        face, photo_id, rank = columns(
            self._db,
            "SELECT json_group_array(id), json_group_array(photo_id), "
            "json_group_array(CAST(overall * 1000 AS INTEGER) * 1000000000 + 999999999 - id) "
            "FROM faces WHERE missing = 0",
        )
        photo = np.minimum(np.searchsorted(photos, photo_id), max(0, len(photos) - 1))
        visible = photos[photo] == photo_id if len(photos) else np.zeros(len(face), np.bool_)
        order = np.flatnonzero(visible)
        order = order[np.argsort(photo[order], kind="stable")]
        face, photo, rank = face[order], photo[order], rank[order]
        newest = newest[done[newest] == 1]
        by_id = np.argsort(face, kind="stable")
        return _Seen(face, photo, self._groups(face), rank, photos, taken, newest, by_id, face[by_id])

    def _groups(self, face: Ids) -> Ids:
        """(N,) the group of each face in the active grouping."""
        members, groups = columns(
            self._db, "SELECT json_group_array(face_id), json_group_array(cluster_id) FROM active_groups"
        )
        if not len(members):
            return np.full(len(face), NOBODY)
        order = np.argsort(members, kind="stable")
        members, groups = members[order], groups[order]
        at = np.minimum(np.searchsorted(members, face), len(members) - 1)
        return np.where(members[at] == face, groups[at], NOBODY)

    def _read_verdicts(self, where: str) -> _Word:
        face, person, is_match = columns(
            self._db,
            "SELECT json_group_array(face_id), json_group_array(person_id), json_group_array(is_match) "
            f"FROM verdicts WHERE {where}",
        )
        assert self._seen is not None
        at, known = self._seen.places(face)
        return _Word(at, person, is_match.astype(np.bool_), known)

    def _words(self) -> dict[int, tuple[str, str, int | None]]:
        rows = self._db.execute("SELECT id, name, state, cover_face_id FROM people").fetchall()
        return {row[0]: row[1:] for row in rows}

    # --- identity ---------------------------------------------------------------------------------

    def _keys(self, seen: _Seen) -> Ids:
        """(N,) whose face each is, by the rules of the view `face_identity`."""
        yes = np.full(len(seen.face), NOBODY)
        if not len(seen.face):
            return yes
        at, known = self._word.at, self._word.known
        given = known & self._word.is_match
        yes[at[given]] = self._word.person[given]
        owner = self._owners(seen.group)
        refused = np.zeros(len(seen.face), np.bool_)
        said_no = known & ~self._word.is_match
        refused[at[said_no & (owner[at] == self._word.person)]] = True
        guessed = np.where(refused, NOBODY, owner)
        group = np.where(refused | (seen.group == NOBODY), NOBODY, seen.group + GROUP)
        found: Ids = np.where(yes != NOBODY, yes, np.where(guessed != NOBODY, guessed, group))
        return found

    def _owners(self, group: Ids) -> Ids:
        """(N,) to whom the group of each face belongs: whom most of its verdicts name."""
        rows = self._db.execute(
            "SELECT cluster_id, person_id FROM votes "
            "WHERE model_id = (SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'model') "
            "ORDER BY cluster_id, votes, person_id DESC"
        ).fetchall()
        last = dict(rows)  # the most votes come last, and of equals the lower id
        if not last or not len(group):
            return np.full(len(group), NOBODY)
        table = np.full(max(int(group.max()), max(last)) + 2, NOBODY)
        table[list(last)] = list(last.values())
        found: Ids = table[group]  # the last entry, for lone faces, is nobody
        return found

    def _is_visible(self, face_id: int) -> bool:
        assert self._seen is not None
        return bool(self._seen.places(np.array([face_id]))[1][0])


def _order(keys: Ids) -> Ids:
    """Stable sorting; of numbers below 65,536 numpy does it ten times as fast."""
    people = keys < GROUP
    codes = np.where(people, keys, keys - GROUP + int(keys[people].max(initial=0)) + 1)
    small = int(codes.max()) < 1 << 16
    found: Ids = np.argsort(codes.astype(np.uint16) if small else codes, kind="stable")
    return found


def _number(key: str) -> int:
    return int(key[1:]) + (GROUP if key[0] == "g" else 0)
