"""What commands that write into a workspace do first: take their turn."""

import os
from typing import TYPE_CHECKING

import typer

from bsreform.commands import edges
from bsreform.language.wording import clock_time

if TYPE_CHECKING:
    from bsreform.records.loading import Workspace


def take_turn(context: typer.Context, place: "Workspace", wait: bool) -> None:
    """Keep the workspace to this command until it ends; CannotRun where another has it, unless told to `wait`."""
    from bsreform.files.locking import held

    who = f"lệnh “{context.info_name}” (bắt đầu lúc {clock_time(edges.now())}, tiến trình {os.getpid()})"
    context.with_resource(held(place.root, who, say_waiting if wait else None))


def say_waiting(holder: str) -> None:
    """For whom this command waits."""
    edges.complain(f"Đang chạy {holder} trong thư mục làm việc này; chờ đến khi xong (Ctrl-C để thôi)…")
