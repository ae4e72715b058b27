"""Who sits at the screen, by the office's own login: OpenID Connect through Streamlit, and the file of people.

Without a file of people there is no login, and the desk answers this machine only. With one, nobody sees anything
before the login names a person of the file. Who that is comes from the signed cookie of the login alone, never from the
address or from a field.
"""

import ipaddress
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from app_pages.common.secrets import secrets_fault
from errors import NotAllowed
from settings import Settings, SettingsFault, read_settings, wants_login
from store.people import People, Person

HOURS = 12
"""How long a login holds: a working day. Streamlit's own cookie would hold for thirty."""
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32
_CLOCKS_APART = 300  # seconds that the login's clock may be ahead of this one
_returning = st.components.v2.component(
    "returning", html="<span></span>", js=Path(__file__).with_name("returning.js").read_text(encoding="utf-8")
)


def checked_settings() -> Settings:
    """The settings, held against the login's. Raises `SettingsFault` with all that is wrong in either."""
    faults = list(_faults(wants_login()))
    try:
        settings = read_settings()
    except SettingsFault as fault:
        raise SettingsFault([*fault.faults, *faults]) from None
    if faults:
        raise SettingsFault(faults)
    return settings


def _faults(wanted: bool) -> Iterator[str]:
    broken = secrets_fault()
    auth = st.secrets.to_dict().get("auth") if st.secrets.load_if_toml_exists() else None
    if not wanted:
        if auth:
            yield "设了登录（secrets.toml 的 [auth]），却没有用 HEGAO_PEOPLE 指明人员名单，请补上，或去掉 [auth]。"
        elif not _is_here(st.get_option("server.address") or ""):
            yield (
                f"没有设登录，却让别的机器也能打开（server.address 为“{st.get_option('server.address') or '未设'}”），"
                "请改回 localhost，或按 docs/deployment.md 设好登录。"
            )
        return
    if broken or not auth:
        why = broken or ".streamlit/secrets.toml 里没有 [auth] 一节，请补上。"
        yield f"设了人员名单（HEGAO_PEOPLE），登录却没有设好：{why}"
        return
    yield from _faults_of(auth if isinstance(auth, Mapping) else {})
    if st.get_option("server.trustedUserHeaders"):
        yield "登录时不能用 server.trustedUserHeaders（谁都可以在请求头里自称是谁），请去掉这一项。"


def _faults_of(auth: Mapping[str, Any]) -> Iterator[str]:
    lacking = [name for name in _NEEDED if not str(auth.get(name) or "").strip()]
    if lacking:
        yield f"secrets.toml 的 [auth] 里还缺 {'、'.join(lacking)}，请补上。"
    if any(isinstance(value, Mapping) and "client_id" in value for value in auth.values()):
        yield "secrets.toml 的 [auth] 下只能设一个登录服务，请把它的各项直接写在 [auth] 里。"
    if 0 < len(str(auth.get("cookie_secret") or "")) < _SHORTEST_SECRET:
        yield f"secrets.toml 的 [auth] 里 cookie_secret 太短，请换成至少 {_SHORTEST_SECRET} 个字符的随机串。"
    if isinstance(back := auth.get("redirect_uri"), str) and back:
        told = urlsplit(back)
        if not told.path.endswith("/oauth2callback"):
            yield "secrets.toml 的 [auth] 里 redirect_uri 应是本系统的网址加 /oauth2callback，请改正。"
        elif told.scheme != "https" and not _is_here(told.hostname or ""):
            yield "secrets.toml 的 [auth] 里 redirect_uri 应以 https:// 开头，登录信息才不会在网上被看到，请改正。"


def _is_here(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def claims() -> Mapping[str, Any]:
    """What the login says of who is at the screen; nothing where nobody has logged in."""
    return st.user.to_dict() if st.user.get("is_logged_in") is True else {}


def account() -> str:
    """The account that is logged in, as it is told to the person."""
    told = claims()
    return str(told.get("email") or told.get("preferred_username") or told.get("sub") or "")


def expired() -> bool:
    """Whether there is a login that is too old to count."""
    told = claims()
    since = told.get("iat")
    if not told or not isinstance(since, int | float):
        return bool(told)
    return not -_CLOCKS_APART <= time.time() - since <= HOURS * 3600


def person_of(people: People) -> Person | None:
    """The person of the file whom the login names: by the account's own number, or by a mail address that the login
    does not call unverified."""
    told = claims()
    if not told or expired():
        return None
    found = people.of_address(str(told.get("sub") or ""))
    mail = str(told.get("email") or "")
    if found is None and "@" in mail and told.get("email_verified", True) in (True, "true"):
        found = people.of_address(mail)
    return found


def who(settings: Settings) -> Person | None:
    """Who is logged in; None where no login is wanted. Raises `NotAllowed` where one is and nobody of the file is."""
    if settings.people is None:
        return None
    person = person_of(People(settings.people))
    if person is None:
        raise NotAllowed("登录已失效或不在人员名单里，请重新登录。")
    return person


def admitted(settings: Settings) -> bool:
    """Whether the pages may be shown; where not, shows what has to be done instead."""
    if settings.people is None:
        return True
    people = People(settings.people)
    if person_of(people) is not None:
        _remember_the_way(admitted=True)
        return True
    with st.container(width=460, key="login"):
        st.title("核稿")
        if not claims() or expired():
            st.write("登录已满 12 小时，请重新登录。" if expired() else "请用单位账号登录。")
            st.button("登录", type="primary", on_click=st.login)
            _remember_the_way(admitted=False)
        else:
            keepers = "、".join(person.name for person in people.all() if person.keeps_the_desk)
            st.error(f"账号 {account()} 不在人员名单里，不能使用；请与管理员{keepers}联系。")
            st.button("换一个账号", on_click=st.logout)
    return False


def _remember_the_way(*, admitted: bool) -> None:
    """Keeps the address that somebody came for while they log in, and afterwards leads there: the login itself comes
    back to the front page."""
    with st.container(key="returning"):
        _returning(
            key=f"returning-{admitted}",
            data={"root": f"/{st.get_option('server.baseUrlPath') or ''}", "admitted": admitted},
        )
