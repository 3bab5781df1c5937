"""A text as somebody typed it, without what no program shows."""

import re

# Word's soft line break is one of these; none of them belongs in a mail's head or in a document.
_LINE_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# The last two turn the order of what follows, whatever its script: a line reads as what it is not.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202d\u202e]")


def typed(text: str) -> str:
    """Return a text with its lines parted by one sign, without characters no program shows."""
    return seen(_LINE_BREAKS.sub("\n", text))


def seen(text: str) -> str:
    """Return a text without characters no program shows: Word and Excel open no file with one."""
    return _UNSEEN.sub("", text.replace("\x0b", " ").replace("\x0c", " "))
