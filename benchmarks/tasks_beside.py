"""Makes what lies beside the dossiers in an office: a tracker and an export of the task software, 400 tasks each."""

import random
from datetime import date, timedelta
from pathlib import Path

import generate
import xlsxwriter

HEADER = ("STT", "Số, ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Trạng thái")
TASKS = 400
FIRST, LAST = date(2024, 1, 8), date(2024, 10, 4)
STATES = ("Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện")
DONE_ON = "Ngày hoàn thành"


def write(workspace: Path, seed: int = 1) -> None:
    """One workbook in theo-doi, one in nhiem-vu: half of the tasks stand in both."""
    chance = random.Random(seed)
    for folder, first in (("theo-doi", 0), ("nhiem-vu", TASKS // 2)):
        (workspace / folder).mkdir()
        with xlsxwriter.Workbook(workspace / folder / "tasks.xlsx") as book:
            days = book.add_format({"num_format": "dd/mm/yyyy"})
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, (*HEADER, DONE_ON))
            for at in range(TASKS):
                for column, value in enumerate(task(first + at, chance)):
                    if isinstance(value, date):
                        sheet.write_datetime(at + 1, column, value, days)  # type: ignore[arg-type]
                    else:
                        sheet.write(at + 1, column, value)


def task(number: int, chance: random.Random) -> tuple[str | int | date, ...]:
    """One task; three of four are done, some of the others late."""
    given = FIRST + timedelta(days=number * 7 % (LAST - FIRST).days)
    due = given + timedelta(days=chance.randrange(10, 60))
    done = chance.random() < 0.75 and given + timedelta(days=10) <= LAST
    ended = min(LAST, given + timedelta(days=chance.randrange(5, 70)))
    return (
        number + 1,
        f"{number + 1}/UBND-VP",
        given,
        f"Báo cáo kết quả thực hiện nội dung số {number + 1} của Kế hoạch cải cách hành chính",
        generate.UNITS[number % len(generate.UNITS)],
        due,
        STATES[0] if done else chance.choice(STATES[1:]),
        ended if done else "",
    )
