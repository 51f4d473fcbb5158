"""When reports are due: the monthly one on the day before the session of UBND, the quarterly one on the 25th of the
quarter's last month; moved to a working day.
"""

from calendar import monthrange
from datetime import date, timedelta

from bsreform.organisation.config import Config
from bsreform.organisation.working_days import WorkingCalendar


def session(month: str, config: Config) -> date:
    """The day of the monthly session of a month such as "2024-03", at the latest the last day of the month."""
    if month in config.periods.sessions:
        return config.periods.sessions[month]
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, min(config.periods.session_day, monthrange(year, number)[1]))


def monthly_due(month: str, config: Config, calendar: WorkingCalendar) -> date:
    """The day on which the monthly report is due: one day before the session, or the working day before that
    (letter, clause 2.1 a).
    """
    return calendar.before(session(month, config) - timedelta(days=1))


def quarterly_day(quarter: str) -> date:
    """The 25th of the last month of a quarter such as "2024-Q1" (letter, clause 2.4 b), whatever day that is."""
    return date(int(quarter[:4]), 3 * int(quarter[-1]), 25)


def quarterly_due(quarter: str, calendar: WorkingCalendar) -> date:
    """The day on which the quarterly report is due: the 25th, or the working day before it."""
    return calendar.before(quarterly_day(quarter))
