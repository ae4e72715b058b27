"""Prompts: each a Markdown file of this room whose head says what goes in and what must come out.

The loader refuses a missing variable, an unknown one, and a file whose head and text do not name the same. What is put
in is text, never a template: a `$` in it stays what it is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template

_FILE = re.compile(r"---\n(?P<head>.*?)\n---\n# system\n(?P<system>.*?)\n# user\n(?P<user>.*)", re.DOTALL)
_GOES_IN = re.compile(r"^  (?P<name>[a-z_]+): (?P<meaning>.+)$", re.MULTILINE)


class PromptName(StrEnum):
    """The prompts there are."""

    SECTION = "section"
    MENDING = "mending"
    TRANSITION = "transition"
    OUTLINE = "outline"
    ANSWER = "answer"
    REWRITING = "rewriting"


@dataclass(frozen=True, slots=True)
class Messages:
    """What a model is sent: the standing rules, and what is asked this time."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt: its purpose, the meaning of each variable that goes in, what must come out, and its two texts."""

    purpose: str
    goes_in: dict[str, str]
    comes_out: str
    system: str
    user: str

    def fill(self, **variables: str) -> Messages:
        """The messages with `variables` put in. Raises `ValueError` for a variable that is missing or not known."""
        missing, unknown = self.goes_in.keys() - variables.keys(), variables.keys() - self.goes_in.keys()
        if missing or unknown:
            raise ValueError(f"prompt {self.purpose}: missing {sorted(missing)}, unknown {sorted(unknown)}")
        return Messages(self.system, Template(self.user).substitute(variables))


@cache
def load(name: PromptName) -> Prompt:
    """The prompt of that name. Raises `ValueError` for a file that is not as a prompt should be."""
    return read_prompt(Path(__file__).with_name(f"{name}.md").read_text("utf-8"))


def read_prompt(text: str) -> Prompt:
    """A prompt out of the text of its file. Raises `ValueError` where head and text do not fit each other."""
    found = _FILE.fullmatch(text)
    if found is None:
        raise ValueError("a prompt has a head between --- lines, then # system and # user")
    head = found["head"]
    lines = dict(line.partition(": ")[::2] for line in head.splitlines() if not line.startswith(" "))
    if not lines.get("purpose") or not lines.get("out"):
        raise ValueError("a prompt's head names its purpose and what must come out")
    goes_in = {match["name"]: match["meaning"] for match in _GOES_IN.finditer(head)}
    used = set(Template(found["user"]).get_identifiers())
    if used != goes_in.keys():
        raise ValueError(f"head and text of a prompt differ: {sorted(used ^ goes_in.keys())}")
    return Prompt(lines["purpose"], goes_in, lines["out"], found["system"].strip(), found["user"].strip())


_OPENS, _CLOSES = "【资料】", "【资料完】"


def fenced(text: str, name: str = "") -> str:
    """`text` between the marks that say it is data. Marks that stand in it already are broken, so that no document can
    end its own fence."""
    inside = text.replace("【资料", "〔资料")
    return f"{_OPENS}{name}\n{inside}\n{_CLOSES}"
