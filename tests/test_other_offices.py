"""Three workspaces from nothing, with no line of settings written: their first weekly report, reckoned by hand."""

import json
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bsreform.organisation.config import load_config
from bsreform.organisation.units import Registry, load_registry
from test_cli import Run, run  # noqa: F401 - `run` is a fixture

pytestmark = pytest.mark.slow

HEADER = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Hình thức nộp"
# Days from the Friday of the report: received, due, ended; how it was handed in.
CASES = (
    (-11, -7, -4, "Trực tuyến"),  # carried over, closed late
    (-4, 3, -2, "Trực tuyến"),  # closed early
    (-3, 0, 0, "Trực tiếp"),  # closed on the day
    (-3, -1, None, "Trực tuyến"),  # open, overdue
    (-2, 5, None, "Trực tiếp"),  # open, in term
    (-1, 6, None, "Trực tuyến"),  # open, in term
)
BY_HAND = {
    "carried": 1, "received": 5, "closed": 3, "early": 1, "on_day": 1, "late": 1,
    "open": 3, "open_in_term": 2, "open_overdue": 1,
}  # fmt: skip
ONLINE_BY_HAND = (3, 5)
NOT_OVERDUE = {**dict.fromkeys(BY_HAND, 0), "received": 1, "open": 1, "open_in_term": 1}


def export(path: Path, friday: date, prefix: str, unit: str, *others: str) -> None:
    """The CASES of `unit`, and for each of the others one dossier that is still in term."""

    def day(offset: int | None) -> str:
        return "" if offset is None else f"{friday + timedelta(days=offset):%d/%m/%Y}"

    of_others = ((other, (-1, 6, None, "Trực tuyến")) for other in others)
    rows = []
    for number, (name, case) in enumerate([*((unit, case) for case in CASES), *of_others], 1):
        received, due, ended, channel = case
        code = f"{prefix}-{friday + timedelta(days=received):%y%m%d}-{number:04}"
        status = "Đang xử lý" if ended is None else "Đã trả kết quả"
        rows.append(f"{code};{name};{day(received)};{day(due)};{day(ended)};{status};{channel}")
    path.write_text("\n".join((f"Ngày xuất: {day(0)} 16:00", HEADER, *rows)), encoding="utf-8-sig")


def weekly(run: Run, place: Path, week: str) -> dict[str, Any]:  # noqa: F811
    result = run("weekly", "--week", week, "-w", place, "--json")
    assert result.code == 0, result.err
    return dict(json.loads(result.out))


