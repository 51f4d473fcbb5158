"""Rule unknown_unit: what it says, and what it leaves alone."""

from bsreform.rules import unknown_unit


def test_a_wrong_tone_gets_the_nearest_name_and_the_difference(dossiers, context):
    data = dossiers("""
        | unit_text          | unit       |
        | UBND xã Bình Chánh | binh-chanh |
        | UBND xã Bình Chanh | -          |
    """)
    (finding,) = unknown_unit.check(data, context)
    assert (finding.row, finding.column, finding.excludes) == (3, "G", True)
    assert finding.message == ("Đơn vị “UBND xã Bình Chanh” không có trong danh mục nên hồ sơ không được tính.")
    assert "“UBND xã Bình Chánh” (khác dấu: “Chanh” ↔ “Chánh”)" in finding.hint


def test_a_name_from_the_section_row_stands_in_no_column(dossiers, context):
    data = dossiers("""
        | unit_text | unit_from | unit |
        | xã Hoa Sen | section  | -    |
    """)
    (finding,) = unknown_unit.check(data, context)
    assert finding.column == ""
    assert finding.message.startswith("Đơn vị ở dòng nhóm “xã Hoa Sen”")


def test_a_name_like_no_other_is_asked_for(dossiers, context):
    data = dossiers("""
        | unit_text     | unit |
        | Công ty ABCXYZ | -   |
    """)
    (finding,) = unknown_unit.check(data, context)
    assert "units.xlsx" in finding.hint


def test_a_row_without_any_unit_is_another_rules_matter(dossiers, context):
    data = dossiers("""
        | unit_text | unit_from | unit |
        | -         | -         | -    |
    """)
    assert not list(unknown_unit.check(data, context))


def test_the_lead_unit_of_a_task(tasks, context):
    data = tasks("""
        | unit | unit_text          | unit_from | secret |
        | -    | UBND xã Bình Chanh | column    |        |
        | -    | UBND xã Bình Chanh | file      |        |
        | -    | -                  | -         | x      |
    """)
    found = list(unknown_unit.check(data, context))
    assert [(finding.row, finding.field, finding.column, finding.excludes) for finding in found] == [
        (2, "lead_unit", "E", True),
        (3, "lead_unit", "", True),
    ]
    assert found[0].message == ("Đơn vị “UBND xã Bình Chanh” không có trong danh mục nên nhiệm vụ không được tính.")
    assert "UBND xã Bình Chánh" in found[0].hint


def test_what_differs_is_told_of_the_name_that_is_shown(tasks, context):
    data = tasks("""
        | unit | unit_text | unit_from | secret |
        | -    | P. Nội vu | column    |        |
    """)
    (finding,) = unknown_unit.check(data, context)
    assert "“Phòng Nội vụ” (khác chữ: “P” ↔ “Phòng”; khác dấu: “vu” ↔ “vụ”)" in finding.hint


def test_a_body_of_another_kind_is_not_suggested(tasks, context):
    data = tasks("""
        | unit | unit_text             | unit_from | secret |
        | -    | Công an xã Bình Chánh | column    |        |
        | -    | Sở Nội vụ             | column    |        |
    """)
    assert not any("Có phải" in finding.hint for finding in unknown_unit.check(data, context))


def test_the_name_of_the_organisation_itself_is_no_unit_of_it(dossiers, context):
    data = dossiers("""
        | unit_text | unit | received_at |
        | Bình Sơn  | -    | 05/03/2024  |
    """)
    (finding,) = unknown_unit.check(data, context)
    assert finding.hint.startswith("Đây là tên của chính cơ quan báo cáo")


def test_a_unit_that_did_not_exist_then_is_another_rules_matter(dossiers, context):
    data = dossiers("""
        | unit_text | unit | received_at |
        | Vạn Tường | -    | 05/03/2024  |
    """)
    assert not list(unknown_unit.check(data, context))


def test_the_unit_that_was_meant_is_looked_for_once_a_name_and_for_so_many_names(dossiers, context, monkeypatch):
    asked = []
    monkeypatch.setattr(unknown_unit, "_hint", lambda text, _: asked.append(text) or "x")
    monkeypatch.setattr(unknown_unit, "_MOST_HINTS", 5)
    rows = "\n".join(f"| Đơn vị lạ {n % 9} | - |" for n in range(60))
    found = list(unknown_unit.check(dossiers(f"| unit_text | unit |\n{rows}"), context))
    assert (len(asked), len(found)) == (5, 60)


def test_a_dossier_that_was_not_accepted_needs_no_unit(dossiers, context):
    data = dossiers("""
        | unit_text          | unit | status       |
        | UBND xã Bình Chanh | -    | not_accepted |
        | UBND xã Bình Chanh | -    | open         |
    """)
    assert [finding.row for finding in unknown_unit.check(data, context)] == [3]
