"""Photos a second, and what bounds them: `python tests/benchmarks/speed.py ../shared/data/family --count 300`.

Makes an album of 12-megapixel JPEGs from the portraits in a folder (`large_photos`; `--album DIR` keeps it, or uses the
one that is there) and, on the same photos in the same run:

- the program: its worker on an empty library, from its start to the end of the grouping; memory on the way;
- the bound: the same decoding and the same networks' runs, on pictures of the same sizes, and nothing else, all cores
  busy: no library, no crops, no scan; half of it before and half of it after, so that a machine that changes its pace
  favours nobody;
- the `face_recognition` way on a few of them (`--dlib`): dlib's HOG detector on the picture enlarged once, five
  landmarks, the same 128-d network; a process a core.

    python tests/benchmarks/speed.py ../shared/data/family --count 3000 --encoded 200 --only program

is the run for memory: 3,000 contents, 200 pictures. With `--only photos` the photos are read, decoded and looked at in
this process, without a library and its grouping, which grow with the faces. Prints a table and, with `--json FILE`,
writes one document.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil

sys.path[:0] = [str(Path(__file__).resolve().parents[folder]) for folder in (0, 1, 2)]

from large_photos import make_album  # noqa: E402
from PIL import Image  # noqa: E402

from core.faces.packs import builtin_pack  # noqa: E402
from core.faces.pipeline import FacePipeline  # noqa: E402
from core.faces.runtime import OnnxSession, open_session  # noqa: E402
from core.indexer import cores  # noqa: E402
from core.niceness import be_nice  # noqa: E402
from core.people.edits import add_folder  # noqa: E402
from core.photos.decode import decode  # noqa: E402
from core.reader import THUMBNAIL_SIDE, WORKING_SIDE  # noqa: E402
from core.store.library import Library  # noqa: E402
from core.worker import Worker  # noqa: E402

POLL_SECONDS = 0.05
WARM = 100  # photos, or a sixth, after which memory is looked at
MB = 1e6
Shape = tuple[int, ...]
Looks = list[tuple[str, Shape]]  # which network saw a picture of what size


@dataclass(frozen=True)
class Program:
    """What the program did."""

    photos: int
    faces: int
    seconds: float  # from the start of the worker to its end
    photos_per_second: float
    steady_photos_per_second: float  # between a tenth and nine tenths of the photos
    busy_cores: float  # processor time over time
    processor_ms_a_photo: float
    peak_mb: float  # of the worker's resident memory
    first_third_mb: float  # mean over the photos' first third, without the first WARM
    last_third_mb: float
    mb_per_1000_photos: float  # slope of a line through all of it, without the first WARM


@dataclass(frozen=True)
class Sample:
    """The worker at one moment."""

    at: float
    done: int
    memory: float  # MB
    processor: float  # seconds


def run_program(folder: Path, album: Path) -> Program:
    """The worker on an empty library."""
    with Library(folder) as library:
        library.do(add_folder, str(album))
    worker = Worker(folder)
    began = time.perf_counter()
    worker.start()
    child = psutil.Process(worker.pid)
    samples, done, faces = [], 0, 0
    while worker.running:
        for progress in worker.poll():
            done, faces = progress.done, progress.faces
        try:
            used = child.cpu_times()
            samples.append(Sample(time.perf_counter(), done, child.memory_info().rss / MB, used.user + used.system))
        except psutil.NoSuchProcess:
            break
        time.sleep(POLL_SECONDS)
    while worker.running:
        worker.poll()
    seconds = time.perf_counter() - began
    if worker.error:
        raise SystemExit(worker.error)
    return _program(samples, done, faces, seconds)


def _program(samples: list[Sample], done: int, faces: int, seconds: float) -> Program:
    early, late = (next(one for one in samples if one.done >= share * done) for share in (0.1, 0.9))
    grown = [one for one in samples if one.done > min(WARM, done / 6)]
    counts, memory = np.array([(one.done, one.memory) for one in grown]).T
    slope = np.polyfit(counts, memory, 1)[0] if np.ptp(counts) else 0.0
    return Program(
        photos=done,
        faces=faces,
        seconds=seconds,
        photos_per_second=done / seconds,
        steady_photos_per_second=(late.done - early.done) / max(late.at - early.at, 1e-9),
        busy_cores=samples[-1].processor / seconds,
        processor_ms_a_photo=1000 * samples[-1].processor / max(1, done),
        peak_mb=max(one.memory for one in samples),
        first_third_mb=float(memory[counts <= done / 3].mean()),
        last_third_mb=float(memory[counts >= 2 * done / 3].mean()),
        mb_per_1000_photos=float(1000 * slope),
    )


def run_photos(paths: list[Path]) -> list[float]:
    """The process's memory in MB, ten times on the way, while photos are read and looked at as in the program."""
    pipeline = FacePipeline(builtin_pack(), threads=1)

    def look(path: Path) -> None:
        photo = decode(path, target_side=WORKING_SIDE, thumbnail_side=THUMBNAIL_SIDE)
        pipeline.find(photo.image, scale=photo.scale)

    memory = []
    with ThreadPoolExecutor(cores()) as pool:
        for part in np.array_split(np.arange(len(paths)), 10):
            list(pool.map(look, [paths[place] for place in part]))
            memory.append(psutil.Process().memory_info().rss / MB)
    return memory


