"""我的账号: who is logged in, what they may do, and the way out."""

import streamlit as st

from app_pages.common import login, session
from store.deeds import Right

known = session.logged_in()
if known is None:
    st.info("核稿只在这台机器上使用，不用登录。")
else:
    st.title(known.name)
    rights = [right.value for right in Right if known.may(right)]
    st.text(f"账号：{login.account()}")
    st.write(f"角色：{known.titles}；可以：{'、'.join(rights)}。")
    st.caption(f"角色由管理员在人员名单里设。登录 {login.HOURS} 小时内有效；离开座位请退出。")
    st.button("退出登录", on_click=st.logout)
