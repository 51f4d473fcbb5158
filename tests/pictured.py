"""Makes the two workspaces of the pictures: `python tests/pictured.py FOLDER` → FOLDER/big and FOLDER/tiny.

big: the built-in district, 37 units, 9,000 dossiers, 420 tasks. tiny: a commune of today with a dozen dossiers.
Everything in them is invented.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "examples")]

from made_up import PROCEDURES, Dossier, Habits, dossiers, row_of  # noqa: E402
from shapes import csv_file  # noqa: E402

from bsreform.organisation.units import load_registry  # noqa: E402

EXPORTED = datetime(2024, 3, 15, 16)
TINY_EXPORTED = datetime(2025, 10, 10, 16)
COLUMNS = (
    ("Mã hồ sơ", "code"), ("Mã thủ tục", "procedure_code"), ("Tên thủ tục hành chính", "procedure"),
    ("Lĩnh vực", "field"), ("Đơn vị giải quyết", "unit"), ("Ngày tiếp nhận", "received"), ("Ngày hẹn trả", "due"),
    ("Ngày kết thúc xử lý", "finished"), ("Trạng thái", "status"), ("Hình thức nộp", "channel"), ("Phí, lệ phí", "fee"),
    ("Hình thức thanh toán", "method"), ("Số hóa hồ sơ", "components"), ("Số hóa kết quả", "result"),
    ("Tái sử dụng", "reused"),
)  # fmt: skip
TASK_COLUMNS = (
    ("Số, ký hiệu", "no"), ("Ngày ban hành", "dated"), ("Nội dung nhiệm vụ", "title"), ("Đơn vị chủ trì", "lead"),
    ("Hạn xử lý", "due"), ("Trạng thái nhiệm vụ", "status"), ("Ngày hoàn thành", "done"),
)  # fmt: skip
TEAM_COLUMNS = (
    ("Đơn vị", "unit"), ("Kỳ báo cáo", "quarter"), ("Cấp của Tổ", "level"), ("Số Tổ", "teams"),
    ("Số thành viên", "members"), ("Số kế hoạch", "plan"), ("Ngày ban hành kế hoạch", "planned"),
    ("Số người được hướng dẫn", "people"), ("Hồ sơ trực tuyến được hỗ trợ", "helped"),
    ("Số buổi tuyên truyền", "sessions"),
)  # fmt: skip
WORK = (
    "Báo cáo kết quả", "Rà soát, thống kê", "Xây dựng kế hoạch", "Kiểm tra việc thực hiện", "Tham mưu văn bản chỉ đạo",
    "Giải quyết kiến nghị của cử tri về", "Tổ chức hội nghị về", "Lấy ý kiến dự thảo", "Đôn đốc các xã về",
)  # fmt: skip
MATTER = (
    "cải cách hành chính", "giải phóng mặt bằng khu dân cư", "giải ngân vốn đầu tư công", "số hóa hồ sơ", "phòng cháy",
    "môi trường làng nghề", "chuyển đổi số", "hộ nghèo, hộ cận nghèo", "xây dựng nông thôn mới", "an toàn thực phẩm",
)  # fmt: skip


def habits() -> Iterator[Habits]:
    """Every unit of the district with ways of its own: three are far behind, some have little to do."""
    chance = Random(7)
    day = EXPORTED.date()
    for number, unit in enumerate(load_registry(None).valid_in(day, day), 1):
        count = (
            chance.choice((90, 160, 240, 300, 420)) if unit.group == "commune" else chance.choice((40, 120, 260, 330))
        )
        behind = unit.id in ("binh-chau", "tai-nguyen-moi-truong", "binh-thanh")
        good = 0.35 if behind else chance.uniform(0.5, 0.98)
        late = 0.3 if behind else chance.uniform(0, 0.12)
        yield Habits(unit.name, f"H48.53.{number}", count, good, good * 0.8, min(good + 0.1, 1), late)


def life(dossier: Dossier, late: float, chance: Random) -> Dossier:
    """Of those who are often late some dossiers lie for months."""
    if chance.random() < late * 0.5:
        return replace(dossier, finished=dossier.due + timedelta(days=chance.choice((3, 20, 60, 90))))
    return dossier


def dossier_rows(count: int) -> list[dict[str, object]]:
    """`count` dossiers of all units, shared out by their habits."""
    chance = Random(1)
    units = list(habits())
    share = count / sum(each.dossiers for each in units)
    fields = {each.code: each.field for each in PROCEDURES}
    rows: list[dict[str, object]] = []
    for seed, each in enumerate(units, 1):
        for made in dossiers(replace(each, dossiers=round(each.dossiers * share)), seed * 10, last=EXPORTED.date()):
            row = row_of(life(made, each.late, chance), EXPORTED)
            rows.append({**row, "field": fields[made.procedure.code]})
    return rows


def task_rows(count: int, units: list[str]) -> list[dict[str, object]]:
    """Tasks of the software, some done, some late, some open and overdue."""
    chance = Random(3)
    rows: list[dict[str, object]] = []
    for number in range(1, count + 1):
        given = date(2023, 11, 1) + timedelta(days=chance.randrange(134))
        due = given + timedelta(days=chance.choice((7, 15, 30, 60, 120)))
        done = due + timedelta(days=chance.choice((-5, -2, 0, 0, 0, 4, 12))) if chance.random() < 0.72 else None
        finished = done if done and given <= done <= EXPORTED.date() else None
        title = f"{chance.choice(WORK)} {chance.choice(MATTER)} đợt {number}"
        rows.append(
            {
                "no": f"{number}/UBND-VP", "dated": f"{given:%d/%m/%Y}", "title": title, "lead": chance.choice(units),
                "due": "" if chance.random() < 0.05 else f"{due:%d/%m/%Y}",
                "status": "Hoàn thành" if finished else "Đang thực hiện",
                "done": f"{finished:%d/%m/%Y}" if finished else "",
            }
        )  # fmt: skip
    return rows


def team_rows(units: list[str]) -> list[dict[str, object]]:
    """The forms of two thirds of the communes."""
    chance = Random(5)
    return [
        {
            "unit": unit, "quarter": "Quý I/2024", "level": level, "teams": teams, "members": teams * 6,
            "plan": f"{number}/KH-UBND" if number % 4 else "", "planned": "12/01/2024" if number % 4 else "",
            "people": chance.randrange(40, 900), "helped": chance.randrange(10, 200),
            "sessions": chance.randrange(1, 9),
        }
        for number, unit in enumerate(units)
        if number % 3
        for level, teams in (("Cấp xã", 1), ("Thôn, tổ dân phố", chance.randrange(3, 9)))
    ]  # fmt: skip


def make_big(folder: Path, count: int = 9_000) -> None:
    """The workspace of the district with so many dossiers."""
    exported = f"Ngày xuất: {EXPORTED:%d/%m/%Y %H:%M}"
    names = [each.unit for each in habits()]
    communes = [name for name in names if name.startswith("UBND")]
    software, trackers = task_rows(420, names)[:330], task_rows(420, names)[330:]
    _write(folder / "bsreform.toml", BIG.encode())
    _write(folder / "ho-so" / "xuat-15-3.csv", csv_file([exported], COLUMNS, dossier_rows(count)))
    _write(folder / "nhiem-vu" / "nhiem-vu-15-3.csv", csv_file([exported], TASK_COLUMNS, software))
    for unit in sorted({str(row["lead"]) for row in trackers}):
        rows = [{**row, "updated": "12/03/2024"} for row in trackers if row["lead"] == unit]
        columns = (*TASK_COLUMNS, ("Ngày cập nhật", "updated"))
        _write(folder / "theo-doi" / f"{unit}.csv", csv_file(["BẢNG THEO DÕI NHIỆM VỤ"], columns, rows))
    _write(folder / "to-cong-nghe-so" / "quy-1.csv", csv_file(["Quý I/2024"], TEAM_COLUMNS, team_rows(communes)))


BIG = """
[organisation]
signer_name = "Nguyễn Văn A"
"""
TINY = """
[organisation]
profile = "xa"
name = "UBND xã Vạn Tường"
place = "Vạn Tường"
"""


def make_tiny(folder: Path) -> None:
    """A commune of today whose export holds a dozen dossiers of two units."""
    units = ("Trung tâm Phục vụ hành chính công", "Phòng Kinh tế")
    rows = [
        row_of(made, TINY_EXPORTED)
        for seed, habits in enumerate((Habits(unit, "H48.21061", 7, 0.6, 0.5, 0.8, 0.2) for unit in units), 1)
        for made in dossiers(habits, seed, date(2025, 9, 22), TINY_EXPORTED.date())
    ]
    _write(folder / "bsreform.toml", TINY.encode())
    exported = f"Ngày xuất: {TINY_EXPORTED:%d/%m/%Y %H:%M}"
    _write(folder / "ho-so" / "xuat-10-10.csv", csv_file([exported], COLUMNS, rows))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    saved = (EXPORTED if "big" in path.parts else TINY_EXPORTED).timestamp()
    os.utime(path, (saved, saved))


if __name__ == "__main__":
    make_big(Path(sys.argv[1]) / "big")
    make_tiny(Path(sys.argv[1]) / "tiny")
