"""The ids that settings may name: rules, indicators, fields of dossiers and of tasks, classes of statuses."""

# fmt: off
RULE_IDS = (
    "encrypted_file", "damaged_file", "empty_file", "not_synced_file", "unsupported_file", "unreadable_file",
    "oversized_file", "conflict_copy", "same_name", "unrecognised_sheet", "missing_column", "ambiguous_column",
    "hidden_rows", "legacy_encoding", "missing_value", "unreadable_value", "error_value", "formula_without_value",
    "suspicious_date", "unknown_unit", "unknown_status", "duplicate_code", "dates_out_of_order", "status_mismatch",
    "completed_without_date", "progress_mismatch", "duplicate_task", "total_mismatch", "secret_document",
    "future_date", "stale_tracker", "software_tracker_mismatch", "late_entry", "unit_without_data",
    "deadline_moved", "task_vanished", "completion_withdrawn", "several_lead_units", "invalid_count",
    "members_below_teams", "results_without_plan", "duplicate_form", "unknown_quarter",
)
INDICATOR_IDS = (
    "online_rate", "full_online_rate", "online_payment_rate", "listed_payment_rate", "component_digitisation_rate",
    "result_digitisation_rate", "full_digitisation_rate", "reuse_rate", "on_time_rate", "progress_rate",
    "early_20_rate", "essential_online_rate", "essential_payment_rate", "essential_digitisation_rate",
)
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
STATUS_CLASSES = ("not_accepted", "open", "waiting", "closed_without_result", "closed_with_result")
# fmt: on
