"""What lies beside the inputs, spoilt: kept files, settings, lists, a report to be explained; and where they lie."""

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

import openpyxl
import typer.main

import bsreform
from bsreform.files.folders import FORMS
from bsreform.files.kept_files import FOLDER, mark
from bsreform.files.shipped import shipped
from bsreform.forms.marks import LOOKUP_MARK, LOOKUP_SHEET
from calling import Ended, call
from hostile import good
from hostile.judging import complaint, peak_mb, tell
from hostile.mutating import chunk, flip, integer, member, members, truncate
from hostile.trees import json_value, toml_lines
from staying import workers_stay

TASKS = (
    "Số, ký hiệu văn bản;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn hoàn thành;Trạng thái\n"
    "15/CV-UBND;Rà soát thủ tục hành chính;UBND xã Bình Chánh;25/03/2024;Đang thực hiện\n"
    "16/CV-UBND;Báo cáo kết quả chuyển đổi số;UBND xã Bình An;05/03/2024;Đã hoàn thành\n"
)
SETTINGS = """[organisation]
profile = "huyen"
name = "UBND huyện Bình Sơn"
office = "Văn phòng HĐND và UBND"
place = "Bình Sơn"
signer_name = ""
[folders]
dossiers = "ho-so"
tasks = "nhiem-vu"
trackers = "theo-doi"
digital_teams = "to-cong-nghe-so"
reports = "bao-cao"
[periods]
week_ends_on = "friday"
mode = "decree"
year_starts = "01-01"
session_day = 28
sessions = { "2024-03" = 2024-03-27 }
[dossiers]
end_date = "finished"
online_counts_postal = true
[groups]
agency = "Cơ quan chuyên môn"
commune = "UBND xã, thị trấn"
[reports]
issue = "command"
min_cases = 10
[declared]
binh-an = ["2024-W10"]
[targets.commune]
online_rate = 50
[tasks]
due_soon_days = 3
stale_after_days = 14
[rules]
stale_tracker = "warning"
[headers.dossiers]
received_at = ["Ngày nhận HS"]
[limits]
max_unpacked_mb = 64
seconds_per_file = 120
memory_mb = 512
"""
_CALENDAR = "off = [2024-01-01, 2024-02-08]\nworked = [2024-05-04]\n"
REPORT, TEMPLATE = "bao-cao/2024/tuan-2024-W10.xlsx", "bao-cao-tuan.docx"
_DECLARED = Path(bsreform.__file__).parent / "data" / "profiles" / "huyen"
_OF_A_ZIP = (*[member] * 6, members, flip, integer, truncate)
Line = tuple[object, ...]
_WEEKLY: Line = ("weekly", "--week", "2024-W11", "--json")
_MONTHLY: Line = ("monthly", "--month", "2024-03", "--json")
_QUARTERLY: Line = ("quarterly", "--quarter", "2024-Q1", "--json")
_ANNUAL: Line = ("annual", "--year", "2024", "--json")
_REMIND: Line = ("remind", "--as-of", "2024-03-13", "--json")
_STATUS: Line = ("status", "--as-of", "2024-03-13", "--json")
OVER_KEPT: Mapping[str, Sequence[Line]] = {
    "weekly": (_WEEKLY, _QUARTERLY, _STATUS),
    "monthly": (_MONTHLY, _QUARTERLY, _STATUS),
    "quarterly": (("quarterly", "--quarter", "2024-Q2", "--json"), _QUARTERLY, _STATUS),
    "annual": (("annual", "--year", "2025", "--json"), _ANNUAL, _STATUS),
    "tasks": (_MONTHLY,),
    "reminders": (_REMIND,),
    "issued": (_WEEKLY, _MONTHLY, _QUARTERLY, _ANNUAL),
}
"""The commands that read a kept file, by the first word of its name."""
OVER_SETTINGS: tuple[Line, ...] = (
    ("status", "--as-of", "2024-03-13", "--json"),
    ("weekly", "--week", "2024-W10", "--json"),
    ("monthly", "--month", "2024-03", "--json"),
    ("schedule", "--from", "2024-03-01", "--to", "2024-04-30", "--json"),
    ("remind", "--as-of", "2024-03-13", "--json"),
    ("validate", "--format", "csv"),
    ("doctor",),
)
FORESEEN = {0, 1, 2, 3, 4}
"""2: settings are wrong, or a report was changed by hand; 4: a template cannot be filled in. One line says so."""


