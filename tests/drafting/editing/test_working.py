"""What is typed and not saved outlives a reload and a closed window, whether it can be taken or not."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy import text as sql

from desk import Desk
from drafting.model import RenderedDraft
from errors import Overtaken
from tests.drafting.workspace import open_desk, place, source_of


def test_unsaved_words_are_kept_as_typed_and_end_with_the_save(desk: Desk, draft: RenderedDraft) -> None:
    key, workings = place(draft, "项目建设"), desk.editing.workings
    assert workings.of(draft.id, key, "周文") is None
    typed = "写到一半，增长5.{{地区生产"
    workings.keep(draft.id, key, "周文", typed, 1)
    again = open_desk(Path(desk._settings.home))
    found = again.editing.workings.of(draft.id, key, "周文")
    again.close()
    assert found is not None and (found.source, found.seen, found.saves) == (typed, 1, 1)
    assert source_of(desk, draft.id, key) != typed
    workings.keep(draft.id, key, "李慧", "李慧的话。", 1)
    assert [each.person for each in workings.of_others(draft.id, key, "周文")] == ["李慧"]
    desk.editing.texts.save(draft.id, key, "抓好落实。", seen=1, actor="周文")
    assert workings.of(draft.id, key, "周文") is None
    kept = workings.of(draft.id, key, "李慧")
    assert kept is not None and kept.source == "李慧的话。"
    workings.drop(draft.id, key, "李慧")
    assert workings.of_others(draft.id, key, "周文") == ()


def test_a_second_window_of_the_same_person_does_not_overwrite_the_first(desk: Desk, draft: RenderedDraft) -> None:
    key, workings = place(draft, "项目建设"), desk.editing.workings
    first = workings.keep(draft.id, key, "周文", "甲窗口。", 1, after=0)
    with pytest.raises(Overtaken, match="另一个窗口"):
        workings.keep(draft.id, key, "周文", "乙窗口。", 1, after=0)
    assert workings.keep(draft.id, key, "周文", "甲窗口又写了。", 1, after=first) == 2
    assert workings.keep(draft.id, key, "周文", "乙窗口。", 1) == 3


def test_beginning_to_edit_is_in_the_audit_trail_once(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    for typed in ("抓", "抓好", "抓好落实"):
        desk.editing.workings.keep(draft.id, key, "周文", typed, 1)
    engine = create_engine(f"sqlite:///{Path(desk._settings.home) / 'hegao.db'}")
    with engine.connect() as connection:
        asked = sql("SELECT count(*) FROM audit_trail WHERE action = 'draft.opened' AND subject = :subject")
        assert connection.execute(asked, {"subject": f"draft:{draft.id}"}).scalar() == 1
    engine.dispose()
