"""Fetches one file over the network, going on where an earlier try broke off.

The only place of the program that opens a connection, and only because the user asked for a pack. What has arrived lies
in a file that grows; whoever calls checks it, since a server may send anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from core.errors import ModelError

log = logging.getLogger(__name__)

TRIES = 3  # connections in one go; each goes on where the one before broke off
SECONDS_OF_SILENCE = 30.0

Tell = Callable[[int, int], None]  # bytes so far, bytes in all as far as known


def never() -> bool:
    """Nobody wants to stop."""
    return False


def fetch(url: str, target: Path, *, size: int, tell: Tell, stopped: Callable[[], bool] = never) -> None:
    """Fetches `url` into `target`, which may hold the beginning already. `size` is how long it gets, 0 for unknown.

    Raises ModelError where the server cannot be reached, has no such file or broke off again and again, or where the
    user stopped it; what came so far stays in `target`. Raises OSError where it cannot be written.
    """
    with httpx.Client(follow_redirects=True, timeout=SECONDS_OF_SILENCE) as client:
        for _ in range(TRIES):
            try:
                if _fetch_rest(client, url, target, size=size, tell=tell, stopped=stopped):
                    return
            except httpx.TransportError as error:
                log.warning("the download of %s broke off: %s", url, error)
    raise ModelError(
        f"The connection to {urlsplit(url).hostname} broke off. What has arrived is kept; install the pack again to go "
        "on from there."
    )


def _fetch_rest(
    client: httpx.Client, url: str, target: Path, *, size: int, tell: Tell, stopped: Callable[[], bool]
) -> bool:
    """One connection. False where the server cannot go on from here, or ended too early: try once more."""
    have = target.stat().st_size if target.exists() else 0
    if size and have >= size:
        return True  # whole, or too long to be right: the check will tell
    # Compressed on the way, its bytes could not be counted.
    wanted = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    with client.stream("GET", url, headers=wanted) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and _length(answer) == have:
            return True
        if not _goes_on(answer, have):
            target.unlink(missing_ok=True)
            return False
        if answer.is_error:
            raise ModelError(
                f"The server {urlsplit(url).hostname} does not give this file (answer {answer.status_code}). Try "
                "later, or fetch it by hand and install the pack from there."
            )
        begin = have if answer.status_code == httpx.codes.PARTIAL_CONTENT else 0
        total = size or begin + int(answer.headers.get("Content-Length", 0))
        return _write(answer, target, begin, total, tell=tell, stopped=stopped)


def _goes_on(answer: httpx.Response, have: int) -> bool:
    """Whether what comes is the part that is missing, or everything from the beginning."""
    if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        return False
    if answer.status_code != httpx.codes.PARTIAL_CONTENT:
        return True
    part: str = answer.headers.get("Content-Range", "")
    return part.startswith(f"bytes {have}-")


def _length(answer: httpx.Response) -> int:
    """How long the whole file is, from `Content-Range: bytes */1234`; -1 where it is not said."""
    said = answer.headers.get("Content-Range", "").rpartition("/")[2]
    return int(said) if said.isdecimal() else -1


def _write(
    answer: httpx.Response, target: Path, begin: int, total: int, *, tell: Tell, stopped: Callable[[], bool]
) -> bool:
    """Appends what arrives to the first `begin` bytes. Returns whether all of it came."""
    done = begin
    with target.open("ab" if begin else "wb") as file:
        for block in answer.iter_raw():
            file.write(block)
            done += len(block)
            tell(done, max(total, done))
            if stopped():
                raise ModelError("Stopped. What has arrived is kept; install the pack again to go on from there.")
    return done >= total
