"""`map` learns headers: what it sees, what it is sure of, what it asks, what it saves, and that it asks no twice."""

import itertools
from pathlib import Path

import pytest

from bsreform.commands import map as map_command
from bsreform.commands.map import decide, understand_sheets
from bsreform.organisation.config import load_config
from bsreform.organisation.taught import teach
from bsreform.reading.first_rows import FirstRows
from bsreform.reading.recognising.proposing import Proposal, Understood
from bsreform.records.loading import Workspace
from test_cli import Run, run  # noqa: F401 - `run` is a fixture

# field → how offices call it, the last ones in no list of words
RENAMED = {
    "code": ("Mã HS", "Số hồ sơ (DVC)", "Ký hiệu tra cứu"),
    "unit_handling": ("Đơn vị xử lý", "Nơi giải quyết HS", "Phòng ban phụ trách"),
    "received_at": ("Ngày nhận", "Ngày giờ tiếp nhận HS", "Nộp lúc"),
    "due_at": ("Hẹn trả", "Ngày phải trả KQ", "Hạn chót trả dân"),
    "finished_at": ("Ngày kết thúc xử lý", "Ngày hoàn tất giải quyết", "Xong ngày"),
    "status_text": ("Trạng thái", "Tình trạng hồ sơ hiện nay", "Đang ở bước"),
    "channel": ("Hình thức nộp", "Kiểu nộp hồ sơ", "Nộp bằng"),
}
_DONE = "Đã trả kết quả"
ROWS = (
    ("000.00.23.H48-240304-0001", "UBND xã Bình Chánh", "04/03/2024", "11/03/2024", "06/03/2024", _DONE, "Trực tuyến"),
    ("000.00.23.H48-240304-0002", "Phòng Tư pháp", "04/03/2024", "07/03/2024", "", "Đang xử lý", "Trực tiếp"),
    ("000.00.23.H48-240305-0003", "UBND xã Bình An", "05/03/2024", "12/03/2024", "07/03/2024", _DONE, "Trực tuyến"),
)  # fmt: skip
FILES = tuple(itertools.islice(itertools.product(range(3), repeat=len(RENAMED)), 7, None, 71))[:30]


def write(folder: Path, heads: list[str], rows=ROWS, within: str = "ho-so") -> Path:
    lines = ["DANH SÁCH HỒ SƠ", ";".join(["STT", "Người nộp", *heads])]
    lines += [";".join([str(number), "Nguyễn Văn A", *row]) for number, row in enumerate(rows, 1)]
    path = folder / within / "la.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    (folder / "bsreform.toml").touch()
    return path


def understood(path: Path) -> Understood:
    """As `map` does, without a worker process: the file is ours."""
    rows = tuple(tuple(line.split(";")) for line in path.read_text(encoding="utf-8-sig").splitlines())
    width = max(map(len, rows))
    sheet = FirstRows("CSV", 1, 1, tuple((*row, *[""] * (width - len(row))) for row in rows))
    return understand_sheets(Workspace.open(path.parents[1]), path, [sheet])[1]


def by_field(found: Understood) -> dict[str, Proposal]:
    return {each.field: each for each in found.proposals if each.field}


@pytest.mark.parametrize("choice", FILES, ids=lambda choice: "".join(map(str, choice)))
def test_no_wrong_mapping_is_sure_and_a_second_run_asks_nothing(choice: tuple[int, ...], tmp_path: Path) -> None:
    heads = {field: names[which] for (field, names), which in zip(RENAMED.items(), choice, strict=True)}
    path = write(tmp_path, list(heads.values()))
    found = understood(path)
    right = {header: field for field, header in heads.items()}
    for each in found.proposals:
        if each.certainty in ("known", "sure"):
            assert each.field == right.get(each.header, ""), each
    fields = [each.field for each in found.proposals if each.field]
    assert len(fields) == len(set(fields))
    asked: list[str] = []

    def answer(each: Proposal, _: Understood) -> str:
        asked.append(each.header)
        return right.get(each.header, "-")

    accepted, refused = decide(found, yes=False, ask=answer)
    assert len(asked) == len(set(asked))
    teach_all(path, accepted, refused)
    again = understood(path)
    assert not [each for each in again.proposals if each.certainty == "unsure" and each.header in asked]
    assert by_field(again)["code"].header == heads["code"]


def teach_all(path: Path, accepted: list[Proposal], refused: list[Proposal], subject: str = "dossiers") -> None:
    words: dict[tuple[str, ...], list[str]] = {("headers", subject, each.field): [each.header] for each in accepted}
    if refused:
        words["headers", "ignored"] = [each.header for each in refused]
    teach(path.parents[1] / "bsreform.toml", words)


