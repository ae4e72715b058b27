"""The places of a draft that are to be written: those it was planned with, as its outline is now."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from drafting.model import Draft, DraftSection
from drafting.reuse.compose import Step
from drafting.writing.told.briefing import Site

Added = Callable[[DraftSection, bool], Step]
"""What is to be written in a place that a person added, which tells of what was (True) or of what is to be done."""


def sites_of(steps: Sequence[Step], draft: Draft, added: Added) -> list[Site]:
    """The places in the order of the outline; `steps` are those that the draft was planned with."""
    standing = {section.key: section for section in draft.sections}
    ahead = next((section.part_key for section in reversed(draft.sections) if section.part_key is not None), None)
    sites: list[Site] = []
    for key in list(standing) if draft.arranged else range(len(steps)):
        section = standing.get(key)
        if section is None:
            sites.append(_site(key, steps[key]))
            continue
        step = steps[key] if key < len(steps) else added(section, section.part_key != ahead)
        sites.append(_as_headed(_site(key, step), section))
    return sites


def _site(key: int, step: Step) -> Site:
    return Site(key, step.name, step.review, replace(step.write(), key=key))


def _as_headed(site: Site, section: DraftSection) -> Site:
    """`site` under the headings that the outline gives it today."""
    base = replace(
        site.base, part=section.part, part_key=section.part_key, number=section.number, heading=section.heading
    )
    if (section.number, section.heading) == (site.base.number, site.base.heading):
        return replace(site, base=base)
    return replace(site, name=f"{section.number}{section.name}", base=base)
