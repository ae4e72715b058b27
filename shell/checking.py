"""The check of a finished document: `check`."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from errors import InputError
from shell.command import NEEDS_A_PERSON, Command, existing, opened, tell
from shell.figures import figure_json
from shell.told import Json

if TYPE_CHECKING:
    from drafting.check.model import CheckedNumber, CheckReport, Finding


def _check(asked: argparse.Namespace) -> int:
    path = existing(Path(asked.file))
    if asked.out and not Path(asked.out).absolute().parent.is_dir():
        raise InputError(f"文件夹 {Path(asked.out).parent} 不存在，请先建立。")
    data = path.read_bytes()
    with opened() as desk:
        report = desk.checker.check(path.name, data, region=asked.region, period=asked.period)
        if asked.out:
            Path(asked.out).write_bytes(desk.commented(path.name, data, report, with_open=asked.with_open)[1])
    tell(asked, report_json(report), report_lines(report))
    return NEEDS_A_PERSON if report.needs_a_person else 0


# what is printed


def report_json(report: "CheckReport") -> Json:
    """Verdicts and findings, spans in the text as read."""
    from drafting.check.model import Verdict

    return {
        "document": report.name,
        "region": report.region,
        "period": str(report.period) if report.period else None,
        "numbers": [number_json(number) for number in report.numbers],
        "findings": [_finding(finding, report.text) for finding in report.findings],
        "summary": {verdict.value: report.count(verdict) for verdict in Verdict},
    }


def number_json(number: "CheckedNumber") -> Json:
    """A number with its verdict."""
    ref = number.ref
    sources = [figure_json(figure) for figure in number.sources]
    return {
        "start": number.start,
        "end": number.end,
        "text": number.text,
        "indicator": ref.indicator if ref else None,
        "measure": ref.measure.value if ref else None,
        "period": str(ref.period) if ref else None,
        "region": ref.region if ref else None,
        "comparator": ref.comparator if ref else None,
        "kind": number.kind.value if ref else None,
        "verdict": number.verdict.value,
        "expected": number.expected,
        "source": sources[0]["source"] if sources else None,
        "formula": number.formula,
        "figures": sources,
        "note": number.note or None,
    }


def _finding(finding: "Finding", text: str) -> Json:
    return {
        "start": finding.start,
        "end": finding.end,
        "text": text[finding.start : finding.end],
        "kind": finding.kind.value,
        "note": finding.note,
        "instead": finding.instead,
    }


def report_lines(report: "CheckReport") -> Iterator[str]:
    """What stands against the document, in the order of its text, then the count."""
    from drafting.check.model import Verdict

    told: list[tuple[int, str]] = []
    for number in report.numbers:
        if number.verdict is Verdict.MISMATCH:
            source = f" [{number.sources[0].source.label}]" if number.sources else ""
            told.append((number.start, f"{number.start} {number.verdict.label} “{number.text}” {number.note}{source}"))
    for finding in report.findings:
        words = report.text[finding.start : finding.end]
        shown = words if len(words) <= 30 else f"{words[:29]}…"
        told.append((finding.start, f"{finding.start} {finding.kind.label} “{shown}” {finding.note}"))
    yield from (line for _, line in sorted(told))
    counts = "，".join(f"{verdict.label} {report.count(verdict)}" for verdict in Verdict)
    when = report.period.label if report.period else "期间不明"
    yield f"{report.name}（{report.region} {when}）：{counts}；其他问题 {len(report.findings)} 处。"


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--region", help="地区，先于文件自述")
    parser.add_argument("--period", help="期间，如 2026H1；年度报告写作报告的年份，如 2026")
    parser.add_argument("--out", metavar="F.docx", help="把结果写成批注，另存一份 Word")
    parser.add_argument("--with-open", action="store_true", help="无从核对的数也写批注")


COMMANDS = (Command("check", "核对一份成稿中的每个数", _check_arguments, _check),)
