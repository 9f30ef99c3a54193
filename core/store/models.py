"""Which network's vectors the library shows, which pack the user wants, and how far the change to it is.

A face has one vector for each model that ever looked at it, and groups for each model, so going back is instant. The
user's word hangs on faces, never on vectors. A change to another pack goes on in the background (`core.switching`):
until its vectors are nearly complete the library shows, groups and indexes with the old one, so it may be stopped at
any moment.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.faces.manifest import BUILTIN, Manifest, manifest, manifest_of, manifests
from core.faces.vectors import quantise
from core.records import Box, Landmarks
from core.store.connection import path_from_sql, transaction

ENOUGH_AT_ONCE, ENOUGH_AT_LAST = 0.95, 0.5
"""Share of the faces that must have a vector of a model before its groups are shown: at once, when the user goes back
to a pack, and when every photo was tried that can be reached. The rest follows later, and is judged by its company
meanwhile (`core.store.groups`)."""

MAX_DEATHS = 3
"""A photo that the worker died on this often while it was alone in work keeps its faces as they are."""

VISIBLE = "faces f JOIN photos p ON p.id = f.photo_id AND p.places > 0 AND p.state = 'done' AND f.missing = 0"


@dataclass(frozen=True, slots=True)
class Switch:
    """A change to another pack that is under way."""

    pack: str  # the pack that the user wants
    done: int  # faces that have a vector of it
    total: int  # faces that need one


@dataclass(frozen=True, slots=True)
class Hardware:
    """Something that the networks could run on, as the last run of the worker found it."""

    title: str
    used: bool
    reason: str  # why not, a sentence; "" where it is used or was not needed


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A photo with faces that have no vector of a model yet, and a place where its file lies."""

    photo_id: int
    path: str
    faces: tuple[tuple[int, Box, Landmarks], ...]
    seconds: tuple[float, ...] = ()  # of a video: the moment of each face


