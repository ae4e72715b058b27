"""Figures offered to a section: near its words, or told beside them in the past; verified, each indicator once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk
from drafting.reuse.offers import nearby
from figures.period import Period
from settings import read_settings

H1 = Period.parse("2026H1")
CITY = "岚江市"


@pytest.fixture(scope="module")
def sample(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("offers") / "workspace"
    shutil.copytree(sample_home, home)
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    yield desk
    desk.close()


def offered(desk: Desk, words: str, period: Period = H1) -> list[str]:
    names = desk._reader.names()
    found = nearby(words, period, CITY, desk.keeper.index(), names.snapshot, names.finder)
    assert all(ref.period == period and names.snapshot.lookup(ref).found for ref in found)
    return [ref.indicator for ref in found]


def test_what_past_sections_of_the_matter_tell_in_figures_comes_first(sample: Desk) -> None:
    assert {"接待游客人次", "旅游总收入"} <= set(offered(sample, "推动文旅融合，办好节会，让游客留下来")[:5])
    assert {"粮食播种面积", "新建高标准农田"} & set(offered(sample, "抓好粮食生产，建设高标准农田")[:5])


def test_each_indicator_is_offered_once(sample: Desk) -> None:
    found = offered(sample, "扩大对外开放，稳住外贸外资")
    assert len(found) == len(set(found))


def test_nothing_is_offered_for_a_period_without_figures_or_for_no_words(sample: Desk) -> None:
    assert offered(sample, "稳住工业运行", Period.parse("2031H1")) == []
    assert offered(sample, "  ") == []
