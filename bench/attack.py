"""Whether a number that a model made up gets through: `uv run python -m bench.attack [--list]`.

Three thousand hostile replies (`bench.hostile`) take the real way: guard → stored draft → rendering → Word copies and
check sheet, in a workspace of their own with the bundled sample. Then the guard's pieces are switched off one by
one: the count that leaks without it shows what each is good for.
"""

import io
import re
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from bench.hostile import Expect, Hostile, replies
from desk import Desk, DraftRequest
from drafting.model import DraftParagraph, DraftSection, RenderedSection, Role, State
from drafting.rendering.render import Renderer
from drafting.stored.drafts import Drafts
from drafting.stored.written import section_from_json, section_to_json
from drafting.writing.writer import kept as as_kept
from errors import HegaoError
from figures import gate
from figures.catalogue import load_catalogue
from figures.figure import Status
from figures.finder import Finder
from figures.gate import Sieve
from figures.guard import Guard, Offer, cover, guard, settle
from figures.guard.checking.checks import ALL, Check
from figures.guard.reply.traced import Traced
from figures.guard.settling import SettledParagraph
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import FigureSlot, Text, parse_pieces, parse_slot
from figures.snapshot import Snapshot
from settings import read_settings
from store.engine import open_store

CITY, PERIOD = "岚江市", Period.parse("2026H1")
LAST_YEARS = "岚江市2025年上半年经济工作讲话.docx"
AT_HAND = (
    "地区生产总值|总量",
    "地区生产总值|同比",
    "规上工业增加值|同比",
    "固定资产投资|同比",
    "社会消费品零售总额|总量",
    "社会消费品零售总额|同比",
    "一般公共预算收入|总量",
)
_BARE = re.compile(r"[\s·.．_/\\|'`\"“”‘’（）()*-]+")


@dataclass(frozen=True, slots=True)
class House:
    """What a reply meets: the names known, the figures, and what is offered."""

    finder: Finder
    resolver: Resolver
    offer: Offer

    def guard(self, checks: Collection[Check] = ALL) -> Guard:
        """A guard of the house that looks for `checks`."""
        return Guard(self.finder, self.resolver, checks=checks)


def house(snapshot: Snapshot, finder: Finder) -> House:
    """The house over one snapshot of figures."""
    resolver = Resolver(snapshot, finder.catalogue)
    slots = [parse_slot(inside, period=PERIOD, region=CITY) for inside in AT_HAND]
    figures = [slot for slot in slots if isinstance(slot, FigureSlot)]
    return House(finder, resolver, Guard(finder, resolver).offer(figures, period=PERIOD, region=CITY))


def seen(text: str) -> str:
    """`text` as an eye would take it: plain prints, nothing unseen, no blanks and ornaments."""
    plain = unicodedata.normalize("NFKC", text)
    return _BARE.sub("", "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Mn", "Me", "Cc")))


def shows(text: str, planted: str) -> bool:
    """Whether `planted` can be read in `text`."""
    bare = seen(planted)
    return planted in text or (len(bare) > 1 and bare in seen(text))


def unfilled(section: RenderedSection) -> Iterator[str]:
    """The words of each paragraph without what was filled from tables."""
    for paragraph in section.paragraphs:
        words, at = "", 0
        for slot in paragraph.slots:
            if slot.state is State.FILLED:
                words += paragraph.text[at : slot.start] + "…"
                at = slot.end
        yield words + paragraph.text[at:]


def told_beside(section: RenderedSection) -> Iterator[str]:
    """What the screen tells beside a paragraph: reasons, notes, marks."""
    for paragraph in section.paragraphs:
        for slot in paragraph.slots:
            yield slot.reason or ""
            yield slot.note or "" if slot.state is State.OPEN else ""
        yield from (mark.note for mark in paragraph.marks)


def leaks(hostile: Hostile, stored: str, section: RenderedSection) -> bool:
    """Whether a reply got through, by what is stored of it and how it reads."""
    if hostile.expects is Expect.OPEN:
        slots = [slot for paragraph in section.paragraphs for slot in paragraph.slots]
        return any(slot.state is State.FILLED and isinstance(slot.slot, FigureSlot) for slot in slots)
    if hostile.expects is Expect.MARKED:
        return not any(paragraph.marks for paragraph in section.paragraphs)
    texts = list(unfilled(section))
    if hostile.expects is Expect.GONE:
        texts += [*told_beside(section), stored]
    return any(shows(text, planted) for text in texts for planted in hostile.planted)


