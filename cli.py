"""The shell: what the app offers, without a screen. The contract of commands, JSON and exit codes is `docs/cli.md`.

Reads arguments, calls one service, prints its result: decides nothing about speeches or figures itself. What a command
needs is imported when it runs, so that `outline` and `slots` start without the store and the index.
"""

import argparse
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import cli_output as output
from cli_arguments import WRONG, make_parser
from errors import HegaoError, InputError, RefusedFile

if TYPE_CHECKING:
    from corpus.readers import ReadText
    from desk import Desk, Incoming, OutlineHeading, Progress, Refusal
    from figures.catalogue import Catalogue, Indicator
    from figures.recognition import Recogniser

NEEDS_A_PERSON = 1
FAULTY = 3
"""The program itself is at fault: told apart from 1, with which Python would leave."""
INTERRUPTED = 130
_UNNUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])?")
_SECTION = re.compile(r"\s|[（(][一二三四五六七八九十]+[）)]")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Without translation of newlines: offsets count in the text as it was decoded.
            stream.reconfigure(encoding="utf-8", newline="")
    asked = make_parser().parse_args(arguments)
    try:
        code = _COMMANDS[asked.command](asked)
        sys.stdout.flush()
        return code
    except HegaoError as error:
        return _said(error.sentence, WRONG)
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _said(
            f"读写 {error.filename or '文件'} 出错（{error.strerror or error}），请检查路径、权限和磁盘空间。", WRONG
        )
    except KeyboardInterrupt:
        return _said("已停下，做完的部分都已保存，重新运行同一条命令会接着做。", INTERRUPTED)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}: {error}".replace("\n", " ")
        where = f"{Path(place.filename).name} 第 {place.lineno} 行"
        return _said(f"程序出错（{told}，{where}），请把这一行和所用的文件发给维护人员。", FAULTY)


