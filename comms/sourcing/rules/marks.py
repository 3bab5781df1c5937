"""Where words stand between quotation marks."""

import re

from comms.core import quotes

QUOTED = re.compile(quotes.run())


def between_marks(text: str) -> list[tuple[int, int]]:
    """Return the places of words between marks, without the marks."""
    return [(each.start() + 1, each.end() - 1) for each in QUOTED.finditer(text)]
