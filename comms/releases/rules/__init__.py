"""What a release is made of, what it lacks, its document, and its file."""

from comms.releases.rules.document import Document, compose, embargo_line, locale_for
from comms.releases.rules.labels import MENTIONS
from comms.releases.rules.lacking import Lack, lacks, unreadable
from comms.releases.rules.signatories import Signatory
from comms.releases.rules.signing import signed_another, signed_words, still_signed, text_hash
from comms.releases.rules.words import KINDS, MOST_QUESTIONS, ReleaseWords, prose_of, title_of

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
