"""Who is meant by a name, on which day; what the user's units.toml may change."""

from datetime import date
from pathlib import Path

import pytest

from bsreform.model import CannotRun, Unit
from bsreform.organisation.config import Config, Organisation
from bsreform.organisation.naming import ids_of, place_of
from bsreform.organisation.units import load_registry, registry_of

REGISTRY = load_registry(None)
IN_2024 = date(2024, 3, 8)
IN_2026 = date(2026, 3, 6)


def ids(units) -> list[str]:
    return [unit.id for unit in units]


class TestShippedUnits:
    def test_2024_has_22_communes_and_the_agencies(self) -> None:
        units = REGISTRY.valid_in(date(2024, 3, 2), IN_2024)
        communes = [unit for unit in units if unit.group == "commune"]
        assert len(communes) == 22
        assert communes[0].name == "UBND thị trấn Châu Ổ"
        assert len(units) - len(communes) == 15

    def test_from_july_2025_there_are_five(self) -> None:
        assert ids(REGISTRY.valid_in(date(2025, 7, 1), date(2025, 7, 4))) == [
            "binh-son-2025",
            "van-tuong-2025",
            "binh-minh-2025",
            "binh-chuong-2025",
            "dong-son-2025",
        ]

    def test_a_period_across_the_merger_shows_successors_and_those_without_one(self) -> None:
        listed = ids(REGISTRY.valid_in(date(2025, 6, 28), date(2025, 7, 4)))
        assert "tu-phap" in listed  # ended in the period, nobody took over
        assert "van-tuong-2025" in listed
        assert "binh-dong" not in listed

    def test_every_name_and_alias_means_one_unit_at_a_time(self) -> None:
        for unit in REGISTRY.units:
            for text in (unit.name, unit.short, *unit.aliases):
                found = REGISTRY.resolve(text)
                assert unit in found
                assert REGISTRY.on(found, unit.valid_to or IN_2026) == unit

    def test_every_chain_of_successors_ends_in_2025(self) -> None:
        for unit in REGISTRY.units:
            if unit.group == "commune":
                assert REGISTRY.successor(unit, IN_2026).valid_to is None


