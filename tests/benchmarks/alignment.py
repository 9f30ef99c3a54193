"""Where our five landmarks fall in the faces that the built-in network was trained on: the template of `align`.

    python tests/benchmarks/alignment.py ../shared/data

The network was trained on faces that dlib cut out by landmarks of its own. The ruler here is dlib's five-point landmark
file, which is in the public domain (CC0) like the network itself and arrives in the same package; it needs `dlib-bin`,
of the extra `test`. (The package's 68-point file was trained on photographs that forbid commercial use: nothing in
Familiar comes from it.) Photographs: every second one of Labeled Faces in the Wild that pairs.txt does not show; each
face counts with its mirror image. Takes five minutes of one core.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import dlib
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.evaluation.pairs import PhotoName, photo_path, read_pairs
from core.faces import align, weights
from core.faces.detect import Detection, Detector
from core.faces.packs import builtin_pack
from core.faces.runtime import open_session
from core.photos.decode import decode

LANDMARK_FILE = "shape_predictor_5_face_landmarks.dat"  # beside the network
PADDING = 0.25  # of the chips that the network was trained on
CENTRE = complex(align.CHIP_SIDE, align.CHIP_SIDE) / 2
CORNERS = 50.0  # half the side of the square whose corners are compared, in chip pixels
MIRRORED = [1, 0, 2, 4, 3]  # landmarks of the mirror image

Complex = NDArray[np.complex128]


class Ruler:
    """dlib's own alignment."""

    def __init__(self) -> None:
        self._detector = dlib.get_frontal_face_detector()
        self._landmarks = dlib.shape_predictor(str(weights.find_source(weights.EMBEDDER).parent / LANDMARK_FILE))

    def place(self, pixels: NDArray[np.uint8], face: Detection) -> tuple[complex, complex] | None:
        """Photo pixels for one chip pixel with the turn, and the middle of the chip in the photo; None where its
        detector sees no face there."""
        middle = dlib.point(*self._middle(pixels, face))
        for found in self._detector(pixels, 1):
            if found.contains(middle):
                details = dlib.get_face_chip_details(self._landmarks(pixels, found), align.CHIP_SIDE, PADDING)
                corner, centre = details.rect, details.rect.dcenter()
                scale = (corner.right() - corner.left() + 1) / align.CHIP_SIDE
                return scale * np.exp(1j * details.angle), complex(centre.x, centre.y)
        return None

    @staticmethod
    def _middle(pixels: NDArray[np.uint8], face: Detection) -> tuple[int, int]:
        height, width = pixels.shape[:2]
        return round((face.box.x + face.box.width / 2) * width), round((face.box.y + face.box.height / 2) * height)


def free_photos(data: Path, *, every: int) -> list[PhotoName]:
    """Those that pairs.txt does not show."""
    shown = set(read_pairs(data / "lfw-protocol" / "pairs.txt").photos)
    photos = sorted((path.parent.name, int(path.stem[-4:])) for path in (data / "lfw").glob("*/*.jpg"))
    return [photo for photo in photos if photo not in shown][::every]


def measure(data: Path, *, every: int) -> tuple[Complex, Complex, Complex]:
    """For every face and its mirror image: our landmarks (n, 5), and dlib's scale with turn, and middle (n,)."""
    detector, ruler = Detector(open_session(builtin_pack().detector, threads=1)), Ruler()
    points, turns, middles = [], [], []
    for photo in free_photos(data, every=every):
        pixels = decode(photo_path(data / "lfw", photo)).pixels
        face = min(detector.find(pixels), key=_off_centre, default=None)
        placed = None if face is None else ruler.place(pixels, face)
        if face is not None and placed is not None:
            x, y = (face.landmarks.to_array() * pixels.shape[1::-1]).T
            points.append(x + 1j * y)
            turns.append(placed[0])
            middles.append(placed[1])
    z, turn, middle = np.array(points), np.array(turns), np.array(middles)
    return (
        np.concatenate([z, -z.conj()[:, MIRRORED]]),
        np.concatenate([turn, turn.conj()]),
        np.concatenate([middle, -middle.conj()]),
    )


def template(z: Complex, turn: Complex, middle: Complex) -> Complex:
    """The usual place (5,) of each landmark in dlib's chips."""
    places = (z - middle[:, None]) / turn[:, None] + CENTRE
    return np.asarray(np.median(places.real, axis=0) + 1j * np.median(places.imag, axis=0))


def corners_off(z: Complex, turn: Complex, middle: Complex, aligned: NDArray[np.float64]) -> float:
    """How far the corners of a square in the middle of the chip are from where dlib has them, in chip pixels; median
    over the faces. `aligned` (n, 2, 3) maps the photo to the chip."""
    square = aligned[:, 0, 0] + 1j * aligned[:, 1, 0]
    shift = aligned[:, 0, 2] + 1j * aligned[:, 1, 2]
    scale = turn * square - 1  # what dlib's chip must be turned and enlarged by, beyond nothing
    off = middle * square + shift - CENTRE
    return float(np.median(np.sqrt(2 * (CORNERS * np.abs(scale)) ** 2 + np.abs(off) ** 2)))


def _off_centre(face: Detection) -> float:
    return (face.box.x + face.box.width / 2 - 0.5) ** 2 + (face.box.y + face.box.height / 2 - 0.5) ** 2


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="holds lfw and lfw-protocol")
    options.add_argument("--every", type=int, default=2, help="n-th photograph")
    options.add_argument("--json", type=Path, metavar="FILE")
    args = options.parse_args()
    z, turn, middle = measure(args.data, every=args.every)
    places = template(z, turn, middle)
    points = np.stack([z.real, z.imag], axis=2)
    usual = np.stack([places.real, places.imag], axis=1)
    off = {
        "least squares": corners_off(z, turn, middle, align.similarity(points, usual)),
        "as shipped": corners_off(z, turn, middle, align.upright(points)),
    }
    print(f"{len(z) // 2} faces\ntemplate  " + "  ".join(f"{x:.1f}, {y:.1f}" for x, y in usual))
    print("corners off by " + ", ".join(f"{pixels:.2f} chip pixels ({name})" for name, pixels in off.items()))
    if args.json:
        args.json.write_text(
            json.dumps({"faces": len(z) // 2, "template": usual.tolist(), "corners_off": off}, indent=2)
        )


if __name__ == "__main__":
    main()
