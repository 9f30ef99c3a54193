"""Makes what wine 10 lacks: small DLLs that forward to wine's own and add a few functions (sources in shims/).

Compiled by mingw; found by wine because they lie in the prefix's system32 and are asked for as "native". They are
test equipment: nothing of them is in what is shipped.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOURCES = Path(__file__).resolve().parent / "shims"
COMPILER, DUMP = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
LIBRARY = ("-O1", "-shared", "-s", "-nostdlib", "-Wl,-eDllMain")
UNARY = "csin ccos ctan casin cacos catan csinh ccosh ctanh casinh cacosh catanh cexp clog csqrt carg cabs creal cimag"
COMPLEX = tuple(f"{name}{kind}" for name in (*UNARY.split(), "cpow") for kind in ("", "f", "l"))


def make_all(wine_libraries: Path, system32: Path, work: Path) -> None:
    """Puts the stand-ins into `system32`."""
    work.mkdir(parents=True, exist_ok=True)
    forwarder(wine_libraries / "ucrtbase.dll", system32, work, own=COMPLEX, start="")
    forwarder(wine_libraries / "mscms.dll", system32, work, own=("WcsCreateIccProfile",), start="DllMain")
    subprocess.run([COMPILER, *LIBRARY, str(SOURCES / "icuuc.c"), "-o", str(system32 / "icuuc.dll")], check=True)


def forwarder(original: Path, target: Path, work: Path, *, own: tuple[str, ...], start: str) -> None:
    """A DLL like `original` in which the functions `own` come from shims/NAME.c, and all others from a copy."""
    name = original.stem
    kept = [export for export in exports(original) if export not in own and not export.startswith(("?", "@"))]
    lines = [
        f'"{export}" = {name}_w."{export}"' if "." in export else f'"{export}" = {name}_w.{export}' for export in kept
    ]
    lines += [f"{function} = s_{function}" for function in own]
    definition = work / f"{name}.def"
    definition.write_text("\n".join([f"LIBRARY {name}.dll", "EXPORTS", *lines]) + "\n")
    shutil.copyfile(original, target / f"{name}_w.dll")
    libraries = () if start else ("-lmingwex", "-lmsvcrt", "-lkernel32")
    options = LIBRARY if start else ("-O1", "-shared", "-s", "-static")
    (target / f"{name}.dll").unlink(missing_ok=True)  # a link into wine's own folder
    command = [COMPILER, *options, str(SOURCES / f"{name}.c"), str(definition), *libraries]
    subprocess.run([*command, "-o", str(target / f"{name}.dll")], check=True)


def make_python(libraries: Path, folder: Path, work: Path) -> None:
    """python.exe, and python3.dll, which forwards everything to python311.dll."""
    work.mkdir(parents=True, exist_ok=True)
    make_program("python.c", folder / "python.exe")
    names = exports(libraries / "python311.dll")
    definition = work / "python3.def"
    definition.write_text(
        "\n".join(["LIBRARY python3.dll", "EXPORTS", *(f"{n} = python311.{n}" for n in names)]) + "\n"
    )
    empty = work / "empty.c"
    empty.write_text("int __stdcall DllMain(void *a, unsigned b, void *c) { (void)a; (void)b; (void)c; return 1; }\n")
    target = folder / "python3.dll"
    subprocess.run([COMPILER, *LIBRARY, str(empty), str(definition), "-o", str(target)], check=True)


def make_program(source: str, target: Path) -> None:
    """Compiles a program of one file."""
    subprocess.run([COMPILER, "-municode", str(SOURCES / source), "-o", str(target)], check=True)


def exports(library: Path) -> list[str]:
    """The names that a DLL exports."""
    shown = subprocess.run([DUMP, "-p", str(library)], capture_output=True, text=True, check=True).stdout
    table = shown.split("[Ordinal/Name Pointer] Table", 1)[1].split("\n\n", 1)[0]
    return sorted({line.split()[-1] for line in table.splitlines()[1:] if line.strip().startswith("[")})
