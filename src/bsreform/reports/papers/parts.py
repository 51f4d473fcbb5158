"""What the documents have in common: head, closing, the rates as bars, whom to direct, what comes next."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bsreform.language.wording import official_count, official_date
from bsreform.material.values import Material
from bsreform.organisation.naming import chair_of
from bsreform.periods import MONTH, WEEK, PeriodKind
from bsreform.report_model import Bars, Block, Closing, Letterhead, Paragraphs, Section, Table
from bsreform.reports.page_one.front import MOST_CALLS, calls_table, lacking_words, rate_bars, whom_to_call
from bsreform.reports.sentences.conclusions import inside
from bsreform.reports.sentences.data_day import notices

if TYPE_CHECKING:
    from bsreform.material.task_values import TaskMaterial

Told = Block | str
"""What stands below a heading; a text is a paragraph."""
Parts = Iterable[tuple[str, Iterable[Told]]]
NAME = "Văn bản"
_BARS = "Kết quả (xám), chỉ tiêu giao (vạch đứng)"
_CAUSES = "Nguyên nhân: ……………………………………………"
"""No figure says why: whoever signs writes it."""


class Ahead(Struct, frozen=True):
    """The period that comes next, “tuần 11 năm 2024”, its `end`, and the `day` by which things are asked for."""

    name: str
    end: date
    day: date

    @property
    def until(self) -> str:
        """“trước ngày 15/3/2024”."""
        return f"trước ngày {official_date(self.day)}"


def ahead(material: Material, kind: PeriodKind) -> Ahead:
    """After a week the end of the next one; after longer periods the end of the month that follows."""
    after, cut = material.period.end + timedelta(days=1), material.config.periods
    step = WEEK if kind is WEEK else MONTH
    following = kind.of(after, cut)
    return Ahead(kind.names(following).now, kind.days(following, cut)[1], step.days(step.of(after, cut), cut)[1])


def next_report(material: Material, coming: Ahead) -> str:
    """What the office itself does until then."""
    office = material.config.organisation.office
    return (
        f"{office} theo dõi, đôn đốc các đơn vị khắc phục tồn tại, hạn chế nêu trên; báo cáo kết quả {coming.name} "
        f"(số liệu đến hết ngày {official_date(coming.end)})."
    )


def paper(material: Material, subject: str, parts: Parts, remark: str = "") -> Section:
    """The document. `parts` are headings and what stands below each; parts with nothing below are left out.

    `remark` follows the days in the line below the subject.
    """
    config = material.config.organisation
    days = f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}{remark}"
    head = Letterhead(
        parent=config.name,
        issuer=config.office,
        place=config.place,
        symbol=config.symbol,
        title="BÁO CÁO",
        subject=subject,
        period=days,
        addressee=chair_of(config.name),
        basis=config.basis,
    )
    return Section(NAME, (head, *_numbered(parts), closing(material)))


def closing(material: Material) -> Closing:
    """Recipients and signer, as the settings have them."""
    config = material.config.organisation
    return Closing(tuple(config.recipients), config.signer, config.signer_name)


def _numbered(parts: Parts) -> Iterator[Block]:
    """The parts under their Roman numbers, the tables numbered, too; lines that follow each other are one block."""
    numbers = count(1)
    filled = [(title, blocks) for title, given in parts if (blocks := [*given])]
    for roman, (title, blocks) in zip(("I", "II", "III", "IV", "V"), filled, strict=False):
        heading, lines = f"{roman}. {title.upper()}", list[str]()
        for block in (*blocks, None):
            if isinstance(block, str):
                lines.append(block)
                continue
            if lines or heading:
                yield Paragraphs(tuple(lines), heading)
                heading, lines = "", []
            if block is not None:
                yield _captioned(block, numbers)


def _captioned(block: Block, numbers: Iterator[int]) -> Block:
    """A table with a title under its number, “Bảng 2. …”."""
    match block:
        case Table(title=title) if title:
            return replace(block, title=f"Bảng {next(numbers)}. {title}")
        case Bars(table=table):
            return replace(block, table=replace(table, title=f"Bảng {next(numbers)}. {table.title}"))
    return block


def rates(material: Material) -> tuple[Bars, ...]:
    """The rates of the whole with their targets, as bars; none where nothing is known of them."""
    if not material.knows:
        return ()
    drawn, title = rate_bars(material), f"Kết quả thực hiện các chỉ tiêu toàn {material.level}"
    compared = any(row.cells["change"] is not None for row in drawn.table.rows)
    # Word draws the target as a line across the bar.
    told = (replace(each, label=_BARS) if each.key == drawn.at else each for each in drawn.table.columns)
    columns = tuple(column for column in told if compared or column.key != "change")
    return (replace(drawn, table=replace(drawn.table, title=title, columns=columns)),)


def calls(material: Material, tasks: "TaskMaterial | None" = None) -> tuple[Table, ...]:
    """The units that the chair has to direct first; none where nothing is overdue or missed."""
    found = whom_to_call(material, tasks)
    table, names = calls_table(material, found, tasks), {unit.id: unit.name for unit in material.units}
    rows = tuple(
        replace(row, cells={**row.cells, "unit": names[each.unit], "lacking": lacking_words(material, each, inside)})
        for row, each in zip(table.rows, found, strict=False)
    )
    rest = len(found) - MOST_CALLS
    notes = (f"Còn {official_count(rest)} đơn vị khác nêu ở tệp số liệu kèm theo.",) if rest > 0 else ()
    title = f"Các đơn vị có việc quá hạn, chỉ tiêu không đạt{' nhiều nhất' if rest > 0 else ''}"
    return (replace(table, title=title, rows=rows, notes=notes),) if rows else ()


def dated(material: Material, tasks: "TaskMaterial | None" = None) -> tuple[str, ...]:
    """Up to which day the data go, where that is not the end of the period."""
    told = notices(material.data, tasks.data if tasks else None, material.short_names)
    return (told,) if told else ()


def causes(lacking: Sequence[Told]) -> tuple[Told, ...]:
    """What is lacking, with a line for the causes below it."""
    return (*lacking, _CAUSES) if lacking else ()


def asked(material: Material, asks: Sequence[str]) -> tuple[str, ...]:
    """What the chair is asked to direct, numbered."""
    config = material.config.organisation
    if not asks:
        return ()
    opening = f"{config.office} kính đề nghị {chair_of(config.name)} xem xét, chỉ đạo:"
    return (opening, *(f"{number}. {text}" for number, text in enumerate(asks, 1)))
