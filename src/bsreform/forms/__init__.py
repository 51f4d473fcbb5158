"""Fill-in forms: one file per workbook that users get to fill in, made from the layouts that read them."""

from bsreform.forms.digital_team import FORM as DIGITAL_TEAM
from bsreform.forms.no_work import FORM as NO_WORK
from bsreform.forms.procedures import FORM as PROCEDURES
from bsreform.forms.tracker import FORM as TRACKER
from bsreform.forms.units import FORM as UNITS
from bsreform.spec import Form

FORMS: tuple[Form, ...] = (TRACKER, PROCEDURES, DIGITAL_TEAM, UNITS, NO_WORK)
