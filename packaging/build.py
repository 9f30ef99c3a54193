"""One command builds the program: `python packaging/build.py linux|windows|macos --out DIR`.

    environment   DIR/build/python: the pinned packages, by hash
    parts         DIR/build/parts: networks, translations, icons, licences (parts.py)
    videos        DIR/*-video-*.zip: the part that opens videos, which is installed apart (video_part.py)
    freeze        DIR/familiar: the program in one folder (familiar.spec)
    gates         nothing missing, nothing that may not be carried, not too large (gates.py)
    self-test     the frozen program checks itself
    installers    DIR/*.deb and *.tar.xz, *-setup.exe, or *.dmg, with their sums in SHA256SUMS

Every system builds for itself; only Windows can also be built on Linux, under wine, as a test (wine/windows.py). The
commands run by hand as they run in the release workflow.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import gates  # noqa: E402
from linux import archive, debian  # noqa: E402
from macos import bundle as macos  # noqa: E402
from product import Product, read_product  # noqa: E402
from windows import setup  # noqa: E402
from wine import windows as under_wine  # noqa: E402

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is built, and where."""

    system: str
    out: Path
    installers: bool
    directml: bool
    fast: bool  # installers with quick compression, for trying them

    @property
    def work(self) -> Path:
        return self.out / "build"

    @property
    def parts(self) -> Path:
        return self.work / "parts"

    @property
    def folder(self) -> Path:
        return self.out / "familiar"

    @property
    def python(self) -> Path:
        """The interpreter of the build's own environment."""
        return self.work / "python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main() -> int:
    """Builds; returns the exit code."""
    plan = _plan()
    plan.out.mkdir(parents=True, exist_ok=True)
    product = read_product()
    _step("environment", lambda: make_environment(plan))
    _step("parts", lambda: _run(plan.python, "parts.py", "--out", plan.parts, "--system", plan.system))
    _step("part for videos", lambda: _run(plan.python, "video_part.py", plan.system, "--parts", plan.parts))
    if plan.system != SYSTEMS[sys.platform]:
        return _build_under_wine(plan, product)
    _step("freeze", lambda: freeze(plan))
    _step("gates", lambda: check(plan))
    program = plan.folder / f"{product.name}{'.exe' if plan.system == 'windows' else ''}"
    _step("self-test", lambda: selftest(program, plan.out / f"selftest-{plan.system}.json"))
    if plan.installers:
        made: list[Path] = []
        _step("installers", lambda: made.extend(make_installers(plan, product)))
        finish(plan, made)
    return 0


def make_environment(plan: Plan) -> None:
    """The pinned packages in an environment of their own; made once for each set of pins."""
    pins = [HERE / "pins" / f"{name}.txt" for name in ("program", "tools", "networks")]
    mark = plan.work / "python" / "made-from"
    wanted = hashlib.sha256(b"".join(pin.read_bytes() for pin in pins)).hexdigest() + f" directml={plan.directml}"
    if mark.is_file() and mark.read_text() == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(plan.work / "python")], check=True)
    install = [plan.python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement"]
    for pin in pins:
        _run(*install, pin)
    if plan.directml:  # both are imported as `onnxruntime`: exactly one may be there
        _run(plan.python, "-m", "pip", "uninstall", "--yes", "--quiet", "onnxruntime")
        _run(*install, HERE / "pins" / "directml.txt")
    mark.write_text(wanted)


def freeze(plan: Plan) -> None:
    """Runs PyInstaller on the one spec."""
    os.environ["FAMILIAR_PARTS"] = str(plan.parts.absolute())
    if plan.system == "windows":
        os.environ["FAMILIAR_VC_RUNTIME"] = str(setup.collect_runtime(plan.work))
    places = ["--distpath", plan.out, "--workpath", plan.work / "pyinstaller"]
    _run(plan.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, HERE / "familiar.spec")
    if plan.system == "linux":
        for library in (plan.folder / "_internal").glob("libpython3*.so.*"):
            _run("strip", "--strip-unneeded", library)  # some Pythons come with debug symbols: 16 MB


def check(plan: Plan) -> None:
    """The gates, in the build's environment, which has the readers of foreign libraries."""
    _run(plan.python, "gates.py", plan.folder, plan.system)


def selftest(program: Path, report: Path) -> None:
    """Runs the frozen program's own checks. Raises `CalledProcessError` where one fails."""
    environment = dict(os.environ)
    if sys.platform == "linux" and "DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    subprocess.run([program, "--selftest", "--report", report], check=True, env=environment)
    if sys.platform == "win32":  # a windowed program says nothing
        sys.stdout.write(report.read_text("utf-8"))


def make_installers(plan: Plan, product: Product) -> list[Path]:
    """The installers of the system; returns their files."""
    if plan.system == "linux":
        made = [debian.make(product, plan.folder, plan.parts, plan.out, fast=plan.fast)]
        return [*made, archive.make(product, plan.folder, plan.parts, plan.out, fast=plan.fast)]
    if plan.system == "macos":
        return [macos.make(product, plan.out)]
    return [setup.make(product, plan.folder, plan.parts, plan.out, fast=plan.fast, directml=plan.directml)]


def finish(plan: Plan, made: list[Path]) -> None:
    """Puts the part for videos beside the installers, writes the sums, and checks the budget of the installers."""
    apart = [Path(shutil.copy2(part, plan.out)) for part in (plan.parts / "video").glob("*.zip")]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in [*made, *apart]]
    (plan.out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    for path in [*made, *apart]:
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB\n")
    gates.check_installers(made)


def _build_under_wine(plan: Plan, product: Product) -> int:
    if plan.system != "windows" or sys.platform != "linux":
        sys.stderr.write(f"{plan.system} is built on {plan.system} itself (the release workflow does).\n")
        return 1
    machine = under_wine.Machine(plan.work / "wine")
    _step("wine", machine.prepare)
    _step("freeze", lambda: machine.freeze(plan.parts, plan.folder))
    _step("gates", lambda: check(plan))
    _step("self-test", lambda: machine.selftest(plan.folder, plan.out / "selftest-wine.json"))
    if plan.installers:
        made: list[Path] = []
        _step("installers", lambda: made.extend(make_installers(plan, product)))
        finish(plan, made)
        _step("install, upgrade, remove", lambda: machine.try_installer(made[0], product, plan.out))
    return 0


def _plan() -> Plan:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("system", choices=sorted(SYSTEMS.values()))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--no-installers", action="store_true", help="only the folder")
    parser.add_argument("--directml", action="store_true", help="Windows: onnxruntime for graphics cards")
    parser.add_argument("--fast", action="store_true", help="compress the installers quickly, for trying them")
    given = parser.parse_args()
    return Plan(given.system, given.out.absolute(), not given.no_installers, given.directml, given.fast)


def _step(name: str, work: Callable[[], object]) -> None:
    sys.stdout.write(f"== {name}\n")
    sys.stdout.flush()
    began = time.monotonic()
    work()
    sys.stdout.write(f"   {name}: {time.monotonic() - began:.1f} s\n")


def _run(program: Path | str, *words: Path | str) -> None:
    subprocess.run([str(program), *map(str, words)], check=True, cwd=HERE)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{Path(error.cmd[0]).name} failed with code {error.returncode}")
