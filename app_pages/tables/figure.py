"""一条数据: the cell it stands in, all that was told in its place and by whom, its series, and the drafts it is in."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.charts import REACHED, Point, series_chart
from app_pages.common.telling import told
from app_pages.common.wording import embargo_text, moment_text, plain, ref_text, verification_text
from app_pages.drafts.contents import section_place
from app_pages.tables.fragment_html import fragment_html
from desk import Desk, UsedAt
from errors import HegaoError
from figures.figure import Figure, Stage
from store.deeds import Right

_SAME, _ALL = "历年同期", "各期"
_USES = 6


def show_figure(desk: Desk, number: int) -> None:
    """The figure of that number, or a sentence where there is none."""
    if st.button("返回数据清单", icon=":material/arrow_back:"):
        st.query_params.pop("figure", None)
        st.rerun()
    try:
        figure = desk.dossier.figure(number)
    except HegaoError as error:
        st.warning(plain(error.sentence))
        return
    st.subheader(plain(ref_text(figure.ref, figure.kind)), anchor=False)
    left, right = st.columns([0.5, 0.5], gap="large")
    with left:
        _stands(desk, figure)
        with told():
            _confirm(desk, figure)
        st.markdown("**用在哪些稿子里**")
        show_uses(desk.dossier.uses([figure])[figure.id], figure.id)
    with right:
        _series(desk, figure)
    st.markdown("**来历**")
    _happenings(desk, figure)


def show_uses(uses: Sequence[UsedAt], of: int) -> None:
    """The places of drafts that use the figure of the number `of`, each with a button that leads there."""
    if not uses:
        st.caption("没有稿子用到。")
        return
    for at, use in enumerate(uses[:_USES]):
        words, button = st.columns([0.88, 0.12], vertical_alignment="center")
        state = "" if use.filled else "（待核）"
        words.caption(plain(f"《{use.title}》{use.heading}{state}：{use.sentence}"))
        if button.button("去看", key=f"use-{of}-{use.draft}-{use.section}-{at}"):
            session.show_draft(use.draft)
            session.writing().choose(section_place(use.section))
            st.switch_page("app_pages/draft.py", query_params={"draft": str(use.draft)})
    if len(uses) > _USES:
        st.caption(f"另有 {len(uses) - _USES} 处。")


def _stands(desk: Desk, figure: Figure) -> None:
    st.metric("数值", figure.quantity.label)
    said = (f"编号 {figure.id}", figure.vintage, verification_text(figure), embargo_text(figure))
    st.caption(plain("　".join(filter(None, said))))
    st.markdown(f"**出处**　{plain(figure.source.label)}")
    surroundings = desk.dossier.surroundings(figure)
    if surroundings is not None:
        st.html(fragment_html(surroundings))
    elif figure.source.cell:
        st.caption("原表打不开，请到资料库核对文件。")


def _confirm(desk: Desk, figure: Figure) -> None:
    """Verifying this one, or sending it back."""
    if figure.stage not in (Stage.TO_CHECK, Stage.TO_CONFIRM) or not session.may(Right.VERIFY):
        return
    field, buttons = st.columns([0.4, 0.6], vertical_alignment="bottom")
    with field:
        name = session.ask_person("核实人", "verifier-one")
    with buttons.container(horizontal=True):
        confirmed = st.button("复核" if figure.stage is Stage.TO_CONFIRM else "核实", type="primary")
    if confirmed:
        desk.verify(ids=[figure.id], by=name)
        st.rerun()


def _series(desk: Desk, figure: Figure) -> None:
    series = desk.dossier.series(figure)
    same = [one for one in series if _months(one) == _months(figure)]
    which = _SAME
    if len(series) > len(same):
        which = st.segmented_control("走势", (_SAME, _ALL), default=_SAME, required=True) or _SAME
    shown = same if which == _SAME else list(series)
    units = {one.quantity.unit for one in shown}
    chart = None
    if len(shown) > 1 and len(units) == 1:
        points = [Point(one.ref.period.label, REACHED, one.quantity, one.source.label) for one in shown]
        chart = series_chart(points, units.pop(), "期间", chosen=figure.ref.period.label)
    if chart is None:
        st.caption("已核实的同口径数据不足两期，画不出走势。")
        return
    st.vega_lite_chart(chart.rows, chart.spec, width="stretch")


def _months(figure: Figure) -> tuple[int, int, bool]:
    period = figure.ref.period
    return period.first, period.last, period.alone


def _happenings(desk: Desk, figure: Figure) -> None:
    told = desk.dossier.happenings(figure)
    st.dataframe(
        {
            "时间": [moment_text(one.at) for one in told],
            "经办人": [one.who for one in told],
            "事项": [one.what for one in told],
            "数值": [one.of.quantity.label if one.of else "" for one in told],
            "版本": [one.of.vintage if one.of else "" for one in told],
            "数据编号": [str(one.of.id) if one.of else "" for one in told],
            "说明": [one.why for one in told],
        },
        hide_index=True,
        column_config={"说明": st.column_config.TextColumn(width="large")},
    )
