"""Subjects: one file says how the rows about one thing become records, which of them wins, and how they are counted."""

from importlib import import_module
from typing import TYPE_CHECKING

from bsreform import model, spec

if TYPE_CHECKING:
    from bsreform.subjects.subject import Subject


def subject_with_id(id_: model.SubjectId) -> "Subject":
    """The subject of that id, declared in the file of that name: a report on dossiers needs no other."""
    declared: Subject = getattr(import_module(f"{__name__}.{id_}"), id_.upper())
    return declared


def subject_of(kind: str) -> "Subject":
    """The subject to which a kind of rows belongs (`Addend.rows`); KeyError if there is none."""
    found = next((each for each in map(subject_with_id, spec.SUBJECTS) if kind in each.kinds), None)
    if found is None:
        raise KeyError(kind)
    return found
