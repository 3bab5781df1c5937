"""What a release is made of, what it lacks, its document, and its file."""

from comms.releases.rules.document import (
    Document,
    compose,
    embargo_line,
    locale_for,
)
from comms.releases.rules.labels import MENTIONS
from comms.releases.rules.signing import Signatory, signed_another, signed_words, text_hash
from comms.releases.rules.words import (
    KINDS,
    MOST_QUESTIONS,
    Lack,
    ReleaseWords,
    lacks,
    prose_of,
    still_signed,
    title_of,
    unreadable,
)

__all__ = [
    "KINDS",
    "MENTIONS",
    "MOST_QUESTIONS",
    "Document",
    "Lack",
    "ReleaseWords",
    "Signatory",
    "compose",
    "embargo_line",
    "lacks",
    "locale_for",
    "prose_of",
    "signed_another",
    "signed_words",
    "still_signed",
    "text_hash",
    "title_of",
    "unreadable",
]
