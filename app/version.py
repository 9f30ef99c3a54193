"""Which version of the program this is: what was installed says it, in a plain checkout `pyproject.toml`."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

NAME = "familiar"


def version() -> str:
    """Like 1.2.3."""
    try:
        return version_of(NAME)
    except PackageNotFoundError:
        project = Path(__file__).resolve().parents[1] / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
