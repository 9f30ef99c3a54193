"""The Debian package: for Debian 12, Ubuntu 22.04 and everything younger."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from audits import elf
from product import Product

from linux.tree import make_tree

COMPRESSION = ("-Zxz", "-z6")
QUICK = ("-Zxz", "-z0")
# Not named by any library, and missed all the same: fonts, and the input method's and the desktop's services.
RECOMMENDED = ("fonts-dejavu-core | fonts-noto-core", "xdg-utils", "xdg-desktop-portal")


def make(product: Product, folder: Path, parts: Path, out: Path, *, fast: bool) -> Path:
    """Writes NAME_VERSION_amd64.deb into `out`; returns it."""
    tree = out / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    make_tree(product, folder, parts, tree / "usr")
    _write_copyright(product, tree / "usr" / "share" / "doc" / product.name / "copyright")
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    control.parent.chmod(0o755)
    control.write_text(_control(product, folder, tree), encoding="utf-8")
    package = out / f"{product.name}_{product.version}_amd64.deb"
    options = QUICK if fast else COMPRESSION
    subprocess.run(["dpkg-deb", *options, "--root-owner-group", "--build", str(tree), str(package)], check=True)
    shutil.rmtree(tree)
    return package


def _control(product: Product, folder: Path, tree: Path) -> str:
    kilobytes = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    fields = {
        "Package": product.name,
        "Version": product.version,
        "Architecture": "amd64",
        "Maintainer": f"{product.publisher} <none@invalid>",
        "Section": "graphics",
        "Priority": "optional",
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(elf.debian_packages(folder)),
        "Recommends": ", ".join(RECOMMENDED),
        "Description": f"{product.summary}\n Everything stays on this computer: no account, no upload.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _write_copyright(product: Product, path: Path) -> None:
    path.parent.mkdir(parents=True)
    page = f"/usr/lib/{product.name}/_internal/resources/licences/third_party.html"
    licence = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
    path.write_text(f"{licence}\nThe licences of everything that is carried: {page}\n", encoding="utf-8")
    path.chmod(0o644)
