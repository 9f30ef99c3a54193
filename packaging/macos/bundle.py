"""From Familiar.app to a disk image: signed and notarised where the secrets are there, else said loudly that it is not.

Environment: CODESIGN_IDENTITY (name of the certificate in the keychain), and for notarisation NOTARY_KEY (path of the
App Store Connect key), NOTARY_KEY_ID and NOTARY_ISSUER. Runs on macOS only, and has never been run yet.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from product import Product

ENTITLEMENTS = Path(__file__).resolve().parent / "entitlements.plist"
TRIES = 5  # hdiutil is known to find its own image busy
NOTARY = ("NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER")


def make(product: Product, out: Path) -> Path:
    """Signs OUT/Familiar.app as far as it can, and makes Familiar-VERSION-arm64.dmg; returns it."""
    app = out / f"{product.title}.app"
    signed = sign(app)
    image = make_image(product, app, out)
    if signed:
        notarise(image)
    return image


def sign(app: Path) -> bool:
    """Signs with the hardened runtime; without a certificate only for this machine. Returns which of the two."""
    identity = os.environ.get("CODESIGN_IDENTITY", "")
    options = ["--options", "runtime", "--timestamp"] if identity else []
    command = [
        "codesign",
        "--force",
        "--deep",
        "--sign",
        identity or "-",
        "--entitlements",
        str(ENTITLEMENTS),
        *options,
    ]
    subprocess.run([*command, str(app)], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)], check=True)
    if not identity:
        _say("NOT SIGNED: there is no CODESIGN_IDENTITY. macOS will refuse to open what is downloaded.")
    return bool(identity)


def make_image(product: Product, app: Path, out: Path) -> Path:
    """A compressed disk image with the program and a link to Applications."""
    folder = out / "build" / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["ditto", str(app), str(folder / app.name)], check=True)
    (folder / "Applications").symlink_to("/Applications")
    image = out / f"{product.title}-{product.version}-arm64.dmg"
    command = ["hdiutil", "create", "-volname", product.title, "-srcfolder", str(folder), "-ov", "-format", "UDBZ"]
    for attempt in range(1, TRIES + 1):
        if subprocess.run([*command, str(image)], check=attempt == TRIES).returncode == 0:
            break
        time.sleep(attempt)
    return image


def notarise(image: Path) -> None:
    """Has Apple look at the image, and attaches the answer. Said loudly where the secrets are missing."""
    if any(not os.environ.get(name) for name in NOTARY):
        _say(f"NOT NOTARISED: {', '.join(NOTARY)} are not all there.")
        return
    key, key_id, issuer = (os.environ[name] for name in NOTARY)
    subprocess.run(["codesign", "--sign", os.environ["CODESIGN_IDENTITY"], "--timestamp", str(image)], check=True)
    asked = [
        "xcrun",
        "notarytool",
        "submit",
        str(image),
        "--wait",
        "--key",
        key,
        "--key-id",
        key_id,
        "--issuer",
        issuer,
    ]
    subprocess.run(asked, check=True)
    subprocess.run(["xcrun", "stapler", "staple", str(image)], check=True)


def _say(sentence: str) -> None:
    mark = "::warning::" if os.environ.get("GITHUB_ACTIONS") else ""
    sys.stdout.write(f"{mark}{sentence}\n")
