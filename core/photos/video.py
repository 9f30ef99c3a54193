"""A video becomes a few upright pictures a second, more where the scene changes, and never more than a bound.

The decoder is an FFmpeg under the LGPL, without x264 and x265, which reads H.264, HEVC, MPEG-4, VP9, AV1 and the older
ones by itself: that in OpenCV's wheels (`core.photos.opencv`, extra `video`), or FFmpeg's own libraries
(`core.photos.libav`, macOS). It is an optional part, loaded when the first video is opened; where it is missing a
sentence says so. The installers do not carry it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import PhotoError
from core.photos import libav, opencv, sentences
from core.photos.movie import read_movie
from core.photos.reading import HASH_BYTES, check_readable, openable, opened

SAMPLES_A_SECOND: Final = 3  # pictures in which faces are looked for: faster than the video lasts, on two cores
GLANCES_A_SECOND: Final = 12  # pictures that are looked at for a change of scene
MOST_SAMPLES: Final = 1200
"""Of one video: seven minutes at the full rate, a film of two hours every six seconds."""
MOST_CUTS: Final = 600  # pictures taken out of turn, right after a change of scene
SEEK_FROM: Final = 2.0  # seconds between two pictures from which jumping is quicker than decoding all between
SIDE: Final = 1280  # pixels of the longer side of a picture at most

# A change of scene, between two glances: other colours in other places, or all of it in other places. Panning over
# family photographs stays below (0.02 and 0.05), cuts between them are above (0.20 to 0.46 and 0.18 to 0.28). Where a
# cut is missed the vectors still tell two people apart; where one is seen that is none, a track breaks.
OTHER_COLOURS: Final = 0.15  # share of the picture whose colours are not in the one before
OTHER_PLACES: Final = 0.10  # mean difference of the small pictures, 0..1
ALL_OTHER: Final = 0.20  # the same, whatever the colours
SMALL: Final = (64, 36)  # pixels in which scenes are compared
BLACK: Final = 24  # of 255, in the brightest colour
LEAST_LIT: Final = 0.1  # share of the picture that scenes are compared by, at least: a lamp at night is no scene

_READ_AT_ONCE: Final = 32 * 2**20  # bytes: a second or so of a slow disk


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a video."""

    second: float  # from the beginning
    image: Image.Image  # RGB, upright, at most SIDE pixels a side
    cut: bool = False  # another scene than in the frame before


def has_decoder() -> bool:
    """Whether videos can be opened here. Loads nothing."""
    return opencv.is_there() or libav.folder() is not None


def hash_file(path: Path, *, go_on: Callable[[], bool]) -> str | None:
    """`core.photos.reading.content_hash` of a file that need not fit into memory; None where `go_on`, asked now and
    then, said no. Raises PhotoError."""
    check_readable(path)
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    with opened(path) as file:
        while block := file.read(_READ_AT_ONCE):
            digest.update(block)
            if not go_on():
                return None
    return digest.hexdigest()


