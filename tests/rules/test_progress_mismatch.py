"""Rule progress_mismatch: what it says, and what it leaves alone."""

from bsreform.rules import progress_mismatch


def test_progress_that_says_another_thing_than_the_status(tasks, context):
    data = tasks(
        """
        | status | progress | due_on     | completed_on |
        | done   | 60       | 15/03/2024 | 05/03/2024   |
        | done   | 0        | 15/03/2024 | 05/03/2024   |
        | open   | 100      | 15/03/2024 | -            |
        | open   | 100      | 01/03/2024 | -            |
        | -      | 60,5     | 15/03/2024 | 05/03/2024   |
    """.replace("60,5", "60.5")
    )
    found = {finding.row: finding for finding in progress_mismatch.check(data, context)}
    assert {row: finding.message for row, finding in found.items()} == {
        2: "Trạng thái là “Đã hoàn thành” nhưng tiến độ mới 60 %; tính theo trạng thái: đã xong.",
        3: "Trạng thái là “Đã hoàn thành” nhưng tiến độ mới 0 %; tính theo trạng thái: đã xong.",
        4: "Tiến độ 100 % nhưng trạng thái là “Đang thực hiện”; tính theo trạng thái: chưa xong.",
        5: "Tiến độ 100 % nhưng trạng thái là “Đang thực hiện”; tính theo trạng thái: quá hạn.",
        6: "Có ngày hoàn thành 05/03/2024 nhưng tiến độ mới 60,5 %.",
    }
    assert {(finding.field, finding.excludes) for finding in found.values()} == {("progress", False)}
    assert found[6].raw == "60,5 %"
    assert (
        found[5].hint
        == "Đã xong thì ghi trạng thái “Đã hoàn thành” và ngày hoàn thành; chưa xong thì ghi tiến độ thật."
    )


def test_progress_that_agrees_or_is_not_told(tasks, context):
    data = tasks("""
        | status    | progress | completed_on |
        | done      | 100      | 05/03/2024   |
        | done      | -        | 05/03/2024   |
        | open      | 60       | -            |
        | -         | 100      | -            |
        | withdrawn | 100      | -            |
    """)
    assert not list(progress_mismatch.check(data, context))
