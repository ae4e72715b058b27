"""How well questions are answered: the labelled questions about provincial reports, beside what retrieval alone finds.

`uv run --group bench python -m bench.asking` loads all of ../shared/corpus into a temporary workspace through the desk,
asks every question of ../shared/gold without a model, and prints what `score.py ask` counts, per type and with every
miss. The peers are asked the same questions over the same files in the same run; a right answer of theirs is the
labelled evidence among five passages: LangChain's recursive splitter with a Chroma retriever and the same embedding,
BM25 alone, and BM25 within the regions that the question names, each at several passage lengths.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from asking.reading.places import Places
from desk import Desk, Incoming
from retrieval.embedding import Embedding, choose_embedding
from retrieval.words import Words
from settings import read_settings
from shell.asking import answer_json

SHARED = Path(__file__).resolve().parents[2] / "shared"
QUESTIONS = SHARED / "gold" / "dev_questions.jsonl"
CORPUS = SHARED / "corpus"
LENGTHS = (150, 300, 600)  # characters of the peers' passages
K = 5  # passages or citations that are looked at
TIMED = 3  # rounds of all questions, of which each question's best counts
SLOW = 0.3
SEPARATORS = ["\n\n", "\n", "。", "；", "，", ""]

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a peer: the text at `start`..`end` of the file called `document`, which is of `region`."""

    document: str
    region: str | None
    start: int
    end: int
    text: str


Retriever = Callable[[str], Sequence[Chunk]]


def labels() -> list[Label]:
    """The questions with what a right answer to each must hold."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line.strip()]


def loaded(home: Path) -> Desk:
    """A desk with all texts and tables of the corpus."""
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    paths = sorted(path for path in CORPUS.rglob("*") if path.suffix in (".txt", ".csv"))
    start = perf_counter()
    report = desk.load([Incoming(path.name, path.read_bytes()) for path in paths])
    desk.answers.examples()  # so that what is read once for all questions is read
    print(f"loaded {len(report.loaded)} files in {perf_counter() - start:.0f} s")
    return desk


def ask_all(desk: Desk, asked: Iterable[Label], answers: Path) -> None:
    """Asks every question, writes the answers for the scorer and prints how long a warm one takes."""
    asked = list(asked)
    rounds: list[list[float]] = []
    for _ in range(TIMED):
        lines, took = [], []
        for label in asked:
            start = perf_counter()
            answer = desk.answers.ask(label["question"], as_of=_year(label)).answer
            took.append(perf_counter() - start)
            lines.append(json.dumps({"id": label["id"], "answer": answer_json(answer)}, ensure_ascii=False))
        rounds.append(took)
        answers.write_text("\n".join(lines), encoding="utf-8")
    best = [min(times) for times in zip(*rounds, strict=True)]
    slow = sum(time > SLOW for time in best)
    print(
        f"a question, warm: median {median(best) * 1000:.0f} ms, slowest {max(best) * 1000:.0f} ms, {slow} over 300 ms"
    )


def score(answers: Path) -> None:
    """What the scorer counts: every miss, then each type's and all questions' shares."""
    command = [sys.executable, str(SHARED / "gold" / "score.py"), "ask", str(QUESTIONS), str(answers), str(CORPUS)]
    print(subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout)


def chunks(desk: Desk, length: int) -> list[Chunk]:
    """The texts of the desk cut by LangChain's recursive splitter, with the marks that end Chinese sentences."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=length, chunk_overlap=0, separators=SEPARATORS, keep_separator="end", add_start_index=True
    )
    cut = []
    for document in desk.documents():
        text = desk.speech(document.id).text if document.kind != "table" else ""
        for piece in splitter.create_documents([text]) if text else []:
            start = piece.metadata["start_index"]
            cut.append(
                Chunk(document.name, document.region, start, start + len(piece.page_content), piece.page_content)
            )
    return cut


def by_vectors(cut: Sequence[Chunk], embedding: Embedding) -> Retriever:
    """LangChain's Chroma retriever over the passages, with our embedding."""
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Ours(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedding.embed(texts).tolist()  # type: ignore[no-any-return]

        def embed_query(self, text: str) -> list[float]:
            return embedding.embed_query(text)[0].tolist()  # type: ignore[no-any-return]

    store = Chroma(
        collection_name=f"peer-{len(cut)}",
        embedding_function=Ours(),
        client=chromadb.EphemeralClient(),
        collection_metadata={"hnsw:space": "cosine"},
    )
    for at in range(0, len(cut), 2000):
        some = cut[at : at + 2000]
        store.add_texts([one.text for one in some], metadatas=[{"at": at + n} for n in range(len(some))])
    retriever = store.as_retriever(search_kwargs={"k": K})
    return lambda question: [cut[found.metadata["at"]] for found in retriever.invoke(question)]


def by_words(cut: Sequence[Chunk], words: Words, places: Places | None = None) -> Retriever:
    """BM25 over the passages with our words; with `places`, within the regions that the question names."""
    import bm25s

    index = bm25s.BM25()
    index.index([words.cut(one.text) for one in cut], show_progress=False)

    def retrieve(question: str) -> Sequence[Chunk]:
        named = {place.region for place in places.find(question)} if places else set()
        scores = index.get_scores(words.cut(question))
        ranked = sorted(range(len(cut)), key=lambda at: -scores[at])
        inside = (at for at in ranked if not named or cut[at].region in named)
        return [cut[at] for at, _ in zip(inside, range(K), strict=False)]

    return retrieve


def found(label: Label, retrieved: Sequence[Chunk]) -> bool:
    """Whether the evidence that the label wants, any span or all, is among the passages, as `score.py` counts it."""
    hits = [
        any(
            Path(wanted["file"]).name == one.document and wanted["span"][0] < one.end and one.start < wanted["span"][1]
            for one in retrieved[:K]
        )
        for wanted in label["evidence"]
    ]
    return all(hits) if label.get("evidence_mode") == "all" else any(hits)


def peers(desk: Desk, asked: Sequence[Label], home: Path) -> None:
    """Prints the share of answerable questions whose evidence each peer has among five passages."""
    answerable = [label for label in asked if label["answer"] is not None]
    embedding = choose_embedding(read_settings({"HEGAO_HOME": str(home)}))
    words = Words(name for one in desk.catalogue.indicators() for name in (one.name, *one.aliases))
    places = Places(document.region for document in desk.documents() if document.region)
    print(f"evidence among {K} passages, {len(answerable)} answerable questions:")
    for length in LENGTHS:
        cut = chunks(desk, length)
        rivals = {
            "LangChain + Chroma": by_vectors(cut, embedding),
            "BM25": by_words(cut, words),
            "BM25 in the region": by_words(cut, words, places),
        }
        for name, retrieve in rivals.items():
            right = sum(found(label, retrieve(label["question"])) for label in answerable)
            print(f"  {name:20} {length:4} characters  {right}/{len(answerable)} = {right / len(answerable):.3f}")


def _year(label: Label) -> int | None:
    return int(label["as_of"]) if label.get("as_of") else None


def main() -> None:
    """Runs all of it."""
    if not QUESTIONS.is_file():
        sys.exit("the labelled questions are not there: ../shared/gold/dev_questions.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        home, answers = Path(folder) / "workspace", Path(folder) / "answers.jsonl"
        desk = loaded(home)
        asked = labels()
        ask_all(desk, asked, answers)
        score(answers)
        peers(desk, asked, home)
        desk.close()


if __name__ == "__main__":
    main()
