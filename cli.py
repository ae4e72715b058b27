"""The shell: what the app offers, without a screen. The contract of commands, JSON and exit codes is `docs/cli.md`.

Exit codes: 0 done; 1 done, and something needs a person; 2 the input or the call is wrong (one line says what).
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import cli_output as output
from errors import HegaoError, InputError

if TYPE_CHECKING:
    from corpus.readers import ReadText
    from desk import Desk, OutlineHeading, Progress

_UNNUMBERED = re.compile(r"^\s*(?:#+\s*|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])*")
NEEDS_A_PERSON = 1
WRONG = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    asked = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = asked.command
        return command(asked)
    except HegaoError as error:
        print(error.sentence, file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("Stopped. What was confirmed is kept; run the command again to go on.", file=sys.stderr)
        return 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line that says what is wrong and where help is."""
        self.exit(WRONG, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cli.py", description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_)
        sub.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
        sub.set_defaults(command=run)
        return sub

    load = command("load", _load, "read speeches, reports, material and tables into the workspace")
    load.add_argument("paths", nargs="*", metavar="PATH")
    load.add_argument("--sample", action="store_true", help="the bundled sample")
    load.add_argument("--verified-by", metavar="NAME", help="marks the tables' figures verified")
    load.add_argument("--region")
    load.add_argument("--date", help="2026-07-18")
    load.add_argument("--period", help="2026H1, 2026Q1, 2026M1-5, 2026-06, 2026")
    load.add_argument("--kind", choices=["speech", "report", "material", "table"])

    outline = command("outline", _outline, "the parsed outline of a file")
    outline.add_argument("file", metavar="FILE")
    outline.add_argument("--text", action="store_true", help="print the text that offsets count in")

    slots = command("slots", _slots, "every quantity and mask in a text, with what it measures")
    slots.add_argument("files", nargs="+", metavar="FILE")
    slots.add_argument("--out-dir", metavar="D", help="write one <stem>.json for each file")

    figures = command("figures", _figures, "the figures in the workspace")
    for name in ("--period", "--indicator", "--region"):
        figures.add_argument(name)
    figures.add_argument("--status", choices=["pending", "verified", "superseded"])

    verify = command("verify", _verify, "confirm pending figures")
    verify.add_argument("--file", metavar="NAME", help="all pending figures of one table")
    verify.add_argument("--id", type=int, nargs="+", dest="ids", default=[], help="decides a conflict")
    verify.add_argument("--by", required=True, metavar="NAME")

    search = command("search", _search, "passages nearest to a query")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=int, default=8)
    search.add_argument("--region")
    search.add_argument("--year", type=int)
    search.add_argument("--kind", choices=["speech", "report", "material"])

    draft = command("draft", _draft, "write a speech for a period")
    draft.add_argument("--period", required=True)
    draft.add_argument("--like", metavar="FILE|ID", help="the past speech to follow (default: the latest one)")
    draft.add_argument("--outline", metavar="FILE", help="one heading a line; sections are indented or numbered （一）")
    draft.add_argument("--writer", choices=["reuse", "model"], default="reuse")
    draft.add_argument("--out", metavar="F.docx")
    draft.add_argument("--review", metavar="F.docx")
    draft.add_argument("--sheet", metavar="F.xlsx")
    draft.add_argument("--strict", action="store_true", help="exit with 1 while a slot is open")

    attest = command("attest", _attest, "an attested entry for an open slot")
    attest.add_argument("--draft", type=int, required=True)
    attest.add_argument("--slot", required=True, metavar="SECTION.SLOT", help="the id of the slot as draft prints it")
    attest.add_argument("--value", required=True)
    attest.add_argument("--by", required=True, metavar="NAME")
    attest.add_argument("--source", required=True)
    attest.add_argument("--reason", default="")

    command("reindex", _reindex, "rebuild the index from the store")
    return parser


