from datetime import date

from export.page.layout import Place, lay_out, stretches
from tests.export.drafts import Speech, filled, opened, paragraph, small_speech


def test_the_front_comes_in_the_order_of_the_page() -> None:
    places = [line.place for line in lay_out(small_speech(), issued=date(2026, 7, 5))][:6]
    under = Place.UNDER_TITLE
    assert places == [Place.NOTICE, Place.TITLE, under, under, Place.SALUTATION, Place.BODY]


def test_an_empty_line_parts_the_front_from_the_text() -> None:
    assert [line.place for line in lay_out(small_speech()) if line.gap] == [Place.SALUTATION]


def test_a_full_stop_joins_heading_and_text_only_where_none_stands() -> None:
    def joined(heading: str, text: str) -> str:
        draft = Speech(salutation="").add(paragraph(text), heading=heading, run_in=True).rendered()
        return lay_out(draft)[-1].text

    assert joined("（一）工业", "产值增长。") == "（一）工业。产值增长。"
    assert joined("（一）工业。", "产值增长。") == "（一）工业。产值增长。"
    assert joined("（一）工业", "，产值增长。") == "（一）工业，产值增长。"


def test_slots_of_a_line_that_begins_with_its_heading_move_along() -> None:
    draft = (
        Speech()
        .add(paragraph("产值", filled(), "，投资", opened(), "。"), heading="（一）工业", run_in=True)
        .rendered()
    )
    line = lay_out(draft)[-1]
    assert [line.text[slot.start : slot.end] for slot in line.slots] == ["增长5.2%", "增长*%"]


def test_a_heading_without_paragraphs_stands_alone() -> None:
    draft = Speech().add(heading="（一）工业", run_in=True).rendered()
    assert [(line.place, line.text) for line in lay_out(draft)][-1] == (Place.SECTION, "（一）工业")


def test_the_stretches_of_a_line_are_the_line() -> None:
    for line in lay_out(small_speech()):
        assert "".join(each.text for each in stretches(line)) == line.text


def test_an_asterisk_counts_as_open_wherever_it_stands() -> None:
    line = lay_out(Speech(title="在*县的讲话").rendered())[0]
    assert [each.text for each in stretches(line) if each.open] == ["*"]
