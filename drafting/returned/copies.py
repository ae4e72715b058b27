"""Returned copies in the store: received, read into suggestions, and each suggestion taken or declined by a person."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from drafting.model import Draft
from drafting.rendering.reader import Reader
from drafting.returned.applying import applied
from drafting.returned.model import Kept, Put, ReturnedCopy, Suggestion, SuggestionKind, Verdict
from drafting.returned.rebuilding import stream_today, with_unit
from drafting.returned.suggesting import suggestions_of
from drafting.stored.changing import Changing
from drafting.stored.drafts import Drafts
from drafting.stored.entries import Entries
from drafting.stored.tables import ReturnedRow, SuggestionRow
from drafting.versions.exports import Exported, Exports
from drafting.versions.stream import Token, Typed, UnitKey, UnitKind, from_json, to_json
from errors import InputError, NotFound, Overtaken
from figures.period import Period
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store

_SOURCE = "返回稿"


@dataclass(frozen=True, slots=True)
class CopyHead:
    """One returned copy in the list: whose, which file, from which export, and how many suggestions are open."""

    id: int
    name: str
    sender: str
    export: int
    received_at: datetime
    suggestions: int
    open: int


class ReturnedCopies:
    """The returned copies of one workspace's drafts."""

    def __init__(self, store: Store, exports: Exports, drafts: Drafts, entries: Entries, reader: Reader):
        self._store, self._exports = store, exports
        self._drafts, self._entries, self._reader = drafts, entries, reader

    def receive(self, copy: ReturnedCopy, *, name: str, sha256: str, sender: str, actor: str) -> int:
        """Keeps what a returned file suggests and says its number. Raises `InputError` for one that no export of this
        workspace is known for, or that was received before."""
        if copy.export is None:
            raise InputError(f"“{name}”里没有导出记录，不是由核稿导出的稿子，请从“正式稿”或“核对稿”导出后再征求意见。")
        if not sender.strip():
            raise InputError("请写明这份返回稿是谁的意见（单位或姓名）。")
        exported = self._exports.get(copy.export)
        found = suggestions_of(copy, exported, sender.strip())
        try:
            with self._store.session() as session:
                row = ReturnedRow(
                    draft_id=exported.draft,
                    export_id=exported.head.id,
                    name=name,
                    sender=sender.strip(),
                    sha256=sha256,
                    received_by=actor,
                    received_at=utc_now(),
                )
                session.add(row)
                session.flush()
                session.add_all(_row(row.id, suggestion) for suggestion in found)
                subject = f"draft:{exported.draft}"
                record(session, actor=actor, deed=Deed.DRAFT_RETURNED, subject=subject, detail=f"{name} {len(found)}")
                return row.id
        except IntegrityError:
            raise InputError(f"“{name}”已经收过了，不用重复上传。") from None

    def copies(self, draft: int) -> list[CopyHead]:
        """The returned copies of a draft, in the order they came."""
        with self._store.reading() as session:
            rows = session.scalars(select(ReturnedRow).where(ReturnedRow.draft_id == draft).order_by(ReturnedRow.id))
            heads = []
            for row in rows:
                verdicts = list(session.scalars(select(SuggestionRow.verdict).where(SuggestionRow.copy_id == row.id)))
                waiting = verdicts.count(Verdict.OPEN.value)
                heads.append(
                    CopyHead(row.id, row.name, row.sender, row.export_id, row.received_at, len(verdicts), waiting)
                )
            return heads

    def suggestions(self, draft: int) -> list[Kept]:
        """All suggestions for a draft, by copy, in reading order."""
        with self._store.reading() as session:
            found = select(SuggestionRow, ReturnedRow).join(ReturnedRow, SuggestionRow.copy_id == ReturnedRow.id)
            rows = list(session.execute(found.where(ReturnedRow.draft_id == draft).order_by(SuggestionRow.id)))
        if not rows:
            return []
        head = self._drafts.head(draft)
        return [_kept(row, copy, head.period, head.region) for row, copy in rows]

    def decide(self, draft: int, ids: Iterable[int], verdict: Verdict, *, by: str, reason: str = "") -> None:
        """Takes suggestions into the draft, or declines them; all of them or, where one cannot be taken, none.

        A number typed over a slot becomes an attested entry: it wants the reason of `by`. Raises `InputError`.
        """
        if not by.strip():
            raise InputError("请写明由谁决定采纳与否。")
        wanted = set(ids)
        chosen = [kept for kept in self.suggestions(draft) if kept.id in wanted]
        if len(chosen) < len(wanted):
            raise NotFound("有的意见不在这份稿子里，请刷新后重试。")
        if taken := [kept for kept in chosen if kept.verdict is Verdict.TAKEN]:
            raise InputError(f"“{taken[0].suggestion.now}”已经采纳，要撤回请在版本里恢复。")
        if not reason.strip() and verdict is Verdict.DECLINED:
            raise InputError("不采纳意见请写明理由。")
        with self._drafts.changing(draft, actor=by.strip()) as change:
            taken_in = self._take(change, chosen, by.strip(), reason.strip()) if verdict is Verdict.TAKEN else None
            for kept in chosen:
                row = change.session.get_one(SuggestionRow, kept.id)
                if row.verdict == Verdict.TAKEN.value:
                    raise Overtaken(f"“{kept.suggestion.now}”刚被别人采纳，请刷新后再看。")
                row.verdict, row.reason, row.decided_by = verdict.value, reason.strip(), by.strip()
                row.decided_at = utc_now()
            change.record(Deed.SUGGESTIONS_DECIDED, f"{verdict.value} {len(chosen)}")
        if taken_in is not None:
            changed = [each for each in taken_in.sections if each.key in _sections_of(chosen)]
            shown = [self._reader.section(taken_in, each) for each in changed]
            self._reader.keep_filling_of(draft, shown, by.strip())

    def _take(self, change: Changing, chosen: Sequence[Kept], by: str, reason: str) -> Draft:
        if not reason and any(kept.suggestion.kind is SuggestionKind.OVERRIDE for kept in chosen):
            raise InputError("改动数字不再由数据表填写，采纳请写明理由。")
        standing = change.draft()
        streams = self._streams(standing, chosen)
        entries = {
            token: self._entries.attest(
                change.session,
                standing.id,
                token.slot,
                value=token.text,
                by=by,
                source=f"{_SOURCE}（{_vouched(chosen, token)}）",
                reason=reason,
            )
            for tokens in streams.values()
            for token in tokens
            if isinstance(token, Typed)
        }
        changed = standing
        for key, tokens in streams.items():
            changed = with_unit(changed, key, tokens, entries)
        sections = zip(standing.sections, changed.sections, strict=True)
        keyed = replace(
            changed, sections=tuple(self._reader.keyed(new) if new != old else new for old, new in sections)
        )
        change.put(standing, keyed, what="按返回稿改部分标题")
        return keyed

    def _streams(self, standing: Draft, chosen: Sequence[Kept]) -> dict[UnitKey, list[Token]]:
        """Every unit that changes, with its new stream. A copy of another export is brought to today on its own, so
        that later ones meet what earlier ones changed."""
        streams: dict[UnitKey, list[Token]] = {}
        copies = {kept.copy: self._exported(kept.copy) for kept in chosen}
        for copy, exported in copies.items():
            units = {unit.key: unit.tokens for unit in exported.units}
            puts = [put for kept in chosen if kept.copy == copy for put in kept.suggestion.puts]
            for key in dict.fromkeys(put.unit for put in puts):
                today = streams.get(key) or stream_today(standing, key)
                if today is None:
                    raise InputError(_gone(chosen, key))
                own = [put for put in puts if put.unit == key]
                streams[key] = applied(units[key], today, own)
        return streams

    def _exported(self, copy: int) -> Exported:
        with self._store.reading() as session:
            return self._exports.get(session.get_one(ReturnedRow, copy).export_id)


