"""What people do with a release: write it, translate it, show it, take it in and out as a file."""

from comms.releases.service.showing import (
    FORMATS,
    ExportWrong,
    as_text,
    document,
    export,
    kit,
    lacks,
    letter,
    show,
)
from comms.releases.service.writing import (
    KIND,
    AuthorWrong,
    TranslationWrong,
    author,
    begin,
    catch_up,
    take_in,
    translate,
    warnings_of,
    with_about,
)

__all__ = [
    "FORMATS",
    "KIND",
    "AuthorWrong",
    "ExportWrong",
    "TranslationWrong",
    "as_text",
    "author",
    "begin",
    "catch_up",
    "document",
    "export",
    "kit",
    "lacks",
    "letter",
    "show",
    "take_in",
    "translate",
    "warnings_of",
    "with_about",
]
