"""Subjects: one file says how the rows about one thing become records, which of them wins, and how they are counted."""

from bsreform import model
from bsreform.subjects.digital_teams import DIGITAL_TEAMS
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import Subject
from bsreform.subjects.tasks import TASKS

SUBJECTS: tuple[Subject, ...] = (DOSSIERS, TASKS, DIGITAL_TEAMS)


def subject(id_: model.SubjectId) -> Subject:
    """The subject of that id."""
    return {each.id: each for each in SUBJECTS}[id_]


def subject_of(kind: str) -> Subject:
    """The subject to which a kind of rows belongs (`Addend.rows`); KeyError if there is none."""
    return {name: each for each in SUBJECTS for name in each.kinds}[kind]
