"""Files that tests hand to the shell: a speech, tables of one city, and what has to be refused."""

from pathlib import Path

from tests.figures.tables.sheets import xlsx

SPEECH = """# 在2025年上半年全市经济运行分析会上的讲话

同志们：

一、上半年经济运行情况

（一）总体平稳。上半年，地区生产总值同比增长5.1%，固定资产投资增长3.2%。

二、下半年工作

（一）抓好投资。要抓好项目建设，形成更多实物工作量，确保全年目标完成。

同志们，让我们共同努力！
"""

HEADER = ["指标名称", "单位", "本期（累计）", "同比增长（%）"]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that name and content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def speech(folder: Path, name: str = "去年讲话.md") -> Path:
    """A short past speech of the half-year 2025."""
    return written(folder, name, SPEECH)


def table(folder: Path, name: str, growth: str = "5.2", investment: str = "-2.5", *, titled: bool = True) -> Path:
    """A bureau's table of two indicators for the first half of 2026; untitled, its period cannot be told."""
    title = [["2026年1—6月全市主要经济指标"]] if titled else []
    rows = [["地区生产总值", "亿元", "1200.5", growth], ["固定资产投资", "亿元", "300", investment]]
    return written(folder, name, xlsx([*title, HEADER, *rows]))


def bad_files(folder: Path) -> list[Path]:
    """One of each that must be refused."""
    return [
        written(folder, "空.txt", b""),
        written(folder, "坏.docx", b"this is no zip"),
        written(folder, "无数.xlsx", xlsx([["说明", "备注"], ["本表暂无", "略"]])),
        written(folder, "图.png", b"\x89PNG"),
        written(folder, "密件.txt", "机密★1年\n\n关于经济运行情况的报告\n\n一、总体情况\n总体平稳。\n"),
        table(folder, "期间不明.xlsx", titled=False),
    ]
