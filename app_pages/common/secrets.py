"""The file of secrets that Streamlit reads at its start (.streamlit/secrets.toml), looked at for faults.

Streamlit itself only logs that it could not read the file and goes on as if there were none.
"""

from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from errors import InputError

_ABSENT = "no-secrets-found"
_LOGIN = ("[auth", "HEGAO_PEOPLE")


def secrets_fault() -> str:
    """What is wrong with the secrets, in a sentence; "" where they are read, or there are none."""
    try:
        st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if error.error_id == _ABSENT:
            return ""
        return (
            f"密钥文件 {'、'.join(map(str, _files()))} 读不懂（{error.__cause__ or error}），其中的设置都没有生效，"
            "请改正后重新启动核稿。"
        )
    except (OSError, UnicodeDecodeError) as error:
        return f"密钥文件读不出来（{error}），其中的设置都没有生效，请改正后重新启动核稿。"
    return ""


def refuse_without_login() -> None:
    """Raises `InputError` where the secrets cannot be read and speak of login: nobody is let in by that mistake."""
    fault = secrets_fault()
    if fault and any(word in _text(path) for path in _files() for word in _LOGIN):
        raise InputError(f"{fault}文件里设了登录，改正之前不能打开。")


def _files() -> list[Path]:
    told = st.get_option("secrets.files")
    return [path for path in map(Path, told if isinstance(told, list) else ()) if path.is_file()]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""