def lay_out(root: Path) -> str:
    """A small workspace with issued reports; comes back: the address of a cell of `REPORT` that can be explained."""
    for folder in ("ho-so", "theo-doi", "nhiem-vu"):
        (root / folder).mkdir(parents=True)
    (root / "bsreform.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "calendar.toml").write_text(_CALENDAR, encoding="utf-8")
    (root / "ho-so" / "a.csv").write_bytes(good.csv())
    (root / "theo-doi" / "UBND xã Bình Chánh.csv").write_text(TASKS, encoding="utf-8-sig")
    for line in (
        ("weekly", "--week", "2024-W10", "-q"),
        ("monthly", "--month", "2024-03", "-q"),
        ("remind", "--as-of", "2024-03-13", "--notices", root / "nhac"),
        ("issue", root / REPORT),
        ("issue", root / "bao-cao/2024/thang-2024-03.xlsx"),
    ):
        ended = call(*line, "-w", root)
        assert ended.code in (0, 1, 4), (line, ended.err.decode())  # 4: no letters on a machine that is too busy
    book = openpyxl.load_workbook(root / REPORT, read_only=True)
    records = [str(row[0].value).split(LOOKUP_MARK) for row in book[LOOKUP_SHEET].iter_rows()]
    first = next(record for record in records if record[0] == "column" and record[5])
    return f"{first[1]}!{first[4]}{first[2]}"


def spoil_kept(rng: Random, root: Path) -> Sequence[Line]:
    """One kept file changed inside; with the mark that it should have, and named by it where it is issued."""
    path = rng.choice(sorted((root / FOLDER).glob("*.json")))
    content = rng.choice([json_value, json_value, json_value, flip, truncate, chunk])(rng, path.read_bytes())
    path.unlink()
    old = path.stem.rpartition("-")[2]
    new = mark(content.decode("utf-8", "replace")) if rng.random() < 0.9 else old
    (root / FOLDER / f"{path.stem.rpartition('-')[0]}-{new}.json").write_bytes(content)
    for issue in list((root / FOLDER).glob("issued-*.json")):
        told = issue.read_bytes()
        if old.encode() in told and not issue.stem.endswith(new):
            issue.unlink()
            renewed = told.replace(old.encode(), new.encode())
            its_mark = mark(renewed.decode("utf-8", "replace"))
            (root / FOLDER / f"{issue.stem.rpartition('-')[0]}-{its_mark}.json").write_bytes(renewed)
    return (rng.choice(OVER_KEPT[path.name.partition("-")[0]]),)


def spoil_settings(rng: Random, root: Path) -> Sequence[Line]:
    """One of the files of settings changed."""
    path = root / rng.choice(["bsreform.toml", "bsreform.toml", "bsreform.toml", "calendar.toml"])
    path.write_bytes(rng.choice([toml_lines, toml_lines, toml_lines, flip, truncate])(rng, path.read_bytes()))
    return OVER_SETTINGS


def spoil_list(rng: Random, root: Path) -> Sequence[Line]:
    """A list of units, as a form or as text, or the duties of the office, laid into the workspace and changed."""
    name = rng.choice(["units.xlsx", "units.toml", "obligations.toml"])
    if name.endswith(".xlsx"):
        assert call("template", "units", "-o", root / name, "-w", root).code == 0
        spoil = rng.choice(_OF_A_ZIP)
    else:
        (root / name).write_bytes((_DECLARED / name).read_bytes())
        spoil = rng.choice([toml_lines, toml_lines, toml_lines, flip, truncate])
    (root / name).write_bytes(spoil(rng, (root / name).read_bytes()))
    return (*OVER_SETTINGS, ("validate", root / name, "--format", "json"))


def spoil_report(rng: Random, root: Path) -> Sequence[Line]:
    """The report changed as a workbook."""
    spoilt = rng.choice(_OF_A_ZIP)(rng, (root / REPORT).read_bytes())
    (root / "sửa.xlsx").write_bytes(spoilt)
    return (("explain", root / "sửa.xlsx", "CELL", "--json"), ("issue", root / "sửa.xlsx"))


def spoil_template(rng: Random, root: Path) -> Sequence[Line]:
    """The Word template of the weekly report changed."""
    (root / FORMS).mkdir()
    spoilt = rng.choice(_OF_A_ZIP)(rng, (shipped("templates") / TEMPLATE).read_bytes())
    (root / FORMS / TEMPLATE).write_bytes(spoilt)
    return (("weekly", "--week", "2024-W10", "--docx", "--json"),)


KINDS: Mapping[str, Callable[[Random, Path], Sequence[Line]]] = {
    "kept": spoil_kept,
    "settings": spoil_settings,
    "list": spoil_list,
    "report": spoil_report,
    "template": spoil_template,
}
"""What spoils one thing in a workspace; comes back: the commands that read it."""


def run_laid(kind: str, seed: int, numbers: Sequence[int], scratch: Path) -> Iterator[tuple[int, str, str]]:
    """For each mutant its number, how the first command over it ended (its exit code), and what is wrong with any."""
    root, whole = scratch / "laid", scratch / "whole"
    if not (scratch / "cell").exists():
        shutil.rmtree(whole, ignore_errors=True)
        cell = lay_out(whole)
        (scratch / "cell").write_text(cell, encoding="utf-8")
    cell = (scratch / "cell").read_text(encoding="utf-8")
    for number in numbers:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(whole, root)
        lines = KINDS[kind](Random(f"{seed} {kind} {number}"), root)
        ends = [(call(*(cell if each == "CELL" else each for each in line), "-w", root), line) for line in lines]
        yield number, str(ends[0][0].code), "; ".join(filter(None, (_wrong(*each) for each in ends)))
        if not number % 25:
            gc.collect()


def _wrong(ended: Ended, line: Sequence[object]) -> str:
    told = complaint(ended.code, ended.out, ended.err, "--json" in line and ended.code != 2, FORESEEN)
    return f"{' '.join(map(str, line))}: {told}" if told else ""


if __name__ == "__main__":
    kind_, seed_, first, last, folder = sys.argv[1:]
    os.environ["BSREFORM_CACHE"] = str(Path(folder) / "cache")
    typer.main.get_command = cache(typer.main.get_command)
    with workers_stay():
        for told_ in run_laid(kind_, int(seed_), range(int(first), int(last)), Path(folder)):
            tell(told_)
    tell({"peak_mb": peak_mb()})
