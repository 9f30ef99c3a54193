"""Whether the Windows bundle brings every DLL that it names, and the C++ runtime where it is looked for.

Windows looks for a DLL beside the program and in the system, and a Python package may add its own folder; that some
other package happens to have been imported first must not decide whether onnxruntime loads. So the runtime has to lie
at the top of the bundle, in a version that is new enough for everything in it.
"""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".dll", ".pyd", ".exe")
RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
OLDEST_RUNTIME = (14, 40)  # onnxruntime 1.31 is built with 14.4x; an older MSVCP140 makes it crash at the first lock
SYSTEM_PREFIXES = ("api-ms-win-", "ext-ms-win-")
SYSTEM = (  # parts of Windows 10 1903 and later
    *("advapi32", "authz", "avicap32", "bcrypt", "bcryptprimitives", "cfgmgr32", "combase", "comctl32", "comdlg32"),
    *("crypt32", "cryptsp", "d2d1", "d3d11", "d3d12", "d3d9", "dbghelp", "dcomp", "dnsapi", "dwmapi", "dwrite"),
    *("dxcore", "dxgi", "gdi32", "gdi32full", "gdiplus", "icu", "icuin", "icuuc", "imm32", "iphlpapi", "kernel32"),
    *("kernelbase", "mpr", "mscms", "msi", "msimg32", "msvcrt", "mswsock", "ncrypt", "netapi32", "normaliz", "ntdll"),
    *("ole32", "oleacc", "oleaut32", "opengl32", "pdh", "powrprof", "propsys", "psapi", "rpcrt4", "rstrtmgr"),
    *(
        "secur32",
        "sensapi",
        "setupapi",
        "shcore",
        "shell32",
        "shlwapi",
        "ucrtbase",
        "uiautomationcore",
        "urlmon",
        "user32",
        "userenv",
    ),
    *("usp10", "uxtheme", "version", "winhttp", "winmm", "winspool.drv", "wintrust", "wlanapi", "ws2_32"),
    *("wsock32", "wtsapi32"),
)


def complaints(folder: Path) -> list[str]:
    """A sentence for each DLL that is nowhere, and for a runtime that is missing or too old."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS]
    there = {path.name.lower() for path in files}
    found = [
        f"{name} is neither in the bundle nor a part of Windows; {path.relative_to(folder).as_posix()} needs it"
        for path in files
        for name in imported(path)
        if name not in there and not _is_system(name)
    ]
    return [*found, *_runtime_complaints(folder / "_internal")]


def imported(path: Path) -> list[str]:
    """The DLLs that a file names, in lower case, those that are loaded late, too."""
    import pefile

    names = []
    with pefile.PE(str(path), fast_load=True) as pe:
        kinds = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
        pe.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in kinds])
        for kind in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            names += [entry.dll.decode().lower() for entry in getattr(pe, kind, [])]
    return names


def file_version(path: Path) -> tuple[int, int]:
    """The first two numbers of a DLL's version."""
    import pefile

    with pefile.PE(str(path), fast_load=True) as pe:
        pe.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
        number = int(pe.VS_FIXEDFILEINFO[0].FileVersionMS)
    return number >> 16, number & 0xFFFF


def _runtime_complaints(top: Path) -> list[str]:
    files = {path.name.lower(): path for path in top.glob("*.dll")}
    missing = [f"{name} is not at the top of the bundle" for name in RUNTIME if name not in files]
    old = [
        f"{name} is version {'.'.join(map(str, file_version(files[name])))}, older than everything else needs"
        for name in RUNTIME
        if name in files and file_version(files[name]) < OLDEST_RUNTIME
    ]
    return missing + old


def _is_system(name: str) -> bool:
    return name.startswith(SYSTEM_PREFIXES) or name.removesuffix(".dll") in SYSTEM
