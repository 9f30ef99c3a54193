"""Where the frozen program begins: the window, or the command line where the file is called familiar-core."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

LIBRARY_PATH = "LD_LIBRARY_PATH"


def main() -> int:
    """Returns the exit code."""
    from core import video_part

    video_part.add()  # before the worker's process begins its work, which the next line does in it
    multiprocessing.freeze_support()
    _give_the_library_path_back()
    if Path(sys.executable).stem.endswith("-core"):
        from core.__main__ import main as run
    else:
        from app.__main__ import main as run
    return run()


def _give_the_library_path_back() -> None:
    """PyInstaller's launcher points Linux at the bundle's libraries. This process has what it needs of that; the file
    manager and the browser that it starts must find their own."""
    before = os.environ.pop(f"{LIBRARY_PATH}_ORIG", None)
    if before is not None:
        os.environ[LIBRARY_PATH] = before
    elif getattr(sys, "frozen", False):
        os.environ.pop(LIBRARY_PATH, None)


if __name__ == "__main__":
    sys.exit(main())
