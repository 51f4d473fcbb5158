"""Fill-in forms made ready to be written: the form's columns joined with the layout that reads them and the units."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bsreform.files.toml_file import nearest
from bsreform.forms import FORMS
from bsreform.layouts import layout as layout_of
from bsreform.model import CannotRun, Unit
from bsreform.organisation.naming import level_of, place_of
from bsreform.organisation.units import Registry
from bsreform.spec import Field, Form, FormColumn, ValueKind

UNITS = "Đơn vị"
GROUPS = "Nhóm đơn vị"
_YES_NO = ("Có", "Không")
_COMMUNES = ("xã", "phường", "đặc khu", "thị trấn")


class TemplateColumn(Struct, frozen=True):
    """A column to be filled in; `options` are what its drop-down offers, `list_name` heads them among the lists."""

    field: str
    header: str
    kind: ValueKind
    required: bool
    how: str
    example: str
    width: float
    options: tuple[str, ...]
    list_name: str
    break_before: bool


class Template(Struct, frozen=True):
    """A form with its columns resolved; `rows` are filled in already: field → value."""

    form: Form
    columns: tuple[TemplateColumn, ...]
    rows: tuple[Mapping[str, str | date | None], ...] = ()

    def index(self, field: str) -> int:
        """0-based column of a field."""
        return next(index for index, column in enumerate(self.columns) if column.field == field)


def template(id_: str, registry: Registry, day: date | None = None) -> Template:
    """The form of that id. It offers the units valid on that day (None = those of all times), each name once.

    CannotRun if there is no such form.
    """
    forms = {form.id: form for form in FORMS}
    if id_ not in forms:
        clue = f"; {near}" if (near := nearest(id_, tuple(forms))) else "."
        raise CannotRun(f"Không có biểu mẫu “{id_}”{clue} Các biểu mẫu: {', '.join(forms)}.")
    form = forms[id_]
    layout = layout_of(form.layout)
    units = registry.valid_in(day, day) if day else registry.units
    lists = {UNITS: tuple(dict.fromkeys(unit.name for unit in units)), GROUPS: tuple(registry.groups.values())}
    words = _words(registry, lists[UNITS])
    columns = tuple(_column(_worded(column, words), layout.field(column.field), lists) for column in form.columns)
    return Template(form, columns, _known_units(registry) if form.layout == "units" else ())


def _known_units(registry: Registry) -> tuple[Mapping[str, str | date | None], ...]:
    """The registry as the rows of its own form: what is as usual stays blank."""
    return tuple(
        {
            "name": unit.name,
            "group": registry.groups[unit.group],
            "short": "" if unit.short == place_of(unit.name) else unit.short,
            "aliases": "; ".join(unit.aliases),
            "codes": "; ".join(unit.codes),
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "successor": _heir(unit, registry),
            "receives_dossiers": "" if unit.receives_dossiers else "Không",
            "receives_tasks": "" if unit.receives_tasks else "Không",
            "id": unit.id,
        }
        for unit in registry.units
    )


def _heir(unit: Unit, registry: Registry) -> str:
    """By name, or by id where a name is that of several units in turn."""
    heir = registry.get(unit.successor) if unit.successor else None
    if heir is None:
        return ""
    return heir.name if sum(each.name == heir.name for each in registry.units) == 1 else heir.id


def _words(registry: Registry, names: tuple[str, ...]) -> Mapping[str, str]:
    """What stands for the words in braces of a form: examples among the office's own units, and its level."""
    own = names or ("",)
    level = level_of(registry.around.names[0]) if registry.around.names else ""
    return {"unit": own[1 % len(own)], "other": own[2 % len(own)], "last": own[-1], "level": level}


def _worded(column: FormColumn, words: Mapping[str, str]) -> FormColumn:
    """The column as this office sees it. Below the office's own level only the levels that are not its own are offered:
    a commune's is “Cấp xã”, whatever it is called.
    """

    def said(text: str) -> str:
        for word, meant in words.items():
            text = text.replace(f"{{{word}}}", meant)
        return text

    options = [said(each) for each in column.options if "{level}" not in each or words["level"] not in _COMMUNES]
    return replace(column, example=said(column.example), options=tuple(options))


def _column(column: FormColumn, field: Field, lists: Mapping[str, tuple[str, ...]]) -> TemplateColumn:
    name = UNITS if column.units else GROUPS if column.groups else field.label
    options = lists.get(name) or column.options or (_YES_NO if field.kind == "yes_no" else ())
    return TemplateColumn(
        field=field.name,
        header=field.label,
        kind=field.kind,
        required=field.required or column.required,
        how=column.how,
        example=column.example,
        width=column.width,
        options=options,
        list_name=name,
        break_before=column.break_before,
    )
