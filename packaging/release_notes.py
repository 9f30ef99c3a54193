"""The notes of a release, out of CHANGELOG.md: `python packaging/release_notes.py --out notes.md [--tag v1.2.3]`.

Also the place where a tag that says another version than pyproject.toml stops the release.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from product import CHECKOUT, read_product

HEADING = "## "
TRIED = """
What has been tried on which system, and what has not, is in packaging/README.md. SHA256SUMS holds the sum of each file.
"""


def main() -> int:
    """Writes the notes; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tag", default="")
    given = parser.parse_args()
    version = read_product().version
    if given.tag and given.tag != f"v{version}":
        sys.stderr.write(f"The tag is {given.tag}, but pyproject.toml says {version}.\n")
        return 1
    text = notes((CHECKOUT / "CHANGELOG.md").read_text("utf-8"), version)
    if not text:
        sys.stderr.write(f"CHANGELOG.md says nothing about {version}.\n")
        return 1
    given.out.write_text(f"{text}\n{TRIED}", encoding="utf-8")
    return 0


def notes(changelog: str, version: str) -> str:
    """What stands below the heading of this version; "" where there is none."""
    found: list[str] = []
    inside = False
    for line in changelog.splitlines():
        if line.startswith(HEADING):
            inside = line.removeprefix(HEADING).split(" ")[0] == version
        elif inside:
            found.append(line)
    return "\n".join(found).strip()


if __name__ == "__main__":
    sys.exit(main())
