"""Trùng mã hồ sơ trong một tệp

Vì sao: một mã là một hồ sơ, chỉ được tính một lần. Dòng được tính là dòng của trang có cột trạng thái, trang không ẩn,
tệp xuất sau; cùng một trang thì là dòng dưới; các dòng khác bị thay thế.

Sai: dòng 5 và dòng 18 cùng ghi `000.00.53.H48-240305-0001`, dòng 5 “Đang xử lý”, dòng 18 “Đã trả kết
quả”.

Đúng: mỗi mã một dòng.

Cách sửa: xem dòng nào đúng với hệ thống, giữ dòng ấy và xóa dòng kia.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bsreform.model import Dataset, Finding, Severity
from bsreform.records.merging import by_strength
from bsreform.rules._facts import facts
from bsreform.rules._wording import LABELS, name, place, quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers",)
MOST_OF_ONE = 200
"""Rows of one sheet and code that are told one by one."""


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each row whose code stands again in the same file, but for the file's strongest row.

    Of one sheet and code the first `MOST_OF_ONE` are told one by one, the others together.
    """
    files: dict[str, int] = {}
    numbers = [files.setdefault(source.path, len(files)) for source in data.sources]
    odd = {(fact.source, fact.row) for fact in facts(data, "unusual_code")}  # that rule tells of theirs
    places = data.frame.loc[data.frame["key"] >= 0, ["source", "row", "key"]]
    if odd:
        places = places[[place not in odd for place in _places(places)]]
    keys = pd.DataFrame({"file": np.array(numbers, dtype=np.int64)[places["source"]], "key": places["key"].to_numpy()})
    twice = keys.duplicated().to_numpy()
    if not twice.any():
        return
    again = keys["key"].isin(keys["key"][twice]).to_numpy()
    coded, keys = data.frame.iloc[places.index[again]], keys[again]
    strength = np.empty(len(data.frame), dtype=np.int64)
    strength[by_strength(data)] = np.arange(len(data.frame))
    order = np.argsort(strength[coded.index], kind="stable")
    rows, keys = coded.iloc[order], keys.iloc[order].reset_index(drop=True)
    counted = rows.iloc[keys.index.to_series().groupby(keys["key"]).transform("max").to_numpy()]
    best = keys.index.to_series().groupby([keys["file"], keys["key"]]).transform("max").to_numpy()
    weaker = np.flatnonzero(best != keys.index)
    weaker = weaker[np.argsort(rows.index.to_numpy()[weaker], kind="stable")]
    more = _more(rows.iloc[weaker])
    weaker, more = weaker[more >= 0], more[more >= 0]
    repeated, kept, counted = rows.iloc[weaker], rows.iloc[best[weaker]], counted.iloc[weaker]
    apart = _differences(repeated, kept)
    pairs = zip(_places(repeated), _places(kept), _places(counted), repeated["code"], apart, more, strict=True)
    for (source, row), same, winner, code, fields, rest in pairs:
        other, counts = place(data, source, *same), place(data, source, *winner)
        compared = f"khác nhau ở {', '.join(dict.fromkeys(fields))}" if fields else "giống hệt nhau"
        said = f"có lại ở {other}; hai dòng {compared}" if not rest else f"còn có ở {rest} dòng nữa, bên dưới dòng này"
        yield Finding(
            source,
            f"Mã hồ sơ {quote(code)} {said}. Chỉ {counts} được tính.",
            "Giữ dòng đúng với hệ thống, xóa dòng kia.",
            row=row,
            field="code",
            raw=code,
        )


def _more(rows: pd.DataFrame) -> NDArray[np.int64]:
    """How many further rows of its sheet and code each row stands for: 0, or -1 where another one stands for it."""
    same = rows.groupby(["source", "key"])["row"]
    number, total = same.cumcount().to_numpy(), same.transform("size").to_numpy()
    left = total - number - 1
    return np.where(number < MOST_OF_ONE, 0, np.where(number == MOST_OF_ONE, left, -1)).astype(np.int64)


def _places(rows: pd.DataFrame) -> Iterator[tuple[int, int]]:
    return zip(rows["source"].tolist(), rows["row"].tolist(), strict=True)


def _differences(rows: pd.DataFrame, others: pd.DataFrame) -> list[list[str]]:
    """For each pair of rows the names of the columns that differ."""
    apart: list[list[str]] = [[] for _ in range(len(rows))]
    for field in (column for column in rows.columns if column in LABELS):
        a, b = (frame[field].astype(object).to_numpy() for frame in (rows, others))
        different = (a != b) & ~(pd.isna(a) & pd.isna(b))
        for position in np.flatnonzero(different):
            apart[position].append(name(field))
    return apart
