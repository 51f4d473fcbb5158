"""The command that makes a workspace: init."""

from pathlib import Path
from typing import Annotated

import typer

from bsreform.commands import completions, edges
from bsreform.commands.framework import Command
from bsreform.files.folders import SETTINGS


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(cls=Command)(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[THƯ-MỤC]", help="Thư mục sẽ tạo.")] = Path(),
    profile: Annotated[
        str,
        typer.Option(
            "--profile", metavar="LOẠI", help="Loại: huyen, xa, phuong, tinh.", autocompletion=completions.profiles
        ),
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên cơ quan, ví dụ “UBND xã Vạn Tường”.")] = "",
    province: Annotated[str, typer.Option("--province", metavar="TỈNH", help="Tỉnh, thành phố của cơ quan.")] = "",
    office: Annotated[str, typer.Option("--office", metavar="ĐƠN-VỊ", help="Đơn vị lập báo cáo.")] = "",
) -> None:
    """Tạo thư mục làm việc. Gồm thiết lập, danh mục đơn vị, biểu mẫu của cơ quan; không ghi đè tệp đã có."""
    from bsreform.commands import new_workspace

    given = (profile, name, province, office)
    if not any(given) and edges.may_ask() and not (folder / SETTINGS).exists():
        given = new_workspace.asked(lambda question, usual: str(typer.prompt(question, default=usual)))
    made = new_workspace.init_workspace(folder, new_workspace.office(*given), edges.today())
    console = edges.console()
    for path in made:
        console.print(f"Đã tạo: {path}", soft_wrap=True)
    if not made:
        console.print("Thư mục đã đủ, không tạo thêm gì.")
    edges.say_next(
        f"chép tệp xuất từ hệ thống một cửa vào “{folder.resolve() / 'ho-so'}”, rồi chạy: "
        + edges.typed(folder.resolve(), "weekly")
    )
