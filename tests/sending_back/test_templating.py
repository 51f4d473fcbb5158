"""The fill-in forms: made from the layouts, kept in templates/, copied by `init`, and read back without a finding."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from bsreform.commands.new_workspace import Office, init_workspace
from bsreform.commands.validating import validate
from bsreform.files.shipped import shipped
from bsreform.forms import FORMS
from bsreform.forms.marks import form_mark, form_of, is_side_sheet
from bsreform.forms.tracker import SAME_STATUS
from bsreform.language.text import fold
from bsreform.layouts import layout
from bsreform.layouts.task_fields import STATUSES
from bsreform.model import CannotRun
from bsreform.organisation.units import load_registry
from bsreform.reading.extract import extract
from bsreform.records.loading import Workspace
from bsreform.sending_back.form_book import HEADER_ROW, INSTRUCTIONS, LISTS, NO_DEADLINE, PREPARED_ROWS, template_bytes
from bsreform.sending_back.forms import Template, template

TODAY = date(2024, 3, 12)
TRACKER = (
    {
        "number": "1",
        "document_no": "101/UBND-VP",
        "document_date": date(2024, 3, 4),
        "title": "Rà soát thủ tục hành chính năm 2024",
        "lead_unit": "Phòng Nội vụ",
        "supporting_units": "Phòng Tư pháp; UBND xã Bình Chánh",
        "due_on": date(2024, 3, 29),
        "progress": 0.6,
        "status": "Đang thực hiện",
        "updated_on": date(2024, 3, 11),
    },
    {
        "number": "2",
        "document_no": "102/UBND-VP",
        "document_date": date(2024, 3, 5),
        "title": "Báo cáo chuyển đổi số quý I/2024",
        "lead_unit": "Phòng Văn hoá và Thông tin",
        "due_on": date(2024, 3, 11),
        "extended_to": date(2024, 3, 20),
        "progress": 1,
        "status": "Đã hoàn thành",
        "completed_on": date(2024, 3, 12),
        "result_document": "15/BC-PVHTT",
        "updated_on": date(2024, 3, 12),
    },
    {
        "number": "3",
        "document_no": "103/UBND-VP",
        "document_date": date(2024, 3, 6),
        "title": "Cập nhật cơ sở dữ liệu hộ tịch",
        "lead_unit": "UBND xã Bình Hòa",
        "due_on": NO_DEADLINE,
        "progress": 0,
        "status": "Chưa thực hiện",
        "updated_on": date(2024, 3, 11),
    },
)
PROCEDURE = {
    "procedure_code": "1.001193",
    "procedure_name": "Đăng ký khai sinh",
    "field": "Hộ tịch",
    "service_level": "Toàn trình",
    "fee_bearing": "Không",
    "payment_list": "Không",
    "essential": "Có",
    "statutory_days": 1,
}
TEAM = {
    "unit": "UBND xã Bình Chánh",
    "quarter": "Quý I/2024",
    "level": "Thôn, tổ dân phố",
    "teams": 5,
    "members": 30,
    "plan_no": "15/KH-UBND",
    "plan_date": date(2024, 1, 20),
    "households": 120,
    "people": 1310,
    "dossiers_helped": 45,
    "payments_helped": 18,
    "vneid_accounts": 64,
    "sessions": 3,
    "difficulties": "Một số thôn chưa có sóng 4G",
}

NO_WORK = {"unit": "Công an huyện", "period": "Tuần 10/2024"}

FILLED = {"tracker": TRACKER[0], "procedures": PROCEDURE, "digital-team": TEAM, "no-work": NO_WORK}


@cache
def made(form: str) -> Template:
    return template(form, load_registry(None))


def parts(workbook: bytes) -> dict[str, bytes]:
    """The files inside, inflated: how hard they are packed depends on the zlib of the machine."""
    with ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def empty(form: str, prepared: int = PREPARED_ROWS) -> bytes:
    """The form with as many of its prepared rows."""
    whole = template_bytes(made(form))
    if prepared == PREPARED_ROWS:
        return whole
    book, short = openpyxl.load_workbook(BytesIO(whole)), BytesIO()
    book.worksheets[0].delete_rows(HEADER_ROW + 2 + prepared, PREPARED_ROWS)
    book.save(short)
    return short.getvalue()


def opened(form: str, prepared: int = PREPARED_ROWS) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(empty(form, prepared)))


def fill(form: str, path: Path, *rows: dict[str, object], prepared: int = PREPARED_ROWS) -> Path:
    """The form with these rows filled in below its header, as a clerk does; of the others, so many are prepared."""
    book, ready = opened(form, prepared), made(form)
    for row, values in enumerate(rows, start=HEADER_ROW + 2):
        for field, value in values.items():
            book.worksheets[0].cell(row, ready.index(field) + 1).value = value
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
class TestEveryForm:
    def test_the_committed_file_is_current(self, form) -> None:
        committed = parts((shipped("templates") / f"{form.id}.xlsx").read_bytes())
        assert committed == parts(template_bytes(made(form.id)))

    def test_its_header_is_read_as_the_fields_of_its_layout(self, form, tmp_path) -> None:
        path = tmp_path / "mau.xlsx"
        path.write_bytes(template_bytes(made(form.id)))
        _, meta = extract(path, {"layouts": [form.layout], "headers": {}, "max_unpacked_mb": 64})
        read = meta["sheets"][0]["columns"]
        assert set(read) == {column.field for column in form.columns}

    def test_every_option_of_a_list_is_a_wording_that_the_layout_knows(self, form) -> None:
        for column in made(form.id).columns:
            choices = layout(form.layout).field(column.field).choices
            assert not choices or all(fold(option) in choices for option in column.options)

    def test_it_bears_its_mark_in_a_cell_and_as_a_property(self, form) -> None:
        book = opened(form.id)
        assert [(prop.name, prop.value) for prop in book.custom_doc_props] == [("bsreform", f"bsreform/{form.id}/1")]
        for name, notes in ((form.sheet, False), (INSTRUCTIONS, True), (LISTS, True)):
            texts = [str(cell) for row in book[name].iter_rows(values_only=True) for cell in row if cell]
            assert (form_of(texts), is_side_sheet(texts)) == (f"{form.id}/1", notes)

    def test_it_prints_on_a4_landscape_with_its_header_on_every_page(self, form) -> None:
        sheet = opened(form.id).worksheets[0]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
        assert sheet.freeze_panes.endswith(str(HEADER_ROW + 2)) and sheet.auto_filter.ref

    def test_the_lists_are_hidden_and_the_instructions_are_not(self, form) -> None:
        book = opened(form.id)
        assert (book[INSTRUCTIONS].sheet_state, book[LISTS].sheet_state) == ("visible", "hidden")

    def test_every_refusal_of_excel_is_in_vietnamese_and_names_the_column(self, form) -> None:
        rules = opened(form.id).worksheets[0].data_validations.dataValidation
        assert rules and all(rule.errorTitle == "Chưa đúng cách ghi" for rule in rules)
        labels = {column.header for column in made(form.id).columns}
        assert all(rule.error.split("”")[0].removeprefix("Cột “") in labels for rule in rules)


@pytest.mark.parametrize("form", [form for form in FORMS if form.id in FILLED], ids=lambda form: form.id)
class TestEveryFormThatIsSent:
    def test_an_empty_form_has_no_row_and_says_so(self, form, tmp_path) -> None:
        path = tmp_path / "mau.xlsx"
        path.write_bytes(template_bytes(made(form.id)))
        table, meta = extract(path, {"layouts": [form.layout], "headers": {}, "max_unpacked_mb": 64})
        assert (len(table), [(kind, detail) for _, kind, *_, detail in meta["facts"]]) == (0, [("unread_row", "empty")])

    def test_wherever_it_lies_validate_knows_it(self, form, tmp_path) -> None:
        filled = fill(form.id, tmp_path / "nơi khác" / "mau.xlsx", FILLED[form.id])
        problems, sources, _ = validate(Workspace.open(tmp_path), [filled], TODAY)
        assert (problems, [(source.layout, source.rows) for source in sources]) == ([], [(form.layout, 1)])


class TestTracker:
    def test_units_and_statuses_are_chosen_dates_and_percents_are_checked(self) -> None:
        sheet, ready = opened("tracker").worksheets[0], made("tracker")
        kinds = {}
        for rule in sheet.data_validations.dataValidation:
            column = next(iter(rule.sqref.ranges)).min_col
            kinds[ready.columns[column - 1].field] = rule.type
            assert next(iter(rule.sqref.ranges)).size["rows"] == PREPARED_ROWS
        assert kinds["lead_unit"] == kinds["status"] == "list"
        assert (kinds["updated_on"], kinds["due_on"], kinds["progress"]) == ("date", "custom", "decimal")

    def test_all_units_are_offered_once(self) -> None:
        offered = made("tracker").columns[made("tracker").index("lead_unit")].options
        assert len(offered) == len(set(offered))
        assert {"Phòng Nội vụ", "UBND xã Bình Thạnh", "UBND xã Bình Thanh", "UBND xã Vạn Tường"} <= set(offered)

    def test_a_form_made_on_a_day_offers_the_units_of_that_day(self) -> None:
        ready = template("tracker", load_registry(None), date(2026, 3, 6))
        assert ready.columns[ready.index("lead_unit")].options[0] == "UBND xã Bình Sơn"
        assert len(ready.columns[ready.index("lead_unit")].options) == 5

    def test_the_units_of_the_workspace_are_offered(self, tmp_path) -> None:
        (tmp_path / "units.toml").write_text('[[unit]]\nid="doi"\nname="Đội Thuế"\ngroup="agency"\n', encoding="utf-8")
        ready = template("tracker", load_registry(tmp_path / "units.toml"))
        assert "Đội Thuế" in ready.columns[ready.index("lead_unit")].options

    def test_colours_follow_the_deadline_in_force_of_open_tasks(self) -> None:
        formulas = [
            rule.formula[0] for rules in opened("tracker").worksheets[0].conditional_formatting for rule in rules.rules
        ]
        deadline = 'IF($J5<>"",$J5,$I5)'
        opens = f'ISNUMBER({deadline}),$M5="",N($K5)<1,$L5<>"Đã hoàn thành",$L5<>"Thu hồi"'
        assert formulas == [
            f"AND({opens},{deadline}<TODAY())",
            f"AND({opens},{deadline}>=TODAY(),{deadline}<=WORKDAY(TODAY(),3))",
        ]

    def test_every_status_means_what_its_other_wordings_mean(self) -> None:
        for standard, others in SAME_STATUS.items():
            assert {STATUSES[fold(word)] for word in others} == {STATUSES[fold(standard)]}

    def test_the_example_stands_in_the_instructions_only(self) -> None:
        book = opened("tracker")
        assert not [
            cell
            for row in book.worksheets[0].iter_rows(min_row=HEADER_ROW + 2, values_only=True)
            for cell in row
            if cell
        ]
        assert "101/UBND-VP" in [cell for row in book[INSTRUCTIONS].iter_rows(values_only=True) for cell in row]

    def test_a_filled_form_passes_validation(self, tmp_path) -> None:
        (tmp_path / "bsreform.toml").touch()
        fill("tracker", tmp_path / "theo-doi/noi-vu.xlsx", *TRACKER)
        problems, sources, _ = validate(Workspace.open(tmp_path), [tmp_path / "theo-doi"], TODAY)
        assert problems == []
        assert [(source.layout, source.rows, source.form) for source in sources] == [("task_tracker", 3, "tracker/1")]


def test_a_filled_catalogue_is_read_as_written(tmp_path: Path) -> None:
    path = fill("procedures", tmp_path / "procedures.xlsx", PROCEDURE)
    table, meta = extract(path, {"layouts": ["procedures"], "headers": {}, "max_unpacked_mb": 64})
    read = {"service_level": "full", "fee_bearing": False, "payment_list": False, "essential": True}
    assert (table.select(list(PROCEDURE)).to_pylist(), meta["facts"]) == ([PROCEDURE | read], [])


def test_a_filled_form_of_the_digital_teams_is_read_as_written(tmp_path: Path) -> None:
    path = fill("digital-team", tmp_path / "binh-chanh.xlsx", TEAM)
    table, meta = extract(path, {"layouts": ["digital_team"], "headers": {}, "max_unpacked_mb": 64})
    assert (table.select(list(TEAM)).to_pylist(), meta["facts"]) == ([TEAM | {"level": "village"}], [])


def test_init_gives_the_forms_outside_the_folders_that_are_read(tmp_path: Path) -> None:
    init_workspace(tmp_path, Office(), TODAY)
    given = sorted(path.name for path in (tmp_path / "bieu-mau").glob("*.xlsx"))
    assert given == sorted(f"{form.id}.xlsx" for form in FORMS if form.id != "units")
    assert not (tmp_path / "procedures.xlsx").exists()


def test_an_unknown_form_is_answered_with_the_nearest() -> None:
    with pytest.raises(CannotRun, match="có phải “tracker” không"):
        made("traker")


@pytest.mark.parametrize(
    ("text", "form", "side"),
    [
        (form_mark("tracker", 1), "tracker/1", False),
        (f"Mẫu {form_mark('digital-team', 12, notes=True)}.", "digital-team/12", True),
        ("bsreform/tracker/1/khac", "", False),
        ("Biểu mẫu của xã", "", False),
    ],
)
def test_a_mark_is_told_from_other_texts(text: str, form: str, side: bool) -> None:
    assert (form_of([text]), is_side_sheet([text])) == (form, side)
