"""A paper as a Word file (DOCX)."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from comms.adapters.documents.paper import Paper
from comms.adapters.documents.word.blocks import Writer
from comms.adapters.documents.word.markup import TAGS, number_pages
from comms.adapters.documents.word.styles import set_styles

__all__ = ["TAGS", "write"]


def write(paper: Paper) -> bytes:
    """Return the file of a paper."""
    made = docx.Document()
    _strip(made, paper)
    _set_page(made)
    set_styles(made, paper)
    if paper.is_numbered:
        number_pages(made)
    writer = Writer(made, paper)
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
