"""The packs that the window may offer: what they are, bringing one onto this computer, using one for a library.

The window's side of `core.faces.install` and `core.switching`: plain records, and nothing that loads a network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.faces.manifest import Manifest, manifest, manifests
from core.store.library import Library

Tell = Callable[[int, int], None]  # bytes so far, bytes in all


@dataclass(frozen=True, slots=True)
class Offer:
    """One pack, in the words of its manifest (English: `app.pack_words` translates them)."""

    name: str
    title: str
    about: str
    licence: str
    terms: str
    must_accept: bool  # its licence restricts use
    address: str  # where the licence can be read; "" where it comes with the program
    size: int  # bytes to fetch; 0 for what is always there
    hosts: tuple[str, ...]  # who it is fetched from
    installed: bool
    measured_on: str


def offers() -> list[Offer]:
    """Every pack that is known, the built-in one first."""
    return [_offer(one) for one in manifests().values()]


def bring(name: str, *, source: str, accepted: bool, tell: Tell, stopped: Callable[[], bool]) -> None:
    """Fetches a pack, or takes it from `source`, a file or folder on this computer. Checks every byte.

    Raises ModelError with a sentence for the user; what has arrived is kept, so that another try goes on from there.
    """
    from core.faces.install import Order, install  # here: it brings the network library along, for nobody else

    install(manifest(name), Order(source=source, accepted=accepted, tell=tell, stopped=stopped))


def use(library: Library, name: str) -> bool:
    """The user wants this pack. True where it is shown at once; else the next run of the worker brings it about."""
    return library.models.use(manifest(name))


def _offer(one: Manifest) -> Offer:
    from core.faces.install import size_of
    from core.faces.packs import is_installed

    return Offer(
        name=one.name,
        title=one.title,
        about=one.about,
        licence=one.licence.name,
        terms=one.licence.terms,
        must_accept=one.licence.restricts,
        address=one.licence.address,
        size=size_of(one),
        hosts=tuple(sorted({urlsplit(file.url).hostname or "" for file in one.to_fetch})),
        installed=is_installed(one),
        measured_on=one.thresholds.measured_on,
    )
