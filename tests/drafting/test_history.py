"""Every export and every edit is a version; two can be compared and any put back."""

from collections.abc import Iterator

import pytest

from desk import Desk
from drafting.model import RenderedDraft
from errors import NotFound
from tests.drafting.workspace import edit_section, loaded, place, source_of, text, written


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = loaded(tmp_path_factory.mktemp("history"))
    yield desk
    desk.close()


@pytest.fixture
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)


def rewritten(desk: Desk, draft: RenderedDraft, was: str, now: str) -> None:
    number = place(draft, "项目建设")
    source = source_of(desk, draft.id, number)
    assert was in source
    edit_section(desk, draft.id, number, source.replace(was, now), actor="周文")


def test_the_writing_each_edit_and_each_export_are_versions_told_by_whom(desk: Desk, draft: RenderedDraft) -> None:
    rewritten(desk, draft, "抓项目", "抓好项目")
    desk.exchange.official(draft.id, actor="吴卓")
    told = [(version.what, version.by) for version in desk.exchange.versions(draft.id)]
    assert told[:2] == [("导出正式稿", "吴卓"), ("修改“（二）项目建设压茬推进”", "周文")]
    assert told[2][0] == "起草完成" and len(told) == 3


def test_two_versions_are_compared_by_what_is_gone_and_what_is_new(desk: Desk, draft: RenderedDraft) -> None:
    rewritten(desk, draft, "抓项目", "抓好项目")
    later, earlier = (version.key for version in desk.exchange.versions(draft.id))
    (line,) = desk.exchange.compared(draft.id, earlier, later)
    assert line.place == "项目建设压茬推进"
    assert [(each.text, each.gone, each.new) for each in line.passages][:2] == [
        ("抓", False, False),
        ("好", False, True),
    ]
    assert desk.exchange.compared(draft.id, later, later) == []


def test_any_version_can_be_put_back_and_nothing_is_lost_by_it(desk: Desk, draft: RenderedDraft) -> None:
    before = text(desk.rendered(draft.id))
    first = desk.exchange.versions(draft.id)[0].key
    rewritten(desk, draft, "抓项目", "抓好项目")
    after = text(desk.rendered(draft.id))
    edited = desk.exchange.versions(draft.id)[0].key
    desk.exchange.restore(draft.id, first, by="周文")
    assert text(desk.rendered(draft.id)) == before
    desk.exchange.restore(draft.id, edited, by="周文")
    assert text(desk.rendered(draft.id)) == after


def test_an_export_can_be_put_back_too(desk: Desk, draft: RenderedDraft) -> None:
    before = text(desk.rendered(draft.id))
    desk.exchange.review(draft.id, actor="吴卓")
    rewritten(desk, draft, "抓项目", "抓好项目")
    export = next(version.key for version in desk.exchange.versions(draft.id) if version.key.startswith("export"))
    desk.exchange.restore(draft.id, export, by="周文")
    assert text(desk.rendered(draft.id)) == before


def test_a_version_that_never_was_is_refused(desk: Desk, draft: RenderedDraft) -> None:
    for key in ("export:999", "edit:0", "nothing"):
        with pytest.raises(NotFound):
            desk.exchange.restore(draft.id, key, by="周文")
