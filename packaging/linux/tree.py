"""The files of an installed Linux program, below a prefix such as /usr: for the .deb, the archive and the AppImage."""

from __future__ import annotations

import shutil
from pathlib import Path

from product import Product

HERE = Path(__file__).resolve().parent
ACTIONS = {  # the entry "Find people in this folder" of file managers: GNOME's and the rest offer "Open with"
    "servicemenu.desktop": "share/kio/servicemenus/familiar.desktop",  # KDE's Dolphin
    "familiar.nemo_action": "share/nemo/actions/familiar.nemo_action",  # Cinnamon's Nemo
    "action.desktop": "share/file-manager/actions/familiar.desktop",  # LXDE's and LXQt's PCManFM, MATE's Caja
}
EXECUTABLE, READABLE = 0o755, 0o644


def make_tree(product: Product, folder: Path, parts: Path, prefix: Path) -> None:
    """Copies the frozen program and everything around it to below `prefix`."""
    program = prefix / "lib" / product.name
    shutil.copytree(folder, program, symlinks=True)
    (prefix / "bin").mkdir(parents=True)
    for name in (product.name, f"{product.name}-core"):
        (prefix / "bin" / name).symlink_to(f"../lib/{product.name}/{name}")
    _copy(HERE / "familiar.desktop", prefix / "share" / "applications" / f"{product.name}.desktop")
    for source, target in ACTIONS.items():
        _copy(HERE / source, prefix / target)
    for icon in (parts / "icons").glob("*.png"):
        place = prefix / "share" / "icons" / "hicolor" / f"{icon.stem}x{icon.stem}" / "apps"
        _copy(icon, place / f"{product.name}.png")
    drawing = HERE.parents[1] / "resources" / "icons" / "familiar.svg"
    _copy(drawing, prefix / "share" / "icons" / "hicolor" / "scalable" / "apps" / f"{product.name}.svg")
    metainfo = prefix / "share" / "metainfo" / f"{product.identifier}.metainfo.xml"
    metainfo.parent.mkdir(parents=True)
    metainfo.write_text(_metainfo(product), encoding="utf-8")
    set_modes(prefix, programs={program / product.name, program / f"{product.name}-core"})


def set_modes(prefix: Path, programs: set[Path]) -> None:
    """What everybody may read, whatever the builder's own habits are."""
    for path in prefix.rglob("*"):
        if not path.is_symlink():
            path.chmod(EXECUTABLE if path.is_dir() or path in programs else READABLE)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _metainfo(product: Product) -> str:
    text = (HERE / "metainfo.xml").read_text("utf-8")
    return text.format(identifier=product.identifier, name=product.name, title=product.title)
