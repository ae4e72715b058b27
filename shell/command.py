"""What a command is, and what commands have in common: exit codes, the desk, files, and how results are printed.

What a command needs is imported when it runs, so that `outline` and `slots` start without the store and the index.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from errors import InputError
from shell.told import dumps

if TYPE_CHECKING:
    from corpus.readers import ReadText
    from desk import Desk, Progress

NEEDS_A_PERSON = 1
WRONG = 2
"""The exit code of a call or an input that is wrong."""


def without_arguments(_: argparse.ArgumentParser) -> None:
    """For a command that is told nothing."""


NOBODY = "本机"
"""Whose deed it is where no name is given. Where the office has a file of people, nobody of it goes by this name."""


def by_argument(parser: argparse.ArgumentParser, what: str) -> None:
    """The name of who does it, for the records."""
    parser.add_argument("--by", default=NOBODY, metavar="NAME", help=f"{what}，记在这个姓名下")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a few Chinese words, its arguments, and what runs it and returns the exit
    code."""

    name: str
    purpose: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def said(sentence: str, code: int) -> int:
    """Says a sentence to the person and returns `code`."""
    print(sentence, file=sys.stderr)
    return code


@contextmanager
def opened() -> "Iterator[Desk]":
    """The desk of the workspace that the environment names."""
    from desk import Desk
    from settings import read_settings

    desk = Desk(read_settings())
    try:
        yield desk
    finally:
        desk.close()


def existing(path: Path) -> Path:
    """`path`, where it is a file. Raises `InputError`."""
    if path.is_dir():
        raise InputError(f"{path} 是文件夹，请给出其中的文件。")
    if not path.is_file():
        raise InputError(f"找不到文件 {path}，请检查路径。")
    return path


def read(path: Path) -> "ReadText":
    """The text of a file. Raises `InputError` and, for one that cannot be read or is secret, `RefusedFile`."""
    from corpus.readers import read_document
    from corpus.secrecy import check_secrecy

    told = read_document(path.name, existing(path).read_bytes())
    check_secrecy(path.name, told.text, told.margins)
    return told


def progress(step: "Progress") -> None:
    """Says a step of long work on standard error."""
    print(f"[{step.done}/{step.total}] {step.what}", file=sys.stderr)


def tell(asked: argparse.Namespace, told: object, lines: Iterable[str]) -> None:
    """Prints `told` as one JSON document where that is asked for, else the `lines`."""
    if asked.json:
        print(dumps(told))
    else:
        for line in lines:
            print(line)
