"""The folder that users work in: found, searched; copies, owners and online-only files told."""

import os
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from bsreform.files.folders import (
    conflict_pairs,
    find_workspace,
    input_files,
    placeholder,
)
from bsreform.model import CannotRun


def touch(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return [folder / name for name in names]


class TestFind:
    def test_option_then_environment_then_the_nearest_parent(self, tmp_path: Path) -> None:
        touch(tmp_path, "a/bsreform.toml", "a/ho-so/2024/x.xlsx", "b/bsreform.toml", "c/bsreform.toml")
        a, b, c = tmp_path / "a", tmp_path / "b", tmp_path / "c"
        env = {"BSREFORM_WORKSPACE": str(b)}
        assert find_workspace(c, env, a) == c
        assert find_workspace(None, env, a) == b
        assert find_workspace(None, {}, a / "ho-so" / "2024") == a
        assert find_workspace(Path("b"), {}, tmp_path) == b
        assert find_workspace(b / "bsreform.toml", {}, tmp_path) == b

    def test_says_what_to_do_where_there_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(CannotRun, match="bsreform init"):
            find_workspace(None, {"BSREFORM_WORKSPACE": " "}, tmp_path)
        with pytest.raises(CannotRun, match="--workspace"):
            find_workspace(tmp_path / "absent", {}, tmp_path)
        with pytest.raises(CannotRun, match="BSREFORM_WORKSPACE"):
            find_workspace(None, {"BSREFORM_WORKSPACE": "absent"}, tmp_path)


class TestInputFiles:
    def test_any_depth_without_what_programs_leave(self, tmp_path: Path) -> None:
        wanted = touch(tmp_path, "2024/tháng 3/b.xlsx", "a.xls", "z.tmpl.csv")
        touch(
            tmp_path,
            "~$a.xls",
            ".~lock.a.xls#",
            "x.TMP",
            ".hidden",
            ".git/c.xlsx",
            "desktop.ini",
            "Thumbs.db",
        )
        assert set(input_files(tmp_path, tmp_path)) == set(wanted)

    def test_the_order_does_not_depend_on_the_unicode_form(self, tmp_path: Path) -> None:
        names = ["Bình An.csv", "Bình Ấn.csv", "Bình Châu.csv", "Bình Ảnh.csv"]
        for form in ("NFC", "NFD"):
            touch(tmp_path / form, *(unicodedata.normalize(form, name) for name in names))
        orders = [
            [unicodedata.normalize("NFC", p.name) for p in input_files(tmp_path / f, tmp_path)] for f in ("NFC", "NFD")
        ]
        assert orders[0] == orders[1] == sorted(names)

    def test_a_missing_folder_has_none_and_a_file_is_itself(self, tmp_path: Path) -> None:
        (file,) = touch(tmp_path, "a.xlsx")
        assert input_files(tmp_path / "absent", tmp_path) == ()
        assert input_files(file, tmp_path) == (file,)

    @pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
    def test_links_that_lead_back_end(self, tmp_path: Path) -> None:
        (file,) = touch(tmp_path, "sub/a.xlsx")
        (tmp_path / "sub" / "loop").symlink_to(tmp_path)
        assert [path.name for path in input_files(tmp_path, tmp_path)] == [file.name]


class TestConflictPairs:
    @pytest.mark.parametrize(
        "copy",
        [
            "theo dõi (1).xlsx",
            "theo dõi - Copy.xlsx",
            "theo dõi - Copy (2).xlsx",
            "theo dõi - Sao chép.xlsx",
            "theo dõi - Sao chép (2).xlsx",
            "theo dõi - Bản sao.xlsx",
            "theo dõi (máy A's conflicted copy 2024-03-05).xlsx",
            "theo dõi conflicted copy.xlsx",
            "theo dõi-DESKTOP-AB12CD.xlsx",
            "theo dõi-MÁY-TƯ-PHÁP.xlsx",
            "theo dõi-PC01.xlsx",
            "THEO DÕI (1).XLSX",
            unicodedata.normalize("NFD", "theo dõi - Bản sao.xlsx"),
        ],
    )
    def test_a_copy_belongs_to_its_original(self, copy: str) -> None:
        original = Path("theo-doi/theo dõi.xlsx")
        duplicate = Path("theo-doi") / copy
        assert conflict_pairs([duplicate, original]) == {duplicate: original}

    @pytest.mark.parametrize(
        "other",
        [
            "theo dõi-T3.xlsx",
            "theo dõi-T12.xlsx",
            "theo dõi-W10.xlsx",
            "theo dõi-Q1.xlsx",
            "theo dõi-Q2024.xlsx",
            "theo dõi-III.xlsx",
            "theo dõi-2024.xlsx",
            "theo dõi-mới.xlsx",
            "theo dõi (1).csv",
            "theo dõi 2.xlsx",
            "khác (1).xlsx",
        ],
    )
    def test_other_files_are_not_copies(self, other: str) -> None:
        assert conflict_pairs([Path("theo-doi/theo dõi.xlsx"), Path("theo-doi") / other]) == {}

    def test_only_within_one_folder(self) -> None:
        assert conflict_pairs([Path("a/x.xlsx"), Path("b/x (1).xlsx")]) == {}

    def test_a_copy_of_a_copy_belongs_to_the_first(self) -> None:
        x, pc, copy = Path("x.xlsx"), Path("x-PC01.xlsx"), Path("x-PC01 (1).xlsx")
        assert conflict_pairs([copy, pc, x]) == {pc: x, copy: x}


class TestPlaceholder:
    @pytest.mark.parametrize(("attributes", "online_only"), [(0x400000, True), (0x1000, True), (0x20, False)])
    def test_is_told_by_the_attributes(self, monkeypatch, attributes: int, online_only: bool) -> None:
        monkeypatch.setattr(Path, "stat", lambda self: SimpleNamespace(st_file_attributes=attributes))
        assert placeholder(Path("x.xlsx")) is online_only

    def test_is_not_told_elsewhere(self, tmp_path: Path) -> None:
        (file,) = touch(tmp_path, "x.xlsx")
        assert not placeholder(file)
        assert not placeholder(tmp_path / "absent.xlsx")
