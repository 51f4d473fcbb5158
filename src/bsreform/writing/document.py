"""The parts of an official document on a sheet (Decree 30/2020, annex I): letterhead, text, closing."""

from bsreform.report_model import Closing, Letterhead, Paragraphs
from bsreform.wording import clean
from bsreform.writing.canvas import Canvas
from bsreform.writing.fitting import row_height, text_pixels
from bsreform.writing.styles import BODY, RULE_COLOUR, SMALL

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BLANK = " " * 6
_SMALLER = 13
_SIGNATURE_POINTS = 90
# Roughly the characters of a page of text: a row of a sheet can be no higher than that.
_PIECE = 1500


def write_letterhead(canvas: Canvas, head: Letterhead, year: int) -> None:
    """Issuer and national title, number and date to fill in, then title, subject and period, or the addressee."""
    style = canvas.styles.text
    _two_sides(canvas, (head.parent.upper(), style(_SMALLER)), (_NATION, style(_SMALLER, bold=True)))
    _two_sides(canvas, (head.issuer.upper(), style(_SMALLER, bold=True)), (_MOTTO, style(BODY, bold=True)))
    left = canvas.issuer_span
    _rule(canvas, 0, left - 1, text_pixels(head.issuer.upper(), _SMALLER, bold=True) * 0.45)
    _rule(canvas, left, canvas.span - 1, text_pixels(_MOTTO, BODY, bold=True) * 0.97)
    canvas.next_row(8)
    dated = f"{head.place}, ngày{_BLANK}tháng{_BLANK}năm {year}"
    _two_sides(canvas, (f"Số:{_BLANK}/{head.symbol}", style(BODY)), (dated, style(BODY, italic=True)))
    if head.addressee:
        _two_sides(canvas, (head.subject, style(SMALL + 1)), ("", style(BODY)))
        canvas.next_row(14)
        canvas.line(f"Kính gửi: {head.addressee}", style(BODY))
    else:
        canvas.next_row(14)
        _write_title(canvas, head)
    canvas.next_row(10)


def _write_title(canvas: Canvas, head: Letterhead) -> None:
    style = canvas.styles.text
    canvas.line(head.title.upper(), style(BODY, bold=True))
    canvas.line(head.subject, style(BODY, bold=True))
    _rule(canvas, 0, canvas.span - 1, min(text_pixels(head.subject, BODY, bold=True) * 0.4, 200))
    canvas.next_row(8)
    canvas.line(head.period, style(BODY, italic=True))


def write_paragraphs(canvas: Canvas, block: Paragraphs) -> None:
    """A bold heading, if any, and each paragraph in a row as high as its text."""
    if block.heading:
        canvas.line(block.heading, canvas.styles.text(BODY, "left", bold=True))
    for number, text in enumerate(block.lines):
        if number:
            canvas.blocks.append(canvas.row)
        for piece in _pieces(clean(text)):
            canvas.line(piece, canvas.styles.text(BODY, "justify"))
    canvas.next_row(8)


def write_closing(canvas: Canvas, block: Closing) -> None:
    """“Nơi nhận” on the left; the signer's office in bold capitals and room for a signature on the right."""
    style = canvas.styles.text
    canvas.next_row(10)
    top = canvas.row
    heading = ("Nơi nhận:", style(_SMALLER, "left", bold=True, italic=True))
    _two_sides(canvas, heading, (block.signer.upper(), style(BODY, bold=True)))
    left = canvas.issuer_span
    for text in block.recipients:
        look = style(SMALL + 1, "left")
        lines = canvas.text(text if text.startswith("-") else f"- {text}", look, 0, left - 1)
        canvas.next_row(row_height(lines, SMALL + 1))
    used = sum(canvas.heights[top + 1 :])
    if used < _SIGNATURE_POINTS:
        canvas.next_row(_SIGNATURE_POINTS - used)


def _two_sides(canvas: Canvas, left: tuple[str, object], right: tuple[str, object]) -> None:
    """One row with a text in either half of the page."""
    middle = canvas.issuer_span
    sides = ((left, 0, middle - 1), (right, middle, canvas.span - 1))
    points = [
        row_height(canvas.text(text, look, first, last), look.font_size)  # type: ignore[attr-defined]
        for (text, look), first, last in sides
    ]
    canvas.next_row(max(points))


def _rule(canvas: Canvas, first: int, last: int, width: float) -> None:
    """A thin rule in the middle of columns `first`..`last`: a border would be as wide as its cells."""
    room = canvas.pixels(first, last)
    width = min(int(width), room - 4)
    place = {"x_offset": (room - width) // 2, "y_offset": 3, "width": width, "height": 1}
    canvas.sheet.insert_textbox(
        canvas.row,
        first,
        "",
        {**place, "line": {"none": True}, "fill": {"color": RULE_COLOUR}, "decorative": True},
    )


def _pieces(text: str) -> list[str]:
    """`text` in pieces that fit rows of a sheet, cut between words."""
    pieces = []
    while len(text) > _PIECE:
        at = text.rfind(" ", 1, _PIECE) if " " in text[1:_PIECE] else _PIECE
        pieces.append(text[:at])
        text = text[at:].lstrip()
    return [*pieces, text]
