"""Files into the workspace: `load`."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from errors import InputError
from shell.command import NEEDS_A_PERSON, NOBODY, WRONG, Command, opened, progress, said, tell
from shell.told import Json, ref_json

if TYPE_CHECKING:
    from desk import Incoming, LoadReport, Refusal


def _load(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind
    from desk import LoadOptions, LoadReport
    from progress import quiet

    if not asked.paths and not asked.sample:
        raise InputError("请给出要载入的文件或文件夹，或用 --sample 载入示例。")
    if asked.verified_by is not None and not asked.verified_by.strip():
        raise InputError("--verified-by 后面请写核实人的姓名。")
    if asked.draft is not None and (not asked.sent_by or asked.kind not in (None, "material")):
        raise InputError("--draft 收的是部门为这份稿子报送的素材，请用 --from 写明部门，--kind 只能是 material。")
    if asked.sent_by and asked.draft is None:
        raise InputError("--from 要和 --draft 一起用，写明素材是报给哪份稿子的。")
    options = LoadOptions(
        kind=DocumentKind(asked.kind) if asked.kind else None,
        region=asked.region,
        date=asked.date,
        period=asked.period,
        verified_by=asked.verified_by,
        may_leave=asked.may_leave,
        unit=asked.unit,
        embargo=asked.embargo,
        actor=asked.by or asked.verified_by or NOBODY,
    )
    files, unread = _incoming([path for given in asked.paths for path in _walk(Path(given))])
    reports = [LoadReport((), (), tuple(unread), ())]
    with opened() as desk:
        if asked.sample:
            reports.append(desk.load_sample(progress, actor=options.actor))
        if files:
            report = progress if len(files) > 1 else quiet
            if asked.draft is None:
                reports.append(desk.load(files, options, report))
            else:
                reports.append(desk.holdings.load_material(files, asked.draft, asked.sent_by, options, report))
    tell(asked, load_json(reports), load_lines(reports))
    refused = [refusal for report in reports for refusal in report.refused]
    if refused and not any(report.loaded or report.skipped for report in reports):
        return said(_none_read(refused), WRONG)
    unsettled = any(report.conflicts or any(item.problems for item in report.loaded) for report in reports)
    return NEEDS_A_PERSON if refused or unsettled else 0


def _none_read(refused: "Sequence[Refusal]") -> str:
    first = refused[0].reason
    return first if len(refused) == 1 else f"{len(refused)} 个文件都没有读入，首先是：{first}"


def _walk(path: Path) -> list[Path]:
    """The file itself, or all files in a folder but hidden ones and the lock files of Word (~$)."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError(f"找不到文件 {path}，请检查路径。")
    inside = ((found, found.relative_to(path).parts) for found in sorted(path.rglob("*")))
    files = [
        found for found, parts in inside if found.is_file() and not any(part.startswith((".", "~$")) for part in parts)
    ]
    if not files:
        raise InputError(f"文件夹 {path} 里没有文件，请检查路径。")
    return files


def _incoming(paths: Sequence[Path]) -> "tuple[list[Incoming], list[Refusal]]":
    """The files with their bytes, and those that the system does not let us read."""
    from desk import Incoming, Refusal

    files: list[Incoming] = []
    unread: list[Refusal] = []
    for path in paths:
        try:
            files.append(Incoming(path.name, path.read_bytes(), str(path)))
        except OSError as error:
            unread.append(Refusal(str(path), f"“{path.name}”打不开（{error.strerror}），请检查文件的权限。"))
    return files, unread


# what is printed


def load_json(reports: "Sequence[LoadReport]") -> Json:
    """What became of each file, over one or more loads."""
    return {
        "loaded": [
            {
                "id": item.document.id,
                "path": item.path or item.document.name,
                "kind": item.document.kind.value,
                "title": item.document.title,
                "region": item.document.region,
                "date": item.document.date.isoformat() if item.document.date else None,
                "period": item.document.period,
                "figures": item.figures,
                "may_leave": item.document.may_leave,
                "problems": list(item.problems),
                "corrections": item.corrections,
            }
            for report in reports
            for item in report.loaded
        ],
        "skipped": [{"path": item.name, "reason": item.reason} for report in reports for item in report.skipped],
        "refused": [{"path": item.name, "reason": item.reason} for report in reports for item in report.refused],
        "conflicts": [
            {
                **ref_json(conflict.ref),
                "kind": conflict.kind.value,
                "values": [figure.quantity.label for figure in conflict.figures],
                "sources": [figure.source.label for figure in conflict.figures],
                "ids": [figure.id for figure in conflict.figures],
            }
            for report in reports
            for conflict in report.conflicts
        ],
    }


def load_lines(reports: "Sequence[LoadReport]") -> Iterator[str]:
    """The same, a line a file."""
    for report in reports:
        for item in report.loaded:
            told = f"，读出 {item.figures} 条数据" if item.figures else ""
            yield f"已载入 {item.document.kind.label} {item.document.name}{told}"
            if item.corrections:
                yield f"  按上次的对应关系读取：{item.corrections} 处"
            for problem in item.problems:
                yield f"  注意 {problem}"
        for refusal in report.skipped:
            yield f"跳过 {refusal.name}：{refusal.reason}"
        for refusal in report.refused:
            yield f"拒收 {refusal.name}：{refusal.reason}"
        if report.unsearchable:
            yield f"还不能查找：{report.unsearchable}"
        for conflict in report.conflicts:
            told = "；".join(f"{figure.quantity.label}（{figure.source.label}）" for figure in conflict.figures)
            yield f"数据不一致 {conflict.ref.indicator} {conflict.ref.measure.label} {conflict.ref.period}：{told}"


def _load_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="文件或文件夹")
    parser.add_argument("--sample", action="store_true", help="载入自带的示例")
    parser.add_argument("--verified-by", metavar="NAME", help="核实人：表中数据直接记为已核实")
    parser.add_argument("--by", metavar="NAME", help="谁来载入，不写则同核实人")
    parser.add_argument("--may-leave", action="store_true", help="这些文件的文字可以送给本单位以外的模型")
    parser.add_argument("--region", help="地区，以此为准")
    parser.add_argument("--date", help="日期，以此为准，如 2026-07-18")
    parser.add_argument("--period", help="期间，以此为准：2026H1、2026Q1、2026M1-5、2026-06 或 2026")
    parser.add_argument("--unit", help="表中没有写明的计量单位，如 亿元；有几种时用顿号隔开")
    parser.add_argument("--embargo", metavar="DATE", help="表中数据在这一天之前不得公开，如 2026-07-18")
    parser.add_argument("--draft", metavar="ID", type=int, help="作为这份稿子的素材收下")
    parser.add_argument("--from", dest="sent_by", metavar="DEPARTMENT", help="素材是哪个部门报送的")
    parser.add_argument("--kind", choices=["speech", "report", "material", "table"], help="文件种类，以此为准")


COMMANDS = (Command("load", "把讲话、报告、素材和数据表载入工作区", _load_arguments, _load),)
