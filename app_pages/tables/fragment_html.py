"""A piece of a sheet as HTML: letters above, numbers beside, the cell in question marked. Pure; all words escaped."""

from html import escape

from figures.tables import Fragment, FragmentRow


def fragment_html(shown: Fragment) -> str:
    """The piece as a table of its own."""
    letters = "".join(f"<th>{letter}</th>" for letter in shown.letters)
    rows = "".join(_row(row, shown.column if at == shown.row else None) for at, row in enumerate(shown.rows))
    return f'<div class="sheet"><table><tr><th></th>{letters}</tr>{rows}</table></div>'


def _row(row: FragmentRow, marked: int | None) -> str:
    cells = "".join(
        f'<td class="here">{escape(text)}</td>' if at == marked else f"<td>{escape(text)}</td>"
        for at, text in enumerate(row.cells)
    )
    kind = "head" if row.head else "this" if marked is not None else ""
    return f'<tr class="{kind}"><th>{row.number}</th>{cells}</tr>'
