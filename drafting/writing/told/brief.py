"""The brief: all that a model is told of one place of the speech. It holds no current value: figures are slots with
directions, every other number is masked, and what may not leave the house is left out where the model is outside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.model import Role
from drafting.writing.told.at_hand import AtHand
from prompts.prompt import Messages, PromptName, fenced, load

_NONE = "（无）"
PERIOD = "{{日历|期间|0|#}}"
_CALENDAR = (
    f"{PERIOD}　讲话的期间，如“上半年”",
    "{{日历|年|0|#年}}　今年的年份",
    "{{日历|年|-1|#年}}　上年的年份",
)
_PLACES = {
    Role.PREAMBLE: "讲话开头，在第一部分之前：说明会议主题，承上启下",
    Role.INTRO: "一个部分的开篇，在本部分各节之前：总说本部分",
    Role.SECTION: "一节",
    Role.OUTRO: "一个部分的收束，在本部分各节之后",
    Role.CLOSING: "讲话的结尾：提要求、发号召",
    Role.FRONT: "标题",
}


@dataclass(frozen=True, slots=True)
class Brief:
    """What a model gets for one place. `style` is told in words; `passages` are past texts with slots for numbers,
    `material` departments' texts with numbers masked; `sources` what may be quoted; `held_back` names the documents
    that would have been shown and may not leave the house; `outside` tells that the model is out of it."""

    role: Role
    region: str
    part: str
    heading: str
    points: str
    before: str
    after: str
    style: str
    passages: tuple[str, ...]
    material: tuple[str, ...]
    figures: tuple[AtHand, ...]
    sources: tuple[str, ...]
    held_back: tuple[str, ...] = ()
    outside: bool = False

    def messages(self) -> Messages:
        """The prompt that asks for this place."""
        return load(PromptName.SECTION).fill(
            place=_PLACES[self.role],
            period=PERIOD,
            region=self.region,
            part=self.part or _NONE,
            heading=self.heading or _NONE,
            points=self.points or _NONE,
            before=fenced(self.before, "上一处") if self.before else _NONE,
            after=self.after or _NONE,
            style=fenced(self.style, "文风"),
            passages=_numbered("往年段落", self.passages),
            material=_numbered("部门素材", self.material),
            figures=self.told_figures(),
        )

    def told_figures(self) -> str:
        """The slots at hand, a line each."""
        return "\n".join([*(item.line for item in self.figures), *_CALENDAR])


def _numbered(name: str, texts: Sequence[str]) -> str:
    return "\n".join(fenced(text, name) for text in texts) or _NONE
