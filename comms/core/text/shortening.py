"""Texts cut to a length, between words where their script parts them."""

_LEFT_OUT = " …"


def cut_short(text: str, most: int) -> str:
    """Return a text no longer than `most` characters: its beginning, and a sign that more stood."""
    if len(text) <= most:
        return text
    room = max(most - len(_LEFT_OUT), 0)
    begun = text[:room].rpartition(" ")[0] or text[:room]
    return f"{begun.rstrip()}{_LEFT_OUT}"
