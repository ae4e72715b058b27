"""What is taken in stays, whole and once; what is removed can come back."""

from datetime import date
from pathlib import Path

import pytest

from corpus.library import Library, Outcome, Overrides, StoredDocument
from corpus.model import DocumentKind
from errors import NotFound, RefusedFile, SecrecyMark, StoreFault
from store.audit import trail
from store.deeds import Deed
from store.engine import Store
from tests.corpus.readers.word import line, word
from tests.corpus.texts import SPEECH

DATA = SPEECH.encode()


def test_a_speech_is_kept_with_its_file_its_text_and_what_it_says_of_itself(library: Library) -> None:
    added = library.add("讲话.txt", DATA, actor="张三")
    found = library.get("讲话.txt")
    assert added.outcome is Outcome.ADDED and added.document == found == library.get(found.id)
    assert (found.kind, found.region, found.date, found.period) == (
        DocumentKind.SPEECH,
        "岚江市",
        date(2025, 7, 18),
        "2025H1",
    )
    assert (library.bytes(found.id), library.text(found.id)) == (DATA, SPEECH)
    assert [part.number for part in library.speech(found.id).parts] == ["一", "二", "三"]


def test_the_outline_of_a_word_file_keeps_what_its_formatting_told(library: Library) -> None:
    data = word(line("总体情况", style="Heading 1"), line(("要抓3件事。", True), "正文。"))
    document = library.add("情况.docx", data, actor="张三").document
    speech = library.speech(document.id)
    lead = speech.parts[0].intro[0].lead
    assert speech.parts[0].heading.of(speech.text) == "总体情况"
    assert lead is not None and lead.of(speech.text) == "要抓3件事"


def test_the_same_content_twice_is_skipped_whatever_its_name(library: Library) -> None:
    first = library.add("讲话.txt", DATA, actor="张三")
    second = library.add("另一个名字.txt", DATA, actor="李四")
    assert second.skipped and second.document == first.document
    assert len(library.documents()) == 1


def test_a_person_knows_better_than_the_file(library: Library) -> None:
    overrides = Overrides(
        title="年中讲话", kind=DocumentKind.MATERIAL, region="江西省", date=date(2024, 7, 1), period="2024H1"
    )
    found = library.add("讲话.txt", DATA, actor="张三", overrides=overrides).document
    assert (found.title, found.kind, found.region, found.date, found.period) == (
        "年中讲话",
        DocumentKind.MATERIAL,
        "江西",
        date(2024, 7, 1),
        "2024H1",
    )


def test_a_refused_file_leaves_nothing(library: Library, tmp_path: Path) -> None:
    for name, data, error in [("空.txt", b"", RefusedFile), ("密.txt", "机密★1年\n正文".encode(), SecrecyMark)]:
        with pytest.raises(error):
            library.add(name, data, actor="张三")
    assert library.documents() == []
    assert not (tmp_path / "files").exists()


def test_documents_are_listed_by_kind_and_region(library: Library) -> None:
    library.add("讲话.txt", DATA, actor="张三")
    library.add("素材.txt", "各县要抓好项目建设。".encode(), actor="张三", overrides=Overrides(region="江西"))
    assert [doc.name for doc in library.documents()] == ["讲话.txt", "素材.txt"]
    assert [doc.name for doc in library.documents(kind=DocumentKind.MATERIAL)] == ["素材.txt"]
    assert [doc.name for doc in library.documents(region="江西省")] == ["素材.txt"]


def removed(library: Library, store: Store, key: int | str, *, actor: str = "张三") -> StoredDocument:
    with store.session() as session:
        return library.remove(session, key, actor=actor)


def restored(library: Library, store: Store, key: int | str, *, actor: str = "张三") -> None:
    with store.session() as session:
        library.restore(session, key, actor=actor)


