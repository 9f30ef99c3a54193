"""How many runs with kills the library survives: `python tests/benchmarks/crash_runs.py PHOTOS --runs 20`.

Each run starts the program and somebody who edits, kills the worker, its parent or everything at random moments, six
times, then finishes and compares with an undisturbed run: same photos and faces, none twice, no photo blamed, every
edit that was reported as done still there, the file sound, no process left behind.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from crashes import one_run, outcome, undisturbed  # noqa: E402

KILLS = 6


def main() -> int:
    """Prints one JSON document; exit code 1 where a run did not survive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    survived = edits = 0
    with tempfile.TemporaryDirectory() as place:
        calm = undisturbed(Path(place) / "calm", args.photos.absolute())
        for run in range(args.runs):
            folder = Path(place) / f"run{run}"
            edits += one_run(folder, args.photos.absolute(), seed=args.seed + run, kills=KILLS)
            same = outcome(folder) == calm
            survived += same
            print(f"run {run}: {'survived' if same else 'DIFFERENT'}", file=sys.stderr)
    print(json.dumps({"runs": args.runs, "survived": survived, "kills": args.runs * KILLS, "edits kept": edits}))
    return 0 if survived == args.runs else 1


if __name__ == "__main__":
    sys.exit(main())