class Models:
    """Used through `Library.models`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # --- which ------------------------------------------------------------------------------------

    def known(self, name: str, dimension: int) -> int:
        """The id of a model. The first one of a library becomes the active one."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO models (name, dimension) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, dimension)
            )
            (model_id,) = self._db.execute("SELECT id FROM models WHERE name = ?", (name,)).fetchone()
            self._db.execute("INSERT OR IGNORE INTO settings VALUES ('model', ?)", (str(model_id),))
        return int(model_id)

    def active(self) -> int | None:
        """The id of the model whose vectors are grouped and shown; None before the first run of the worker."""
        found = self._setting("model")
        return None if found is None else int(found)

    def active_manifest(self) -> Manifest:
        """The pack of the active model; the built-in one where there is none, or where it is of another version."""
        model_id = self.active()
        return manifest(BUILTIN) if model_id is None else self.manifest_for(model_id)

    def manifest_for(self, model_id: int) -> Manifest:
        """The pack that a model belongs to; the built-in one for a model of another version of the program."""
        (name,) = self._db.execute("SELECT name FROM models WHERE id = ?", (model_id,)).fetchone()
        return manifest_of(name) or manifest(BUILTIN)

    def wanted(self) -> Manifest:
        """The pack that the user wants; the built-in one where nothing was said, or where that pack is not known any
        more."""
        return manifests().get(self._setting("pack") or BUILTIN, manifest(BUILTIN))

    def note_hardware(self, found: Sequence[Hardware]) -> None:
        """Keeps what the networks run on, for the settings page: the window's process never loads their runtime."""
        noted = json.dumps([[one.title, one.used, one.reason] for one in found])
        if noted != self._setting("hardware"):
            with transaction(self._db):
                self._db.execute("INSERT OR REPLACE INTO settings VALUES ('hardware', ?)", (noted,))

    def hardware(self) -> list[Hardware]:
        """What the networks could run on, best first; nothing before the worker opened one."""
        return [Hardware(*row) for row in json.loads(self._setting("hardware") or "[]")]

    # --- changing ---------------------------------------------------------------------------------

    def use(self, one: Manifest) -> bool:
        """The user wants this pack. True where it is shown at once, since its vectors are there; else the next run of
        the worker makes them."""
        model_id = self.known(one.model, one.dimension)
        with transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO settings VALUES ('pack', ?)", (one.name,))
            return self._activate(model_id, enough=ENOUGH_AT_ONCE)

    def switch(self) -> Switch | None:
        """The change that is under way; None where the wanted pack is the one that is shown."""
        one = self.wanted()
        row = self._db.execute("SELECT id FROM models WHERE name = ?", (one.model,)).fetchone()
        active = self.active()
        if active is None or (row is not None and row[0] == active):
            return None
        return Switch(one.name, *self.coverage(row[0] if row is not None else -1))

    def coverage(self, model_id: int) -> tuple[int, int]:
        """(visible faces with a vector of this model, visible faces)."""
        row = self._db.execute(
            f"SELECT COUNT(v.face_id), COUNT(*) FROM {VISIBLE} "
            "LEFT JOIN vectors v ON v.face_id = f.id AND v.model_id = ?",
            (model_id,),
        ).fetchone()
        return int(row[0]), int(row[1])

    def activate(self, model_id: int) -> bool:
        """Shows this model's groups from now on. False where too many faces have no vector, since their photos cannot
        be reached: then the model that is shown stays."""
        with transaction(self._db):
            return self._activate(model_id, enough=ENOUGH_AT_LAST)

    def inherit_groups(self, model_id: int) -> None:
        """A model that never grouped begins with the groups that are shown, so that they keep their ids."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO clustering SELECT ?1, face_id, cluster_id FROM active_groups "
                "WHERE NOT EXISTS (SELECT 1 FROM clustering WHERE model_id = ?1)",
                (model_id,),
            )

    # --- embedding anew ---------------------------------------------------------------------------

    def photos_to_embed(self, model_id: int, *, away: Collection[int] = ()) -> list[int]:
        """Photos with a visible face that has no vector of this model; those in the folders `away` cannot be read."""
        reachable = f"files.folder_id NOT IN ({', '.join(str(int(folder)) for folder in away)})"
        rows = self._db.execute(
            f"SELECT DISTINCT f.photo_id FROM {VISIBLE} "
            "LEFT JOIN vectors v ON v.face_id = f.id AND v.model_id = ? WHERE v.face_id IS NULL AND EXISTS "
            f"(SELECT 1 FROM files WHERE files.photo_id = f.photo_id AND {reachable}) ORDER BY f.photo_id",
            (model_id,),
        )
        return [row[0] for row in rows.fetchall()]

    def unembedded(self, photo_id: int, model_id: int, *, away: Collection[int] = ()) -> Unembedded:
        """One of these photos, with its faces."""
        reachable = f"files.folder_id NOT IN ({', '.join(str(int(folder)) for folder in away)})"
        (path,) = self._db.execute(
            "SELECT MIN(files.path) FROM files JOIN folders ON folders.id = files.folder_id "
            f"WHERE photo_id = ? AND {reachable}",
            (photo_id,),
        ).fetchone()
        rows = self._db.execute(
            "SELECT id, x, y, width, height, landmarks, at_second FROM faces WHERE photo_id = ?1 AND missing = 0 "
            "AND id NOT IN (SELECT face_id FROM vectors WHERE model_id = ?2 AND face_id = faces.id) ORDER BY id",
            (photo_id, model_id),
        ).fetchall()
        faces = tuple((row[0], Box(*row[1:5]), _landmarks(row[5])) for row in rows)
        seconds = tuple(row[6] for row in rows if row[6] is not None)
        return Unembedded(photo_id, path_from_sql(path), faces, seconds)

    def put(self, model_id: int, photo_id: int, vectors: Mapping[int, NDArray[np.float32]]) -> None:
        """Keeps vectors by face id, in one transaction; the photo is not in work any more."""
        with transaction(self._db):
            self._db.executemany(
                "INSERT OR REPLACE INTO vectors SELECT ?, id, ? FROM faces WHERE id = ?",
                [(model_id, quantise(vector[None])[0].tobytes(), face_id) for face_id, vector in vectors.items()],
            )
            self._db.execute("UPDATE photos SET in_flight = 0, attempts = 0 WHERE id = ?", (photo_id,))

    def suspects(self) -> list[int]:
        """Finished photos that were in work when the last worker died: they are to run one at a time."""
        rows = self._db.execute("SELECT id FROM photos WHERE state = 'done' AND in_flight = 1 ORDER BY id").fetchall()
        return [row[0] for row in rows]

    def enter(self, photo_ids: Collection[int]) -> None:
        """Marks photos as in work."""
        with transaction(self._db):
            self._db.executemany("UPDATE photos SET in_flight = 1 WHERE id = ?", [(one,) for one in photo_ids])

    def enter_alone(self, photo_id: int) -> bool:
        """Counts a death in advance. False where the photo has killed the worker too often and is left as it is."""
        with transaction(self._db):
            (deaths,) = self._db.execute("SELECT attempts FROM photos WHERE id = ?", (photo_id,)).fetchone()
            if deaths < MAX_DEATHS:
                self._db.execute("UPDATE photos SET in_flight = 1, attempts = attempts + 1 WHERE id = ?", (photo_id,))
        return bool(deaths < MAX_DEATHS)

    def leave(self, photo_ids: Collection[int]) -> None:
        """Not in work any more."""
        with transaction(self._db):
            self._db.executemany("UPDATE photos SET in_flight = 0 WHERE id = ?", [(one,) for one in photo_ids])

    # --- inside -----------------------------------------------------------------------------------

    def _activate(self, model_id: int, *, enough: float) -> bool:
        done, total = self.coverage(model_id)
        if done < enough * total:
            return False
        self._db.execute("INSERT OR REPLACE INTO settings VALUES ('model', ?)", (str(model_id),))
        return True

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])


def _landmarks(stored: bytes) -> Landmarks:
    return Landmarks.from_array(np.frombuffer(stored, "<f4").reshape(5, 2))