def test_a_removed_document_is_out_of_sight_and_comes_back(library: Library, store: Store) -> None:
    document = library.add("讲话.txt", DATA, actor="张三").document
    assert removed(library, store, document.id).removed
    assert library.documents() == [] and len(library.documents(removed=True)) == 1
    restored(library, store, "讲话.txt")
    assert [doc.id for doc in library.documents()] == [document.id]
    removed(library, store, document.id)
    again = library.add("讲话.txt", DATA, actor="王五")
    assert (again.outcome, again.document.id, again.skipped) == (Outcome.RESTORED, document.id, False)


def test_every_deed_is_on_the_trail(library: Library, store: Store) -> None:
    document = library.add("讲话.txt", DATA, actor="张三").document
    removed(library, store, document.id, actor="李四")
    restored(library, store, document.id, actor="王五")
    with store.reading() as session:
        deeds = [(entry.actor, entry.action) for entry in trail(session, subject=f"文件 {document.id}")]
    assert deeds == [
        ("王五", Deed.DOCUMENT_RESTORED),
        ("李四", Deed.DOCUMENT_REMOVED),
        ("张三", Deed.DOCUMENT_ADDED),
    ]


def test_of_two_files_with_one_name_the_latest_is_meant(library: Library, store: Store) -> None:
    library.add("素材.txt", "第一版素材。".encode(), actor="张三")
    second = library.add("素材.txt", "第二版素材。".encode(), actor="张三").document
    assert library.get("素材.txt") == second
    removed(library, store, second.id)
    assert library.text("素材.txt") == "第一版素材。"


@pytest.mark.parametrize("key", [99, "99", "没有.txt"])
def test_what_is_not_there_is_told(library: Library, key: int | str) -> None:
    with pytest.raises(NotFound, match="资料库里没有"):
        library.get(key)


def test_the_library_remembers_what_an_embedding_indexed(library: Library, store: Store) -> None:
    document = library.add("讲话.txt", DATA, actor="张三").document
    assert [doc.id for doc in library.unindexed("bge")] == [document.id]
    library.mark_indexed(document.id, "bge")
    assert library.unindexed("bge") == [] and len(library.unindexed("其他")) == 1
    removed(library, store, document.id)
    assert [doc.id for doc in library.still_indexed()] == [document.id]
    library.mark_indexed(document.id, None)
    assert library.still_indexed() == []


def test_a_table_stands_or_falls_with_what_is_read_from_it(library: Library, store: Store) -> None:
    with pytest.raises(RuntimeError), store.session() as session:
        library.add_table_file(session, "指标.csv", b"a,b\n", actor="张三")
        raise RuntimeError("the figures could not be read")
    assert library.documents() == []
    with store.session() as session:
        table = library.add_table_file(session, "指标.csv", b"a,b\n", actor="张三").document
    assert (table.kind, library.text(table.id), library.bytes(table.id)) == (DocumentKind.TABLE, "", b"a,b\n")
    assert library.unindexed("bge") == []


def test_a_lost_or_changed_original_is_told(library: Library, tmp_path: Path) -> None:
    document = library.add("讲话.txt", DATA, actor="张三").document
    (tmp_path / "files" / document.sha256).write_bytes(b"changed")
    with pytest.raises(StoreFault, match="已损坏"):
        library.bytes(document.id)
    (tmp_path / "files" / document.sha256).unlink()
    with pytest.raises(StoreFault, match="读不到"):
        library.bytes(document.id)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_kept(store: Store, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    library = Library(store, tmp_path / "files")
    with pytest.raises(StoreFault, match="写入权限"):
        library.add("讲话.txt", DATA, actor="张三")
    assert library.documents() == []


def test_a_document_stays_in_the_house_until_somebody_lets_it_leave(library: Library) -> None:
    added = library.add("讲话.txt", "岚江市二〇二五年讲话\n\n同志们：稳住工业。".encode(), actor="李慧").document
    assert not added.may_leave
    library.let_leave([added.id], True, actor="李慧")
    assert library.get(added.id).may_leave
    library.let_leave([added.id], False, actor="李慧")
    assert not library.get(added.id).may_leave
