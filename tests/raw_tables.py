"""The oracle's rows as the raw tables that reading leaves, and the engines run on them from end to end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

import pyarrow as pa
from msgspec.structs import replace

from bsreform import periods
from bsreform.history.values import Reported
from bsreform.layouts.dossier_export import LAYOUT
from bsreform.layouts.procedures import LAYOUT as PROCEDURES
from bsreform.material.dossiers import compile_material
from bsreform.material.outline import outline_of
from bsreform.material.values import Material
from bsreform.model import Fact, Source
from bsreform.organisation.config import Config
from bsreform.organisation.units import load_registry
from bsreform.organisation.working_days import load_calendar
from bsreform.reading.recognising.column_types import ARROW_TYPES
from bsreform.records.dossiers import dossiers
from bsreform.records.gathering import Gathered
from bsreform.records.procedures import read_catalogue
from bsreform.spec import Context, Layout
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import Checked, judge
from oracle import File, Procedure, Row, Settings

COLUMNS = {
    "code": "code",
    "received": "received_at",
    "due": "due_at",
    "finished": "finished_at",
    "returned": "returned_at",
    "handling": "unit_handling",
    "receiving": "unit_receiving",
    "channel": "channel",
    "level": "service_level",
    "procedure": "procedure_code",
    "status": "status_text",
    "fee": "fee_total",
    "exempt": "fee_exempt",
    "paid": "paid_direct",
    "components": "components_digitised",
    "result": "result_digitised",
    "reused": "reused",
    "statutory_days": "statutory_days",
    "asked": "supplement_requested_at",
}
REQUIRED = ("code", "received", "due")


def raw(rows: Sequence[Row]) -> Gathered:
    """What reading would have left of these rows, in the order given."""
    files = list(dict.fromkeys(row.file for row in rows))
    values = [{column: getattr(row, name) for name, column in COLUMNS.items()} for row in rows]
    for value, row in zip(values, rows, strict=True):
        for column in ("unit_handling", "unit_receiving"):
            value[column] = written(value[column])
        value |= {"source": files.index(row.file), "row": row.number, "section": -1}
    facts = [
        Fact(files.index(row.file), "missing_value", row.number, "A", COLUMNS[name])
        for row in rows
        for name in REQUIRED
        if getattr(row, name) is None
    ]
    columns = dict.fromkeys(COLUMNS.values(), "A")
    sources = tuple(
        Source(
            f"ho-so/{file.name}",
            "Sheet1",
            LAYOUT.id,
            exported_at=file.exported_at,
            columns=columns,
            rows=sum(row.file == file for row in rows),
            filled=_filled([value for value in values if value["source"] == number]),
        )
        for number, file in enumerate(files)
    )
    return Gathered(_table(values, LAYOUT), sources, tuple(facts), ((),) * len(files))


def written(unit: str | None) -> str | None:
    """A unit's name as people write it in a column."""
    if unit is None or unit.startswith(("Phòng", "Thanh tra")):
        return unit
    return f"UBND thị trấn {unit}" if unit == "Châu Ổ" else f"UBND xã {unit}"


def raw_catalogue(catalogue: Mapping[str, Procedure] | None) -> Gathered:
    """The catalogue of procedures as reading would have left it."""
    values = [
        {
            "source": 0,
            "row": number,
            "section": -1,
            "procedure_code": code,
            "procedure_name": f"Thủ tục {code}",
            "service_level": each.level,
            "fee_bearing": each.fee_bearing,
            "payment_list": each.payment_list,
            "essential": each.essential,
            "statutory_days": each.statutory_days,
        }
        for number, (code, each) in enumerate((catalogue or {}).items(), 2)
    ]
    source = Source("procedures.xlsx", "Sheet1", PROCEDURES.id, filled=_filled(values))
    return Gathered(_table(values, PROCEDURES), (source,), (), ((),))


