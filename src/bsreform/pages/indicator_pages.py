"""docs/indicators.md, made from the declarations: `python -m bsreform.pages.indicator_pages > docs/indicators.md`."""

import sys
from collections.abc import Iterable, Iterator

from bsreform.figures.columns import need_in_words
from bsreform.figures.registry import Addend, Figure, figures
from bsreform.organisation.config import Config
from bsreform.spec import Indicator

_HEAD = """# Chỉ tiêu và số liệu

Mọi số liệu của báo cáo, với mã dùng trong `bsreform explain BÁO-CÁO --indicator MÃ --unit ĐƠN-VỊ` và trong JSON. Trang
này được tạo từ mã nguồn (`python -m bsreform.pages.indicator_pages`); không sửa bằng tay.

Một tỷ lệ là hai tập hợp dòng: *được tính* nằm trong *mẫu số*. Không có mẫu số thì ghi “–” và không xếp loại; không tệp
nào có cột cần thiết thì là “không có số liệu”, không phải 0%. Kỳ gồm cả ngày đầu và ngày cuối.
"""
_SUBJECTS = {
    "dossiers": "Hồ sơ thủ tục hành chính",
    "tasks": "Nhiệm vụ",
    "teams": "Tổ công nghệ số cộng đồng",
    "forms_due": "Tổ công nghệ số cộng đồng",
    "dossier_quality": "Chất lượng dữ liệu",
    "task_quality": "Chất lượng dữ liệu",
    "dossier_rows": "Các dòng đã đọc",
    "task_rows": "Các dòng đã đọc",
}
_SCORES = "Điểm"


def page() -> str:
    """The whole page: one table of rates and one of counts for each subject, then the scores."""
    known = list(figures(Config()).values())
    lines = [_HEAD]
    for title in dict.fromkeys(_SUBJECTS.values()):
        own = [each for each in known if not each.scoring and _SUBJECTS[each.addends[0].rows] == title]
        lines += [f"## {title}", "", *_rates(own), *_counts(own)]
    lines += [f"## {_SCORES}", "", *_scores(each for each in known if each.scoring)]
    return "\n".join(lines).rstrip() + "\n"


def _rates(known: Iterable[Figure]) -> Iterator[str]:
    rates = [(each, each.addends[0].counts) for each in known if isinstance(each.addends[0].counts, Indicator)]
    if not rates:
        return
    yield "| mã | tên | cách tính | điểm của Công văn | cột cần có |"
    yield "|---|---|---|---|---|"
    for figure, counts in rates:
        if isinstance(counts, Indicator):
            formula = "; ".join(addend.counts.formula for addend in figure.addends)
            yield _row(f"`{figure.id}`", figure.label, formula, counts.clause, _needs(figure.addends))
    yield ""


def _counts(known: Iterable[Figure]) -> Iterator[str]:
    counts = [each for each in known if not isinstance(each.addends[0].counts, Indicator)]
    if not counts:
        return
    yield "| mã | tên | đếm những dòng |"
    yield "|---|---|---|"
    for figure in counts:
        yield _row(f"`{figure.id}`", figure.label, figure.addends[0].counts.formula)
    yield ""


def _scores(known: Iterable[Figure]) -> Iterator[str]:
    yield "| mã | tên | gồm các phần (trọng số đặt trong `bsreform.toml`) |"
    yield "|---|---|---|"
    for figure in known:
        yield _row(f"`{figure.id}`", figure.label, ", ".join(f"`{each.id}`" for each in figure.addends))


def _needs(addends: Iterable[Addend]) -> str:
    needed = dict.fromkeys(need for each in addends for need in each.counts.needs)
    return ", ".join(filter(None, map(need_in_words, needed)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main() -> None:
    """Print the page as UTF-8."""
    sys.stdout.buffer.write(page().encode())


if __name__ == "__main__":
    main()
