"""Editing at the desk: everything that a person does to a written draft, each deed one transaction and audited."""

from drafting.editing.outline import Outlines
from drafting.editing.stepping import Stepping
from drafting.editing.tasks import Tasks
from drafting.editing.texts import Marked, Texts
from drafting.editing.working import WorkingCopies
from drafting.rendering.reader import Reader
from drafting.stored.drafts import Drafts
from drafting.stored.entries import Entries
from store.engine import Store


class Editing:
    """The drafts of one workspace while they are worked on."""

    def __init__(self, store: Store, drafts: Drafts, entries: Entries, reader: Reader, marked: Marked):
        self.texts = Texts(drafts, entries, reader, marked)
        """The text of a section: open, save, fill by hand."""
        self.tasks = Tasks(store, drafts)
        """Who works on what, and what is done."""
        self.outlines = Outlines(drafts, reader, self.tasks)
        """Sections and parts: add, rename, move, take out, put back."""
        self.steps = Stepping(drafts, reader)
        """Undo and redo."""
        self.workings = WorkingCopies(store, drafts)
        """What is typed and not saved."""