# --- the bound ----------------------------------------------------------------------------------------


class Networks:
    """The two networks alone, one thread a picture, as the program runs them."""

    def __init__(self) -> None:
        pack = builtin_pack()
        self.sessions = {path.name: open_session(path, threads=1) for path in (pack.detector, pack.embedder)}
        chance = np.random.default_rng(0)
        self._noise = chance.integers(0, 256, 4 * 1920 * 1920, np.uint8).astype(np.float32)

    def look(self, path: Path, looks: Looks) -> None:
        """Decodes a photo, and runs the networks on pictures of these sizes."""
        decode(path, target_side=WORKING_SIDE)
        for name, shape in looks:
            session = self.sessions[name]
            session.run({session.input: self._noise[: int(np.prod(shape))].reshape(shape)})


def find_looks(paths: list[Path]) -> list[Looks]:
    """For each photo what the networks are given in the program."""
    pipeline = FacePipeline(builtin_pack(), threads=1)
    run = OnnxSession.run
    names = {id(pipeline._detector._session): pipeline.pack.detector.name}
    names[id(pipeline._embedder._session)] = pipeline.pack.embedder.name
    mine = threading.local()

    def noting(session: OnnxSession, inputs: dict[str, Any]) -> Any:
        mine.looks.append((names[id(session)], inputs[session.input].shape))
        return run(session, inputs)

    def look(path: Path) -> Looks:
        mine.looks = []
        photo = decode(path, target_side=WORKING_SIDE)
        pipeline.find(photo.image, scale=photo.scale)
        return list(mine.looks)

    OnnxSession.run = noting  # type: ignore[method-assign]
    try:
        with ThreadPoolExecutor(cores()) as pool:
            return list(pool.map(look, paths))
    finally:
        OnnxSession.run = run  # type: ignore[method-assign]


def run_bound(paths: list[Path], looks: list[Looks]) -> tuple[float, float]:
    """Seconds, and seconds of processor time, for decoding and the networks alone, all cores busy. Called in a process
    of its own."""
    be_nice()
    networks = Networks()
    for path in paths[: 2 * cores()]:
        networks.look(path, looks[0])  # warm
    began, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(networks.look, paths, looks))
    return time.perf_counter() - began, time.process_time() - used


# --- the face_recognition way -------------------------------------------------------------------------


