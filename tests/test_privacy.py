"""No output, cache, log or snapshot holds the data of a person or a word of a secret document (docs/PRIVACY.md).

Every plant (tests/plants.py: each kind in each column of each layout, in titles, headers, headings, signatures,
comments, properties, hidden rows and sheets) is looked for in every output. What the sender's own cells hold in an
annotated or a repaired copy is the one exception: it is the sender's file.
"""

import html
import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from bsreform.layouts import layout
from bsreform.reading.extract import extract
from bsreform.reading.guarded.cache import META, SIGNED
from bsreform.sending_back.marked_copy import _HEADING
from calling import call
from plants import FOLDERS, TOKEN, Plant, plant
from small_office import few_units

pytestmark = pytest.mark.slow

AS_OF = ("--as-of", "2024-03-13")
REPAIRED = ("dossier_export", "task_tracker")
"""Repairs are told alike whatever the layout; `validate` speaks of the columns of all of them."""
COMMANDS = {
    "validate": ("validate", "--annotate", "@/copies"),
    "validate json": ("validate", "--format", "json"),
    "validate csv": ("validate", "--format", "csv"),
    "weekly": ("weekly", "--week", "2024-W10", "--docx"),
    "weekly json": ("weekly", "--week", "2024-W10", "--json", "-o", "@/weekly.xlsx"),
    "monthly": ("monthly", "--month", "2024-03", "--docx"),
    "monthly json": ("monthly", "--month", "2024-03", "--json"),
    "quarterly": ("quarterly", "--quarter", "2024-Q1"),
    "quarterly json": ("quarterly", "--quarter", "2024-Q1", "--json"),
    "annual": ("annual", "--year", "2024"),
    "annual json": ("annual", "--year", "2024", "--json"),
    "explain": ("explain", "weekly", "--indicator", "online_rate", "--week", "2024-W10", "-o", "@/rows.xlsx"),
    "explain json": ("explain", "monthly", "--indicator", "on_time_rate", "--month", "2024-03", "--json"),
    "schedule": ("schedule", *AS_OF, "--ics", "@/lich.ics"),
    "schedule json": ("schedule", *AS_OF, "--json"),
    "remind": ("remind", *AS_OF, "--notices", "@/notices"),
    "remind json": ("remind", *AS_OF, "--json"),
    "status": ("status", *AS_OF),
    "status json": ("status", *AS_OF, "--json"),
    "doctor": ("doctor",),
    **{f"fix {name}": ("fix", f"@/ws/{FOLDERS[name]}", "-o", f"@/fixed/{name}.xlsx") for name in REPAIRED},
}
FILES = ("workbooks", "Word documents", "annotated copies", "calendar", "cache", "snapshots")


# --- what each type of file says ---------------------------------------------------------------------


