"""The parts of an official document on a sheet (Decree 30/2020, annex I): letterhead, text, closing."""

from bsreform.language.wording import clean
from bsreform.report_model import Closing, Letterhead, Paragraphs
from bsreform.writing.canvas import Canvas
from bsreform.writing.fitting import row_height, text_pixels
from bsreform.writing.styles import BODY, RULE_COLOUR

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BLANK = " " * 6
# Points on paper: Decree 30/2020 asks for 12–13 at the head, 13–14 in the text, 12 and 11 for the recipients.
_HEAD = 12
_RECIPIENTS = 11
_SIGNATURE_POINTS = 90
_NEARLY = 1.15
# A longer word (a path) would tear a justified line apart.
_LONG_WORD = 20
# Roughly the characters of a page of text: a row of a sheet can be no higher than that.
_PIECE = 1500


def write_letterhead(canvas: Canvas, head: Letterhead, year: int) -> None:
    """Issuer and national title, number and date to fill in, then title, subject and period, or the addressee."""
    style, top, body = canvas.styles.text, canvas.size(_HEAD), canvas.size(BODY)
    parent, issuer = head.parent.upper(), head.issuer.upper()
    left = canvas.issuer_span
    # The nation always stands on one line, the issuer where it nearly fits; a printer may make them a little smaller.
    one_line = canvas.styles.look(font_size=top, align="center", valign="vcenter", bold=True, shrink=True)
    nearly = text_pixels(issuer, top, bold=True) <= canvas.pixels(0, left - 1) * _NEARLY
    _two_sides(canvas, (parent, style(top)), (_NATION, one_line))
    _two_sides(canvas, (issuer, one_line if nearly else style(top, bold=True)), (_MOTTO, style(body, bold=True)))
    _rule(canvas, 0, left - 1, text_pixels(issuer, top, bold=True) * 0.45)
    _rule(canvas, left, canvas.span - 1, text_pixels(_MOTTO, body, bold=True) * 0.97)
    canvas.next_row(8)
    dated = f"{head.place}, ngày{_BLANK}tháng{_BLANK}năm {year}"
    _two_sides(canvas, (f"Số:{_BLANK}/{head.symbol}", style(body)), (dated, style(body, italic=True)))
    if head.addressee:
        _two_sides(canvas, (head.subject, style(top)), ("", style(body)))
        canvas.next_row(10)
        canvas.line(f"Kính gửi: {head.addressee}", style(body))
    else:
        canvas.next_row(10)
        _write_title(canvas, head)
    canvas.next_row(8)


def _write_title(canvas: Canvas, head: Letterhead) -> None:
    style, body = canvas.styles.text, canvas.size(BODY)
    canvas.line(head.title.upper(), style(body, bold=True))
    canvas.line(head.subject, style(body, bold=True))
    _rule(canvas, 0, canvas.span - 1, min(text_pixels(head.subject, body, bold=True) * 0.4, 200))
    canvas.next_row(8)
    canvas.line(head.period, style(body, italic=True))


def write_paragraphs(canvas: Canvas, block: Paragraphs) -> None:
    """A bold heading, if any, and each paragraph in a row as high as its text."""
    body = canvas.size(BODY)
    if block.heading:
        canvas.line(block.heading, canvas.styles.text(body, "left", bold=True))
    for number, text in enumerate(block.lines):
        if number:
            canvas.blocks.append(canvas.row)
        for piece in _pieces(clean(text)):
            torn = any(len(word) > _LONG_WORD for word in piece.split())
            canvas.line(piece, canvas.styles.text(body, "left" if torn else "justify"))
    canvas.next_row(6)


def write_closing(canvas: Canvas, block: Closing) -> None:
    """“Nơi nhận” on the left; the signer's office in bold capitals and room for a signature on the right."""
    style, small = canvas.styles.text, canvas.size(_RECIPIENTS)
    canvas.next_row(8)
    top = canvas.row
    heading = ("Nơi nhận:", style(canvas.size(_HEAD), "left", bold=True, italic=True))
    _two_sides(canvas, heading, (block.signer.upper(), style(canvas.size(BODY), bold=True)))
    left = canvas.issuer_span
    for text in block.recipients:
        lines = canvas.text(text if text.startswith("-") else f"- {text}", style(small, "left"), 0, left - 1)
        canvas.next_row(row_height(lines, small))
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