class TestResolve:
    @pytest.mark.parametrize(
        ("text", "id"),
        [
            ("UBND xã Bình Chánh", "binh-chanh"),
            ("ủy ban nhân dân xã bình chánh", "binh-chanh"),
            ("Uỷ ban nhân dân xã Bình Chánh, huyện Bình Sơn, tỉnh Quảng Ngãi", "binh-chanh"),
            ("X. Bình Chánh - H. Bình Sơn", "binh-chanh"),
            ("Bình Hoà", "binh-hoa"),
            ("TT. Châu Ổ", "chau-o"),
            ("Thị trấn Châu Ổ", "chau-o"),
            ("Bộ phận Một cửa xã Bình An", "binh-an"),
            ("Bộ phận Tiếp nhận và Trả kết quả UBND xã Bình Mỹ", "binh-my"),
            ("Bộ phận TN&TKQ xã Bình Mỹ", "binh-my"),
            ("Trung tâm Phục vụ hành chính công xã Vạn Tường", "van-tuong-2025"),
            ("xã Bình Sơn", "binh-son-2025"),
            ("Xã Bình Thạnh", "binh-thanh-nang"),
            ("Xã Bình Thanh", "binh-thanh"),
            ("Xã Bình Thanh Đông", "binh-thanh-dong"),
            ("Phòng TN&MT", "tai-nguyen-moi-truong"),
            ("Phòng Tài nguyên & Môi trường huyện Bình Sơn", "tai-nguyen-moi-truong"),
            ("Phòng LĐ-TB&XH", "lao-dong-thuong-binh-xa-hoi"),
            ("PHÒNG LĐTBXH", "lao-dong-thuong-binh-xa-hoi"),
            ("UBND huyện Bình Sơn - Phòng Tư pháp", "tu-phap"),
            ("Phòng Văn hóa và Thông tin", "van-hoa-thong-tin"),
            ("VP HĐND&UBND", "van-phong"),
            ("Văn phòng HĐND&UBND huyện", "van-phong"),
            ("CN VPĐKĐĐ", "dat-dai"),
            ("Văn phòng Đăng ký đất đai tỉnh, Chi nhánh Bình Sơn", "dat-dai"),
            ("Bộ phận Tiếp nhận và Trả kết quả huyện", "mot-cua"),
            ("Bộ phận Một cửa huyện Bình Sơn", "mot-cua"),
            ("Công an huyện Bình Sơn", "cong-an"),
        ],
    )
    def test_names(self, text: str, id: str) -> None:
        assert ids(REGISTRY.resolve(text)) == [id]

    @pytest.mark.parametrize(
        "text",
        [
            "Binh Chanh",
            "UBND xã Bình Chanh",
            "UBND huyện Bình Sơn",
            "huyện Bình Sơn",
            "UBND tỉnh Quảng Ngãi",
            "Công an xã Bình Chánh",
            "Sở Nội vụ",
            "xã",
            "UBND",
            "Bình",
            "",
        ],
    )
    def test_never_guesses(self, text: str) -> None:
        assert REGISTRY.resolve(text) == ()

    def test_one_name_at_two_times_is_told_apart_by_the_day(self) -> None:
        found = REGISTRY.resolve("UBND xã Bình Minh")
        assert ids(found) == ["binh-minh", "binh-minh-2025"]
        assert REGISTRY.on(found, date(2025, 6, 30)).id == "binh-minh"
        assert REGISTRY.on(found, date(2025, 7, 1)).id == "binh-minh-2025"

    def test_a_name_that_is_no_longer_valid_still_means_its_unit(self) -> None:
        assert REGISTRY.on(REGISTRY.resolve("xã Bình Thới"), IN_2024).id == "binh-thoi"

    def test_two_units_of_one_day_are_no_answer(self) -> None:
        two = (REGISTRY.get("binh-an"), REGISTRY.get("binh-my"))
        assert REGISTRY.on(two, IN_2024) is None
        assert REGISTRY.on((), IN_2024) is None


class TestNamedIn:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Đơn vị: UBND xã Bình Chánh", ["binh-chanh"]),
            ("ho-so/2024/Bình_Chánh-T3.xlsx", ["binh-chanh"]),
            ("BÁO CÁO CỦA XÃ BÌNH THANH ĐÔNG", ["binh-thanh-dong"]),
            ("xã Bình Thạnh và xã Bình Thanh", ["binh-thanh-nang", "binh-thanh"]),
            ("Theo dõi P.TNMT tháng 3.xlsx", ["tai-nguyen-moi-truong"]),
            ("UBND xã Bình Sơn", ["binh-son-2025"]),
            ("Bình Sơn, ngày 08 tháng 3 năm 2024", []),
            ("UBND huyện Bình Sơn", []),
            ("binh-chanh.xlsx", []),
            ("Lĩnh vực Tư pháp, y tế", []),
        ],
    )
    def test_finds_accented_names_between_other_words(self, text: str, found: list[str]) -> None:
        assert ids(REGISTRY.named_in(text)) == found


class TestSuccessor:
    def test_follows_the_chain(self) -> None:
        old = REGISTRY.get("binh-thanh-tay")
        assert REGISTRY.successor(old, date(2019, 12, 31)).id == "binh-thanh-tay"
        assert REGISTRY.successor(old, IN_2024).id == "binh-thanh"
        assert REGISTRY.successor(old, IN_2026).id == "dong-son-2025"

    def test_an_agency_stays_itself(self) -> None:
        assert REGISTRY.successor(REGISTRY.get("tu-phap"), IN_2026).id == "tu-phap"


