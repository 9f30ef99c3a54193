"""What the user and the photographs say about which faces belong together, as arrays.

The library reads these from the user's verdicts and answers; `core.people.units` works out what follows from them. Two
kinds follow: *must-links* (these faces are one person, whatever the network thinks) and *cannot-links* (these are two
people, and so are the groups that they are in).

What wins when they contradict each other:

1. The person that the user gave a face. Faces of one person are together, faces of two persons are apart, always. A
   rejection of the very person that the face was given to, and a "different" between two faces of one person, are void.
2. Rejections ("not her") and the answer "different".
3. The answer "same". It is dropped where it would break 1 or 2, directly or through a chain of other answers. Where
   two "same" answers cannot both hold, the earlier row wins: give the newest answer first.
4. Faces of one track of a video are one person. What was said above wins against it: a track may have gone over to
   somebody else after all.
5. Two faces of one photograph, or of one moment of a video, are two people. Any must-link overrides this: mirrors and
   collages exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

NOBODY = -1  # in an array of persons: the user gave the face to no one


def _no_pairs() -> NDArray[np.int64]:
    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """The user's word and the photographs of N faces, each face called by its index 0..N-1."""

    photo: NDArray[np.int64]  # (N,) the photo that each face is in; each face of a video has a number of its own
    person: NDArray[np.int64]  # (N,) person that the user gave the face to, NOBODY where none
    rejected: NDArray[np.int64]  # (M, 2) rows of face and person: this face is not that person
    same: NDArray[np.int64]  # (S, 2) pairs of faces that the user called the same person, newest first
    different: NDArray[np.int64]  # (D, 2) pairs of faces that the user called different people
    one_track: NDArray[np.int64] = field(default_factory=_no_pairs)  # (T, 2) pairs of faces of one track of a video
    at_once: NDArray[np.int64] = field(default_factory=_no_pairs)  # (A, 2) of two tracks seen at the same moment

    def __post_init__(self) -> None:
        count = len(self.photo)
        if self.photo.shape != (count,) or self.person.shape != (count,):
            raise ValueError("photo and person need one value for each face")
        for name in ("rejected", "same", "different", "one_track", "at_once"):
            rows = getattr(self, name)
            if rows.ndim != 2 or rows.shape[1] != 2:
                raise ValueError(f"{name} needs rows of two")
            faces = rows[:, :1] if name == "rejected" else rows
            if faces.size and (faces.min() < 0 or faces.max() >= count):
                raise ValueError(f"{name} names a face that is not there")

    def __len__(self) -> int:
        """The number of faces."""
        return len(self.photo)

    @classmethod
    def none(cls, count: int) -> Constraints:
        """Nothing is known of `count` faces: each in a photo of its own, no word of the user."""
        nothing = np.empty((0, 2), dtype=np.int64)
        return cls(
            photo=np.arange(count, dtype=np.int64),
            person=np.full(count, NOBODY, dtype=np.int64),
            rejected=nothing,
            same=nothing,
            different=nothing,
        )
