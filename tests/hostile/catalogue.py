"""All hazards, by what they are."""

from collections.abc import Mapping

from hostile import bombs, broken, encrypted, odd, old_excel, strangers, two_readings
from hostile.hazard import READ, Hazard

FAMILIES: Mapping[str, tuple[Hazard, ...]] = {
    "encrypted": encrypted.HAZARDS,
    "bombs": bombs.HAZARDS,
    "broken": broken.HAZARDS,
    "old_excel": old_excel.HAZARDS,
    "odd": odd.HAZARDS,
    "strangers": strangers.HAZARDS,
    "two_readings": two_readings.HAZARDS,
}
HAZARDS = tuple(hazard for family in FAMILIES.values() for hazard in family)
BAD = tuple(hazard for hazard in HAZARDS if hazard.outcome != READ)
