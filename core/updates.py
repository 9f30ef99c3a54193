"""Whether there is a newer version of the program: asked of the page that published this one, and only because the user
asked. What is sent is the wish to see that page, and nothing else.

A release page `.../releases` leads from `.../releases/latest` to `.../releases/tag/v1.2.3`, as GitHub's do. A plain
checkout was published nowhere: it has no page.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from urllib.parse import urlsplit

import httpx

from core.errors import UpdateError

LABEL = "Releases"  # of the address among the project's
SECONDS = 10.0


def releases_page(name: str = "familiar") -> str:
    """The page on which this program was published; "" where it was not."""
    try:
        addresses = metadata(name).get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    labelled = dict(line.split(", ", 1) for line in addresses)
    return str(labelled.get(LABEL, ""))


def newest_version(page: str) -> str:
    """The version that the page calls its latest, like 1.2.3. Takes up to SECONDS. Raises `UpdateError`."""
    host = urlsplit(page).hostname or page
    try:
        answer = httpx.head(f"{page.rstrip('/')}/latest", timeout=SECONDS, follow_redirects=False)
    except httpx.HTTPError as error:
        raise UpdateError(f"{host} could not be reached. Is this computer on the internet?") from error
    version: str = answer.headers.get("location", "").rstrip("/").rpartition("/")[2].removeprefix("v")
    if not answer.is_redirect or not _numbers(version):
        raise UpdateError(f"{host} did not say which version is the newest.")
    return version


def is_newer(version: str, than: str) -> bool:
    """Of two versions like 1.2.3."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> list[int]:
    """[1, 2, 3] of "1.2.3"; [] of anything else."""
    parts = version.split(".")
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []
