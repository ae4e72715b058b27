"""The shell: what the app offers, without a screen. The contract of commands, JSON and exit codes is `docs/cli.md`.

Reads arguments, runs one command of `shell/`, and turns what went wrong into one line and an exit code.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from errors import HegaoError
from shell import (
    asking,
    auditing,
    catalogue,
    checking,
    documents,
    drafting,
    entries,
    figures,
    finishing,
    keeping,
    ledger,
    materials,
    reading,
    searching,
    taking_in,
)
from shell.command import WRONG, Command, said

FAULTY = 3
"""The program itself is at fault: told apart from 1, with which Python would leave."""
INTERRUPTED = 130
COMMANDS: tuple[Command, ...] = (
    *taking_in.COMMANDS,
    *reading.COMMANDS,
    *figures.COMMANDS,
    *catalogue.COMMANDS,
    *searching.COMMANDS,
    *asking.COMMANDS,
    *ledger.COMMANDS,
    *drafting.COMMANDS,
    *entries.COMMANDS,
    *finishing.COMMANDS,
    *keeping.COMMANDS,
    *auditing.COMMANDS,
    *checking.COMMANDS,
    *documents.COMMANDS,
    *materials.COMMANDS,
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line that says what is wrong and where help is."""
        self.exit(WRONG, f"命令写得不对（{message}），用法见 {self.prog} --help。\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands; what was asked for holds the `command` to run."""
    parser = _Parser(prog="cli.py", description="核稿的命令行：不开网页也能载入、核实、检索和起草。")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.purpose, description=command.purpose)
        sub.add_argument("--json", action="store_true", help="标准输出只有一份 JSON")
        command.arguments(sub)
        sub.set_defaults(command=command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Without translation of newlines: offsets count in the text as it was decoded. A file's name may hold bytes
            # that are no UTF-8: they are told as escapes, which JSON reads too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    asked = make_parser().parse_args(arguments)
    try:
        code: int = asked.command.run(asked)
        sys.stdout.flush()
        return code
    except HegaoError as error:
        return said(error.sentence, WRONG)
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return said(
            f"读写 {error.filename or '文件'} 出错（{error.strerror or error}），请检查路径、权限和磁盘空间。", WRONG
        )
    except KeyboardInterrupt:
        return said("已停下，做完的部分都已保存，重新运行同一条命令会接着做。", INTERRUPTED)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}: {error}".replace("\n", " ")
        where = f"{Path(place.filename).name} 第 {place.lineno} 行"
        return said(f"程序出错（{told}，{where}），请把这一行和所用的文件发给维护人员。", FAULTY)


if __name__ == "__main__":
    sys.exit(main())