# By folder: field → how offices call it, and the rows; the last names are in no list.
OTHERS = {
    "theo-doi": (
        {
            "title": ("Nội dung công việc", "Việc cần làm ngay", "Diễn giải"),
            "lead_unit": ("Đơn vị chủ trì", "Bộ phận lo việc này", "Ai lo"),
            "due_on": ("Hạn hoàn thành", "Hạn phải xong", "Cần có trước"),
            "status": ("Trạng thái", "Hiện trạng công việc", "Đến đâu rồi"),
        },
        (
            ("Rà soát thủ tục", "Phòng Tư pháp", "31/3/2024", "Đang thực hiện"),
            ("Báo cáo quý", "Phòng Nội vụ", "15/4/2024", "Hoàn thành"),
            ("Họp dân", "Phòng Tư pháp", "20/4/2024", "Chưa thực hiện"),
        ),
    ),
    "nhiem-vu": (
        {
            "document_no": ("Số, ký hiệu", "Số văn bản giao việc", "Ký hiệu tra cứu"),
            "title": ("Trích yếu", "Nhiệm vụ được UBND giao", "Nói gọn"),
            "lead_unit": ("Đơn vị xử lý", "Cơ quan chịu trách nhiệm chính", "Về tay ai"),
            "due_on": ("Hạn xử lý", "Thời hạn UBND giao", "Muộn nhất là"),
            "completed_on": ("Ngày hoàn thành thực tế", "Thời điểm xong thực tế", "Xong hôm"),
        },
        (
            ("12/UBND-NC", "Rà soát thủ tục", "Phòng Tư pháp", "31/3/2024", "30/3/2024"),
            ("13/UBND-NC", "Báo cáo quý", "Phòng Nội vụ", "15/4/2024", ""),
            ("14/UBND-NC", "Họp dân", "Phòng Tư pháp", "20/4/2024", ""),
        ),
    ),
    "to-cong-nghe-so": (
        {
            "unit": ("Đơn vị", "Tên xã báo cáo", "Nơi gửi"),
            "teams": ("Số Tổ", "Tổng số Tổ CNSCĐ", "Bao nhiêu Tổ"),
            "members": ("Số thành viên", "Tổng thành viên các Tổ", "Bao nhiêu người"),
            "households": ("Số hộ được hướng dẫn", "Số hộ dân hướng dẫn", "Hộ đã gặp"),
        },
        (
            ("UBND xã Bình Chánh", "5", "30", "120"),
            ("UBND xã Bình An", "4", "24", "90"),
            ("UBND xã Bình Long", "6", "31", "75"),
        ),
    ),
}  # fmt: skip
OTHER_FILES = [
    (folder, choice)
    for folder, (names, _) in OTHERS.items()
    for choice in itertools.islice(itertools.product(range(3), repeat=len(names)), 1, None, 3 ** len(names) // 10)
]


@pytest.mark.parametrize(("folder", "choice"), OTHER_FILES, ids=str)
def test_tasks_and_forms_likewise(folder: str, choice: tuple[int, ...], tmp_path: Path) -> None:
    names, rows = OTHERS[folder]
    heads = {field: each[which] for (field, each), which in zip(names.items(), choice, strict=True)}
    path = write(tmp_path, list(heads.values()), rows, folder)
    found, right = understood(path), {header: field for field, header in heads.items()}
    wrong = [
        each
        for each in found.proposals
        if each.certainty in ("known", "sure") and each.header in right and each.field != right[each.header]
    ]
    assert not wrong
    asked: list[str] = []

    def answer(each: Proposal, _: Understood) -> str:
        asked.append(each.header)
        return right.get(each.header, "-")

    accepted, refused = decide(found, yes=False, ask=answer)
    assert len(asked) == len(set(asked))
    subject = {"to-cong-nghe-so": "digital_teams"}.get(folder, "tasks")
    teach_all(path, accepted, refused, subject)
    again = understood(path)
    assert not [each for each in again.proposals if each.certainty == "unsure" and each.header in asked]


def test_the_words_are_saved_with_the_comments_and_the_file_is_read(run: Run, tmp_path: Path) -> None:  # noqa: F811
    path = write(tmp_path, [names[1] for names in RENAMED.values()])
    settings = tmp_path / "bsreform.toml"
    settings.write_text("# của tôi\n[periods]\nsession_day = 20 # ngày họp\n", encoding="utf-8")
    result = run("map", path, "--yes", "-w", tmp_path)
    assert result.code == 0, result.out
    written = settings.read_text(encoding="utf-8")
    assert written.startswith("# của tôi\n[periods]\nsession_day = 20 # ngày họp\n")
    assert "[headers.dossiers]" in written
    assert run("validate", path, "-w", tmp_path).code == 0
    again = run("map", path, "-w", tmp_path)
    assert again.code == 0 and "Đã lưu" not in again.out
    assert settings.read_text(encoding="utf-8") == written


def test_people_are_never_shown(run: Run, tmp_path: Path) -> None:  # noqa: F811
    result = run("map", write(tmp_path, [names[0] for names in RENAMED.values()]), "--dry-run", "-w", tmp_path)
    assert "Nguyễn Văn A" not in result.out + result.err
    assert "000.00.23.H48-240304-0001" in result.out


def test_a_dry_run_saves_nothing(run: Run, tmp_path: Path) -> None:  # noqa: F811
    path = write(tmp_path, [names[2] for names in RENAMED.values()])
    run("map", path, "--dry-run", "--yes", "-w", tmp_path)
    assert (tmp_path / "bsreform.toml").read_text(encoding="utf-8") == ""


def test_what_is_set_is_taken_and_what_is_missing_is_named(run: Run, tmp_path: Path) -> None:  # noqa: F811
    path = write(tmp_path, [names[2] for names in RENAMED.values()])
    result = run("map", path, "--set", "received_at=E", "-w", tmp_path)
    assert result.code == 1 and "thêm --set due_at=CHỮ-CỘT" in result.out
    step = result.out.splitlines()[-1]
    assert "--set received_at=E --set" in step and "--set due_at=F" in step, (
        "what was named stays, the likely one is right"
    )
    result = run("map", path, "--set", "due_at=Hạn chót trả dân", "--set", "unit_handling=D", "-w", tmp_path)
    assert result.code == 0, result.out
    assert by_field(understood(path))["due_at"].header == "Hạn chót trả dân"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (("receivd_at=E",), "có phải “received_at” không?"),
        (("received_at=ZZ",), "không có cột “ZZ”"),
        (("received_at=E", "due_at=E"), "mỗi cột chỉ là một trường"),
        (("received_at=E", "received_at=F"), "mỗi trường chỉ một cột"),
    ],
)
def test_mistakes_of_set_are_named(run: Run, tmp_path: Path, given: tuple[str, ...], complaint: str) -> None:  # noqa: F811
    path = write(tmp_path, [names[2] for names in RENAMED.values()])
    result = run("map", path, *(part for each in given for part in ("--set", each)), "-w", tmp_path)
    assert result.code == 2 and complaint in result.err


