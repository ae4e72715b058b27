"""核稿: a finished document, ours or not, checked against the book as it stands.

The service of this floor. Needs the store alone: no index, no model.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from corpus.identity import identify
from corpus.library import Library
from corpus.model import NO_LAYOUT, Layout
from corpus.outline import parse_speech
from corpus.readers import read_document
from corpus.regions import NATION, canonical_region
from corpus.secrecy import check_secrecy
from drafting.check.consistency import inconsistencies
from drafting.check.forms import directions, forms
from drafting.check.house import HouseList
from drafting.check.leftovers import leftovers, sentences_of
from drafting.check.model import CheckReport
from drafting.check.verdicts.judge import Judge, Judged
from drafting.check.verdicts.placing import Telling, turning_point
from drafting.check.verdicts.readings import Readings
from drafting.check.verdicts.rereading import Rereading
from drafting.rendering.names import Names
from figures.figure import WHOLE_CITY, Status
from figures.period import Period
from figures.resolve import Resolver
from figures.snapshot import Snapshot


class Checker:
    """Checks documents with the names and figures of one workspace. `names` tells what is known now; `library` holds
    earlier documents, `house` the list of wording; `city` is the city whose desk this is, or ""."""

    def __init__(self, names: Callable[[], Names], library: Library, house: HouseList, city: str = ""):
        self.names = names
        self.house = house
        self._library = library
        self._city = city
        self._sentences: tuple[tuple[int, ...], Mapping[str, str]] | None = None

    def check(self, name: str, data: bytes, *, region: str | None = None, period: str | None = None) -> CheckReport:
        """Checks a file. `region` and `period` go before what it says of itself.

        Raises `RefusedFile` for one that cannot be read or carries a secrecy mark, `InputError` for a bad `period`.
        """
        read = read_document(name, data)
        check_secrecy(name, read.text, read.margins)
        return self.check_text(name, read.text, read.layout, region=region, period=period)

    def check_text(
        self, name: str, text: str, layout: Layout = NO_LAYOUT, *, region: str | None = None, period: str | None = None
    ) -> CheckReport:
        """Checks a text called `name`; as `check`."""
        names = self.names()
        told = identify(name, text, parse_speech(text, layout))
        place = canonical_region(region) if region else self._place(told.region, names.snapshot)
        when = str(Period.parse(period)) if period else told.period
        telling, resolver, judged = _judged(text, place, when, names)
        year = int(when[:4]) if when else None
        found = [
            *inconsistencies(judged, telling, names.catalogue),
            *forms(text, judged, names.catalogue),
            *directions(judged, resolver),
            *leftovers(telling, self._earlier(text, telling)),
            *self.house.findings(text, year),
        ]
        found.sort(key=lambda finding: (finding.start, finding.end))
        return CheckReport(name, text, place, telling.own, tuple(one.number for one in judged), tuple(found))

    def numbers(self, name: str, text: str, *, region: str, period: Period) -> CheckReport:
        """The numbers of a text that tells of `region` and `period`, each with its verdict, and no findings: for
        what is held beside the tables without being a finished document."""
        telling, _, judged = _judged(text, canonical_region(region), str(period), self.names())
        return CheckReport(name, text, telling.region, telling.own, tuple(one.number for one in judged), ())

    def _earlier(self, text: str, telling: Telling) -> Mapping[str, str]:
        """The sentences of the library's speeches and reports of the same place that tell of an earlier time."""
        if telling.own is None:
            return {}
        wanted = []
        for document in self._library.documents():
            told = document.period
            if not document.kind.vouched or document.region != telling.region or told is None:
                continue
            if int(told[:4]) < int(str(telling.period)[:4]):
                wanted.append(document)
        key = tuple(document.id for document in wanted)
        if self._sentences is None or self._sentences[0] != key:
            known = {
                words: document.title or document.name
                for document in sorted(wanted, key=lambda document: str(document.period))
                for words in sentences_of(self._library.speech(document.id).text)
            }
            self._sentences = (key, known)
        return self._sentences[1]

    def _place(self, told: str | None, snapshot: Snapshot) -> str:
        """The place of a document: the one it says, unless the tables tell of none but an unnamed 全市; of one that
        does not say, the desk's own, else the one that most figures tell of."""
        if told is None and self._city:
            return self._city
        known = Counter(figure.ref.region for figure in snapshot.figures if figure.status is Status.VERIFIED)
        if told is None:
            return known.most_common(1)[0][0] if known else WHOLE_CITY
        unnamed = WHOLE_CITY in known and known.keys() <= {WHOLE_CITY, NATION, "全省", "全区"}
        return WHOLE_CITY if unnamed else told


def _judged(text: str, region: str, period: str | None, names: Names) -> tuple[Telling, Resolver, list[Judged]]:
    """A text that tells of `region` and `period`, with the verdict on each of its numbers."""
    telling = Telling(text, tuple(names.recogniser.recognise(text)), region, period, turning_point(text))
    resolver = Resolver(names.snapshot, names.catalogue)
    readings = Readings(telling, names.snapshot, names.finder)
    judged = Judge(resolver, readings, Rereading(telling, readings, names.recogniser), telling, names.catalogue).judge()
    return telling, resolver, judged