def look_as_face_recognition(path: Path) -> int:
    """`face_recognition.face_encodings` as its command does it, without the package. Returns the number of faces."""
    from importlib.metadata import distribution

    import dlib

    place = Path(str(distribution("face-recognition-models").locate_file("face_recognition_models/models")))
    detector = dlib.get_frontal_face_detector()
    landmarks = dlib.shape_predictor(str(place / "shape_predictor_5_face_landmarks.dat"))
    network = dlib.face_recognition_model_v1(str(place / "dlib_face_recognition_resnet_model_v1.dat"))
    with Image.open(path) as image:
        pixels = np.array(image.convert("RGB"))
    faces = detector(pixels, 1)
    return len([network.compute_face_descriptor(pixels, landmarks(pixels, face), 1) for face in faces])


def run_dlib(paths: list[Path]) -> float:
    """Seconds for these photos, a process a core."""
    with ProcessPoolExecutor(cores(), mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(len, [""] * cores()))  # the processes are there
        began = time.perf_counter()
        list(pool.map(look_as_face_recognition, paths))
        return time.perf_counter() - began


# --- all of it ----------------------------------------------------------------------------------------


def apart(work: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """What `work` returns, in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work).result()


def measure(place: Path, album: Path, paths: list[Path], *, only: str, dlib: int) -> dict[str, Any]:
    document: dict[str, Any] = {"photos": len(paths), "cores": cores()}
    document["mb_a_file"] = sum(path.stat().st_size for path in paths) / len(paths) / MB
    if only == "program":
        return document | {"program": asdict(run_program(place / "library", album))}
    looks = find_looks(paths)
    half = len(paths) // 2
    before = apart(partial(run_bound, paths[:half], looks[:half]))
    program = run_program(place / "library", album)
    after = apart(partial(run_bound, paths[half:], looks[half:]))
    bound = len(paths) / (before[0] + after[0])
    document |= {"program": asdict(program), "bound_photos_per_second": bound}
    document["bound_first_half"], document["bound_second_half"] = half / before[0], (len(paths) - half) / after[0]
    document["bound_processor_ms_a_photo"] = 1000 * (before[1] + after[1]) / len(paths)
    document["share_of_bound"] = program.photos_per_second / bound
    document["steady_share_of_bound"] = program.steady_photos_per_second / bound
    if dlib:
        document["dlib_photos_per_second"] = dlib / run_dlib(paths[:: max(1, len(paths) // dlib)][:dlib])
        document["times_dlib"] = program.photos_per_second / document["dlib_photos_per_second"]
    return document


def show(document: dict[str, Any]) -> None:
    """The table."""
    program = document["program"]
    for name, value in {"photos": document["photos"], "MB a file": document["mb_a_file"], **program}.items():
        print(f"{name.replace('_', ' '):36} {value:10.2f}")
    for name, value in document.items():
        if isinstance(value, float) and name != "mb_a_file":
            print(f"{name.replace('_', ' '):36} {value:10.3f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path, help="a folder with portraits")
    options.add_argument("--count", type=int, default=300, help="photos")
    options.add_argument("--encoded", type=int, help="different pictures among them (default: all)")
    options.add_argument("--album", type=Path, metavar="DIR", help="keep the album here, or use the one that is here")
    options.add_argument("--only", choices=("program", "photos", "album", "all"), default="all")
    options.add_argument("--dlib", type=int, default=6, metavar="N", help="photos for dlib, which is slow")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        album = args.album or Path(temporary) / "album"
        paths = sorted(album.glob("*.jpg")) if album.is_dir() else []
        if len(paths) != args.count:
            paths = make_album(args.source, album, count=args.count, encoded=args.encoded)
        if args.only == "album":
            return
        if args.only == "photos":
            print("MB after each tenth:", ", ".join(f"{one:.0f}" for one in run_photos(paths)))
            return
        document = measure(Path(temporary), album, paths, only=args.only, dlib=args.dlib)
    show(document)
    if args.json:
        args.json.write_text(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
