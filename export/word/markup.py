"""WordprocessingML as text, each property written in the one order the schema allows. Knows nothing of drafts or pages.

Word refuses or silently drops properties that stand out of order: they are sorted here, and an unknown one is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def _names(written: str) -> tuple[str, ...]:
    return tuple(written.split())


_RUN_ORDER = _names(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_PARAGRAPH_ORDER = _names(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)

# XML 1.0 has no place for these, and a word processor no use.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def rooted(xml: str) -> str:
    """`xml`, one element, with its namespaces declared, so that it can be parsed by itself."""
    return re.sub(r"^<w:\w+", lambda found: f"{found[0]} {NAMESPACES}", xml)


def clean(text: str) -> str:
    """`text` without the characters that no XML file can hold."""
    return _UNPRINTABLE.sub("", text)


def element(tag: str, inside: str = "", /, **attributes: str | int) -> str:
    """`<w:tag w:…="…">inside</w:tag>`."""
    written = "".join(f" w:{name}={quoteattr(str(value))}" for name, value in attributes.items())
    return f"<w:{tag}{written}>{inside}</w:{tag}>" if inside else f"<w:{tag}{written}/>"


def run_properties(**children: str) -> str:
    """`w:rPr` with its children, each already written and "" for none; "" if there are none at all."""
    return _properties("rPr", _RUN_ORDER, children)


def paragraph_properties(**children: str) -> str:
    """`w:pPr`, as `run_properties`."""
    return _properties("pPr", _PARAGRAPH_ORDER, children)


def _properties(tag: str, order: tuple[str, ...], children: Mapping[str, str]) -> str:
    given = sorted((order.index(name), xml) for name, xml in children.items() if xml)
    return element(tag, "".join(xml for _, xml in given)) if given else ""


def fonts(face: str) -> str:
    """`rFonts` naming `face` for every script: Word would set quotation marks in the Latin one."""
    return element("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def size(points: float) -> dict[str, str]:
    """`sz` and `szCs` for `run_properties`."""
    half_points = round(points * 2)
    return {"sz": element("sz", val=half_points), "szCs": element("szCs", val=half_points)}


@dataclass(frozen=True, slots=True)
class RunLook:
    """What a run adds to its paragraph's style: a character style by id, a highlight by Word's name of the colour."""

    style: str = ""
    highlight: str = ""

    @property
    def xml(self) -> str:
        """Its `rPr`, or ""."""
        return run_properties(
            rStyle=element("rStyle", val=self.style) if self.style else "",
            highlight=element("highlight", val=self.highlight) if self.highlight else "",
        )


PLAIN = RunLook()


def run(text: str, look: RunLook = PLAIN) -> str:
    """A run of `text`; a line feed in it becomes a line break, a tab a tab."""
    inside: list[str] = []
    for piece in re.split(r"([\n\t])", clean(text).replace("\r", "")):
        if piece == "\n":
            inside.append("<w:br/>")
        elif piece == "\t":
            inside.append("<w:tab/>")
        elif piece:
            inside.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return f"<w:r>{look.xml}{''.join(inside)}</w:r>" if inside else ""


def paragraph(style: str, inside: str, **children: str) -> str:
    """A paragraph in the style of id `style`; `children` are further paragraph properties by name."""
    look = paragraph_properties(pStyle=element("pStyle", val=style), **children)
    return f"<w:p>{look}{inside}</w:p>"


def field(instruction: str, shown: str) -> str:
    """A field with the result it shows until Word computes it anew."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{mark('begin')}{code}{mark('separate')}{run(shown)}{mark('end')}"
