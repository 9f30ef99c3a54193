"""Films decoded by FFmpeg's own libraries, where OpenCV's wheel may not be handed on: on macOS it carries x265 (GPL).

The libraries are those of Qt's multimedia module, built under the LGPL; they lie in a folder of their own, a package
called `familiar_ffmpeg` (`packaging/video_part.py`). They are spoken to through ctypes: FFmpeg hands out most through
functions, and what it does not is read at the places where its version 7.1 keeps it on every 64-bit system. Another
version is refused. The same code ran on Linux with the same version of the same libraries, and has never run on a Mac.

Source: FFmpeg 7.1, libavformat/avformat.h, libavcodec/codec_par.h and packet.h, libavutil/frame.h.
"""

from __future__ import annotations

import ctypes as c
import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PACKAGE: Final = "familiar_ffmpeg"
MAJOR: Final = {"avutil": 59, "swresample": 5, "avcodec": 61, "avformat": 61, "swscale": 8}  # in the order of loading
NAMES: Final = {"darwin": "lib{name}.{major}.dylib", "linux": "lib{name}.so.{major}"}

_VIDEO, _BGR24, _BICUBIC, _BACKWARD, _TURN = 0, 3, 4, 1, 6  # as the headers number them
_NO_TIME: Final = -(2**63)
_QUIET: Final = -8
_END: Final = -0x20464F45  # AVERROR_EOF
_ROW: Final = 64  # bytes: the converter writes rows in such steps


class _Rational(c.Structure):
    _fields_ = (("num", c.c_int), ("den", c.c_int))

    @property
    def value(self) -> float:
        return self.num / self.den if self.den else 0.0


class _Format(c.Structure):  # AVFormatContext
    _fields_ = (
        ("before", c.c_void_p * 5),
        ("flags", c.c_int),
        ("count", c.c_uint),
        ("streams", c.POINTER(c.c_void_p)),
        ("groups", c.c_int),
        ("group_list", c.c_void_p),
        ("chapters", c.c_uint),
        ("chapter_list", c.c_void_p),
        ("url", c.c_void_p),
        ("start", c.c_int64),
        ("duration", c.c_int64),  # microseconds
    )


class _Stream(c.Structure):  # AVStream
    _fields_ = (
        ("before", c.c_void_p),
        ("index", c.c_int),
        ("id", c.c_int),
        ("parameters", c.c_void_p),
        ("private", c.c_void_p),
        ("time_base", _Rational),
        ("start", c.c_int64),
        ("duration", c.c_int64),
        ("frames", c.c_int64),
        ("disposition", c.c_int),
        ("discard", c.c_int),
        ("aspect", _Rational),
        ("metadata", c.c_void_p),
        ("rate", _Rational),
    )


class _Packet(c.Structure):  # AVPacket
    _fields_ = (
        ("buffer", c.c_void_p),
        ("pts", c.c_int64),
        ("dts", c.c_int64),
        ("data", c.c_void_p),
        ("size", c.c_int),
        ("stream", c.c_int),
    )


class _Frame(c.Structure):  # AVFrame
    _fields_ = (
        ("data", c.c_void_p * 8),
        ("rows", c.c_int * 8),
        ("extended", c.c_void_p),
        ("width", c.c_int),
        ("height", c.c_int),
        ("samples", c.c_int),
        ("format", c.c_int),
        ("key", c.c_int),
        ("kind", c.c_int),
        ("aspect", _Rational),
        ("pts", c.c_int64),
        ("dts", c.c_int64),
    )


class _Side(c.Structure):  # AVFrameSideData
    _fields_ = (("type", c.c_int), ("data", c.POINTER(c.c_int32)))


class _Libraries(NamedTuple):
    avutil: Any
    swresample: Any
    avcodec: Any
    avformat: Any
    swscale: Any


def folder() -> Path | None:
    """Where the libraries lie; None where they were not brought. Loads nothing."""
    found = importlib.util.find_spec(PACKAGE)
    places = found.submodule_search_locations if found is not None else None
    return Path(next(iter(places))) if places else None


@cache
def _load(place: Path) -> _Libraries:
    """Raises ImportError where a library is missing, cut short, or of another version or system."""
    pattern = NAMES.get(sys.platform)
    if pattern is None:
        raise ImportError("there are no such libraries for this system")
    try:
        found = {name: c.CDLL(str(place / pattern.format(name=name, major=major))) for name, major in MAJOR.items()}
        for name, library in found.items():
            if getattr(library, f"{name}_version")() >> 16 != MAJOR[name]:
                raise ImportError(f"another version of {name}")
        libraries = _Libraries(**found)
        _declare(libraries)
    except (OSError, AttributeError) as error:
        raise ImportError(str(error)) from error
    libraries.avutil.av_log_set_level(_QUIET)
    return libraries


