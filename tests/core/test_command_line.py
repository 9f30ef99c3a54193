"""`python -m core`: the contract that scripts rely on."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.__main__ import COMMANDS, main

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys, album):
    """Runs a command on the album; returns (exit code, JSON document or text, stderr)."""

    def run(command: str, *arguments: str, as_json: bool = True):
        words = [command, *arguments, "--library", str(album.folder), *(["--json"] if as_json else [])]
        code = main(words)
        said = capsys.readouterr()
        return code, json.loads(said.out) if as_json and said.out else said.out, said.err

    return run


def test_people_lists_the_named_and_nameless_groups_of_two_or_more(run, album, three_people):
    album.photo([9])  # somebody seen once
    assert run("name", album.key_of(three_people["anna"][0]), "Anna")[0] == 0
    code, people, _ = run("people")
    assert code == 0
    assert [(person["person_id"], person["name"], person["faces"], person["photos"]) for person in people] == [
        (1, "Anna", 4, 4),
        (None, "", 4, 4),
        (None, "", 3, 3),
    ]
    assert all(person["cover"] for person in people)


def test_faces_of_one_photo(run, album, three_people):
    photo = album.library.queries.face(three_people["ben"][0]).photo_path
    _, (face,), _ = run("faces", "--photo", photo)
    assert face["photo"] == photo
    assert (face["face_id"], face["how"], face["person_id"]) == (three_people["ben"][0], "unnamed", None)
    assert len(face["box"]) == 4
    assert len(face["landmarks"]) == 5
    assert set(face) >= {"score", "quality", "clusterable", "group", "name"}


def test_every_edit_and_its_undo(run, album, three_people):
    anna, ben = (album.key_of(three_people[who][0]) for who in ("anna", "ben"))
    before = album.words()
    for words in (
        ("name", anna, "Anna"),
        ("merge", "p1", ben),
        ("split", "p1"),
        ("reject", f"f{three_people['anna'][0]}", "p1"),
        ("hide", "p1"),
    ):
        code, document, errors = run(*words)
        assert (code, errors) == (0, ""), words
        assert document["text"]
    for _ in range(5):
        assert run("undo")[0] == 0
    assert album.words() == before
    assert run("redo", as_json=False)[1] == "Done again: Named Anna\n"


def test_split_takes_the_two_people_apart(run, album, three_people):
    run("merge", album.key_of(three_people["anna"][0]), album.key_of(three_people["ben"][0]))
    run("split", "p1")
    keys = {who: {album.key_of(face) for face in three_people[who]} for who in ("anna", "ben")}
    assert all(len(found) == 1 for found in keys.values())
    assert keys["anna"] != keys["ben"]


def test_suggest_asks_about_people_who_look_alike(run, album, three_people):
    album.photo([1], name="new.jpg")  # not grouped yet: is this one of them?
    code, questions, _ = run("suggest", "--limit", "3")
    assert code == 0
    assert questions[0]["left"] == album.key_of(three_people["anna"][0])
    for question in questions:
        assert set(question) == {"left", "right", "probability", "settles", "left_faces", "right_faces"}
        assert 0 <= question["probability"] <= 1


@pytest.mark.parametrize("said", ["yes", "no", "unsure"])
def test_an_answered_question_is_not_asked_again(run, album, three_people, said):
    album.photo([1], name="new.jpg")
    asked = run("suggest")[1][0]
    code, document, errors = run("answer", asked["left"], asked["right"], said)
    assert (code, errors) == (0, "")
    assert document["text"]
    assert asked["right"] not in {question["right"] for question in run("suggest")[1]}
    assert run("undo")[0] == 0
    assert run("suggest")[1][0] == asked


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("name", "p9", "Anna"), "There is nobody with the id p9."),
        (("name", "nobody", "Anna"), "is not somebody's id"),
        (("reject", "p1", "p1"), "is not a face"),
        (("redo",), "nothing to redo"),
        (("faces", "--photo", "/none.jpg"), "does not know the photo /none.jpg"),
        (("index", "/no/such/folder"), "There is no folder /no/such/folder."),
        (("split", "g99"), "not two faces"),
    ],
)
def test_a_failure_is_one_sentence_and_exit_code_1(run, three_people, words, sentence):
    code, document, errors = run(*words)
    assert code == 1
    assert document == ""
    assert sentence in errors
    assert len(errors.strip().splitlines()) == 1


def test_wrong_usage_is_exit_code_2(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["dance"])
    assert stop.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_a_library_that_is_not_there_is_a_sentence(tmp_path, capsys):
    assert main(["people", "--library", str(tmp_path / "none")]) == 1
    assert "There is no library" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_importing_core_loads_nothing_heavy():
    code = "import sys, core; print([name for name in ('numpy', 'sqlite3', 'onnxruntime') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_photo_that_cannot_be_read_is_named(tmp_path, family, capsys):
    (tmp_path / "empty.jpg").touch()
    assert main(["verify", str(family / "identification1.jpg"), str(tmp_path / "empty.jpg")]) == 1
    assert f"{tmp_path / 'empty.jpg'}: " in capsys.readouterr().err


def test_from_photos_to_people(tmp_path, family, capsys):
    """index, people, verify, identify, embed on real photographs."""
    library = ["--library", str(tmp_path / "library"), "--json"]
    photos = tmp_path / "photos"
    photos.mkdir()
    for path in family.glob("Family1-*.jpg"):
        (photos / path.name).write_bytes(path.read_bytes())

    def ask(*words: str):
        assert main([*words]) == 0
        return json.loads(capsys.readouterr().out)

    done = ask("index", str(photos), *library)
    assert {key: done[key] for key in ("photos", "indexed", "failed", "skipped", "faces", "people", "groups")} == {
        "photos": 10, "indexed": 10, "failed": 0, "skipped": 0, "faces": 10, "people": 0, "groups": 4,
    }  # fmt: skip
    (dad,) = {face["group"] for face in ask("faces", *library) if "Dad" in face["photo"]}
    ask("name", f"g{dad}", "Dad", *library)
    again = ask("index", str(photos), *library)
    assert (again["indexed"], again["skipped"], again["people"], again["groups"]) == (0, 10, 1, 3)
    assert ask("cluster", *library)["groups"] == 3
    assert main(["identify", str(family / "identification1.jpg"), *library[:2]]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == 4
    assert [line for line in lines if re.fullmatch(r" *\d+% from the left, +\d+% from the top: Dad \(\d+%\)", line)]
    assert sum(line.endswith(": nobody known") for line in lines) == 3
    who = ask("identify", str(family / "identification1.jpg"), *library)
    assert sorted(face["name"] for face in who) == ["", "", "", "Dad"]
    same = ask("verify", str(photos / "Family1-Dad1.jpg"), str(photos / "Family1-Dad3.jpg"), "--json")
    other = ask("verify", str(photos / "Family1-Dad1.jpg"), str(photos / "Family1-Son1.jpg"), "--json")
    assert same["same"]
    assert not other["same"]
    assert same["distance"] < same["threshold"] < other["distance"]
    assert same["probability"] > 0.9 > 0.1 > other["probability"]
    ask("embed", str(family / "identification1.jpg"), "--out", str(tmp_path / "faces.npz"), "--json")
    with np.load(tmp_path / "faces.npz") as arrays:
        assert arrays["vectors"].shape == (4, 128)
        assert arrays["boxes"].shape == (4, 4)
        np.testing.assert_allclose(np.linalg.norm(arrays["vectors"], axis=1), 1, atol=1e-5)


def test_hints_name_the_command_as_it_is_called(tmp_path, capsys, monkeypatch):
    folder = str(tmp_path / "nothing")
    assert main(["people", "--library", folder]) == 1
    assert "Make one with: python -m core index FOLDER" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["/opt/familiar/familiar-core"])
    assert main(["people", "--library", folder]) == 1
    assert "Make one with: familiar-core index FOLDER" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["C:\\x.exe"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert capsys.readouterr().out.startswith("usage: familiar-core ")


def test_no_text_names_a_command_of_the_checkout():
    """Docstrings may; what is said at run time asks `core.program`."""
    said = [
        f"{path.name}:{node.lineno}"
        for room in ("core", "app")
        for path in sorted((CHECKOUT / room).rglob("*.py"))
        if path.name != "program.py"
        for node in _texts(ast.parse(path.read_text("utf-8")))
        if "python -m core" in str(node.value)
    ]
    assert said == []


def _texts(tree):
    """Every text in a program, without the ones that stand alone: docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_known_to_its_module(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m core {command} ")


def test_every_module_of_commands_is_reached():
    modules = {
        path.stem for path in (CHECKOUT / "core" / "commands").glob("*.py") if "def add_parsers" in path.read_text()
    }
    assert modules == {module for module, _ in COMMANDS.values()}


def test_help_lists_every_command_and_a_wrong_one_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    assert all(f"    {command}" in listed for command in COMMANDS)
    for words in ([], ["nonsense"]):
        with pytest.raises(SystemExit) as refused:
            main(words)
        assert refused.value.code == 2
