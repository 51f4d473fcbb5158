"""The command line speaks Vietnamese, also where the framework speaks."""

import pytest
from typer.testing import CliRunner

from bsreform import cli
from bsreform.commands import COMMANDS
from bsreform.commands.framework import loaded, usage_message

ENGLISH = ("Usage:", "Options:", "Commands:", "Arguments:", "Show this message", "Install completion", "[OPTIONS]")


@pytest.mark.parametrize("arguments", [[], *([name] for name in COMMANDS)], ids=str)
def test_every_help_page_is_vietnamese(arguments):
    page = CliRunner().invoke(cli.app, [*arguments, "--help"]).output
    assert page.startswith("Cách dùng: ")
    assert not [word for word in ENGLISH if word in page]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_says_of_a_command_what_the_command_says_first_of_itself(command):
    assert loaded(command).get_short_help_str(limit=100) == COMMANDS[command]


def run(*arguments: str) -> tuple[object, str]:
    """The exit code and what main() says of wrong arguments."""
    result = CliRunner().invoke(cli.app, arguments, prog_name="bsreform", standalone_mode=False)
    return result.exit_code, usage_message(result.exception)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("weekly", "--wek", "2024-W10"), "Không có tùy chọn --wek. Có phải --week không?"),
        (("-w", "x", "weekly"), "Không có tùy chọn -w. Tùy chọn phải đứng sau tên lệnh, ví dụ: bsreform weekly --help"),
        (("wekly",), "Không có lệnh “wekly”. Có phải weekly không?"),
        (("tuan",), "Không có lệnh “tuan”."),
        (("explain",), "Thiếu tham số BÁO-CÁO|TỆP|MÃ-QUY-TẮC."),
        (("weekly", "--week"), "Tùy chọn --week phải có giá trị đi kèm."),
        (("doctor", "thừa"), "Thừa tham số: thừa."),
    ],
)
def test_wrong_arguments_are_answered_in_vietnamese(arguments, said):
    _, message = run(*arguments)
    assert message.splitlines()[0] == said
    assert message.splitlines()[1].startswith("Xem cách dùng: ")
