"""What any office but a district sees, in all commands: not one word of the district of the letter."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files as files_of
from pathlib import Path

import openpyxl
import pytest

from calling import call

OFFICES = {
    "xa": ("UBND xã Vạn Tường", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế"),
    "phuong": ("UBND phường Trà Câu", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    "tinh": ("UBND tỉnh Quảng Ngãi", "UBND xã Vạn Tường", "Sở Nội vụ"),
}
WORDS = re.compile(
    r"huyện|bình sơn|thị trấn|bình chánh|công văn số [1-9]|2955|4457|của công văn|thực hiện công văn(?! số …)"
    r"|(?:mục|điểm|khoản) 2\.[1-4]|\b2\.[1-4] [a-e]\b",
    re.I,
)
KNOWN = ("UBND xã Bình Sơn", "xã Bình Sơn", "Bình Sơn", "binh-son")
"""A commune of the province of today; of no other office's concern."""
SEEN = ("--as-of", "2026-03-14")
WARD = (
    ("weekly", "--week", "2026-W10", *SEEN, "--full", "--docx"),
    ("schedule", *SEEN, "--ics", "{place}/lich.ics"),
    ("remind", *SEEN, "--notices", "{place}/don-doc"),
)
"""A ward is a commune with units and duties of other names: what shows these."""
COMMANDS = (
    *WARD,
    ("monthly", "--month", "2026-03", *SEEN, "--full", "--docx"),
    ("quarterly", "--quarter", "2026-Q1", "--full", "--docx"),
    ("annual", "--year", "2026", *SEEN, "--full", "--docx"),
    ("weekly", "--week", "2026-W10", *SEEN, "--json"),
    ("monthly", "--month", "2026-03", *SEEN, "--json"),
    ("validate",),
    ("status", *SEEN),
    ("remind", *SEEN, "--text"),
    ("doctor",),
    ("explain", "weekly", "--week", "2026-W10", "--unit", "{unit}", "--indicator", "on_time_rate", *SEEN),
    ("map", "{place}/theo-doi/la.csv", "--dry-run"),
    ("export", "{place}/mo", "--month", "2026-03", *SEEN, "--format", "csv"),
)


def fill(place: Path, one: str, other: str) -> None:
    """Dossiers, tasks, a tracker, a strange file, a form of the digital teams."""
    head = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Hình thức nộp"
    lines = [head]
    for number in range(1, 30):
        day, ended = 2 + number % 5, number % 3
        end = f"{day + 2:02}/03/2026;Đã trả kết quả" if ended else ";Đang xử lý"
        unit, way = (one, other)[number % 2], "Trực tuyến" if number % 4 else "Trực tiếp"
        lines.append(f"H48.12-260302-{number:04};{unit};{day:02}/03/2026;{day + 1:02}/03/2026;{end};{way}")
    lines.append("H48.12-260302-0099;Phòng Lạ;02/03/2026;05/03/2026;;Đang xử lý;Trực tuyến")
    write(place / "ho-so" / "hs.csv", lines)
    tasks = [
        "STT;Số, ký hiệu;Ngày ban hành;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn;Trạng thái;Ngày hoàn thành thực tế"
    ]
    for number in range(1, 8):
        state = "Hoàn thành;05/03/2026" if number % 2 else "Đang thực hiện;"
        unit = (one, other)[number % 2]
        tasks.append(f"{number};{number}/UBND;01/02/2026;Việc {number};{unit};{number + 1:02}/03/2026;{state}")
    write(place / "nhiem-vu" / "nv.csv", tasks)
    write(place / "theo-doi" / "td.csv", [line.replace("/UBND", "/TD") for line in tasks])
    write(place / "theo-doi" / "la.csv", ["abc;def;ghi", "1;2;3"])
    form = f"{one};Quý I/2026;Cấp xã;3;12;5\n{other};Quý lạ;Thôn, tổ dân phố;3;12;5"
    write(place / "to-cong-nghe-so" / "b.csv", ["Đơn vị;Kỳ báo cáo;Cấp của Tổ;Số Tổ;Số thành viên;Số hộ", form])


def spare(place: Path, kept: set[str]) -> None:
    """Leave a few units of each group: 96 communes say in 96 letters what four say."""
    book = openpyxl.load_workbook(place / "units.xlsx")
    page, seen = book["Đơn vị"], Counter[str]()
    for row in [row for row in page.iter_rows(min_row=6) if row[0].value]:
        seen[row[1].value] += 1
        if seen[row[1].value] > 4 and row[0].value not in kept:
            for cell in row:
                cell.value = None
    book.save(place / "units.xlsx")


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines), encoding="utf-8-sig")


def texts_of(path: Path) -> Iterator[str]:
    """What a file shows: all parts of a workbook or a document, the lines of a text."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if name.endswith(".xml"):
                    yield re.sub(r"<[^>]+>", " ", re.sub(r'<sheet name="([^"]*)"', r"\1<", parts.read(name).decode()))
    elif path.suffix in (".toml", ".csv", ".ics", ".json"):
        yield from path.read_text(encoding="utf-8-sig").replace("\r\n ", "").splitlines()


def foreign(text: str) -> str:
    """The first such word, with what stands around it; "" where there is none."""
    for known in KNOWN:
        text = text.replace(known, "")
    word = WORDS.search(text)
    return text[max(0, word.start() - 60) : word.end() + 40] if word else ""


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=OFFICES)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Whatever the commands say and write in the workspace of an office, by where it stands."""
    name, one, other = OFFICES[request.param]
    place = tmp_path_factory.mktemp(request.param) / "cong-viec"
    said = {"init": call("init", place, "--name", name, "--province", "Quảng Ngãi").out.decode().splitlines()}
    spare(place, {one, other})
    fill(place, one, other)
    for command in WARD if request.param == "phuong" else COMMANDS:
        arguments = [each.format(place=place, unit=one) for each in command]
        ended = call(*arguments, "-w", place)
        assert ended.code in (0, 1, 3), (arguments, ended.err.decode())
        text = (ended.out + ended.err).decode()
        shown = json.dumps(json.loads(text), ensure_ascii=False) if "--json" in command else text
        said[" ".join(arguments)] = [" ".join(shown.split())]
    files = [path for path in place.rglob("*") if path.is_file() and ".bsreform" not in path.parts]
    return said | {str(path.relative_to(place)): list(texts_of(path)) for path in files}


def test_no_other_office_is_spoken_to_as_the_district_of_the_letter(seen: dict[str, list[str]]) -> None:
    found = [(where, word) for where, texts in seen.items() for text in texts if (word := foreign(text))]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("profile", OFFICES)
def test_nor_does_its_profile_name_anything_of_it(profile: str) -> None:
    files = [*(files_of("bsreform") / "data" / "profiles" / profile).iterdir()]
    assert {file.name: word for file in files if (word := foreign(file.read_text(encoding="utf-8")))} == {}
    assert len(files) >= 3