def of_text(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\r\n ", "")


def of_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "\n".join(f"{name}\n{parts.read(name).decode('utf-8', 'replace')}" for name in parts.namelist())


def of_extract(path: Path) -> str:
    """The notes, their escapes undone, and every cell; the signature before them holds nothing."""
    table = pa.ipc.open_stream(path.read_bytes()[SIGNED:]).read_all()
    metadata = table.schema.metadata or {}
    notes = json.dumps(json.loads(metadata[META]), ensure_ascii=False)
    told = [value.decode("utf-8", "replace") for value in metadata.values()]
    return "\n".join([notes, *told, *(str(column.to_pylist()) for column in table.columns)])


def of_annotated(path: Path) -> str:
    """Our first sheet and what we added to comments; the rest is the sender's."""
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    comments = [cell.comment.text for page in book for row in page.iter_rows() for cell in row if cell.comment]
    return "\n".join([*cells, *(text.partition(_HEADING)[2] for text in comments)])


SEARCHED: dict[str, Callable[[Path], str]] = {
    ".xlsx": of_zip,
    ".docx": of_zip,
    ".extract": of_extract,
    ".json": of_text,
    ".ics": of_text,
    ".lock": of_text,
    "": of_text,  # the key of the signatures
}

GROUPS = {
    ".xlsx": "workbooks",
    ".docx": "Word documents",
    ".extract": "cache",
    "": "cache",
    ".ics": "calendar",
    ".json": "snapshots",
    ".lock": "cache",
}


# --- the run -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Plant], dict[str, str]]]:
    """The folder, what was planted, and what every command said on the screen and beside it."""
    folder = tmp_path_factory.mktemp("privacy")
    plants = plant(folder / "ws")
    few_units(folder / "ws")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BSREFORM_CACHE", str(folder / "cache"))
        patch.setenv("BSREFORM_WORKSPACE", str(folder / "ws"))
        patch.setenv("COLUMNS", "200")
        yield folder, plants, {name: _said(folder, command) for name, command in COMMANDS.items()}


def _said(folder: Path, command: tuple[str, ...]) -> str:
    ended = call(*(word.replace("@", str(folder)) for word in command))
    assert ended.code in (0, 1), (command, ended)
    return f"{ended.out.decode()}\n{ended.err.decode()}"


@pytest.fixture(scope="module")
def outputs(made: tuple[Path, list[Plant], dict[str, str]]) -> dict[str, str]:
    """Every output by its name, as text in which anything can be found however it was written."""
    folder, _, said = made
    texts = {f"screen of {name}": text for name, text in said.items()}
    texts |= dict.fromkeys(FILES, "")
    for path in _written(folder):
        group, text = _told(path.relative_to(folder), path)
        texts[group] += f"\n{text}"
    return {name: _plain(text) for name, text in texts.items()}


@pytest.fixture(scope="module")
def seen(outputs: dict[str, str]) -> dict[str, set[str]]:
    """The tokens that each output holds; numbers also as they are with dots or spaces between the digits."""
    bare = {name: re.sub(r"(?<=\d)[.\u00a0 ](?=\d)", "", text) for name, text in outputs.items()}
    return {name: {*TOKEN.findall(text), *TOKEN.findall(bare[name])} for name, text in outputs.items()}


def _written(folder: Path) -> list[Path]:
    """All files but the inputs and the repaired copies, which are the sender's own."""
    inputs = {folder / "ws" / path for path in (*FOLDERS.values(), "ho-so/thieu.xlsx", "bsreform.toml", "units.toml")}
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path not in inputs and "fixed" not in path.parts
    ]


def _told(name: Path, path: Path) -> tuple[str, str]:
    if name.parts[0] == "copies":
        return "annotated copies", of_annotated(path)
    return GROUPS[path.suffix], SEARCHED[path.suffix](path)


def _plain(text: str) -> str:
    """Without escapes of JSON and XML, in NFC, in small letters."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return unicodedata.normalize("NFC", html.unescape(text)).casefold()


# --- what is proved ----------------------------------------------------------------------------------


@pytest.mark.parametrize("output", [*FILES, *(f"screen of {name}" for name in COMMANDS)])
def test_no_output_holds_a_plant(made, seen: dict[str, set[str]], output: str) -> None:
    assert [(each.kind, each.place) for each in made[1] if seen[output] & set(each.tokens)] == []


def test_every_output_says_something(outputs: dict[str, str]) -> None:
    assert [name for name, text in outputs.items() if not text.strip()] == []
    assert "n.t.z" in outputs["workbooks"] and "•••" in outputs["workbooks"]


def test_every_column_of_every_layout_was_planted_and_read(made) -> None:
    for id_, path in FOLDERS.items():
        options = {"layouts": [id_], "headers": {}, "max_unpacked_mb": 64}
        _, meta = extract(made[0] / "ws" / path, options)
        assert set(meta["sheets"][0]["columns"]) == {field.name for field in layout(id_).fields}, id_


def test_no_type_of_file_is_left_unsearched(made) -> None:
    """A new kind of output must be added to SEARCHED."""
    assert {path.suffix for path in _written(made[0])} == set(SEARCHED)


def test_secret_rows_are_hidden_in_the_senders_own_copies_too(made) -> None:
    folder, plants, _ = made
    secret = {each.tokens[0] for each in plants if each.kind == "secret" and ": own" not in each.place}
    for path in [*folder.glob("copies/theo-doi/*.xlsx"), *folder.glob("copies/nhiem-vu/*.xlsx")]:
        cells = [
            str(cell.value).casefold()
            for page in openpyxl.load_workbook(path).worksheets[:2]
            for row in page.iter_rows()
            for cell in row
        ]
        assert not [token for token in secret if any(token in cell for cell in cells)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_the_cache_is_for_its_owner_only(made) -> None:
    assert (made[0] / "cache").stat().st_mode & 0o077 == 0
