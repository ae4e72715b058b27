"""指标目录: which indicators are known by which names, and names in tables that nobody knows yet."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from desk import Desk
from figures.catalogue import Indicator, Nature, RateKind
from store.deeds import Right

_NATURES = {
    Nature.FLOW: "流量（一段时间内累计）",
    Nature.STOCK: "存量（期末）",
    Nature.RATIO: "比率",
    Nature.INDEX: "指数",
    Nature.COUNT: "计数",
}
_RATES = {
    RateKind.NOMINAL: "现价，可由两期数推算",
    RateKind.REAL: "可比价，只用公布数",
    RateKind.PUBLISHED: "同口径，只用公布数",
    RateKind.NONE: "不讲增速",
}
_CHOOSE = "请选择，可打字查找"
_HEADS = ("指标", "别名", "单位", "小数位", "上级指标", "增速口径", "部门")


def show_catalogue(desk: Desk) -> None:
    """The names nobody knows first, each with what can be done about it; then the whole catalogue."""
    indicators = desk.catalogue.indicators()
    barred = session.barred(Right.VERIFY)
    _strangers(desk, indicators, may=not barred)
    if barred:
        st.caption(plain(f"加别名、新增指标{barred}"))
    else:
        _add(desk, indicators)
    wanted = st.text_input("查找指标", placeholder="名称或别名，如 社零")
    found = [one for one in indicators if not wanted.strip() or _speaks_of(one, wanted.strip())]
    st.caption(f"目录共 {len(indicators)} 个指标，列出 {len(found)} 个。")
    st.dataframe([_row(one) for one in found], hide_index=True, width="stretch")


def _speaks_of(indicator: Indicator, wanted: str) -> bool:
    return any(wanted.casefold() in name.casefold() for name in (indicator.name, *indicator.aliases))


def _row(indicator: Indicator) -> dict[str, str]:
    decimals = "" if indicator.decimals is None else str(indicator.decimals)
    said = (
        indicator.name,
        "、".join(indicator.aliases),
        indicator.unit,
        decimals,
        indicator.whole or "",
        _RATES[indicator.rate],
        indicator.department,
    )
    return dict(zip(_HEADS, said, strict=True))


def _strangers(desk: Desk, indicators: list[Indicator], *, may: bool) -> None:
    strangers = desk.unknown_names()
    if not strangers:
        return
    names = [one.name for one in indicators]
    with st.expander(f"数据表里有 {len(strangers)} 个名称目录还不认识", icon=":material/help:"):
        if not may:
            st.markdown(plain("、".join(one.name for one in strangers)))
            return
        st.caption("不认识的名称照原样使用。若它是某个指标的别称，加为别名后，表格、讲话和数据位都按同一指标对待。")
        chosen = st.selectbox("名称", strangers, format_func=lambda one: one.name)
        near = list(chosen.near)
        with st.form("stranger", border=False):
            meant = st.selectbox(
                "它是哪个指标的别名（相近的排在前面）",
                [*near, *(name for name in names if name not in near)],
                index=None,
                placeholder=_CHOOSE,
            )
            by = session.ask_person("修改人", "stranger-by")
            as_alias = st.form_submit_button("加为别名")
        if as_alias:
            with told():
                if meant is None:
                    st.warning("请先选定是哪个指标；若是新的指标，请用下面的“新增指标”。")
                    return
                desk.catalogue.add_alias(chosen.name, meant, by=by)
                _done(f"“{plain(chosen.name)}”已作为“{plain(meant)}”的别名。")


def _add(desk: Desk, indicators: list[Indicator]) -> None:
    with st.expander("新增指标或别名", icon=":material/add:"):
        alias_side, indicator_side = st.columns(2, gap="large")
        with alias_side.form("new-alias", border=False):
            alias = st.text_input("别名")
            of = st.selectbox("所指指标", [one.name for one in indicators], index=None, placeholder=_CHOOSE)
            by = session.ask_person("修改人", "alias-by")
            if st.form_submit_button("加别名"):
                with told():
                    desk.catalogue.add_alias(alias, of or "", by=by)
                    _done(f"“{plain(alias)}”已作为“{plain(of or '')}”的别名。")
        with indicator_side.form("new-indicator", border=False):
            name = st.text_input("新指标名称")
            unit = st.text_input("计量单位", placeholder="如 亿元、%、家")
            decimals = st.number_input("小数位数", 0, 8, 2)
            nature = st.selectbox("性质", list(_NATURES), format_func=_NATURES.__getitem__)
            rate = st.selectbox("增速口径", list(_RATES), format_func=_RATES.__getitem__, index=2)
            whole = st.selectbox(
                "上级指标（占比的分母，可不填）", [one.name for one in indicators], index=None, placeholder=_CHOOSE
            )
            by = session.ask_person("修改人", "indicator-by")
            if st.form_submit_button("新增指标"):
                with told():
                    made = Indicator(name, (), unit.strip(), int(decimals), nature, rate, whole=whole)
                    desk.catalogue.put(made, by=by)
                    _done(f"已新增指标“{plain(name)}”。")
        st.download_button("下载目录文件（可用编辑器修改后导入）", desk.catalogue.written(), "指标目录.toml")


def _done(sentence: str) -> None:
    session.leave_notice(sentence)
    st.rerun()