class TestOnADay:
    def test_a_unit_gives_way_to_its_successor_or_to_nobody(self) -> None:
        old, later = REGISTRY.get("binh-thoi"), REGISTRY.get("van-tuong-2025")
        assert REGISTRY.answering(old, IN_2024).id == "chau-o"
        assert REGISTRY.answering(later, IN_2024) is None
        assert REGISTRY.answering(REGISTRY.get("tu-phap"), IN_2026) is None

    def test_the_name_of_the_organisation_is_nobodys_while_it_lives(self) -> None:
        assert REGISTRY.named("Bình Sơn", IN_2024) is None
        assert REGISTRY.named("Bình Sơn", IN_2026).id == "binh-son-2025"
        assert REGISTRY.named("Bình Thới", IN_2024).id == "binh-thoi"


class TestAnotherOrganisation:
    """A commune of today and its neighbours: nothing of Bình Sơn is code."""

    def registry(self, name: str, *units: str):
        config = Config(organisation=Organisation(name=name, above=("tỉnh Quảng Ngãi",), last_day=None))
        named = zip(ids_of(units), units, strict=True)
        return registry_of((Unit(id_, unit, "agency", place_of(unit)) for id_, unit in named), config)

    @pytest.mark.parametrize(
        ("text", "id"),
        [
            ("Công an xã Vạn Tường", "cong-an"),
            ("Công an xã Vạn Tường, tỉnh Quảng Ngãi", "cong-an"),
            ("Trung tâm Phục vụ hành chính công xã Vạn Tường", "trung-tam-phuc-vu-hanh-chinh-cong"),
            ("UBND xã Vạn Tường - Phòng Kinh tế", "phong-kinh-te"),
            ("UBND xã Vạn Tường", "van-tuong"),
        ],
    )
    def test_the_centre_and_the_police_are_not_the_commune(self, text: str, id: str) -> None:
        own = ("UBND xã Vạn Tường", "Công an", "Trung tâm Phục vụ hành chính công", "Phòng Kinh tế")
        assert ids(self.registry("UBND xã Vạn Tường", *own).resolve(text)) == [id]

    def test_the_district_in_the_name_is_that_of_the_settings(self) -> None:
        registry = self.registry("UBND huyện Mộ Đức", "Phòng Tư pháp", "UBND xã Đức Nhuận")
        assert ids(registry.resolve("Phòng Tư pháp huyện Mộ Đức")) == ["phong-tu-phap"]
        assert ids(registry.resolve("Xã Đức Nhuận - H. Mộ Đức")) == ["duc-nhuan"]
        assert registry.resolve("Phòng Tư pháp huyện Bình Sơn") == ()

    def test_names_that_differ_in_marks_only_have_ids_of_their_own(self) -> None:
        names = ("UBND xã Ba Tô", "UBND xã Ba Tơ", "UBND xã Sơn Hà", "UBND xã Sơn Hạ")
        assert ids_of(names) == ("ba-too", "ba-tow", "sown-haf", "sown-haj")
        assert ids_of(names[::-1]) == ids_of(names)[::-1]
        registry = self.registry("UBND tỉnh Quảng Ngãi", *names)
        assert ids(registry.resolve("xã Ba Tơ")) == ["ba-tow"]
        assert registry.resolve("Ba To") == ()


class TestSuggest:
    @pytest.mark.parametrize(
        "text", ["Công an xã Bình Chánh", "Sở Nội vụ", "Trạm Y tế", "Công an huyện Mộ Đức", "UBND xã Tịnh Thọ"]
    )
    def test_offers_no_body_of_another_kind_or_of_another_place(self, text: str) -> None:
        assert REGISTRY.suggest(text) == ()

    def test_offers_what_may_be_meant(self) -> None:
        assert REGISTRY.suggest("UBND xã Bình Chanh")[0].id == "binh-chanh"
        assert set(ids(REGISTRY.suggest("Binh Thanh", limit=2))) == {"binh-thanh", "binh-thanh-nang"}
        assert REGISTRY.suggest("Phong Tu phap")[0].id == "tu-phap"

    @pytest.mark.parametrize("text", ["", "xyz", "12345"])
    def test_offers_nothing_far_away(self, text: str) -> None:
        assert REGISTRY.suggest(text) == ()


