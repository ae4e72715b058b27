"""The style sheet of the official page: Word's own styles, set after GB/T 9704, and nothing else.

Built-in styles are used under their own ids, so that the navigation pane, a contents list and the style gallery work.
Knows the profile; knows nothing of drafts.
"""

from dataclasses import dataclass
from enum import StrEnum

from export.word.markup import element, fonts, paragraph_properties, run_properties, size
from export.word.profile import Profile


class Style(StrEnum):
    """The ids of the styles of the page; `label` is the name Word has built in."""

    NORMAL = "Normal"
    TITLE = "Title"
    UNDER_TITLE = "Subtitle"
    SALUTATION = "Salutation"
    BODY = "BodyText"
    PART = "Heading1"
    SECTION = "Heading2"
    SECTION_RUN = "Heading2Char"
    LEAD = "Strong"
    FOOTER = "Footer"
    NOTICE = "Notice"
    LEVEL_3 = "Heading3"
    CONTENTS_TITLE = "TOCHeading"
    CONTENTS_1 = "TOC1"
    CONTENTS_2 = "TOC2"
    CONTENTS_3 = "TOC3"
    TABLE_TITLE = "TableTitle"
    TABLE_TEXT = "TableText"
    COMMENT_TEXT = "CommentText"
    COMMENT_REFERENCE = "CommentReference"
    DEFAULT_FONT = "DefaultParagraphFont"

    @property
    def label(self) -> str:
        """The name by which Word recognises a built-in style."""
        return _LABELS[self]


