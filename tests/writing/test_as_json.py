"""What scripts get: the agreed keys, ASCII only, and CSV that no spreadsheet takes for formulas."""

import csv
import io
import json

from msgspec.structs import replace
from weekly_sample import LEDGER, problem

from bsreform.report_model import Report
from bsreform.writing.as_json import problems_csv, report_json, validate_json


def test_the_weekly_document_has_the_agreed_shape(report: Report) -> None:
    told = json.loads(report_json(report))
    assert list(told) == [
        "report", "schema", "period", "file", "data", "units", "groups", "total", "calls", "low_units", "rows",
        "sources", "problems",
    ]  # fmt: skip
    assert told["period"] == {
        "id": "2024-W10",
        "start": "2024-03-02",
        "end": "2024-03-08",
        "as_of": "2024-03-08",
    }
    assert told["rows"] == {"read": 1240, "used": 1220, "superseded": 9, "excluded": 6, "not_accepted": 5}
    assert told["problems"] == {"error": 1, "warning": 1}
    assert told["sources"][0]["exported_at"] == "2024-03-08T15:00:00"
    assert told["low_units"][0]["weeks_in_a_row"] == 2


def test_units_groups_and_total_have_one_shape(report: Report) -> None:
    told = json.loads(report_json(report))
    assert set(told["total"]) == set(told["groups"][0]) == set(told["units"][0])
    assert told["units"][0]["ledger"] == LEDGER
    assert told["units"][0]["indicators"]["online_rate"] == {
        "counted": 3, "out_of": 9, "percent": 33.33, "target": 50, "verdict": "below",
        "previous_percent": 40.0, "year_counted": 31, "year_out_of": 80, "year_percent": 38.75,
        "unknown": 0, "year_unknown": 0, "basis": None, "few": False, "short_by": None,
    }  # fmt: skip
    assert told["units"][0]["indicators"]["reuse_rate"]["out_of"] is None


def test_json_is_ascii_and_survives_broken_text(report: Report) -> None:
    broken = replace(problem(), raw="\ud800\x00")
    assert report_json(report).isascii()
    assert "".join(validate_json([broken], report.sources, {})).encode("ascii")


def test_validate_lists_problems_files_and_a_summary(report: Report) -> None:
    told = json.loads("".join(validate_json(report.problems, report.sources, {})))
    assert told["summary"] == {"error": 1, "warning": 1}
    assert told["problems"][0]["cell"] == "D4" and told["problems"][0]["rule"] == "unknown_unit"
    assert told["files"][0] | {"sheet": None} == {
        "path": "ho-so/a.xls", "sheet": None, "layout": "dossier_export", "rows": 120, "form": None, "fault": None,
        "accounting": {},
    }  # fmt: skip


def test_csv_opens_in_excel_and_formulas_stay_text() -> None:
    raws = ["=1+1", "UBND xã Bình Chanh", "a; =cmd|'/c calc'!A1", "a\n@b", "a-b=c"]
    told = "".join(problems_csv([replace(problem(), raw=raw) for raw in raws], {}, "Văn phòng"))
    assert told.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
    assert [row["Nội dung đang ghi"] for row in rows] == ["'=1+1", raws[1], "a;' =cmd|'/c calc'!A1", "a\n'@b", "a-b=c"]
