"""The screen's entry point: page, session, desk, and the way between pages. `uv run streamlit run app.py`."""

import logging
from pathlib import Path

import streamlit as st

from app_pages.common import login, session
from app_pages.common.secrets import refuse_without_login
from app_pages.common.telling import show_read_only, told
from errors import HegaoError
from store.deeds import Right

STYLE = Path(__file__).parent / "app_pages" / "desk.css"

st.set_page_config(page_title="核稿", layout="wide")
st.html(STYLE)
session.start()

admitted = False
with told():
    refuse_without_login()
    admitted = login.admitted(login.checked_settings())

pages = [
    st.Page("app_pages/home.py", title="首页", default=True),
    st.Page("app_pages/library.py", title="讲话库", url_path="library"),
    st.Page("app_pages/reader.py", title="原文", url_path="reader"),
    st.Page("app_pages/ask.py", title="问答", url_path="ask"),
    st.Page("app_pages/ledger.py", title="台账", url_path="ledger"),
    st.Page("app_pages/figures.py", title="数据", url_path="figures"),
    st.Page("app_pages/draft.py", title="起草", url_path="draft"),
    st.Page("app_pages/check.py", title="核稿", url_path="check"),
    st.Page("app_pages/returned.py", title="征求意见", url_path="returned"),
    st.Page("app_pages/versions.py", title="版本", url_path="versions"),
    st.Page("app_pages/finishing.py", title="定稿", url_path="finishing"),
    st.Page("app_pages/settings.py", title="连接设置", url_path="settings"),
    st.Page("app_pages/health.py", title="系统状态", url_path="health"),
]
# Who may not open these, or has not logged in yet, is told so by the page rather than that there is none.
keeps = admitted and session.may(Right.MANAGE)
known = session.logged_in() if admitted else None
pages += [
    st.Page("app_pages/audit.py", title="操作记录", url_path="audit", visibility="visible" if keeps else "hidden"),
    st.Page(
        "app_pages/account.py",
        title=known.name if known else "我的账号",
        url_path="account",
        visibility="visible" if known else "hidden",
    ),
]
page = st.navigation(pages, position="top" if admitted else "hidden")

if admitted:
    with told():
        # Opened here once, so that no page runs on a workspace that cannot be opened.
        show_read_only(session.desk())
        try:
            page.run()
        except HegaoError:
            raise
        except Exception:
            # The face of last resort: whoever sits at the screen gets a sentence, the log gets the traceback.
            logging.getLogger("hegao").exception("page %s failed", page.title)
            st.error("程序出错，刚才的操作没有完成，请重试；如仍出错，请把终端里的日志交给维护人员。")