def _said(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _load(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind
    from desk import LoadOptions, LoadReport

    if not asked.paths and not asked.sample:
        raise InputError("请给出要载入的文件或文件夹，或用 --sample 载入示例。")
    if asked.verified_by is not None and not asked.verified_by.strip():
        raise InputError("--verified-by 后面请写核实人的姓名。")
    options = LoadOptions(
        kind=DocumentKind(asked.kind) if asked.kind else None,
        region=asked.region,
        date=asked.date,
        period=asked.period,
        verified_by=asked.verified_by,
    )
    files, unread = _incoming([path for given in asked.paths for path in _walk(Path(given))])
    reports = [LoadReport((), (), tuple(unread), ())]
    with _opened() as desk:
        if asked.sample:
            reports.append(desk.load_sample(_progress))
        if files:
            reports.append(desk.load(files, options, _progress if len(files) > 1 else None))
    _print(asked, output.load_json(reports), output.load_lines(reports))
    refused = [refusal for report in reports for refusal in report.refused]
    if refused and not any(report.loaded or report.skipped for report in reports):
        return _said(_none_read(refused), WRONG)
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


def _outline(asked: argparse.Namespace) -> int:
    from corpus.outline import parse_speech

    if asked.text and asked.json:
        raise InputError("--text 打印正文，--json 打印提纲，请只用其中一个。")
    read = _read(Path(asked.file))
    if asked.text:
        sys.stdout.write(read.text)
        return 0
    speech = parse_speech(read.text, read.layout)
    _print(asked, output.outline_json(speech), output.outline_lines(speech))
    return 0


def _names() -> "Catalogue":
    """The workspace's catalogue where there is a workspace; else the one that comes with Hegao."""
    from figures.catalogue import load_catalogue
    from settings import read_settings

    settings = read_settings()
    if not settings.has_store:
        return load_catalogue()
    from figures.catalogue.book import CatalogueBook
    from store.engine import open_store

    store = open_store(settings.database_url)
    try:
        return CatalogueBook(store).catalogue()
    finally:
        store.close()


def _slots(asked: argparse.Namespace) -> int:
    from figures.finder import Finder
    from figures.recognition import Recogniser

    paths = [_existing(Path(name)) for name in asked.files]
    recogniser = Recogniser(Finder(_names()))
    if asked.out_dir:
        return _slots_into(asked, Path(asked.out_dir), paths, recogniser)
    if len(paths) > 1:
        raise InputError("一次识别多个文件时请用 --out-dir 指定存放结果的文件夹。")
    rows = _rows(paths[0], recogniser)
    _print(asked, rows, output.slot_lines(rows))
    return 0


def _slots_into(asked: argparse.Namespace, folder: Path, paths: Sequence[Path], recogniser: "Recogniser") -> int:
    """Writes the rows of each file into `folder`; a file that cannot be read does not hold up the others."""
    targets = {folder / f"{path.stem}.json": path for path in paths}
    if len(targets) < len(paths):
        raise InputError("有几个文件名（不计后缀）相同，结果会互相覆盖，请分开识别。")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[output.Json] = []
    refused: list[output.Json] = []
    for target, path in targets.items():
        try:
            rows = _rows(path, recogniser)
        except RefusedFile as refusal:
            refused.append({"path": str(path), "reason": refusal.sentence})
            print(refusal.sentence, file=sys.stderr)
            continue
        target.write_text(output.dumps(rows), encoding="utf-8")
        written.append({"path": str(path), "to": str(target), "rows": len(rows)})
    lines = (f"{row['path']} {row['rows']} 处，写入 {row['to']}" for row in written)
    _print(asked, {"written": written, "refused": refused}, lines)
    if refused:
        return NEEDS_A_PERSON if written else WRONG
    return 0


def _rows(path: Path, recogniser: "Recogniser") -> list[output.Json]:
    from corpus.identity import identify
    from corpus.outline import parse_speech

    read = _read(path)
    identity = identify(path.name, read.text, parse_speech(read.text, read.layout))
    return output.slots_json(recogniser.recognise(read.text), identity)


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
    return 0 if found else _said("没有符合条件的数据。", 0)


def _verify(asked: argparse.Namespace) -> int:
    name = Path(asked.file).name if asked.file else None
    with _opened() as desk:
        done = desk.verify(ids=asked.ids, document=name, by=asked.by)
        left = desk.conflicts()
    _print(asked, [output.figure_json(figure) for figure in done], [f"已核实 {len(done)} 条数据。"])
    return NEEDS_A_PERSON if any(figure in conflict.figures for figure in done for conflict in left) else 0


def _search(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind

    with _opened() as desk:
        kind = DocumentKind(asked.kind) if asked.kind else None
        hits = desk.search(asked.query, asked.k, region=asked.region, year=asked.year, kind=kind)
    _print(asked, [output.hit_json(hit) for hit in hits], map(output.hit_line, hits))
    return 0 if hits else _said("没有找到相近的段落。", 0)


def _draft(asked: argparse.Namespace) -> int:
    from desk import DraftRequest
    from figures.period import Period

    if asked.writer == "model":
        raise InputError("尚未配置模型，请改用 --writer reuse（沿用往年讲话，不需要模型）。")
    period = Period.parse(asked.period)
    outline = _asked_outline(Path(asked.outline)) if asked.outline else None
    for path in (asked.out, asked.review, asked.sheet):
        if path and not Path(path).absolute().parent.is_dir():
            raise InputError(f"文件夹 {Path(path).parent} 不存在，请先建立。")
    with _opened() as desk:
        draft = desk.begin_draft(DraftRequest(period, _model(desk, asked.like), outline))
        rendered = desk.write_draft(draft, _progress)
        exports = ((asked.out, desk.export), (asked.review, desk.export_review), (asked.sheet, desk.export_sheet))
        for path, export in exports:
            if path:
                Path(path).write_bytes(export(draft)[1])
    _print(asked, output.draft_json(rendered), output.draft_lines(rendered))
    return NEEDS_A_PERSON if asked.strict and rendered.open else 0


def _asked_outline(path: Path) -> "tuple[OutlineHeading, ...]":
    """An outline file: Word's or Markdown's headings where it has any, else one heading a line, a section indented or
    numbered （一）."""
    from desk import OutlineHeading

    read = _read(path)
    headed = [(span.of(read.text), level) for span, level in read.layout.headings if level]
    ranks = sorted({level for _, level in headed})
    if len(ranks) > 2:
        raise InputError(f"提纲 {path.name} 有 {len(ranks)} 级标题，请只留部分和节两级。")
    lines = [line for line in read.text.splitlines() if line.strip()]
    told = [(words, ranks.index(level) + 1) for words, level in headed]
    told = told or [(line, 2 if _SECTION.match(line) else 1) for line in lines]
    return tuple(OutlineHeading(level, _UNNUMBERED.sub("", words).strip()) for words, level in told)


def _model(desk: "Desk", like: str | None) -> int:
    """The id of the past speech to follow: a stored document's id or name, or a file, which is then taken in."""
    from corpus.files import content_hash
    from corpus.model import DocumentKind
    from desk import Incoming, LoadOptions, is_table

    if like is None:
        speeches = desk.documents(DocumentKind.SPEECH)
        if not speeches:
            raise InputError("库里还没有往年讲话，请先用 load 载入，或用 --like 指定一个文件。")
        return speeches[0].id
    path = Path(like)
    if like.isdecimal() or not path.is_file():
        return desk.document(int(like) if like.isdecimal() else like).id
    if is_table(path.name):
        raise InputError(f"{path} 是数据表，不能作为参照的讲话，请选一篇讲话。")
    data = path.read_bytes()
    told = desk.load([Incoming(path.name, data, str(path))], LoadOptions(kind=DocumentKind.SPEECH))
    if told.refused:
        raise InputError(told.refused[0].reason)
    if told.loaded:
        return told.loaded[0].document.id
    # It was there already, perhaps under another name.
    return next(document.id for document in desk.documents() if document.sha256 == content_hash(data))


def _refill(asked: argparse.Namespace) -> int:
    with _opened() as desk:
        rendered, changed = desk.refill(asked.draft, actor=asked.by)
    _print(asked, output.refill_json(rendered, changed), output.refill_lines(rendered, changed))
    return NEEDS_A_PERSON if asked.strict and rendered.open else 0


def _attest(asked: argparse.Namespace) -> int:
    from desk import FRONT

    section, _, slot = asked.slot.partition(".")
    if not ((section.isdecimal() or section == output.FRONT) and slot.isdecimal()):
        raise InputError(f"数据位编号“{asked.slot}”不认识，请写成 draft 所列的 节.位 形式，如 3.12 或 front.1。")
    number = FRONT if section == output.FRONT else int(section)
    with _opened() as desk:
        filled = desk.attest(
            asked.draft,
            number,
            int(slot),
            value=asked.value,
            by=asked.by,
            source=asked.source,
            reason=asked.reason,
        )
    told = output.section_json(filled, section)
    _print(asked, told, [str(told["text"])])
    return 0


def _reindex(asked: argparse.Namespace) -> int:
    with _opened() as desk:
        done = desk.reindex(_progress)
    _print(asked, {"documents": done}, [f"检索库已重建，含 {done} 个文件。"])
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


def _existing(path: Path) -> Path:
    if path.is_dir():
        raise InputError(f"{path} 是文件夹，请给出其中的文件。")
    if not path.is_file():
        raise InputError(f"找不到文件 {path}，请检查路径。")
    return path


def _read(path: Path) -> "ReadText":
    from corpus.readers import read_document
    from corpus.secrecy import check_secrecy

    read = read_document(path.name, _existing(path).read_bytes())
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


def _catalogue(asked: argparse.Namespace) -> int:
    from figures.catalogue import load_catalogue

    with _opened() as desk:
        done: Sequence[str] = ()
        if asked.alias:
            done = [desk.add_alias(asked.alias, _of(asked), by=_by(asked)).name]
        elif asked.drop_alias:
            done = [desk.drop_alias(asked.drop_alias, _of(asked), by=_by(asked)).name]
        elif asked.add:
            done = [desk.put_indicator(_asked_indicator(asked), by=_by(asked)).name]
        elif asked.remove:
            desk.remove_indicator(asked.remove, by=_by(asked))
        elif asked.import_file:
            desk.put_indicators(load_catalogue(_existing(Path(asked.import_file))).indicators, by=_by(asked))
        if asked.export:
            Path(asked.export).write_text(desk.catalogue_toml(), encoding="utf-8")
        if asked.unknown:
            strangers = desk.unknown_names()
            _print(asked, output.strangers_json(strangers), output.stranger_lines(strangers))
            return 0
        found = desk.indicators(done[0] if done else asked.name)
    _print(asked, output.indicators_json(found), output.indicator_lines(found))
    return 0


def _of(asked: argparse.Namespace) -> str:
    if not asked.of:
        raise InputError("请用 --of 写明是哪个指标的别名。")
    return str(asked.of)


def _by(asked: argparse.Namespace) -> str:
    if not asked.by:
        raise InputError("修改指标目录请用 --by 写明修改人的姓名。")
    return str(asked.by)


def _asked_indicator(asked: argparse.Namespace) -> "Indicator":
    from figures.catalogue.file import indicator_of

    fields = ("unit", "decimals", "nature", "rate", "better", "whole", "department")
    told = {name: value for name in fields if (value := getattr(asked, name)) is not None}
    return indicator_of({"name": asked.add, **told}, 1)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "load": _load,
    "outline": _outline,
    "slots": _slots,
    "figures": _figures,
    "verify": _verify,
    "search": _search,
    "draft": _draft,
    "refill": _refill,
    "attest": _attest,
    "reindex": _reindex,
    "catalogue": _catalogue,
}


if __name__ == "__main__":
    sys.exit(main())
