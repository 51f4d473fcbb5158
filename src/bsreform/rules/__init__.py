"""Validation rules: one module per rule, listed here in the order in which their pages are read."""

from inspect import cleandoc
from types import ModuleType

from bsreform.rules import (
    ambiguous_column,
    completed_without_date,
    completion_withdrawn,
    conflict_copy,
    damaged_file,
    dates_out_of_order,
    deadline_moved,
    duplicate_code,
    duplicate_form,
    duplicate_task,
    empty_file,
    encrypted_file,
    error_value,
    formula_without_value,
    future_date,
    hidden_rows,
    invalid_count,
    late_entry,
    legacy_encoding,
    members_below_teams,
    missing_column,
    missing_value,
    not_synced_file,
    oversized_file,
    progress_mismatch,
    results_without_plan,
    same_name,
    secret_document,
    several_lead_units,
    software_tracker_mismatch,
    stale_tracker,
    status_mismatch,
    suspicious_date,
    task_vanished,
    total_mismatch,
    unit_without_data,
    unknown_quarter,
    unknown_status,
    unknown_unit,
    unreadable_file,
    unreadable_value,
    unrecognised_sheet,
    unsupported_file,
)
from bsreform.spec import SUBJECTS, Rule

_MODULES: tuple[ModuleType, ...] = (
    encrypted_file,
    damaged_file,
    empty_file,
    not_synced_file,
    unsupported_file,
    unreadable_file,
    oversized_file,
    conflict_copy,
    same_name,
    unrecognised_sheet,
    missing_column,
    ambiguous_column,
    hidden_rows,
    legacy_encoding,
    missing_value,
    unreadable_value,
    error_value,
    formula_without_value,
    suspicious_date,
    unknown_unit,
    unknown_status,
    several_lead_units,
    secret_document,
    duplicate_code,
    duplicate_task,
    dates_out_of_order,
    status_mismatch,
    completed_without_date,
    progress_mismatch,
    total_mismatch,
    future_date,
    late_entry,
    stale_tracker,
    software_tracker_mismatch,
    deadline_moved,
    task_vanished,
    completion_withdrawn,
    unit_without_data,
    unknown_quarter,
    invalid_count,
    members_below_teams,
    results_without_plan,
    duplicate_form,
)


def _rule(module: ModuleType) -> Rule:
    """A module is a rule: its file name the id, its docstring the page, one line for each paragraph."""
    id_ = module.__name__.rpartition(".")[2]
    paragraphs = cleandoc(module.__doc__ or "").split("\n\n")
    page = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return Rule(id_, module.SEVERITY, page, module.check, getattr(module, "SUBJECTS", SUBJECTS))


RULES: tuple[Rule, ...] = tuple(map(_rule, _MODULES))
