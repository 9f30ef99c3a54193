"""Rules about the whole tree that linters do not know."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
ALLOWED_AT_THE_TOP = {"app", "core", "resources", "tests", "packaging"}
ALLOWED_FILES = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"}


def tracked() -> list[str]:
    """Files that git knows; the whole tree where there is no git."""
    done = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return done.stdout.splitlines()


def test_the_top_level_holds_what_it_should():
    tops = {name.split("/")[0] for name in tracked() if not name.startswith(".")}
    assert tops <= ALLOWED_AT_THE_TOP | ALLOWED_FILES


def test_the_window_loads_no_network():
    """Importing the whole window and the worker's parent side must not bring an inference library along."""
    code = (
        "import sys, app.application, app.views.main_window, core.worker\n"
        "heavy = {'onnxruntime', 'torch', 'cv2', 'insightface', 'core.indexer', 'core.faces.pipeline', 'hdbscan',\n"
        "    'PIL.Image', 'rawpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_program_module_imports_no_qt_before_it_starts():
    code = "import sys, app.__main__; print([name for name in sys.modules if name.startswith('PySide6')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("room", ["core", "app"])
def test_every_module_says_why_it_exists(room):
    silent = [
        str(path.relative_to(CHECKOUT))
        for path in sorted((CHECKOUT / room).rglob("*.py"))
        if path.read_text("utf-8").strip() and not path.read_text("utf-8").lstrip().startswith('"""')
    ]
    assert silent == []


def test_the_command_line_loads_torch_only_for_the_laboratory():
    code = (
        "import sys; from core.__main__ import COMMANDS, parser\n"
        "for command in COMMANDS: parser(command)\n"
        "print(sorted({'torch', 'core.facenet'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_loads_nothing_that_takes_long():
    code = "import sys; from core.__main__ import parser; parser('--help').format_help(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert not {"numpy", "sqlite3", "httpx", "core.commands"} & set(done.stdout.split())
