"""Writes the signing certificate of the release workflow into a file, and tells build.py of it. Does nothing, and says
so, where there is none.
"""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path


def main() -> int:
    """Returns the exit code."""
    text = os.environ.get("WINDOWS_CERTIFICATE", "")
    if not text:
        sys.stdout.write("::warning::There is no signing certificate: the setup will not be signed.\n")
        return 0
    place = Path(os.environ["RUNNER_TEMP"]) / "certificate.pfx"
    place.write_bytes(base64.b64decode(text))
    with Path(os.environ["GITHUB_ENV"]).open("a", encoding="utf-8") as variables:
        variables.write(f"SIGN_CERTIFICATE={place}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
