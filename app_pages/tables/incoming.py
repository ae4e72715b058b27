"""导入数据表: tables on their way in, each with how it reads, corrected where it reads wrong, then taken in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import CELL_HEADS, cell_rows, columns_of, plain
from app_pages.documents.taking_in import show_became, take_in
from app_pages.tables.correcting import show_corrections
from app_pages.tables.listing import ROW, tall
from corpus.model import DocumentKind
from desk import Desk, Incoming, LoadOptions
from errors import HegaoError, InputError
from figures.tables import TableReading
from store.deeds import Right

TYPES = ["xlsx", "xls", "csv"]
_FIELD = "table"
_TOLD = 3  # problems that are told above a table; more are left to its own column
_OWN = {
    "period": ("期间", "如 2026Q1"),
    "region": ("地区", "如 岚江市"),
    "unit": ("计量单位", "如 亿元、%"),
}
"""What can be said of one file of many, with what the field is called and an example."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file on its way in: its tables as they read, or why it cannot be."""

    file: Incoming
    tables: tuple[TableReading, ...]
    refusal: str = ""

    @property
    def figures(self) -> int:
        """How many figures it tells."""
        return sum(len(table.told) for table in self.tables)

    @property
    def doubts(self) -> int:
        """How many cells could not be read."""
        return sum(len(table.readings) - len(table.told) for table in self.tables)

    @property
    def corrections(self) -> int:
        """How much was read as persons corrected it before."""
        return sum(len(table.applied) for table in self.tables)


def show_incoming(desk: Desk) -> None:
    """The field for files and, once there are any, their preview."""
    if barred := session.barred(Right.WRITE):
        st.info(plain(f"导入数据{barred}"))
        return
    show_became(_FIELD)
    uploaded = st.file_uploader(
        "上传统计部门或其他部门的数据表（.xlsx .xls .csv，可一次多份）",
        type=TYPES,
        accept_multiple_files=True,
        key=session.upload_key(_FIELD),
    )
    if not uploaded:
        st.caption("先看读出的结果，再决定收下；收下之后核实过的数据才能写进稿子。")
        return
    several = len(uploaded) > 1
    options = _options(several=several)
    files = [Incoming(file.name, file.getvalue(), **_own(file.file_id)) for file in uploaded]
    read = [_read(desk, file, options) for file in files]
    if several:
        _list(read)
        _ask_own(read, [file.file_id for file in uploaded])
    with told():
        _accept(desk, [one for one in read if not one.refusal], options)
    chosen = read[_choose(read)] if several else read[0]
    if chosen.refusal:
        st.error(plain(chosen.refusal))
    names = [indicator.name for indicator in desk.catalogue.indicators()]
    for at, table in enumerate(chosen.tables):
        _preview(table, names)
        show_corrections(desk, table, names, f"{chosen.file.name}-{at}")


def _options(*, several: bool) -> LoadOptions:
    """What the person says of the files, over what they say of themselves."""
    which = "各表" if several else "表"
    columns = st.columns(4)
    period = columns[0].text_input(f"期间（{which}中没有写明时填写）", placeholder="如 2026H1、2026Q1、2026M1-5")
    region = columns[1].text_input(f"地区（{which}中没有写明时填写）", placeholder="如 岚江市")
    unit = columns[2].text_input(f"计量单位（{which}中没有写明时填写）", placeholder="如 亿元、%")
    embargo = columns[3].date_input("不得公开至（解禁日之前只内部使用）", None, format="YYYY-MM-DD")
    return LoadOptions(
        kind=DocumentKind.TABLE,
        region=region.strip() or None,
        period=period.strip() or None,
        unit=unit.strip() or None,
        embargo=str(embargo) if embargo else None,
    )


def _read(desk: Desk, file: Incoming, options: LoadOptions) -> _Read:
    try:
        return _Read(file, desk.preview_table(file, options))
    except HegaoError as error:
        return _Read(file, (), error.sentence)


