"""How the kinds of paragraphs of a Word file look, and where it says its language and direction.

`core_properties.language` is not read by Word or LibreOffice: `w:lang` in the styles is (measured).
"""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from comms.adapters.documents.paper import Paper
from comms.adapters.documents.word.markup import GREY, put, speak, turn

INK, RED = RGBColor(0x1D, 0x1C, 0x1A), RGBColor(0xB3, 0x36, 0x1F)
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
FONT, COMPLEX_FONT = "Georgia", "Times New Roman"


def set_styles(made: Document, paper: Paper) -> None:
    """Give every style its look, and the document its language (for each kind of script)."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    speak(defaults.find(qn("w:rPr")), paper.lang)
    normal = made.styles["Normal"]
    _look(normal, paper, 11, is_bold=False, colour=INK, after=8)
    speak(normal.element.get_or_add_rPr(), paper.lang)
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
    put(properties, "w:szCs", str(round(size * 2)))
    if is_bold:
        put(properties, "w:bCs")
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(after), Pt(before)
    if paper.runs_leftward:
        turn(style.element.get_or_add_pPr())


def style_of(look: str) -> str:
    return LOOKS[look][0] if look in LOOKS else "Normal"
