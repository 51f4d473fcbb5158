"""Texts on a sheet outside its tables: paragraphs, and two texts beside each other."""

from bsreform.language.wording import clean
from bsreform.report_model import Paragraphs, TwoSides
from bsreform.writing.canvas import Canvas
from bsreform.writing.fitting import row_height
from bsreform.writing.styles import BODY, SMALL
from bsreform.writing.xlsx import XlsxFormat

# A longer word (a path) would tear a justified line apart.
_LONG_WORD = 20
# Roughly the characters of a page of text: a row of a sheet can be no higher than that.
_PIECE = 1500


def write_paragraphs(canvas: Canvas, block: Paragraphs) -> None:
    """A bold heading, if any, and each paragraph in a row as high as its text."""
    if block.heading:
        canvas.line(block.heading, canvas.styles.text(BODY, "left", bold=True))
    for number, text in enumerate(block.lines):
        if number:
            canvas.blocks.append(canvas.row)
        for piece in _pieces(clean(text)):
            torn = any(len(word) > _LONG_WORD for word in piece.split())
            canvas.line(piece, canvas.styles.text(BODY, "left" if torn else "justify"))
    canvas.next_row(6)


def write_sides(canvas: Canvas, block: TwoSides) -> None:
    """The lines of both halves of the page, row by row; those to be signed in the middle, who signs in bold."""
    middle = canvas.half
    for number in range(max(len(block.left), len(block.right))):
        lines = [
            canvas.text(texts[number], _look(canvas, block, texts[number]), first, last)
            for texts, first, last in ((block.left, 0, middle - 1), (block.right, middle, canvas.span - 1))
            if number < len(texts)
        ]
        canvas.next_row(row_height(max(lines), SMALL))
    canvas.next_row(block.room or 6)


def _look(canvas: Canvas, block: TwoSides, text: str) -> XlsxFormat:
    return canvas.styles.text(SMALL, "center" if block.room else "left", bold=text.isupper())


def _pieces(text: str) -> list[str]:
    """`text` in pieces that fit rows of a sheet, cut between words."""
    pieces = []
    while len(text) > _PIECE:
        at = text.rfind(" ", 1, _PIECE) if " " in text[1:_PIECE] else _PIECE
        pieces.append(text[:at])
        text = text[at:].lstrip()
    return [*pieces, text]
