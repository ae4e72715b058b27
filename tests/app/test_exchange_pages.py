"""The pages on which copies come back and versions are compared, on a draft that stands."""

import json
import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from desk import Desk
from tests.app.conftest import assert_calm, go_to, press
from tests.drafting.workspace import edit_section, loaded, place, source_of, written
from tests.export.word_hand import Hand


@pytest.fixture
def edited(home: Path) -> Desk:
    """A workspace with a draft, edited once, and a copy that came back with two changes."""
    desk = loaded(home)
    draft = written(desk)
    hand = Hand(desk.exchange.official(draft.id, actor="甲")[1], random.Random(1))
    hand.rewrite("抓项目", "抓好项目")
    hand.type_over()
    desk.exchange.receive("市财政局.docx", hand.saved(), sender="市财政局", actor="甲")
    number = place(draft, "扩大对外开放")
    source = source_of(desk, draft.id, number)
    edit_section(desk, draft.id, number, source.replace("办好", "精心办好"), actor="周文")
    desk.close()
    return desk


def html(app: AppTest) -> str:
    """What the page shows as HTML of ours, to be read and to be pressed."""
    pressable = (str(json.loads(each.proto.json)["html"]) for each in app.get("bidi_component"))
    return "\n".join([*(str(each.value) for each in app.get("html")), *pressable])


def buttons(app: AppTest, label: str) -> list[object]:
    return [each for each in app.button if each.label == label]


def test_suggestions_are_told_and_taken_one_by_one_by_a_named_person(edited: Desk, app: AppTest) -> None:
    go_to(app, "征求意见")
    assert_calm(app)
    assert "抓好项目" in html(app) and "88.8" in html(app)
    assert len(buttons(app, "采纳")) == 2
    app.button(key=next(each.key for each in app.button if each.label == "采纳")).click().run()
    assert "由谁决定" in app.error[0].value
    app.text_input(key="returned-by").input("林书记员").run()
    for reason in [each for each in app.text_input if each.label == "理由"]:
        reason.input("财政局意见可行").run()
    for left in (1, 0):
        app.button(key=next(each.key for each in app.button if each.label == "采纳")).click().run()
        assert_calm(app)
        assert len(buttons(app, "采纳")) == left
    go_to(app, "起草")
    app.selectbox(key="draft-choice").select_index(1).run()
    assert "抓好项目" in html(app) and "88.8" in html(app)


def test_versions_are_listed_compared_and_put_back(edited: Desk, app: AppTest) -> None:
    go_to(app, "版本")
    assert_calm(app)
    assert "<ins>精心</ins>" in html(app)
    press(app, "恢复这一版")
    assert_calm(app)


def test_open_places_are_asked_about_before_the_official_copy_leaves(edited: Desk, app: AppTest) -> None:
    go_to(app, "起草")
    app.selectbox(key="draft-choice").select_index(1).run()
    press(app, "正式稿")
    assert_calm(app)
    assert any("待核" in each.value and "首页" in each.value for each in app.markdown)