def kept(hostile: Hostile, ruler: Guard, offer: Offer) -> DraftSection:
    """What of a reply is kept, as a section of a draft."""
    paragraphs = tuple(as_kept(settle(ruler.rule(hostile.reply, offer))))
    return DraftSection(Role.SECTION, (), "", (), False, paragraphs)


def untold(made: list[Hostile], here: House, checks: Collection[Check] = ALL) -> int:
    """In how many of `made` nothing is found, so that nothing goes back to the model."""
    ruler = here.guard(checks)
    return sum(ruler.rule(hostile.reply, here.offer).clean for hostile in made)


def typed(made: list[Hostile], here: House) -> list[Hostile]:
    """Those whose number gets past `Text` where a person types them into a section, with no guard before it."""
    renderer = Renderer(here.resolver, here.finder.catalogue, PERIOD, {})
    leaked: list[Hostile] = []
    for hostile in made:
        if hostile.family.startswith(("digits", "Chinese", "look-alikes")):
            try:
                pieces = parse_pieces(hostile.reply, period=PERIOD, region=CITY)
            except HegaoError:
                continue
            section = DraftSection(Role.SECTION, (), "", (), False, (DraftParagraph(pieces),))
            if leaks(hostile, section_to_json(section), renderer.section(section)):
                leaked.append(hostile)
    return leaked


def through(made: list[Hostile], here: House, checks: Collection[Check] = ALL) -> list[Hostile]:
    """Those of `made` that get through the guard, the store's form and the rendering."""
    ruler = here.guard(checks)
    renderer = Renderer(here.resolver, here.finder.catalogue, PERIOD, {})
    leaked: list[Hostile] = []
    for hostile in made:
        try:
            stored = section_to_json(kept(hostile, ruler, here.offer))
            section = renderer.section(section_from_json(stored, PERIOD, CITY))
        except HegaoError:  # refused by the types below the guard: nothing of it is kept
            continue
        if leaks(hostile, stored, section):
            leaked.append(hostile)
    return leaked


def uncovered(made: list[Hostile]) -> list[Hostile]:
    """Those whose number can be read, at whatever place it is cut, while they are still growing."""
    leaked: list[Hostile] = []
    for hostile in made:
        if hostile.expects is Expect.GONE:
            for end in range(1, len(hostile.reply) + 1):
                parts = cover(hostile.reply[:end], done=end == len(hostile.reply)).parts
                words = "".join(part for part in parts if isinstance(part, str))
                if any(shows(words, planted) for planted in hostile.planted):
                    leaked.append(hostile)
                    break
    return leaked


# One piece of the guard off at a time.


@contextmanager
def without_sieve(sieve: Sieve) -> Iterator[None]:
    """The gate without one of its sieves."""
    gate.first_forbidden.cache_clear()
    with patch.object(gate, "ALL", gate.ALL - {sieve}):
        yield
    gate.first_forbidden.cache_clear()


def without_cleaning() -> AbstractContextManager[object]:
    """The guard reading a reply as it came."""
    return patch.object(guard, "cleaned", Traced.of)


def _as_ruled(ruling: "object") -> tuple[SettledParagraph, ...]:
    paragraphs = getattr(ruling, "paragraphs", ())
    return tuple(SettledParagraph(paragraph.pieces, 0, ()) for paragraph in paragraphs)


def without_settling() -> AbstractContextManager[object]:
    """A ruling kept as it is, whatever was found."""
    return patch(f"{__name__}.settle", _as_ruled)


@dataclass(frozen=True, slots=True)
class Switch:
    """A piece that can be switched off."""

    name: str
    off: Callable[[], AbstractContextManager[object]] = nullcontext
    checks: frozenset[Check] = ALL


def switches() -> list[Switch]:
    """Every piece, and all of the guard's own looking at once."""
    return [
        *(Switch(f"gate: {sieve.value}", lambda sieve=sieve: without_sieve(sieve)) for sieve in Sieve),  # type: ignore[misc]
        *(Switch(f"guard: {check.value}", checks=ALL - {check}) for check in Check),
        Switch("guard: cleaning", without_cleaning),
        Switch("guard: settling", without_settling),
        Switch("guard: every check", checks=frozenset()),
    ]


# The whole way, files included.


