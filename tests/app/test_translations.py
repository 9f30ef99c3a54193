"""Every word of the window in English plurals and in Korean, and nothing forgotten."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app import reasons, words
from core.errors import EditError
from core.people import draft
from core.photos import sentences

CHECKOUT = Path(__file__).resolve().parents[2]
TRANSLATIONS = CHECKOUT / "resources" / "translations"
LANGUAGES = ("en", "ko")
JARGON = ("cluster", "model", "threshold", "asset", "embedding", "database", "vector", "detection", "SQL")
HOW = "run python packaging/translations.py, and translate what is unfinished in resources/translations/*.ts"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """packaging/translations.py, which keeps the files up to date."""
    spec = importlib.util.spec_from_file_location("translations_tool", CHECKOUT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_there_and_none_is_left_over(language: str, tool: ModuleType) -> None:
    wanted = set(tool.wanted(language))
    there = set(_texts(TRANSLATIONS / f"{language}.ts"))
    assert len(wanted) > 10
    assert wanted - there == set(), HOW
    assert there - wanted == set(), HOW


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    messages = ElementTree.parse(TRANSLATIONS / f"{language}.ts").getroot().iter("message")
    missing = [_source(message) for message in messages if not all(_translations(message))]
    assert missing == [], HOW


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_numbers_keep_their_places(language: str) -> None:
    for message in ElementTree.parse(TRANSLATIONS / f"{language}.ts").getroot().iter("message"):
        for text in _translations(message):
            assert _places(text) == _places(_source(message)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_translations_are_fresh(language: str, tool: ModuleType, tmp_path: Path) -> None:
    tool.compile_to(tmp_path / "fresh.qm", language)
    assert (TRANSLATIONS / f"{language}.qm").read_bytes() == (tmp_path / "fresh.qm").read_bytes(), HOW


def test_the_window_speaks_no_jargon(tool: ModuleType) -> None:
    for text in tool.texts():
        found = [word for word in JARGON if re.search(rf"\b{word}s?\b", text.source, re.IGNORECASE)]
        assert found == [], text


def test_every_sentence_of_core_is_listed() -> None:
    listed = {re.sub(r"\{\w+\}", "{}", text) for text in reasons.SENTENCES}
    for room in ("photos", "people", "store", "worker.py"):
        assert set(_sentences_of_core(room)) - listed == set(), room
    assert sentences.NOT_A_PICTURE in listed
    assert listed - set(_sentences_of_core("")) == set()


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QCoreApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / f"{request.param}.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_english_has_plurals(language: None) -> None:
    assert (words.photos(1), words.photos(2)) == ("1 photo", "2 photos")
    assert (words.people(1), words.people(0)) == ("1 person", "0 people")


@pytest.mark.parametrize("language", ["ko"], indirect=True)
def test_korean_is_spoken(language: None) -> None:
    assert words.photos(3) == "사진 3장"
    assert reasons.translated(sentences.EMPTY) == "빈 파일입니다."
    with pytest.raises(EditError) as refused:
        draft.parse_key("x9")
    assert reasons.translated(str(refused.value)).startswith("“x9”: ")


def test_unknown_sentence_is_shown_as_it_comes() -> None:
    assert reasons.translated("Something else.") == "Something else."


def _texts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Context, text, comment."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name", ""), _source(message), message.findtext("comment", "")


def _source(message: ElementTree.Element) -> str:
    return message.findtext("source", "")


def _translations(message: ElementTree.Element) -> list[str]:
    """The translation, or its plural forms; an empty one where it is not finished."""
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return [""]
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}|%Ln|%n|%\d", text))


def _sentences_of_core(room: str) -> Iterator[str]:
    """Whole sentences in the code of a room, or of all of core; `{}` where something is put in."""
    place = CHECKOUT / "core" / room
    for path in place.rglob("*.py") if place.is_dir() else [place]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {id(part) for node in ast.walk(tree) for part in _not_texts(node)}
        for node in ast.walk(tree):
            text = _text(node) if id(node) not in inside else ""
            if re.fullmatch(r"(“|[A-Z][a-z ]|\{\} [a-z]).* .*[.?]|[A-Z].*; .*\{\}", text):
                yield text


def _not_texts(node: ast.AST) -> list[ast.AST]:
    """Docstrings, and the pieces of f-strings."""
    if isinstance(node, ast.Expr):
        return [node.value]
    return list(node.values) if isinstance(node, ast.JoinedStr) else []


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""
