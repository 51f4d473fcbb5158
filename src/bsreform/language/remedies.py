"""A remedy as a unit can follow it: without what only those can do who have this program and its settings."""

import re

_OURS = ("bsreform", "units.xlsx")


def for_units(remedy: str, office: str) -> str:
    """The sentences, and parts of them, that need neither; in the place of the others, whom to ask."""
    told = re.split("[.;] ", remedy)
    own = [each for each in told if not any(word in each for word in _OURS)]
    if len(own) == len(told):
        return remedy
    return " ".join((*(f"{each[:1].upper()}{each[1:].rstrip('.')}." for each in own), f"Chưa rõ thì hỏi {office}."))
