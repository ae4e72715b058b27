"""The order of children that ECMA-376 demands, written down here apart from the code that keeps it."""

import io
import zipfile
from datetime import UTC, date, datetime
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from export.official import export_official
from export.options import Options
from export.review import export_review
from tests.export.drafts import small_speech

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "rPr": """ins del rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
        snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign
        rtl cs em lang""",
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings""",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        personal rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "styles": "docDefaults latentStyles style",
    "settings": """zoom removePersonalInformation mirrorMargins proofState trackRevisions defaultTabStop autoHyphenation
        evenAndOddHeaders drawingGridVerticalSpacing characterSpacingControl compat rsids mathPr themeFontLang
        clrSchemeMapping decimalSymbol listSeparator""",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "p": "pPr *",
    "r": "rPr *",
}


@pytest.mark.parametrize("export", [export_official, export_review])
def test_children_stand_in_the_order_of_the_schema(export) -> None:
    content = export(small_speech(), Options(issued=date(2026, 7, 5)), at=datetime(2026, 7, 5, tzinfo=UTC))
    assert ordered(content) == set(ORDERS)


def ordered(content: bytes, *, ours: bool = True) -> set[str]:
    """The elements looked at; `ours` says that no part comes from an office's template, whose order is its own."""
    seen = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and (ours or name == "word/document.xml"):
                for parent in ElementTree.fromstring(archive.read(name)).iter():
                    tag = parent.tag.removeprefix(W)
                    if tag in ORDERS:
                        seen.add(tag)
                        check(name, tag, [child.tag.removeprefix(W) for child in parent])
    return seen


def check(part: str, tag: str, children: list[str]) -> None:
    order = ORDERS[tag].split()
    unknown = {child for child in children if child not in order and "*" not in order}
    assert not unknown, f"{part}: {tag} has {unknown}"
    places = [order.index(child) if child in order else order.index("*") for child in children]
    assert all(one <= other for one, other in pairwise(places)), f"{part}: {tag} has {children}"
    if tag in ("rPr", "pPr"):
        assert len(set(children)) == len(children), f"{part}: {tag} has {children}"
