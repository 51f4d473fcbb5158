"""The sentences: official Vietnamese, made from the figures, with nothing said that the figures do not say."""

from datetime import date

from msgspec.structs import replace
from small_material import small_material

from bsreform.material.values import Material
from bsreform.measures import LowUnit, Ratio, RowCount
from bsreform.organisation.config import Config, Organisation
from bsreform.reports.sentences.conclusions import conclusions
from ledger_lines import with_ledger


def told(material: Material) -> str:
    return "\n".join(conclusions(material))


def test_the_week_the_rates_and_the_year_in_words() -> None:
    lines = conclusions(small_material())
    assert lines[0] == (
        "Trong tuần 10 năm 2024 (từ ngày 02/3/2024 đến ngày 08/3/2024), toàn huyện tiếp nhận mới 20 hồ sơ, kỳ trước "
        "chuyển sang 03 hồ sơ; đã giải quyết 16 hồ sơ, trong đó trước hạn và đúng hạn 15 hồ sơ, đạt 93,75% (15/16 "
        "hồ sơ); đang giải quyết 07 hồ sơ, không có hồ sơ quá hạn."
    )
    assert lines[1] == (
        "Toàn huyện có 02 chỉ tiêu vượt mức được giao: tỷ lệ hồ sơ trực tuyến đạt 55,0% (11/20 hồ sơ), giảm 5,0 điểm "
        "phần trăm so với tuần trước (chỉ tiêu 50%); tỷ lệ đúng hạn đạt 93,75% (15/16 hồ sơ), giảm 6,3 điểm "
        "phần trăm (chỉ tiêu 90%)."
    )
    assert "01 chỉ tiêu chưa đạt mức được giao: tỷ lệ số hóa hồ sơ đạt 70,0% (14/20 hồ sơ)" in lines[2]
    assert "Lũy kế từ ngày 01/01/2024: tiếp nhận mới 20 hồ sơ, đã giải quyết 16 hồ sơ; tỷ lệ đúng hạn 93,75%" in told(
        small_material()
    )


def test_low_units_are_named_once_and_the_chair_is_asked_to_act() -> None:
    text = told(small_material())
    assert "Có 01 đơn vị có chỉ tiêu không đạt; cần đôn đốc trước là UBND xã Bình Chánh (tỷ lệ" in text
    assert "số hóa hồ sơ 44,4% (4/9 hồ sơ))." in text
    assert "kéo dài nhất là UBND xã Bình Chánh (03 tuần)" in text
    assert "Đề nghị Chủ tịch UBND huyện chỉ đạo" in text and "ngay trong tuần tới." in text


def test_what_is_missing_is_said() -> None:
    text = told(small_material())
    assert "Chưa có số liệu của 01 đơn vị: UBND xã Bình Mỹ." in text
    assert "Có 01 hồ sơ không được tính do lỗi dữ liệu" in text
    assert "Chưa có số liệu về tỷ lệ thanh toán trực tuyến và tỷ lệ số hóa kết quả" in text


def test_without_low_units_that_is_said_and_nobody_is_asked() -> None:
    text = told(small_material(low_units=()))
    assert "Không có đơn vị nào thấp hơn chỉ tiêu được giao." in text and "Đề nghị Chủ tịch" not in text


def test_without_any_figures_nothing_is_claimed() -> None:
    material = small_material(low_units=(), rows=RowCount(0, 0, 0, 0, 0), measurable=frozenset())
    blank = {name: replace(each, verdict=None) for name, each in material.total.indicators.items()}
    units = tuple(replace(unit, indicators=blank) for unit in material.units)
    text = told(replace(material, units=units))
    assert "Không có đơn vị nào" not in text and "không có cột" not in text


def test_overdue_dossiers_owe_an_apology() -> None:
    material = small_material()
    total = with_ledger(material.total, open_overdue=2)
    text = told(replace(material, total=total))
    assert "trong đó có 02 hồ sơ quá hạn" in text
    assert "Đến hết ngày 08/3/2024 còn 02 hồ sơ quá hạn chưa giải quyết" in text and "thư xin lỗi" in text


def test_after_the_district_level_the_words_follow_the_settings() -> None:
    config = Config(organisation=Organisation(name="UBND xã Bình Sơn"))
    text = told(small_material(config=config))
    assert "toàn xã tiếp nhận" in text and "Chủ tịch UBND xã chỉ đạo" in text and "huyện" not in text


def low(name: str, weeks: int, since_start: bool = False) -> LowUnit:
    return LowUnit("binh-chanh", name, "online_rate", 33.33, 50.0, weeks, 2, since_start=since_start)


def test_units_that_are_low_for_equally_long_are_all_named_or_counted() -> None:
    names = ("Xã A", "Xã B", "Xã C", "Xã D", "Xã E")
    text = told(small_material(low_units=(*(low(name, 4) for name in names), low("Xã G", 2))))
    assert "06 đơn vị" in text
    assert "kéo dài nhất là Xã A, Xã B, Xã C và 02 đơn vị khác (04 tuần)." in text


def test_a_streak_as_long_as_the_data_is_called_so() -> None:
    text = told(small_material(low_units=(low("Xã A", 11, since_start=True), low("Xã B", 2))))
    assert "kéo dài nhất là Xã A (11 tuần, từ đầu số liệu)." in text


def test_a_rate_says_on_how_many_dossiers_it_rests() -> None:
    material = small_material()
    measure = replace(material.total.indicators["online_rate"], now=Ratio(11, 20, unknown=16))
    total = replace(material.total, indicators={**material.total.indicators, "online_rate": measure})
    assert "đạt 55,0% (11/20 hồ sơ, trên 20/36 hồ sơ có số liệu)" in told(replace(material, total=total))


def test_overdue_dossiers_are_told_as_of_the_day_of_their_export() -> None:
    material = small_material()
    total = with_ledger(material.total, open_overdue=2)
    data = replace(material.data, first=date(2024, 3, 6), last=date(2024, 3, 6))
    assert "Đến hết ngày 06/3/2024 còn 02 hồ sơ quá hạn" in told(replace(material, total=total, data=data))
