"""The portable archive: unpacked anywhere, started by `bin/familiar`. Nothing is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from product import Product

from linux.tree import make_tree


def make(product: Product, folder: Path, parts: Path, out: Path, *, fast: bool) -> Path:
    """Writes NAME-VERSION-linux-x86_64.tar.xz into `out`; returns it."""
    name = f"{product.name}-{product.version}"
    place = out / "build" / "archive"
    shutil.rmtree(place, ignore_errors=True)
    make_tree(product, folder, parts, place / name)
    archive = out / f"{name}-linux-x86_64.tar.xz"
    xz = f"xz -T2 -{0 if fast else 6}"
    sorted_and_nameless = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner"]
    subprocess.run(["tar", *sorted_and_nameless, "-I", xz, "-C", str(place), "-cf", str(archive), name], check=True)
    shutil.rmtree(place)
    return archive
