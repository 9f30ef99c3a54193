"""A second look at photos whose faces are found: when were they taken, where EXIF does not say, and what are they like?

Cheap, and nobody waits for it, so it comes when the queue is dry. A photo that cannot be read now is asked again in the
next run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from core.errors import PhotoError
from core.photos.dates import Dated, date_of
from core.photos.likeness import likeness
from core.store.library import Library
from core.store.photo_facts import PhotoFacts

log = logging.getLogger(__name__)

PHOTOS_A_TRANSACTION: Final = 200

Item = TypeVar("Item")


def look_again(library: Library, *, away: Collection[int], stopped: Callable[[], bool]) -> None:
    """Notes what is missing of every photo, in small transactions; ends early where the parent says stop."""
    facts = PhotoFacts(library.db)
    for dates in _batches(_dates(facts.undated(away=away), stopped)):
        facts.date(dates)
    for numbers in _batches(_likenesses(library, facts.unlike(), stopped)):
        facts.liken(numbers)


def _dates(photos: Iterable[tuple[int, str]], stopped: Callable[[], bool]) -> Iterator[tuple[int, Dated]]:
    for photo_id, path in photos:
        if stopped():
            return
        try:
            yield photo_id, date_of(Path(path))
        except PhotoError as error:
            log.warning("a date has to wait: %s", error)


def _likenesses(library: Library, photos: Iterable[int], stopped: Callable[[], bool]) -> Iterator[tuple[int, int]]:
    for photo_id in photos:
        if stopped():
            return
        thumbnail = library.previews.thumbnail(photo_id)
        if thumbnail:
            yield photo_id, likeness(thumbnail)


def _batches(found: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(found, PHOTOS_A_TRANSACTION)):
        yield batch
