"""A workspace goes into one file and comes back whole, and nothing that stands is ever overwritten."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from errors import HegaoError, InputError, RefusedFile
from store.backup import DATABASE, MANIFEST, back_up, restore
from store.engine import open_store


def workspace(home: Path) -> str:
    """A small workspace with a file, a list of the office's own, and an index that is derived."""
    url = f"sqlite:///{home / DATABASE}"
    home.mkdir()
    open_store(url).close()
    (home / "files").mkdir()
    (home / "files" / "abc").write_bytes("讲话".encode())
    (home / "用语表.csv").write_text("旧,新", encoding="utf-8")
    (home / "index").mkdir()
    (home / "index" / "big.bin").write_bytes(b"derived")
    with sqlite3.connect(home / DATABASE) as database:
        database.execute(
            "INSERT INTO audit_trail (at, actor, action, subject, detail) VALUES ('2026-07-01', '甲', 'x', 'y', '')"
        )
    return url


def backed_up(home: Path, url: str, to: Path) -> Path:
    with to.open("wb") as target:
        back_up(home, url, target)
    return to


def deeds(database: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute("SELECT actor FROM audit_trail").fetchall()
    finally:
        connection.close()


def test_a_workspace_comes_back_whole_without_what_is_derived(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    backup = backed_up(home, workspace(home), tmp_path / "b.zip")
    told = restore(other, f"sqlite:///{other / DATABASE}", backup)
    assert told.files == 2
    assert (other / "files" / "abc").read_bytes() == "讲话".encode()
    assert (other / "用语表.csv").read_text(encoding="utf-8") == "旧,新"
    assert deeds(other / DATABASE) == [("甲",)]
    assert not (other / "index").exists()
    assert sorted(path.name for path in other.iterdir()) == ["files", DATABASE, "用语表.csv"]


def test_a_backup_holds_what_is_confirmed_while_the_workspace_is_in_use(tmp_path: Path) -> None:
    home = tmp_path / "home"
    url = workspace(home)
    store = open_store(url)
    with store.session():  # another is writing
        backup = backed_up(home, url, tmp_path / "b.zip")
    store.close()
    with zipfile.ZipFile(backup) as archive:
        (tmp_path / "copy.db").write_bytes(archive.read(DATABASE))
    assert deeds(tmp_path / "copy.db") == [("甲",)]


def test_a_workspace_that_stands_in_the_way_is_kept_beside(tmp_path: Path) -> None:
    home = tmp_path / "home"
    url = workspace(home)
    backup = backed_up(home, url, tmp_path / "b.zip")
    (home / "files" / "later").write_bytes(b"new")
    with pytest.raises(InputError, match="--replace"):
        restore(home, url, backup)
    assert (home / "files" / "later").exists()
    restore(home, url, backup, replace=True)
    assert not (home / "files" / "later").exists()
    (aside,) = [path for path in home.iterdir() if path.name.startswith("before-")]
    assert (aside / "files" / "later").read_bytes() == b"new"
    assert deeds(aside / DATABASE) == [("甲",)]


def spoilt(backup: Path, name: str, data: bytes | None, add: str | None = None) -> Path:
    """The backup with one of its files changed, left out, or one put in."""
    bad = backup.with_name("bad.zip")
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(bad, "w") as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
            elif data is not None:
                target.writestr(part, data)
        if add:
            target.writestr(add, b"x")
    return bad


def test_a_damaged_or_harmful_backup_is_refused_and_nothing_is_put_in_place(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    backup = backed_up(home, workspace(home), tmp_path / "b.zip")
    manifest = json.loads(zipfile.ZipFile(backup).read(MANIFEST))
    later = json.dumps({**manifest, "revision": "9999"}).encode()
    escaping = json.dumps({**manifest, "files": {**manifest["files"], "../out": "0"}}).encode()
    cases = [
        (spoilt, ("files/abc", b"other")),
        (spoilt, ("files/abc", None)),
        (spoilt, (DATABASE, None)),
        (spoilt, (MANIFEST, later)),
        (spoilt, (MANIFEST, escaping, "../out")),
        (spoilt, (MANIFEST, b"{}")),
    ]
    for make, arguments in cases:
        with pytest.raises(RefusedFile):
            restore(other, f"sqlite:///{other / DATABASE}", make(backup, *arguments))
        assert not (tmp_path / "out").exists()
        assert list(other.iterdir()) == []
    (tmp_path / "no.zip").write_bytes(b"no zip")
    with pytest.raises(RefusedFile):
        restore(other, f"sqlite:///{other / DATABASE}", tmp_path / "no.zip")


def test_what_cannot_be_backed_up_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HegaoError, match="没有可备份"):
        back_up(tmp_path, f"sqlite:///{tmp_path / DATABASE}", io.BytesIO())
    with pytest.raises(HegaoError, match="pg_dump"):
        back_up(tmp_path, "postgresql+psycopg://u@localhost/hegao", io.BytesIO())
