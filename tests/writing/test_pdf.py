"""The PDF: one page for page one, text that can be searched, small, the same bytes for the same report."""

from io import BytesIO
from itertools import pairwise

import pypdf
import pytest
from front_sample import front, strip, units
from msgspec.structs import replace
from weekly_sample import weekly_report

from bsreform.report_model import Row
from bsreform.writing.pdf import pdf_bytes

HARD = 'Bà #strong[x] \\ " $a$ <b> @c'


def made(*more, warning=""):
    sections = (front(warning, *more), replace(units(), compact=True))
    return pdf_bytes(replace(weekly_report(), sections=sections, author="UBND huyện Bình Sơn"))


@pytest.fixture(scope="module")
def content():
    return made(warning=HARD)


def test_page_one_is_one_page_and_the_units_follow(content):
    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert len(pages) == 2
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    assert "CÁC ĐƠN VỊ" in pages[1].extract_text()


def test_its_text_can_be_searched_and_is_never_read_as_markup(content):
    text = pypdf.PdfReader(BytesIO(content)).pages[0].extract_text().replace("\n", " ")
    for part in (HARD, "211 hồ sơ quá hạn", "giải quyết đúng hạn: thiếu 24 hồ sơ (37/67)", "55,2%", "UBND xã Mẫu J"):
        assert part in text


def test_it_is_small_and_the_same_each_time(content):
    assert len(content) < 300_000
    assert content == made(warning=HARD)


def test_it_names_its_author_and_day(content):
    told = pypdf.PdfReader(BytesIO(content)).metadata
    assert told is not None
    assert told.author == "UBND huyện Bình Sơn"
    assert told.creation_date.date() == weekly_report().period.as_of


def test_a_strip_names_its_ends_and_its_scale():
    text = pypdf.PdfReader(BytesIO(made(strip()))).pages[0].extract_text()
    assert "95,5" in text
    assert "020406080100" in "".join(text.split())


@pytest.mark.parametrize("count", [2, 8])
def test_the_names_beside_a_strip_lie_below_each_other(count):
    drawn, heights = strip(), {}
    rows = tuple(Row({"unit": f"Đội {k}", "score": 90 - k}) for k in range(count))
    page = pypdf.PdfReader(BytesIO(made(replace(drawn, table=replace(drawn.table, rows=rows))))).pages[0]
    page.extract_text(visitor_text=lambda text, at, *_: heights.setdefault(text.strip(), at[5]))
    names = [heights[row.cells["unit"]] for row in rows]
    assert all(above - below >= 12 for above, below in pairwise(names))
