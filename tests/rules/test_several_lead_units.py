"""Rule several_lead_units: what it says, and what it leaves alone."""

from bsreform.rules import several_lead_units


def test_the_first_leads_and_the_others_support(tasks, context):
    data = tasks("""
        | unit       | unit_text     | other_leads   |
        | noi-vu | Phòng Nội vụ | Phòng Tư pháp |
        | binh-chanh | UBND xã Bình Chánh | -        |
    """)
    (finding,) = several_lead_units.check(data, context)
    assert (finding.row, finding.field, finding.raw, finding.excludes) == (
        2,
        "lead_unit",
        "Phòng Nội vụ; Phòng Tư pháp",
        False,
    )
    assert finding.message == (
        "Ghi nhiều đơn vị chủ trì; tính cho “Phòng Nội vụ”, còn “Phòng Tư pháp” coi là phối hợp."
    )
