"""核稿: a finished document, ours or not, checked against the book as it stands.

The service of this floor. Needs the store alone: no index, no model.
"""

from collections import Counter
from collections.abc import Callable

from corpus.identity import identify
from corpus.model import NO_LAYOUT, Layout
from corpus.outline import parse_speech
from corpus.readers import read_document
from corpus.regions import canonical_region
from corpus.secrecy import check_secrecy
from drafting.check.model import CheckReport
from drafting.check.numbers import Judge
from drafting.check.placing import Telling, turning_point
from drafting.check.readings import Readings
from drafting.check.rereading import Rereading
from drafting.workbench import Names
from figures.figure import WHOLE_CITY, Status
from figures.period import Period
from figures.resolve import Resolver
from figures.snapshot import Snapshot


class Checker:
    """Checks documents with the names and figures of one workspace. `names` tells what is known now; `city` is the
    city whose desk this is, or ""."""

    def __init__(self, names: Callable[[], Names], city: str = ""):
        self.names = names
        self._city = city

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
        place = canonical_region(region) if region else told.region or self._place(names.snapshot)
        when = str(Period.parse(period)) if period else told.period
        telling = Telling(text, tuple(names.recogniser.recognise(text)), place, when, turning_point(text))
        readings = Readings(telling, names.snapshot, names.finder)
        rereading = Rereading(telling, readings, names.recogniser)
        judged = Judge(Resolver(names.snapshot, names.catalogue), readings, rereading, telling).judge()
        return CheckReport(name, text, place, telling.own, tuple(one.number for one in judged), ())

    def _place(self, snapshot: Snapshot) -> str:
        """The place of a document that does not say: the desk's own, else the one that most figures tell of."""
        if self._city:
            return self._city
        told = Counter(figure.ref.region for figure in snapshot.figures if figure.status is Status.VERIFIED)
        return told.most_common(1)[0][0] if told else WHOLE_CITY