def exported(desk: Desk, made: list[Hostile], ruler: Guard, offer: Offer, database: str) -> Iterator[str]:
    """What gets through to the rendered draft, the database's bytes or a file, in words: planted signs that a draft of
    a harmless section does not bring there."""
    harmless = [Hostile("harmless", "经济运行稳中有进。全市地区生产总值{{地区生产总值|同比}}。", ())]
    before = laid(desk, harmless, ruler, offer, database)[1]
    rendered, after = laid(desk, made, ruler, offer, database)
    words = "\n".join(unfilled(rendered))
    planted = {sign: one.family for one in made if one.expects is Expect.GONE for sign in one.planted}
    for sign, family in planted.items():
        if shows(words, sign) and seen(sign) not in seen(before["screen"]):
            yield f"screen: {family}: {sign}"
        for name in after:
            if name != "screen" and len(sign) > 2 and sign in after[name] and sign not in before[name]:
                yield f"{name}: {family}: {sign}"


def laid(
    desk: Desk, made: list[Hostile], ruler: Guard, offer: Offer, database: str
) -> tuple[RenderedSection, dict[str, str]]:
    """A draft with all of `made` in one section: how that reads, and the words of all that is kept or handed out."""
    draft = desk.begin_draft(DraftRequest(PERIOD, desk.document(LAST_YEARS).id))
    paragraphs = [paragraph for hostile in made for paragraph in kept(hostile, ruler, offer).paragraphs]
    section = DraftSection(Role.SECTION, (Text("一、部分"),), "（一）", (Text("标题"),), False, tuple(paragraphs))
    store = open_store(database)
    drafts = Drafts(store)
    drafts.put_section(draft, section, actor="试验", seen=0)
    drafts.finish(draft, actor="试验")
    store.close()
    rendered = desk.rendered(draft).sections[0]
    made_of = {
        "正式稿.docx": unzipped(desk.exchange.official(draft, actor="试验")[1]),
        "核对稿.docx": unzipped(desk.exchange.review(draft, actor="试验")[1]),
        "核对表.xlsx": unzipped(desk.exchange.sheet(draft, actor="试验")[1]),
        "screen": "\n".join([*unfilled(rendered), *told_beside(rendered)]),
        "store": read_bytes(database),
    }
    return rendered, made_of


def read_bytes(database: str) -> str:
    """A database's files as they lie on the disk, what is not text left out."""
    path = Path(database.removeprefix("sqlite:///"))
    return "".join(file.read_bytes().decode("utf-8", "ignore") for file in sorted(path.parent.glob(f"{path.name}*")))


def unzipped(data: bytes) -> str:
    """All the XML of an Office file, its tags taken out where they only change the look."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [packed.read(name).decode("utf-8", "ignore") for name in packed.namelist() if name.endswith(".xml")]
    return "\n".join(re.sub(r"<[^>]+>", "", part) for part in parts)


def main() -> None:
    """Attacks and prints."""
    made = replies()
    with tempfile.TemporaryDirectory(prefix="hegao-bench-") as temporary:
        settings = read_settings({"HEGAO_HOME": temporary, "HEGAO_REGION": CITY})
        desk = Desk(settings)
        desk.load_sample()
        figures = desk.figures(status=Status.VERIFIED)
        told = {figure.ref.indicator for figure in figures}
        catalogue = load_catalogue().extended(told)
        here = house(Snapshot(figures, catalogue, CITY), Finder(catalogue, told=told))
        found = list(exported(desk, made, here.guard(), here.offer, settings.database_url))
        desk.close()
    leaked, by_hand, growing = through(made, here), typed(made, here), uncovered(made[::4])
    print(f"{len(made)} hostile replies in {len({one.family for one in made})} disguises; leaked:")
    print(f"  through guard, stored draft and rendering: {len(leaked)}")
    print(f"  to the screen, the database's bytes, Word copies and check sheet: {len(found)}")
    print(f"  typed by hand, past the types alone: {len(by_hand)}")
    print(f"  while growing, cut at every character (each fourth reply): {len(growing)}")
    print(f"  nothing found to send back to the model: {untold(made, here)}")
    if "--list" in sys.argv:
        for one in (*leaked, *by_hand, *growing):
            print(f"  {one.family}: {one.reply!r}")
        print("\n".join(found))
    print(f"with one piece switched off:{'guard':>17}{'typed':>8}{'untold':>8}")
    for switch in switches():
        with switch.off():
            without, alone = through(made, here, switch.checks), typed(made, here)
            silent = untold(made, here, switch.checks)
        most = ", ".join(f"{name} {count}" for name, count in Counter(one.family for one in without).most_common(2))
        print(f"  without {switch.name:<28}{len(without):>7}{len(alone):>8}{silent:>8}   {most}", flush=True)


if __name__ == "__main__":
    main()
