"""What the law calls things, by day."""

from datetime import date

from bsreform.organisation.phrases import phrases_on


def test_the_one_stop_shop_has_its_name_of_the_day() -> None:
    assert phrases_on(date(2025, 6, 30)).one_stop == "Bộ phận Một cửa"
    assert phrases_on(date(2025, 7, 1)).one_stop == "Trung tâm Phục vụ hành chính công"


def test_the_decree_is_that_of_the_day() -> None:
    assert "61/2018" in phrases_on(date(2024, 3, 8)).apology
    assert "118/2025" in phrases_on(date(2026, 3, 6)).apology
    assert "61/2018" not in phrases_on(date(2026, 3, 6)).apology


def test_before_all_of_them_stands_the_first() -> None:
    assert phrases_on(date(2000, 1, 1)) == phrases_on(date(2018, 6, 21))
