"""The two photographs that the sample album is made of: whether they lie on this computer, and where.

They lie inside packages that are only needed for development, which are found without importing them. Asking costs next
to nothing, so that the program can ask at its start.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

GROUP: Final = ("insightface", "data/images/t1.jpg")  # 1280 x 886
PORTRAIT: Final = ("skimage", "data/astronaut.png")  # 512 x 512


def sample_sources_available() -> bool:
    """Whether both photographs lie on this computer."""
    return all(sample_source(*source) is not None for source in (GROUP, PORTRAIT))


def sample_source(package: str, inside: str) -> Path | None:
    """Where the file is that lies in a package; None where there is none."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec is not None else None
    return next((Path(place, inside) for place in places or () if Path(place, inside).is_file()), None)
