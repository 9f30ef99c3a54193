"""Every sentence with which a photo or a folder is refused, in one place.

A sentence carries no parameter: the library stores it as a photo's reason, and the window translates it by looking
the sentence itself up.
"""

from __future__ import annotations

from typing import Final

EMPTY: Final = "The file is empty."
NOT_A_PICTURE: Final = "The file is not a picture, or of a kind that cannot be opened here."
ENDS_TOO_EARLY: Final = "The file is damaged: it ends too early."
DAMAGED: Final = "The file is damaged and cannot be opened."
TOO_LARGE: Final = "The picture is too large to be opened safely."
NO_MEMORY: Final = "There was not enough free memory to open the picture."
NO_PERMISSION: Final = "You do not have permission to read this file."
GONE: Final = "The file is no longer there."
BROKEN_LINK: Final = "This is a link to a place where nothing is."
LINK_LOOP: Final = "This is a link that leads back to itself."
NOT_A_FILE: Final = "This is not a file, although it is named like a picture."
PATH_TOO_LONG: Final = "The name, with all its folders, is too long for this computer."
IN_THE_CLOUD: Final = "The file lies in the cloud, not on this computer. Download it first."
NOT_ANSWERING: Final = "The file could not be read: its drive or the network did not answer."

FOLDER_GONE: Final = "The folder is not there, or its drive is not connected."
FOLDER_NO_PERMISSION: Final = "You do not have permission to look into this folder."
FOLDER_NOT_ANSWERING: Final = "The folder could not be read: its drive or the network did not answer."

SAMPLE_MISSING: Final = "The photographs for the sample album are not installed."
SAMPLE_NOT_WRITTEN: Final = "The sample album could not be written into this folder."

NEEDS_VIDEO_PART: Final = (
    "This is a video, and the part of Familiar that opens videos is missing. How to bring it is said in the "
    "settings, under “Videos”."
)
NO_PICTURES: Final = "This video has no pictures in it, or is of a kind that cannot be opened here."

NOTES_DAMAGED: Final = "What another program noted about this photo is damaged."
NOTES_NOT_WRITTEN: Final = "The names could not be written beside the photo: its folder cannot be written, or is full."
NOTES_NAME_TOO_LONG: Final = "The photo's name is so long that no file can lie beside it. Give it a shorter one."
NOTES_OF_ANOTHER_SHAPE: Final = "The notes beside this photo belong to one of another shape, so they are left alone."

PHOTO_READ_ONLY: Final = "This photo may not be changed: it is read-only."
PHOTO_NOT_WRITTEN: Final = "The names could not be written into the photo: its folder cannot be written, or is full."
PHOTO_CHANGED: Final = "This photo was changed since Familiar looked at it. Let it be looked through again first."
PHOTO_NOT_THE_SAME: Final = "The new file did not prove to be the same photo, so the old one was kept."

SENTENCES: Final = (
    EMPTY,
    NOT_A_PICTURE,
    ENDS_TOO_EARLY,
    DAMAGED,
    TOO_LARGE,
    NO_MEMORY,
    NO_PERMISSION,
    GONE,
    BROKEN_LINK,
    LINK_LOOP,
    NOT_A_FILE,
    PATH_TOO_LONG,
    IN_THE_CLOUD,
    NOT_ANSWERING,
    FOLDER_GONE,
    FOLDER_NO_PERMISSION,
    FOLDER_NOT_ANSWERING,
    NEEDS_VIDEO_PART,
    NO_PICTURES,
    SAMPLE_MISSING,
    SAMPLE_NOT_WRITTEN,
    NOTES_DAMAGED,
    NOTES_NOT_WRITTEN,
    NOTES_NAME_TOO_LONG,
    NOTES_OF_ANOTHER_SHAPE,
    PHOTO_READ_ONLY,
    PHOTO_NOT_WRITTEN,
    PHOTO_CHANGED,
    PHOTO_NOT_THE_SAME,
)
