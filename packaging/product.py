"""What the product is called: read from pyproject.toml and LICENSE, so that the window, the executables, Info.plist and
the installers cannot disagree. Standard library only: it runs before anything is installed, and under wine.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
IDENTIFIER = "org.familiar.Familiar"  # reverse domain name, which macOS and Linux desktops ask for
CATEGORY = "public.app-category.photography"
PUBLISHER_LINE = "Copyright (c) "


@dataclass(frozen=True, slots=True)
class Product:
    """Names and version of what is built."""

    name: str  # of commands, folders and files: familiar
    title: str  # what people read: Familiar
    version: str  # 1.2.3
    summary: str
    copyright: str  # "(c) 2026 ..."
    publisher: str
    identifier: str

    @property
    def four_numbers(self) -> str:
        """The version as Windows wants it, 1.2.3.0. Raises `ValueError` where it is not of plain numbers."""
        numbers = [int(part) for part in self.version.split(".")]
        return ".".join(str(number) for number in [*numbers, 0, 0, 0][:4])


def read_product(checkout: Path = CHECKOUT) -> Product:
    """The product of a checkout."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (checkout / "LICENSE").read_text("utf-8").splitlines()
    owner = next(line for line in lines if line.startswith(PUBLISHER_LINE)).removeprefix(PUBLISHER_LINE)
    return Product(
        name=project["name"],
        title=str(project["name"]).title(),
        version=project["version"],
        summary=project["description"],
        copyright=f"© {owner}",
        publisher=owner.split(" ", 1)[1],
        identifier=IDENTIFIER,
    )
