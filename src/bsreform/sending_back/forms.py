"""Fill-in forms made ready to be written: the form's columns joined with the layout that reads them and the units."""

from dataclasses import dataclass

from bsreform.files.toml_file import nearest
from bsreform.forms import FORMS
from bsreform.layouts import layout as layout_of
from bsreform.model import CannotRun
from bsreform.organisation.units import Registry
from bsreform.spec import Field, Form, FormColumn, ValueKind

UNITS = "Đơn vị"
_YES_NO = ("Có", "Không")


@dataclass(frozen=True, slots=True)
class TemplateColumn:
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


@dataclass(frozen=True, slots=True)
class Template:
    """A form with its columns resolved."""

    form: Form
    columns: tuple[TemplateColumn, ...]

    def index(self, field: str) -> int:
        """0-based column of a field."""
        return next(index for index, column in enumerate(self.columns) if column.field == field)


def template(id_: str, registry: Registry) -> Template:
    """The form of that id. Its units are those of all times, each name once. CannotRun if there is no such form."""
    forms = {form.id: form for form in FORMS}
    if id_ not in forms:
        clue = f"; {near}" if (near := nearest(id_, tuple(forms))) else "."
        raise CannotRun(f"Không có biểu mẫu “{id_}”{clue} Các biểu mẫu: {', '.join(forms)}.")
    form = forms[id_]
    layout = layout_of(form.layout)
    names = tuple(dict.fromkeys(unit.name for unit in registry.units))
    return Template(form, tuple(_column(column, layout.field(column.field), names) for column in form.columns))


def _column(column: FormColumn, field: Field, units: tuple[str, ...]) -> TemplateColumn:
    options = units if column.units else column.options or (_YES_NO if field.kind == "yes_no" else ())
    return TemplateColumn(
        field=field.name,
        header=field.label,
        kind=field.kind,
        required=field.required or column.required,
        how=column.how,
        example=column.example,
        width=column.width,
        options=options,
        list_name=UNITS if column.units else field.label,
        break_before=column.break_before,
    )
