"""What a model took for the sections of a draft, as `draft --writer model` prints it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shell.told import Json

if TYPE_CHECKING:
    from drafting.model import SectionRecord


def writing_json(records: "Iterable[SectionRecord]") -> list[Json]:
    """The last time the model was asked for each section."""
    return [
        {
            "section": record.key,
            "model": record.model,
            "state": record.state.value,
            "seconds": round(record.seconds, 3),
            "tokens_in": record.tokens_in,
            "tokens_out": record.tokens_out,
            "tries": record.tries,
            "mends": record.mends,
            "reason": record.reason or None,
            "held_back": list(record.held_back),
        }
        for record in records
    ]


def writing_lines(records: "Iterable[SectionRecord]") -> Iterator[str]:
    """The same in sum, and which documents were not shown to the model."""
    told = list(records)
    if not told:
        return
    spent = sum(record.seconds for record in told)
    tokens = [(record.tokens_in, record.tokens_out) for record in told]
    counted = [(one, other) for one, other in tokens if one is not None and other is not None]
    sums = (
        f"，送去 {sum(one for one, _ in counted)}、写出 {sum(other for _, other in counted)} 个词元" if counted else ""
    )
    yield f"—— 模型“{told[0].model}”：{len(told)} 节，合计用时 {spent:.0f} 秒{sums}。"
    held = dict.fromkeys(name for record in told for name in record.held_back)
    if held:
        yield f"  未标明可外发而没有送去的：{'、'.join(held)}"
