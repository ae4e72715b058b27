"""数据: tables on their way in, the list of figures, those on which tables disagree, and how tables are read."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices
from app_pages.tables.catalogue import show_catalogue
from app_pages.tables.conflicts import show_conflicts
from app_pages.tables.figure import show_figure
from app_pages.tables.incoming import show_incoming
from app_pages.tables.listing import show_list
from app_pages.tables.mappings import show_mappings
from desk import Desk
from store.deeds import Right

_LOAD, _LIST, _CONFLICTS, _MAPPINGS, _CATALOGUE = "load", "list", "conflicts", "mappings", "catalogue"


def show(desk: Desk) -> None:
    """The page: one figure where the address names one, else one of its views."""
    st.title("数据", anchor=False)
    show_notices()
    wanted = st.query_params.get("figure", "")
    if wanted.isdecimal():
        show_figure(desk, int(wanted))
        return
    conflicts = desk.conflicts()
    names = {
        _LOAD: "导入数据表",
        _LIST: "数据清单",
        _CONFLICTS: f"数据矛盾（{len(conflicts)}）" if conflicts else "数据矛盾",
        _MAPPINGS: "对应关系",
        _CATALOGUE: "指标目录",
    }
    # Other pages lead to a view by the address; from then on the widget's own choice holds.
    first = _LOAD if session.may(Right.WRITE) else _LIST
    asked = st.query_params.get("view", first)
    st.session_state.setdefault("figures-view", asked if asked in names else first)
    view = st.segmented_control(
        "视图",
        list(names),
        required=True,
        format_func=names.__getitem__,
        key="figures-view",
        label_visibility="collapsed",
    )
    if view == _LIST:
        show_list(desk)
    elif view == _CONFLICTS:
        show_conflicts(desk, conflicts)
    elif view == _MAPPINGS:
        show_mappings(desk)
    elif view == _CATALOGUE:
        show_catalogue(desk)
    else:
        show_incoming(desk)


show(session.desk())
