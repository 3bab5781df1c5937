"""A paper as a Word file (DOCX): styles for headings, its language and direction where Word looks.

`core_properties.language` is not read by Word or LibreOffice: `w:lang` in the styles is (measured).
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from comms.adapters.documents.bars import png
from comms.adapters.documents.islands import islands
from comms.adapters.documents.paper import (
    Bars,
    Block,
    Heading,
    Items,
    Line,
    Paper,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
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
}
HEADINGS = {1: 18, 2: 13, 3: 11.5, 4: 11}
FONT, COMPLEX_FONT = "Georgia", "Times New Roman"
EMBED, ENDS = "\u202a", "\u202c"  # left to right until the end mark; Word knows no isolates


def write(paper: Paper) -> bytes:
    """Return the file of a paper."""
    made = docx.Document()
    _strip(made, paper)
    _set_page(made)
    _set_styles(made, paper)
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
        table = self.made.add_table(0, max((len(row) for row in block.rows), default=1))
        table.style = "Table Grid"
        _set_rules(table._tblPr, leftward=self.paper.runs_leftward)
        for number, row in enumerate(block.rows):
            cells = table.add_row().cells
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


def _set_rules(properties: Any, *, leftward: bool) -> None:
    """Draw thin rules between the rows alone; put each property where the schema wants it."""
    if leftward:
        properties.find(qn("w:tblStyle")).addnext(OxmlElement("w:bidiVisual"))
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


def _set_head(row: Any) -> None:
    """Mark a row as the head of its table, for who hears it read and where a page breaks."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)
