"""The sentences: official Vietnamese, made from the figures, with nothing said that the figures do not say."""

from dataclasses import replace

from small_material import small_material

from bsreform.material.values import Material
from bsreform.measures import RowCount
from bsreform.organisation.config import Config, Organisation
from bsreform.reports.sentences.conclusions import conclusions


def told(material: Material) -> str:
    return "\n".join(conclusions(material))


def test_the_week_the_rates_and_the_year_in_words() -> None:
    lines = conclusions(small_material())
    assert lines[0] == (
        "Trong tuần 10 năm 2024 (từ ngày 02/3/2024 đến ngày 08/3/2024), toàn huyện tiếp nhận mới 20 hồ sơ, kỳ trước "
        "chuyển sang 03 hồ sơ; đã giải quyết 16 hồ sơ, trong đó trước hạn và đúng hạn 15 hồ sơ, đạt 93,75%; đang "
        "giải quyết 07 hồ sơ, không có hồ sơ quá hạn."
    )
    assert lines[1] == (
        "Về trực tuyến, thanh toán, số hóa: toàn huyện có 01 chỉ tiêu vượt mức được giao: tỷ lệ hồ sơ trực tuyến đạt "
        "55,00%, giảm 5,00 điểm phần trăm so với tuần trước (chỉ tiêu 50%)."
    )
    assert "01 chỉ tiêu chưa đạt mức được giao: tỷ lệ số hóa hồ sơ đạt 70,00%" in lines[2]
    assert "Lũy kế từ ngày 01/01/2024: tiếp nhận mới 20 hồ sơ, đã giải quyết 16 hồ sơ; tỷ lệ đúng hạn 93,75%" in told(
        small_material()
    )


def test_low_units_are_named_once_and_the_chair_is_asked_to_act() -> None:
    text = told(small_material())
    assert "Có 01 đơn vị có chỉ tiêu không đạt; thấp nhất là UBND xã Bình Chánh (tỷ lệ số hóa hồ sơ 44,44%)." in text
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
    total = replace(material.total, ledger={**material.total.ledger, "open_overdue": 2})
    text = told(replace(material, total=total))
    assert "trong đó có 02 hồ sơ quá hạn" in text
    assert "Đến hết ngày 08/3/2024 còn 02 hồ sơ quá hạn chưa giải quyết" in text and "thư xin lỗi" in text


def test_after_the_district_level_the_words_follow_the_settings() -> None:
    config = Config(organisation=Organisation(name="UBND xã Bình Sơn"))
    text = told(small_material(config=config))
    assert "toàn xã tiếp nhận" in text and "Chủ tịch UBND xã chỉ đạo" in text and "huyện" not in text
