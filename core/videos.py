"""A video from beginning to end: frames, the faces in them, their tracks, and the picture that stands for it.

The seam between `photos` (frames) and `faces` (who is in them), for the worker. A video is one photo of the library,
finished in one transaction like every other; what it takes longer is told frame by frame, so that nobody takes it for
dead and a stop need not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PIL import Image

from core.faces.crop import cut_crop
from core.faces.pipeline import FacePipeline
from core.faces.tracking import Tracker
from core.photos.decode import make_thumbnail
from core.photos.video import Frame, Video
from core.records import Box, FoundFace
from core.store.queue import Analysis

SEEN: Final = 0.02
"""Added to the worth of a frame for its contrast, 0..1: among frames without faces a black one is the worst."""


def look_through(
    path: Path,
    *,
    content_hash: str,
    pipeline: Callable[[], FacePipeline],
    thumbnail_side: int,
    go_on: Callable[[], bool],
) -> Analysis | None:
    """Everything that the library keeps of a video; None where `go_on`, asked after each frame, said no.

    Raises PhotoError.
    """
    tracker = Tracker()
    best: tuple[float, Image.Image] | None = None
    with Video(path) as video:
        for frame in video.samples():
            faces = pipeline().find(frame.image, scale=video.scale)
            tracker.see(frame.second, faces, cut=frame.cut)
            worth = _worth(frame, faces)
            if best is None or worth > best[0]:
                best = (worth, frame.image)
            if not go_on():
                return None
        thumbnail = make_thumbnail(best[1], side=thumbnail_side) if best is not None else b""
        return Analysis(
            content_hash,
            video.taken_at,
            video.width,
            video.height,
            (),
            thumbnail,
            seconds=video.seconds,
            tracks=tracker.finish(),
        )


def crops_again(
    path: Path, faces: Sequence[tuple[int, Box, float]], *, thumbnail_side: int
) -> tuple[dict[int, bytes], bytes]:
    """Crops of faces (id, box, second) by id, and a thumbnail, where the previews were lost. Raises PhotoError."""
    crops: dict[int, bytes] = {}
    with Video(path) as video:
        first = video.at(faces[0][2] if faces else 0.0)
        for face_id, box, second in faces:
            crops[face_id] = cut_crop(video.at(second).image, box)
        return crops, make_thumbnail(first.image, side=thumbnail_side)


def _worth(frame: Frame, faces: Sequence[FoundFace]) -> float:
    """How well a frame stands for its video: by its faces, then by its contrast."""
    low, high = frame.image.convert("L").resize((32, 18)).getextrema()
    contrast = (float(high) - float(low)) / 255  # type: ignore[arg-type]
    return sum(face.quality.overall for face in faces) + SEEN * contrast
