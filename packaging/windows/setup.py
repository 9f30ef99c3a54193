"""The Windows setup program, made by NSIS on Windows or Linux, and the C++ runtime that it has to bring."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from audits.pe import RUNTIME
from product import CHECKOUT, Product

SCRIPT = Path(__file__).resolve().parent / "familiar.nsi"
CERTIFICATE = ("SIGN_CERTIFICATE", "SIGN_PASSWORD")  # path of a .pfx, and its password


def collect_runtime(work: Path, packages: Path | None = None) -> Path:
    """A folder with the C++ runtime out of shiboken6, which is built with the newest one of all packages."""
    folder = work / "runtime"
    folder.mkdir(parents=True, exist_ok=True)
    if packages is None:
        spec = find_spec("shiboken6")
        site = spec.submodule_search_locations if spec is not None else None
        source = Path(site[0]) if site else work / "python" / "Lib" / "site-packages" / "shiboken6"
    else:
        source = packages / "shiboken6"
    there = {path.name.lower(): path for path in source.glob("*.dll")}
    for name in RUNTIME:
        shutil.copyfile(there[name], folder / name)
    return folder


def make(product: Product, folder: Path, parts: Path, out: Path, *, fast: bool, directml: bool = False) -> Path:
    """Writes Familiar-VERSION-setup.exe into `out`; returns it. Signs it where a certificate is given."""
    for program in folder.glob("*.exe"):
        sign(program)
    setup = out / f"{product.title}-{product.version}{'-directml' if directml else ''}-setup.exe"
    page = folder / "_internal" / "resources" / "licences" / "third_party.html"
    values = {
        "NAME": product.name,
        "TITLE": product.title,
        "VERSION": product.version,
        "FOUR_NUMBERS": product.four_numbers,
        "PUBLISHER": product.publisher,
        "COPYRIGHT": product.copyright,
        "FILES": folder / "*.*",
        "ICON": parts / "familiar.ico",
        "LICENCE": CHECKOUT / "LICENSE",
        "OUTPUT": setup,
        "COMPRESSOR": "zlib" if fast else "/SOLID lzma",
    }
    if not page.is_file():
        raise SystemExit(f"{page} is missing")
    mark = "/" if os.name == "nt" else "-"
    defines = [f"{mark}D{name}={value}" for name, value in values.items()]
    subprocess.run([_makensis(), f"{mark}V2", f"{mark}INPUTCHARSET", "UTF8", *defines, str(SCRIPT)], check=True)
    sign(setup)
    return setup


def _makensis() -> str:
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    return shutil.which("makensis") or str(usual)


def sign(file: Path) -> None:
    """Signs with the certificate of the environment; says so where there is none."""
    certificate, password = (os.environ.get(name, "") for name in CERTIFICATE)
    if not certificate:
        mark = "::warning::" if os.environ.get("GITHUB_ACTIONS") else ""
        sys.stdout.write(f"{mark}NOT SIGNED: {file.name}. Windows will warn of an unknown publisher.\n")
        return
    command = ["signtool", "sign", "/fd", "sha256", "/tr", os.environ["SIGN_TIMESTAMP"], "/td", "sha256"]
    subprocess.run([*command, "/f", certificate, "/p", password, str(file)], check=True)
