import io
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest

from errors import RefusedFile
from export.official import export_official
from export.returning.record import ExportRecord, read_record
from export.review import export_review
from export.sheets.check_sheet import export_check_sheet
from tests.export.drafts import Speech, computed, filled, opened, paragraph, small_speech

AT = datetime(2026, 7, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize("export", [export_official, export_review])
def test_a_file_records_its_draft_its_moment_and_its_figures(export) -> None:
    draft = Speech().add(paragraph(filled(), computed(), opened())).rendered()
    assert read_record(export(draft, at=AT)) == ExportRecord(7, datetime(2026, 7, 20, 1, 30, tzinfo=UTC), (1, 2))


def test_a_moment_nobody_told_is_not_made_up() -> None:
    record = read_record(export_official(small_speech()))
    assert record is not None and record.at is None


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        export_official(small_speech(), at=datetime(2026, 7, 20))


def test_the_record_survives_editing_and_saving() -> None:
    document = docx.Document(io.BytesIO(export_official(small_speech(), at=AT)))
    document.paragraphs[-1].add_run("（修改）")
    saved = io.BytesIO()
    document.save(saved)
    assert read_record(saved.getvalue()) == read_record(export_official(small_speech(), at=AT))


def test_a_word_file_from_elsewhere_has_no_record() -> None:
    saved = io.BytesIO()
    docx.Document().save(saved)
    assert read_record(saved.getvalue()) is None


@pytest.mark.parametrize("content", [b"", b"not a file", export_check_sheet(Speech().rendered())])
def test_what_is_no_word_file_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(RefusedFile, match="Word 文件"):
        read_record(content)
