"""Dossiers on their way from one worker to another: rows as Arrow bytes, each with the facts about it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from msgspec.structs import astuple
from numpy.typing import NDArray

from bsreform.model import Fact
from bsreform.records.dossiers import categorical, numbered

_CODED = ("unit", "shop", "status")
"""Columns with the same categories, in the same order, in every dataset of one run: their numbers mean the same."""
_FACTS, _KEY = "facts", "key"
PackedRow = tuple[int, int]
"""(source, row)."""


def pack(frame: pd.DataFrame, facts: Mapping[PackedRow, Sequence[Fact]]) -> pa.Table:
    """The rows of a dataset as a table without dictionaries, since most of its pieces need few of their entries.

    `facts` are those about a row of the frame, in order. What is numbered within the dataset (`key`) stays behind.
    """
    columns = {name: _plain(frame[name]) for name in frame.columns if name != _KEY}
    places = zip(frame["source"].tolist(), frame["row"].tolist(), strict=True)
    told = [json.dumps([astuple(fact)[1:] for fact in facts[place]]) if place in facts else None for place in places]
    return pa.table({**columns, _FACTS: pa.array(told, pa.string())})


def _plain(column: "pd.Series[Any]") -> Any:
    if not isinstance(column.dtype, pd.CategoricalDtype):
        # Without rows, nothing else would tell texts from nulls.
        return pa.array(column, pa.string() if pd.api.types.is_string_dtype(column.dtype) else None)
    numbers = column.cat.codes.to_numpy()
    if column.name in _CODED:
        return pa.array(numbers, pa.int32())
    texts = pa.array(column.cat.categories.tolist(), pa.string())
    return texts.take(pa.array(numbers, pa.int32(), mask=numbers < 0))


def cut(table: pa.Table, buckets: NDArray[np.int64]) -> Iterator[tuple[int, bytes]]:
    """The rows of every bucket that has any; `buckets` says in which one each row belongs."""
    order = np.argsort(buckets, kind="stable")
    sorted_rows, sorted_buckets = table.take(pa.array(order)), buckets[order]
    for bucket, first, count in zip(*np.unique(sorted_buckets, return_index=True, return_counts=True), strict=True):
        yield int(bucket), as_bytes(sorted_rows.slice(first, count))


def as_bytes(table: pa.Table) -> bytes:
    """A table as compressed bytes: a slice takes no more with it than its own rows."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def unpack(
    pieces: Iterable[bytes], like: pd.DataFrame, numbers: NDArray[np.int64]
) -> tuple[pd.DataFrame, tuple[Fact, ...]]:
    """The rows of these pieces, in the order of sources and rows, and the facts about them.

    `like` is a frame of the same columns; `numbers` are the keys of the sources (see `Notes`) in their order, and
    the rows come back with the place of their source among them.
    """
    table = pa.concat_tables([pa.ipc.open_stream(piece).read_all() for piece in pieces])
    sources = np.searchsorted(numbers, table["source"].to_numpy())
    order = np.lexsort((table["row"].to_numpy(), sources))
    table, sources = table.take(pa.array(order)).combine_chunks(), sources[order]
    frame = pd.DataFrame({"source": sources.astype(np.int32)})
    for name in like.columns.drop("source"):
        frame[name] = _keys(table["code"]) if name == _KEY else _restored(_whole(table[name]), like[name])
    return frame, tuple(_facts(table, sources))


def _whole(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _restored(column: Any, like: "pd.Series[Any]") -> Any:
    dtype: Any = like.dtype
    if like.name in _CODED:
        return pd.Categorical.from_codes(column.to_numpy(), dtype=dtype)
    if isinstance(dtype, pd.CategoricalDtype):
        return categorical(column)
    if isinstance(dtype, pd.ArrowDtype):
        return pd.Series(pd.array(column, dtype=dtype))
    return column.to_numpy(zero_copy_only=False)


def _keys(column: Any) -> NDArray[np.int64]:
    """The same number for the same code, -1 for none."""
    encoded = _whole(column).dictionary_encode()
    blank = pa.compute.index(encoded.dictionary, "").as_py()
    numbers = numbered(encoded)
    return np.where(numbers == blank, -1, numbers)


def _facts(table: pa.Table, sources: NDArray[np.int64]) -> Iterator[Fact]:
    told = table[_FACTS]
    for place in np.flatnonzero(told.is_valid().to_numpy()).tolist():
        yield from (Fact(int(sources[place]), *rest) for rest in json.loads(told[place].as_py()))
