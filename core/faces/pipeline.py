"""From the pixels of a photo to its faces: find, look closer, align, judge, embed, cut the crop.

The story of a photo in core: `photos` decodes it, this room finds who is in it, `people` says who belongs
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.faces import align, centerface, scrfd, yunet
from core.faces.crop import cut_crop
from core.faces.detect import Detection, Detector
from core.faces.embed import Embedder
from core.faces.landmarks import usual_landmarks
from core.faces.manifest import DetectorKind
from core.faces.network import DetectionNetwork
from core.faces.packs import Pack
from core.faces.picture import Picture, as_image
from core.faces.quality import judge, measure_inside
from core.faces.runtime import open_session
from core.faces.templates import template
from core.records import Box, FoundFace, Landmarks

VERSION = 6  # raise it when the same photo would give other faces, other vectors or another quality
NETWORKS: dict[DetectorKind, DetectionNetwork] = {
    "centerface": centerface.NETWORK,
    "yunet": yunet.NETWORK,
    "scrfd": scrfd.NETWORK,
}
SAME_FACE = 0.4  # intersection over union of two detectors' boxes around one face
DRAWN_SCORE = 1.0  # a box drawn by hand is a face: the user says so


def pipeline_version(pack: Pack) -> str:
    """What a photo was analysed with; a photo of another version is analysed again. Opens no network."""
    return f"{pack.model_name}/{VERSION}"


class FacePipeline:
    """Everything this room does, for one pack. Several threads may use it at once."""

    def __init__(self, pack: Pack, *, threads: int = 0) -> None:
        """`threads` of the processor, 0 for all. Raises ModelError where the networks do not load."""
        self.pack = pack
        self.version = pipeline_version(pack)
        self._detector = Detector(open_session(pack.detector, threads=threads), NETWORKS[pack.detector_kind])
        self._upright = pack.input.template == "dlib"  # `align.upright` and its sizes belong to this network
        self._template = template(pack.input)
        self._embedder = Embedder(
            open_session(pack.embedder, threads=threads), dimension=pack.dimension, wants=pack.input
        )

    def find(self, picture: Picture, *, scale: float) -> list[FoundFace]:
        """All faces of an upright photo, the surest first.

        `scale` is the width of `picture` over the width of the source photo; it only affects `Quality.size`.
        """
        image = as_image(picture)
        return self._describe(image, self._detector.find(image), scale=scale)

    def embed_box(self, picture: Picture, box: Box, *, scale: float) -> FoundFace:
        """The face in a box that the user drew; where the detector sees none there, its usual proportions are assumed,
        and nobody else is found by it: the vector of the back of a head, or of an arm, lies near to strangers'."""
        image = as_image(picture)
        (seen,) = self._detector.look_closer(image, [box])
        landmarks = seen.landmarks if seen is not None else usual_landmarks(box)
        (face,) = self._describe(image, [Detection(box, landmarks, DRAWN_SCORE)], scale=scale)
        if seen is None:
            return replace(face, quality=replace(face.quality, overall=0.0, clusterable=False))
        return face

    def embed_known(self, picture: Picture, faces: Sequence[tuple[Box, Landmarks]]) -> NDArray[np.float32]:
        """Vectors (n, dimension) of faces that another pack found. This pack's own landmarks count where its detector
        sees the face, too, since its network was measured with them."""
        image = as_image(picture)
        seen = self._detector.find(image)
        landmarks = [_landmarks_of(box, seen, known) for box, known in faces]
        return self._embed(image, _in_pixels(image, landmarks))

    def _embed(self, image: Image.Image, points: NDArray[np.float64]) -> NDArray[np.float32]:
        """Vectors (n, dimension) of the faces with these landmarks (n, 5, 2), in pixels."""
        if not self._upright:
            return self._embedder.embed(self._cut(image, align.similarity(points, self._template)))
        turns = align.upright(points)
        return self._embedder.embed(self._cut(image, turns), self._cut(image, align.larger(turns, align.MIRROR_SIZE)))

    def _cut(self, image: Image.Image, transforms: NDArray[np.float64]) -> NDArray[np.uint8]:
        """The chips (n, side, side, 3) that the embedding network wants."""
        side = self.pack.input.side
        chips = [align.cut_chip(image, transform, side=side) for transform in transforms]
        return np.array(chips, np.uint8).reshape(-1, side, side, 3)

    def _describe(self, image: Image.Image, faces: list[Detection], *, scale: float) -> list[FoundFace]:
        """Chips and crops are cut from the photo as it was given, not from what the detector saw. Quality is judged on
        the same kind of chip whatever the pack, so that it means the same for all."""
        points = _in_pixels(image, [face.landmarks for face in faces])
        transforms = align.similarity(points, align.TEMPLATE_150)
        chips = [align.cut_chip(image, transform) for transform in transforms]
        vectors = self._embed(image, points)
        return [
            FoundFace(
                box=face.box,
                landmarks=face.landmarks,
                score=face.score,
                quality=judge(
                    chips[i],
                    points[i],
                    _part(image, face.box),
                    size=min(face.box.width * image.width, face.box.height * image.height) / scale,
                    enlarged=1 / align.pixels_per_chip_pixel(transforms[i]),
                    score=face.score,
                    inside=measure_inside(transforms[i], *image.size),
                ),
                vector=vectors[i],
                crop=cut_crop(image, face.box),
            )
            for i, face in enumerate(faces)
        ]


def _part(image: Image.Image, box: Box) -> NDArray[np.uint8]:
    """The pixels of the box, as far as they lie in the photo."""
    size = np.array(image.size)
    left, top = np.clip(np.floor(np.array([box.x, box.y]) * size), 0, size).astype(int)
    right, bottom = np.clip(np.ceil(np.array([box.x + box.width, box.y + box.height]) * size), 0, size).astype(int)
    return np.asarray(image.crop((int(left), int(top), int(right), int(bottom))))


def _landmarks_of(box: Box, seen: Sequence[Detection], known: Landmarks) -> Landmarks:
    """Those of the face in this box among the faces that were seen, else those that were known."""
    nearest = max(seen, key=lambda face: face.box.overlap(box), default=None)
    return nearest.landmarks if nearest is not None and nearest.box.overlap(box) >= SAME_FACE else known


def _in_pixels(image: Image.Image, landmarks: Sequence[Landmarks]) -> NDArray[np.float64]:
    """Shape (n, 5, 2), from fractions of the photo."""
    size = np.array(image.size, np.float64)
    return np.array([points.to_array() * size for points in landmarks]).reshape(-1, 5, 2)
