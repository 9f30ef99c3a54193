"""The Windows build on Linux: a Debian 13 with wine 10 in a folder of its own, a Windows Python made of a wheel, and
PyInstaller, the frozen program, the setup and the uninstaller run in it.

Needs root (chroot, bind mounts), debootstrap, mingw and makensis, and 5 GB. It shows that the entry point, the modules,
the data files, the libraries and the setup's script are right. It shows nothing of real Windows: fonts, screens, virus
scanners, graphics cards. What it builds is a test, not a release: Python's modules come from the building Python, and
its python3.dll is made here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from product import CHECKOUT, Product
from windows import setup

from wine import shims

PACKAGES = ("wine", "wine64", "wine32:i386", "fonts-dejavu-core", "libgl1", "libegl1")
PINS = CHECKOUT / "packaging" / "pins"
PACKAGES_OF_PYTHON = ("program.txt", "tools.txt")
CARRIER = "panda3d==1.10.16"  # its wheel carries CPython 3.11.9 for Windows, DLLs and extension modules
WHEELS = ("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
DISPLAY = ":77"
# Without these copies of wine's own, a runtime that the bundle forgot is missed, as on a fresh Windows.
RUNTIME = "msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1,concrt140,vcomp140"
OVERRIDES = "mscoree,mshtml=;ucrtbase,mscms,icuuc=n,b;winedbg.exe=d"
WINE_LIBRARIES = "usr/lib/x86_64-linux-gnu/wine/x86_64-windows"
FOLDER = "programs/Familiar-Ü-사진"  # installed to; no space, since wine quotes words and NSIS wants /D= without
LIBRARY = "drive_c/users/root/AppData/Local/Familiar"
FROM_CHECKOUT = "import sys; sys.path.insert(0, 'Z:/checkout'); from app.__main__ import main; sys.exit(main())"
PATIENCE = 600  # seconds for one program
LAST_WORDS = 6000  # characters of what a program said that are shown where it fails


class Machine:
    """A Windows of its own below one folder."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.system = work / "system"
        self.prefix = self.system / "prefix"
        self.python = self.system / "winpy"
        self.tried = self.system / "tried"  # what the tests write

    # --- preparing --------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Makes everything that is not there yet. Raises `SystemExit` where a tool is missing."""
        tools = ("debootstrap", shims.COMPILER, "makensis", "Xvfb", "chroot")
        missing = [tool for tool in tools if shutil.which(tool) is None]
        if missing or os.geteuid() != 0:
            raise SystemExit(f"The wine job needs root and these programs: {', '.join(missing) or 'all are there'}.")
        self.work.mkdir(parents=True, exist_ok=True)
        if not (self.work / "system-is-made").exists():
            self._make_system()
        self._make_python()
        with self._running():
            if not (self.prefix / "system.reg").exists():
                self.run("wineboot", "-i", runtime=True)
                self.run("wineserver", "-w", program=True)
            shims.make_all(self.system / WINE_LIBRARIES, self.prefix / "drive_c/windows/system32", self.work / "shims")

    def _make_system(self) -> None:
        subprocess.run(["debootstrap", "--variant=minbase", "trixie", str(self.system)], check=True)
        for settings in Path("/etc/apt/apt.conf.d").iterdir():
            shutil.copy(settings, self.system / "etc/apt/apt.conf.d")
        chroot = ["chroot", str(self.system)]
        subprocess.run([*chroot, "dpkg", "--add-architecture", "i386"], check=True)
        subprocess.run([*chroot, "apt-get", "update", "-qq"], check=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        subprocess.run([*chroot, *install], check=True, env=quiet, stdout=subprocess.DEVNULL)
        (self.work / "system-is-made").touch()

    def _make_python(self) -> None:
        """A Windows Python with all packages: DLLs and extension modules of the carrier's wheel, modules of ours."""
        pinned = hashlib.sha256(b"".join((PINS / name).read_bytes() for name in PACKAGES_OF_PYTHON)).hexdigest()
        made_of = self.python / "pins.sha256"
        if made_of.exists() and made_of.read_text() == pinned:
            return
        shutil.rmtree(self.python, ignore_errors=True)
        carrier, site = self.work / "carrier", self.python / "Lib" / "site-packages"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", *WHEELS, "--target"]
        subprocess.run([*pip, str(carrier), CARRIER], check=True)
        ignore = shutil.ignore_patterns("site-packages", "lib-dynload", "__pycache__", "test", "*.so")
        shutil.copytree(sysconfig.get_path("stdlib"), self.python / "Lib", ignore=ignore, dirs_exist_ok=True)
        (self.python / "DLLs").mkdir(exist_ok=True)
        for file in (carrier / "deploy_libs").iterdir():
            if file.suffix.lower() in (".dll", ".pyd"):
                top = file.name.lower().startswith(("python3", "vcruntime"))
                shutil.copy(file, self.python if top else self.python / "DLLs")
        for pins in PACKAGES_OF_PYTHON:
            subprocess.run([*pip, str(site), "--require-hashes", "--requirement", str(PINS / pins)], check=True)
        subprocess.run([*pip, str(site), "pywin32-ctypes", "colorama"], check=True)
        shims.make_python(self.python, self.python, self.work / "shims")
        made_of.write_text(pinned)

    # --- running ----------------------------------------------------------------------------------

    @contextmanager
    def _running(self) -> Iterator[None]:
        """The mounts and the screen that the programs need, for a while."""
        pairs = [("/proc", "proc"), ("/dev", "dev"), ("/tmp/.X11-unix", "tmp/.X11-unix")]
        pairs += [(str(self.work.parents[1]), "out"), (str(CHECKOUT), "checkout")]
        screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x900x24"], stderr=subprocess.DEVNULL)
        mounted: list[Path] = []
        try:
            for source, name in pairs:
                place = self.system / name
                place.mkdir(parents=True, exist_ok=True)
                Path(source).mkdir(exist_ok=True)
                subprocess.run(["mount", "--bind", source, str(place)], check=True)
                mounted.append(place)
            yield
        finally:
            subprocess.run(
                ["chroot", str(self.system), "/usr/bin/env", "WINEPREFIX=/prefix", "wineserver", "-k"], check=False
            )
            screen.terminate()
            screen.wait()
            for place in reversed(mounted):
                subprocess.run(["umount", "--lazy", str(place)], check=True)

    def _command(self, *, runtime: bool) -> list[str]:
        """What stands before a program that shall run in this Windows."""
        values = {
            "PATH": "/usr/bin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DISPLAY": DISPLAY,
            "WINEPREFIX": "/prefix",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES if runtime else f"{OVERRIDES};{RUNTIME}=n",
            "PYTHONUTF8": "1",
            "FAMILIAR_PARTS": r"Z:\out\build\parts",
            "FAMILIAR_VC_RUNTIME": r"Z:\out\build\runtime",
        }
        settings = [f"{name}={value}" for name, value in values.items()]
        return ["chroot", str(self.system), "/usr/bin/env", "-i", *settings]

    def run(
        self, *words: str, runtime: bool = False, program: bool = False, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Runs a Windows program (or with `program` one of wine's own). With `runtime` wine lends its C++ runtime.

        Everything goes through pipes: Python under wine does not start where its output is a file.
        """
        command = [*self._command(runtime=runtime), *([] if program else ["wine"]), *words]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(command, **pipes, text=True, errors="replace", timeout=PATIENCE, check=False)
        if check and done.returncode:
            raise SystemExit(f"{words[0]} ended with code {done.returncode}:\n{done.stdout[-LAST_WORDS:]}")
        return done

    def freeze(self, parts: Path, folder: Path) -> None:
        """PyInstaller under wine: makes `folder`."""
        out = parts.parents[1]
        setup.collect_runtime(out / "build", self.python / "Lib" / "site-packages")
        shutil.rmtree(folder, ignore_errors=True)
        places = ["--distpath", r"Z:\out", "--workpath", r"Z:\out\build\pyinstaller-wine"]
        with self._running():
            spec = r"Z:\checkout\packaging\familiar.spec"
            python = r"Z:\winpy\python.exe"
            self.run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec, runtime=True)

    def selftest(self, folder: Path, report: Path) -> None:
        """The frozen program's own checks, on a Windows without a C++ runtime of its own."""
        with self._running():
            self._selftest(f"Z:\\out\\{folder.name}\\familiar.exe", report)

    def _selftest(self, program: str, report: Path, *, before: tuple[str, ...] = ()) -> None:
        self.tried.mkdir(exist_ok=True)
        written = self.tried / "selftest.json"
        written.unlink(missing_ok=True)
        done = self.run(program, *before, "--selftest", "--report", r"Z:\tried\selftest.json", check=False)
        if not written.exists():
            raise SystemExit(f"the self-test wrote nothing (code {done.returncode}):\n{done.stdout}")
        shutil.copyfile(written, report)
        sys.stdout.write(written.read_text("utf-8"))
        if done.returncode:
            raise SystemExit("the self-test failed")

    # --- the setup program ------------------------------------------------------------------------

    def try_installer(self, setup_program: Path, product: Product, out: Path) -> None:
        """Everything that a user does with the setup, and the self-test of what it installed."""
        with self._running():
            self._try_setup(setup_program, product, out / product.name, out / "selftest-installed.json")

    def selftest_unfrozen(self, parts: Path, report: Path) -> None:
        """The checkout's own checks in this Windows' Python: everything but what freezing may lose."""
        for library in setup.collect_runtime(self.work.parent, self.python / "Lib" / "site-packages").glob("*.dll"):
            shutil.copy(library, self.python)
        networks = self.prefix / LIBRARY / "Cache" / "models"
        shutil.copytree(parts / "files" / "resources" / "models", networks, dirs_exist_ok=True)
        with self._running():
            self._selftest(r"Z:\winpy\python.exe", report, before=("-c", FROM_CHECKOUT))

    def rehearse(self, product: Product, parts: Path, out: Path) -> None:
        """The setup's script with a small stand-in for the program."""
        folder = self.work / "rehearsal" / product.name
        inside = folder / "_internal" / "resources" / "licences"
        inside.mkdir(parents=True, exist_ok=True)
        (inside / "third_party.html").write_text("licences")
        for name in (product.name, f"{product.name}-core"):
            shims.make_program("standin.c", folder / f"{name}.exe")
        setup_program = setup.make(product, folder, parts, out, fast=True)
        with self._running():
            self._try_setup(setup_program, product, folder, None)
        setup_program.unlink()

    def _try_setup(self, setup_program: Path, product: Product, folder: Path, report: Path | None) -> None:
        """Installs silently, refuses while it runs, upgrades in place, removes, keeps the library."""
        place, chosen = self.prefix / "drive_c" / FOLDER, "C:\\" + FOLDER.replace("/", "\\")
        installer = f"Z:\\out\\{setup_program.name}"
        self.run(installer, "/S", f"/D={chosen}")
        self._same(place, folder)
        if report is not None:
            for part in self.work.parents[1].glob("*-video-*.zip"):
                self.run(f"{chosen}\\{product.name}-core.exe", "video-part", f"Z:\\out\\{part.name}")
            self._selftest(f"{chosen}\\{product.name}.exe", report)
        kept = self.prefix / LIBRARY / "library" / "names.txt"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("a name")
        self._refuses_while_running(installer, f"{chosen}\\{product.name}.exe")
        stale = place / "_internal" / "of-the-old-version.txt"
        stale.write_text("left over")
        self.run(installer, "/S")
        _must(not stale.exists(), "the upgrade removed the old version's files, in the folder that was chosen before")
        self._same(place, folder)
        self._remove(place)
        _must(kept.exists(), "removing kept the library")
        self.run(installer, "/S")
        self._remove(self.prefix / "drive_c/users/root/AppData/Local/Programs" / product.title, "/LIBRARY=delete")
        _must(not kept.exists(), "removing deleted the library where that was asked for")

    def _refuses_while_running(self, installer: str, program: str) -> None:
        shutil.rmtree(self.tried / "library", ignore_errors=True)
        self.tried.mkdir(exist_ok=True)
        command = [*self._command(runtime=False), "wine"]
        window = subprocess.Popen([*command, program, "--library", r"Z:\tried\library"], stdin=subprocess.DEVNULL)
        try:
            _wait(lambda: (self.tried / "library" / "library.sqlite").exists(), "the window opened its library")
            refused = self.run(installer, "/S", check=False)
            _must(refused.returncode == 3, f"refused while the window was open (code {refused.returncode})")
        finally:
            subprocess.run([*command, "taskkill", "/F", "/IM", "familiar.exe"], capture_output=True, check=False)
            window.wait(60)

    def _remove(self, place: Path, *words: str) -> None:
        uninstaller = "C:\\" + str(place.relative_to(self.prefix / "drive_c")).replace("/", "\\") + "\\uninstall.exe"
        self.run(uninstaller, "/S", *words)
        _wait(lambda: not place.exists(), "the program's folder is gone")  # it goes on in a copy of itself

    def _same(self, place: Path, folder: Path) -> None:
        _must(place.is_dir(), f"installed into {place.name}")
        done = subprocess.run(["diff", "-rq", str(folder), str(place)], capture_output=True, text=True, check=False)
        others = [line for line in done.stdout.splitlines() if "uninstall.exe" not in line]
        _must(not others, f"what is installed is what was built; differing: {others[:3]}")


def _wait(found: object, what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not found():  # type: ignore[operator]
        if time.monotonic() > end:
            _must(False, what)
        time.sleep(0.5)
    _must(True, what)


def _must(holds: bool, what: str) -> None:
    sys.stdout.write(f"{'ok    ' if holds else 'FAILED'} {what}\n")
    if not holds:
        raise SystemExit(1)
