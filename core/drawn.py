"""Faces for the boxes that the user drew around people whom the detector had missed.

Runs in the child process before a grouping, so that a drawn face takes part in it. The box is the user's and stays as
it was drawn; the face, its vector and its crop are the machine's, like those of any other face. A photo that cannot be
read now keeps its boxes waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from itertools import groupby
from pathlib import Path

from core.errors import PhotoError
from core.faces.pipeline import FacePipeline
from core.photos.decode import decode
from core.store.library import Library

log = logging.getLogger(__name__)


def embed_drawn(
    library: Library,
    *,
    pipeline: Callable[[], FacePipeline],
    model_id: int,
    target_side: int,
    away: Collection[int],
    stopped: Callable[[], bool],
) -> int:
    """Makes the faces that are waited for. Returns how many; the networks are loaded only where there are any."""
    made = 0
    for _, boxes in groupby(library.marks.waiting(away=away), key=lambda box: box.photo_id):
        waiting = list(boxes)
        if stopped():
            break
        try:
            photo = decode(Path(waiting[0].path), target_side=target_side)
        except PhotoError as error:
            log.warning("a drawn face has to wait: %s", error)
            continue
        for one in waiting:
            face = pipeline().embed_box(photo.image, one.box, scale=photo.scale)
            kept = library.marks.put(one, face, model_id=model_id, previews=library.previews)
            made += kept is not None
    return made
