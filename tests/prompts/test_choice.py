"""Which model the settings name, and whether it is inside the house."""

from pathlib import Path

import pytest

from errors import InputError
from prompts.models.choice import choose_model, is_local, why_no_model
from settings import read_settings


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "还没有配置模型"),
        ({"OPENAI_API_KEY": "sk-x"}, "还缺模型名"),
        ({"OPENAI_BASE_URL": "http://localhost:11434/v1"}, "还缺模型名"),
        ({"HEGAO_MODEL": "blossom"}, "需要密钥"),
    ],
)
def test_what_is_lacking_is_said_plainly(environ: dict[str, str], said: str) -> None:
    settings = read_settings(environ)
    assert said in why_no_model(settings)
    assert choose_model(settings) is None


def test_a_server_of_ones_own_needs_no_key() -> None:
    model = choose_model(read_settings({"HEGAO_MODEL": "blossom", "OPENAI_BASE_URL": "http://localhost:11434/v1"}))
    assert model is not None
    assert (model.name, model.local) == ("blossom", True)


def test_an_address_that_is_none_is_refused_with_its_variable() -> None:
    with pytest.raises(InputError, match="OPENAI_BASE_URL"):
        read_settings({"OPENAI_BASE_URL": "localhost:11434"})


def test_lines_of_a_file_stand_in_for_a_model(tmp_path: Path) -> None:
    lines = tmp_path / "台词.txt"
    lines.write_text("第一句。\n===\n第二句。", encoding="utf-8")
    model = choose_model(read_settings({"HEGAO_MODEL": f"scripted:{lines}"}))
    assert model is not None
    assert model.name == "台词 台词.txt"


def test_a_file_of_lines_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="台词文件"):
        choose_model(read_settings({"HEGAO_MODEL": f"scripted:{tmp_path / '没有.txt'}"}))


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000/v1",
        "http://127.0.0.1:8000/v1",
        "http://[::1]:8000/v1",
        "http://192.168.3.7/v1",
        "https://10.1.2.3/v1",
        "http://vllm:8000/v1",
        "https://model.city.internal/v1",
    ],
)
def test_this_machine_and_a_private_network_are_inside_the_house(address: str) -> None:
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.openai.com/v1",
        "https://api.example.cn/v1",
        "http://8.8.8.8/v1",
        "https://localhost.example.com/v1",
        "https://127.0.0.1.example.com/v1",
        "https://user@api.example.cn/v1",
    ],
)
def test_everything_else_is_outside(address: str) -> None:
    assert not is_local(address)
