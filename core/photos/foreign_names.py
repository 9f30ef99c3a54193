"""Whom other programs saw in a photo: everything that is noted in it and beside it.

Where two sources speak of the same place, the first in this order counts: the photo's own sidecar, Adobe's, Picasa's
file, the photo itself. Programs write a sidecar when they may not, or no longer do, write into the photo.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.errors import PhotoError
from core.photos import regions, takeout, xmp
from core.photos.header import Header, read_header
from core.photos.picasa import Contacts, PicasaFolder
from core.photos.sidecars import read_sidecar, sidecars_of
from core.records import NamesFound


class NamesReader:
    """Reads the names of many photos; a folder's Picasa file is read once."""

    def __init__(self, contacts: Contacts) -> None:
        self._contacts = contacts
        self._folder: Path | None = None
        self._picasa: PicasaFolder | None = None
        self.damaged: list[Path] = []
        """Notes that could not be understood: sidecars, photos or folders."""
        self.strangers: set[str] = set()
        """Picasa's people of whom no name is known."""

    def names_in(self, photo: Path) -> list[NamesFound]:
        """What every source says, the one that counts first. Raises PhotoError where the photo cannot be read."""
        header = read_header(photo)
        return list(self._sources(photo, header))

    def _sources(self, photo: Path, header: Header) -> Iterator[NamesFound]:
        for place in sidecars_of(photo):
            found = self._in_packet(place, header, None)
            if found is not None:
                yield found
        picasa = self._picasa_of(photo.parent)
        found = picasa.names_in(photo.name, turn=header.turn) if picasa else None
        if picasa:
            self.strangers |= picasa.strangers
        if found is not None:
            yield found
        found = self._in_packet(photo, header, header.xmp) if header.xmp else None
        if found is not None:
            yield found
        found = self._in_takeout(photo)
        if found is not None:
            yield found

    def _in_packet(self, place: Path, header: Header, packet: bytes | None) -> NamesFound | None:
        try:
            root = read_sidecar(place) if packet is None else xmp.parse(packet)
        except PhotoError:
            self.damaged.append(place)
            return None
        found = regions.read(root, size=(header.width, header.height), turn=header.turn, turned=header.turned)
        return found if found.readings or found.names else None

    def _picasa_of(self, folder: Path) -> PicasaFolder | None:
        if folder != self._folder:
            self._folder, self._picasa = folder, None
            try:
                self._picasa = PicasaFolder(folder, self._contacts)
            except PhotoError:
                self.damaged.append(folder)
        return self._picasa

    def _in_takeout(self, photo: Path) -> NamesFound | None:
        try:
            return takeout.read_people(photo)
        except PhotoError:
            self.damaged.append(photo)
            return None