def _list(read: Sequence[_Read]) -> None:
    """All files with how they read."""
    st.dataframe(
        {
            "文件": [one.file.name for one in read],
            "读出（条）": [one.figures for one in read],
            "读不懂（格）": [one.doubts for one in read],
            "照上次更正（处）": [one.corrections for one in read],
            "不能收下的原因": [one.refusal for one in read],
        },
        hide_index=True,
        row_height=ROW,
        height=min(240, tall(len(read))),
        column_config={"不能收下的原因": st.column_config.TextColumn(width="large")},
    )


def _choose(read: Sequence[_Read]) -> int:
    """Which file is looked at."""
    return st.selectbox(
        "预览哪一份", range(len(read)), format_func=lambda at: read[at].file.name, key=_preview_key(read)
    )


def _preview_key(read: Sequence[_Read]) -> str:
    return f"preview-{len(read)}"


def _own(key: str) -> dict[str, str]:
    """What is said of one file alone."""
    return {name: st.session_state.get(f"own-{name}-{key}", "").strip() for name in _OWN}


def _ask_own(read: Sequence[_Read], keys: Sequence[str]) -> None:
    """What is said of files one by one: of those that cannot be read, the one looked at, and any it was said of."""
    at = st.session_state.get(_preview_key(read)) or 0
    asked = [
        (one, key)
        for place, (one, key) in enumerate(zip(read, keys, strict=True))
        if one.refusal or place == at or any(_own(key).values())
    ]
    lacking = sum(bool(one.refusal) for one, _ in asked)
    with st.expander(
        f"单独指明某一份的期间、地区、单位{f'（{lacking} 份还读不出）' if lacking else ''}",
        icon=":material/edit_calendar:",
        expanded=bool(lacking),
    ):
        st.caption("写了的只管这一份；空着的照上面填的。")
        for one, key in asked:
            name, *fields = st.columns([0.4, 0.2, 0.2, 0.2], vertical_alignment="bottom")
            name.markdown(plain(one.file.name))
            if one.refusal:
                name.caption(plain(one.refusal))
            for column, (field, (label, example)) in zip(fields, _OWN.items(), strict=True):
                column.text_input(label, placeholder=example, key=f"own-{field}-{key}")


def _accept(desk: Desk, read: Sequence[_Read], options: LoadOptions) -> None:
    if not read:
        return
    field, buttons = st.columns([0.25, 0.75], vertical_alignment="bottom")
    with field:
        name = session.ask_person("核实人", "verifier-load")
    with buttons.container(horizontal=True):
        pending = st.button("收下（待核实）")
        verified = st.button("收下并核实", type="primary", disabled=not session.may(Right.VERIFY))
    if len(read) > 1:
        st.caption(f"将收下 {len(read)} 份，共 {sum(one.figures for one in read)} 条数据。")
    if not pending and not verified:
        return
    if verified and not name:
        raise InputError("核实要记在人名下，请先填写核实人。")
    said = replace(options, verified_by=name if verified else None, actor=name or session.actor())
    files = [one.file for one in read]
    take_in(_FIELD, [file.name for file in files], lambda report, each: desk.holdings.load(files, said, report, each))
    session.clear_uploads()
    st.rerun()


def _preview(table: TableReading, known: Collection[str]) -> None:
    about = "，".join(filter(None, (table.period_label, table.region)))
    st.subheader(plain(f"工作表 {table.sheet}：{about}" if about else f"工作表 {table.sheet}"), anchor=False)
    st.caption(f"读出数据 {len(table.told)} 条，有问题的 {len(table.readings) - len(table.told)} 格。")
    if len(table.problems) > _TOLD:
        st.warning(plain(f"有 {len(table.problems)} 个问题，列在表的最上面，见“问题”一栏；可在下面更正行和栏。"))
    elif table.problems:
        st.warning("\n\n".join(plain(problem) for problem in table.problems))
    rows = cell_rows(table.readings, known)
    st.dataframe(columns_of(rows, CELL_HEADS), hide_index=True, row_height=ROW, height=min(380, tall(len(rows))))
    if table.notes:
        st.caption(plain("表注：" + "；".join(table.notes)))
