"""All hazards."""

from hostile import bombs, broken, encrypted, odd, old_excel
from hostile.hazard import Hazard

HAZARDS: tuple[Hazard, ...] = (
    *encrypted.HAZARDS,
    *bombs.HAZARDS,
    *broken.HAZARDS,
    *old_excel.HAZARDS,
    *odd.HAZARDS,
)
