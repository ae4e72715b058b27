"""An answer in a model's words says what it said before, with the same numbers from the same places."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from asking.answer import Answer, Text, written
from desk import Desk
from errors import InputError, ModelFault
from settings import read_settings
from tests.asking.reports import REPORTS, desk_with
from tests.prompts.endpoint import Asked, Endpoint, Say

QUESTION = "岚江市2025年固投目标完成了吗？"


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("phrasing")
    desk_with(home, REPORTS).close()
    return home


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as served:
        yield served


@pytest.fixture
def desk(stocked: Path, endpoint: Endpoint, tmp_path: Path) -> Iterator[Desk]:
    home = tmp_path / "workspace"
    shutil.copytree(stocked, home)
    opened = Desk(endpoint.settings(HEGAO_HOME=str(home)))
    yield opened
    opened.close()


def evidence(asked: Asked) -> str:
    told = str(asked["messages"][-1]["content"])
    return told.partition("【资料】依据\n")[2].partition("\n【资料完】")[0]


def answered(desk: Desk) -> Answer:
    return desk.answers.ask(QUESTION).answer


def test_the_words_change_and_every_piece_stays(desk: Desk, endpoint: Endpoint) -> None:
    composed = answered(desk)
    endpoint.standing = Say(lambda asked: f"先说结论：{evidence(asked)}")
    phrased = desk.phraser.phrase(QUESTION, composed)
    assert phrased.text == f"先说结论：{composed.text}"
    assert (phrased.citations, phrased.verdict) == (composed.citations, composed.verdict)
    kept = [piece for piece in phrased.pieces if not isinstance(piece, Text)]
    assert kept == [piece for piece in composed.pieces if not isinstance(piece, Text)]


def test_the_model_sees_no_number(desk: Desk, endpoint: Endpoint) -> None:
    composed = answered(desk)
    endpoint.standing = Say(evidence)
    desk.phraser.phrase(QUESTION, composed)
    told = str(endpoint.requests[0]["messages"][-1]["content"])
    assert not any(character.isdigit() for character in told)
    for piece in composed.pieces:
        if not isinstance(piece, Text) and any(character.isdigit() for character in written(piece)):
            assert written(piece) not in told


@pytest.mark.parametrize(
    "wrong",
    [
        lambda shown: shown + "增速达9.9%。",
        lambda shown: shown + "增速达百分之九点九。",
        lambda shown: shown.partition("}}")[2],
        lambda shown: shown + "{{a}}",
        lambda shown: shown + "{{zz}}",
        lambda shown: shown + "目标没有完成。",
        lambda shown: shown + "The target was kept well.",
        lambda shown: shown + "增速达九\u200b点九。",
    ],
)
def test_one_that_adds_drops_or_turns_anything_is_not_taken(desk: Desk, endpoint: Endpoint, wrong) -> None:  # type: ignore[no-untyped-def]
    composed = answered(desk)
    endpoint.standing = Say(lambda asked: wrong(evidence(asked)))
    with pytest.raises(ModelFault, match="原来的说法"):
        desk.phraser.phrase(QUESTION, composed)
    assert len(endpoint.requests) == 3


def test_words_of_a_document_that_may_not_leave_are_not_sent_outside(stocked: Path, tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    shutil.copytree(stocked, home)
    outside = {"OPENAI_API_KEY": "sk-x", "HEGAO_MODEL": "blossom", "OPENAI_BASE_URL": "https://api.example.cn/v1"}
    desk = Desk(read_settings(outside | {"HEGAO_HOME": str(home)}))
    with pytest.raises(InputError, match="没有标明可外发"):
        desk.phraser.phrase(QUESTION, answered(desk))
    desk.close()


def test_what_is_no_text_of_an_answer_is_taken_off(desk: Desk, endpoint: Endpoint) -> None:
    composed = answered(desk)
    endpoint.standing = Say(lambda asked: f"**先说结论**：[详情](http://example.com){evidence(asked)}")
    phrased = desk.phraser.phrase(QUESTION, composed)
    assert "http" not in phrased.text and "*" not in phrased.text
    assert composed.text in phrased.text
