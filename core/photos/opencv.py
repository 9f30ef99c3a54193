"""Films decoded by OpenCV, whose wheels for Linux and Windows carry an FFmpeg under the LGPL, without x264 and x265.

The same as `core.photos.libav`, on systems where that is not needed.
"""

from __future__ import annotations

import importlib.util
import os
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_QUIET: Final = {"OPENCV_FFMPEG_LOGLEVEL": "-8", "OPENCV_LOG_LEVEL": "SILENT"}  # damaged frames, thousands of lines


def is_there() -> bool:
    """Whether OpenCV can be imported. Loads nothing."""
    return importlib.util.find_spec("cv2") is not None


def load() -> ModuleType:
    """OpenCV, without what it leaves in the environment: its wheels carry a Qt of their own, and would send every
    program that is started from here to it. Raises ImportError where it is cut short or of another machine."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    before = {name: value for name, value in os.environ.items() if name.startswith("QT_")}
    import cv2

    for name in [name for name in os.environ if name.startswith("QT_") and name not in before]:
        del os.environ[name]
    os.environ.update(before)
    cv2.setNumThreads(1)
    return cv2


class Film:
    """An open film, one frame after the other. Belongs to one thread at a time.

    Raises ImportError where OpenCV cannot be loaded, OSError where it cannot open the file.
    """

    def __init__(self, path: str) -> None:
        self._cv2 = cv2 = load()
        one_thread = [cv2.CAP_PROP_N_THREADS, 1]  # several videos are in work at the same time
        self._capture: Any = cv2.VideoCapture(path, cv2.CAP_FFMPEG, one_thread)
        if not self._capture.isOpened():
            raise OSError("OpenCV cannot open it")

    def close(self) -> None:
        """Gives everything back; may be called twice."""
        self._capture.release()

    @property
    def seconds(self) -> float:
        """How long it lasts; 0.0 where the container does not say."""
        frames = self._capture.get(self._cv2.CAP_PROP_FRAME_COUNT)
        rate = self._capture.get(self._cv2.CAP_PROP_FPS)
        return float(frames / rate) if frames > 0 and rate > 0 else 0.0

    @property
    def second(self) -> float:
        """Of the frame that was read last."""
        return max(0.0, float(self._capture.get(self._cv2.CAP_PROP_POS_MSEC)) / 1000)

    def grab(self) -> bool:
        """Decodes the next frame. False at the end, and where nothing more can be decoded."""
        return bool(self._capture.grab())

    def retrieve(self) -> NDArray[np.uint8] | None:
        """The pixels of the frame that was grabbed, upright: (height, width, 3), blue first."""
        good, pixels = self._capture.retrieve()
        return pixels if good else None

    def seek(self, second: float) -> bool:
        """Grabs the frame that is seen at this moment. False where there is none."""
        self._capture.set(self._cv2.CAP_PROP_POS_MSEC, 1000 * second)
        return self.grab()


def shrink(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Reduced to (width, height), every pixel the mean of those it stands for."""
    cv2 = load()
    small: NDArray[np.uint8] = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return small
