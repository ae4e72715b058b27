"""A process killed at any moment leaves every document whole or absent, and none that it had confirmed missing."""

import random
import subprocess
import sys
import time
from pathlib import Path

from corpus.library import Library
from store.engine import open_store
from tests.store.tables import ROOT

LOADER = """
import sys
from pathlib import Path
from corpus.library import Library
from store.engine import open_store
home = Path(sys.argv[1])
library = Library(open_store(f"sqlite:///{home / 'hegao.db'}"), home / "files")
for number in range(int(sys.argv[2]), 10_000):
    data = (f"第{number}份素材。" + "各县要抓好项目建设。" * 3000).encode()
    print(library.add(f"{number}.txt", data, actor="甲").document.id, flush=True)
"""


def test_a_kill_leaves_no_half_read_document(tmp_path: Path) -> None:
    chance = random.Random(20250718)
    confirmed: list[int] = []
    for round_ in range(3):
        command = [sys.executable, "-c", LOADER, str(tmp_path), str(round_ * 1000)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            confirmed.append(int(process.stdout.readline()))
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
            confirmed += [int(line) for line in process.stdout.read().split("\n")[:-1]]
        store = open_store(f"sqlite:///{tmp_path / 'hegao.db'}")
        library = Library(store, tmp_path / "files")
        documents = library.documents()
        assert set(confirmed) <= {document.id for document in documents}
        for document in documents:
            assert library.bytes(document.id).decode() == library.text(document.id)
        store.close()