def unit(report: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(each for each in report["units"] if each["id"] == id_)


def check(found: dict[str, Any]) -> None:
    assert found["ledger"] == BY_HAND
    online = found["indicators"]["online_rate"]
    assert (online["counted"], online["out_of"], online["percent"]) == (*ONLINE_BY_HAND, 60.0)


def test_a_district_of_2024_with_the_list_of_units_that_it_had(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = tmp_path / "mo-duc"
    assert run("init", place, "--profile", "huyen", "--name", "UBND huyện Mộ Đức", "--province", "Quảng Ngãi").code == 0
    book = openpyxl.Workbook()
    for row in (["STT", "Tên đơn vị"], [1, "Phòng Nội vụ"], [2, "Phòng Tư pháp"], [3, "UBND xã Đức Nhuận"]):
        book.active.append(row)
    book.save(place / "units.xlsx")
    export(
        place / "ho-so" / "hs.csv", date(2024, 3, 8), "000.00.59.H48",
        "P. Tư pháp huyện Mộ Đức", "Xã Đức Nhuận - H. Mộ Đức",
    )  # fmt: skip
    report = weekly(run, place, "2024-W10")
    check(unit(report, "phong-tu-phap"))
    assert unit(report, "duc-nhuan")["ledger"] == NOT_OVERDUE
    assert [each["name"] for each in report["groups"]] == ["Cơ quan chuyên môn", "UBND xã, thị trấn"]
    assert report["total"]["name"] == "Toàn huyện"
    assert report["rows"]["used"] == len(CASES) + 1


def test_a_commune_of_today(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = tmp_path / "van-tuong"
    assert run("init", place, "--profile", "xa", "--name", "UBND xã Vạn Tường", "--province", "Quảng Ngãi").code == 0
    export(
        place / "ho-so" / "hs.csv", date(2026, 3, 6), "000.12.11.H48",
        "Phòng Văn hóa - Xã hội", "Công an xã Vạn Tường", "Trung tâm Phục vụ hành chính công xã Vạn Tường",
    )  # fmt: skip
    report = weekly(run, place, "2026-W10")
    check(unit(report, "phong-van-hoa-xa-hoi"))
    assert (
        unit(report, "cong-an")["ledger"] == unit(report, "trung-tam-phuc-vu-hanh-chinh-cong")["ledger"] == NOT_OVERDUE
    )
    assert report["total"]["name"] == "Toàn xã"
    assert "huyện" not in json.dumps(report, ensure_ascii=False)
    shown = run("weekly", "--week", "2026-W10", "-w", place).out
    assert "3/5 đơn vị có số liệu" in shown  # neither the military command nor the health station receives dossiers


def test_the_centre_of_a_commune_that_only_receives_is_not_urged_for_dossiers_of_its_own(
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    place = commune(run, tmp_path / "van-tuong")
    export(place / "ho-so" / "hs.csv", date(2026, 3, 6), "000.12.11.H48", "Phòng Kinh tế", "Công an xã Vạn Tường")
    told = json.loads(run("remind", "--as-of", "2026-03-06", "--json", "-w", place).out)
    silent = {each["id"] for each in told["units"] if each["no_dossiers"]}
    assert silent == {"phong-van-hoa-xa-hoi"}


def test_a_province_of_today(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = tmp_path / "quang-ngai"
    assert run("init", place, "--profile", "tinh", "--name", "UBND tỉnh Quảng Ngãi").code == 0
    export(place / "ho-so" / "hs.csv", date(2026, 3, 6), "000.00.00.H48", "UBND xã Ba Tơ", "UBND xã Ba Tô", "Sở Nội vụ")
    report = weekly(run, place, "2026-W10")
    assert len([each for each in report["units"] if each["group"] == "commune"]) == 96
    check(unit(report, "ba-tow"))
    assert unit(report, "ba-too")["ledger"] == unit(report, "so-noi-vu")["ledger"] == NOT_OVERDUE
    assert report["total"]["name"] == "Toàn tỉnh"


def test_no_form_of_another_office_speaks_of_a_district(run: Run, tmp_path: Path) -> None:  # noqa: F811
    for name, levels in (("UBND phường Trà Câu", []), ("UBND tỉnh Quảng Ngãi", ["Cấp tỉnh"])):
        place = tmp_path / name
        assert run("init", place, "--name", name).code == 0
        for form in (place / "bieu-mau").glob("*.xlsx"):
            book = openpyxl.load_workbook(form)
            texts = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
            assert not [text for text in texts if "huyện" in text or "Bình Chánh" in text]
            if form.stem == "digital-team":
                assert [text for text in texts if text in ("Cấp huyện", "Cấp tỉnh")] == levels


def commune(run: Run, place: Path) -> Path:  # noqa: F811
    assert run("init", place, "--profile", "xa", "--name", "UBND xã Vạn Tường", "--province", "Quảng Ngãi").code == 0
    return place


AGGREGATE = """UBND XÃ VẠN TƯỜNG
Biểu số II.06a/VPCP/KSTT
Kỳ báo cáo: từ ngày 15/02/2026 đến ngày 14/3/2026
STT;Lĩnh vực;Tiếp nhận;;;;Đã giải quyết;;;;Đang giải quyết;;
;;Tổng số;Trực tuyến;Trực tiếp;Từ kỳ trước;Tổng số;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn
A;Trên Hệ thống tỉnh;7;4;3;0;3;1;1;1;4;3;1
1;Hộ tịch;7;4;3;0;3;1;1;1;4;3;1
"""


def test_a_table_of_counts_stands_beside_the_rows_and_never_among_them(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = commune(run, tmp_path / "van-tuong")
    export(place / "ho-so" / "hs.csv", date(2026, 3, 6), "000.12.11.H48", "Phòng Kinh tế")
    (place / "ho-so" / "06a.csv").write_text(AGGREGATE, encoding="utf-8-sig")
    month = ("monthly", "--month", "2026-03", "--as-of", "2026-03-14")
    report = json.loads(run(*month, "--json", "-w", place).out)
    assert report["rows"]["read"] == report["rows"]["used"] == len(CASES)
    (beside,) = report["aggregates"]
    assert (beside["unit"], beside["system"], beside["start"], beside["end"]) == (
        None, "province", "2026-02-15", "2026-03-14",
    )  # fmt: skip
    assert beside["counts"]["total_in"] == 7
    ledger = report["total"]["ledger"]
    assert beside["rows"]["total_in"] == 6 == ledger["carried"] + ledger["received"]
    different = {name: value for name, value in beside["differences"].items() if value}
    assert different == {"total_in": 1, "direct": 1, "open": 1, "open_in_term": 1}
    page = openpyxl.load_workbook(place / report["file"], data_only=True)["Biểu II.06a đã gửi"]
    rows = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    assert [row[:3] for row in rows if "Chênh lệch" in row] == [["Chênh lệch", 1, 0]]
    (place_of,) = (f"{cell.column_letter}{cell.row + 1}" for cell in page["F"] if cell.value == 7)
    told = run("explain", place / report["file"], f"Biểu II.06a đã gửi!{place_of}", "-w", place).out
    assert "Toàn xã, hệ thống của tỉnh" in told and "Số liệu: 6." in told
    (place / "ho-so" / "hs.csv").unlink()
    assert "Chỉ có biểu tổng hợp II.06a" in run(*month, "-w", place).out


def test_a_unit_that_says_there_was_no_work_is_not_missed_nor_urged(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = commune(run, tmp_path / "van-tuong")
    export(place / "ho-so" / "hs.csv", date(2026, 3, 6), "000.12.11.H48", "Phòng Kinh tế")
    form = place / "ho-so" / "bao.xlsx"
    form.write_bytes((place / "bieu-mau" / "no-work.xlsx").read_bytes())
    book = openpyxl.load_workbook(form)
    for column, text in enumerate(("Công an xã", "Tuần 10/2026"), 1):
        book.worksheets[0].cell(5, column).value = text
    book.save(form)
    report = weekly(run, place, "2026-W10")
    assert [each["id"] for each in report["units"] if each.get("no_work")] == ["cong-an"]
    shown = run("weekly", "--week", "2026-W10", "-w", place).out
    assert "1/4 đơn vị có số liệu, 1 đơn vị không phát sinh" in shown  # the centre receives for the others
    page = openpyxl.load_workbook(place / report["file"])["Các đơn vị"]
    names = [cell for row in page.iter_rows(values_only=True, max_col=2) for cell in row if isinstance(cell, str)]
    assert "Công an xã (không phát sinh)" in names
    assert not [name for name in names if "Quân sự" in name]  # it receives no dossiers: it is not even listed
    urged = json.loads(run("remind", "--as-of", "2026-03-09", "--json", "-w", place).out)["units"]
    missed = {each["id"] for each in urged if each["no_dossiers"]}
    assert "phong-van-hoa-xa-hoi" in missed and "cong-an" not in missed


def test_the_rank_of_a_system_comes_before_the_newest_export(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = commune(run, tmp_path / "van-tuong")
    for system, day, ended in (("bo", "06/3/2026", "04/03/2026"), ("tinh", "10/3/2026", "")):
        path = place / "ho-so" / f"he-thong-{system}" / "hs.csv"
        path.parent.mkdir()
        row = f"H48.12-260302-1200003;Phòng Kinh tế;02/03/2026;05/03/2026;{ended};;Trực tuyến"
        path.write_text(f"Ngày xuất: {day}\n{HEADER}\n{row}\n", encoding="utf-8-sig")
    assert weekly(run, place, "2026-W10")["total"]["ledger"]["closed"] == 0
    with (place / "bsreform.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[dossiers]\nsource_rank = ["he-thong-bo"]\n')
    assert weekly(run, place, "2026-W10")["total"]["ledger"]["closed"] == 1


# --- 96 names that must never be taken for one another --------------------------------------


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    settings = tmp_path_factory.mktemp("tinh") / "bsreform.toml"
    settings.write_text('[organisation]\nprofile = "tinh"\nname = "UBND tỉnh Quảng Ngãi"\n', encoding="utf-8")
    return load_registry(None, load_config(settings))


def without_level(name: str) -> str:
    for level in ("xã ", "phường ", "đặc khu "):
        name = name.replace(f"UBND {level}", "")
    return name


@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        lambda name: unicodedata.normalize("NFD", name),
        without_level,
        lambda name: without_level(name).upper(),
        lambda name: unicodedata.normalize("NFD", name.upper()),
        lambda name: f"{name}, tỉnh Quảng Ngãi",
        lambda name: name.replace("UBND", "Ủy ban nhân dân"),
        lambda name: f"Trung tâm Phục vụ hành chính công {name.removeprefix('UBND ')}",
    ],
)
def test_each_of_the_96_is_itself_however_it_is_written(province: Registry, written: Callable[[str], str]) -> None:
    communes = [each for each in province.units if each.group == "commune"]
    assert len(communes) == 96 and len({each.id for each in communes}) == 96
    for each in communes:
        assert [found.id for found in province.resolve(written(each.name))] == [each.id], each.name


def test_names_that_differ_in_marks_only_are_never_taken_for_each_other(province: Registry) -> None:
    for one, other in (("Ba Tô", "Ba Tơ"), ("Sơn Hà", "Sơn Hạ")):
        (first,), (second,) = province.resolve(f"UBND xã {one}"), province.resolve(f"xã {other}")
        assert (first.name, second.name) == (f"UBND xã {one}", f"UBND xã {other}")
    assert province.resolve("Ba To") == province.resolve("UBND xã Son Ha") == ()
    assert {each.name for each in province.suggest("xã Ba To")} >= {"UBND xã Ba Tô", "UBND xã Ba Tơ"}


def test_every_commune_has_its_code(province: Registry) -> None:
    codes = {each.name: each.codes for each in province.units}
    known = {
        "Bình Sơn": "21040",
        "Vạn Tường": "21061",
        "Bình Minh": "21085",
        "Bình Chương": "21100",
        "Đông Sơn": "21109",
    }
    assert {name: codes[f"UBND xã {name}"] for name in known} == {name: (code,) for name, code in known.items()}
    assert codes["UBND đặc khu Lý Sơn"] == ("21548",)
    assert all(len(codes[each.name]) == 1 for each in province.units if each.group == "commune")
