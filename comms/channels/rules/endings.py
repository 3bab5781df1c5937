"""The endings of addresses that X takes for a link without `https://` before them.

Source: the list of twitter-text 3, in letters a to z; read on 2026-11-25. It is one file,
`static/endings.txt`, which the browser reads too (`static/js/counting.js`).
"""

from pathlib import Path

LISTED = Path(__file__).parents[3] / "static" / "endings.txt"
ENDINGS = frozenset(LISTED.read_text(encoding="ascii").split())
