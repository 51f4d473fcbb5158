"""To which field of procedures (lĩnh vực) each dossier belongs, each field by one name however it is spelt."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.figures.cohorts import procedure_places
from bsreform.language.text import fold
from bsreform.records.procedures import Catalogue

UNNAMED = "Chưa rõ lĩnh vực"


def fields_of(
    used: pd.DataFrame, catalogue: Catalogue | None, rows: NDArray[np.int64]
) -> tuple[list[str], NDArray[np.int64]]:
    """The names of the fields of these rows, each once however it is spelt, and the place of each row's among them."""
    own = used["field"].astype(object).to_numpy()[rows]
    if catalogue is not None:
        listed = np.array([*catalogue.frame["field"].fillna(""), ""], dtype=object)
        by_catalogue = listed[procedure_places(used, catalogue)[rows]]
        own = np.where(own == "", by_catalogue, own)
    which, texts = pd.factorize(own)
    shown = [text or UNNAMED for text in texts]
    names: dict[str, str] = {}
    for text in shown:
        names.setdefault(fold(text), text)
    order = {key: at for at, key in enumerate(names)}
    return list(names.values()), np.array([order[fold(text)] for text in shown], dtype=np.int64)[which]