def _declare(av: _Libraries) -> None:
    """What each function takes and gives; without it ctypes would cut pointers to 32 bits."""
    pointer, integer, long = c.c_void_p, c.c_int, c.c_int64
    for library, name, gives, takes in (
        (av.avutil, "av_frame_alloc", c.POINTER(_Frame), []),
        (av.avutil, "av_frame_free", None, [pointer]),
        (av.avutil, "av_frame_get_side_data", c.POINTER(_Side), [pointer, integer]),
        (av.avutil, "av_display_rotation_get", c.c_double, [pointer]),
        (av.avutil, "av_dict_set", integer, [pointer, c.c_char_p, c.c_char_p, integer]),
        (av.avutil, "av_dict_free", None, [pointer]),
        (av.avutil, "av_log_set_level", None, [integer]),
        (av.avformat, "avformat_open_input", integer, [pointer, c.c_char_p, pointer, pointer]),
        (av.avformat, "avformat_find_stream_info", integer, [pointer, pointer]),
        (av.avformat, "avformat_close_input", None, [pointer]),
        (av.avformat, "av_find_best_stream", integer, [pointer, integer, integer, integer, pointer, integer]),
        (av.avformat, "av_read_frame", integer, [pointer, pointer]),
        (av.avformat, "av_seek_frame", integer, [pointer, integer, long, integer]),
        (av.avcodec, "avcodec_alloc_context3", pointer, [pointer]),
        (av.avcodec, "avcodec_parameters_to_context", integer, [pointer, pointer]),
        (av.avcodec, "avcodec_open2", integer, [pointer, pointer, pointer]),
        (av.avcodec, "avcodec_send_packet", integer, [pointer, pointer]),
        (av.avcodec, "avcodec_receive_frame", integer, [pointer, pointer]),
        (av.avcodec, "avcodec_flush_buffers", None, [pointer]),
        (av.avcodec, "avcodec_free_context", None, [pointer]),
        (av.avcodec, "av_packet_alloc", c.POINTER(_Packet), []),
        (av.avcodec, "av_packet_unref", None, [pointer]),
        (av.avcodec, "av_packet_free", None, [pointer]),
        (av.swscale, "sws_getCachedContext", pointer, [pointer, *[integer] * 7, *[pointer] * 3]),
        (av.swscale, "sws_scale", integer, [pointer, pointer, pointer, integer, integer, pointer, pointer]),
        (av.swscale, "sws_freeContext", None, [pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes


class Film:
    """An open film, one frame after the other. Belongs to one thread at a time.

    Raises ImportError where the libraries cannot be loaded, OSError where they cannot open the file.
    """

    def __init__(self, path: str) -> None:
        place = folder()
        if place is None:
            raise ImportError("the libraries were not brought")
        self._av = _load(place)
        self._format, self._codec, self._scaler = c.c_void_p(), c.c_void_p(), c.c_void_p()
        self._packet, self._frame = self._av.avcodec.av_packet_alloc(), self._av.avutil.av_frame_alloc()
        self._drained = False
        self.second = 0.0  # of the frame that was read last
        try:
            self._open(os.fsencode(f"file:{path}"))
        except OSError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives everything back; may be called twice."""
        av = self._av
        av.avcodec.avcodec_free_context(c.byref(self._codec))
        av.avformat.avformat_close_input(c.byref(self._format))
        av.avcodec.av_packet_free(c.byref(self._packet))
        av.avutil.av_frame_free(c.byref(self._frame))
        av.swscale.sws_freeContext(self._scaler)
        self._scaler = c.c_void_p()

    @property
    def seconds(self) -> float:
        """How long it lasts; 0.0 where the container does not say."""
        rate = self._stream.rate.value
        if self._stream.frames > 0 and rate > 0:
            return float(self._stream.frames / rate)
        if self._stream.duration > 0:
            return float(self._stream.duration * self._stream.time_base.value)
        whole = int(c.cast(self._format, c.POINTER(_Format)).contents.duration)
        return whole / 1e6 if whole > 0 else 0.0

    def grab(self) -> bool:
        """Decodes the next frame. False at the end, and where nothing more can be decoded."""
        while True:
            said = self._av.avcodec.avcodec_receive_frame(self._codec, self._frame)
            if said == 0:
                self.second = self._second()
                return True
            if said == _END or not self._feed():
                return False

    def retrieve(self) -> NDArray[np.uint8] | None:
        """The pixels of the frame that was grabbed, upright: (height, width, 3), blue first."""
        frame = self._frame.contents
        width, height = frame.width, frame.height
        if width <= 0 or height <= 0 or not frame.data[0]:
            return None
        size = (width, height, frame.format, width, height, _BGR24, _BICUBIC)
        scaler = self._av.swscale.sws_getCachedContext(self._scaler, *size, None, None, None)
        self._scaler = c.c_void_p(scaler)
        if not scaler:
            return None
        row = -(-3 * width // _ROW) * _ROW
        pixels = np.zeros((height + 1, row), np.uint8)
        planes, rows = (c.c_void_p * 4)(pixels.ctypes.data), (c.c_int * 4)(row)
        self._av.swscale.sws_scale(scaler, frame.data, frame.rows, 0, height, planes, rows)
        image = pixels[:height, : 3 * width].reshape(height, width, 3)
        return np.ascontiguousarray(np.rot90(image, self._quarter_turns()))

    def seek(self, second: float) -> bool:
        """Grabs the frame that is seen at this moment. False where there is none."""
        stream = self._stream
        at = round(second / max(stream.time_base.value, 1e-9)) + max(0, self._start())
        if self._av.avformat.av_seek_frame(self._format, stream.index, at, _BACKWARD) < 0:
            return False
        self._av.avcodec.avcodec_flush_buffers(self._codec)
        self._drained = False
        length = 1 / stream.rate.value if stream.rate.value > 0 else 0.04
        while self.grab():
            if self.second + length > second + 1e-3:
                return True
        return False

    # --- inside -----------------------------------------------------------------------------------

    def _open(self, path: bytes) -> None:
        av, decoder, options = self._av, c.c_void_p(), c.c_void_p()
        _check(av.avformat.avformat_open_input(c.byref(self._format), path, None, None))
        _check(av.avformat.avformat_find_stream_info(self._format, None))
        index = av.avformat.av_find_best_stream(self._format, _VIDEO, -1, -1, c.byref(decoder), 0)
        _check(index)
        streams = c.cast(self._format, c.POINTER(_Format)).contents.streams
        self._stream = c.cast(streams[index], c.POINTER(_Stream)).contents
        self._codec = c.c_void_p(av.avcodec.avcodec_alloc_context3(decoder))
        _check(av.avcodec.avcodec_parameters_to_context(self._codec, self._stream.parameters))
        av.avutil.av_dict_set(c.byref(options), b"threads", b"1", 0)  # several videos are in work at the same time
        try:
            _check(av.avcodec.avcodec_open2(self._codec, decoder, c.byref(options)))
        finally:
            av.avutil.av_dict_free(c.byref(options))

    def _feed(self) -> bool:
        """Gives the decoder the next packet of the film, or word that there is none. False where it had that word."""
        if self._drained:
            return False
        while self._av.avformat.av_read_frame(self._format, self._packet) >= 0:
            wanted = self._packet.contents.stream == self._stream.index
            if wanted:  # a damaged packet is refused; the next one may not be
                self._av.avcodec.avcodec_send_packet(self._codec, self._packet)
            self._av.avcodec.av_packet_unref(self._packet)
            if wanted:
                return True
        self._drained = True
        self._av.avcodec.avcodec_send_packet(self._codec, None)
        return True

    def _start(self) -> int:
        return 0 if self._stream.start == _NO_TIME else int(self._stream.start)

    def _second(self) -> float:
        """Of the frame that was just decoded; where it does not say, one frame after the last."""
        frame = self._frame.contents
        at = frame.pts if frame.pts != _NO_TIME else frame.dts
        if at == _NO_TIME:
            return self.second + (1 / self._stream.rate.value if self._stream.rate.value > 0 else 0.04)
        return max(0.0, float((at - self._start()) * self._stream.time_base.value))

    def _quarter_turns(self) -> int:
        """Counterclockwise, by which the picture comes to stand upright."""
        side = self._av.avutil.av_frame_get_side_data(self._frame, _TURN)
        if not side:
            return 0
        degrees = self._av.avutil.av_display_rotation_get(c.cast(side.contents.data, c.c_void_p))
        return round(degrees / 90) % 4 if degrees == degrees else 0


def shrink(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Reduced to (width, height), every pixel the mean of those it stands for."""
    small = Image.fromarray(pixels).resize(size, Image.Resampling.BOX)
    return np.asarray(small, dtype=np.uint8)


def _check(said: int) -> None:
    if said < 0:
        raise OSError(f"FFmpeg says {said}")