class Video:
    """An open video; a context manager. Belongs to one thread at a time.

    Raises PhotoError where the file cannot be opened, has no pictures, or where the decoder is not installed.
    """

    def __init__(self, path: Path) -> None:
        check_readable(path)
        movie = read_movie(path)
        self._decoder = _decoder()
        try:
            self._film: opencv.Film | libav.Film = self._decoder.Film(openable(path))
        except ImportError as error:  # a part that was cut short, or of another machine
            raise PhotoError(sentences.NEEDS_VIDEO_PART, passing=True) from error
        except OSError as error:
            raise PhotoError(sentences.NO_PICTURES if movie.whole else sentences.ENDS_TOO_EARLY) from error
        self.taken_at = movie.taken_at  # ISO 8601 local time, "" where the container does not say
        self.seconds = self._film.seconds  # 0.0 where the container does not say, until `samples` came to the end
        self._first = self._read()
        if self._first is None:
            self.close()
            raise PhotoError(sentences.DAMAGED if movie.whole else sentences.ENDS_TOO_EARLY)
        self.height, self.width = (int(side) for side in self._first.shape[:2])  # upright, pixels of the file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._film.close()

    @property
    def scale(self) -> float:
        """Width of a frame's image over the width of the video, 0..1."""
        return min(1.0, SIDE / max(self.width, self.height))

    def samples(self) -> Iterator[Frame]:
        """The frames to look for faces in, from the beginning to the end."""
        pace = max(1 / SAMPLES_A_SECOND, self.seconds / MOST_SAMPLES)
        found = self._jumps(pace) if pace >= SEEK_FROM else self._glances(min(pace, 1 / GLANCES_A_SECOND))
        due, before, cut_since, cuts, taken, second = 0.0, None, False, 0, 0, 0.0
        for second, pixels in found:
            small = self._small(pixels)
            cut = before is not None and is_cut(before, small)
            before, cut_since = small, cut_since or cut
            cuts += cut
            if second >= due or (cut and cuts <= MOST_CUTS):
                yield Frame(second, self._image(pixels), cut_since)
                due, cut_since, taken = _after(second, pace), False, taken + 1
            if taken >= MOST_SAMPLES + MOST_CUTS:  # a container that does not say how long it is
                break
        self.seconds = max(self.seconds, second)

    def at(self, second: float) -> Frame:
        """The frame that is seen at this moment, else the first one. Raises PhotoError where nothing can be read."""
        pixels = self._jump_to(second)
        if pixels is None:
            pixels = self._jump_to(0.0)
        if pixels is None:
            raise PhotoError(sentences.DAMAGED)
        return Frame(self._film.second, self._image(pixels))

    # --- inside -----------------------------------------------------------------------------------

    def _read(self) -> NDArray[np.uint8] | None:
        return self._film.retrieve() if self._film.grab() else None

    def _jump_to(self, second: float) -> NDArray[np.uint8] | None:
        return self._film.retrieve() if self._film.seek(second) else None

    def _glances(self, pace: float) -> Iterator[tuple[float, NDArray[np.uint8]]]:
        """(second, pixels), every frame decoded, the others left out."""
        assert self._first is not None
        yield 0.0, self._first
        due, second = pace, 0.0
        while self._film.grab():
            second = max(second, self._film.second)
            if second < due:
                continue
            pixels = self._film.retrieve()
            if pixels is not None:
                yield second, pixels
            due = _after(second, pace)

    def _jumps(self, pace: float) -> Iterator[tuple[float, NDArray[np.uint8]]]:
        for step in range(int(self.seconds / pace) + 1):
            pixels = self._jump_to(step * pace)
            if pixels is not None:
                yield step * pace, pixels

    def _small(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        small: NDArray[np.uint8] = self._decoder.shrink(pixels, SMALL)
        return small

    def _image(self, pixels: NDArray[np.uint8]) -> Image.Image:
        if self.scale < 1:
            size = (round(pixels.shape[1] * self.scale), round(pixels.shape[0] * self.scale))
            pixels = self._decoder.shrink(pixels, size)
        return Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))


def _after(second: float, pace: float) -> float:
    """The next multiple of `pace`, on a clock of milliseconds: so that no rate of frames adds up to a slower pace."""
    return (int((second + 1e-3) / pace) + 1) * pace - 1e-3


def is_cut(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> bool:
    """Whether the scene changed between two small pictures (height, width, 3). What is black in both, such as bars
    around a narrow picture, says nothing."""
    lit = np.maximum(before, after).max(axis=2) > BLACK
    seen = max(float(lit.sum()), LEAST_LIT * lit.size)
    moved = np.abs(before[lit].astype(np.int16) - after[lit]).sum() / (3 * 255 * seen)
    if moved < OTHER_PLACES or moved > ALL_OTHER:
        return bool(moved > ALL_OTHER)
    shared = np.minimum(_colours(before[lit]), _colours(after[lit])).sum()
    return bool((lit.sum() - shared) / seen > OTHER_COLOURS)


def _colours(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How many of the pixels (P, 3) have each of 64 colours, shape (64,)."""
    coarse = (pixels >> 6).astype(np.int64)
    return np.bincount(coarse @ np.array([16, 4, 1]), minlength=64)


def _decoder() -> ModuleType:
    """What opens films here: OpenCV where it is there. Raises PhotoError."""
    if not has_decoder():
        raise PhotoError(sentences.NEEDS_VIDEO_PART, passing=True)
    return opencv if opencv.is_there() else libav
