"""What a library is made of, for the settings page: where it lies, how large it is, what it finds faces with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.store.leaning import leaning_of
from core.store.library import FILE, PREVIEWS, Library
from core.store.models import Hardware


@dataclass(frozen=True, slots=True)
class Inventory:
    """Sizes in bytes."""

    folder: Path
    library: int
    previews: int
    copies: int  # backups that Familiar made beside the library
    pack: str  # the title of the networks in use
    wanted_pack: str  # of those that the user chose; the same unless a change is under way
    wanted_name: str
    switched: int  # faces that were looked at again with the wanted pack
    to_switch: int  # faces that have to be; 0 where no change is under way
    leaning: int  # steps, see `core.store.leaning`
    hardware: tuple[Hardware, ...]


def inventory(library: Library) -> Inventory:
    """What there is just now."""
    folder = library.folder
    shown, wanted, switch = library.models.active_manifest(), library.models.wanted(), library.models.switch()
    return Inventory(
        folder=folder,
        library=_size(folder, f"{FILE}*"),
        previews=_size(folder, f"{PREVIEWS}*"),
        copies=_size(folder, "library.before-*.sqlite"),
        pack=shown.title,
        wanted_pack=wanted.title,
        wanted_name=wanted.name,
        switched=switch.done if switch is not None else 0,
        to_switch=switch.total if switch is not None else 0,
        leaning=leaning_of(library.db),
        hardware=tuple(library.models.hardware()),
    )


def _size(folder: Path, names: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(names))
