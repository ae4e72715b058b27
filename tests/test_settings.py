"""The settings are validated whole: each fault in a sentence, all of them at once, and nothing passes for unset."""

from pathlib import Path

import pytest

from settings import NAMES, SettingsFault, read_settings

PEOPLE = '[[person]]\nname = "吴刚"\naddress = "wu@example.test"\nrole = "管理"\n'


def faults(**environ: str) -> tuple[str, ...]:
    with pytest.raises(SettingsFault) as fault:
        read_settings(environ)
    return fault.value.faults


def test_nothing_set_is_as_good_as_anything() -> None:
    settings = read_settings({})
    assert settings.people is None
    assert settings.database_url.startswith("sqlite:///")


def test_everything_that_is_wrong_is_told_at_once_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsFault) as fault:
        read_settings(
            {
                "HEGAO_HOME": str(tmp_path / "file"),
                "HEGAO_PEOPEL": "people.toml",
                "CHROMA_URL": "localhost:8000",
                "OPENAI_BASE_URL": "http://",
                "DATABASE_URL": "hegao.db",
                "HEGAO_EMBEDDING": "bge",
            }
        )
    assert len(fault.value.faults) == 6
    assert "\n" not in fault.value.sentence
    for number, told in enumerate(fault.value.faults, 1):
        assert f"（{number}）{told}" in fault.value.sentence
        assert told.endswith("。")


@pytest.mark.parametrize("written", ["HEGAO_PEOPEL", "HEGAO_PERSONS", "HEGAO_PEOPLE_FILE"])
def test_a_name_written_wrong_is_refused_with_the_nearest_one(written: str) -> None:
    (told,) = faults(**{written: "people.toml"})
    assert written in told
    assert ("HEGAO_PEOPLE？" in told) is (written != "HEGAO_PERSONS")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HEGAO_HOME", "/dev/null/workspace", "建不了"),
        ("HEGAO_PEOPLE", "/nowhere/people.toml", "打不开"),
        ("HEGAO_REGION", "岚江市 2026", "市的名称"),
        ("HEGAO_EMBEDDING", "local:", "local:模型文件夹"),
        ("HEGAO_QUERY_PREFIX", "为这个句子", "没有设 HEGAO_EMBEDDING"),
        ("CHROMA_HEADERS", "Authorization: Bearer a", "没有设 CHROMA_URL"),
        ("OPENAI_API_KEY", "sk-abc def", "空格"),
        ("OPENAI_API_KEY", "“sk-abc”", "中文字符"),
    ],
)
def test_each_setting_that_cannot_stand_is_told_by_name(name: str, value: str, told: str) -> None:
    (fault,) = faults(**{name: value})
    assert name in fault
    assert told in fault


def test_a_file_of_people_is_read_when_the_settings_are(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(PEOPLE, encoding="utf-8")
    assert read_settings({"HEGAO_PEOPLE": str(path)}).people == path
    path.write_text(PEOPLE + "[[person]]\n", encoding="utf-8")
    (told,) = faults(HEGAO_PEOPLE=str(path))
    assert "第 5 行" in told


def test_a_secret_is_never_told() -> None:
    for fault in faults(OPENAI_API_KEY="sk-very secret", CHROMA_HEADERS="very-secret", CHROMA_URL="nonsense"):
        assert "secret" not in fault


def test_every_name_is_known_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
