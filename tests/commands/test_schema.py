"""`schema` describes the JSON of the commands; tests/conftest.py holds every document that the suite prints to it."""

import copy
import json

import jsonschema
import pytest

from bsreform.writing.schemas import SCHEMAS, schema_of
from test_cli import C, Run, run, workspace  # noqa: F401 - `run` is a fixture

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("command", SCHEMAS)
def test_each_is_a_sound_schema_that_the_command_prints(run: Run, command: str) -> None:  # noqa: F811
    jsonschema.Draft202012Validator.check_schema(schema_of(command))
    assert json.loads(run("schema", command).out) == schema_of(command)


def test_without_a_command_they_are_listed(run: Run) -> None:  # noqa: F811
    assert [line.split()[-1] for line in run("schema").out.splitlines()] == list(SCHEMAS)


def test_a_command_without_json_is_refused(run: Run) -> None:  # noqa: F811
    result = run("schema", "weeklly")
    assert result.code == 2 and "có phải “weekly” không?" in result.err


def test_every_kind_of_document_of_one_workspace(run: Run, tmp_path) -> None:  # noqa: F811
    place = workspace(tmp_path / "ws", C)
    calls = {
        "weekly": ("--week", "2024-W10", "--json"),
        "monthly": ("--month", "2024-03", "--json"),
        "quarterly": ("--quarter", "2024-Q1", "--json"),
        "annual": ("--year", "2024", "--json"),
        "validate": ("--format", "json"),
        "schedule": ("--from", "2024-03-01", "--to", "2024-03-31", "--json"),
        "status": ("--as-of", "2024-03-08", "--json"),
        "remind": ("--as-of", "2024-03-08", "--json"),
    }
    for command, options in calls.items():
        jsonschema.validate(json.loads(run(command, *options, "-w", place).out), schema_of(command))
    asked = ("weekly", "--unit", "Bình Chánh", "--indicator", "on_time_rate", "--week", "2024-W10", "--json")
    jsonschema.validate(json.loads(run("explain", *asked, "-w", place).out), schema_of("explain"))
    assert {*calls, "explain"} == set(SCHEMAS)


def test_a_key_that_goes_or_a_count_that_is_text_is_found(run: Run, tmp_path) -> None:  # noqa: F811
    place = workspace(tmp_path / "ws", C)
    document = json.loads(run("weekly", "--week", "2024-W10", "--json", "-w", place).out)
    gone, text = copy.deepcopy(document), copy.deepcopy(document)
    del gone["units"][0]["indicators"]["online_rate"]["target"]
    text["units"][0]["ledger"]["received"] = "9"
    for broken in (gone, text):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema_of("weekly"))
