"""The command line in Vietnamese: what the framework itself says in help pages and usage errors."""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from bsreform.commands import MODULES, completions

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
    (r"Invalid value for .* '([^']*)' is not readable\.", r"Không có quyền đọc “{0}”."),
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

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] in self.commands:
            self.commands[args[0]] = loaded(args[0])
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        return _translated(super().get_help(ctx))


def loaded(name: str) -> Any:
    """The command of that name with its options, for which its module is imported."""
    own = typer.Typer(add_completion=False, rich_markup_mode=None)
    import_module(f"bsreform.commands.{MODULES[name]}").register(own)
    named = {each.name or getattr(each.callback, "__name__", ""): each for each in own.registered_commands}
    own.registered_commands = [named[name]]
    return get_command(own)


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