def _load(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind
    from desk import Incoming, LoadOptions

    if not asked.paths and not asked.sample:
        raise InputError("请给出要载入的文件或文件夹，或用 --sample 载入示例。")
    options = LoadOptions(
        kind=DocumentKind(asked.kind) if asked.kind else None,
        region=asked.region,
        date=asked.date,
        period=asked.period,
        verified_by=asked.verified_by,
    )
    paths = [path for given in asked.paths for path in _walk(Path(given))]
    files = [Incoming(path.name, path.read_bytes(), str(path)) for path in paths]
    with _opened() as desk:
        reports = [desk.load_sample(_progress)] if asked.sample else []
        if files:
            reports.append(desk.load(files, options, _progress))
    told = output.load_json(reports)
    _print(asked, told, output.load_lines(reports))
    if any(report.refused or report.conflicts for report in reports):
        taken = any(report.loaded or report.skipped for report in reports)
        return NEEDS_A_PERSON if taken else WRONG
    return 0


def _walk(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for inside in sorted(path.rglob("*")):
            relative = inside.relative_to(path)
            if inside.is_file() and not any(part.startswith((".", "~$")) for part in relative.parts):
                yield inside
    elif path.is_file():
        yield path
    else:
        raise InputError(f"找不到文件 {path}，请检查路径。")


def _outline(asked: argparse.Namespace) -> int:
    from corpus.outline import parse_speech

    read = _read(Path(asked.file))
    if asked.text:
        sys.stdout.write(read.text)
        return 0
    speech = parse_speech(read.text, read.layout)
    _print(asked, output.outline_json(speech), output.outline_lines(speech))
    return 0


def _slots(asked: argparse.Namespace) -> int:
    from corpus.identity import identify
    from corpus.outline import parse_speech
    from figures.catalogue import CatalogueFile
    from figures.finder import Finder
    from figures.recognition import Recogniser

    recogniser = Recogniser(Finder(CatalogueFile().catalogue()))
    folder = Path(asked.out_dir) if asked.out_dir else None
    if folder is None and len(asked.files) > 1:
        raise InputError("一次识别多个文件时请用 --out-dir 指定存放结果的文件夹。")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    for name in asked.files:
        path = Path(name)
        read = _read(path)
        identity = identify(path.name, read.text, parse_speech(read.text, read.layout))
        rows = output.slots_json(recogniser.recognise(read.text), identity)
        if folder is not None:
            (folder / f"{path.stem}.json").write_text(output.dumps(rows), encoding="utf-8")
            print(f"{path.name}: {len(rows)}", file=sys.stderr)
        else:
            _print(asked, rows, output.slot_lines(rows))
    return 0


def _figures(asked: argparse.Namespace) -> int:
    from figures.figure import Status

    with _opened() as desk:
        found = desk.figures(
            period=asked.period,
            indicator=asked.indicator,
            region=asked.region,
            status=Status(asked.status) if asked.status else None,
        )
    _print(asked, [output.figure_json(figure) for figure in found], map(output.figure_line, found))
    return 0


def _verify(asked: argparse.Namespace) -> int:
    with _opened() as desk:
        done = desk.verify(ids=asked.ids, document=asked.file, by=asked.by)
        left = desk.conflicts()
    _print(asked, [output.figure_json(figure) for figure in done], [f"已核实 {len(done)} 条数据。"])
    return NEEDS_A_PERSON if any(figure in conflict.figures for figure in done for conflict in left) else 0


def _search(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind

    with _opened() as desk:
        kind = DocumentKind(asked.kind) if asked.kind else None
        hits = desk.search(asked.query, asked.k, region=asked.region, year=asked.year, kind=kind)
    _print(asked, [output.hit_json(hit) for hit in hits], map(output.hit_line, hits))
    return 0


def _draft(asked: argparse.Namespace) -> int:
    from desk import DraftRequest
    from figures.period import Period

    if asked.writer == "model":
        raise InputError("尚未配置模型：请改用 --writer reuse（沿用往年讲话，不需要模型）。")
    period = Period.parse(asked.period)
    targets = [(asked.out, "export"), (asked.review, "export_review"), (asked.sheet, "export_sheet")]
    for path, _ in targets:
        if path and not Path(path).absolute().parent.is_dir():
            raise InputError(f"文件夹 {Path(path).parent} 不存在，请先建立。")
    with _opened() as desk:
        outline = _asked_outline(Path(asked.outline)) if asked.outline else None
        model = _model(desk, asked.like)
        draft = desk.begin_draft(DraftRequest(period, model, outline))
        rendered = desk.write_draft(draft, _progress)
        for path, export in targets:
            if path:
                Path(path).write_bytes(getattr(desk, export)(draft)[1])
    _print(asked, output.draft_json(rendered), output.draft_lines(rendered))
    return NEEDS_A_PERSON if asked.strict and rendered.open else 0


def _asked_outline(path: Path) -> "tuple[OutlineHeading, ...]":
    """An outline file: one heading a line, a section indented or numbered （一）."""
    from desk import OutlineHeading

    lines = [line for line in _read(path).text.splitlines() if line.strip()]
    section = re.compile(r"\s|[（(][一二三四五六七八九十]+[）)]|##")
    return tuple(OutlineHeading(2 if section.match(line) else 1, _UNNUMBERED.sub("", line).strip()) for line in lines)


def _model(desk: "Desk", like: str | None) -> int:
    """The id of the past speech to follow: a stored document's id or name, or a file, which is then taken in."""
    from corpus.model import DocumentKind
    from desk import Incoming, LoadOptions

    if like is None:
        speeches = desk.documents(DocumentKind.SPEECH)
        if not speeches:
            raise InputError("库里还没有往年讲话，请先用 load 载入，或用 --like 指定一个文件。")
        return speeches[0].id
    path = Path(like)
    if like.isdecimal() or not path.is_file():
        return desk.document(int(like) if like.isdecimal() else like).id
    told = desk.load([Incoming(path.name, path.read_bytes(), str(path))], LoadOptions(kind=DocumentKind.SPEECH))
    if told.refused:
        raise InputError(told.refused[0].reason)
    return told.loaded[0].document.id if told.loaded else desk.document(path.name).id


def _attest(asked: argparse.Namespace) -> int:
    section, _, slot = asked.slot.partition(".")
    if not (section.isdecimal() and slot.isdecimal()):
        raise InputError(f"数据位编号“{asked.slot}”不认识，请写成 draft 所列的 节.位 形式，如 3.12。")
    with _opened() as desk:
        filled = desk.attest(
            asked.draft,
            int(section),
            int(slot),
            value=asked.value,
            by=asked.by,
            source=asked.source,
            reason=asked.reason,
        )
    told = output.section_json(filled, int(section))
    _print(asked, told, [str(told["text"])])
    return 0


def _reindex(asked: argparse.Namespace) -> int:
    with _opened() as desk:
        done = desk.reindex(_progress)
    _print(asked, {"documents": done}, [f"索引已重建，含 {done} 个文件。"])
    return 0


@contextmanager
def _opened() -> "Iterator[Desk]":
    """The desk of the workspace that the environment names."""
    from desk import Desk
    from settings import read_settings

    desk = Desk(read_settings())
    try:
        yield desk
    finally:
        desk.close()


def _read(path: Path) -> "ReadText":
    from corpus.readers import read_document
    from corpus.secrecy import check_secrecy

    if not path.is_file():
        raise InputError(f"找不到文件 {path}，请检查路径。")
    read = read_document(path.name, path.read_bytes())
    check_secrecy(path.name, read.text, read.margins)
    return read


def _progress(step: "Progress") -> None:
    print(f"[{step.done}/{step.total}] {step.what}", file=sys.stderr)


def _print(asked: argparse.Namespace, told: object, lines: Iterable[str]) -> None:
    if asked.json:
        print(output.dumps(told))
    else:
        for line in lines:
            print(line)


if __name__ == "__main__":
    sys.exit(main())
