"""Brings the translations up to date: `python packaging/translations.py`, from the checkout.

Collects every text that the window may say, adds new ones to resources/translations/*.ts as unfinished, drops those
that are gone, and compiles the .qm files. Texts are collected here and not by Qt's lupdate, whose reading of Python
changes between versions (6.11 misses texts beside a call in brackets and most plurals).
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

CHECKOUT = Path(__file__).resolve().parent.parent
TRANSLATIONS = CHECKOUT / "resources" / "translations"
FORMS = {"en": 2, "ko": 1}  # plural forms of each language; English holds nothing but plurals
PLURALS = ("%n", "%Ln")


class Text(NamedTuple):
    """One text of the window, as Qt looks it up."""

    context: str
    source: str
    comment: str

    @property
    def counted(self) -> bool:
        return any(sign in self.source for sign in PLURALS)


def texts(code: Path = CHECKOUT / "app") -> list[Text]:
    """Every text in the Python files below `code`, sorted, each once. Raises `ValueError` where one is no literal."""
    found: set[Text] = set()
    for path in sorted(code.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope, call in _calls(tree, ""):
            text = _text(scope, call)
            if text is not None:
                found.add(text)
    return sorted(found)


def wanted(language: str) -> list[Text]:
    """The texts that a language must have."""
    return [text for text in texts() if language != "en" or text.counted]


def update(language: str) -> int:
    """Writes the .ts file anew, keeping what is translated. Returns how many texts still wait for a translation."""
    path = TRANSLATIONS / f"{language}.ts"
    known = dict(_known(path)) if path.exists() else {}
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context: ElementTree.Element | None = None
    for text in wanted(language):
        if context is None or context.findtext("name") != text.context:
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = text.context
        _write(context, text, known.get(text, []), FORMS[language])
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return sum(1 for text in wanted(language) if not known.get(text))


def compile_to(target: Path, language: str) -> None:
    """Makes the .qm file that the program loads."""
    program = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or "pyside6-lrelease"
    subprocess.run([program, str(TRANSLATIONS / f"{language}.ts"), "-qm", str(target)], check=True, capture_output=True)


def _calls(node: ast.AST, scope: str) -> Iterator[tuple[str, ast.Call]]:
    """All calls with the name of the class around them."""
    if isinstance(node, ast.ClassDef):
        scope = node.name
    if isinstance(node, ast.Call):
        yield scope, node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, scope)


def _text(scope: str, call: ast.Call) -> Text | None:
    name = ast.unparse(call.func)
    if name.endswith(".tr"):
        if name != "self.tr":
            raise ValueError(f"{ast.unparse(call)}: its context is not known here; call QCoreApplication.translate")
        return Text(scope, _literal(call, 0), _literal(call, 1))
    if name in ("QCoreApplication.translate", "translate", "QT_TRANSLATE_NOOP") and len(call.args) >= 2:
        if not isinstance(call.args[1], ast.Constant):
            return None  # looks up what is listed elsewhere with QT_TRANSLATE_NOOP
        return Text(_literal(call, 0), _literal(call, 1), _literal(call, 2))
    return None


def _literal(call: ast.Call, place: int) -> str:
    if place >= len(call.args):
        return ""
    argument = call.args[place]
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        raise ValueError(f"{ast.unparse(call)}: not a plain text, so nobody can translate it")
    return argument.value


def _known(path: Path) -> Iterator[tuple[Text, list[str]]]:
    """What a .ts file says: each text with its translations, none where it is unfinished."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            text = Text(context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            yield text, _translations(message)


def _translations(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return []
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    return forms if all(form.strip() for form in forms) else []


def _write(context: ElementTree.Element, text: Text, translations: list[str], forms: int) -> None:
    message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if text.counted else {})
    ElementTree.SubElement(message, "source").text = text.source
    if text.comment:
        ElementTree.SubElement(message, "comment").text = text.comment
    translation = ElementTree.SubElement(message, "translation", {} if translations else {"type": "unfinished"})
    if not text.counted:
        translation.text = (translations or [""])[0]
        return
    for form in (translations + [""] * forms)[:forms]:
        ElementTree.SubElement(translation, "numerusform").text = form


if __name__ == "__main__":
    for name in FORMS:
        waiting = update(name)
        compile_to(TRANSLATIONS / f"{name}.qm", name)
        sys.stdout.write(f"{name}: {waiting} texts wait for a translation\n")
