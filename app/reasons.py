"""The sentences that core gives as reasons, listed so that they can be translated.

Core writes plain English, and the library keeps it as the reason of a photo; the window looks the sentence up when it
shows it. A `{word}` stands for what core put there: a name, a place, an id.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

SENTENCES = cast(
    "tuple[str, ...]",
    (
        QT_TRANSLATE_NOOP("Reason", "The file of the face recognition network is not in the expected format."),
        QT_TRANSLATE_NOOP("Reason", "The face network {network} cannot be loaded; it may be damaged."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "A part of the program that finds faces is missing; install it again with: pip install "
            "--force-reinstall {package}",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "A part of the program that finds faces has been altered or damaged; install it again with: pip "
            "install --force-reinstall {package}",
        ),
        QT_TRANSLATE_NOOP("Reason", "A part of Familiar is missing or damaged. Install Familiar again."),
        QT_TRANSLATE_NOOP("Reason", "The face networks cannot be stored in {place}: {reason}."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "“{key}” is not somebody's id. Ids look like p3 (a person), g12 (a group) or f7 (a face).",
        ),
        QT_TRANSLATE_NOOP("Reason", "{place} could not be reached. Is this computer on the internet?"),
        QT_TRANSLATE_NOOP("Reason", "{place} did not say which version is the newest."),
        QT_TRANSLATE_NOOP("Reason", "The file cannot be read."),
        QT_TRANSLATE_NOOP(
            "Reason", "This is not the part for this version of Familiar. The right file is called {file}."
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The part for videos cannot be unpacked: there is no room, or the folder cannot be written.",
        ),
        QT_TRANSLATE_NOOP("Reason", "A name needs at least one letter."),
        QT_TRANSLATE_NOOP(
            "Reason", "There is already somebody called {name}. Merge the two if they are the same person."
        ),
        QT_TRANSLATE_NOOP("Reason", "Choose at least two people to merge."),
        QT_TRANSLATE_NOOP("Reason", "Choose the faces to take out."),
        QT_TRANSLATE_NOOP("Reason", "Choose somebody first."),
        QT_TRANSLATE_NOOP("Reason", "Choose two different people or faces."),
        QT_TRANSLATE_NOOP("Reason", "Nobody said yet which faces are theirs."),
        QT_TRANSLATE_NOOP("Reason", "This photo is no longer in the library."),
        QT_TRANSLATE_NOOP("Reason", "Draw the box a little larger."),
        QT_TRANSLATE_NOOP("Reason", "There is a face in this place already. Click on its name to change it."),
        QT_TRANSLATE_NOOP("Reason", "This folder is already in the library."),
        QT_TRANSLATE_NOOP("Reason", "This folder is no longer in the library."),
        QT_TRANSLATE_NOOP(
            "Reason", "There is no group with the id {key}. Groups change as photos come in; look again."
        ),
        QT_TRANSLATE_NOOP("Reason", "“{key}” is not a person. A person's id looks like p3."),
        QT_TRANSLATE_NOOP("Reason", "There is no face with the id f{number}."),
        QT_TRANSLATE_NOOP("Reason", "Nothing to change: it is so already."),
        QT_TRANSLATE_NOOP("Reason", "There is nobody with the id {key}."),
        QT_TRANSLATE_NOOP("Reason", "There is nothing to split: you said that all these faces are the same person."),
        QT_TRANSLATE_NOOP("Reason", "A single face cannot be split."),
        QT_TRANSLATE_NOOP("Reason", "There are not two faces to take apart."),
        QT_TRANSLATE_NOOP("Reason", "This is not a day. Write it like 2003-12-24."),
        QT_TRANSLATE_NOOP("Reason", "This day is still to come."),
        QT_TRANSLATE_NOOP("Reason", "The file is empty."),
        QT_TRANSLATE_NOOP("Reason", "The file is not a picture, or of a kind that cannot be opened here."),
        QT_TRANSLATE_NOOP("Reason", "The file is damaged: it ends too early."),
        QT_TRANSLATE_NOOP("Reason", "The file is damaged and cannot be opened."),
        QT_TRANSLATE_NOOP("Reason", "The picture is too large to be opened safely."),
        QT_TRANSLATE_NOOP("Reason", "There was not enough free memory to open the picture."),
        QT_TRANSLATE_NOOP("Reason", "You do not have permission to read this file."),
        QT_TRANSLATE_NOOP("Reason", "The file is no longer there."),
        QT_TRANSLATE_NOOP("Reason", "This is a link to a place where nothing is."),
        QT_TRANSLATE_NOOP("Reason", "This is a link that leads back to itself."),
        QT_TRANSLATE_NOOP("Reason", "This is not a file, although it is named like a picture."),
        QT_TRANSLATE_NOOP("Reason", "The name, with all its folders, is too long for this computer."),
        QT_TRANSLATE_NOOP("Reason", "The file lies in the cloud, not on this computer. Download it first."),
        QT_TRANSLATE_NOOP("Reason", "The file could not be read: its drive or the network did not answer."),
        QT_TRANSLATE_NOOP("Reason", "The folder is not there, or its drive is not connected."),
        QT_TRANSLATE_NOOP("Reason", "You do not have permission to look into this folder."),
        QT_TRANSLATE_NOOP("Reason", "The folder could not be read: its drive or the network did not answer."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "This is a video, and the part of Familiar that opens videos is missing. How to bring it is said in the "
            "settings, under “Videos”.",
        ),
        QT_TRANSLATE_NOOP("Reason", "This video has no pictures in it, or is of a kind that cannot be opened here."),
        QT_TRANSLATE_NOOP("Reason", "What another program noted about this photo is damaged."),
        QT_TRANSLATE_NOOP(
            "Reason", "The names could not be written beside the photo: its folder cannot be written, or is full."
        ),
        QT_TRANSLATE_NOOP(
            "Reason", "The photo's name is so long that no file can lie beside it. Give it a shorter one."
        ),
        QT_TRANSLATE_NOOP(
            "Reason", "The notes beside this photo belong to one of another shape, so they are left alone."
        ),
        QT_TRANSLATE_NOOP("Reason", "This photo may not be changed: it is read-only."),
        QT_TRANSLATE_NOOP(
            "Reason", "The names could not be written into the photo: its folder cannot be written, or is full."
        ),
        QT_TRANSLATE_NOOP(
            "Reason", "This photo was changed since Familiar looked at it. Let it be looked through again first."
        ),
        QT_TRANSLATE_NOOP("Reason", "The new file did not prove to be the same photo, so the old one was kept."),
        QT_TRANSLATE_NOOP("Reason", "There are no new names to take over."),
        QT_TRANSLATE_NOOP("Reason", "The list could not be written there: the folder cannot be written, or is full."),
        QT_TRANSLATE_NOOP("Reason", "The photographs for the sample album are not installed."),
        QT_TRANSLATE_NOOP("Reason", "The sample album could not be written into this folder."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The library cannot live on a network drive or in a folder that a cloud program copies: it would "
            "be damaged there. Choose a place on this computer's own disk.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "Familiar may not write in the folder of its library. Check the folder's permissions, or choose another.",
        ),
        QT_TRANSLATE_NOOP("Reason", "The disk is full. Free some space; Familiar then goes on where it stopped."),
        QT_TRANSLATE_NOOP("Reason", "Another program is using the library just now. Try again in a moment."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The disk did not take the last change. Check the disk, and look whether the change is still there.",
        ),
        QT_TRANSLATE_NOOP("Reason", "The library file is damaged. Bring back a backup from the folder of the library."),
        QT_TRANSLATE_NOOP("Reason", "This file is not a backup of Familiar, or it is damaged. Choose another."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The backup could not be written there. Look whether there is room, and whether the disk is connected.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "Some files of the library could not be deleted. Close other programs that use them, and try again.",
        ),
        QT_TRANSLATE_NOOP("Reason", "The library needs a folder, and there is a file of that name."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The library lies in {place}, which cannot be reached now. Connect its disk, and start Familiar again.",
        ),
        QT_TRANSLATE_NOOP("Reason", "The new place is not empty. Choose an empty folder."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "Where the library lies could not be noted in {place}: there is no room, or the folder cannot be written.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The library could not be moved there: there is no room, or the folder cannot be written. It stays where "
            "it is.",
        ),
        QT_TRANSLATE_NOOP("Reason", "The file {name} of this pack is not in {place}."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "What came as {name} is not the file that Familiar knows: it was damaged on the way, or somebody changed "
            "it. It was thrown away.",
        ),
        QT_TRANSLATE_NOOP("Reason", "The pack cannot be stored in {place}: {reason}."),
        QT_TRANSLATE_NOOP("Reason", "The pack “{name}” is being installed already."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The disk is full: the pack “{name}” needs {size} MB in {place}. Nothing was kept; free some space and "
            "install it again.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The connection to {place} broke off. What has arrived is kept; install the pack again to go on from "
            "there.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "The server {place} does not give this file (answer {number}). Try later, or fetch it by hand and install "
            "the pack from there.",
        ),
        QT_TRANSLATE_NOOP("Reason", "Stopped. What has arrived is kept; install the pack again to go on from there."),
        QT_TRANSLATE_NOOP("Reason", "This step can no longer be taken back: something it was about has changed since."),
        QT_TRANSLATE_NOOP("Reason", "There is nothing to undo."),
        QT_TRANSLATE_NOOP("Reason", "There is nothing to redo."),
        QT_TRANSLATE_NOOP(
            "Reason",
            "This library was made by a newer version of Familiar. Update Familiar to open it; nothing was changed.",
        ),
        QT_TRANSLATE_NOOP("Reason", "Familiar stopped unexpectedly each time it read this photo, so it is left out."),
        QT_TRANSLATE_NOOP(
            "Reason", "The disk on which the library lies does not answer. Check it, then start Familiar anew."
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "A drive or the network does not answer, so Familiar has stopped looking. Check it, then start Familiar "
            "anew.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "Familiar's helper stopped again and again. Start Familiar anew; if it stays so, please report it.",
        ),
        QT_TRANSLATE_NOOP(
            "Reason",
            "Another copy of Familiar (process {number}) is looking through this library just now. "
            "Wait until it is done.",
        ),
    ),
)


def translated(sentence: str) -> str:
    """The sentence in the user's language, or as it is where nobody translated it."""
    for template, pattern in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            return QCoreApplication.translate("Reason", template).format(**found.groupdict())
    return sentence


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(text, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(text)))) for text in SENTENCES]
