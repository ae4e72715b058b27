"""Chroma as this project uses it: opened embedded or as a server, vectors always given, faults told in our own words.

The only module that imports chromadb, and only when an index is opened: the import alone takes seconds, which commands
without an index need not pay. Knows nothing of passages.
"""

import re
import shutil
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from errors import HegaoError, IndexFault

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings as ChromaSettings

DATABASE = "chroma.sqlite3"
_SEGMENT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EMBEDDING = "embedding"
_LAYOUT = "layout"
_BUILDING = "building"
_VERSION = "version"
LAYOUT = 3
"""Goes up whenever what a record holds, or how documents are cut, changes: another layout asks for `reindex`."""
_GRAPH: "CreateHNSWConfiguration" = {
    "space": "cosine",
    "max_neighbors": 24,
    "ef_construction": 120,
    # A wider search than the default: what it cannot reach, a reader would miss.
    "ef_search": 200,
}
_MEND = "请运行 uv run python cli.py reindex 重建检索库。"


def open_folder(folder: Path) -> "Client":
    """A client of the embedded index in `folder`, made if it is not there. Raises `IndexFault` when it is damaged."""
    check_segments(folder)
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient

    with faults("检索库打不开"):
        try:
            return cast("Client", chromadb.PersistentClient(folder, settings=_chroma_settings()))
        except Exception:
            # A client that failed to start leaves its half-built system behind under this path, and every later try in
            # this process would get that one back.
            SharedSystemClient._identifier_to_system.pop(str(folder), None)
            raise


def connect(url: str, headers: Mapping[str, str]) -> "Client":
    """A client of the Chroma server at `url`, sending `headers` with every request (a proxy's auth). Raises
    `IndexFault` when none answers there."""
    import chromadb

    address = urlsplit(url)
    secure = address.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=address.hostname or "",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            headers=dict(headers),
            settings=_chroma_settings(),
        )
        return cast("Client", client)
    except Exception as error:
        raise IndexFault(f"CHROMA_URL 所指的 {url} 没有 Chroma 服务应答，请先启动它，或取消 CHROMA_URL。") from error


def close(client: "Client") -> None:
    """Closes `client`, its connections to a server too, which Chroma itself leaves open."""
    client.close()
    for part in (client, client._admin_client):  # each talks to a server through connections of its own
        session = getattr(getattr(part, "_server", None), "_session", None)
        if session is not None:
            session.close()


def make_collection(client: "Client", name: str, embedding: str) -> "Collection":
    """A new collection `name` that remembers which embedding and which layout of records built it."""
    with faults("检索库无法新建"):
        return client.create_collection(
            name,
            metadata={_EMBEDDING: embedding, _LAYOUT: LAYOUT, _BUILDING: True},
            configuration={"hnsw": _GRAPH},
            embedding_function=None,
        )


def get_collection(client: "Client", name: str, embedding: str) -> "Collection":
    """The collection `name`. Raises `IndexFault` when it is missing, unreadable or was built by another embedding."""
    collection = look_up(client, name, embedding)
    with faults("检索库不完整"):
        # The oldest record has its vector on disk, if any has. A lost vector file shows here, and nowhere else: a
        # search would silently answer from what is left.
        collection.get(limit=1, include=["embeddings"])
    return collection


def look_up(client: "Client", name: str, embedding: str) -> "Collection":
    """The same without reading a vector of it: what another process may have changed since."""
    with faults("检索库不完整"):
        collection = client.get_collection(name, embedding_function=None)
    made = collection.metadata or {}
    if made.get(_LAYOUT) != LAYOUT:
        raise IndexFault(f"检索库由另一版本的核稿建成，{_MEND}")
    built_by = made.get(_EMBEDDING)
    if built_by != embedding:
        raise IndexFault(f"检索库由另一种向量方法（{built_by}）建成，现用的是 {embedding}，{_MEND}")
    return collection


def version_of(collection: "Collection") -> str:
    """Which writing the collection's metadata, as last read, knows to be the last; "" before the first."""
    return str((collection.metadata or {}).get(_VERSION) or "")


def note_version(collection: "Collection", version: str) -> None:
    """Says that what the collection holds was changed."""
    with faults("检索库写不进去"):
        collection.modify(metadata={**(collection.metadata or {}), _VERSION: version})


def is_building(collection: "Collection") -> bool:
    """Whether the collection was begun anew and is not yet said to be finished."""
    return bool((collection.metadata or {}).get(_BUILDING))


def finish(collection: "Collection") -> None:
    """Says that the collection holds all it should."""
    with faults("检索库写不进去"):
        collection.modify(metadata={**(collection.metadata or {}), _BUILDING: False})


def drop_collections(client: "Client", names: tuple[str, ...]) -> None:
    """Deletes those collections of `names` that exist."""
    with faults("检索库无法清空"):
        for collection in client.list_collections():
            if collection.name in names:
                client.delete_collection(collection.name)


@contextmanager
def faults(what: str) -> Iterator[None]:
    """Whatever Chroma raises inside becomes an `IndexFault` that says `what` went wrong and asks for `reindex`, or that
    its server does not answer, which no `reindex` mends; an error of our own (an embedding's) passes as it is."""
    try:
        yield
    except HegaoError:
        raise
    except Exception as error:
        from httpx import TransportError

        if isinstance(error, TransportError):
            raise IndexFault(
                "CHROMA_URL 所指的 Chroma 服务没有应答，查找和起草新稿暂时不能用；请检查它是否在运行、网络通不通，"
                "恢复以后不用重建检索库。"
            ) from error
        raise IndexFault(f"{what}，{_MEND}") from error


def missing(folder: Path) -> IndexFault:
    """The fault of an embedded index that is not there."""
    return IndexFault(f"检索库 {folder} 不存在，{_MEND}")


def remove_folder(folder: Path) -> None:
    """Deletes what Chroma keeps in `folder`, damaged or not, and nothing else that may lie there."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and _SEGMENT.fullmatch(path.name):
            shutil.rmtree(path)
        elif path.name.startswith(DATABASE):
            path.unlink()


def check_segments(folder: Path) -> None:
    """Compares the vector files in `folder` with their headers. Raises `IndexFault` when one is short or missing.

    Needed because Chroma maps these files without looking: a short one does not raise, it kills the process.
    """
    for segment in folder.iterdir() if folder.is_dir() else ():
        if segment.is_dir() and _SEGMENT.fullmatch(segment.name) and not _is_whole(segment):
            raise IndexFault(f"检索库已损坏，{_MEND}")


def _is_whole(segment: Path) -> bool:
    sizes = {path.name: path.stat().st_size for path in segment.iterdir()}
    if not sizes:
        return True  # nothing written to disk yet
    header = (segment / "header.bin").read_bytes() if "header.bin" in sizes else b""
    if len(header) < 36:
        return False
    # hnswlib's persistent header: version, offset, capacity, elements, bytes of one element.
    version, _, _, elements, element_size = struct.unpack_from("<i4Q", header)
    if version != 1:
        return True  # a later format: not ours to judge
    least = {"data_level0.bin": elements * element_size, "length.bin": elements * 4, "link_lists.bin": elements * 4}
    if elements:
        least["index_metadata.pickle"] = 1  # written with the first elements, not with the empty files
    return all(sizes.get(name, -1) >= size for name, size in least.items())


def _chroma_settings() -> "ChromaSettings":
    from chromadb.config import Settings as ChromaSettings

    # Without the .env of whatever folder the command was started in: it may be another program's.
    return ChromaSettings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]  # pydantic's own
