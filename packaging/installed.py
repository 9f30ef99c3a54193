"""Tries what was built as a user would: `python packaging/installed.py linux|windows|macos --artefacts DIR`.

Installs it, lets the installed program check itself, installs it again over itself, removes it, and looks whether the
user's library is still there. On Linux also: start under a screen (Xvfb) with a screenshot, time until the window is to
be seen, and with --album an album looked through by the installed program. Installs and removes for real: for a test
machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from product import Product, read_product

DISPLAY = ":78"
STARTS = 5  # the first one is cold
PATIENCE = 60.0  # seconds for a window
LOOK = 0.02  # seconds
KEPT = "a name that must stay"


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("system", choices=("linux", "windows", "macos"))
    parser.add_argument("--artefacts", type=Path, required=True)
    parser.add_argument("--album", type=Path, help="Linux: a folder of photos to look through")
    given = parser.parse_args()
    artefacts, product = given.artefacts.absolute(), read_product()
    if given.system == "linux":
        try_linux(artefacts, product, given.album)
    elif given.system == "windows":
        try_windows(artefacts, product)
    else:
        try_macos(artefacts, product)
    return 0


# --- Linux --------------------------------------------------------------------------------------------


def try_linux(artefacts: Path, product: Product, album: Path | None) -> None:
    """The Debian package, then the portable archive."""
    (package,) = artefacts.glob("*.deb")
    with _root_may("dpkg", "--remove", product.name), tempfile.TemporaryDirectory() as place:
        for _ in range(2):  # the second time over itself
            _root(
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--reinstall",
                "--allow-downgrades",
                "-o=Dpkg::Use-Pty=0",
                str(package),
            )
        _selftest(Path("/usr/bin") / product.name, artefacts / "selftest-installed-linux.json", parts=artefacts)
        library = Path(place) / "library"
        if album is not None:
            _say(_output(f"{product.name}-core", "index", str(album), "--library", str(library)).strip())
        with _screen():
            _start_and_look(product.name, library, artefacts / "installed.png")
    _must(not Path("/usr/lib", product.name).exists(), "removing the package removed the program")
    _try_archive(artefacts, product)


def _start_and_look(program: str, library: Path, picture: Path) -> None:
    """Starts the window several times; prints how long each took to be seen, and keeps a picture of the last."""
    first, *later = [_seen_after(program, library, picture) for _ in range(STARTS)]
    wall, busy = (sorted(times) for times in zip(*later, strict=True))
    _say(f"window seen: first after {first[0]:.2f} s, then {wall[0]:.2f} to {wall[-1]:.2f} s")
    _say(f"processor time of it: {busy[0]:.2f} to {busy[-1]:.2f} s, median {statistics.median(busy):.2f} s")
    _must((library / "library.sqlite").exists(), "the library is there")


def _seen_after(program: str, library: Path, picture: Path) -> tuple[float, float]:
    """Seconds from the start until the window is to be seen, by the clock and of the processor."""
    began = time.monotonic()
    window = subprocess.Popen([program, "--library", str(library)], env={**os.environ, "DISPLAY": DISPLAY})
    asked = ["xdotool", "search", "--onlyvisible", "--name", "^Familiar$"]
    while subprocess.run(asked, capture_output=True, env={**os.environ, "DISPLAY": DISPLAY}, check=False).returncode:
        _must_go_on(window, time.monotonic() - began)
        time.sleep(LOOK)
    seconds, busy = time.monotonic() - began, _processor_time(window.pid)
    time.sleep(2)  # for the pictures to arrive
    subprocess.run(["import", "-display", DISPLAY, "-window", "root", str(picture)], check=True)
    window.terminate()
    window.wait()
    return seconds, busy


def _processor_time(process: int) -> float:
    """Seconds that a process has used, as the kernel counts them; says about a quiet computer what a busy one hides."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _must_go_on(window: subprocess.Popen[bytes], seconds: float) -> None:
    if window.poll() is not None or seconds > PATIENCE:
        raise SystemExit(f"no window after {seconds:.0f} s (exit code {window.poll()})")


def _try_archive(artefacts: Path, product: Product) -> None:
    (archive,) = artefacts.glob("*.tar.xz")
    with tempfile.TemporaryDirectory(prefix="a folder with Ü and 사진 ") as place:
        subprocess.run(["tar", "-xf", str(archive), "-C", place], check=True)
        (program,) = Path(place).glob(f"*/bin/{product.name}")
        _selftest(program, artefacts / "selftest-portable-linux.json")


