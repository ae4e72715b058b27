"""How the ledger reads the labelled reports, with every miss, beside what recognition alone would make a target.

`uv run python -m bench.ledger` loads the provincial reports of `../shared/corpus` into a temporary workspace and scores
its targets by `../shared/gold/score.py`. The peer is recognition without the outline: every number that it calls a
target, given the year of its file. Times are processor seconds.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from corpus.library import Library
from corpus.regions import region_in
from figures.book import FigureBook
from figures.catalogue.book import CatalogueBook
from figures.finder import Finder
from figures.ledger import Ledger
from figures.quantity import Bound
from figures.recognition import Recogniser, RowKind
from shell.ledger import target_json
from store.engine import open_store

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOALS = {"dev_targets": 0.95, "dev_targets_body": 0.85}


def files() -> list[Path]:
    """The reports of all provinces of both years."""
    return sorted((SHARED / "corpus").glob("prov_*/*.txt"))


def ledger_rows(home: Path) -> tuple[list[dict[str, object]], float, float]:
    """The rows of `targets --json`, and the seconds that reading the statements and matching the targets took."""
    store = open_store(f"sqlite:///{home / 'hegao.db'}")
    names = CatalogueBook(store).catalogue
    library = Library(store, home / "files")
    for path in files():
        library.add(path.name, path.read_bytes(), actor="bench")
    ledger = Ledger(store, library, FigureBook(store, names), names)
    begun = process_time()
    ledger.bring_up_to_date()
    read = process_time()
    rows = [target_json(target) for target in ledger.targets()]
    matched = process_time()
    store.close()
    return rows, read - begun, matched - read


def bare_rows() -> tuple[list[dict[str, object]], float]:
    """What recognition alone calls a target, each of the year of its file."""
    from figures.catalogue import load_catalogue

    recogniser = Recogniser(Finder(load_catalogue()))
    begun = process_time()
    rows: list[dict[str, object]] = []
    for path in files():
        text = path.open(encoding="utf-8", newline="").read()
        for row in recogniser.recognise(text):
            if row.kind is RowKind.TARGET:
                rows.append(
                    {
                        "document": path.name,
                        "region": region_in(path.stem.replace("_", " _ ")),
                        "year": path.stem[-4:],
                        "indicator": row.indicator,
                        "measure": row.measure,
                        "text": row.text,
                        "low": None if row.bound is Bound.AT_MOST else row.low,
                        "high": None if row.bound is Bound.AT_LEAST else row.high,
                        "unit": row.unit,
                        "bound": row.bound,
                        "direction": row.direction,
                        "start": row.start,
                        "end": row.end,
                    }
                )
    return rows, process_time() - begun


def scored(labels: str, rows: list[dict[str, object]]) -> list[str]:
    """What the scorer prints: every miss, a line a field, the score."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as output:
        json.dump(rows, output, ensure_ascii=False, default=str)
        output.flush()
        command = [sys.executable, "score.py", "targets", f"{labels}.jsonl", output.name]
        done = subprocess.run(command, cwd=SHARED / "gold", capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def several_as_annual(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows that say 年均 or name a year to come and are told as the report's own year all the same."""
    return [
        row
        for row in rows
        if row["horizon"] == "annual" and any(word in str(row["quote"]) for word in ("年均增长", "年均增速", "2030年"))
    ]


def main() -> None:
    """Prints the scores."""
    if not SHARED.exists():
        raise SystemExit(f"needs {SHARED.name}/ beside the project")
    with tempfile.TemporaryDirectory() as home:
        rows, reading, matching = ledger_rows(Path(home))
    bare, bare_seconds = bare_rows()
    for labels, goal in GOALS.items():
        ours, peers = scored(labels, rows), scored(labels, bare)
        print(f"{labels} (goal {goal})")
        print("\n".join(f"  {line}" for line in ours))
        print(f"  recognition alone: {peers[-1]}")
    wrong = several_as_annual(rows)
    print(f"goals of several years told as annual: {len(wrong)}")
    for row in wrong:
        print(f"  {row['document']} {row['start']} {row['quote']}")
    print(
        f"{len(rows)} targets; read in {reading:.1f} s ({reading / bare_seconds:.2f} × recognition alone), "
        f"matched in {matching:.1f} s"
    )


if __name__ == "__main__":
    main()
