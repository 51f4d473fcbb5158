"""Makes a large dossier export as one-stop systems give it: the same seed gives the same rows.

Of a hundred dossiers two are forgotten (open, most of them overdue) and one is faulty; a twelfth ends late.

python benchmarks/generate.py --rows 100000 --out export.xlsx [--kind xlsx|csv] [--seed 1] [--first 1]
"""

import argparse
import csv
import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import xlsxwriter

START, END = datetime(2024, 1, 1, 7, 30), datetime(2024, 10, 4, 16, 30)  # noqa: DTZ001 - exports have no zone
TITLE = (
    ("ỦY BAN NHÂN DÂN HUYỆN BÌNH SƠN",),
    ("DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ GIẢI QUYẾT",),
    ("Từ ngày 01/01/2024 đến ngày 04/10/2024",),
    ("Thời điểm xuất dữ liệu: 04/10/2024 16:45:00",),
    (),
)
HEADER = (
    "STT", "Mã hồ sơ", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Đơn vị giải quyết", "Người nộp",
    "Số điện thoại", "Hình thức nộp", "Mức độ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả",
    "Ngày trả kết quả", "Trạng thái", "Lệ phí", "Thanh toán trực tuyến",
    "Số hóa hồ sơ", "Số hóa kết quả", "Tái sử dụng",
)  # fmt: skip
COMMUNES = (
    "Bình Thạnh", "Bình Chánh", "Bình Nguyên", "Bình Dương", "Bình Trung", "Bình Long", "Bình Thuận",
    "Bình Đông", "Bình Trị", "Bình Hải", "Bình Phước", "Bình Hòa", "Bình Khương", "Bình An", "Bình Minh",
    "Bình Chương", "Bình Mỹ", "Bình Thanh", "Bình Hiệp", "Bình Tân Phú", "Bình Châu",
)  # fmt: skip
UNITS = (
    *(f"UBND xã {name}" for name in COMMUNES),
    "UBND thị trấn Châu Ổ",
    "Phòng Tư pháp",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Tài nguyên và Môi trường",
    "Phòng Lao động - Thương binh và Xã hội",
    "Phòng Kinh tế và Hạ tầng",
    "Phòng Nội vụ",
    "Phòng Văn hóa và Thông tin",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Nông nghiệp và Phát triển nông thôn",
    "Phòng Y tế",
    "Thanh tra huyện",
)
FORGOTTEN, FAULTY = 0.02, 0.01
MISSPELT = "UBND xã Bình Xa"
FIELDS = (
    "Hộ tịch",
    "Chứng thực",
    "Đất đai",
    "Bảo trợ xã hội",
    "Thành lập và hoạt động doanh nghiệp",
    "Người có công",
)
VERBS = ("Đăng ký", "Cấp", "Cấp lại", "Điều chỉnh", "Xác nhận", "Chứng thực")
OBJECTS = (
    "khai sinh",
    "kết hôn",
    "bản sao trích lục",
    "giấy phép xây dựng",
    "biến động đất đai",
    "hộ kinh doanh",
)
CHANNELS, CHANNEL_WEIGHTS = ("Trực tuyến", "Trực tiếp", "Bưu chính công ích"), (55, 43, 2)
SHOWN = "%d/%m/%Y %H:%M:%S"
PROCEDURES = 300


def procedure(number: int) -> tuple[str, str, str, str, int]:
    """Code, name, field, level and fee of one procedure of the catalogue."""
    name = f"{VERBS[number % 6]} {OBJECTS[number // 6 % 6]} (trường hợp {number // 36 + 1})"
    level = ("Toàn trình", "Một phần")[number % 3 == 0]
    return (
        f"1.{number:06d}.000.00.00.H48",
        name,
        FIELDS[number % 6],
        level,
        (0, 0, 8_000, 15_000, 150_000)[number % 5],
    )


def rows(count: int, seed: int) -> Iterator[tuple[str | int, ...]]:
    """The data rows, oldest first; every code is given once."""
    chance = random.Random(seed)
    minutes = int((END - START).total_seconds() // 60)
    times = sorted(chance.randrange(minutes) for _ in range(count))
    day, of_day = "", 0
    for number, minute in enumerate(times, 1):
        received = START + timedelta(minutes=minute)
        of_day = of_day + 1 if f"{received:%y%m%d}" == day else 1
        day = f"{received:%y%m%d}"
        yield row(number, f"000.00.53.H48-{day}-{of_day:05d}", received, chance)


def row(number: int, dossier: str, received: datetime, chance: random.Random) -> tuple[str | int, ...]:
    """One dossier; what would end after the export is still open."""
    code, name, field, level, fee = procedure(chance.randrange(PROCEDURES))
    term = chance.choice((1, 3, 5, 10, 15))
    finished = received + timedelta(days=term * chance.triangular(0.1, 1.3, 0.6))
    online = chance.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
    done = finished <= END and chance.random() >= FORGOTTEN
    unit = MISSPELT if chance.random() < FAULTY else chance.choice(UNITS)
    return (
        number, dossier, code, name, field, unit, "Nguyễn Văn A", "0900000000", online, level,
        f"{received:{SHOWN}}",
        f"{received + timedelta(days=term):{SHOWN}}",
        f"{finished:{SHOWN}}" if done else "",
        f"{finished + timedelta(hours=2):{SHOWN}}" if done and chance.random() < 0.9 else "",
        "Đã trả kết quả" if done else "Đang xử lý",
        fee,
        yes_no(bool(fee) and chance.random() < 0.5, chance),
        yes_no(chance.random() < 0.8, chance),
        yes_no(done and chance.random() < 0.75, chance),
        yes_no(chance.random() < 0.3, chance),
    )  # fmt: skip


def yes_no(yes: bool, chance: random.Random) -> str:
    """As people write it: an empty cell, too, means no."""
    return "Có" if yes else chance.choice(("Không", ""))


def write_xlsx(path: Path, shown: Iterable[tuple[str | int, ...]]) -> None:
    """Title rows, header, rows and a signature block on one sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Hồ sơ")
        for at, cells in enumerate((*TITLE, HEADER, *shown, (), ("Người lập biểu",))):
            sheet.write_row(at, 0, cells)


def write_csv(path: Path, shown: Iterable[tuple[str | int, ...]]) -> None:
    """The same, with semicolons and a byte-order mark, as Excel saves it on a Vietnamese Windows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows((*TITLE, HEADER, *shown))


def main() -> None:
    """Reads the command line and writes the file."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--kind", choices=("xlsx", "csv"), default="xlsx")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--first", type=int, default=1, help="the number of the first row that is written")
    chosen = arguments.parse_args()
    write = {"xlsx": write_xlsx, "csv": write_csv}[chosen.kind]
    write(chosen.out, islice(rows(chosen.rows, chosen.seed), chosen.first - 1, None))


if __name__ == "__main__":
    main()
