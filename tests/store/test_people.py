"""Who may do what: the file of people, and deeds refused in the transaction they stand in."""

from pathlib import Path

import pytest

from errors import InputError, NotAllowed
from store.audit import record, trail
from store.deeds import Deed, Right
from store.engine import Store, open_store
from store.people import People, Role, act_as, read_people

OFFICE = """
[[person]]
name = "周明"
address = "Zhou@example.test"
role = "只读"

[[person]]
name = "李慧"
address = ["li@example.test", "subject-17"]
role = ["写稿", "核数"]

[[person]]
name = "吴刚"
address = "wu@example.test"
role = "管理"
"""


def office(folder: Path, text: str = OFFICE) -> People:
    path = folder / "people.toml"
    path.write_text(text, encoding="utf-8")
    return People(path)


def opened(folder: Path, people: People) -> Store:
    return open_store(f"sqlite:///{folder / 'hegao.db'}", people)


def test_a_login_finds_its_person_however_the_address_is_written(tmp_path: Path) -> None:
    people = office(tmp_path)
    assert [
        person.name for address in ("zhou@EXAMPLE.test", "subject-17") if (person := people.of_address(address))
    ] == [
        "周明",
        "李慧",
    ]
    assert people.of_address("stranger@example.test") is None
    assert people.of_address("") is None


def test_roles_add_up_and_who_keeps_the_desk_does_not_answer_for_numbers(tmp_path: Path) -> None:
    people = office(tmp_path)
    may = {person.name: [right for right in Right if person.may(right)] for person in people.all()}
    assert may == {
        "周明": [Right.READ],
        "李慧": [Right.READ, Right.WRITE, Right.VERIFY],
        "吴刚": [Right.READ, Right.WRITE, Right.MANAGE],
    }
    assert {right for role in Role for right in role.rights} == set(Right)


def test_without_a_file_anyone_may_do_everything() -> None:
    people = People(None)
    for deed in Deed:
        people.check("本机", deed)


@pytest.mark.parametrize("name", ["周明", "王五", "本机", "示例", "", "李慧 "])
def test_a_deed_that_is_not_allowed_is_undone_with_all_that_came_before_it(tmp_path: Path, name: str) -> None:
    store = opened(tmp_path, office(tmp_path))
    with pytest.raises(NotAllowed) as refusal, store.session() as session:
        record(session, actor="李慧", deed=Deed.DRAFT_BEGUN, subject="draft:1")
        session.flush()
        record(session, actor=name, deed=Deed.FIGURES_VERIFIED, subject="figure:1")
    assert "核实数据" in refusal.value.sentence
    assert "李慧" in refusal.value.sentence
    with store.reading() as session:
        (tried,) = trail(session)
    assert (tried.actor, tried.action, tried.subject, tried.detail) == (name, Deed.REFUSED, "figure:1", "核实数据")
    store.close()


def test_long_work_is_refused_before_it_begins_and_that_too_is_kept(tmp_path: Path) -> None:
    store = opened(tmp_path, office(tmp_path))
    store.require(actor="李慧", deed=Deed.DRAFT_EXPORTED, subject="draft:1")
    with pytest.raises(NotAllowed, match="不能导出稿子"):
        store.require(actor="周明", deed=Deed.DRAFT_EXPORTED, subject="draft:1")
    with store.reading() as session:
        assert [(entry.actor, entry.subject) for entry in trail(session, deed=Deed.REFUSED)] == [("周明", "draft:1")]
    store.close()


def test_a_person_does_what_the_role_gives(tmp_path: Path) -> None:
    store = opened(tmp_path, office(tmp_path))
    with store.session() as session:
        record(session, actor="李慧", deed=Deed.FIGURES_VERIFIED, subject="figure:1")
        record(session, actor="吴刚", deed=Deed.DOCUMENT_REMOVED, subject="文件 1")
    with pytest.raises(NotAllowed, match="需要“管理”角色，请由吴刚办理"), store.session() as session:
        record(session, actor="李慧", deed=Deed.DOCUMENT_REMOVED, subject="文件 1")
    store.close()


def test_whoever_is_logged_in_acts_in_no_other_name(tmp_path: Path) -> None:
    store = opened(tmp_path, office(tmp_path))
    act_as("周明")
    try:
        with pytest.raises(NotAllowed, match="不能以“李慧”的名义"), store.session() as session:
            record(session, actor="李慧", deed=Deed.FIGURES_VERIFIED, subject="figure:1")
    finally:
        act_as(None)
    with store.reading() as session:
        assert [(entry.actor, entry.detail) for entry in trail(session)] == [("周明", "以“李慧”的名义核实数据")]
    with store.session() as session:
        record(session, actor="李慧", deed=Deed.FIGURES_VERIFIED, subject="figure:1")
    store.close()


def test_the_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    people = office(tmp_path)
    assert not people.may("周明", Right.VERIFY)
    office(tmp_path, OFFICE.replace("只读", "核数"))
    assert people.may("周明", Right.VERIFY)
    office(tmp_path, OFFICE.replace("周明", "郑明"))
    assert not people.may("周明", Right.READ)


def test_a_file_that_breaks_or_goes_away_later_lets_nobody_do_anything(tmp_path: Path) -> None:
    people = office(tmp_path)
    assert people.may("李慧", Right.VERIFY)
    office(tmp_path, OFFICE + "[[person]\n")
    for _ in range(2):
        with pytest.raises(InputError, match=r"people\.toml"):
            people.may("李慧", Right.VERIFY)
    (tmp_path / "people.toml").unlink()
    with pytest.raises(InputError, match="HEGAO_PEOPLE"):
        people.check("李慧", Deed.FIGURES_VERIFIED)


PERSON = '[[person]]\nname = "周明"\naddress = "zhou@example.test"\nrole = "管理"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PERSON + "[[person]\n", "第 5 行"),
        (PERSON + '[[person]]\nname = "李慧"\naddress = "li@example.test"\nrole = "核对"\n', "第 5 行.*“核对”不认识"),
        (PERSON + '[[person]]\nname = "周明"\naddress = "li@example.test"\nrole = "核数"\n', "第 5 行.*同名"),
        (PERSON + '[[person]]\nname = "李慧"\naddress = "ZHOU@example.test"\nrole = "核数"\n', "第 5 行.*已经是周明的"),
        (PERSON + '\n[[person]]\naddress = "li@example.test"\nrole = "核数"\n', "第 6 行.*name"),
        (PERSON.replace("address", "adress"), "第 1 行.*“adress”"),
        (PERSON.replace('"zhou@example.test"', "7"), "第 1 行.*address"),
        (PERSON.replace('"管理"', "[]"), "第 1 行.*role"),
        (PERSON.replace("周明", "本机"), "第 1 行.*程序自己"),
        (PERSON.replace("管理", "核数"), "没有“管理”"),
        ("", "没有“管理”"),
        ('[people]\nzhou = "管理"\n', r"\[\[person\]\]"),
        ('person = "周明"\n', r"\[\[person\]\]"),
        ('person = [{name = "周明", address = "a", role = "管理"}]\n', r"\[\[person\]\]"),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_the_reason(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_people("people.toml", text.encode())


def test_a_file_in_another_encoding_is_refused_and_a_byte_order_mark_is_not() -> None:
    assert read_people("people.toml", b"\xef\xbb\xbf" + PERSON.encode())[0].name == "周明"
    with pytest.raises(InputError, match="UTF-8"):
        read_people("people.toml", PERSON.encode("gb18030"))


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="HEGAO_PEOPLE"):
        People(tmp_path).all()
