"""The blocks of a paper, in order, as Word shows them: lists, tables, charts and their numbers."""

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from comms.adapters.documents.bars import SERIES, row_png
from comms.adapters.documents.paper import (
    Block,
    Chart,
    Heading,
    Items,
    Line,
    Logos,
    Quote,
    Rule,
    Run,
    Spoken,
    Table,
    Totals,
    text_of,
)
from comms.adapters.documents.word.markup import (
    add_row,
    set_decorative,
    set_head,
    set_rules,
    set_swatch,
)
from comms.adapters.documents.word.styles import style_of
from comms.adapters.documents.word.words import Words

TOGETHER = 14  # rows of a chart that no page parts
WIDE, NAMES, COUNTS = 16.6, 5.8, 2.3  # centimetres of a page, and of what is not bars in a chart


class Writer(Words):
    """Adds the blocks of a paper, in order, to a file."""

    def add(self, block: Block, depth: int = 0) -> None:
        """Add one block."""
        if isinstance(block, Heading):
            self.line(f"Heading {block.level}", block.runs)
        elif isinstance(block, Line):
            self.line(style_of(block.look), block.runs)
        elif isinstance(block, Quote):
            self._quote(block)
        elif isinstance(block, Items):
            self._items(block, depth)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Spoken):
            self._spoken(block)
        elif isinstance(block, Chart | Totals | Logos):
            self._drawn(block)
        elif isinstance(block, Rule):
            self.line("Normal", (Run("⁂"),))

    def _drawn(self, block: Chart | Totals | Logos) -> None:
        if isinstance(block, Chart):
            self._chart(block)
        elif isinstance(block, Totals):
            self._totals(block)
        else:
            self._logos(block)

    def _quote(self, block: Quote) -> None:
        for each in block.blocks:
            if isinstance(each, Line):
                self.line("Quote", each.runs)
            else:
                self.add(each, depth=1)
        if block.speaker:
            self.line("Quote", block.speaker)

    def _items(self, block: Items, depth: int) -> None:
        """Add a list; numbers are written out: Word would count on from one list to the next."""
        bullet = "List Bullet" if depth == 0 else f"List Bullet {min(depth + 1, 3)}"
        for number, entry in enumerate(block.entries, block.first):
            for order, each in enumerate(entry):
                if not isinstance(each, Line):
                    self.add(each, depth + 1)
                elif block.numbered or order:
                    mark = (Run(f"{number}. "),) if block.numbered and order == 0 else ()
                    self._indent(self.line("Normal", (*mark, *each.runs)), depth, bool(mark))
                else:
                    self.line(bullet, each.runs)

    def _indent(self, paragraph: Paragraph, depth: int, has_mark: bool) -> None:
        paragraph.paragraph_format.left_indent = Cm(0.63 * (depth + 1))
        paragraph.paragraph_format.first_line_indent = Cm(-0.63 if has_mark else 0)
        paragraph.paragraph_format.space_after = Pt(4)

    def _table(self, block: Table) -> None:
        table = self.grid(_widths(block))
        set_rules(table._tblPr)
        for number, row in enumerate(block.rows):
            cells = add_row(table).cells
            for cell, runs in zip(cells, row, strict=False):
                cell.paragraphs[0].style = "Cell"
                self.fill(cell.paragraphs[0], runs, is_bold=number == 0)
            if number == 0:
                set_head(table.rows[0])
        self.line("Normal", ())

    def _spoken(self, block: Spoken) -> None:
        """Add blocks in another language: what the styles say of the paper's is said anew."""
        whole, self.paper = self.paper, self.paper.speaking(block)
        for each in block.blocks:
            self.add(each)
        self.paper = whole

    def _logos(self, block: Logos) -> None:
        paragraph = self.line("Normal", ())
        for data, says in block.pictures:
            shape = paragraph.add_run().add_picture(io.BytesIO(data), height=Cm(1.1))
            shape._inline.docPr.set("descr", says)
            paragraph.add_run("   ")

    def _chart(self, block: Chart) -> None:
        series = block.series
        counts_wide = [max(COUNTS, 0.27 * len(each) + 0.5) for each in block.head[1:]]
        drawn_wide = WIDE - NAMES - sum(counts_wide)
        table = self.grid((NAMES, drawn_wide, *counts_wide))
        set_rules(table._tblPr)
        head = table.add_row().cells
        named = (block.head[0], "", *block.head[1:])
        for at, (cell, text) in enumerate(zip(head, named, strict=True)):
            self.cell(cell, (Run(text),), is_bold=True, at_end=at > 1)
            if series > 1 and 1 < at <= series + 1:
                set_swatch(cell.paragraphs[0], SERIES[(at - 2) % len(SERIES)])
        set_head(table.rows[0])
        for runs, counts, said in block.cells():
            name, drawn, *cells = add_row(table).cells
            self.cell(name, runs)
            self._draw(drawn, block, counts, drawn_wide - 0.4)
            for cell, number in zip(cells, said, strict=True):
                self.cell(cell, (Run(number),), at_end=True)
        if len(block.rows) <= TOGETHER:
            for row in table.rows[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        self.space()

    def _draw(self, cell: Any, block: Chart, counts: Sequence[int], wide: float) -> None:
        picture = io.BytesIO(row_png(block, counts, leftward=self.paper.runs_leftward))
        cell.paragraphs[0].style = "Cell"
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        shape = cell.paragraphs[0].add_run().add_picture(picture, width=Cm(wide))
        set_decorative(shape._inline.docPr)

    def _totals(self, block: Totals) -> None:
        """Add the large numbers: a table without rules, each number in its cell."""
        for first in range(0, len(block.rows), block.across):
            some = block.rows[first : first + block.across]
            table = self.grid([WIDE / block.across] * block.across)
            table.style = "Normal Table"
            cells = table.add_row().cells
            for cell, (number, what) in zip(cells, some, strict=False):
                cell.paragraphs[0].style = "Number"
                self.fill(cell.paragraphs[0], (Run(number),))
                self.fill(cell.add_paragraph(style="What"), (Run(what),))
        self.space()


def _widths(block: Table) -> list[float]:
    """Return how wide the columns of a table are, in centimetres, after what stands in them."""
    count = max((len(row) for row in block.rows), default=1)
    longest = [
        max((len(text_of(row[at])) for row in block.rows if at < len(row)), default=1)
        for at in range(count)
    ]
    weights = [min(max(each + 2, 9), 36) for each in longest]  # the air of a cell is two letters
    return [WIDE * each / sum(weights) for each in weights]
