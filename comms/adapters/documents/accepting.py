"""Reads a Word file as if every tracked change were accepted and no comment had been written."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from comms.adapters.documents.markdown import Accepted, Paragraph, accepted, said
from comms.adapters.documents.paper import Run, Runs
from comms.adapters.documents.trouble import NotWord, TooLong

LARGEST = 60 * 1024 * 1024  # bytes unpacked: a bomb is refused before it is opened
# A book of 300 pages is under all of these; 3,000,000 empty paragraphs, 61 KB packed, held 788 MB.
LARGEST_PART = 5 * 1024 * 1024  # bytes of XML unpacked
MOST_PARAGRAPHS = 20_000
MOST_TAGS = 400_000
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")
_MARKS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # what may stand before XML, in any of its encodings
_FOREIGN = b"Lo\xa7\x94"  # XML in EBCDIC, which no Word writes
LINKS = ("http://", "https://", "mailto:", "tel:")
# What is gone once all is accepted, and what never was text.
GONE = {qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
OFF = {"0", "false", "none", "off"}


BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    PackageNotFoundError,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
)


def read(content: bytes) -> Accepted:
    """Return the accepted text of a Word file; see `opening.read_word`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST:
                raise TooLong
            _weigh(packed.read(each) for each in packed.infolist())
        document = docx.Document(io.BytesIO(content))
    except BROKEN as error:
        raise NotWord from error
    return accepted(list(_Reader(document).paragraphs()))


def _weigh(parts: Iterator[bytes]) -> None:
    """Refuse a file whose parts hold too much XML, before anything is built of it."""
    tags = paragraphs = 0
    for part in parts:
        begins = part.lstrip(_MARKS)[:4]
        if begins == _FOREIGN:
            raise NotWord
        if begins[:1] == b"<":
            tags += part.count(b"<")
            paragraphs += sum(1 for _ in _PARAGRAPH.finditer(part))
            if len(part) > LARGEST_PART or tags > MOST_TAGS or paragraphs > MOST_PARAGRAPHS:
                raise TooLong


class _Reader:
    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        known = document.part.rels.items()
        self.links = {key: each.target_ref for key, each in known if each.is_external}
        self.styles = {
            each.style_id: (each.name or "").casefold() for each in document.styles if each.style_id
        }

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in order; one whose end was deleted goes on in the next."""
        carried: list[Run] = []
        for element in self._blocks(self.body):
            if element.tag == qn("w:tbl"):
                yield from self._rows(element)
                continue
            carried += self._runs(element)
            if element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
                continue
            runs, carried = tuple(carried), []
            yield self._paragraph(element, runs)
        if carried:
            yield Paragraph("text", tuple(carried))

    def _blocks(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if element.tag in (qn("w:p"), qn("w:tbl")):
                yield element
            elif element.tag not in GONE and element.tag != qn("w:sectPr"):
                yield from self._blocks(element)

    def _paragraph(self, element: Any, runs: Runs) -> Paragraph:
        named = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self.styles.get(named.get(qn("w:val")), "") if named is not None else ""
        if style in ("title", "heading 1"):
            return Paragraph("title", runs)
        if found := re.fullmatch(r"heading (\d)", style):
            return Paragraph("heading", runs, level=min(int(found[1]), 4))
        if "quote" in style:
            return Paragraph("quote", runs)
        if style.startswith("list number"):
            return Paragraph("number", runs)
        is_listed = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        return Paragraph("bullet" if is_listed or style.startswith("list") else "text", runs)

    def _rows(self, table: Any) -> Iterator[Paragraph]:
        for row in table.iter(qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                cells = tuple(self._cell(each) for each in row.findall(qn("w:tc")))
                yield Paragraph("row", cells=cells)

    def _cell(self, cell: Any) -> Runs:
        parts = [self._runs(each) for each in cell.findall(qn("w:p"))]
        return tuple(run for part in parts if said(part) for run in (*part, Run(" ")))

    def _runs(self, parent: Any, link: str = "") -> Runs:
        found: list[Run] = []
        for element in parent:
            if element.tag in GONE:
                continue
            if element.tag == qn("w:r"):
                found += self._run(element, link)
            elif element.tag == qn("w:hyperlink"):
                to = str(self.links.get(element.get(qn("r:id")), ""))
                found += self._runs(element, to if to.startswith(LINKS) else "")
            else:
                found += self._runs(element, link)
        return tuple(found)

    def _run(self, run: Any, link: str) -> list[Run]:
        facts = run.find(qn("w:rPr"))
        if _is_on(facts, "vanish"):
            return []
        text = "".join(map(_words, run))
        return [Run(text, _is_on(facts, "b"), _is_on(facts, "i"), link=link)] if text else []


def _words(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    known = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
    return known.get(element.tag, "")


def _is_on(facts: Any, name: str) -> bool:
    found = facts.find(qn(f"w:{name}")) if facts is not None else None
    return found is not None and found.get(qn("w:val"), "1") not in OFF
