"""What can go wrong, as a tree. Every message is a sentence that a user may read.

    CoreError
    ├── PhotoError       this one photo cannot be used; the rest goes on
    ├── LibraryError     the library cannot be opened or written
    │   ├── LibraryBusy      another program is writing it
    │   ├── LibraryTooNew    a newer version of the program wrote it
    │   ├── LibraryReadOnly  the folder or the file cannot be written
    │   ├── LibraryDamaged   the file is not a library, or is broken
    │   └── DiskFull         there is no room left
    ├── EditError        an edit makes no sense (unknown person, nothing selected), or can no longer be undone
    ├── ModelError       the weights of the face networks are missing or altered
    └── TrainingError    a network cannot be trained so: too few faces, nothing to compare, torch is not installed

Two borders catch: the per-photo loop of the indexer (`PhotoError` only) and the outermost caller (the command line,
the window's exception hook). Everything else is a bug and must look like one.
"""

from __future__ import annotations


class CoreError(Exception):
    """A known failure; `str(error)` is a sentence for the user."""


class PhotoError(CoreError):
    """This photo cannot be used.

    `passing` is true where the reason may go away without the file changing (no permission, not downloaded from a
    cloud, a drive that went away): such a photo is tried again at the next scan.
    """

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


class LibraryError(CoreError):
    """The library cannot be opened or written."""


class LibraryBusy(LibraryError):  # noqa: N818
    """Another program holds the library."""


class LibraryTooNew(LibraryError):  # noqa: N818
    """The library was written by a newer version of the program."""


class LibraryReadOnly(LibraryError):  # noqa: N818
    """The library cannot be written."""


class LibraryDamaged(LibraryError):  # noqa: N818
    """The file is not a library or is broken."""


class DiskFull(LibraryError):  # noqa: N818
    """There is no room left on the disk of the library."""


class EditError(CoreError):
    """An edit that makes no sense, or that can no longer be undone."""


class ModelError(CoreError):
    """The weights of a face network are missing, altered or do not run."""


class TrainingError(CoreError):
    """A network cannot be trained with what was given."""


class UpdateError(CoreError):
    """Nobody could say whether there is a newer version."""


class PartError(CoreError):
    """A part of the program that is installed apart is not what it should be."""
