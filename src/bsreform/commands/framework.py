"""The command line in Vietnamese: what the framework itself says in help pages and usage errors."""

import re
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bsreform.commands import completions

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What the framework raises for wrong arguments; it exports only its subclasses."""

_HELP: Mapping[str, str] = {
    "Usage:": "Cách dùng:",
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH [THAM SỐ]...",
    "Options:": "Tùy chọn:",
    "Arguments:": "Tham số:",
    "Commands:": "Các lệnh:",
    "Show this message and exit.": "Hiện hướng dẫn này rồi thoát.",
    "Install completion for the current shell.": "Cài gợi ý lệnh cho cửa sổ lệnh đang dùng.",
    "Show completion for the current shell, to copy it or": "In phần gợi ý lệnh để chép hoặc chỉnh sửa.",
    "customize the installation.": "",
    "[required]": "[bắt buộc]",
    "[default:": "[mặc định:",
}
_TYPE = re.compile(r" <[a-z]+(?:\[\w+\])?>")
"""What the framework writes behind the name of an argument: “<list[Path]>”."""
_ERRORS: tuple[tuple[str, str], ...] = (
    (r"No such option:? '?([^\s']+)'?\.?", r"Không có tùy chọn {0}."),
    (r"No such command '([^']+)'\. Did you mean '?([^'?]+)'?\?", r"Không có lệnh “{0}”. Có phải {1} không?"),
    (r"No such command '?([^\s']+)'?\.", r"Không có lệnh “{0}”."),
    (r"Missing argument '?([^']+)'?\.?", r"Thiếu tham số {0}."),
    (r"Missing option '?([^']+)'?\.?", r"Thiếu tùy chọn {0}."),
    (r"Option '?([^\s']+)'? requires an argument\.", r"Tùy chọn {0} phải có giá trị đi kèm."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"Thừa tham số: {0}."),
    (r"Invalid value for '?([^':]+)'?(?: / '[^']*')?: (.*)", r"Giá trị của {0} không hợp lệ ({1})."),
    (r"Option '?([^\s']+)'? does not take a value\.", r"Tùy chọn {0} không nhận giá trị."),
)


class Command(TyperCommand):
    """A command whose help page is wholly Vietnamese."""

    def get_help(self, ctx: Any) -> str:
        return _translated(super().get_help(ctx))


class CommandGroup(TyperGroup):
    """The list of commands, wholly in Vietnamese; what the framework would say in English, `completions` does."""

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        own = {"install_completion": completions.install, "show_completion": completions.show}
        for param in self.params:
            param.callback = own.get(param.name or "", param.callback)
        return super().make_context(*arguments, **named)

    def get_help(self, ctx: Any) -> str:
        return _translated(super().get_help(ctx))


def _translated(page: str) -> str:
    for english, vietnamese in _HELP.items():
        page = page.replace(english, vietnamese)
    page = _TYPE.sub("", page)
    return "\n".join(line for line in page.split("\n") if line.strip() or not line)


def usage_message(problem: Exception) -> str:
    """A usage error in Vietnamese, with the nearest options where the framework names some; help pages as they are."""
    if type(problem).__name__ == "NoArgsIsHelpError":
        return str(getattr(problem, "message", problem))
    message = str(getattr(problem, "message", "") or "")
    told = getattr(problem, "format_message", lambda: message)()
    for pattern, wording in _ERRORS:
        if found := re.match(pattern, told):
            message = wording.format(*found.groups())
            break
    else:
        message = told
    near = ", ".join(sorted(getattr(problem, "possibilities", None) or ()))
    context = getattr(problem, "ctx", None)
    command = getattr(context, "command_path", "bsreform") if context else "bsreform"
    hint = f" Có phải {near} không?" if near else ""
    if command == "bsreform" and message.startswith("Không có tùy chọn"):
        hint = " Tùy chọn phải đứng sau tên lệnh, ví dụ: bsreform weekly --help"
    return f"{message}{hint}\nXem cách dùng: {command} --help"
