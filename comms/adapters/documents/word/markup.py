"""What the library has no words for, in the markup of Word: properties in order, links, rules.

Word refuses a file whose properties stray from the order of the schema.
"""

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

GREY = RGBColor(0x56, 0x53, 0x4C)
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
# What Word calls our languages; it knows a country with each.
TAGS = {
    "fr": "fr-FR", "en": "en-GB", "de": "de-DE", "ti": "ti-ER", "ar": "ar-SA", "fa": "fa-IR",
    "prs": "prs-AF", "ps": "ps-AF", "ckb": "ku-Arab-IQ",
}  # fmt: skip
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


def put(properties: Any, name: str, value: str | None = None) -> Any:
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


def turn(properties: Any) -> None:
    """Make a paragraph run from right to left; « left » then means the start, in Word's words."""
    put(properties, "w:bidi")


def turn_back(properties: Any) -> None:
    """Make a paragraph run from left to right in a document whose styles say otherwise."""
    put(properties, "w:bidi", "0")


def speak(properties: Any, lang: str) -> None:
    """Say the language of words, for each kind of script."""
    tag = TAGS.get(lang, lang)
    said = put(properties, "w:lang", tag)
    said.set(qn("w:bidi"), tag)
    said.attrib.pop(qn("w:eastAsia"), None)


def add_link(paragraph: Paragraph, address: str) -> Any:
    """Return a hyperlink element at the end of a paragraph; the library has no words for one."""
    link = OxmlElement("w:hyperlink")
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), number)
    paragraph._p.append(link)
    return link


def set_rules(properties: Any) -> None:
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


def add_row(table: Any) -> Any:
    """Add a row that no page parts."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def set_head(row: Any) -> None:
    """Mark a row as the head of its table, for who hears it read and where a page breaks."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)


def set_swatch(paragraph: Paragraph, colour: str) -> None:
    """Put the colour of a series before its name."""
    made = paragraph.add_run("■ ")
    made.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    paragraph.runs[0]._r.addprevious(made._r)


def set_decorative(facts: Any) -> None:
    """Mark a picture as only to be seen: who hears the document is read the numbers beside it."""
    facts.set("descr", "")
    main = facts.nsmap.get("a") or "http://schemas.openxmlformats.org/drawingml/2006/main"
    kept = etree.SubElement(facts, f"{{{main}}}extLst")
    one = etree.SubElement(kept, f"{{{main}}}ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(one, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}, val="1")


def number_pages(made: Document) -> None:
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