def _table(values: Sequence[Mapping[str, object]], layout: Layout) -> pa.Table:
    types = {"row": pa.int32(), "section": pa.int32(), "source": pa.int32()}
    types |= {field.name: ARROW_TYPES[field.kind] for field in layout.fields}
    return pa.table({name: pa.array([value.get(name) for value in values], kind) for name, kind in types.items()})


def _filled(values: Sequence[Mapping[str, object]]) -> frozenset[str]:
    return frozenset(name for value in values for name, cell in value.items() if cell is not None)


def config_of(settings: Settings) -> Config:
    """The settings as bsreform.toml would give them; an indicator that is not named there has no target."""
    chosen = {
        "unit_column": settings.unit_column,
        "end_date": settings.end_date,
        "online_counts_postal": settings.postal,
    }
    targets = {
        group: {name: float(target) for name, target in each.items()} for group, each in settings.targets.items()
    }
    floor = {"min_cases": settings.min_cases}
    return Config.model_validate({"dossiers": chosen, "targets": targets, "reports": floor})


def context_of(settings: Settings, today: date) -> Context:
    """What a run with these settings may consult on that day."""
    return Context(config_of(settings), _registry(), _calendar(), today)


@cache
def _registry():
    return load_registry(None)


@cache
def _calendar():
    return load_calendar(None)


def report(
    rows: Sequence[Row],
    settings: Settings,
    week: str,
    as_of: date | None = None,
    reported: tuple[Reported, ...] = (),
) -> Material:
    """The material of `weekly --week … --as-of …` from these rows, where earlier reports gave what is `reported`."""
    return compiled(rows, settings, week, as_of, reported)[0]


def compiled(
    rows: Sequence[Row],
    settings: Settings,
    week: str,
    as_of: date | None = None,
    reported: tuple[Reported, ...] = (),
) -> tuple[Material, Checked]:
    """The material, and what it was made from."""
    catalogue = read_catalogue(raw_catalogue(settings.catalogue))
    config = config_of(settings)
    period = periods.WEEK.period(week, as_of, config.periods)
    context = replace(context_of(settings, period.as_of), reported=reported, catalogue=catalogue, start=period.start)
    checked = judge(DOSSIERS, dossiers(raw(rows), config, context.registry), context)
    return compile_material(checked, outline_of(periods.WEEK, period, config.periods)), checked


WEEK = "2024-W10"
"""02–08/3/2024: the week of the tables below."""
_FILE = File("tep.xlsx", datetime(2024, 3, 15, 15))
_YES_NO = ("exempt", "paid", "components", "result", "reused")
_DATES = ("received", "due", "finished", "returned", "asked")


def rows(table: str, file: File = _FILE) -> list[Row]:
    """A Markdown table as rows of one export; a column that is not given is blank, but for what is required.

    "x" and "-" are yes and no, days are "dd/mm" of 2024 or "dd/mm/yyyy"; an empty cell is blank.
    """
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    given = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return [_row(number, each, file) for number, each in enumerate(given, 2)]


def _row(number: int, cells: Mapping[str, str], file: File) -> Row:
    usual = {"code": f"H48.53-240304-{number:04}", "handling": "Bình Chánh", "received": "04/03", "due": "20/03"}
    values = {name: _value(name, cell) for name, cell in {**usual, **cells}.items()}
    return Row(file, number, **values)


def _value(name: str, cell: str) -> object:
    if not cell:
        return None
    if name in _DATES:
        day, month, year = (*map(int, cell.split("/")), 2024)[:3]
        return date(year, month, day)
    if name in _YES_NO:
        return cell == "x"
    return float(cell) if name in ("fee", "statutory_days") else cell


def settings(catalogue: Mapping[str, Procedure] | None = None, **others: object) -> Settings:
    """The shipped settings with these changes."""
    targets = {"agency": {}, "commune": {}}
    return Settings(**{"targets": targets, "catalogue": catalogue, **others})


def rate(indicator: str, made: Material) -> tuple[int, int | None]:
    """Numerator and denominator of the whole district in the week."""
    ratio = made.total.indicators[indicator].now
    return ratio.counted or 0, ratio.out_of
