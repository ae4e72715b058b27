"""The app, served on loopback as a person would start it, and stopped in the end."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Arguments of a Chromium that asks nothing of the outside."""
_OURS = ("HEGAO_", "OPENAI_", "DATABASE_URL", "CHROMA_")


@dataclass(frozen=True, slots=True)
class Served:
    """A running app: where it answers, and the number of its process."""

    address: str
    process: int


@contextmanager
def served(home: Path, environ: Mapping[str, str] | None = None, log: Path | None = None) -> Iterator[Served]:
    """The app on a free port of loopback and the workspace `home`; what it prints goes to `log`. None of our settings
    is taken from the surroundings but those of `environ`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    around = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    with (log or Path(os.devnull)).open("wb") as printed:
        app = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**around, "HEGAO_HOME": str(home), **(environ or {})},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://localhost:{port}"
            wait_until_served(address, app)
            yield Served(address, app.pid)
        finally:
            app.terminate()
            try:
                app.wait(timeout=20)
            except subprocess.TimeoutExpired:
                app.kill()
                app.wait(timeout=20)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(address: str, app: subprocess.Popen[bytes]) -> None:
    """Returns once the app answers. Raises `RuntimeError` if it ends or stays silent."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if app.poll() is not None:
            raise RuntimeError("the app ended before it answered")
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.25)
    raise RuntimeError("the app did not answer within a minute and a half")
