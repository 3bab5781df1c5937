"""`python -m tests.bench.hostile`: how long what means harm, or is only long, keeps a reader busy.

A reader whose time grows with the square of the text is stopped by one visitor. Seconds are of the
processor, but for the file of 5,000 contacts, which is a command like any other.
"""

import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import docx

from comms.adapters import opml
from comms.adapters.documents import TooLong, TooMuchPasted, read_pasted, read_word
from comms.channels.rules.counting import count
from comms.contacts.book.rules.addresses import read_phones
from comms.contacts.book.rules.words import PersonWords, obstacles_to_reading
from comms.contacts.files.rules.matching import Book
from comms.core.html import harmless, render, without_notes
from comms.core.refusal import Refused
from comms.desk.rules import runs
from comms.figures.rules.typed import found
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.taking_up import Compared, taken_up
from comms.pieces.rules.anchors import Place, follow
from comms.pieces.rules.bindings import Prose
from comms.pieces.rules.house import Advice, places
from comms.pieces.rules.typography import tidy
from comms.sourcing.rules.quoting import weigh
from tests.contacts.files.messy import Maker
from tests.contacts.files.test_matching import face
from tests.contacts.files.test_messy_file import Command
from tests.core.test_html import HEAVY, HOSTILE, NOTES

DEEP, NAMESAKES, ROWS = 100_000, 3_000, 5_000
REPEATED = ("1,", "1 ", "a-", "a@", "`", "2030 ", "appel ", "12 mars ", "1-")
BLANKS = {
    "lines of blanks": "\n " * 30_000,
    "a number and blanks": "1" + " " * 60_000 + "x",
    "a call and blanks": "appel" + " " * 60_000 + "x",
    "capitals and dashes": "A-" * 30_000,
    "one long word": "a" * 60_000,
    "numbers in words": "deux " * 12_000,
}
SET = {
    **{
        f"{sign!r} repeated": sign * 20_000 for sign in ("a-", "a", "a.", "](", "`", '"a" ', "<!--")
    },
    "a line of blanks": " " * 60_000 + "x",
    "figures never closed": "[](figure:" * 6_000,
    "ticks and letters": "`" * 5_000 + "x" * 15_000,
    "guillemets": "«" * 30_000,
}
PASTED = {
    f"{html!r} repeated": html * (60_000 // len(html))
    for html in (
        "<p>",
        "<a ",
        "<!--",
        "<!-- >",
        "<![CDATA[ >]>",
        "<b>x</b>",
        " ",
        "<td>x</td>",
        "<tr>",
    )
}
PHONES = "1 " * 20_000
QUOTES = {
    "a mark and blanks": '"' + " " * 150_000 + "[a](testimony:x)",
    "a guillemet and blanks": "«" + " " * 150_000,
    "a dash and blanks": "— " + " " * 60_000 + "x" + " " * 60_000 + "\0",
    "a dash and brackets": "— " + "[" * 150_000,
    "8,000 testimonies": "« ab » [a](testimony:x)" * 8_000,
    "names behind marks": ('"a b"' + "Aa " * 36) * 1_500,
}


def main() -> int:
    """Measure and print; 1 when a reader is busy longer than it may be."""
    slow = 0
    for name, most, read in _readers():
        began = time.process_time()
        read()
        slow += _say(name, time.process_time() - began, most)
    return 1 if slow + _say(f"{ROWS} messy rows of contacts", _imported(), 30) else 0


def _say(name: str, took: float, most: float) -> bool:
    told = "   TOO SLOW" if took > most else ""
    print(f"{name:44} {took:6.2f} s   at most {most:g}{told}", flush=True)
    return took > most


def _readers() -> Iterator[tuple[str, float, Callable[[], object]]]:
    """Yield what is read, and how many seconds it may take."""
    yield from ((f"Markdown: {name}", 5.0, partial(render, HEAVY[name])) for name in HEAVY)
    yield from ((f"refused: {name}", 0.5, partial(_refused, HOSTILE[name])) for name in HOSTILE)
    yield from ((f"notes: {name}", 1.0, partial(_looked, NOTES[name])) for name in NOTES)
    for network in ("x", "mastodon"):
        yield f"counting for {network}", 8.0, partial(_counted, network)
    yield "figures in texts that repeat", 10.0, lambda: [found(each * 5000) for each in REPEATED]
    yield from ((f"figures: {name}", 1.0, partial(_found, BLANKS[name])) for name in BLANKS)
    yield from ((f"set in French: {name}", 1.0, partial(_set, SET[name])) for name in SET)
    yield from ((f"pasted: {name}", 1.0, partial(_pasted, PASTED[name])) for name in PASTED)
    yield "a Word file of empty paragraphs", 1.0, partial(_word, _padded(b"<w:p/>" * 3_000_000))
    yield "a Word file of elements", 1.0, partial(_word, _padded(b"<w:r/>" * 390_000))
    yield "a title of one letter, searched", 1.0, lambda: runs("a" * 20_000, "aa")
    yield "a release repeated in an article", 1.0, _repeated
    yield "a card full of telephones", 1.0, lambda: obstacles_to_reading(PersonWords(phones=PHONES))
    yield "telephones and blanks", 1.0, lambda: read_phones("1" + " " * 20_000 + "x")
    yield "a signature of one word", 1.0, lambda: people_of(["x" * 100_000])
    yield from ((f"quotations: {name}", 1.0, partial(_quoted, QUOTES[name])) for name in QUOTES)
    yield "forty remarks in 3,000 words", 2.0, _remarks
    yield f"OPML, {DEEP} folders deep", 5.0, _deep
    yield f"{NAMESAKES} contacts of one name", 5.0, _namesakes


def _refused(text: str) -> None:
    with suppress(Refused):
        render(text)


def _counted(network: str) -> None:
    for text in ("a" * 20_000, "a." * 10_000, "a-" * 10_000, "@" * 20_000):
        count(network, text)


def _found(text: str) -> None:
    found(text, (), "fr")


def _set(text: str) -> None:
    tidy(text)
    list(places(text, "fr", [Advice("mot", "parole")]))


def _pasted(html: str) -> None:
    with suppress(TooMuchPasted):
        read_pasted(html)


def _word(content: bytes) -> None:
    with suppress(TooLong):
        read_word(content)


def _padded(padding: bytes) -> bytes:
    """Return a Word file that begins with a padding."""
    whole, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<w:body>", b"<w:body>" + padding)
            new.writestr(name, content)
    return out.getvalue()


def _repeated() -> None:
    words = "un deux trois quatre cinq six sept huit neuf "
    for ours, theirs in ((words, words * 12), (words * 600, words * 600)):
        taken_up(Compared(ours), Compared(theirs))
    odd = " ".join(f"m{number}" if number % 28 else f"o{number}" for number in range(5_000))
    taken_up(Compared(odd), Compared(odd.replace("o", "p")))


def _quoted(text: str) -> None:
    weigh("release", [Prose("body", text, "fr")], {}, date(2030, 3, 12))


def _remarks() -> None:
    old = " ".join(f"mot{number}" for number in range(3000))
    new = f"Avant. {old.replace('mot2000 ', 'autre ').replace('mot2 ', '')} Après."
    for number in [*range(0, 1990, 50), 2000, 2]:
        start = old.index(f"mot{number} ")
        follow(old, new, Place(start, start + len(f"mot{number} "), is_same=True))


def _looked(text: str) -> None:
    without_notes(text)
    harmless(text)


def _deep() -> None:
    opened, closed = b'<outline text="a">' * DEEP, b"</outline>" * DEEP
    opml.read(b'<opml version="2.0"><body>' + opened + closed + b"</body></opml>")


def _namesakes() -> None:
    crowd = [face("Jean Martin", email=f"jean{n}@e.org") for n in range(NAMESAKES)]
    book = Book(crowd)
    for one in crowd[:300]:
        book.find(one)


def _imported() -> float:
    """Return how many seconds the command takes for a file as people send it."""
    with tempfile.TemporaryDirectory() as folder:
        contacts, messy = Command(Path(folder) / "house"), Path(folder) / "messy.csv"
        messy.write_bytes(Maker(5).file().data)
        begun = time.monotonic()
        contacts.json("import", messy, "--origin", "essai")
        return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
