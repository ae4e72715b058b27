"""Small speeches built by hand, with the spans an outline parser would give."""

from corpus.model import DocumentKind, Paragraph, Part, Section, Span, Speech
from retrieval.passages import DocumentFacts, Passage, cut

INDUSTRY = "着力稳住工业运行"
TRADE = "着力扩大消费需求"


class Writer:
    """Writes a text line by line and remembers where each line came to stand."""

    def __init__(self) -> None:
        self.text = ""

    def line(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words))

    def paragraph(self, words: str, lead: str = "") -> Paragraph:
        span = self.line(words)
        return Paragraph(span, Span(span.start, span.start + len(lead)) if lead else None)

    def section(self, number: str, heading: str, *paragraphs: tuple[str, str]) -> Section:
        line = self.line(number + heading)
        below = tuple(self.paragraph(words, lead) for words, lead in paragraphs)
        end = below[-1].span.end if below else line.end
        return Section(number, Span(line.start + len(number), line.end), Span(line.start, end), False, below)


def outlined(year: int = 2025) -> Speech:
    """A speech of one part with an intro, two sections and an outro, a preamble and a closing."""
    writer = Writer()
    title = writer.line(f"在岚江市{year}年年中经济工作会议上的讲话")
    preamble = writer.paragraph("今天我们召开会议，分析上半年经济形势，部署下半年工作。")
    head = writer.line("二、下半年重点工作")
    intro = writer.paragraph("做好下半年工作，要抓住重点、带动全局。")
    first = writer.section(
        "（一）",
        INDUSTRY,
        ("抓龙头企业。对年产值上亿元的工厂逐户走访，帮助化解用电用工难题。", "抓龙头企业"),
        ("抓技术改造。引导制造业企业更新设备、改造产线。", "抓技术改造"),
    )
    second = writer.section("（二）", TRADE, ("办好购物节，发放消费券，提振住宿餐饮和汽车消费。", ""))
    outro = writer.paragraph("以上工作，各牵头单位要列出清单。")
    closing = writer.paragraph("同志们，让我们坚定信心、奋力拼搏。")
    part = Part(
        "二", Span(head.start + 2, head.end), Span(head.start, outro.span.end), (intro,), (first, second), (outro,)
    )
    return Speech(writer.text, title, None, None, None, (preamble,), (part,), (closing,))


def plain(*paragraphs: str) -> Speech:
    """A document of paragraphs without any outline."""
    writer = Writer()
    below = tuple(writer.paragraph(words) for words in paragraphs)
    return Speech(writer.text, None, None, None, None, below, (), ())


def facts(
    document_id: int = 1,
    *,
    region: str | None = "岚江市",
    year: int | None = 2025,
    kind: DocumentKind = DocumentKind.SPEECH,
) -> DocumentFacts:
    """What the passages of document `document_id` say of it."""
    return DocumentFacts(document_id, f"讲话{document_id}.docx", kind, region, year)


def passages(document_id: int = 1, *, year: int = 2025, region: str = "岚江市") -> list[Passage]:
    """The passages of `outlined(year)`."""
    return cut(facts(document_id, year=year, region=region), outlined(year))
