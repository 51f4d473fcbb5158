"""What follows an option or argument on a help page is Vietnamese: no type of the framework, no English word."""

import re

import pytest

from bsreform import cli
from calling import call

COMMANDS = [command.name or command.callback.__name__ for command in cli.app.registered_commands if command.callback]
ENGLISH = re.compile(
    r"<[\w\[\]]+>|\b(?:TEXT|PATH|FILE|FILENAME|DIRECTORY|INTEGER|FLOAT|BOOLEAN|DATE|Options|Usage|default|required)\b"
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_it_is_wholly_vietnamese(command: str) -> None:
    page = call(*filter(None, [command]), "--help").out.decode()
    assert "Cách dùng:" in page and "Tùy chọn:" in page
    assert ENGLISH.findall(page) == []