def _sections_of(chosen: Sequence[Kept]) -> set[int]:
    """The keys of the sections that suggestions change."""
    return {put.unit.section for kept in chosen for put in kept.suggestion.puts if put.unit.kind is UnitKind.SECTION}


def _gone(chosen: Sequence[Kept], key: UnitKey) -> str:
    place = next(kept.suggestion.place for kept in chosen for put in kept.suggestion.puts if put.unit == key)
    return f"“{place}”已从稿中删去，对它的意见不能直接采纳；要采纳请先在提纲里恢复这一节。"


def _vouched(chosen: Sequence[Kept], typed: Typed) -> str:
    """Whose copy typed it."""
    return next(
        kept.suggestion.by
        for kept in chosen
        for put in kept.suggestion.puts
        if any(token == typed for token in put.tokens)
    )


def _row(copy: int, suggestion: Suggestion) -> SuggestionRow:
    puts = [
        {"unit": str(put.unit), "start": put.start, "end": put.end, "tokens": to_json(put.tokens)}
        for put in suggestion.puts
    ]
    return SuggestionRow(
        copy_id=copy,
        kind=suggestion.kind.value,
        author=suggestion.by[:100],
        place=suggestion.place,
        edits=json.dumps(puts, ensure_ascii=False),
        was=suggestion.was,
        now=suggestion.now,
    )


def _kept(row: SuggestionRow, copy: ReturnedRow, period: Period, region: str) -> Kept:
    puts = tuple(
        Put(
            UnitKey.parse(put["unit"]),
            put["start"],
            put["end"],
            tuple(from_json(put["tokens"], period, region)),
        )
        for put in json.loads(row.edits)
    )
    suggestion = Suggestion(SuggestionKind(row.kind), row.author, row.place, row.was, row.now, puts)
    return Kept(
        row.id, copy.id, copy.sender, suggestion, Verdict(row.verdict), row.reason, row.decided_by, row.decided_at
    )
