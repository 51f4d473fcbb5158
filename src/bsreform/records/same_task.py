"""Which rows are the same task: in several exports of the software, in trackers beside them, in an earlier run."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from bsreform.language.text import clean, fold
from bsreform.model import Dataset, Source

RowNumbers = NDArray[np.int64]

_SAME_NUMBER, _NO_NUMBER = 90.0, 100.0
"""How alike two titles must be (0–100) where the document number is the same, and where one has none."""
_LEAST_WORDS = 3
"""A shorter title within another says too little to be the same task."""
_LENGTHS = 200 / _SAME_NUMBER - 1
"""How much longer the longer of two titles may be for them to be so alike."""
_MOST_RIVALS, _MOST_TITLE = 500, 2_000
"""Titles that one is compared with at most, those of the nearest length, and the letters that are compared."""
_COUNTED = re.compile(r"\d+|\b[^\W\d_](?: [^\W\d_])+\b|\bi\b|\b[ivx]{2,}\b")
"""Numbers, and the initials that stand for names of people (masking.py)."""
_NUMBER = re.compile(
    r"(?<!\d)\d{1,12}[^\s/,;()]{0,40}\s?/\s?[^\s,;()]{0,60}[^\W\d][^\s,;()]{0,60}(?:\s?-\s?[^\s\d,;()]+)*"
)
"""Its parts are bounded, or a cell of 32,767 figures would take minutes."""
_ALIKE = ["unit", "number", "year", "title", "due"]
_BLOCK = ["unit", "counted"]


class _Task(Struct):
    """`number` is the folded document number ("" = none), `year` that of the document (0 = not known), `export` the
    software's source, -1 for a tracker.
    """

    index: int
    number: str
    year: int
    title: str
    due: int
    export: int


def ranks(sources: Sequence[Source]) -> RowNumbers:
    """Sources from the oldest export to the newest; a tie goes to the later file name, wherever the file lies."""

    def age(number: int) -> tuple[datetime, str, str, int]:
        source = sources[number]
        name = source.path.rpartition("/")[2]
        return source.exported_at or datetime.min, name, source.path, number  # noqa: DTZ901

    found = np.zeros(len(sources), dtype=np.int64)
    found[sorted(range(len(found)), key=age)] = np.arange(len(found))
    return found


def preference(data: Dataset) -> RowNumbers:
    """The rows of a tasks' dataset, those that count first (DOMAIN §4, clause 2.1 c): the software before trackers,
    its newest export first; of trackers the row updated last (where it does not say, its file's time).
    """
    frame, sources = data.frame, data.frame["source"].to_numpy()
    saved = np.array([source.exported_at for source in data.sources], dtype="datetime64[D]")
    updated = frame["updated_on"].to_numpy().astype("datetime64[D]")
    fresh = np.where(np.isnat(updated), saved[sources], updated).astype(np.int64)
    software = (frame["origin"] == "software").to_numpy()
    fresh[software] = 0
    keys = (frame["row"].to_numpy(), ranks(data.sources)[sources], fresh, software)
    return np.lexsort(keys)[::-1].astype(np.int64)


@lru_cache(maxsize=1)  # two rules and the merging ask for those of one dataset
def leaders(data: Dataset) -> RowNumbers:
    """For each row of a tasks' dataset the place of the row that counts for that task: its own where none is better.

    The same task: same unit, same document, near-identical title with the same figures in it; where one of the two has
    no number, the same title. The same document is the same number, and between rows of one kind of source the same
    year as far as it is known (numbers start again every year); a tracker may give another date than the software, and
    one of their titles may contain the other. An export of the software tells its own tasks apart: there only a row
    that is repeated whole is the same task. Rows without unit or title stand alone.
    """
    rows = _compared(data.frame).iloc[preference(data)]
    rows = rows[((rows["unit"] != "") & (rows["title"] != "")).to_numpy()]
    found = np.arange(len(data.frame), dtype=np.int64)
    if rows.empty:
        return _fixed(found)
    groups = rows.groupby(_ALIKE, sort=False).ngroup().to_numpy()
    firsts = rows[~rows.duplicated(_ALIKE).to_numpy()]
    joined = {later: earlier for block in _contested(firsts) for later, earlier in _joined(block)}
    joined |= _containing(firsts[~firsts.index.isin(joined)])
    heads = np.array([_head(index, joined) for index in firsts.index.tolist()], dtype=np.int64)
    found[rows.index.to_numpy()] = heads[groups]
    return _fixed(found)


def _fixed(numbers: RowNumbers) -> RowNumbers:
    """What is asked for again may not be changed in between."""
    numbers.flags.writeable = False
    return numbers


def in_software_too(data: Dataset, leading: RowNumbers) -> tuple[tuple[int, int], ...]:
    """The tracker rows whose task the software has as well: (row of the tracker, row of the software that counts)."""
    software = (data.frame["origin"] == "software").to_numpy()
    paired = np.flatnonzero(~software & software[leading])
    return tuple(zip(paired.tolist(), leading[paired].tolist(), strict=True))


def counterparts(previous: pd.DataFrame, data: Dataset) -> RowNumbers:
    """For each task of an earlier run the place of its row of today, -1 = none; no row stands for two of them.

    `previous` has document_no, title, unit and due; today's rows are those that count (see `leaders`).
    """
    own = leaders(data) == np.arange(len(data.frame))
    today = _compared(data.frame)[own]
    before = pd.DataFrame(
        {
            "unit": previous["unit"].fillna("").astype(str),
            "number": [document_key(number) for number in previous["document_no"].fillna("")],
            "year": 0,
            "title": [fold(title) for title in previous["title"].fillna("")],
            "due": _days(pd.to_datetime(previous["due"])),
            "export": -1,
        }
    )
    found = np.full(len(before), -1, dtype=np.int64)
    before.index, today = pd.RangeIndex(len(before)), today[(today["title"] != "").to_numpy()]
    for then, now in _then_and_now(pd.concat([before, today]), len(before)):
        for earlier, later in _paired(then, now):
            found[earlier] = later
    return found


def _then_and_now(rows: pd.DataFrame, then: int) -> Iterable[tuple[list[_Task], list[_Task]]]:
    """The rows in blocks within which to compare: those of then, which come first, and those of now."""
    rows = _with_figures(rows)
    found: dict[int, tuple[list[_Task], list[_Task]]] = {}
    numbers = rows.groupby(_BLOCK, sort=False).ngroup().tolist()
    for place, (number, task) in enumerate(zip(numbers, _tasks(rows), strict=True)):
        found.setdefault(number, ([], []))[place >= then].append(task)
    return found.values()


def document_key(text: str) -> str:
    """ "Công văn số 05/UBND-NC ngày 05/3/2024" → "5ubndnc"; "" for a blank."""
    found = _NUMBER.search(clean(text))
    return fold(found[0] if found else text).replace(" ", "").lstrip("0")


def _compared(frame: pd.DataFrame) -> pd.DataFrame:
    """What decides, one row per row of the frame, without its missing values."""
    software = (frame["origin"] == "software").to_numpy()
    return pd.DataFrame(
        {
            "unit": frame["unit"].astype(object).where(frame["unit"].notna(), ""),
            "number": frame["document_key"].astype(object),
            "year": frame["document_date"].dt.year.fillna(0).astype(int),
            "title": frame["title_key"].astype(object),
            "due": _days(frame["due_at"]),
            "export": np.where(software, frame["source"].to_numpy(), -1),
        }
    )


def _days(moments: "pd.Series[pd.Timestamp]") -> RowNumbers:
    return moments.to_numpy().astype("datetime64[D]").astype(np.int64)


def _with_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """“tháng 1” and “tháng 2”, “quý I” and “quý II” are alike in letters but never the same task."""
    figures = {
        title: " ".join(each.lstrip("0") for each in _COUNTED.findall(title)) for title in rows["title"].unique()
    }
    return rows.assign(counted=rows["title"].map(figures))


def _contested(firsts: pd.DataFrame) -> Iterable[list[_Task]]:
    """The rows that another might repeat, in blocks within which to compare."""
    rows = _with_figures(firsts)
    nameless = pd.MultiIndex.from_frame(rows.loc[(rows["number"] == "").to_numpy(), _BLOCK])
    open_to_all = pd.MultiIndex.from_frame(rows[_BLOCK]).isin(nameless)
    return _blocks(rows[open_to_all | rows.duplicated([*_BLOCK, "number"], keep=False).to_numpy()], _BLOCK)


def _blocks(rows: pd.DataFrame, alike: list[str]) -> Iterable[list[_Task]]:
    """The rows in groups that are alike in these columns, in the order of the first of each."""
    found: dict[int, list[_Task]] = {}
    for number, task in zip(rows.groupby(alike, sort=False).ngroup().tolist(), _tasks(rows), strict=True):
        found.setdefault(number, []).append(task)
    return found.values()


def _head(index: int, joined: Mapping[int, int]) -> int:
    while index in joined:
        index = joined[index]
    return index


def _containing(rows: pd.DataFrame) -> dict[int, int]:
    """Tracker rows of whose unit and document the software has one task only whose title contains theirs, or the other
    way round: with that task; none where several of the tracker's would be the same.
    """
    found: dict[int, int] = {}
    numbered = rows[(rows["number"] != "").to_numpy()]
    for tasks in _blocks(numbered, ["unit", "number"]):
        software, trackers = ([each for each in tasks if (each.export < 0) == own] for own in (False, True))
        pairs = [(mine.index, its.index) for mine in trackers for its in software if _contains(mine.title, its.title)]
        for mine, its in pairs:
            if sum(mine == each for each, _ in pairs) == 1 == sum(its == each for _, each in pairs):
                found[mine] = its
    return found


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short.split()) >= _LEAST_WORDS and f" {short} " in f" {long} "


def _tasks(block: pd.DataFrame) -> list[_Task]:
    columns = (block[name].tolist() for name in ("number", "year", "title", "due", "export"))
    return [_Task(*values) for values in zip(block.index.tolist(), *columns, strict=True)]


def _joined(tasks: Iterable[_Task]) -> Iterator[tuple[int, int]]:
    """Each task that repeats an earlier one of the block, with that one."""
    kept: dict[str, list[_Task]] = {"": []}
    for task in tasks:
        shelves = (task.number, "") if task.number else tuple(kept)
        rivals = [each for shelf in shelves for each in kept.get(shelf, ())]
        nearest = _nearest(task, [each for each in rivals if each.export < 0 or each.export != task.export])
        if nearest is None:
            kept.setdefault(task.number, []).append(task)
            continue
        # From now on it is the task of that document and year: one of another is not the same.
        nearest.year = nearest.year or task.year
        if task.number and not nearest.number:
            kept[""].remove(nearest)
            nearest.number = task.number
            kept.setdefault(task.number, []).append(nearest)
        yield task.index, nearest.index


def _paired(before: Sequence[_Task], today: Sequence[_Task]) -> Iterator[tuple[int, int]]:
    """Tasks of then with those of now, one to one: what has not changed at all finds itself first."""
    free = list(today)
    unmoved = {(task.number, task.title, task.due): task for task in reversed(free)}
    changed = []
    for task in before:
        same = unmoved.pop((task.number, task.title, task.due), None)
        if same is None:
            changed.append(task)
            continue
        free.remove(same)
        yield task.index, same.index
    for task in changed:
        numbers = {task.number, ""}
        nearest = _nearest(task, [each for each in free if not task.number or each.number in numbers])
        if nearest is not None:
            free.remove(nearest)
            yield task.index, nearest.index


def _nearest(task: _Task, rivals: Sequence[_Task]) -> _Task | None:
    """The most alike of the rivals, of equals the one with the same deadline, then the first; None if none is alike."""
    size = len(task.title)
    rivals = [
        each
        for each in rivals
        if (not (task.year and each.year) or task.year == each.year or (task.export < 0) != (each.export < 0))
        and min(size, len(each.title)) * _LENGTHS >= max(size, len(each.title))
    ]
    if not rivals:
        return None
    if len(rivals) > _MOST_RIVALS:
        rivals = sorted(rivals, key=lambda each: (each.title != task.title, abs(len(each.title) - size)))[:_MOST_RIVALS]
    from rapidfuzz import fuzz, process

    scores = process.cdist(
        [task.title[:_MOST_TITLE]],
        [each.title[:_MOST_TITLE] for each in rivals],
        scorer=fuzz.ratio,
        score_cutoff=_SAME_NUMBER,
    )[0]
    needed = np.array([_SAME_NUMBER if task.number and each.number else _NO_NUMBER for each in rivals])
    needed += [101 * (len(each.title) > _MOST_TITLE and each.title != task.title) for each in rivals]
    alike = np.where(scores >= needed, scores, 0) + np.array([0.001 * (each.due == task.due) for each in rivals])
    best = int(np.argmax(alike))
    return rivals[best] if alike[best] >= _SAME_NUMBER else None
