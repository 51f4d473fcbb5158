"""Validation rules: one module per rule, listed here in the order in which their pages are read."""

from inspect import cleandoc
from types import ModuleType

from bsreform.rules import (
    ambiguous_column,
    completed_without_date,
    conflict_copy,
    damaged_file,
    dates_out_of_order,
    duplicate_code,
    empty_file,
    encrypted_file,
    error_value,
    formula_without_value,
    future_date,
    hidden_rows,
    legacy_encoding,
    missing_column,
    missing_value,
    not_synced_file,
    oversized_file,
    status_mismatch,
    suspicious_date,
    total_mismatch,
    unit_without_data,
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
    duplicate_code,
    dates_out_of_order,
    status_mismatch,
    completed_without_date,
    total_mismatch,
    future_date,
    unit_without_data,
)


def _rule(module: ModuleType) -> Rule:
    """A module is a rule: its file name the id, its docstring the page, one line for each paragraph."""
    id_ = module.__name__.rpartition(".")[2]
    paragraphs = cleandoc(module.__doc__ or "").split("\n\n")
    page = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return Rule(id_, module.SEVERITY, page, module.check, getattr(module, "SUBJECTS", SUBJECTS))


RULES: tuple[Rule, ...] = tuple(map(_rule, _MODULES))
