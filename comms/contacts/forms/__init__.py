"""What people write in the forms of the book, and how it answers."""

from comms.contacts.forms import sentences
from comms.contacts.forms.labels import (
    FIELDS,
    KINDS,
    LANGUAGES,
    MERGED,
    OUTCOMES,
    REASONS,
    REQUESTS,
    TERMS,
)
from comms.contacts.forms.reading import (
    Fields,
    read_call_back,
    read_exchange,
    read_mapping,
    read_person,
    read_request,
    read_spokesperson,
    words_of,
)

__all__ = [
    "FIELDS",
    "KINDS",
    "LANGUAGES",
    "MERGED",
    "OUTCOMES",
    "REASONS",
    "REQUESTS",
    "TERMS",
    "Fields",
    "read_call_back",
    "read_exchange",
    "read_mapping",
    "read_person",
    "read_request",
    "read_spokesperson",
    "sentences",
    "words_of",
]
