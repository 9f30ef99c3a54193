"""What a photo looks like from afar, as one number: photos of a burst have nearly the same one.

Source: the difference hash of N. Krawetz ("Kind of Like That", 2013): is each of 8 by 8 fields brighter than its right
neighbour?
"""

from __future__ import annotations

import io
from typing import Final

import numpy as np

FIELDS: Final = 8
BITS: Final = FIELDS * FIELDS


def likeness(thumbnail: bytes) -> int:
    """Of a JPEG: a signed number of 64 bits, as SQLite keeps it."""
    from PIL import Image  # here: the window only compares

    image = Image.open(io.BytesIO(thumbnail), formats=("JPEG",))
    grey = np.asarray(image.convert("L").resize((FIELDS + 1, FIELDS), Image.Resampling.BOX), np.int16)
    brighter = np.packbits(grey[:, :-1] < grey[:, 1:])
    return int.from_bytes(brighter.tobytes(), "big", signed=True)


def differing(one: int, other: int) -> int:
    """How many of the 64 bits differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()
