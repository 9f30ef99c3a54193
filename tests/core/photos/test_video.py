"""Videos: which frames are looked at, which way up they are, when they were taken, and what is said of bad ones."""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
import sys
import wave
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from films import RATE, brightness, date, panorama, scene, still, turn, write_film
from PIL import Image

from core.errors import PhotoError
from core.photos import sentences, video
from core.photos.dates import date_of
from core.photos.kinds import is_video
from core.photos.movie import read_movie
from core.photos.reading import content_hash
from core.photos.video import Video, hash_file


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Two scenes of a second and a half each."""
    return write_film(tmp_path / "film.mp4", [*still(scene(1), 1.5), *still(scene(2), 1.5)])


def samples(path: Path) -> list[video.Frame]:
    with Video(path) as opened:
        return list(opened.samples())


def test_a_few_frames_a_second_and_one_more_at_a_cut(film: Path) -> None:
    frames = samples(film)
    assert [round(frame.second, 2) for frame in frames] == [0, 0.33, 0.67, 1, 1.33, 1.5, 1.67, 2, 2.33, 2.67]
    assert [round(frame.second, 2) for frame in frames if frame.cut] == [1.5]


def test_a_cut_between_two_samples_is_looked_at_at_once(tmp_path: Path) -> None:
    frames = samples(write_film(tmp_path / "f.mp4", [*still(scene(1), 13 / RATE), *still(scene(2), 1)]))
    cuts = [frame for frame in frames if frame.cut]
    assert [round(frame.second * RATE) for frame in cuts] == [13]
    assert abs(brightness(cuts[0].image, (0, 0, 1, 1)) - brightness(scene(2), (0, 0, 1, 1))) < 3


def test_a_cut_in_a_small_picture_in_the_middle_of_black_is_seen() -> None:
    random = np.random.default_rng(1)
    before, after = np.zeros((2, 36, 64, 3), np.uint8)
    before[10:28, 26:38] = random.integers(60, 255, (18, 12, 3))
    after[10:28, 26:38] = random.integers(60, 255, (18, 12, 3))[::-1] // 2
    assert video.is_cut(before, after)
    assert not video.is_cut(before, before)


def test_a_light_at_night_that_goes_on_is_no_cut() -> None:
    dark, lamp = np.zeros((2, 36, 64, 3), np.uint8)
    lamp[5:11, 20:26] = 120
    assert not video.is_cut(dark, lamp)
    assert not video.is_cut(dark, dark)


def test_panning_is_no_cut(tmp_path: Path) -> None:
    wide = scene(3, size=(640, 96))
    frames = samples(write_film(tmp_path / "f.mp4", panorama(wide, (160, 96), 3)))
    assert not any(frame.cut for frame in frames)


def test_a_flash_between_is_survived(tmp_path: Path) -> None:
    white = Image.new("RGB", (160, 96), "white")
    frames = samples(write_film(tmp_path / "f.mp4", [*still(scene(1), 1), white, *still(scene(1), 1)]))
    assert frames[-1].second > 1.5


def test_the_rate_of_the_film_does_not_matter(tmp_path: Path) -> None:
    counts = {
        rate: len(samples(write_film(tmp_path / f"{rate}.mp4", still(scene(1), 2, rate=rate), rate=rate)))
        for rate in (5, 24, 29.97, 60)
    }
    assert set(counts.values()) == {6}


def test_a_long_video_has_no_more_samples_than_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_film(tmp_path / "long.mp4", [*still(scene(1), 10), *still(scene(2), 10)])
    monkeypatch.setattr(video, "MOST_SAMPLES", 8)
    frames = samples(path)  # every two and a half seconds: it jumps
    assert [round(frame.second, 1) for frame in frames] == [0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5]
    assert [frame.second for frame in frames if frame.cut] == [10]
    monkeypatch.setattr(video, "MOST_SAMPLES", 20)
    assert len(samples(path)) <= 20 + 1  # every second: it decodes all between, and the cut is one more


def test_telephones_held_upright(film: Path) -> None:
    first = samples(film)[0].image
    turn(film)
    with Video(film) as opened:
        assert (opened.width, opened.height) == (96, 160)
        upright = next(opened.samples()).image
    expected = first.transpose(Image.Transpose.ROTATE_270)
    assert np.abs(np.asarray(upright, np.int16) - np.asarray(expected)).mean() < 2


def test_large_frames_are_reduced(tmp_path: Path) -> None:
    path = write_film(tmp_path / "large.mp4", still(scene(1, size=(1920, 1080)), 0.5))
    with Video(path) as opened:
        assert (opened.width, opened.height) == (1920, 1080)
        image = next(opened.samples()).image
    assert image.size == (1280, 720)
    assert opened.scale == pytest.approx(1280 / 1920)


def test_any_moment_can_be_asked_for(film: Path) -> None:
    with Video(film) as opened:
        for second, number in ((0.2, 1), (2.5, 2), (1.0, 1), (99.0, 1)):
            shown = brightness(opened.at(second).image, (0, 0, 1, 1))
            assert abs(shown - brightness(scene(number), (0, 0, 1, 1))) < 3, second


@pytest.mark.parametrize(
    ("name", "codec"), [("a.avi", "MJPG"), ("a.mkv", "mp4v"), ("a.webm", "VP80"), ("a.mov", "mp4v")]
)
def test_other_containers(tmp_path: Path, name: str, codec: str) -> None:
    path = write_film(tmp_path / name, still(scene(1), 1), codec=codec)
    assert is_video(path)
    assert len(samples(path)) == 3


def test_h264_as_telephones_write_it(tmp_path: Path) -> None:
    """Written by the FFmpeg program of a test package (OpenCV's own has no encoder for it)."""
    import imageio_ffmpeg

    plain = write_film(tmp_path / "plain.mp4", [*still(scene(1), 1), *still(scene(2), 1)])
    path = tmp_path / "telephone.mp4"
    for codec in ("libx264", "libx265"):
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-i", plain, "-c:v", codec, path]
        subprocess.run(command, check=True, capture_output=True)
        assert [round(frame.second, 2) for frame in samples(path) if frame.cut] == [1.0], codec


# --- what containers say --------------------------------------------------------------------------


def test_the_date_is_the_containers_in_local_time(film: Path) -> None:
    moment = datetime(2019, 7, 4, 15, 30)
    date(film, moment.astimezone())
    assert read_movie(film).taken_at == "2019-07-04T15:30:00"
    assert date_of(film).source == "exif"
    with Video(film) as opened:
        assert opened.taken_at == "2019-07-04T15:30:00"


def test_apples_own_note_is_local_time_already(film: Path) -> None:
    data = film.read_bytes()
    at = data.index(b"moov") - 4
    size = int.from_bytes(data[at : at + 4], "big")
    note = b"2019-07-04T23:59:00+1200"
    box = (8 + len(note)).to_bytes(4, "big") + b"free" + note  # anywhere in the header
    film.write_bytes(
        data[:at] + (size + len(box)).to_bytes(4, "big") + data[at + 4 : at + size] + box + data[at + size :]
    )
    assert read_movie(film).taken_at == "2019-07-04T23:59:00"


def test_a_clock_that_was_never_set_says_nothing(film: Path) -> None:
    assert read_movie(film).taken_at == ""
    date(film, datetime(1980, 1, 1).astimezone())
    assert read_movie(film).taken_at == ""
    assert date_of(film.rename(film.with_name("VID_20190704_153000.mp4"))).taken_at == "2019-07-04T15:30:00"


# --- bad files ------------------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(PhotoError) as caught:
        samples(path)
    return str(caught.value)


def test_bad_files_are_sentences(tmp_path: Path, film: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"")
    assert refusal(bad) == sentences.EMPTY
    bad.write_bytes(b"no video at all, just text" * 50)
    assert refusal(bad) == sentences.NO_PICTURES
    bad.write_bytes(film.read_bytes()[:-200])  # the header is at the end
    assert refusal(bad) == sentences.ENDS_TOO_EARLY
    assert refusal(tmp_path / "gone.mp4") == sentences.GONE


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16000))
    assert refusal(path) == sentences.NO_PICTURES


