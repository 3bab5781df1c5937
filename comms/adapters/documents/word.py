"""A paper as a Word file (DOCX): styles for headings, its language and direction where Word looks.

`core_properties.language` is not read by Word or LibreOffice: `w:lang` in the styles is (measured).
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

from comms.adapters.documents.bars import SERIES, png, row_png
from comms.adapters.documents.islands import islands
from comms.adapters.documents.paper import (
    Bars,
    Block,
    Chart,
    Heading,
    Items,
    Line,
    Paper,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    Totals,
    text_of,
)

# What Word calls our languages; it knows a country with each.
TAGS = {
    "fr": "fr-FR", "en": "en-GB", "de": "de-DE", "ti": "ti-ER", "ar": "ar-SA", "fa": "fa-IR",
    "prs": "prs-AF", "ps": "ps-AF", "ckb": "ku-Arab-IQ",
}  # fmt: skip
INK, GREY, RED = RGBColor(0x1D, 0x1C, 0x1A), RGBColor(0x56, 0x53, 0x4C), RGBColor(0xB3, 0x36, 0x1F)
LOOKS = {  # look: name of the style, size, bold, colour, space after (points)
    "draft": ("Draft", 11, True, RED, 8),
    "kicker": ("Kicker", 9, True, RED, 2),
    "dateline": ("Dateline", 11, False, GREY, 8),
    "overline": ("Overline", 11, False, GREY, 2),
    "subtitle": ("Subtitle", 13, False, GREY, 8),
    "lead": ("Lead", 11, True, INK, 8),
    "foot": ("Foot", 10, False, INK, 2),
    "code": ("Source", 10, False, INK, 8),
    "quote": ("Quote", 11, False, INK, 6),
    "cell": ("Cell", 10.5, False, INK, 2),
    "number": ("Number", 20, True, INK, 0),
    "what": ("What", 9.5, False, GREY, 4),
}
HEADINGS = {1: 18, 2: 13, 3: 11.5, 4: 11}
TOGETHER = 14  # rows of a chart that no page parts
WIDE, NAMES, COUNTS = 16.6, 5.8, 2.3  # centimetres of a page, and of what is not bars in a chart
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
FONT, COMPLEX_FONT = "Georgia", "Times New Roman"
EMBED, ENDS = "\u202a", "\u202c"  # left to right until the end mark; Word knows no isolates


def write(paper: Paper) -> bytes:
    """Return the file of a paper."""
    made = docx.Document()
    _strip(made, paper)
    _set_page(made)
    _set_styles(made, paper)
    if paper.is_numbered:
        _number_pages(made)
    writer = _Writer(made, paper)
    for block in paper.blocks:
        writer.add(block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _strip(made: Document, paper: Paper) -> None:
    """Take out what the library's model file says of itself; no person is named in a file."""
    facts = made.core_properties
    facts.title, facts.author, facts.language = paper.title, paper.publisher, paper.lang
    facts.comments = facts.last_modified_by = facts.keywords = facts.subject = ""
    facts.created = facts.modified = datetime(2000, 1, 1, tzinfo=UTC)
    facts.revision = 1
    for key, relation in list(made.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            made.part.package.rels.pop(key)


def _set_page(made: Document) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.2))


def _number_pages(made: Document) -> None:
    """Put « 2 / 5 » at the foot of each page; Word counts."""
    foot = made.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("PAGE", " / ", "NUMPAGES"):
        run = foot.add_run("" if text.isupper() else text)
        run.font.size, run.font.color.rgb = Pt(9), GREY
        if text.isupper():
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), text)
            run._r.addprevious(field)
            field.append(run._r)


