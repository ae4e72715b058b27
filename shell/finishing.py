"""The last mile of a draft: `export`, `budget`, `reuse`, `freeze` and `unfreeze`."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clock import today
from errors import InputError, Unconfirmed
from shell.command import NEEDS_A_PERSON, Command, by_argument, opened, said, tell
from shell.figures import figure_json
from shell.told import Json, number_json, span_json

if TYPE_CHECKING:
    from desk import Desk
    from drafting.finishing.model import Budget, Measured, ReuseReport, Withheld
    from drafting.model import Frozen
    from drafting.stored.filling import Change


def check_folders(asked: argparse.Namespace) -> None:
    """Raises `InputError` where a file that is to be made has no folder to lie in."""
    for path in (asked.out, asked.review, asked.sheet):
        if path and not Path(path).absolute().parent.is_dir():
            raise InputError(f"文件夹 {Path(path).parent} 不存在，请先建立。")


def make_files(desk: "Desk", draft: int, asked: argparse.Namespace, *, by: str) -> bool:
    """Writes the files that are asked for; says False, with the reason told, where figures may not be published yet
    and nobody said to export them despite that."""
    made = desk.exchange
    try:
        for path, export in ((asked.out, made.official), (asked.review, made.review), (asked.sheet, made.sheet)):
            if path:
                Path(path).write_bytes(export(draft, actor=by, despite_embargo=asked.despite_embargo)[1])
    except Unconfirmed as embargo:
        said(f"{embargo.sentence}确认后加 --despite-embargo 再导出。", NEEDS_A_PERSON)
        return False
    return True


def _export(asked: argparse.Namespace) -> int:
    check_folders(asked)
    if not (asked.out or asked.review or asked.sheet):
        raise InputError("请用 --out、--review 或 --sheet 写明要导出的文件。")
    with opened() as desk:
        held = desk.finishing.withheld(desk.rendered(asked.draft))
        done = make_files(desk, asked.draft, asked, by=asked.by)
    files = [path for path in (asked.out, asked.review, asked.sheet) if path and done]
    told = {"draft": asked.draft, "files": files, "embargoed": [_withheld_json(one) for one in held]}
    tell(asked, told, (f"已导出 {path}" for path in files))
    return 0 if done else NEEDS_A_PERSON


def _budget(asked: argparse.Namespace) -> int:
    with opened() as desk:
        budget = _asked_budget(asked, desk.finishing.budget(asked.draft))
        if budget != desk.finishing.budget(asked.draft):
            desk.finishing.set_budget(asked.draft, budget, actor=asked.by)
        rows = desk.finishing.lengths(desk.rendered(asked.draft))
    tell(asked, _budget_json(budget, rows), _budget_lines(budget, rows))
    over = budget.amount is not None and rows[0].over > 0
    return NEEDS_A_PERSON if asked.strict and over else 0


def _asked_budget(asked: argparse.Namespace, now: "Budget") -> "Budget":
    """The budget with what the call changes in it."""
    from dataclasses import replace

    from drafting.finishing.model import Unit

    if asked.characters is not None:
        now = replace(now, amount=asked.characters, unit=Unit.CHARACTERS, own=())
    if asked.minutes is not None:
        now = replace(now, amount=round(asked.minutes * 60), unit=Unit.SECONDS, own=())
    if asked.none:
        now = replace(now, amount=None, own=())
    if asked.speed is not None:
        now = replace(now, speed=asked.speed)
    own = dict(now.own)
    for words in asked.section or ():
        key, _, share = words.partition("=")
        if not key.isdecimal() or not (share.isdecimal() or not share):
            raise InputError(f"--section 应写成 节编号=字数（或秒数），如 3=800，现为“{words}”。")
        if share:
            own[int(key)] = int(share)
        else:
            own.pop(int(key), None)
    return replace(now, own=tuple(sorted(own.items())))


def _reuse(asked: argparse.Namespace) -> int:
    with opened() as desk:
        against = None
        if asked.against:
            against = desk.document(int(asked.against) if asked.against.isdecimal() else asked.against).id
        report = desk.finishing.reuse(asked.draft, against)
        if asked.out:
            Path(asked.out).write_bytes(desk.exchange.reuse(asked.draft, against)[1])
    tell(asked, _reuse_json(report), _reuse_lines(report))
    return 0


def _freeze(asked: argparse.Namespace) -> int:
    cut_off = _day(asked.cut_off) if asked.cut_off else today()
    with opened() as desk:
        try:
            if asked.by is not None:
                knowing = desk.finishing.concerns(asked.draft) if asked.despite_open else None
                desk.finishing.freeze(asked.draft, cut_off=cut_off, by=asked.by, knowing=knowing)
        except Unconfirmed as concern:
            return said(f"{concern.sentence}确认后加 --despite-open。", NEEDS_A_PERSON)
        frozen, since = desk.finishing.frozen(asked.draft), desk.finishing.since_frozen(asked.draft)
    told = {"frozen": _frozen_json(frozen) if frozen else None, "changed": [_change_json(one) for one in since]}
    tell(asked, {"draft": asked.draft, **told}, _since_lines(asked.draft, frozen, since))
    return NEEDS_A_PERSON if since else 0


def _unfreeze(asked: argparse.Namespace) -> int:
    with opened() as desk:
        desk.finishing.unfreeze(asked.draft, by=asked.by, reason=asked.reason)
    tell(asked, {"draft": asked.draft, "frozen": None}, [f"稿子 {asked.draft} 已解除定稿，重新随数据表变化。"])
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"日期“{text}”不认识，请写成 2026-07-18。") from None


# what is printed


def _withheld_json(one: "Withheld") -> Json:
    return {"figure": figure_json(one.figure), "texts": list(one.texts), "sections": list(one.sections)}


def _budget_json(budget: "Budget", rows: "Sequence[Measured]") -> Json:
    return {
        "amount": budget.amount,
        "unit": budget.unit.value,
        "speed": budget.speed,
        "places": [
            {
                "level": row.level.value,
                "key": row.key,
                "title": row.title,
                "characters": row.length.characters,
                "seconds": row.length.seconds(budget.speed),
                "budget": row.budget,
                "own": row.own,
            }
            for row in rows
        ],
    }


def _budget_lines(budget: "Budget", rows: "Sequence[Measured]") -> Iterator[str]:
    from drafting.finishing.model import Level

    unit = "字" if budget.unit.value == "characters" else "秒"
    for row in rows:
        may = "" if row.budget is None else f"，限 {row.budget} {unit}"
        over = "" if row.over <= 0 else f"，超 {row.over} {unit}"
        number = f"[{row.key}] " if row.level is Level.SECTION else ""
        yield f"{number}{row.title}：{row.length.characters} 字，读 {row.length.seconds(budget.speed)} 秒{may}{over}"


def _reuse_json(report: "ReuseReport") -> Json:
    from drafting.finishing.model import Grade

    return {
        "document": report.name,
        "shares": {grade.value: round(report.share(grade), 4) for grade in Grade},
        "sentences": [
            {
                "section": one.key,
                "text": one.text,
                "characters": one.characters,
                "grade": one.grade.value,
                "likeness": round(one.likeness, 4),
                "earlier": {"text": one.earlier.text, **span_json(one.earlier.span)} if one.earlier else None,
            }
            for one in report.sentences
        ],
    }


def _reuse_lines(report: "ReuseReport") -> Iterator[str]:
    from drafting.finishing.model import Grade

    for one in report.sentences:
        if one.grade is not Grade.NEW:
            yield f"[{one.key}] {one.grade.label}：{one.text}"
    shares = "，".join(f"{grade.label} {report.share(grade):.1%}" for grade in Grade)
    yield f"—— 与“{report.name}”比（按字数）：{shares}。"


def _frozen_json(frozen: "Frozen") -> Json:
    return {
        "draft": frozen.draft,
        "title": frozen.title,
        "by": frozen.by,
        "at": frozen.at.isoformat(),
        "cut_off": frozen.cut_off.isoformat(),
        "open": frozen.standing_open or None,
    }


def _change_json(change: "Change") -> Json:
    figure = change.slot.figure
    return {
        "section": change.section,
        "was": change.was,
        "now": change.slot.text,
        "sentence": change.sentence,
        "value": number_json(figure.quantity.value) if figure else None,
    }


def _since_lines(draft: int, frozen: "Frozen | None", since: "Sequence[Change]") -> Iterator[str]:
    if frozen is None:
        yield f"稿子 {draft} 没有定稿。"
        return
    for change in since:
        yield f"{change.section} {change.was} → {change.slot.text}"
    told = f"定稿后数据有变化：{len(since)} 处" if since else "定稿后数据没有变化"
    yield f"—— 稿子 {draft}：{frozen.by}定稿，数据截至 {frozen.cut_off}；{told}。"


# arguments


def add_files(parser: argparse.ArgumentParser) -> None:
    """The files a draft can be taken out as."""
    parser.add_argument("--out", metavar="F.docx", help="正式稿")
    parser.add_argument("--review", metavar="F.docx", help="核对稿")
    parser.add_argument("--sheet", metavar="F.xlsx", help="核对表")
    parser.add_argument("--despite-embargo", action="store_true", help="含未到公开日的数据也导出")


def _draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=int, metavar="DRAFT", help="稿子编号")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    add_files(parser)
    by_argument(parser, "谁导出")


def _budget_arguments(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("--characters", type=int, metavar="N", help="全文字数")
    parser.add_argument("--minutes", type=float, metavar="N", help="全文朗读分钟数")
    parser.add_argument("--none", action="store_true", help="不限篇幅")
    parser.add_argument("--speed", type=int, metavar="N", help="语速，每分钟字数，默认 220")
    parser.add_argument("--section", action="append", metavar="节=N", help="单给一节的字数（或秒数）；节=（空）取消")
    parser.add_argument("--strict", action="store_true", help="超出时以 1 退出")
    by_argument(parser, "谁设定")


def _reuse_arguments(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("--against", metavar="NAME|ID", help="与哪篇比，默认是起草时参照的讲话")
    parser.add_argument("--out", metavar="F.xlsx", help="沿用情况表")


def _freeze_arguments(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("--by", metavar="NAME", help="谁定稿；不写则只列出定稿情况和定稿后的数据变化")
    parser.add_argument("--cut-off", metavar="DATE", help="数据截至哪一天，如 2026-07-18，默认今天")
    parser.add_argument("--despite-open", action="store_true", help="还有待核、待复核之处也定稿")


def _unfreeze_arguments(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("--by", required=True, metavar="NAME", help="谁解除定稿")
    parser.add_argument("--reason", required=True, help="解除的理由")


COMMANDS = (
    Command("export", "导出一份稿子：正式稿、核对稿、核对表", _export_arguments, _export),
    Command("budget", "各节字数和朗读时间，与篇幅相比", _budget_arguments, _budget),
    Command("reuse", "哪些句子沿用了往年讲话", _reuse_arguments, _reuse),
    Command("freeze", "定稿：此后不随数据表变化，也不能再改", _freeze_arguments, _freeze),
    Command("unfreeze", "解除定稿：又随数据表变化，可以修改", _unfreeze_arguments, _unfreeze),
)
