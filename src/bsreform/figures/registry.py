"""Every figure that can be explained: its id → what it is called and the sets of rows that it is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bsreform.figures.annual_score import PARTS
from bsreform.figures.dossier_counts import DOSSIER_COUNTS
from bsreform.figures.task_counts import TASK_COUNTS, TASK_RATES
from bsreform.indicators import INDICATORS
from bsreform.layouts.digital_team import COUNTS as TEAM_COUNTS
from bsreform.layouts.digital_team import LABELS as TEAM_LABELS
from bsreform.organisation.config import Config
from bsreform.organisation.points import decision_on
from bsreform.spec import Count, Indicator

RowsId = Literal[
    "dossiers", "tasks", "teams", "forms_due", "dossier_quality", "task_quality", "dossier_rows", "task_rows"
]
"""Whose rows are counted: those of a cohort, or all that were read."""
Scoring = Literal["", "points", "annual"]


class Addend(Struct, frozen=True):
    """One set of rows (a count) or two (a rate). `part` is the part of a score that it belongs to, if any."""

    id: str
    rows: RowsId
    counts: Count | Indicator
    part: str = ""


class Figure(Struct, frozen=True):
    """A figure by its `id`, also that of `Address.figure`. `scoring`: how a score is made of its addends, if it is."""

    id: str
    label: str
    addends: tuple[Addend, ...]
    scoring: Scoring = ""


def _quality(what: str) -> Indicator:
    return Indicator(
        id="quality",
        label=f"Chất lượng dữ liệu {what}",
        short="Dữ liệu",
        formula="Số dòng không có lỗi / số dòng đơn vị đã gửi",
        clause="2.1 c",
        needs=(),
        counted=lambda c: c["good"],
        out_of=lambda c: c["sent"],
    )


_PUNCTUALITY = Indicator(
    id="punctuality",
    label="Gửi biểu đúng hạn",
    short="Gửi biểu",
    formula="Số biểu quý của Tổ công nghệ số cộng đồng gửi đúng hạn / số biểu đã đến hạn gửi",
    clause="2.4 b",
    needs=(),
    counted=lambda c: c["came"],
    out_of=lambda c: c["due"],
)
_ROWS = (
    Count("read", "Số dòng đã đọc", "Mọi dòng dữ liệu của các tệp", lambda c: c["read"]),
    Count("used", "Số dòng được dùng để tính", "Mỗi hồ sơ, nhiệm vụ một dòng", lambda c: c["used"]),
    Count("superseded", "Số dòng được thay thế", "Đã có trong tệp mới hơn hoặc dòng sau", lambda c: c["superseded"]),
    Count("excluded", "Số dòng đã loại do lỗi", "Có lỗi nên không tính vào số liệu nào", lambda c: c["excluded"]),
    Count("not_accepted", "Số dòng không tính", "Chưa hoặc không được tiếp nhận, đã rút", lambda c: c["not_accepted"]),
)


def _single(rows: RowsId, counts: Count | Indicator, prefix: str = "") -> Figure:
    id_ = f"{prefix}{counts.id}"
    return Figure(id_, counts.label, (Addend(id_, rows, counts),))


def _team_count(name: str) -> Count:
    return Count(name, TEAM_LABELS[name], "Tổng số liệu của các biểu được tính", lambda c: c[name])


_PLAIN: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        *(_single("dossiers", each) for each in INDICATORS),
        *(_single("dossiers", each) for each in DOSSIER_COUNTS),
        *(_single("tasks", each, "tasks.") for each in TASK_COUNTS),
        *(_single("tasks", each, "tasks.") for each in TASK_RATES),
        *(_single("teams", _team_count(each), "teams.") for each in TEAM_COUNTS),
        _single("dossier_quality", _quality("hồ sơ")),
        _single("task_quality", _quality("nhiệm vụ"), "tasks."),
        _single("forms_due", _PUNCTUALITY),
        *(_single("dossier_rows", each, "rows.") for each in _ROWS),
        *(_single("task_rows", each, "tasks.rows.") for each in _ROWS),
    )
}


def _pooled(id_: str, label: str, *ids: str) -> Figure:
    return Figure(id_, label, tuple(addend for each in ids for addend in _PLAIN[each].addends))


_POOLED: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        _pooled("digitisation", "Số hóa hồ sơ và kết quả", "component_digitisation_rate", "result_digitisation_rate"),
        _pooled("all.quality", "Chất lượng dữ liệu", "quality", "tasks.quality"),
    )
}


FIGURES: Mapping[str, Figure] = {**_PLAIN, **_POOLED}
"""Every figure that counts rows, by id."""


def asked(rows: RowsId) -> Mapping[str, Count | Indicator]:
    """All that is counted over a kind of rows, by the id of the figure."""
    return {id_: each.addends[0].counts for id_, each in _PLAIN.items() if each.addends[0].rows == rows}


def figures(config: Config) -> Mapping[str, Figure]:
    """All figures by id; the annual score is made of what the settings give a weight."""
    annual = {part.id: FIGURES[part.figure] for part in PARTS if config.annual.weights[part.id]}
    rates = {each.indicator: FIGURES[each.indicator] for each in decision_on(date.max).parts}
    scores = (
        Figure("score", "Điểm theo Quyết định 766/QĐ-TTg", _parts(rates), "points"),
        Figure("annual_score", "Điểm xếp loại năm", _parts(annual), "annual"),
    )
    return {**FIGURES, **{each.id: each for each in scores}}


def _parts(figures: Mapping[str, Figure]) -> tuple[Addend, ...]:
    return tuple(replace(addend, part=part) for part, figure in figures.items() for addend in figure.addends)
