"""The same rates for the essential services only; without a catalogue nobody knows which those are."""

from oracle import Procedure
from raw_tables import WEEK, rate, report, rows, settings

IDS = ("essential_online_rate", "essential_payment_rate", "essential_digitisation_rate")
DOSSIERS = rows("""
    | procedure | channel   | fee   | paid | components |
    | birth     | online    | 8000  | x    | x          |
    | birth     | in_person | 8000  | -    | x          |
    | birth     | postal    | 0     |      | -          |
    | paper     | online    | 8000  | x    | x          |
    | land      | online    | 50000 | x    | x          |
    |           | online    | 50000 | x    | x          |
""")
CATALOGUE = {
    "birth": Procedure("full", essential=True),
    "paper": Procedure("information", essential=True),
    "land": Procedure("full"),
}


def rates(**changes):
    made = report(DOSSIERS, settings(**{"catalogue": CATALOGUE} | changes), WEEK)
    return [rate(name, made) for name in IDS]


def test_only_procedures_flagged_essential():
    assert rates() == [(1, 3), (2, 3), (3, 4)]


def test_postal_dossiers_may_be_left_out_here_too():
    assert rates(postal=False) == [(1, 2), (2, 3), (3, 4)]


def test_without_a_flag_there_are_no_data():
    assert rates(catalogue=None) == [(0, None)] * 3
    assert rates(catalogue={"land": Procedure("full")}) == [(0, None)] * 3
