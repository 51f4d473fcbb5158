"""Rule conflict_copy: what it says, and what it leaves alone."""

from bsreform.rules import conflict_copy


def test_both_files_are_named_and_how_they_differ(unread, context):
    data = unread("conflict_copy", "ho-so/a.xlsx|bản này có 30 dòng, bản gốc có 28 dòng", "ho-so/a-MAY01.xlsx")
    (finding,) = conflict_copy.check(data, context)
    assert finding.source == 1
    assert finding.message == (
        "“a-MAY01.xlsx” là bản sao của “ho-so/a.xlsx” nên không được tính. "
        "So với bản gốc: bản này có 30 dòng, bản gốc có 28 dòng."
    )
    assert "“a.xlsx”" in finding.hint


def test_without_a_known_difference_the_sentence_still_stands(unread, context):
    (finding,) = conflict_copy.check(unread("conflict_copy", "ho-so/a.xlsx|"), context)
    assert finding.message.endswith("nên không được tính.")
