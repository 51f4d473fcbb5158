"""The catalogue of procedures: its flags, and how dossiers find theirs."""

import pyarrow as pa
import pytest
from msgspec.structs import replace

from bsreform.figures.cohorts import listed
from bsreform.model import Fact
from bsreform.organisation.config import Config
from bsreform.organisation.units import load_registry
from bsreform.records.dossiers import dossiers
from bsreform.records.procedures import join, read_catalogue
from oracle import Procedure
from raw_tables import raw, raw_catalogue, rows

BIRTH = {"1.001": Procedure("full", fee_bearing=True, essential=True, statutory_days=3)}


def test_no_file_or_an_empty_one_is_no_catalogue():
    assert read_catalogue(raw_catalogue(None)) is None


def test_columns_that_hold_nothing_are_not_available():
    found = read_catalogue(raw_catalogue(BIRTH))
    assert found
    assert {"service_level", "fee_bearing", "essential", "statutory_days"} <= found.available
    assert "payment_list" not in found.available


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("1.001", None, True),
        (None, "THỦ TỤC  1.001", True),
        ("9.999", "Thủ tục 1.001", True),
        ("9.999", "Thủ tục khác", False),
        (None, None, False),
    ],
)
def test_a_dossier_finds_its_procedure_by_code_else_by_name(code, name, expected):
    gathered = raw(rows("| procedure |\n| 1.001 |"))
    table = gathered.table
    for column, value in (("procedure_code", code), ("procedure_name", name)):
        place = table.column_names.index(column)
        table = table.set_column(place, column, pa.array([value], pa.string()))
    frame = dossiers(replace(gathered, table=table), Config(), load_registry(None)).frame
    catalogue = read_catalogue(raw_catalogue(BIRTH))
    assert catalogue
    assert listed(frame, catalogue).tolist() == [expected]


def test_joined_facts_still_point_at_their_file():
    data = dossiers(raw(rows("| procedure |\n| 1.001 |")), Config(), load_registry(None))
    listed_procedures = replace(raw_catalogue(BIRTH), facts=(Fact(0, "unreadable_value", 2),))
    both = join(data, listed_procedures)
    (fact,) = both.facts
    assert both.sources[fact.source].path == "procedures.xlsx"
