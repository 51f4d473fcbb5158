"""docs/rules.md from the rules' own texts, the same that `bsreform explain` prints; run as a module to write it."""

import sys

from bsreform.rules import RULES
from bsreform.spec import Rule

_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo"}
_INTRODUCTION = """# Các điều kiểm tra số liệu

Tệp này được tạo từ `src/bsreform/rules/` bằng lệnh
`python -m bsreform.pages.rule_pages > docs/rules.md`; không sửa tay.
Xem từng điều trên màn hình: `bsreform explain MÃ`. Đổi mức độ hoặc tắt một điều: mục `[rules]` của
`bsreform.toml`, giá trị `"error"` (lỗi), `"warning"` (cảnh báo) hoặc `"off"` (tắt). Điều nào loại hồ sơ
khỏi báo cáo thì tắt đi hồ sơ vẫn bị loại, chỉ không còn được nêu ra.
"""


def rules_markdown() -> str:
    """All rules as one Markdown document: a table of contents, then a section for each."""
    contents = [f"| [`{rule.id}`](#{rule.id}) | {_SEVERITIES[rule.severity]} | {rule.title} |" for rule in RULES]
    table = "\n".join(("| Mã | Mức độ | Nội dung |", "|---|---|---|", *contents))
    return "\n".join((_INTRODUCTION, table, "", *map(_section, RULES))).rstrip() + "\n"


def _section(rule: Rule) -> str:
    title, *paragraphs = rule.doc.split("\n\n")
    named = (f"**{part}:**{text}" for part, _, text in (paragraph.partition(":") for paragraph in paragraphs))
    return "\n\n".join((f"## {rule.id}", f"{title} ({_SEVERITIES[rule.severity]}).", *named)) + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(rules_markdown().encode())
