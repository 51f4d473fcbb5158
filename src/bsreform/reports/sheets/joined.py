"""Several short sheets as one: their tables one below the other, each under what was its sheet's title."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bsreform.report_model import Block, Paragraphs, Section, Table


def joined(name: str, sections: Sequence[Section]) -> Section:
    """The sheet; what would be a sentence alone stands as a sentence under its heading."""
    first = sections[0]
    return replace(first, name=name, title=name.upper(), blocks=tuple(_blocks(sections)))


def _blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        heading = section.title
        for block in section.blocks:
            if isinstance(block, Table):
                yield replace(block, title=block.title or heading)
            elif isinstance(block, Paragraphs):
                yield replace(block, heading=block.heading or heading)
            else:
                yield block
            heading = ""