@contextmanager
def _screen() -> Iterator[None]:
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1400x950x24"], stderr=subprocess.DEVNULL)
    there = ["xdotool", "getdisplaygeometry"]
    try:
        for _ in range(int(PATIENCE)):
            if not subprocess.run(
                there, env={**os.environ, "DISPLAY": DISPLAY}, capture_output=True, check=False
            ).returncode:
                break
            time.sleep(1)
        yield
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def _root_may(*words: str) -> Iterator[None]:
    try:
        yield
    finally:
        _root(*words)


def _root(*words: str) -> None:
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*sudo, *words], check=True, stdout=subprocess.DEVNULL)


# --- Windows ------------------------------------------------------------------------------------------


def try_windows(artefacts: Path, product: Product) -> None:
    """The setup, silently: install, self-test, over itself, remove; the library stays. Never run yet on Windows; the
    same steps run under wine (wine/windows.py)."""
    (setup,) = artefacts.glob("*-setup.exe")
    local = Path(os.environ["LOCALAPPDATA"])
    place, kept = local / "Programs" / product.title, local / product.title / "library" / "kept.txt"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(KEPT)
    for _ in range(2):
        subprocess.run([str(setup), "/S"], check=True)
    _selftest(place / f"{product.name}.exe", artefacts / "selftest-installed-windows.json", parts=artefacts)
    # _?= keeps the uninstaller from going on in a copy of itself, so that it can be waited for
    subprocess.run(f'"{place / "uninstall.exe"}" /S _?={place}', check=True)
    _must(not (place / f"{product.name}.exe").exists(), "removing removed the program")
    _must(kept.read_text() == KEPT, "removing kept the library")


# --- macOS --------------------------------------------------------------------------------------------


def try_macos(artefacts: Path, product: Product) -> None:
    """The program out of the disk image, in a folder of its own. Never run yet."""
    (image,) = artefacts.glob("*.dmg")
    with tempfile.TemporaryDirectory() as place:
        mounted = Path(place) / "image"
        subprocess.run(["hdiutil", "attach", str(image), "-nobrowse", "-mountpoint", str(mounted)], check=True)
        try:
            app = Path(place) / f"{product.title}.app"
            subprocess.run(["ditto", str(mounted / app.name), str(app)], check=True)
        finally:
            subprocess.run(["hdiutil", "detach", str(mounted)], check=True)
        program = app / "Contents" / "MacOS" / product.name
        _selftest(program, artefacts / "selftest-installed-macos.json", parts=artefacts)


# --- all ----------------------------------------------------------------------------------------------


def _selftest(program: Path, report: Path, *, parts: Path | None = None) -> None:
    """Runs the installed program's own checks, far from the checkout and with an empty home; into which the part for
    videos is brought that lies in `parts`."""
    with tempfile.TemporaryDirectory() as home:
        bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        if sys.platform == "linux":
            bare |= {"HOME": home, "XDG_CACHE_HOME": f"{home}/cache", "QT_QPA_PLATFORM": "offscreen"}
        for part in parts.glob("*-video-*.zip") if parts is not None else ():
            console = program.with_name(f"{program.stem}-core{program.suffix}")
            subprocess.run([str(console), "video-part", str(part)], cwd=home, env=bare, check=True)
        done = subprocess.run([str(program), "--selftest", "--report", str(report)], cwd=home, env=bare, check=False)
    said = json.loads(report.read_text("utf-8"))
    failed = [one for one in said["checks"] if not one["passed"]]
    opened = next(one["detail"] for one in said["checks"] if one["name"] == "videos")
    _must(("is not there" in opened) == (parts is None), f"videos: {opened}")
    for one in failed:
        _say(one["detail"])
    _must(done.returncode == 0 and said["frozen"] and not failed, f"self-test of {program}")


def _output(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def _must(holds: bool, what: str) -> None:
    _say(f"{'ok    ' if holds else 'FAILED'} {what}")
    if not holds:
        raise SystemExit(1)


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if shutil.which("xdotool") is None and sys.platform == "linux":
        sys.stderr.write("This needs xdotool, Xvfb and ImageMagick: bash packaging/linux/tools.sh\n")
        sys.exit(1)
    sys.exit(main())
