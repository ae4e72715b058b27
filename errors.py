"""The errors a user may see: each carries one plain Chinese sentence that says what is wrong and how to mend it.

A leaf: imports nothing of the project. Only the faces (`app.py`, `app_pages/`, `cli.py`) catch `HegaoError` broadly.
"""


class HegaoError(Exception):
    """Base of everything that is told to a user as a sentence rather than as a traceback."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class InputError(HegaoError):
    """The call or a value given by the user is wrong (command line: exit code 2)."""


class Unstorable(InputError):
    """A text is longer than its place in the store, or holds a character that no database takes."""


class NotAllowed(HegaoError):
    """The office's file of people does not let this person do it; the sentence says who may."""


class Overtaken(HegaoError):
    """What a person is about to change was changed by somebody else since it was seen; nothing was changed."""


class RefusedFile(HegaoError):
    """A file cannot be taken in: damaged, empty, of an unknown kind, without what it must say."""


class SecrecyMark(RefusedFile):
    """A document carries a secrecy mark and is refused by rule."""


class WorkspaceBusy(HegaoError):
    """Another process holds what this one needs (the embedded index)."""


class StoreFault(HegaoError):
    """The store cannot be opened, read or written."""


class IndexFault(HegaoError):
    """The index is missing, damaged, or was built by another embedding; `reindex` mends it."""


class EmbeddingFault(HegaoError):
    """The embedding that the settings name cannot be used: its endpoint or its model on disk fails."""


class ModelFault(HegaoError):
    """The model that the settings name cannot be used, or answers with nothing that can be."""


class NotFound(InputError):
    """Something named by the user (a document, a draft, a figure) is not in the workspace."""


class FrozenDraft(InputError):
    """A draft that was frozen (定稿) takes no change until somebody with the right lifts that."""


class Unconfirmed(InputError):
    """A deed that a person has to confirm first, knowing what the sentence tells (what is open, what is embargoed)."""
