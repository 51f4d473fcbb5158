"""The options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from bsreform.commands import completions
from bsreform.commands.run_log import LogOption
from bsreform.model import CannotRun
from bsreform.periods import MONTH, QUARTER, WEEK, YEAR, PeriodKind

_EXAMPLE = date(2024, 3, 4)


def named_period(
    week: str | None, month: str | None, quarter: str | None, year: str | None
) -> tuple[PeriodKind, str] | None:
    """The one period that is named, and of which kind it is. CannotRun if there are several."""
    given = ((WEEK, week), (MONTH, month), (QUARTER, quarter), (YEAR, year))
    named = [(kind, id_) for kind, id_ in given if id_]
    if len(named) > 1:
        raise CannotRun("Chỉ chọn một trong --week, --month, --quarter, --year.")
    return next(iter(named), None)


def _help(kind: PeriodKind) -> str:
    noun, example = kind.noun, kind.of(_EXAMPLE)
    told = f"{noun.capitalize()} cần xem, ví dụ {example} hoặc {kind.written_short(example)}"
    return f"{told} (mặc định: {noun} gần nhất)."


WeekOption = Annotated[
    str | None, typer.Option("--week", metavar="TUẦN", help=_help(WEEK), autocompletion=completions.weeks)
]
MonthOption = Annotated[
    str | None, typer.Option("--month", metavar="THÁNG", help=_help(MONTH), autocompletion=completions.months)
]
QuarterOption = Annotated[
    str | None, typer.Option("--quarter", metavar="QUÝ", help=_help(QUARTER), autocompletion=completions.quarters)
]
YearOption = Annotated[
    str | None, typer.Option("--year", metavar="NĂM", help=_help(YEAR), autocompletion=completions.years)
]

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", "-w", metavar="THƯ-MỤC", help="Thư mục làm việc (có tệp bsreform.toml).")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="NGÀY", help="Nhìn số liệu tại hết ngày này (2024-03-08 hoặc 08/3/2024)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="In một tài liệu JSON ra màn hình, không in gì khác.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Không in bản tóm tắt.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Ghi báo cáo vào tệp này thay cho thư mục bao-cao.")
]
WaitOption = Annotated[
    bool, typer.Option("--wait", help="Nếu một lệnh khác đang chạy trong thư mục làm việc thì chờ đến khi xong.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Có cảnh báo cũng coi là chưa đạt (mã thoát 1).")]
FullOption = Annotated[bool, typer.Option("--full", help="In cả báo cáo ra màn hình, không chỉ phần chính.")]
PdfOption = Annotated[
    bool, typer.Option("--pdf", help="Ghi thêm tệp PDF của trang nhất và trang các đơn vị, để xem trên điện thoại.")
]
OpenOption = Annotated[bool, typer.Option("--open", help="Lập xong thì mở tệp vừa ghi.")]
DocxOption = Annotated[
    bool, typer.Option("--docx", help="Ghi thêm báo cáo bằng văn bản Word (.docx) cạnh tệp Excel, theo mẫu bieu-mau.")
]


class ReportOptions(Struct, frozen=True):
    """What a report command takes beside its period. An option that is added here is one of every report."""

    workspace: WorkspaceOption = None
    as_of: AsOfOption = None
    json: JsonOption = False
    quiet: QuietOption = False
    output: OutputOption = None
    strict: StrictOption = False
    docx: DocxOption = False
    pdf: PdfOption = False
    open: OpenOption = False
    full: FullOption = False
    wait: WaitOption = False
    log: LogOption = None
    engine: Annotated[
        str | None,
        typer.Option("--engine", metavar="dask", help="Chia việc cho nhiều máy bằng dask, khi có hàng triệu hồ sơ."),
    ] = None
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ĐỊA-CHỈ",
            help="Bộ điều phối dask, ví dụ tcp://may-chu:8786 (mặc định: chia việc ngay trên máy này).",
        ),
    ] = None

    @property
    def silent(self) -> bool:
        """Is nothing to be shown to a person?"""
        return self.json or self.quiet
