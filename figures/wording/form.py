"""A form taken apart: the wording around the number of a slot (see `figures.slots`)."""

import re
from dataclasses import dataclass

from figures.measure import Measure
from figures.quantity import Bound
from figures.wording.verbs import LEVEL, UP, VERBS

# Words that may stand between a verb and its number, or alone before a number whose sign is then printed.
_TAILS = ("了", "至", "为", "达", "幅为", "")
_REACHING = ("至", "为", "达")  # 增至, 降为; but 高达 and 低至 compare nothing
_COMPARING = {"高", "低", "快", "慢", "多", "少"}
_BEFORE = re.compile(r"(超过|突破|不低于|不少于|超|不超过|不高于|不到|控制在|约为?|近|(?<![高低多少快慢])达到?|到)$")
_AFTER = re.compile(r"(?:及)?(以上|以内|以下|左右|上下|之内)$")
_LATER = re.compile(r"\((以上|以内|左右)\)$")
_LATER_UNIT = re.compile(r"\(([^)]+)\)$")


@dataclass(frozen=True, slots=True)
class Form:
    """A form taken apart: `prefix` before the verb (比全国), the verb, whether an earlier member of its list carries
    it, words between verb and number, unit, the bound words on either side, and the bound (`later`) and the unit
    (`later_unit`) that a later member of the list says for all."""

    prefix: str
    verb: str
    carried: bool
    between: str
    before: str
    unit: str
    after: str
    later: Bound | None = None
    later_unit: str = ""

    @property
    def measured_in(self) -> str:
        """The unit a reader takes the number in, whether it is printed here or by a later member."""
        return self.unit or self.later_unit

    @classmethod
    def parse(cls, form: str) -> "Form":
        """The form written `form`; a form without `#` stands for the number with nothing around it but a unit."""
        left, _, right = form.partition("#") if "#" in form else ("", "", form)
        said_later = _LATER.search(right)
        later = Bound(said_later[1]) if said_later else None
        right = _LATER.sub("", right)
        unit_later = _LATER_UNIT.search(right)
        right = _LATER_UNIT.sub("", right)
        carried = re.match(r"\(([^)]*)\)", left)
        if carried:
            left = left[carried.end() :]
        found_before = _BEFORE.search(left)
        before = found_before[0] if found_before else ""
        left = left.removesuffix(before)
        found_after = _AFTER.search(right)
        after = found_after[0] if found_after else ""
        unit = right.removesuffix(after)
        if carried:
            return cls("", carried[1], True, left, before, unit, after, later, unit_later[1] if unit_later else "")
        prefix, verb, between = _split(left)
        return cls(prefix, verb, False, between, before, unit, after, later, unit_later[1] if unit_later else "")


def _split(left: str) -> tuple[str, str, str]:
    """Words before the verb, the verb, words between it and the number."""
    for tail in _TAILS:
        stem = left.removesuffix(tail)
        if tail and stem == left:
            continue
        verb = next((verb for verb in VERBS if stem.endswith(verb)), "")
        if verb and not (tail in _REACHING and verb in _COMPARING):
            return stem.removesuffix(verb), verb, tail
    # 高于全国平均, 拉动全市经济; a single character there begins another word (增速, 高质量).
    verb = next((verb for verb in VERBS if len(verb) > 1 and left.startswith(verb)), "")
    return ("", verb, left.removeprefix(verb)) if verb and not left.startswith("增长率") else (left, "", "")


def usual_form(measure: Measure, unit: str) -> str:
    """The form of a slot that does not say one."""
    if measure is Measure.RANK:
        return "第#位"
    verb = {
        Measure.YOY: "增长",
        Measure.TWO_YEAR_AVG: "增长",
        Measure.QOQ: "增长",
        Measure.RATE_CHANGE: "提高",
        Measure.SHARE_CHANGE: "提高",
        Measure.PP_DIFF: "高",
        Measure.DIFFERENCE: "增加",
    }.get(measure, "")
    return f"{verb}#{unit}"


def turned(form: str, verb: str) -> bool:
    """Whether `verb`, as printed, tells another direction than the verb of `form`."""
    own = Form.parse(form).verb
    return bool(own) and (verb == LEVEL or (own in UP) != (verb in UP))


def rises(form: str) -> bool | None:
    """The direction that the verb of `form` tells, None where it has none."""
    verb = Form.parse(form).verb
    return verb in UP if verb else None
