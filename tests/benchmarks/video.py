"""Who is who in videos: identity switches, fragmentations and IDF1 before and after re-identification, and the speed.

    python tests/benchmarks/video.py [--videos 3] [--seed 7] [--keep FOLDER] [--json FILE]

Needs ../shared (Labeled Faces in the Wild, for measurement only). The videos are made here, so the truth is exact: 1280
x 720, H.264, 25 frames a second, three to six people each, five shots of four seconds. In each shot everybody wears
another photograph of themselves (another day, light and hair). People stand, walk across and past each other, leave and
come back, a pillar passes in front, the camera pans; between the shots are cuts. A face counts where at least 60 % of
its box is seen.

"before": every track is somebody. "after": tracks of one group are. Measures as usual for tracking: a switch is where a
person's id is another one than when they were last seen; a fragmentation where a person is seen, lost while visible,
and seen again; IDF1 (Ristani and others, 2016) is the F of identity under the best assignment of ids to people over the
whole video. "mixed" are tracks that went over from one person to another.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from scipy.optimize import linear_sum_assignment

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from core.faces.packs import builtin_pack  # noqa: E402
from core.faces.pipeline import FacePipeline  # noqa: E402
from core.indexer import Indexer  # noqa: E402
from core.people.edits import add_folder  # noqa: E402
from core.photos.video import Video  # noqa: E402
from core.records import Box, RunSettings  # noqa: E402
from core.store.library import Library  # noqa: E402

LFW = CHECKOUT.parent / "shared" / "data" / "lfw"
SIZE = (1280, 720)
RATE = 25
SHOT = 4.0  # seconds
SHOTS = ("stand", "walk", "pillar", "leave", "pan")
PHOTOS = 8  # of each person at least
SEEN = 0.6  # of a face's box, from which it has to be found
SAME = 0.35  # intersection over union of a found box and the true one

Truth = dict[int, list[tuple[str, Box, bool]]]  # frame -> person, box, whether it is seen well enough


@dataclass(slots=True)
class Cutout:
    """A person as they look in one shot: a photograph with soft edges, and where the face is in it."""

    name: str
    image: Image.Image
    mask: Image.Image
    box: Box  # of the face, fractions of the image
    size: int  # pixels
    way: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))  # upper left corner in each frame


class NoOrders:
    """Nobody stops it."""

    stopped = False

    def wait_while_paused(self) -> None:
        return


# --- making videos --------------------------------------------------------------------------------


def cut_out(pipeline: FacePipeline, path: Path, size: int) -> Cutout | None:
    """None where the photograph does not show one clear face in its middle."""
    image = Image.open(path).convert("RGB")
    faces = [face for face in pipeline.find(image, scale=1.0) if face.quality.clusterable]
    middle = [face for face in faces if abs(face.box.x + face.box.width / 2 - 0.5) < 0.12]
    if len(faces) != 1 or not middle:
        return None
    mask = Image.new("L", (size, size), 0)
    edge = round(0.12 * size)
    ImageDraw.Draw(mask).ellipse((edge, edge // 2, size - edge, size + edge), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(size / 40))
    picture = image.resize((size, size), Image.Resampling.LANCZOS)
    return Cutout(path.parent.name, picture, mask, middle[0].box, size)


def background(random: np.random.Generator, width: int) -> Image.Image:
    """Soft colours with shapes: nobody's face."""
    small = Image.fromarray(random.integers(40, 200, (6, 10, 3), dtype=np.uint8).astype(np.uint8))
    image = small.resize((width, SIZE[1]), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for _ in range(25):
        x, y, w, h = random.integers(0, width), random.integers(0, SIZE[1]), *random.integers(20, 160, 2)
        pen.rectangle((x, y, x + w, y + h), fill=tuple(random.integers(30, 220, 3).tolist()))
    return image


def ways(kind: str, people: list[Cutout], width: int, random: np.random.Generator) -> None:
    """Where everybody is in each frame."""
    frames = round(SHOT * RATE)
    at = np.linspace(0, 1, frames)
    slots = np.linspace(40, width - 40, len(people) + 1)
    order = random.permutation(len(people))
    for number, one in enumerate(people):
        home = slots[order[number]] + (slots[1] - slots[0] - one.size) / 2
        y = random.uniform(40, SIZE[1] - one.size - 20)
        x = np.full(frames, home) + 12 * np.sin(2 * np.pi * (at * random.uniform(0.5, 1.5) + random.random()))
        if kind == "walk":
            goal = slots[order[-1 - number]] + (slots[1] - slots[0] - one.size) / 2
            x = home + (goal - home) * at
        if kind == "leave" and number % 2 == 0:
            off = width + 10 if home > width / 2 else -one.size - 10
            x = np.interp(at, [0, 0.4, 0.6, 1], [home, off, off, home])
        bob = 6 * np.sin(2 * np.pi * (2 * at + random.random()))
        one.way = np.stack([x, y + bob], axis=1)


def render(
    kind: str, people: list[Cutout], random: np.random.Generator
) -> Iterator[tuple[Image.Image, list[tuple[str, Box, bool]]]]:
    """The frames of a shot and who is where in them."""
    width = 2 * SIZE[0] if kind == "pan" else SIZE[0]
    scene = background(random, width)
    ways(kind, people, width, random)
    frames = round(SHOT * RATE)
    for number in range(frames):
        shift = round((width - SIZE[0]) * number / frames)
        image = scene.crop((shift, 0, shift + SIZE[0], SIZE[1]))
        cover = np.zeros((len(people), SIZE[1], SIZE[0]), np.bool_)
        boxes = []
        for place, one in enumerate(people):
            x, y = one.way[number].round().astype(int) - (shift, 0)
            image.paste(one.image, (int(x), int(y)), one.mask)
            boxes.append(
                (
                    x + one.box.x * one.size,
                    y + one.box.y * one.size,
                    one.box.width * one.size,
                    one.box.height * one.size,
                )
            )
            left, top, right, bottom = _clipped(
                x + 0.12 * one.size, y + 0.06 * one.size, 0.76 * one.size, 0.94 * one.size
            )
            cover[place, top:bottom, left:right] = True
        if kind == "pillar":
            at = round(-200 + (SIZE[0] + 400) * number / frames)
            ImageDraw.Draw(image).rectangle((at, 0, at + 150, SIZE[1]), fill=(70, 60, 50))
        shadow = np.zeros((SIZE[1], SIZE[0]), np.bool_)
        if kind == "pillar":
            shadow[:, max(0, at) : max(0, at + 150)] = True
        yield (
            image,
            [
                (
                    one.name,
                    Box(box[0] / SIZE[0], box[1] / SIZE[1], box[2] / SIZE[0], box[3] / SIZE[1]),
                    _seen(box, place, cover, shadow),
                )
                for place, (one, box) in enumerate(zip(people, boxes, strict=True))
            ],
        )


def _clipped(x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
    left, right = np.clip([x, x + width], 0, SIZE[0]).astype(int)
    top, bottom = np.clip([y, y + height], 0, SIZE[1]).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _seen(box: tuple[float, ...], place: int, cover: NDArray[np.bool_], shadow: NDArray[np.bool_]) -> bool:
    """Whether enough of a face is in the frame, and behind nobody who was painted later."""
    left, top, right, bottom = _clipped(*box)  # type: ignore[arg-type]
    hidden = shadow[top:bottom, left:right].copy()
    for other in range(place + 1, len(cover)):
        hidden |= cover[other, top:bottom, left:right]
    return bool((~hidden).sum() >= SEEN * box[2] * box[3])


def make_video(path: Path, looks: dict[str, list[Cutout]], random: np.random.Generator) -> Truth:
    """A video of everybody in `looks`, each shot with other photographs of some of them."""
    truth: Truth = {}
    writer = imageio_ffmpeg.write_frames(str(path), SIZE, fps=RATE, codec="libx264", quality=7, macro_block_size=8)
    writer.send(None)
    number = 0
    for shot, kind in enumerate(SHOTS):
        names = random.permutation(sorted(looks))[: max(2, len(looks) - shot % 2)].tolist()
        for image, there in render(kind, [looks[name][shot] for name in names], random):
            writer.send(np.ascontiguousarray(np.asarray(image)))
            truth[number] = there
            number += 1
    writer.close()
    return truth


# --- looking through them -------------------------------------------------------------------------


def found_in(library: Library) -> dict[float, list[tuple[int, str, Box]]]:
    """By second: (track, who by its group, box) of everything that was found."""
    (video,) = library.queries.photos()
    faces = {face.face_id: face for face in library.queries.faces()}
    seen: dict[float, list[tuple[int, str, Box]]] = defaultdict(list)
    for track in library.queries.tracks_in(video.photo_id):
        groups = Counter(faces[face].group_id for face in track.face_ids)
        group = groups.most_common(1)[0][0]
        who = f"g{group}" if group is not None else f"t{track.track_id}"
        for second, box in zip(track.seconds.tolist(), track.boxes.tolist(), strict=True):
            seen[round(second, 3)].append((track.track_id, who, Box(*box)))
    return seen


@dataclass(slots=True)
class Score:
    """Of one video under one way to name what was found."""

    switches: int = 0
    fragments: int = 0
    true: int = 0  # faces that should be found
    found: int = 0  # boxes that were
    shared: Counter[tuple[str, str]] = field(default_factory=Counter)  # (person, id) -> frames
    ids: Counter[str] = field(default_factory=Counter)

    @property
    def matched(self) -> int:
        """Frames in which ids are right under the best assignment."""
        people = sorted({person for person, _ in self.shared})
        ids = sorted({one for _, one in self.shared})
        table = np.array([[self.shared[person, one] for one in ids] for person in people]).reshape(len(people), -1)
        rows, columns = linear_sum_assignment(-table)
        return int(table[rows, columns].sum())


def matches(there: list[tuple[str, Box, bool]], seen: list[tuple[int, str, Box]]) -> list[tuple[str, bool, int, str]]:
    """(person, whether they had to be seen, track, group) of the boxes that belong together."""
    table = np.array([[box.overlap(other) for _, _, other in seen] for _, box, _ in there]).reshape(len(there), -1)
    rows, columns = linear_sum_assignment(-table)
    return [
        (there[row][0], there[row][2], *seen[column][:2])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if table[row, column] >= SAME
    ]


def measure(truth: Truth, library: Library, moments: list[float]) -> tuple[Score, Score, int, int]:
    """Before, after, the number of tracks, and that of mixed tracks. moments: the seconds that were looked at."""
    before, after = Score(), Score()
    seen = found_in(library)
    people_of: dict[int, set[str]] = defaultdict(set)
    states: dict[tuple[int, str], tuple[str, bool]] = {}
    for second in moments:
        there = truth[min(max(truth), round(second * RATE))]
        pairs = matches(there, seen.get(second, []))
        taken = {track for _, _, track, _ in pairs}
        for person, _, track, _ in pairs:
            people_of[track].add(person)
        for kind, score in enumerate((before, after)):
            score.true += sum(visible for _, _, visible in there)
            score.found += sum(track not in taken for track, _, _ in seen.get(second, []))
            for person, _, visible in there:
                match = next((pair for pair in pairs if pair[0] == person), None)
                last, lost = states.get((kind, person), ("", False))
                if match is None:
                    states[kind, person] = (last, lost or (bool(last) and visible))
                    continue
                if not visible:
                    continue  # more than was asked for
                score.found += 1
                now = (f"t{match[2]}", match[3])[kind]
                score.shared[person, now] += 1
                score.switches += bool(last) and now != last
                score.fragments += lost
                states[kind, person] = (now, False)
    return before, after, len(people_of), sum(len(people) > 1 for people in people_of.values())


def looked_at(path: Path) -> list[float]:
    """The seconds of the frames in which faces are looked for."""
    with Video(path) as video:
        return [round(frame.second, 3) for frame in video.samples()]


def index(folder: Path, library: Path) -> float:
    """Looks through a folder, one video at a time on one core. Returns the seconds."""
    with Library(library) as opened:
        opened.do(add_folder, str(folder))
        settings = RunSettings(at_once=1)
        indexer = Indexer(opened, builtin_pack(), tell=lambda _: None, orders=NoOrders(), settings=settings)
        indexer._reader.pipeline()  # loading the networks is not the videos' time
        began = time.monotonic()
        indexer.index()
        return time.monotonic() - began


# --- the whole ------------------------------------------------------------------------------------


def cast(
    pipeline: FacePipeline, folders: Iterator[Path], count: int, random: np.random.Generator
) -> dict[str, list[Cutout]]:
    """The next people with enough clear photographs, one for each shot."""
    found: dict[str, list[Cutout]] = {}
    while len(found) < count:
        folder = next(folders)
        size = int(random.integers(190, 270))
        looks = [look for path in sorted(folder.iterdir())[:12] if (look := cut_out(pipeline, path, size)) is not None]
        if len(looks) >= len(SHOTS):
            found[folder.name] = looks[: len(SHOTS)]
    return found


def run(videos: int, seed: int, work: Path) -> list[dict[str, float]]:
    random = np.random.default_rng(seed)
    folders = [folder for folder in sorted(LFW.iterdir()) if folder.is_dir() and len(list(folder.iterdir())) >= PHOTOS]
    people = iter([folders[place] for place in random.permutation(len(folders))])
    pipeline = FacePipeline(builtin_pack(), threads=1)
    rows = []
    for number in range(videos):
        count = (4, 6, 3, 5)[number % 4]
        place = work / f"video{number}"
        place.mkdir(parents=True)
        truth = make_video(place / "video.mp4", cast(pipeline, people, count, random), random)
        took = index(place, work / f"library{number}")
        with Library(work / f"library{number}") as library:
            before, after, tracks, mixed = measure(truth, library, looked_at(place / "video.mp4"))
        length = len(truth) / RATE
        rows.append(
            {
                "people": count,
                "tracks": tracks,
                "mixed": mixed,
                "ids_after": len({one for _, one in after.shared}),
                "switches_before": before.switches,
                "switches_after": after.switches,
                "fragments": before.fragments,
                "true": before.true,
                "found": before.found,
                "matched_before": before.matched,
                "matched_after": after.matched,
                "seconds": length,
                "took": took,
            }
        )
        print(_line(str(number + 1), rows[-1]), flush=True)
    return rows


def _line(name: str, row: dict[str, float]) -> str:
    before, after = (2 * row[f"matched_{when}"] / (row["true"] + row["found"]) for when in ("before", "after"))
    return (
        f"| {name} | {row['people']:.0f} | {row['tracks']:.0f} | {row['mixed']:.0f} | {row['ids_after']:.0f} "
        f"| {row['switches_before']:.0f} → {row['switches_after']:.0f} | {row['fragments']:.0f} "
        f"| {before:.3f} → {after:.3f} | {row['seconds'] / row['took']:.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--videos", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="keep videos and libraries in this new folder")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    print(
        "| video | people | tracks | mixed | ids after | identity switches | fragmentations | IDF1 | times real time |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        rows = run(options.videos, options.seed, options.keep or Path(scratch))
    total = {key: sum(row[key] for row in rows) for key in rows[0]}
    print(_line("all", total))
    if options.json:
        options.json.write_text(json.dumps({"videos": rows, "all": total}, indent=1))


if __name__ == "__main__":
    main()
