"""Single frames of videos, for whoever shows them: decoded in a small process of their own.

The decoder is large, loads slowly and holds Python still meanwhile, and a damaged video may crash it; the window can
have none of that. The process starts with the first question, keeps the last video open, ends when it is told to or
when its parent does, and is started again where it died.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from core.errors import PhotoError
from core.photos import sentences
from core.photos.video import Video

Question = tuple[str, float]  # path, second


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A frame as it travels between processes."""

    pixels: bytes  # RGB, row by row
    width: int  # of these pixels
    height: int
    full_width: int  # of the video
    full_height: int


class FrameReader:
    """The parent's side. Belongs to one thread at a time."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def frame(self, path: str, second: float) -> Picture:
        """The frame that is seen at this moment. Waits for it. Raises PhotoError."""
        if self._pipe is None:
            self._pipe = self._start()
        try:
            self._pipe.send((path, second))
            answer: Picture | str = self._pipe.recv()
        except (EOFError, OSError) as error:  # it died of this video
            self.close()
            raise PhotoError(sentences.DAMAGED) from error
        if isinstance(answer, str):
            raise PhotoError(answer)
        return answer

    def close(self) -> None:
        """Ends the process; the next question starts another one."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join()
            self._process.close()
        self._pipe = self._process = None

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        mine, its = context.Pipe()
        self._process = context.Process(target=serve, args=(its,), name="familiar-frames", daemon=True)
        self._process.start()
        its.close()
        return mine


def serve(pipe: Connection) -> None:
    """The child's main function: answers until the pipe closes."""
    with contextlib.suppress(ValueError):  # not the main thread, in a test
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    video: Video | None = None
    open_path = ""
    with contextlib.suppress(EOFError, OSError):
        while True:
            path, second = pipe.recv()
            try:
                if video is None or path != open_path:
                    video, open_path = _reopened(video, path), path
                pipe.send(_picture(video, second))
            except PhotoError as error:
                video = None
                pipe.send(str(error))


def _reopened(before: Video | None, path: str) -> Video:
    if before is not None:
        before.close()
    return Video(Path(path))


def _picture(video: Video, second: float) -> Picture:
    image = video.at(second).image
    return Picture(image.tobytes(), image.width, image.height, video.width, video.height)