def test_a_video_with_a_hole_in_it_is_seen_as_far_as_it_goes(tmp_path: Path, film: Path) -> None:
    data = bytearray(film.read_bytes())
    middle = data.index(b"mdat") + len(data) // 2
    data[middle : middle + 300] = bytes(300)
    film.write_bytes(data)
    assert len(samples(film)) > 3


def test_damaged_videos_are_refused_or_read_but_never_crash(tmp_path: Path, film: Path) -> None:
    random = np.random.default_rng(0)
    data = film.read_bytes()
    for _ in range(30):
        bad = bytearray(data)
        for place in random.integers(0, len(bad), 40):
            bad[place] = random.integers(256)
        film.write_bytes(bad[: random.integers(100, len(bad))] if random.random() < 0.3 else bad)
        with contextlib.suppress(PhotoError):
            assert len(samples(film)) <= 40


def test_without_the_decoder_a_sentence_says_what_is_missing(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert refusal(film) == sentences.NEEDS_VIDEO_PART
    assert date_of(film).source in ("name", "file")  # for which no decoder is needed


def test_a_decoder_that_cannot_be_loaded_is_a_missing_one(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "has_decoder", lambda: True)
    monkeypatch.setitem(sys.modules, "cv2", None)  # what Python makes of a part that was cut short
    with pytest.raises(PhotoError, match="missing"):
        Video(film)


def test_the_decoder_is_loaded_late_and_leaves_nothing_in_the_environment(film: Path) -> None:
    """OpenCV's wheels would send every Qt program that is started from here to a Qt of their own."""
    code = (
        "import os, sys; from pathlib import Path; from core.photos.video import Video\n"
        "assert 'cv2' not in sys.modules\n"
        "before = dict(os.environ)\n"
        f"Video(Path({str(film)!r})).close()\n"
        "assert 'cv2' in sys.modules\n"
        "print([name for name in os.environ if name.startswith('QT_') and os.environ[name] != before.get(name)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


def test_a_file_of_any_size_is_known_by_the_same_hash(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "_READ_AT_ONCE", 1000)
    pieces: list[bool] = []
    assert hash_file(film, go_on=lambda: not pieces.append(True)) == content_hash(film.read_bytes())
    assert len(pieces) == -(-film.stat().st_size // 1000)
    assert hash_file(film, go_on=lambda: False) is None
