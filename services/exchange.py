"""Drafts leaving the desk as files and coming back: exports kept as versions, returned copies, what became of them.

A service of the composition root, as the intake is: it joins drafting, which knows no Word, with export, which knows
no store.
"""

from dataclasses import replace
from datetime import UTC, datetime

from corpus.files import content_hash
from drafting.finishing.service import Finishing
from drafting.model import RenderedDraft
from drafting.rendering.reader import Reader
from drafting.returned.copies import CopyHead, ReturnedCopies
from drafting.returned.model import Kept, Verdict
from drafting.stored.drafts import Drafts
from drafting.stored.entries import Entries
from drafting.versions.comparison import ComparedLine
from drafting.versions.exports import ExportKind, Exports, as_read
from drafting.versions.history import History, Version
from drafting.versions.stream import units_of
from errors import InputError, Unconfirmed
from export.fonts import missing_faces
from export.official import export_official
from export.opinions import export_opinions
from export.options import USUAL, Options, Profile
from export.returning.returned import read_returned
from export.review import export_review
from export.sheets.check_sheet import export_check_sheet
from export.sheets.reuse_sheet import export_reuse_sheet
from export.templates import Templates
from store.deeds import Deed
from store.engine import Store


class Exchange:
    """Files made of the drafts of one workspace, and those that come back."""

    def __init__(self, store: Store, drafts: Drafts, entries: Entries, reader: Reader, finishing: Finishing):
        self._drafts, self._reader, self._finishing = drafts, reader, finishing
        self.exports = Exports(store)
        self.templates = Templates(store)
        self._copies = ReturnedCopies(store, self.exports, drafts, entries, reader)
        self._history = History(store, self.exports, reader.at_its_time)

    def official(
        self, draft: int, options: Options = USUAL, *, actor: str, despite_embargo: bool = False
    ) -> tuple[str, bytes]:
        """File name and bytes of the official Word copy; kept as a version. Raises `Unconfirmed` where figures in it
        may not be published yet, unless a person confirmed that (`despite_embargo`), as every export of a draft does.
        """
        rendered = self._reader.rendered(draft)
        number = self._keep(rendered, ExportKind.OFFICIAL, actor, despite_embargo)
        data = export_official(rendered, self._completed(options), at=datetime.now(UTC), export=number)
        return file_name(rendered, "正式稿.docx"), data

    def review(
        self, draft: int, options: Options = USUAL, *, actor: str, despite_embargo: bool = False
    ) -> tuple[str, bytes]:
        """File name and bytes of the review copy: each number with its source as a comment, what changed since the last
        Word export as tracked changes; kept as a version."""
        rendered = self._reader.rendered(draft)
        last = self.exports.last(draft)
        number = self._keep(rendered, ExportKind.REVIEW, actor, despite_embargo)
        before = as_read(last) if last else None
        whole = self._completed(options)
        data = export_review(rendered, whole, before=before, at=datetime.now(UTC), export=number)
        return file_name(rendered, "核对稿.docx"), data

    def sheet(self, draft: int, *, actor: str, despite_embargo: bool = False) -> tuple[str, bytes]:
        """File name and bytes of the check sheet (.xlsx); kept as a version."""
        rendered = self._reader.rendered(draft)
        self._keep(rendered, ExportKind.SHEET, actor, despite_embargo)
        return file_name(rendered, "核对表.xlsx"), export_check_sheet(rendered, self._departments())

    def reuse(self, draft: int, against: int | None = None) -> tuple[str, bytes]:
        """File name and bytes of the 沿用情况表 (.xlsx): what of the draft an earlier speech said already."""
        rendered, report = self._reader.rendered(draft), self._finishing.reuse(draft, against)
        return file_name(rendered, "沿用情况表.xlsx"), export_reuse_sheet(rendered, report)

    def opinions(self, draft: int) -> tuple[str, bytes]:
        """File name and bytes of the 意见采纳情况表, of what the returned copies suggested and what became of it."""
        rendered = self._reader.rendered(draft)
        kept = self._copies.suggestions(draft)
        if not kept:
            raise InputError("这份稿子还没有收到返回稿，没有意见可列。")
        return file_name(rendered, "意见采纳情况表.docx"), export_opinions(rendered.title, kept, datetime.now(UTC))

    def missing_faces(self, profile: Profile) -> list[str]:
        """The faces of a page that this machine lacks, as far as it can be asked: the file names them all the same."""
        return missing_faces(profile) or []

    def _completed(self, options: Options) -> Options:
        """With the office's own template and who answers for what."""
        chosen = self.templates.chosen()
        template = options.template or (chosen.content if chosen else None)
        return replace(options, template=template, departments=self._departments())

    def _departments(self) -> dict[str, str]:
        return {one.name: one.department for one in self._reader.names().catalogue.indicators if one.department}

    def _keep(self, rendered: RenderedDraft, kind: ExportKind, actor: str, despite_embargo: bool) -> int:
        held = [one.sentence for one in self._finishing.withheld(rendered)]
        if held and not despite_embargo:
            raise Unconfirmed(f"这份稿子有 {len(held)} 个数据未到公开日，确认可以导出后再导出：{'；'.join(held)}。")
        draft = self._drafts.get(rendered.id)
        return self.exports.keep(draft, units_of(draft, rendered), kind, actor=actor, early=held)

    def receive(self, name: str, data: bytes, *, sender: str, actor: str) -> int:
        """Takes in a Word copy of a draft that came back and says its number. Raises `RefusedFile` or `InputError`."""
        copy = read_returned(name, data)
        return self._copies.receive(copy, name=name, sha256=content_hash(data), sender=sender, actor=actor)

    def copies(self, draft: int) -> list[CopyHead]:
        """The returned copies of a draft."""
        return self._copies.copies(draft)

    def suggestions(self, draft: int) -> list[Kept]:
        """What the returned copies of a draft suggest, and what became of it."""
        return self._copies.suggestions(draft)

    def decide(self, draft: int, ids: list[int], verdict: Verdict, *, by: str, reason: str = "") -> None:
        """Takes suggestions into the draft or declines them. Raises `InputError`."""
        self._copies.decide(draft, ids, verdict, by=by, reason=reason)

    # versions

    def versions(self, draft: int) -> list[Version]:
        """Every export, every edit and every change of the outline of a draft, the latest first."""
        return self._history.versions(self._drafts.get(draft))

    def compared(self, draft: int, earlier: str, later: str) -> list[ComparedLine]:
        """What changed between two versions, by their keys."""
        return self._history.compared(self._drafts.get(draft), earlier, later)

    def restore(self, draft: int, version: str, *, by: str) -> None:
        """Puts the draft back as it stood at a version; that is itself a new version, so nothing is lost."""
        with self._drafts.changing(draft, actor=by) as change:
            standing = change.draft()
            change.put(standing, self._history.at(standing, version), what="恢复到以前的版本")
            change.record(Deed.DRAFT_RESTORED, version)
        self._reader.keep_filling_of(draft, self._reader.rendered(draft).sections, by)


def file_name(draft: RenderedDraft, ending: str) -> str:
    """The name of a file made of a draft."""
    return f"{draft.region}{draft.period.label}经济工作讲话_{ending}"
