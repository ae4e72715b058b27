"""Which faces of a page this machine has: asked of fontconfig, where there is one."""

import shutil
import subprocess

from export.word.profile import Profile


def missing_faces(profile: Profile) -> list[str] | None:
    """The faces a page asks for and this machine lacks; None where the machine cannot be asked."""
    lister = shutil.which("fc-list")
    if lister is None:
        return None
    try:
        told = subprocess.run([lister, ":", "family"], capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    here = {name.strip() for line in told.splitlines() for name in line.split(",")}
    faces = profile.faces
    asked = dict.fromkeys((faces.title, faces.body, faces.part, faces.section, faces.number))
    return [face for face in asked if face not in here]
