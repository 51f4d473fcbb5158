"""What page one of the annual report draws: all scores of a group on one scale, hollow where the evidence is thin."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bsreform.language.wording import official_count, told
from bsreform.material.annual_parts import Proposals
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.report_model import Address, Bars, Column, Row, Section, Table
from bsreform.reports.sheets.addresses import value

_MOST = {False: 8, True: 4}
"""Rows, by whether a warning takes room: of every group the highest and the lowest, as many of each."""
_APART = 3.0
"""Points of the scale by which two dots at one height stand apart, so that none hides another."""
_COLUMNS = (
    Column("group", "Nhóm", width=20),
    Column("unit", "Đơn vị", width=30),
    Column("score", "Điểm", "decimal", width=10),
    Column("thin", "Điểm, chưa đủ căn cứ", "decimal", width=12),
    Column("height", "Bậc trong hình", "integer", width=10),
)
_SCORES = {"score": value("annual_score", "now"), "thin": value("annual_score", "now")}


class _Scored(NamedTuple):
    """A unit that has a score; `enough`: is there ground for a grade?"""

    unit: Figures
    score: float
    enough: bool

    @property
    def name(self) -> str:
        return self.unit.short or self.unit.name

    @property
    def about(self) -> Address:
        return Address(scope=f"unit:{self.unit.id}")


def score_strips(material: Material, proposals: Proposals, warned: bool) -> tuple[Bars, ...]:
    """One strip for every group that has scores: a dot for each unit, the highest and the lowest named beside it.

    Fewer are named where page one is `warned` that its data are not whole.
    """
    groups = [(group, found) for group in material.groups if (found := _scored(material, proposals, group.id))]
    ends = max(_MOST[warned] // max(2 * len(groups), 1), 1)
    return tuple(_strip(group, found, ends, first=not at) for at, (group, found) in enumerate(groups))


def drawn_scores(material: Material, proposals: Proposals) -> tuple[Section, ...]:
    """The sheet of the scores that page one draws, for whoever checks them."""
    tables = tuple(
        _drawn(group, found) for group in material.groups if (found := _scored(material, proposals, group.id))
    )
    title = f"ĐIỂM VẼ Ở TRANG NHẤT, {material.names.now.upper()}"
    return (Section("Điểm từng đơn vị", tables, title, audit=True),) if tables else ()


def _scored(material: Material, proposals: Proposals, group: str) -> list[_Scored]:
    """Those of the group, the highest score first."""
    graded = ((unit, proposals.of(unit)) for unit in material.members(group))
    found = [_Scored(unit, own.score, own.enough) for unit, own in graded if own.score is not None]
    return sorted(found, key=lambda each: -each.score)


def _strip(group: Figures, found: Sequence[_Scored], ends: int, *, first: bool) -> Bars:
    rows = _ends(found, ends)
    all_named = len(rows) == len(found)
    columns = (
        *(() if all_named else (Column("end", "", width=4),)),
        Column("unit", "Đơn vị", width=11 if all_named else 7, link=f"ranking_{group.id}"),
        Column("score", "Điểm", "decimal", width=3),
        Column("bar", "Mỗi chấm là một đơn vị, thang điểm 0–100", "sparkline", width=16),
    )
    title = f"{'3. ĐIỂM THEO ĐƠN VỊ: ' if first else ''}{group.name}, {official_count(len(found))} đơn vị có điểm"
    if thin := sum(not each.enough for each in found):
        title += f", {official_count(thin)} chưa đủ căn cứ (chấm nhạt)"
    figures = {"score": _SCORES["score"]}
    table = Table(f"front_scores_{group.id}", title, columns, rows, figures=figures)
    says = "; ".join(
        f"{each.name} {told(each.score, 'decimal')}{'' if each.enough else ' (chưa đủ căn cứ)'}" for each in found
    )
    return Bars(
        table, "strip", "bar", ("score", "thin"), f"{group.name}, điểm từng đơn vị: {says}.", _drawn(group, found)
    )


def _ends(found: Sequence[_Scored], count: int) -> tuple[Row, ...]:
    """The highest and the lowest of those that can be graded, of all where none can; all where there are no more."""
    graded = [each for each in found if each.enough] or list(found)
    if len(graded) <= 2 * count:
        return tuple(_named(each, "Đủ căn cứ") for each in graded)
    highest = (_named(each, "Cao nhất") for each in graded[:count])
    return (*highest, *(_named(each, "Thấp nhất") for each in graded[-count:]))


def _named(each: _Scored, end: str) -> Row:
    return Row({"end": end, "unit": each.name, "score": each.score}, about=each.about)


def _drawn(group: Figures, found: Sequence[_Scored]) -> Table:
    rows = (
        Row(
            {
                "group": group.name,
                "unit": each.unit.name,
                "score": each.score if each.enough else "",
                "thin": "" if each.enough else each.score,
                "height": height,
            },
            about=each.about,
        )
        for each, height in zip(found, heights(each.score for each in found), strict=True)
    )
    return Table(f"drawn_scores_{group.id}", group.name, _COLUMNS, tuple(rows), figures=_SCORES)


def heights(scores: Iterable[float]) -> list[int]:
    """For scores that fall, from 1 up: the lowest height at which a dot hides no other."""
    last: list[float] = []
    found = []
    for score in scores:
        at = next((at for at, other in enumerate(last) if other - score >= _APART), len(last))
        last[at : at + 1] = [score]
        found.append(at + 1)
    return found
