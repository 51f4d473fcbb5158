"""What is signed: what stands in it, in which order, and what is left out."""

from msgspec.structs import replace
from small_material import small_material

from bsreform.material.values import Material
from bsreform.measures import RowCount
from bsreform.report_model import Bars, Closing, Letterhead, Paragraphs, Section, Table
from bsreform.reports.papers.weekly import weekly_paper
from ledger_lines import with_ledger


def paper(material: Material) -> Section:
    return weekly_paper(material, "Kết quả tuần 10 năm 2024")


def lines(section: Section) -> list[str]:
    blocks = [block for block in section.blocks if isinstance(block, Paragraphs)]
    return [text for block in blocks for text in (block.heading, *block.lines) if text]


def test_the_order_is_that_of_an_official_report() -> None:
    section = paper(small_material())
    assert isinstance(section.blocks[0], Letterhead) and isinstance(section.blocks[-1], Closing)
    headings = [block.heading for block in section.blocks if isinstance(block, Paragraphs) and block.heading]
    assert headings == [
        "I. KẾT QUẢ",
        "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "III. NHIỆM VỤ TUẦN TỚI",
        "IV. KIẾN NGHỊ",
    ]
    assert [block.table.title for block in section.blocks if isinstance(block, Bars)] == [
        "Bảng 1. Kết quả thực hiện các chỉ tiêu toàn huyện"
    ]
    assert [block.id for block in section.blocks if isinstance(block, Table)] == ["calls"]


def test_the_head_names_addressee_and_ground_the_foot_the_signer() -> None:
    material = small_material()
    organisation = material.config.organisation.model_copy(update={"signer_name": "Nguyễn Văn A"})
    blocks = paper(replace(material, config=material.config.model_copy(update={"organisation": organisation}))).blocks
    head, foot = blocks[0], blocks[-1]
    assert isinstance(head, Letterhead) and isinstance(foot, Closing)
    assert head.addressee == "Chủ tịch UBND huyện Bình Sơn"
    assert [text.partition(" số")[0] for text in head.basis] == ["Công văn"]
    assert foot.name == "Nguyễn Văn A"


def test_what_is_asked_for_names_units_and_the_end_of_the_next_week() -> None:
    told = lines(paper(small_material()))
    asked = told[told.index("IV. KIẾN NGHỊ") + 1 :]
    assert asked[0] == "Văn phòng HĐND và UBND kính đề nghị Chủ tịch UBND huyện Bình Sơn xem xét, chỉ đạo:"
    assert len(asked) > 2
    assert [text.partition(".")[0] for text in asked[1:]] == [str(at) for at in range(1, len(asked))]
    assert all("trước ngày 15/3/2024" in text for text in asked[1:])
    assert any("UBND xã Bình Chánh" in text for text in asked)


def test_the_causes_are_left_to_whoever_signs_and_only_where_something_is_lacking() -> None:
    assert any(text.startswith("Nguyên nhân: ……") for text in lines(paper(small_material())))


def test_what_did_not_happen_is_not_told() -> None:
    material = small_material(low_units=(), excluded=())
    total = with_ledger(material.total, carried=0, open=0, open_overdue=0)
    clean = replace(material, total=total, rows=RowCount(20, 20, 0, 0, 0))
    told = " ".join(lines(paper(clean)))
    for words in ("kỳ trước chuyển sang", "đang giải quyết", "quá hạn chưa giải quyết", "lỗi dữ liệu", "liên tiếp"):
        assert words not in told


def test_without_dossiers_there_is_no_table_and_the_paper_says_so() -> None:
    material = small_material(rows=RowCount(0, 0, 0, 0, 0))
    section = paper(material)
    assert "Chưa có số liệu hồ sơ thủ tục hành chính." in lines(section)
    assert not [block for block in section.blocks if isinstance(block, Bars)]
