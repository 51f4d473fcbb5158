"""Online submission: who counts, out of whom."""

from oracle import Procedure
from raw_tables import WEEK, rate, report, rows, settings

CHANNELS = rows("""
    | received | channel   | level   |
    | 01/03    | online    | full    |
    | 02/03    | online    | full    |
    | 05/03    | online    | partial |
    | 08/03    | in_person | full    |
    | 08/03    | postal    | full    |
    | 08/03    |           |         |
    | 09/03    | online    | full    |
""")
OFFERS = {"full": Procedure("full"), "part": Procedure("partial"), "none": Procedure("information"), "?": Procedure()}
OFFERED = rows("""
    | procedure | channel   | level |
    | full      | online    |       |
    | full      | in_person |       |
    | part      | online    |       |
    | none      | online    |       |
    | ?         | online    |       |
    | unlisted  | online    | full  |
    |           | in_person |       |
""")


def test_of_what_was_received_in_the_week_how_much_came_online():
    assert rate("online_rate", report(CHANNELS, settings(), WEEK)) == (2, 5)


def test_postal_dossiers_may_be_left_out():
    assert rate("online_rate", report(CHANNELS, settings(postal=False), WEEK)) == (2, 4)


def test_with_a_catalogue_only_procedures_that_it_offers_online_count():
    assert rate("online_rate", report(OFFERED, settings(OFFERS), WEEK)) == (2, 3)


def test_a_catalogue_that_says_nothing_of_levels_leaves_all_procedures_in():
    assert rate("online_rate", report(OFFERED, settings({"full": Procedure(essential=True)}), WEEK)) == (5, 7)


def test_full_service_by_the_row():
    assert rate("full_online_rate", report(CHANNELS, settings(), WEEK)) == (1, 3)
    assert rate("full_online_rate", report(CHANNELS, settings(postal=False), WEEK)) == (1, 3)


def test_full_service_by_the_catalogue_where_the_row_is_silent():
    assert rate("full_online_rate", report(OFFERED, settings(OFFERS), WEEK)) == (2, 3)


def test_without_the_columns_there_are_no_data():
    nothing = report(rows("| channel |\n| |"), settings(), WEEK)
    assert rate("online_rate", nothing) == rate("full_online_rate", nothing) == (0, None)
    levels_unknown = report(rows("| channel |\n| online |"), settings(), WEEK)
    assert rate("full_online_rate", levels_unknown) == (0, None)
