"""A draft written by a model over real HTTP: kept section by section, whatever fails, and no number is the model's."""

import re
import shutil
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from desk import Desk, DraftRequest
from drafting.model import MarkKind, Role, Standing, State
from drafting.writing.runs.events import Began, Ended, Grew
from errors import InputError, ModelFault, NotFound, Overtaken
from tests.drafting.workspace import H1, LAST_YEAR, edit_section, open_desk, place, slots, text
from tests.drafting.writing.conftest import SAMPLE_SPEECH, begun
from tests.drafting.writing.prompts import assert_no_value, user
from tests.drafting.writing.replies import speech_like
from tests.prompts.endpoint import Asked, Break, Endless, Endpoint, Refuse, Say, Turn

TOTAL = 8
CLEAN = "全市上下稳扎稳打，经济运行稳中有进。"
STRAY = "全市地区生产总值增长5.3%，形势向好。"


def prompts(endpoint: Endpoint) -> list[str]:
    return [user(asked) for asked in endpoint.requests]


def test_a_model_writes_the_whole_draft_with_numbers_from_the_tables(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(speech_like)
    draft = desk.write_draft(begun(desk))
    assert draft.complete and len(draft.sections) == TOTAL
    assert "地区生产总值增长5.3%" in text(draft)
    assert {slot.by.value for slot in slots(draft) if slot.state is State.FILLED} <= {"figure", "formula", "calendar"}
    assert draft.sections[place(draft, "主要指标")].paragraphs[0].lead > 0
    for asked in prompts(endpoint):
        assert_no_value(asked)


def test_tokens_and_time_are_told_of_each_section(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(speech_like)
    number = begun(desk)
    desk.write_draft(number)
    records = desk.writing.records(number)
    assert set(records) == set(range(TOTAL))
    assert all(record.tokens_in and record.tokens_out and record.seconds > 0 for record in records.values())


def test_a_stray_number_goes_back_twice_and_is_then_an_open_slot(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(STRAY)
    number = begun(desk)
    draft = desk.write_draft(number)
    section = draft.sections[place(draft, "主要指标")]
    assert section.paragraphs[0].text == "全市地区生产总值增长*%，形势向好。"
    assert all(slot.state is State.OPEN for slot in section.paragraphs[0].slots)
    assert "5.3" not in text(draft)
    assert len(endpoint.requests) == 3 * TOTAL
    for asked in prompts(endpoint):
        assert_no_value(asked)
    assert all(record.mends == 2 and "没有改好" in record.reason for record in desk.writing.records(number).values())


def test_a_finding_that_is_mended_leaves_no_trace(desk: Desk, endpoint: Endpoint) -> None:
    def mend(asked: Asked) -> str:
        return "全市地区生产总值{{地区生产总值|同比}}，形势向好。" if "核对意见" in user(asked) else STRAY

    endpoint.standing = Say(mend)
    number = begun(desk)
    draft = desk.write_draft(number)
    section = draft.sections[place(draft, "主要指标")]
    assert section.paragraphs[0].text == "全市地区生产总值增长5.3%，形势向好。"
    assert section.paragraphs[0].marks == ()
    assert desk.writing.records(number)[0].mends == 1


def test_a_mend_that_loses_the_text_is_not_taken(desk: Desk, endpoint: Endpoint) -> None:
    whole = f"{STRAY}{CLEAN * 4}"
    endpoint.standing = Say(lambda asked: "好的。" if "核对意见" in user(asked) else whole)
    draft = desk.write_draft(begun(desk))
    assert CLEAN * 4 in draft.sections[0].paragraphs[0].text


def test_a_mend_that_fails_leaves_what_was_written(desk: Desk, endpoint: Endpoint) -> None:
    number = begun(desk)
    desk.writing.reuse(number, 0, actor="李慧")
    endpoint.queue([Say(STRAY), Refuse(401)])
    ended = [event for event in desk.writing.redo(number, 0, actor="李慧").events() if isinstance(event, Ended)]
    assert [event.record.state for event in ended] == [Standing.WRITTEN]
    assert "形势向好" in desk.rendered(number).sections[0].paragraphs[0].text


def test_a_slot_beside_another_subject_is_open_and_marked(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say("全市固定资产投资{{地区生产总值|同比}}，保持稳定。")
    draft = desk.write_draft(begun(desk))
    paragraph = draft.sections[place(draft, "主要指标")].paragraphs[0]
    assert "5.3" not in paragraph.text
    assert [mark.kind for mark in paragraph.marks] == [MarkKind.MISMATCH]


@pytest.mark.parametrize(
    "turn",
    [
        Refuse(401),
        Refuse(429),
        Refuse(500),
        Break(CLEAN),
        Break(CLEAN, politely=True),
        Say(""),
        Endless(),
        Say("很抱歉，我无法协助撰写。"),
        Say("The economy is stable and improving."),
    ],
    ids=lambda turn: type(turn).__name__ + str(getattr(turn, "status", "")),
)
def test_whatever_fails_the_draft_stays_whole_and_goes_on_later(desk: Desk, endpoint: Endpoint, turn: Turn) -> None:
    number = begun(desk)
    endpoint.queue([Say(CLEAN)])
    run = desk.writing.redo(number, 1, actor="李慧")
    assert [event.record.state for event in run.events() if isinstance(event, Ended)] == [Standing.WRITTEN]

    endpoint.standing = turn
    with pytest.raises(ModelFault, match=r"。$"):
        desk.write_draft(number)
    draft = desk.rendered(number)
    assert not draft.complete and len(draft.sections) == TOTAL
    assert draft.sections[1].paragraphs[0].text == CLEAN
    assert all(section.paragraphs for section in draft.sections)

    desk.writing.reuse(number, 2, actor="李慧")
    assert "地区生产总值增长5.3%" in text(desk.rendered(number))

    endpoint.standing = Say(speech_like)
    draft = desk.write_draft(number)
    assert draft.complete
    assert draft.sections[1].paragraphs[0].text == CLEAN, "what stood is not written again"


def test_markdown_is_taken_off(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say("## 小标题\n\n- **稳住工业。**`加强`调度，[详见](http://x.example)。\n")
    draft = desk.write_draft(begun(desk))
    words = "".join(paragraph.text for paragraph in draft.sections[0].paragraphs)
    assert not re.search(r"[#`\[\]]|http", words)
    assert "稳住工业。加强调度" in words


def test_what_came_before_a_break_is_kept_and_written_again_on_going_on(desk: Desk, endpoint: Endpoint) -> None:
    number = begun(desk)
    endpoint.standing = Break(f"{CLEAN}要抓好{{{{地区生产")
    with pytest.raises(ModelFault):
        desk.write_draft(number, at_once=1)
    section = desk.rendered(number).sections[0]
    assert section.paragraphs[0].text == f"{CLEAN}要抓好"
    assert "没有写完" in section.paragraphs[-1].text
    assert desk.writing.standings(number)[0] is Standing.CUT
    endpoint.standing = Say(speech_like)
    draft = desk.write_draft(number)
    assert draft.complete and "没有写完" not in text(draft)


def test_a_bad_key_is_not_tried_for_every_section(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Refuse(401)
    with pytest.raises(ModelFault, match="OPENAI_API_KEY"):
        desk.write_draft(begun(desk), at_once=2)
    assert len(endpoint.requests) <= 2


def test_a_section_written_anew_replaces_the_old_only_when_it_stands(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(CLEAN)
    number = begun(desk)
    desk.write_draft(number)
    endpoint.standing = Break("新的一稿写到一半")
    list(desk.writing.redo(number, 2, actor="李慧").events())
    draft = desk.rendered(number)
    assert draft.complete and draft.sections[2].paragraphs[0].text == CLEAN
    assert desk.writing.records(number)[2].reason
    endpoint.standing = Say("换一种说法，全市经济稳中向好。")
    list(desk.writing.redo(number, 2, points="换一种说法", actor="李慧").events())
    assert desk.rendered(number).sections[2].paragraphs[0].text == "换一种说法，全市经济稳中向好。"
    assert "换一种说法" in prompts(endpoint)[-1]


def test_no_more_sections_are_written_at_once_than_the_person_wants(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(CLEAN, pause=0.02)
    desk.write_draft(begun(desk), at_once=2)
    assert endpoint.at_once == 2


def test_a_run_that_is_stopped_goes_on_where_it_was(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(CLEAN * 8, pause=0.01)
    number = begun(desk)
    done = 0
    run = desk.writing.start(number, at_once=1, actor="李慧")
    for event in run.events():
        done += isinstance(event, Ended)
        if done == 2 and isinstance(event, Grew):
            break  # as a person leaves the page
    run.join(5)
    endpoint.standing = Say(CLEAN)
    written = [at for at, standing in desk.writing.standings(number).items() if standing is Standing.WRITTEN]
    assert written == [0, 1]
    again = [event.key for event in desk.writing.start(number, actor="李慧").events() if isinstance(event, Began)]
    assert sorted(again) == list(range(2, TOTAL))
    assert desk.rendered(number).complete


def test_two_do_not_write_one_draft(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(CLEAN * 20, pause=0.05)
    number = begun(desk)
    run = desk.writing.start(number, actor="李慧")
    with pytest.raises(InputError, match="正在另一处起草"):
        desk.writing.start(number, actor="王强")
    run.stop()
    run.join(5)


def test_a_section_that_is_not_there_cannot_be_written(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.writing.redo(begun(desk), 99, actor="李慧")


def test_without_a_model_the_reuse_writer_is_named(small_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    shutil.copytree(small_home, home)
    desk = open_desk(home)
    with pytest.raises(InputError, match="HEGAO_MODEL"):
        desk.begin_draft(DraftRequest(H1, desk.document(LAST_YEAR).id, writer="model"))
    desk.close()


def test_a_growing_reply_is_shown_with_slots_filled_and_numbers_covered(desk: Desk) -> None:
    number = begun(desk)
    show = desk.writing.preview(number)
    reply = "**稳住工业。**全市地区生产总值{{地区生产总值|同比}}，工业增长9.9%，势头很好。\n要继续"
    seen = [show(2, reply[:end]) for end in range(len(reply) + 1)]
    words = ["\n".join(paragraph.text for paragraph in section.paragraphs) for section in seen]
    wrong = [shown for shown in words if re.search(r"[9{]", shown)]
    assert wrong == []
    assert "增长5.3%" in words[-1] and "工业增长*%" in words[-1]
    assert seen[-1].paragraphs[0].lead == len("稳住工业。")


def test_a_whole_speech_is_interrupted_twice_resumed_and_exported(
    sample_home: Path, endpoint: Endpoint, tmp_path: Path
) -> None:
    home = tmp_path / "workspace"
    shutil.copytree(sample_home, home)
    endpoint.standing = Say(speech_like)
    desk = Desk(endpoint.settings(HEGAO_HOME=str(home)))
    request = DraftRequest(H1, desk.document(SAMPLE_SPEECH).id, writer="model")
    number = desk.begin_draft(request)
    for wanted in (5, 13):
        done = len(written_of(desk, number))
        for event in desk.writing.start(number, at_once=3, actor="李慧").events():
            done += isinstance(event, Ended)
            if done >= wanted:
                break
        desk.close()  # as a process that dies in the middle
        desk = Desk(endpoint.settings(HEGAO_HOME=str(home)))
        assert not desk.rendered(number).complete
        assert len(written_of(desk, number)) >= wanted
        assert desk.begin_draft(request) == number
    asked = len(endpoint.requests)
    draft = desk.write_draft(number)
    assert draft.complete
    assert sum(section.role is Role.SECTION for section in draft.sections) >= 22
    assert len(endpoint.requests) - asked < len(draft.sections) - 10
    name, data = desk.exchange.official(number, actor="测试")
    (tmp_path / name).write_bytes(data)
    with ZipFile(tmp_path / name) as word:
        exported = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    assert "围绕主要指标稳中有进持续用力" in exported
    desk.close()


def written_of(desk: Desk, number: int) -> list[int]:
    time.sleep(0.05)
    return [at for at, standing in desk.writing.standings(number).items() if standing is Standing.WRITTEN]


def test_a_model_outside_is_not_told_which_way_a_figure_goes_that_may_not_leave(
    desk: Desk, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prompts.models.choice.is_local", lambda _: False)
    endpoint.standing = Say("全市固定资产投资增长{{固定资产投资|同比||||#%}}，保持稳定。")
    number = begun(desk)
    draft = desk.write_draft(number)
    paragraph = draft.sections[place(draft, "主要指标")].paragraphs[0]
    assert [slot.state for slot in paragraph.slots] == [State.OPEN], "a fall behind 增长 is open"
    assert not any("核对意见" in asked for asked in prompts(endpoint)), "and nobody outside is told that it is a fall"
    assert "岚江市数据.csv" in desk.writing.records(number)[place(draft, "主要指标")].held_back


def test_an_added_section_is_written_by_the_model_or_after_a_past_one(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(CLEAN)
    number = begun(desk)
    draft = desk.write_draft(number)
    new = desk.editing.outlines.add_section(number, place(draft, "扩大对外开放"), "切实保障粮食安全", actor="李慧")
    removed = place(draft, "项目建设")
    desk.editing.outlines.remove(number, removed, actor="李慧")
    desk.editing.outlines.rename(number, place(draft, "稳住工业"), "稳住工业大盘", seen=2, actor="李慧")
    briefs = {brief.heading: brief for brief in desk.writing.briefs(number)}
    assert "切实保障粮食安全" in briefs and "稳住工业大盘" in briefs and "项目建设压茬推进" not in briefs
    assert briefs["切实保障粮食安全"].before.startswith("扩大对外开放")
    list(desk.writing.redo(number, new, actor="李慧").events())
    assert desk.rendered(number).section(new).paragraphs[0].text == CLEAN
    assert desk.rendered(number).section(place(draft, "稳住工业")).heading == "（一）稳住工业大盘"
    desk.writing.reuse(number, new, actor="李慧")
    section = desk.rendered(number).section(new)
    assert section.heading == "（三）切实保障粮食安全" and "守住耕地红线" in section.paragraphs[0].text
    with pytest.raises(NotFound):
        desk.writing.redo(number, removed, actor="李慧")


def test_what_a_person_saves_while_the_model_writes_stands(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(CLEAN)
    number = begun(desk)
    desk.write_draft(number)
    endpoint.standing = Say("模型的新写法，全市经济稳中向好。", pause=0.02)
    run = desk.writing.redo(number, 2, actor="李慧")
    events = run.events()
    next(event for event in events if isinstance(event, Grew))
    saved = edit_section(desk, number, 2, "人写的话，一字不改。", actor="周文")
    ended = [event for event in events if isinstance(event, Ended)]
    assert "有人改过" in ended[0].record.reason
    assert desk.rendered(number).section(2).paragraphs == saved.paragraphs
    versions = {each.key: each for each in desk.exchange.versions(number)}
    model = next(key for key, each in versions.items() if "李慧" in each.by and key != "edit")
    desk.exchange.restore(number, model, by="周文")
    assert desk.rendered(number).section(2).paragraphs[0].text == "模型的新写法，全市经济稳中向好。"
    with pytest.raises(Overtaken):
        desk.writing.redo(number, 2, seen=1, actor="李慧")
    with pytest.raises(Overtaken):
        desk.writing.reuse(number, 2, seen=1, actor="李慧")
