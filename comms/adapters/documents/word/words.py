"""Words in a Word file: lines, cells and runs, in the direction of the paper."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from comms.adapters.documents.islands import islands
from comms.adapters.documents.paper import Paper, Run, Runs
from comms.adapters.documents.word.markup import add_link, speak, turn, turn_back

EMBED, ENDS = "\u202a", "\u202c"  # left to right until the end mark; Word knows no isolates


class Words:
    """Puts words into a file: what every block is made of."""

    def __init__(self, made: Document, paper: Paper) -> None:
        self.made, self.paper = made, paper
        self.whole = paper  # whose language and direction the styles say

    def line(self, style: str, runs: Runs) -> Paragraph:
        """Add a paragraph in a style."""
        paragraph = self.made.add_paragraph(style=style)
        self.fill(paragraph, runs)
        return paragraph

    def cell(self, cell: Any, runs: Runs, *, is_bold: bool = False, at_end: bool = False) -> None:
        """Write in a cell of a table."""
        paragraph = cell.paragraphs[0]
        paragraph.style = "Cell"
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        self.fill(paragraph, runs, is_bold=is_bold)
        if at_end:  # « right » is the end, whichever way the paragraph runs
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def grid(self, widths: Sequence[float]) -> Any:
        """Return an empty table whose columns are as wide as said, in centimetres."""
        table = self.made.add_table(0, len(widths))
        table.style = "Table Grid"
        table.autofit = False
        if self.paper.runs_leftward:
            table._tblPr.find(qn("w:tblStyle")).addnext(OxmlElement("w:bidiVisual"))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        return table

    def space(self) -> None:
        """Part what would else be one table: Word joins two that touch."""
        space = self.line("Normal", ()).paragraph_format
        space.line_spacing, space.space_after = Pt(8), Pt(0)

    def fill(self, paragraph: Paragraph, runs: Runs, *, is_bold: bool = False) -> None:
        """Put words at the end of a paragraph, its direction and theirs where Word looks."""
        if self.paper.runs_leftward:
            turn(paragraph._p.get_or_add_pPr())
        elif self.whole.runs_leftward:
            turn_back(paragraph._p.get_or_add_pPr())
        for run in runs:
            holder = add_link(paragraph, run.link) if run.link else paragraph._p
            for text, is_island in self._pieces(run.text):
                holder.append(self._run(paragraph, run, text, is_island=is_island, is_bold=is_bold))

    def _pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        if not self.paper.runs_leftward:
            return iter([(text, False)])
        return islands(text)

    def _run(
        self, paragraph: Paragraph, style: Run, text: str, *, is_island: bool, is_bold: bool
    ) -> Any:
        made = paragraph.add_run(f"{EMBED}{text}{ENDS}" if is_island else text)
        if style.bold or is_bold:
            made.bold = made.font.cs_bold = True
        if style.italic:
            made.italic = made.font.cs_italic = True
        if style.code:
            made.font.name = "Courier New"
        if style.link:
            made.font.underline = True
        if self.paper.runs_leftward and not is_island:
            made.font.rtl = True
        if self.paper.lang != self.whole.lang:
            speak(made._r.get_or_add_rPr(), self.paper.lang)
        return made._r
