"""The ids that settings may name: rules, indicators, fields of dossiers and of tasks, classes of statuses."""

from pathlib import Path

import bsreform
from bsreform.files.extensions import offered

_PACKAGE = Path(bsreform.__file__).parent


def _declared(folder: str) -> tuple[str, ...]:
    """A declaration is the file of that name: importing them all takes longer than the settings may."""
    return tuple(sorted(path.stem for path in (_PACKAGE / folder).glob("[a-z]*.py")))


OWN_RULE_IDS = _declared("rules")
OWN_INDICATOR_IDS = _declared("indicators")
RULE_IDS = (*OWN_RULE_IDS, *(each.name for each in offered("bsreform.rules")))
INDICATOR_IDS = (*OWN_INDICATOR_IDS, *(each.name for each in offered("bsreform.indicators")))
# fmt: off
DOSSIER_FIELDS = (
    "code", "procedure_code", "procedure_name", "field", "unit", "unit_handling", "unit_receiving",
    "unit_named", "channel", "service_level", "received_at", "due_at", "finished_at", "returned_at",
    "status", "status_text", "fee", "fee_total", "fee_charge", "fee_levy", "fee_exempt", "paid_online",
    "paid_direct", "payment_method", "payment_status", "components_digitised", "result_digitised",
    "reused", "supplement_requested_at", "statutory_days",
)
TASK_FIELDS = (
    "document_no", "document_date", "assigned_on", "entered_on", "title", "lead_unit", "supporting_units",
    "leader", "due_on", "extended_to", "progress", "status", "completed_on", "result", "result_document",
    "updated_on", "obstacles", "note",
)
TEAM_FIELDS = (
    "unit", "quarter", "level", "teams", "members", "plan_no", "plan_date", "households", "people", "dossiers_helped",
    "payments_helped", "vneid_accounts", "sessions", "difficulties",
)
STATUS_CLASSES = ("not_accepted", "open", "waiting", "closed_without_result", "closed_with_result")
# fmt: on
