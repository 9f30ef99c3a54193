"""Tries the Windows build without freezing it, in a few minutes: `sudo python packaging/wine/rehearsal.py --work DIR`.

Under wine: the self-test of the checkout in a Windows Python whose only C++ runtime is the one that we bring; and the
setup around a small stand-in for the program: installed silently, refused while it runs, upgraded in place, removed
with and without the library. `build.py windows` does the same with the whole frozen program.
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
    machine.selftest_unfrozen(parts, out / "selftest-unfrozen.json")
    machine.rehearse(read_product(), parts, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
