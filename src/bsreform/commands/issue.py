"""The command that says that a report has been sent: from then on it is what later reports are compared with."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsreform.commands import edges
from bsreform.commands.framework import Command
from bsreform.commands.options import WaitOption, WorkspaceOption
from bsreform.commands.run_log import LogOption
from bsreform.language.wording import official_date
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.history.issued import Issued


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(issue)


def issue(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="BÁO-CÁO.xlsx", help="Tệp báo cáo đã gửi.", show_default=False)],
    number: Annotated[
        str, typer.Option("--number", metavar="SỐ", help="Số, ký hiệu của văn bản, ví dụ 15/BC-VP.", show_default=False)
    ] = "",
    day: Annotated[
        str | None, typer.Option("--date", metavar="NGÀY", help="Ngày phát hành (mặc định: hôm nay).")
    ] = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = False,
    log: LogOption = None,
) -> None:
    """Ghi nhận báo cáo đã phát hành. Báo cáo sau chỉ so với báo cáo đã phát hành, và không ghi đè tệp ấy."""
    from bsreform.explaining.since import read_report
    from bsreform.files.safe import CannotWrite
    from bsreform.history import issued, kept_reports
    from bsreform.records.gathering import relative

    place = edges.open_workspace(workspace)
    path = edges.existing(report)
    on = edges.parse_day(day, "--date") or edges.today()
    if on > edges.today():
        raise CannotRun(f"--date “{day}” là ngày chưa đến.")
    edges.take_turn(context, place, wait)
    written = read_report(path, place)
    found = kept_reports.behind(place.root, written.report, written.period, written.hashes)
    if found is None:
        raise CannotRun(
            f"Không còn số liệu đã lưu của “{path.name}” trong thư mục .bsreform nên báo cáo sau không so được với "
            "báo cáo này. Lập lại báo cáo từ đúng các tệp ấy rồi ghi nhận."
        )
    file, kept = found
    period, name = written.period, relative(path, place.root)
    before = issued.of_file(place.root, name, file.mark)
    if before:
        number, on = number.strip() or before.number, on if day else before.on
    told = issued.Issued(written.report, period.id, period.as_of, name, file.mark, kept.tasks, number.strip(), on)
    try:
        issued.record(place.root, told)
    except CannotWrite as problem:
        edges.complain(str(problem))
        raise typer.Exit(edges.CANNOT_WRITE) from problem
    done = f"Đã ghi nhận: {name} phát hành {_numbered(told)}."
    if before:
        again = "không thay đổi" if before == told else "nay được thay bằng số, ngày trên"
        done = f"{done}\nBáo cáo này đã được ghi nhận trước đó: {_numbered(before)}; {again}."
    edges.console().print(done, soft_wrap=True, markup=False)
    edges.say_next("gửi báo cáo; lập lại kỳ này thì bản mới ghi bên cạnh (-dieu-chinh-1), tệp đã phát hành giữ nguyên.")


def _numbered(told: "Issued") -> str:
    """“số 15/BC-VP ngày 08/3/2024”."""
    return f"{f'số {told.number} ' if told.number else ''}ngày {official_date(told.on)}"
