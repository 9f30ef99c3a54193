"""Tries the script of the Windows setup in a minute: `sudo python packaging/wine/rehearsal.py --work DIR`.

Around a small stand-in for the program, under wine: installed silently, refused while it runs, upgraded in place,
removed with and without the library. `build.py windows` does the same with the whole program.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from product import read_product

from wine.windows import Machine


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="the --out of build.py")
    out = parser.parse_args().work.absolute()
    parts = out / "build" / "parts"
    if not (parts / "familiar.ico").is_file():
        parser.error("the parts are missing: run build.py windows first, at least until they are made")
    machine = Machine(out / "build" / "wine")
    machine.prepare()
    machine.rehearse(read_product(), parts, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
