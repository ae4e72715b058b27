"""A catalogue as a TOML file that a person can edit: read, and written back."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from errors import InputError
from figures.catalogue.model import Better, Catalogue, Indicator, Nature, RateKind
from figures.units import PERCENT

DEFAULT_CATALOGUE = Path(__file__).with_name("catalogue.toml")


def load_catalogue(path: Path = DEFAULT_CATALOGUE) -> Catalogue:
    """The catalogue in the TOML file at `path`. Raises `InputError` naming the entry that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(f"读不到指标目录 {path}，请检查文件是否存在。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"指标目录 {path.name} 不是合法的 TOML：{error}，请改正。") from None
    entries = content.get("indicator", [])
    if not isinstance(entries, list) or not entries:
        raise InputError(f"指标目录 {path.name} 里没有 [[indicator]] 条目，请补上。")
    return Catalogue(indicator_of(entry, number) for number, entry in enumerate(entries, 1))


_FIELDS = {"name", "aliases", "unit", "decimals", "nature", "rate", "better", "whole", "department"}


def dump_catalogue(indicators: Iterable[Indicator]) -> str:
    """The TOML that `load_catalogue` reads back as these indicators."""
    return "\n".join(_written(indicator) for indicator in indicators)


def _written(indicator: Indicator) -> str:
    lines = ["[[indicator]]", f"name = {_quoted(indicator.name)}"]
    lines.append(f"aliases = [{', '.join(map(_quoted, indicator.aliases))}]")
    lines.append(f"unit = {_quoted(indicator.unit)}")
    if indicator.decimals is not None:
        lines.append(f"decimals = {indicator.decimals}")
    for field in ("nature", "rate", "better"):
        lines.append(f"{field} = {_quoted(getattr(indicator, field).value)}")
    for field in ("whole", "department"):
        if value := getattr(indicator, field):
            lines.append(f"{field} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False)


def indicator_of(entry: object, number: int) -> Indicator:
    """The indicator that one entry of a file tells of. Raises `InputError` naming what is wrong in it."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise InputError(f"指标目录第 {number} 个条目没有 name，请补上指标名称。")
    name = entry["name"]
    if strange := sorted(set(entry) - _FIELDS):
        raise InputError(f"指标目录“{name}”有不认识的字段 {'、'.join(map(str, strange))}，请删去或改名。")
    try:
        return Indicator(
            name=name,
            aliases=tuple(_words(entry.get("aliases", []))),
            unit=_unit(entry.get("unit", "")),
            decimals=_decimals(entry.get("decimals")),
            nature=Nature(entry.get("nature", Nature.FLOW)),
            rate=RateKind(entry.get("rate", RateKind.PUBLISHED)),
            better=Better(entry.get("better", Better.UP)),
            whole=entry.get("whole") or None,
            department=str(entry.get("department", "")),
        )
    except (ValueError, TypeError) as error:
        raise InputError(f"指标目录“{name}”的内容不对：{error}。") from None


def _words(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError("aliases 应是文字的列表")
    return value


def _unit(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("unit 应是文字")
    return PERCENT if value == "％" else value


def _decimals(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 8:
        raise ValueError("decimals 应是 0 到 8 的整数")
    return value
