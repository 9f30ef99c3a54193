"""Nearly the same photos within seconds are found, and can be folded; dates and likenesses that were missing come."""

from __future__ import annotations

import io

import numpy as np
import pytest
from album import Album
from PIL import Image

from core.photos.likeness import differing, likeness
from core.second_look import look_again
from core.store.bursts import find_bursts, fold
from core.store.photo_search import FoundPhotos


def thumbnail(seed: int, *, shift: int = 0) -> bytes:
    """A picture of large spots; shifted a little it is the next one of a burst."""
    spots = np.random.default_rng(seed).integers(0, 255, (6, 8), np.uint8)
    picture = np.roll(np.asarray(Image.fromarray(spots).resize((320, 240), Image.Resampling.BICUBIC)), shift, axis=1)
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG")
    return file.getvalue()


def test_a_shifted_picture_is_alike_and_another_one_is_not() -> None:
    one = likeness(thumbnail(1))
    assert differing(one, likeness(thumbnail(1, shift=4))) <= 10
    assert min(differing(one, likeness(thumbnail(seed))) for seed in range(2, 40)) > 12
    assert -(2**63) <= one < 2**63


def photo(album: Album, seed: int, moment: str, *, shift: int = 0, people: tuple[int, ...] = ()) -> int:
    album.photo(people, taken_at=moment)
    photo_id = max(one.photo_id for one in album.library.queries.photos())
    album.library.previews.put({}, {photo_id: thumbnail(seed, shift=shift)})
    return photo_id


def second_look(album: Album) -> None:
    look_again(album.library, away=(), stopped=lambda: False)


def test_bursts_are_found_and_folded(album: Album) -> None:
    alone = photo(album, 2, "2020-05-01T11:00:00")
    first = photo(album, 1, "2020-05-01T12:00:00")
    best = photo(album, 1, "2020-05-01T12:00:01", shift=3, people=(1,))
    last = photo(album, 1, "2020-05-01T12:00:03", shift=6)
    other = photo(album, 3, "2020-05-01T12:00:04")
    later = photo(album, 1, "2020-06-01T12:00:00")
    second_look(album)
    bursts = find_bursts(album.library.db)
    assert bursts == {best: (first, best, last)}
    found = FoundPhotos((later, other, last, best, first, alone), (("2020-06", 1), ("2020-05", 5)))
    assert fold(found, bursts) == FoundPhotos((later, other, best, alone), (("2020-06", 1), ("2020-05", 3)))
    without_best = FoundPhotos((last, first), (("2020-05", 2),))
    assert fold(without_best, bursts) == without_best  # whoever is looked for may be in the others only
    assert fold(FoundPhotos((), ()), bursts) == FoundPhotos((), ())


def test_photos_that_were_copied_within_seconds_are_no_burst(album: Album) -> None:
    for _ in range(2):
        photo(album, 1, "")
    second_look(album)
    assert {row[0] for row in album.library.db.execute("SELECT taken_from FROM photos")} == {"file"}
    assert find_bursts(album.library.db) == {}


def test_a_date_from_the_name_is_kept_with_its_source(album: Album) -> None:
    album.photo([1], name="IMG_20190704_153000.jpg", taken_at="")
    album.photo([1], name="b.jpg", taken_at="2001-01-01T00:00:00")
    second_look(album)
    rows = album.library.db.execute("SELECT taken_at, taken_from FROM photos ORDER BY id").fetchall()
    assert rows == [("2019-07-04T15:30:00", "name"), ("2001-01-01T00:00:00", "exif")]


def test_a_photo_that_is_away_waits_for_its_date(album: Album) -> None:
    album.photo([1], name="gone.jpg", taken_at="")
    (album.photos_folder / "gone.jpg").unlink()
    second_look(album)
    assert album.library.db.execute("SELECT taken_from FROM photos").fetchone() == ("",)


@pytest.mark.parametrize("stops_at", [0, 1])
def test_a_second_look_ends_when_it_is_told(album: Album, stops_at: int) -> None:
    for number in range(3):
        album.photo([1], name=f"2019-07-0{number + 1}.jpg", taken_at="")
    asked = iter(range(100))
    look_again(album.library, away=(), stopped=lambda: next(asked) >= stops_at)
    dated = album.library.db.execute("SELECT COUNT(*) FROM photos WHERE taken_from <> ''").fetchone()[0]
    assert dated == stops_at
