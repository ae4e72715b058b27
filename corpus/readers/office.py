""".doc and .wps: turned into .docx by LibreOffice, where that is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from errors import RefusedFile

_SECONDS = 120


def convert_to_docx(name: str, data: bytes) -> bytes:
    """The same document as .docx. Raises `RefusedFile` saying how to convert by hand where it cannot be done here."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise RefusedFile(f"“{name}”是旧格式，本机没有安装 LibreOffice，请用 WPS 或 Word 打开后另存为 .docx 再上传。")
    with tempfile.TemporaryDirectory(prefix="hegao-") as folder:
        place = Path(folder)
        source = place / f"document{PurePath(name).suffix.lower()}"
        source.write_bytes(data)
        # A profile of its own: LibreOffice refuses to start beside one that is running under the same profile.
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(place / "out"),
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (subprocess.TimeoutExpired, OSError):
            raise RefusedFile(f"“{name}”转换没有完成，请用 WPS 或 Word 打开后另存为 .docx 再上传。") from None
        made = place / "out" / "document.docx"
        if not made.is_file():
            raise RefusedFile(f"“{name}”转换不了，可能已损坏或加了密码，请用 WPS 或 Word 打开后另存为 .docx 再上传。")
        return made.read_bytes()