_LABELS = {
    Style.NORMAL: "Normal",
    Style.TITLE: "Title",
    Style.UNDER_TITLE: "Subtitle",
    Style.SALUTATION: "Salutation",
    Style.BODY: "Body Text",
    Style.PART: "heading 1",
    Style.SECTION: "heading 2",
    Style.SECTION_RUN: "Heading 2 Char",
    Style.LEAD: "Strong",
    Style.FOOTER: "footer",
    Style.NOTICE: "待核提示",
    Style.LEVEL_3: "heading 3",
    Style.CONTENTS_TITLE: "TOC Heading",
    Style.CONTENTS_1: "toc 1",
    Style.CONTENTS_2: "toc 2",
    Style.CONTENTS_3: "toc 3",
    Style.TABLE_TITLE: "表题",
    Style.TABLE_TEXT: "表文",
    Style.COMMENT_TEXT: "annotation text",
    Style.COMMENT_REFERENCE: "annotation reference",
    Style.DEFAULT_FONT: "Default Paragraph Font",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Writes each style of one profile."""

    profile: Profile

    def whole(self) -> str:
        written = (
            self._normal(),
            *self._front(),
            *self._text(),
            *self._headings(),
            *self._contents(),
            *self._tables(),
            *self._around(),
        )
        return element("styles", self._defaults() + "".join(written))

    def _defaults(self) -> str:
        run = run_properties(
            rFonts=fonts(self.profile.faces.body),
            lang=element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
            **size(self.profile.body_size),
        )
        return element("docDefaults", element("rPrDefault", run) + element("pPrDefault", element("pPr")))

    def _normal(self) -> str:
        profile = self.profile
        default = _style(Style.DEFAULT_FONT, kind="character", default=True, hidden=True)
        return default + _style(
            Style.NORMAL,
            default=True,
            paragraph=paragraph_properties(
                widowControl=element("widowControl", val=0),
                # Punctuation stays within the type area.
                overflowPunct=element("overflowPunct", val=0),
                # No quarter space between Chinese and figures: every character keeps to the grid.
                autoSpaceDE=element("autoSpaceDE", val=0),
                autoSpaceDN=element("autoSpaceDN", val=0),
                spacing=element("spacing", before=0, after=0, line=profile.pitch, lineRule="exact"),
                jc=element("jc", val="both"),
            ),
            run=run_properties(rFonts=fonts(profile.faces.body), spacing=element("spacing", val=profile.spacing)),
        )

    def _front(self) -> tuple[str, ...]:
        profile = self.profile
        centred = paragraph_properties(jc=element("jc", val="center"))
        # LibreOffice would give each line of the larger type two lines of the grid.
        loose = paragraph_properties(snapToGrid=element("snapToGrid", val=0), jc=element("jc", val="center"))
        title = run_properties(
            rFonts=fonts(profile.faces.title),
            spacing=element("spacing", val=0),
            **size(profile.title_size),
        )
        kai = run_properties(rFonts=fonts(profile.faces.section))
        hei = run_properties(rFonts=fonts(profile.faces.part))
        return (
            _style(Style.TITLE, based=Style.NORMAL, next_=Style.UNDER_TITLE, paragraph=loose, run=title),
            _style(Style.UNDER_TITLE, based=Style.NORMAL, next_=Style.BODY, paragraph=centred, run=kai),
            _style(Style.NOTICE, based=Style.NORMAL, next_=Style.TITLE, run=hei, custom=True),
            _style(Style.SALUTATION, based=Style.NORMAL, next_=Style.BODY),
        )

    def _text(self) -> tuple[str, ...]:
        # Whoever reads aloud turns the page between paragraphs.
        whole = element("keepLines") if self.profile.keep_paragraphs else ""
        indented = paragraph_properties(keepLines=whole, ind=self._indent())
        bold = run_properties(b=element("b"), bCs=element("bCs"))
        return (
            _style(Style.BODY, based=Style.NORMAL, paragraph=indented),
            _style(Style.LEAD, kind="character", based=Style.DEFAULT_FONT, run=bold),
        )

    def _indent(self) -> str:
        # Word prefers the indent in characters and others read the one in twips: both must be there.
        return element("ind", firstLineChars=200, firstLine=self.profile.body_size * 40)

    def _headings(self) -> tuple[str, ...]:
        def heading(style: Style, level: int, face: str, linked: Style | None) -> str:
            return _style(
                style,
                based=Style.NORMAL,
                next_=Style.BODY,
                linked=linked,
                paragraph=paragraph_properties(
                    keepNext=element("keepNext"),
                    ind=self._indent(),
                    outlineLvl=element("outlineLvl", val=level),
                ),
                run=run_properties(rFonts=fonts(face)),
            )

        faces = self.profile.faces
        kai = run_properties(rFonts=fonts(faces.section))
        return (
            heading(Style.PART, 0, faces.part, None),
            heading(Style.SECTION, 1, faces.section, Style.SECTION_RUN),
            heading(Style.LEVEL_3, 2, faces.body, None),
            _style(
                Style.SECTION_RUN,
                kind="character",
                based=Style.DEFAULT_FONT,
                linked=Style.SECTION,
                run=kai,
                custom=True,
            ),
        )

    def _contents(self) -> tuple[str, ...]:
        profile = self.profile
        centred = paragraph_properties(jc=element("jc", val="center"))
        dots = element("tabs", element("tab", val="right", leader="dot", pos=round(profile.measure * 20)))
        indent = element("ind", leftChars=200, left=profile.body_size * 40)
        deeper = element("ind", leftChars=400, left=profile.body_size * 80)
        return (
            _style(
                Style.CONTENTS_TITLE,
                based=Style.NORMAL,
                paragraph=centred,
                run=run_properties(rFonts=fonts(profile.faces.part)),
            ),
            _style(Style.CONTENTS_1, based=Style.NORMAL, paragraph=paragraph_properties(tabs=dots)),
            _style(Style.CONTENTS_2, based=Style.NORMAL, paragraph=paragraph_properties(tabs=dots, ind=indent)),
            _style(Style.CONTENTS_3, based=Style.NORMAL, paragraph=paragraph_properties(tabs=dots, ind=deeper)),
        )

    def _tables(self) -> tuple[str, ...]:
        single = element("spacing", before=0, after=0, line=240, lineRule="auto")
        loose = element("snapToGrid", val=0)
        hei = run_properties(
            rFonts=fonts(self.profile.faces.part), spacing=element("spacing", val=0), **size(self.profile.body_size)
        )
        small = run_properties(rFonts=fonts(self.profile.faces.number), spacing=element("spacing", val=0), **size(10.5))
        left = element("jc", val="left")
        return (
            _style(
                Style.TABLE_TITLE,
                based=Style.NORMAL,
                paragraph=paragraph_properties(snapToGrid=loose, spacing=element("spacing", after=120), jc=left),
                run=hei,
                custom=True,
            ),
            _style(
                Style.TABLE_TEXT,
                based=Style.NORMAL,
                paragraph=paragraph_properties(snapToGrid=loose, spacing=single, jc=left),
                run=small,
                custom=True,
            ),
        )

    def _around(self) -> tuple[str, ...]:
        profile = self.profile
        single = element("spacing", before=0, after=0, line=240, lineRule="auto")
        loose = element("snapToGrid", val=0)
        footer = run_properties(
            rFonts=fonts(profile.faces.number),
            spacing=element("spacing", val=0),
            **size(profile.number_size),
        )
        small = run_properties(spacing=element("spacing", val=0), **size(10.5))
        reference = run_properties(**size(10.5))
        left = element("jc", val="left")
        return (
            _style(
                Style.FOOTER,
                based=Style.NORMAL,
                paragraph=paragraph_properties(snapToGrid=loose, spacing=single, jc=left),
                run=footer,
            ),
            _style(
                Style.COMMENT_TEXT,
                based=Style.NORMAL,
                paragraph=paragraph_properties(snapToGrid=loose, spacing=single, jc=left),
                run=small,
            ),
            _style(Style.COMMENT_REFERENCE, kind="character", based=Style.DEFAULT_FONT, run=reference),
        )


def style_sheet(profile: Profile) -> str:
    """The whole styles part."""
    return _Sheet(profile).whole()


def _style(
    style: Style,
    *,
    kind: str = "paragraph",
    based: Style | None = None,
    next_: Style | None = None,
    linked: Style | None = None,
    paragraph: str = "",
    run: str = "",
    default: bool = False,
    hidden: bool = False,
    custom: bool = False,
) -> str:
    """One `w:style`, its children in the schema's order."""
    flags = {"default": 1} if default else {"customStyle": 1} if custom else {}
    children = (
        element("name", val=style.label),
        element("basedOn", val=based) if based else "",
        element("next", val=next_) if next_ else "",
        element("link", val=linked) if linked else "",
        element("uiPriority", val=99 if hidden else 1),
        element("semiHidden") + element("unhideWhenUsed") if hidden else "",
        "" if hidden else element("qFormat"),
        paragraph,
        run,
    )
    return element("style", "".join(children), type=kind, **flags, styleId=style)
