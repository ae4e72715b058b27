"""The arguments of the shell: which commands there are and what each may be told. Runs nothing."""

import argparse
from typing import NoReturn

WRONG = 2
"""The exit code of a call or an input that is wrong."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line that says what is wrong and where help is."""
        self.exit(WRONG, f"命令写得不对（{message}），用法见 {self.prog} --help。\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands; what was asked for names its `command`."""
    parser = _Parser(prog="cli.py", description="核稿的命令行：不开网页也能载入、核实、检索和起草。")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_)
        sub.add_argument("--json", action="store_true", help="标准输出只有一份 JSON")
        sub.set_defaults(command=name)
        return sub

    load = command("load", "把讲话、报告、素材和数据表载入工作区")
    load.add_argument("paths", nargs="*", metavar="PATH", help="文件或文件夹")
    load.add_argument("--sample", action="store_true", help="载入自带的示例")
    load.add_argument("--verified-by", metavar="NAME", help="核实人：表中数据直接记为已核实")
    load.add_argument("--region", help="地区，以此为准")
    load.add_argument("--date", help="日期，以此为准，如 2026-07-18")
    load.add_argument("--period", help="期间，以此为准：2026H1、2026Q1、2026M1-5、2026-06 或 2026")
    load.add_argument("--kind", choices=["speech", "report", "material", "table"], help="文件种类，以此为准")

    outline = command("outline", "一个文件的提纲")
    outline.add_argument("file", metavar="FILE")
    outline.add_argument("--text", action="store_true", help="打印正文，各处位置都按它的字符计")

    slots = command("slots", "文中每个数和每个 * 说的是什么")
    slots.add_argument("files", nargs="+", metavar="FILE")
    slots.add_argument("--out-dir", metavar="D", help="每个文件写一个 <文件名>.json")

    figures = command("figures", "工作区里的数据")
    figures.add_argument("--period", help="期间，如 2026H1")
    figures.add_argument("--indicator", help="指标名称或别名")
    figures.add_argument("--region", help="地区")
    figures.add_argument("--status", choices=["pending", "verified", "superseded"], help="状态")

    verify = command("verify", "核实数据")
    verify.add_argument("--file", metavar="NAME", help="一个数据表里全部待核实的数据")
    verify.add_argument("--id", type=int, nargs="+", dest="ids", default=[], help="几条数据；与之不一致的即被取代")
    verify.add_argument("--by", required=True, metavar="NAME", help="核实人")

    search = command("search", "与所问最相近的段落")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=int, default=8, help="条数，默认 8")
    search.add_argument("--region", help="地区")
    search.add_argument("--year", type=int, help="年份")
    search.add_argument("--kind", choices=["speech", "report", "material"], help="文件种类")

    draft = command("draft", "起草一个期间的讲话")
    draft.add_argument("--period", required=True, help="期间，如 2026H1")
    draft.add_argument("--like", metavar="FILE|ID", help="沿用哪篇往年讲话，默认最近一篇")
    draft.add_argument("--outline", metavar="FILE", help="提纲，每行一个标题，节一级缩进或以（一）开头")
    draft.add_argument("--writer", choices=["reuse", "model"], default="reuse", help="沿用往年讲话，或由模型起草")
    draft.add_argument("--out", metavar="F.docx", help="正式稿")
    draft.add_argument("--review", metavar="F.docx", help="核对稿")
    draft.add_argument("--sheet", metavar="F.xlsx", help="核对表")
    draft.add_argument("--strict", action="store_true", help="还有待核之处时以 1 退出")

    refill = command("refill", "用现在的数据重新填一篇稿子，并列出变化")
    refill.add_argument("draft", type=int, metavar="DRAFT", help="稿子编号")
    refill.add_argument("--by", default="本机", metavar="NAME", help="谁看过这些变化")
    refill.add_argument("--strict", action="store_true", help="还有待核之处时以 1 退出")

    catalogue = command("catalogue", "指标目录：查看、加别名、新增指标")
    catalogue.add_argument("name", nargs="?", metavar="NAME", help="只看这个名称所指的指标")
    deed = catalogue.add_mutually_exclusive_group()
    deed.add_argument("--alias", metavar="别名", help="给 --of 所说的指标加一个别名")
    deed.add_argument("--drop-alias", metavar="别名", help="去掉 --of 所说的指标的一个别名")
    deed.add_argument("--add", metavar="指标", help="新增一个指标，或改写同名指标")
    deed.add_argument("--remove", metavar="指标", help="从目录中去掉一个指标")
    deed.add_argument("--import", dest="import_file", metavar="F.toml", help="用编辑过的目录文件新增和改写指标")
    deed.add_argument("--unknown", action="store_true", help="数据表里有、目录里没有的名称")
    catalogue.add_argument("--export", metavar="F.toml", help="把现在的目录写成文件，可用编辑器修改")
    catalogue.add_argument("--of", metavar="指标")
    catalogue.add_argument("--by", metavar="NAME", help="修改人")
    catalogue.add_argument("--unit", help="计量单位")
    catalogue.add_argument("--decimals", type=int, help="小数位数")
    catalogue.add_argument(
        "--nature", choices=["flow", "stock", "ratio", "index", "count"], help="流量、存量、比率、指数、计数"
    )
    catalogue.add_argument(
        "--rate", choices=["real", "published", "nominal", "none"], help="增速：可比价、只用公布数、现价可推算、无"
    )
    catalogue.add_argument("--better", choices=["up", "down", "neutral"], help="升好、降好、中性")
    catalogue.add_argument("--whole", metavar="指标", help="上级指标（占比的分母）")
    catalogue.add_argument("--department", help="主管部门")

    attest = command("attest", "填报一处待核的数据位")
    attest.add_argument("--draft", type=int, required=True, metavar="ID", help="稿子编号")
    attest.add_argument("--slot", required=True, metavar="节.位", help="draft 所列的数据位编号，如 3.12")
    attest.add_argument("--value", required=True, help="所填的数、名称或日期")
    attest.add_argument("--by", required=True, metavar="NAME", help="填报人")
    attest.add_argument("--source", required=True, help="来源")
    attest.add_argument("--reason", default="", help="理由")

    command("reindex", "由资料库重建检索库")
    return parser