def test_trackers_and_forms_are_learned_too(tmp_path: Path) -> None:
    (tmp_path / "bsreform.toml").touch()
    path = tmp_path / "theo-doi" / "la.csv"
    path.parent.mkdir()
    heads = "TT;Việc cần làm trong tháng;Đơn vị chịu trách nhiệm chính;Hạn chót phải xong;Hiện trạng"
    path.write_text(
        f"{heads}\n1;Rà soát thủ tục;Phòng Tư pháp;31/3/2024;Đang thực hiện\n"
        "2;Báo cáo quý;Phòng Nội vụ;15/4/2024;Hoàn thành\n",
        encoding="utf-8-sig",
    )
    found = understood(path)
    assert found.layout.id == "task_tracker"
    assert by_field(found)["lead_unit"].header == "Đơn vị chịu trách nhiệm chính"
    assert not [each for each in found.proposals if each.certainty == "sure" and each.field == "due_on"]


def test_the_question_takes_a_field_a_dash_or_the_proposal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = understood(write(tmp_path, [names[1] for names in RENAMED.values()]))
    each = next(each for each in found.proposals if each.field)
    answers = iter(["khong-co", "-"])
    monkeypatch.setattr(map_command.typer, "prompt", lambda question, default: next(answers))
    assert map_command._prompt(each, found) == "-"


def test_settings_that_notepad_saved_as_unicode_are_taught_too(tmp_path: Path) -> None:
    settings = tmp_path / "bsreform.toml"
    settings.write_text("# Thiết lập\n", encoding="utf-16")
    teach(settings, {("headers", "dossiers", "received_at"): ["Ngày nhận HS"]})
    assert settings.read_text(encoding="utf-8").startswith("# Thiết lập\n")
    assert load_config(settings).headers.dossiers["received_at"] == ("Ngày nhận HS",)
