"""Makes the README's screenshots: `python packaging/screenshots.py FAMILY_ALBUM`, a folder of the family's photographs.

Indexes the album into a library of its own, names some people, and lets the program draw its own pages, offscreen.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
NAMES = {
    "Family1-Dad1.jpg": "Ben",
    "Family1-Mom1.jpg": "Anna",
    "Family1-Daughter1.jpg": "Mia",
    "Family1-Son1.jpg": "Leo",
    "Family2-Lady1.jpg": "Grandma",
    "Family2-Man1.jpg": "Grandpa",
}
GROUP_PHOTO = "identification1.jpg"


def main() -> int:
    """Writes review.png, people.png, person.png and photo.png beside this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("album", type=Path)
    album = parser.parse_args().album.absolute()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as place:
        library = ["--library", place]
        run("core", "index", str(album), *library)
        draw("review", "review", library)  # while there is somebody to ask about
        for file, name in NAMES.items():
            (face,) = faces(str(album / file), library)
            run("core", "name", f"g{face['group']}", name, *library)
        run("core", "cluster", *library)
        together = faces(str(album / GROUP_PHOTO), library)
        anna = next(face for face in together if face["name"] == "Anna")
        for page, file in (
            ("people", "people"),
            (f"person:p{anna['person_id']}", "person"),
            (f"photo:{anna['photo_id']}", "photo"),
        ):
            draw(page, file, library)
    return 0


def draw(page: str, file: str, library: list[str]) -> None:
    """One page into one picture."""
    target = CHECKOUT / "packaging" / "screenshots" / f"{file}.png"
    run("app", "--page", page, "--screenshot", str(target), *library)


def faces(photo: str, library: list[str]) -> list[dict[str, object]]:
    """The faces of a photo, as the command line tells them."""
    return json.loads(run("core", "faces", "--photo", photo, "--json", *library))


def run(module: str, *words: str) -> str:
    """Runs a module of the checkout; returns what it printed."""
    return subprocess.run(
        [sys.executable, "-m", module, *words], cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