class TestUserFile:
    def load(self, folder: Path, content: str):
        file = folder / "units.toml"
        file.write_text(content, encoding="utf-8")
        return load_registry(file)

    def test_extends_a_shipped_unit(self, tmp_path: Path) -> None:
        registry = self.load(
            tmp_path,
            '[[unit]]\nid = "binh-an"\naliases = ["Xã An Bình"]\ncodes = ["000.31.53.H48", "H48.53.31"]\n',
        )
        assert ids(registry.resolve("Xã An Bình")) == ids(registry.resolve("Bình An")) == ["binh-an"]
        assert registry.by_code("000.31.53.H48").id == "binh-an"
        assert registry.by_code("H48.53.31.02").id == "binh-an"
        assert registry.by_code("H48.53.3") is None
        assert registry.by_code("000.00.53.H48") is None

    def test_a_list_that_replaces_stands_alone(self, tmp_path: Path) -> None:
        registry = self.load(
            tmp_path, 'replace = true\n[[unit]]\nid = "van-phong"\nname = "Văn phòng"\ngroup = "agency"\n'
        )
        assert ids(registry.units) == ["van-phong"]
        assert registry.get("van-phong").valid_to is None

    def test_the_longest_code_wins(self, tmp_path: Path) -> None:
        registry = self.load(
            tmp_path,
            '[[units]]\nid = "mot-cua"\ncodes = ["H48.53"]\n[[units]]\nid = "nong-nghiep"\ncodes = ["H48.53.NN"]\n',
        )
        assert registry.by_code("H48.53.NN").id == "nong-nghiep"
        assert registry.by_code("H48.53.TP").id == "mot-cua"

    def test_adds_a_unit_after_the_others(self, tmp_path: Path) -> None:
        registry = self.load(
            tmp_path,
            '[[unit]]\nid = "dan-toc"\nname = "Phòng Dân tộc"\ngroup = "agency"\nvalid_from = 2024-01-01\n',
        )
        assert registry.units[-1].short == "Phòng Dân tộc"
        assert ids(registry.resolve("phòng dân tộc huyện Bình Sơn")) == ["dan-toc"]

    def test_an_absent_file_changes_nothing(self, tmp_path: Path) -> None:
        assert load_registry(tmp_path / "units.toml") == REGISTRY

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            ('[[unit]]\nid = "a"\nnam = "A"', "không có khóa “nam” – có phải “name” không?"),
            ('[[unit]]\nname = "A"', "thiếu khóa “id”"),
            ('[[unit]]\nid = "a"\nname = "A"', "phải có khóa “group”"),
            ('[[unit]]\nid = "a"\nname = "A"\ngroup = "comune"', "có phải “commune” không?"),
            ('[[unit]]\nid = "binh-an"\naliases = "An"', "“aliases” phải là danh sách chuỗi"),
            ('[[unit]]\nid = "binh-an"\nvalid_to = "2025-06-30"', "“valid_to” phải là ngày"),
            ('[[unit]]\nid = "binh-an"\nsuccessor = "binh-minh-2052"', "có phải “binh-minh-2025” không?"),
            ('[[unit]]\nid = "binh-minh-2025"\nsuccessor = "binh-an"', "quay vòng"),
            ('[[unit]]\nid = "binh-an"\n[[unit]]\nid = "binh-an"', "khai báo hai lần"),
            ('[[unit]]\nid = "van-tuong-2025"\nvalid_to = 2020-01-01', "“valid_from” sau “valid_to”"),
            ('[unit]\nid = "a"', "[[unit]]"),
            ('[[don_vi]]\nid = "a"', "không có mục “don_vi”"),
        ],
    )
    def test_mistakes_are_named(self, tmp_path: Path, content: str, complaint: str) -> None:
        with pytest.raises(CannotRun) as fault:
            self.load(tmp_path, content)
        assert complaint in str(fault.value)
        assert "units.toml" in str(fault.value)