def _set_styles(made: Document, paper: Paper) -> None:
    """Give every style its look, and the document its language (for each kind of script)."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    _set_language(defaults.find(qn("w:rPr")), paper)
    normal = made.styles["Normal"]
    _look(normal, paper, 11, is_bold=False, colour=INK, after=8)
    _set_language(normal.element.get_or_add_rPr(), paper)
    for level, size in HEADINGS.items():
        style = made.styles[f"Heading {level}"]
        _look(style, paper, size, is_bold=True, colour=INK, after=6, before=0 if level == 1 else 12)
    for name, size, is_bold, colour, after in LOOKS.values():
        style = _style(made, name)
        _look(style, paper, size, is_bold=is_bold, colour=colour, after=after)
    made.styles["Quote"].paragraph_format.left_indent = Cm(0.8)


def _style(made: Document, name: str) -> Any:
    if name in [each.name for each in made.styles]:
        return made.styles[name]
    style: Any = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    return style


def _look(
    style: Any,
    paper: Paper,
    size: float,
    *,
    is_bold: bool,
    colour: RGBColor,
    after: float,
    before: float = 0,
) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.color.rgb = is_bold, colour
    style.font.italic = style.font.cs_italic = False
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), COMPLEX_FONT)
    for spread in properties.findall(qn("w:spacing")):  # letters the model file sets apart
        properties.remove(spread)
    _set(properties, "w:szCs", str(round(size * 2)))
    if is_bold:
        _set(properties, "w:bCs")
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(after), Pt(before)
    if paper.runs_leftward:
        _turn(style.element.get_or_add_pPr())


def _set_language(properties: Any, paper: Paper) -> None:
    tag = TAGS.get(paper.lang, paper.lang)
    lang = properties.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        properties.append(lang)
    lang.set(qn("w:val"), tag)
    lang.set(qn("w:bidi"), tag)
    lang.attrib.pop(qn("w:eastAsia"), None)


def _set(properties: Any, name: str, value: str | None = None) -> Any:
    """Put a property where the schema wants it: Word refuses a file whose properties stray."""
    found = properties.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        at = ORDER.index(name)
        later = [each for each in properties if _rank(each) > at]
        if later:
            later[0].addprevious(found)
        else:
            properties.append(found)
    if value is not None:
        found.set(qn("w:val"), value)
    return found


# The order of what stands in w:pPr and in w:rPr (ECMA-376, 17.3.1.26 and 17.3.2.28), as used here.
ORDER = [
    *("w:pStyle", "w:keepNext", "w:keepLines", "w:widowControl", "w:numPr", "w:pBdr", "w:bidi"),
    *("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"),
    *("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:color"),
    *("w:kern", "w:sz", "w:szCs", "w:u", "w:rtl", "w:cs", "w:lang"),
]
_RANKS = {qn(name): rank for rank, name in enumerate(ORDER)}


def _rank(element: Any) -> int:
    return _RANKS.get(element.tag, -1)


def _turn(properties: Any) -> None:
    """Make a paragraph run from right to left; « left » then means the start, in Word's words."""
    _set(properties, "w:bidi")


class _Writer:
    """Adds the blocks of a paper, in order, to a file or to a cell of it."""

    def __init__(self, made: Document, paper: Paper) -> None:
        self.made, self.paper = made, paper

    def add(self, block: Block, depth: int = 0) -> None:
        """Add one block."""
        if isinstance(block, Heading):
            self._line(f"Heading {block.level}", block.runs)
        elif isinstance(block, Line):
            self._line(_style_of(block.look), block.runs)
        elif isinstance(block, Quote):
            self._quote(block)
        elif isinstance(block, Items):
            self._items(block, depth)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Bars):
            self._bars(block)
        elif isinstance(block, Chart):
            self._chart(block)
        elif isinstance(block, Totals):
            self._totals(block)
        elif isinstance(block, Rule):
            self._line("Normal", (Run("⁂"),))

    def _quote(self, block: Quote) -> None:
        for each in block.blocks:
            if isinstance(each, Line):
                self._line("Quote", each.runs)
            else:
                self.add(each)
        if block.speaker:
            self._line("Quote", block.speaker)

    def _items(self, block: Items, depth: int) -> None:
        """Add a list; numbers are written out: Word would count on from one list to the next."""
        bullet = "List Bullet" if depth == 0 else f"List Bullet {min(depth + 1, 3)}"
        for number, entry in enumerate(block.entries, block.first):
            for order, each in enumerate(entry):
                if not isinstance(each, Line):
                    self.add(each, depth + 1)
                elif block.numbered or order:
                    mark = (Run(f"{number}. "),) if block.numbered and order == 0 else ()
                    self._indent(self._line("Normal", (*mark, *each.runs)), depth, bool(mark))
                else:
                    self._line(bullet, each.runs)

    def _indent(self, paragraph: Paragraph, depth: int, has_mark: bool) -> None:
        paragraph.paragraph_format.left_indent = Cm(0.63 * (depth + 1))
        paragraph.paragraph_format.first_line_indent = Cm(-0.63 if has_mark else 0)
        paragraph.paragraph_format.space_after = Pt(4)

    def _table(self, block: Table) -> None:
        table = self._grid(_widths(block))
        _set_rules(table._tblPr)
        for number, row in enumerate(block.rows):
            cells = _row(table).cells
            for cell, runs in zip(cells, row, strict=False):
                cell.paragraphs[0].style = "Cell"
                self._fill(cell.paragraphs[0], runs, is_bold=number == 0)
            if number == 0:
                _set_head(table.rows[0])
        self._line("Normal", ())

    def _bars(self, block: Bars) -> None:
        drawn = io.BytesIO(png(block, leftward=self.paper.runs_leftward))
        shape = self.made.add_picture(drawn, width=Cm(16))
        shape._inline.docPr.set("descr", block.says)

    def _chart(self, block: Chart) -> None:
        series = len(block.head) - 1
        counts_wide = [max(COUNTS, 0.27 * len(each) + 0.5) for each in block.head[1:]]
        drawn_wide = WIDE - NAMES - sum(counts_wide)
        table = self._grid((NAMES, drawn_wide, *counts_wide))
        _set_rules(table._tblPr)
        head = table.add_row().cells
        named = (block.head[0], "", *block.head[1:])
        for at, (cell, text) in enumerate(zip(head, named, strict=True)):
            self._cell(cell, (Run(text),), is_bold=True, at_end=at > 1)
            if series > 1 and at > 1:
                _set_swatch(cell.paragraphs[0], SERIES[(at - 2) % len(SERIES)])
        _set_head(table.rows[0])
        for runs, counts in block.rows:
            name, drawn, *cells = _row(table).cells
            self._cell(name, runs)
            self._draw(drawn, block, counts, drawn_wide - 0.4)
            for cell, count in zip(cells, counts, strict=True):
                self._cell(cell, (Run(str(count)),), at_end=True)
        if len(block.rows) <= TOGETHER:
            for row in table.rows[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._space()

    def _draw(self, cell: Any, block: Chart, counts: Sequence[int], wide: float) -> None:
        picture = io.BytesIO(row_png(block, counts, leftward=self.paper.runs_leftward))
        cell.paragraphs[0].style = "Cell"
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        shape = cell.paragraphs[0].add_run().add_picture(picture, width=Cm(wide))
        _set_decorative(shape._inline.docPr)

    def _totals(self, block: Totals) -> None:
        """Add the large numbers: a table without rules, each number in its cell."""
        for first in range(0, len(block.rows), block.across):
            some = block.rows[first : first + block.across]
            table = self._grid([WIDE / block.across] * block.across)
            table.style = "Normal Table"
            cells = table.add_row().cells
            for cell, (number, what) in zip(cells, some, strict=False):
                cell.paragraphs[0].style = "Number"
                self._fill(cell.paragraphs[0], (Run(number),))
                self._fill(cell.add_paragraph(style="What"), (Run(what),))
        self._space()

    def _space(self) -> None:
        """Part what would else be one table: Word joins two that touch."""
        space = self._line("Normal", ()).paragraph_format
        space.line_spacing, space.space_after = Pt(8), Pt(0)

    def _grid(self, widths: Sequence[float]) -> Any:
        """Return an empty table whose columns are as wide as said, in centimetres."""
        table = self.made.add_table(0, len(widths))
        table.style = "Table Grid"
        table.autofit = False
        if self.paper.runs_leftward:
            table._tblPr.find(qn("w:tblStyle")).addnext(OxmlElement("w:bidiVisual"))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        return table

    def _cell(self, cell: Any, runs: Runs, *, is_bold: bool = False, at_end: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = "Cell"
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        self._fill(paragraph, runs, is_bold=is_bold)
        if at_end:  # « right » is the end, whichever way the paragraph runs
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _line(self, style: str, runs: Runs) -> Paragraph:
        paragraph = self.made.add_paragraph(style=style)
        self._fill(paragraph, runs)
        return paragraph

    def _fill(self, paragraph: Paragraph, runs: Runs, *, is_bold: bool = False) -> None:
        if self.paper.runs_leftward:
            _turn(paragraph._p.get_or_add_pPr())
        for run in runs:
            holder = _link(paragraph, run.link) if run.link else paragraph._p
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
        return made._r


def _style_of(look: str) -> str:
    return LOOKS[look][0] if look in LOOKS else "Normal"


def _link(paragraph: Paragraph, address: str) -> Any:
    """Return a hyperlink element at the end of a paragraph; the library has no words for one."""
    link = OxmlElement("w:hyperlink")
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), number)
    paragraph._p.append(link)
    return link


