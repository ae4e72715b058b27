"""The measurements of a page after GB/T 9704—2012, and the faces it names. Knows nothing of Word's markup or of drafts.

Twips are twentieths of a point; half-points are Word's unit of type size.
"""

from dataclasses import dataclass

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """The nearest whole twip."""
    return round(millimetres * TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class Faces:
    """The typefaces the page asks for, by the names under which Word knows them."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    part: str = "黑体"
    section: str = "楷体_GB2312"
    number: str = "宋体"


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to set the page. Sizes in points, `pitch` and `spacing` in twips, paper and margins in millimetres.

    `pitch` is the exact distance between lines. `spacing` is added to every character: `characters` of them then fill
    the line of 156 mm. `keep_paragraphs` turns the page at the end of a paragraph rather than within.
    """

    body_size: int
    title_size: int
    pitch: int
    spacing: int
    lines: int
    characters: int
    number_size: int = 14
    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    footer: float = 25.2
    keep_paragraphs: bool = False
    faces: Faces = Faces()

    @property
    def measure(self) -> float:
        """The length of a line in points."""
        return (self.width - self.left - self.right) * TWIPS_PER_MM / 20


# 28 pt would underfill the area and 29 pt give 21 lines; 28 characters of 16 pt are 2 mm too long without the −0.25 pt.
ISSUED = Profile(body_size=16, title_size=22, pitch=579, spacing=-5, lines=22, characters=28)
LECTERN = Profile(body_size=18, title_size=24, pitch=600, spacing=8, lines=21, characters=24, keep_paragraphs=True)
