"""Makes what the checkout does not hold and the bundle needs: `python packaging/parts.py --out DIR`.

The two built-in networks, converted and checked; the compiled translations; the icons of all systems from the one
drawing; the page of licences; the version, where Python looks for it. Runs in the build's own environment, on any
system, before PyInstaller.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "packaging")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import icons  # noqa: E402
import licences  # noqa: E402
import translations  # noqa: E402
from product import Product, read_product  # noqa: E402
from windows import version_resource  # noqa: E402

from core.faces import weights  # noqa: E402
from core.faces.runtime import open_session  # noqa: E402

CHECKED = CHECKOUT / "packaging" / "pins" / "networks.json"


def main() -> int:
    """Fills the folder; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--system", choices=("linux", "windows", "macos"), default="linux")
    given = parser.parse_args()
    shutil.rmtree(given.out, ignore_errors=True)
    files = given.out / "files"  # goes into the bundle as it lies
    files.mkdir(parents=True)
    product = read_product()
    make_networks(files / "resources" / "models")
    make_translations(files / "resources" / "translations")
    make_metadata(product, files)
    licences.write_page(files / "resources" / "licences" / licences.PAGE, product, system=given.system)
    icons.make_all(CHECKOUT / "resources" / "icons" / "familiar.svg", given.out)
    (given.out / "version.txt").write_text(version_resource.text(product), encoding="utf-8")
    return 0


def make_networks(folder: Path) -> None:
    """Converts both networks, checks them against the known sums, and opens them. Raises `SystemExit` where a sum is
    another: then the conversion changed, and `pins/networks.json` has to be changed knowingly."""
    known = json.loads(CHECKED.read_text("utf-8"))
    for source in weights.SOURCES.values():
        path = weights.prepare(source, folder)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if known.get(source.name) != found:
            raise SystemExit(
                f"{source.name} was converted to {found}, not to {known.get(source.name)} ({CHECKED.name})"
            )
        open_session(path, threads=1)
        path.chmod(0o644)  # the program's cache is the user's alone; an installed file is everybody's
        sys.stdout.write(f"{path.name}  {path.stat().st_size / 1e6:.1f} MB  sha256 {found}\n")


def make_translations(folder: Path) -> None:
    """Compiles every language."""
    folder.mkdir(parents=True)
    for language in translations.FORMS:
        translations.compile_to(folder / f"{language}.qm", language)


def make_metadata(product: Product, folder: Path) -> None:
    """What `importlib.metadata` reads the version from; and where newer ones will be found, if a workflow publishes."""
    place = folder / f"{product.name}-{product.version}.dist-info"
    place.mkdir()
    text = f"Metadata-Version: 2.1\nName: {product.name}\nVersion: {product.version}\nSummary: {product.summary}\n"
    if repository := os.environ.get("GITHUB_REPOSITORY"):
        text += f"Project-URL: Releases, https://github.com/{repository}/releases\n"
    (place / "METADATA").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
