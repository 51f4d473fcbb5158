"""The duties of the letter as data: what ships, what the user's obligations.toml may change, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from bsreform.model import CannotRun
from bsreform.organisation.obligations import Evidence, Obligation, check_notes, load_obligations
from bsreform.organisation.units import load_registry

REGISTRY = load_registry(None)
SHIPPED = load_obligations(None, REGISTRY)
CLAUSES = (
    *("2.1 a", "2.1 b", "2.1 c", "2.1 d", "2.1 e", "2.2 a", "2.2 b"),
    *("2.3 a", "2.3 b", "2.3 c", "2.3 d", "2.3 e", "2.4 a", "2.4 b", "3"),
)
NEW = '[[obligation]]\nid = "moi"\nclause = "4"\ntitle = "Việc mới"\nduty = "Làm việc mới"\nresponsible = ["agency"]\n'


def shipped(id_: str) -> Obligation:
    return next(each for each in SHIPPED if each.id == id_)


def loaded(folder: Path, text: str) -> dict[str, Obligation]:
    file = folder / "obligations.toml"
    file.write_text(text, encoding="utf-8")
    return {each.id: each for each in load_obligations(file, REGISTRY)}


class TestShipped:
    def test_every_clause_of_the_letter_has_a_duty(self) -> None:
        assert {each.clause for each in SHIPPED} == {"1", *CLAUSES}

    def test_the_five_earlier_letters_stay_in_force(self) -> None:
        letters = [each for each in SHIPPED if each.clause == "1"]
        assert [each.id.removeprefix("cong-van-") for each in letters] == ["4457", "2955", "667", "2271", "1856"]
        assert all(each.cadence == "always" for each in letters)

    @pytest.mark.parametrize(
        ("id_", "cadence", "who"),
        [
            ("bao-cao-nhiem-vu", "monthly_session", "Văn phòng HĐND và UBND"),
            ("bao-cao-tuan", "weekly", "Văn phòng HĐND và UBND"),
            ("danh-gia-thi-dua", "yearly", "Phòng Nội vụ"),
            ("mot-cua-kieu-mau", "once", "Văn phòng HĐND và UBND"),
            ("de-an-06", "weekly", "Cơ quan Thường trực Tổ công tác Đề án 06 huyện"),
            ("to-cong-nghe-so-bao-cao", "quarterly", "Phòng Văn hoá và Thông tin"),
            ("theo-doi-don-doc", "always", "Văn phòng HĐND và UBND"),
        ],
    )
    def test_cadence_and_who(self, id_: str, cadence: str, who: str) -> None:
        assert (shipped(id_).cadence, shipped(id_).names) == (cadence, (who,))

    def test_the_pilots_end_with_the_first_quarter_of_2024(self) -> None:
        pilots = [each for each in SHIPPED if each.clause == "2.4 a"]
        assert len(pilots) == 3
        assert {each.due for each in pilots} == {date(2024, 3, 31)}

    def test_what_the_weekly_report_covers_shares_its_timing_and_evidence(self) -> None:
        parts = [each for each in SHIPPED if each.part_of == "bao-cao-tuan"]
        assert {each.clause for each in parts} == {"2.2 a", "2.3 a", "2.3 b", "2.3 c", "2.3 e"}
        assert {(each.cadence, each.evidence) for each in parts} == {("weekly", shipped("bao-cao-tuan").evidence)}


class TestTheUsersFile:
    def test_changes_the_keys_it_names_and_no_other(self, tmp_path: Path) -> None:
        found = loaded(tmp_path, '[[obligation]]\nid = "to-cong-nghe-so-bao-cao"\nday = 20\n')
        changed = found["to-cong-nghe-so-bao-cao"]
        assert (changed.day, changed.clause, changed.cadence) == (20, "2.4 b", "quarterly")

    def test_adds_a_duty_after_those_that_ship(self, tmp_path: Path) -> None:
        found = loaded(
            tmp_path, NEW + 'cadence = "once"\ndue = 2024-09-30\nevidence = ["file:{reports}/moi*", "note"]\n'
        )
        assert list(found)[-1] == "moi"
        assert found["moi"].evidence == (Evidence("file", "{reports}/moi*"), Evidence("note", ""))
        assert found["moi"].names == ("Các cơ quan, đơn vị thuộc huyện",)

    def test_a_cadence_of_its_own_frees_a_duty_from_the_one_it_was_part_of(self, tmp_path: Path) -> None:
        freed = loaded(tmp_path, '[[obligation]]\nid = "de-an-06"\ncadence = "monthly_session"\n')["de-an-06"]
        assert (freed.part_of, freed.cadence) == ("", "monthly_session")

    def test_last_ends_a_duty(self, tmp_path: Path) -> None:
        ended = loaded(tmp_path, '[[obligation]]\nid = "bao-cao-tuan"\nlast = 2025-06-30\n')["bao-cao-tuan"]
        assert ended.in_force(date(2025, 6, 30), date(2025, 7, 31))
        assert not ended.in_force(date(2025, 7, 1), date(2025, 7, 31))

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ('[[duty]]\nid = "x"', "[[obligation]]"),
            ('[obligation]\nid = "x"', "hai dấu ngoặc vuông"),
            ('[[obligation]]\nclause = "1"', "thiếu khóa “id”"),
            ('[[obligation]]\nid = "x"\nclauze = "1"', "có phải “clause” không?"),
            ('[[obligation]]\nid = "x"\n[[obligation]]\nid = "x"', "hai lần"),
            ('[[obligation]]\nid = "x"\nclause = "1"', "phải có khóa “title”"),
            (NEW, "phải có khóa “cadence”"),
            (NEW + 'cadence = "weeklly"', "có phải “weekly” không?"),
            (NEW + 'cadence = "quarterly"', "phải có “day”"),
            (NEW + 'cadence = "quarterly"\nday = 31', "từ 1 đến 30"),
            (NEW + 'cadence = "yearly"\nmonth = 2\nday = 30', "30/2"),
            (NEW + 'cadence = "weekly"\nday = 5', "“day” không dùng"),
            (NEW + 'cadence = "once"\ndue = "31/3/2024"', "phải là ngày"),
            (NEW + 'cadence = "quarterly"\nday = "25"', "phải là số nguyên"),
            (NEW + 'cadence = "once"\nkeep_day = 1', "true hoặc false"),
            (NEW + 'cadence = "always"\nfirst = 2025-01-01\nlast = 2024-01-01', "“first” sau “last”"),
            (NEW + 'cadence = "always"\nevidence = ["report:daily"]', "weekly, monthly, quarterly, annual"),
            (NEW + 'cadence = "always"\nevidence = ["file:{week}"]', "ngoặc nhọn"),
            (NEW + 'cadence = "weekly"\nevidence = ["task:một cửa"]', "once hoặc always"),
            (NEW + 'cadence = "always"\nevidence = ["task:một cửa,"]', "dấu phẩy"),
            (NEW + 'cadence = "always"\nevidence = ["note:x"]', "dấu hai chấm"),
            (NEW + 'cadence = "always"\nevidence = ["photo"]', "report, file, task, note"),
            (NEW + 'part_of = "bao-cao-tuna"', "có phải “bao-cao-tuan” không?"),
            (NEW + 'part_of = "de-an-06"', "có hạn riêng"),
            ('[[obligation]]\nid = "de-an-06"\nday = 5', "không ghi “day”"),
            (NEW.replace('"moi"', '"Mới"') + 'cadence = "always"', "chữ thường"),
            (NEW.replace("agency", "van-fong") + 'cadence = "always"', "có phải “van-phong” không?"),
        ],
    )
    def test_a_mistake_is_named_with_its_place(self, tmp_path: Path, text: str, told: str) -> None:
        with pytest.raises(CannotRun) as refused:
            loaded(tmp_path, text)
        assert told in str(refused.value)
        assert "obligations.toml" in str(refused.value)


class TestNotes:
    def test_name_a_duty_and_its_period_if_it_has_any(self) -> None:
        check_notes(
            SHIPPED, {"mot-cua-kieu-mau": "Báo cáo 15", "bao-cao-tuan/2024-W10": "giấy", "de-an-06/2024-W10": "x"}
        )

    @pytest.mark.parametrize(
        ("key", "told"),
        [
            ("mot-cua-kieumau", "có phải “mot-cua-kieu-mau” không?"),
            ("bao-cao-tuan", "2024-W10"),
            ("bao-cao-tuan/tuần 10", "2024-W10"),
            ("to-cong-nghe-so-bao-cao/2024-03", "2024-Q1"),
            ("mot-cua-kieu-mau/2024", "không theo kỳ"),
            ("tai-lieu-mat", "không nhận ghi chú"),
        ],
    )
    def test_any_other_key_is_refused(self, key: str, told: str) -> None:
        with pytest.raises(CannotRun) as refused:
            check_notes(SHIPPED, {key: "Báo cáo"})
        assert told in str(refused.value)
