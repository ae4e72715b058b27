"""Fields for a person's name: each holds its own, and one that nobody wrote in follows the last name written."""

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.common import session
from desk import Incoming
from tests.app.conftest import assert_calm, go_to, press

TABLE = "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026H1,岚江市,5.2,%\n"


@pytest.fixture
def listing(app: AppTest) -> AppTest:
    """The list of figures, its one figure pending."""
    session.desk().load([Incoming("岚江市数据.csv", TABLE.encode())])
    app.session_state["figures-view"] = "list"
    return go_to(app, "数据")


def field(app: AppTest, key: str):  # type: ignore[no-untyped-def]
    return next(one for one in app.text_input if one.key == key)


def test_each_deed_is_in_the_name_of_its_own_field(listing: AppTest) -> None:
    field(listing, "verifier-list").set_value("李慧").run()
    assert field(listing, "withhold-by").value == "李慧", "a field nobody wrote in has the name given"
    field(listing, "withhold-by").set_value("沈静").run()
    assert field(listing, "verifier-list").value == "李慧"
    assert listing.session_state["person"] == "沈静"
    press(listing, "核实列出的全部")
    assert_calm(listing)
    assert [figure.verified_by for figure in session.desk().figures()] == ["李慧"]
    assert listing.session_state["person"] == "沈静", "drawing a field anew is not writing in it"


def test_a_field_can_be_emptied(listing: AppTest) -> None:
    field(listing, "verifier-list").set_value("李慧").run()
    field(listing, "verifier-list").set_value("").run()
    assert field(listing, "verifier-list").value == ""
    press(listing, "核实列出的全部")
    assert "请先填写核实人" in listing.error[0].value
