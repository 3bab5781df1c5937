"""Text becomes words, the long way round."""

import html
import re
import unicodedata
from dataclasses import dataclass
from html.entities import html5

BLOCKS = {
    *("p", "div", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "table", "tr", "td", "th", "blockquote", "pre", "section", "article", "figure"),
    "figcaption",
}


def category(character):
    return unicodedata.category(character)


def without_tags(text):
    """Return (character, start, end) for what is left when tags and comments are gone."""
    left = []
    at = 0
    while at < len(text):
        if text.startswith("<!--", at) and "-->" in text[at + 4 :]:
            at = text.index("-->", at + 4) + 3
        elif re.match(r"</?[A-Za-z]", text[at:]) and ">" in text[at:]:
            end = text.index(">", at) + 1
            name = re.split(r"[\s/>]", text[at:end].removeprefix("<").removeprefix("/"))[0].lower()
            if name in {"script", "style"} and text[at + 1] != "/":
                closing = re.search(rf"</{name}(?=[\s/>])[^>]*>", text[end:], re.IGNORECASE)
                end = end + closing.end() if closing else len(text)
            if name in BLOCKS | {"script", "style"}:
                left.append((" ", at, end))
            at = end
        else:
            left.append((text[at], at, at + 1))
            at += 1
    return left


def with_references(left):
    text = "".join(character for character, _, _ in left)
    found = []
    at = 0
    while at < len(left):
        reference = re.match(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", text[at:])
        name = reference and reference[0][1:]
        if reference and (name in html5 or name.startswith("#")):
            last = at + len(reference[0]) - 1
            meant = html.unescape(reference[0])
            found += [(character, left[at][1], left[last][2]) for character in meant]
            at = last + 1
        else:
            found.append(left[at])
            at += 1
    return found


ONE_BY_ONE = {
    "ی": "ي", "ى": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ە": "ه",
    "ھ": "ه", "ہ": "ه", "ګ": "گ", "ؤ": "و", "ئ": "ي", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l",
    "đ": "d", "ß": "ss", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-",
}  # fmt: skip


def folded(text):
    text = "".join(c for c in text if category(c) != "Cf")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if category(c)[0] != "M" and c != "\u0640")
    text = "".join(ONE_BY_ONE.get(c, c) for c in text.casefold())
    return "".join(str(unicodedata.digit(c)) if category(c) == "Nd" else c for c in text)


@dataclass
class Letter:
    """A character a reader sees, with the marks that follow it."""

    raw: str
    start: int
    end: int


def letters(text, is_html):
    left = without_tags(text) if is_html else [(c, i, i + 1) for i, c in enumerate(text)]
    if is_html:
        left = with_references(left)
    found = []
    for character, start, end in left:
        if category(character) == "Cf":
            continue
        if category(character)[0] == "M" or character == "\u0640":
            if found:
                found[-1].raw += character
                found[-1].end = end
        else:
            found.append(Letter(character, start, end))
    return found


@dataclass
class Word:
    folded: str
    exact: str
    start: int
    end: int


def words(text, is_html=True):
    found = []
    run = []
    for letter in letters(text, is_html):
        for character in folded(letter.raw) or " ":
            if category(character)[0] in "LN":
                run.append((character, letter))
            elif run:
                found.append(run)
                run = []
    if run:
        found.append(run)
    made = []
    for run in found:
        mine = []
        for _, letter in run:
            if not mine or mine[-1] is not letter:
                mine.append(letter)
        exact = unicodedata.normalize("NFC", "".join(letter.raw for letter in mine))
        made.append(Word("".join(c for c, _ in run), exact, mine[0].start, mine[-1].end))
    return made
