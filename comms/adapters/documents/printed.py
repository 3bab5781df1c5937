"""A paper as a PDF/UA: typeset by Typst in this process, with our own Noto fonts, on A4.

The paper goes in as JSON and is never read as Typst's own language, so no text can act.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import regex
import typst

from comms.adapters.documents.bars import INK, SERIES
from comms.adapters.documents.islands import islands
from comms.adapters.documents.paper import (
    Block,
    Chart,
    Heading,
    Items,
    Line,
    Logos,
    NotPrintable,
    Paper,
    Quote,
    Runs,
    Spoken,
    Table,
    Totals,
)

HERE = Path(__file__).parent
SOURCE = HERE / "printed.typ"
FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
)
BOX = "�"
OURS = frozenset(
    {"", "LATIN", "GREEK", "CYRILLIC", "ARABIC", "ETHIOPIC", "COMBINING", "MODIFIER", "VARIATION"}
)  # scripts our fonts have, if not every letter
_MANY_BOXES = re.compile(f"{BOX}{{4,}}")
MOST_UNKNOWN = 60  # signs a paper may hold that our fonts do not have; setting it takes 20 ms
# A letter with its accents, a family with its joiners. Typst takes memory with the square of its
# length: one of 20,000 ended the process, at 20 GB.
_SIGN, LONGEST_SIGN = regex.compile(r"\X"), 40  # code points
SIZES = ("10.5", "10", "9.5")  # points, of a paper of several pages
LEAST_FILLED = 0.4  # of the last page, its margin counted
_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
_JOINERS = "\u200d\ufe00-\ufe0f"  # what emoji are put together with
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
ISOLATE, ENDS = "\u2066", "\u2069"  # left to right until the end mark
_one_at_a_time = threading.Lock()  # a paper takes 20 ms


def write(paper: Paper) -> bytes:
    """Return the PDF of a paper: one page when a little less white lets it fit.

    Raises:
        NotPrintable: the typesetter refused it.
    """
    told = {
        "lang": paper.lang.split("-")[0],
        "direction": paper.direction,
        "title": paper.title,
        "publisher": paper.publisher,
        "blocks": [_block(each, paper) for each in paper.blocks],
    }
    return _set(_SIGN.sub(_short, json.dumps(told, ensure_ascii=False)))


def _short(sign: regex.Match[str]) -> str:
    """Return a sign no longer than one is; marks that stand on no letter go."""
    stands = unicodedata.category(sign[0][0])[0] != "M"
    return sign[0][:LONGEST_SIGN] if stands else ""


def _set(told: str) -> bytes:
    """Set a paper; a sign our fonts do not have gives way: PDF/UA refuses a document with one."""
    for _ in range(MOST_UNKNOWN):
        try:
            return _compiled(told)
        except typst.TypstError as error:
            found = _NO_GLYPH.search(error.message)
            shown = _without(found[1], told) if found else told
            if shown == told:
                raise NotPrintable(error.message) from error
            told = shown
        except BaseException as panic:
            if type(panic).__name__ == "PanicException":  # of Rust: no Exception, nor to be named
                raise NotPrintable("the typesetter gave up") from panic
            raise
    raise NotPrintable("too many signs without a glyph")


def _compiled(told: str) -> bytes:
    """Set a paper at the largest size at which its last page holds more than a few lines."""
    with _one_at_a_time:
        first = b""
        for size in SIZES:
            inputs = {"paper": told, "size": size}
            compiler = typst.Compiler(str(SOURCE), font_paths=FONTS, sys_inputs=inputs)
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
            if not isinstance(made, bytes):
                raise NotPrintable("no document")
            if not _ends_alone(compiler):
                return made
            first = first or made
    return first


def _ends_alone(compiler: typst.Compiler) -> bool:
    ends = json.loads(compiler.query("<ends>", field="value", one=True))
    return bool(ends["page"] > 1 and ends["filled"] < LEAST_FILLED)


def _without(unknown: str, told: str) -> str:
    """Leave the signs of a text out of a paper; letters leave a box where they stood.

    Letters of a script our fonts do not have go together: an article may have thousands.
    """
    named = set(_ESCAPED.sub(lambda each: chr(int(each[1], 16)), unknown))
    foreign = {_script(sign) for sign in named} - OURS
    if foreign:
        boxed = "".join(BOX if _script(sign) in foreign else sign for sign in told)
        return _MANY_BOXES.sub(BOX * 3, boxed)
    for sign in sorted(named):
        if not sign.isascii():
            box = BOX if unicodedata.category(sign)[0] in "LN" else ""
            told = re.sub(f"{re.escape(sign)}[{_JOINERS}]*", box, told)
    return told


def _script(sign: str) -> str:
    """Return the script of a letter, as Unicode names it; empty for any other sign."""
    if sign.isascii() or unicodedata.category(sign)[0] not in "LM":
        return ""
    return unicodedata.name(sign, "").partition(" ")[0]


def _block(block: Block, paper: Paper) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"kind": "line", "look": block.look, "runs": _runs(block.runs, paper)}
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "runs": _runs(block.runs, paper)}
    for kind, maker in _MAKERS.items():
        if isinstance(block, kind):
            return maker(block, paper)
    return {"kind": "rule"}


def _quote(block: Quote, paper: Paper) -> dict[str, Any]:
    return {
        "kind": "quote",
        "edge": "right" if paper.runs_leftward else "left",
        "blocks": [_block(each, paper) for each in block.blocks],
        "speaker": _runs(block.speaker, paper),
    }


def _items(block: Items, paper: Paper) -> dict[str, Any]:
    entries = [[_block(each, paper) for each in entry] for entry in block.entries]
    return {
        "kind": "items",
        "numbered": block.numbered,
        "first": block.first,
        "entries": entries,
    }


def _table(block: Table, paper: Paper) -> dict[str, Any]:
    wide = max((len(row) for row in block.rows), default=1)
    rows = [[*row, *[()] * (wide - len(row))] for row in block.rows]
    cells = [[_runs(cell, paper) for cell in row] for row in rows]
    return {"kind": "table", "columns": wide, "rows": cells}


def _spoken(block: Spoken, paper: Paper) -> dict[str, Any]:
    inner = paper.speaking(block)
    return {
        "kind": "spoken",
        "lang": inner.lang.split("-")[0],
        "direction": inner.direction,
        "blocks": [_block(each, inner) for each in block.blocks],
    }


def _logos(block: Logos, _paper: Paper) -> dict[str, Any]:
    pictures = [{"bytes": list(data), "says": says} for data, says in block.pictures]
    return {"kind": "logos", "pictures": pictures}


def _chart(block: Chart, paper: Paper) -> dict[str, Any]:
    rows = [
        {
            "runs": _runs(runs, paper),
            "numbers": list(said),
            "lengths": [each / block.most for each in counts],
        }
        for runs, counts, said in block.cells()
    ]
    return {
        "kind": "chart",
        "head": list(block.head),
        "series": block.series,
        "rows": rows,
        "colours": list(SERIES),
    }


def _totals(block: Totals, _paper: Paper) -> dict[str, Any]:
    return {
        "kind": "totals",
        "rows": [list(each) for each in block.rows],
        "ink": INK,
        "across": block.across,
    }


_MAKERS: dict[type, Callable[..., dict[str, Any]]] = {
    Quote: _quote,
    Items: _items,
    Table: _table,
    Spoken: _spoken,
    Logos: _logos,
    Chart: _chart,
    Totals: _totals,
}


def _runs(runs: Runs, paper: Paper) -> list[dict[str, Any]]:
    return [
        {
            "text": _isolated(each.text) if paper.runs_leftward else each.text,
            "bold": each.bold,
            "italic": each.italic,
            "code": each.code,
            "link": each.link,
        }
        for each in runs
    ]


def _isolated(text: str) -> str:
    pieces = (
        f"{ISOLATE}{piece}{ENDS}" if is_island else piece for piece, is_island in islands(text)
    )
    return "".join(pieces)