def _widths(block: Table) -> list[float]:
    """Return how wide the columns of a table are, in centimetres, after what stands in them."""
    count = max((len(row) for row in block.rows), default=1)
    longest = [
        max((len(text_of(row[at])) for row in block.rows if at < len(row)), default=1)
        for at in range(count)
    ]
    weights = [min(max(each + 2, 9), 36) for each in longest]  # the air of a cell is two letters
    return [WIDE * each / sum(weights) for each in weights]


def _set_rules(properties: Any) -> None:
    """Draw thin rules between the rows alone; put each property where the schema wants it."""
    rules = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        rule.set(qn("w:val"), "nil" if side in ("left", "right", "insideV") else "single")
        rule.set(qn("w:sz"), "4")
        rule.set(qn("w:color"), "CFC9BB")
        rules.append(rule)
    later = [each for each in properties if each.tag in (qn("w:tblLayout"), qn("w:tblLook"))]
    if later:
        later[0].addprevious(rules)
    else:
        properties.append(rules)


def _row(table: Any) -> Any:
    """Add a row that no page parts."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _set_head(row: Any) -> None:
    """Mark a row as the head of its table, for who hears it read and where a page breaks."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)


def _set_swatch(paragraph: Paragraph, colour: str) -> None:
    """Put the colour of a series before its name."""
    made = paragraph.add_run("■ ")
    made.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    paragraph.runs[0]._r.addprevious(made._r)


def _set_decorative(facts: Any) -> None:
    """Mark a picture as only to be seen: who hears the document is read the numbers beside it."""
    facts.set("descr", "")
    main = facts.nsmap.get("a") or "http://schemas.openxmlformats.org/drawingml/2006/main"
    kept = etree.SubElement(facts, f"{{{main}}}extLst")
    one = etree.SubElement(kept, f"{{{main}}}ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(one, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}, val="1")
