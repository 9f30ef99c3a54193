"""Writes names into a photo and is killed after the first line of the code that does it, then after the second, ...

    python tests/rewriting_deaths.py ALBUM TARGET

Copies the ALBUM for each death to TARGET/NUMBER, and leaves it there as the death left it; the last one has nobody
killed. Prints how many there are.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.people import edits
from core.photos import rewriting
from core.store import rewrites
from core.store.foreign_names import ForeignNames
from core.store.library import Library

WATCHED = {rewriting.__file__, rewrites.__file__}


def write(folder: Path, *, lines: int) -> None:
    """Writes the names of the library in `folder`, and dies after so many lines."""
    left = lines

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return count

    with Library(folder) as library:
        sys.settrace(count)
        ForeignNames(library.db).write(only_confirmed=False, step=lambda _done, _total: True, into=folder)
        sys.settrace(None)


def main(album: Path, target: Path) -> int:
    """Returns how many copies there are."""
    for number in range(1, 1000):
        copy = target / str(number)
        shutil.copytree(album, copy)
        with Library(copy / "library") as library:
            library.do(edits.move_folder, library.queries.folders()[0].folder_id, str(copy / "photos"))
        child = os.fork()
        if child == 0:
            write(copy / "library", lines=number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            return number
    return 0


if __name__ == "__main__":
    sys.stdout.write(str(main(Path(sys.argv[1]), Path(sys.argv[2]))))
