"""The first page tells where the speech stands and the one next thing to do."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from desk import Desk, Incoming, LoadOptions
from tests.app.conftest import assert_calm, go_to
from tests.drafting.workspace import TABLE, loaded, open_desk, written


@pytest.fixture
def drafted(home: Path) -> Path:
    """A workspace with a finished draft."""
    desk = loaded(home)
    written(desk)
    desk.close()
    return home


def counts(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_it_counts_what_is_filled_and_open_in_the_speech_at_work(drafted: Path, app: AppTest) -> None:
    assert_calm(app)
    told = counts(app)
    assert int(told["已填的数"]) > 5 and int(told["待核之处"]) > 5
    assert told["数据有变化"] == "0"
    assert any("处待核" in text.value for text in app.text)


def corrected(desk: Desk) -> None:
    table = TABLE.replace("地区生产总值,同比,2026H1,全市,5.3", "地区生产总值,同比,2026H1,全市,5.4")
    desk.load([Incoming("岚江市数据.csv", table.encode())], LoadOptions(verified_by="李四"))


def test_a_corrected_table_is_the_next_thing_to_look_at(drafted: Path, app: AppTest) -> None:
    desk = open_desk(drafted)
    corrected(desk)
    desk.close()
    go_to(app, "首页")
    assert int(counts(app)["数据有变化"]) >= 1
    assert any("处变化" in text.value for text in app.text)
