"""Documents that stand alone: one paper, written as a page, a Word file, a PDF or plain text."""

from comms.adapters.documents.opening import read_word
from comms.adapters.documents.packing import packed, unpacked
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
    Rule,
    Run,
    Spoken,
    Table,
    Totals,
    in_order,
    text_of,
)
from comms.adapters.documents.pasting import TooMuchPasted, read_pasted
from comms.adapters.documents.reading import blocks_of
from comms.adapters.documents.trouble import NotWord, TooLong
from comms.adapters.documents.writing import FORMATS, write

__all__ = [
    "FORMATS",
    "Block",
    "Chart",
    "Heading",
    "Items",
    "Line",
    "Logos",
    "NotPrintable",
    "NotWord",
    "Paper",
    "Quote",
    "Rule",
    "Run",
    "Spoken",
    "Table",
    "TooLong",
    "TooMuchPasted",
    "Totals",
    "blocks_of",
    "in_order",
    "packed",
    "read_pasted",
    "read_word",
    "text_of",
    "unpacked",
    "write",
]
