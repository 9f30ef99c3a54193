"""`people`, `faces`, `suggest`: what the library says."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.commands import Answer, open_library
from core.errors import PhotoError
from core.records import Face, Person, Suggestion
from core.store.library import Library


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Adds the commands of this module."""
    people = commands.add_parser("people", parents=[common])
    people.set_defaults(run=run_people)
    faces = commands.add_parser("faces", parents=[common])
    faces.add_argument("--photo", metavar="PATH")
    faces.set_defaults(run=run_faces)
    suggest = commands.add_parser("suggest", parents=[common])
    suggest.add_argument("--limit", type=int, default=20, metavar="N")
    suggest.set_defaults(run=run_suggest)


def run_people(args: argparse.Namespace) -> Answer:
    """Named people and nameless groups of two or more."""
    with open_library(args) as library:
        people = library.queries.people()
    lines = [f"{person.key:>6}  {person.name or 'Who is this?':<30} {person.faces:>6} faces" for person in people]
    return Answer([_person(person) for person in people], "\n".join(lines) or "Nobody yet.")


def run_faces(args: argparse.Namespace) -> Answer:
    """Faces with their boxes and who they are."""
    with open_library(args) as library:
        faces = _faces_in(library, args.photo) if args.photo else library.queries.faces()
    lines = [f"{f'f{face.face_id}':>7}  {face.name or '?':<25} {face.how:<10} {face.photo_path}" for face in faces]
    return Answer([_face(face) for face in faces], "\n".join(lines) or "No faces.")


def run_suggest(args: argparse.Namespace) -> Answer:
    """Ranked yes/no questions."""
    with open_library(args) as library:
        questions = library.questions.worth_asking(limit=args.limit)
    lines = [
        f"{ask.left} and {ask.right}: the same person? {ask.probability:.0%}, settles {ask.settles} faces"
        for ask in questions
    ]
    return Answer([_question(ask) for ask in questions], "\n".join(lines) or "Nothing to ask.")


def _question(suggestion: Suggestion) -> dict[str, object]:
    return {
        "left": suggestion.left,
        "right": suggestion.right,
        "probability": round(suggestion.probability, 4),
        "settles": suggestion.settles,
        "left_faces": list(suggestion.left_faces),
        "right_faces": list(suggestion.right_faces),
    }


def _faces_in(library: Library, path: str) -> list[Face]:
    place = str(Path(path).absolute())
    photo = library.queries.photo_at(place)
    if photo is None:
        raise PhotoError(f"The library does not know the photo {place}.")
    return library.queries.faces_in(photo.photo_id)


def _person(person: Person) -> dict[str, object]:
    return {
        "person_id": person.person_id,
        "group": person.group_id,
        "id": person.key,
        "name": person.name,
        "state": person.state,
        "faces": person.faces,
        "photos": person.photos,
        "cover": person.cover_face_id,
    }


def _face(face: Face) -> dict[str, object]:
    box = face.box
    return {
        "face_id": face.face_id,
        "photo": face.photo_path,
        "photo_id": face.photo_id,
        "box": [round(side, 5) for side in (box.x, box.y, box.width, box.height)],
        "landmarks": [[round(float(x), 5), round(float(y), 5)] for x, y in face.landmarks.to_array()],
        "score": round(face.score, 4),
        "quality": round(face.quality.overall, 4),
        "clusterable": face.quality.clusterable,
        "group": face.group_id,
        "person_id": face.person_id,
        "name": face.name,
        "how": face.how,
    }
