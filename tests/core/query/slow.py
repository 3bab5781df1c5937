"""A second reading of the query language, slow and plain, written from its page and not from ours.

It shares nothing with `comms.core`: it cuts, folds, reads and weighs by itself, the long way round.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from itertools import product

import snowballstemmer

FIELDS = ("title", "text", "author", "source", "url", "lang")
BLOCKS = {
    *("p", "div", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "table", "tr", "td", "th", "blockquote", "pre", "section", "article", "figure"),
    "figcaption",
}
STEMMERS = {
    "fr": snowballstemmer.stemmer("french"),
    "en": snowballstemmer.stemmer("english"),
    "de": snowballstemmer.stemmer("german"),
    "ar": snowballstemmer.stemmer("arabic"),
}


class No(Exception):
    """The query is refused."""


def category(character):
    return unicodedata.category(character)


# --- Text becomes words ---------------------------------------------------------------------------


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


# --- A query is read ------------------------------------------------------------------------------

QUOTES = {'"': '"', "«": "»", "“": "”"}


def pieces(query):
    """Return pieces ("(", ")", ("word", text), ("quote", text)), each with `touches the last`."""
    query = "".join(c for c in query if category(c) != "Cf")
    found = []
    at = 0
    touching = False
    while at < len(query):
        sign = query[at]
        if sign.isspace():
            touching = False
            at += 1
            continue
        if sign in "()":
            found.append((sign, sign, touching))
            at += 1
        elif sign in QUOTES:
            end = query.find(QUOTES[sign], at + 1)
            if end < 0:
                raise No("quote")
            found.append(("quote", query[at + 1 : end], touching))
            at = end + 1
        elif sign in QUOTES.values():
            raise No("quote")
        else:
            start = at
            while at < len(query) and not query[at].isspace() and query[at] not in '()"«»“”':
                at += 1
            found.append(("word", query[start:at], touching))
        touching = True
    return found


def one_piece(text, quoted=False):
    """Return the wanted words of a piece: (way, folded, exact) each."""
    way = {"=": "=", "~": "~"}.get(text[:1], "")
    rest = text[1:] if way else text
    star = rest.endswith("*")
    rest = rest[:-1] if star else rest
    if "*" in rest:
        raise No("star")
    wanted = [(way, word.folded, word.exact) for word in words(rest, is_html=False)]
    if star and wanted:
        if way or len(wanted[-1][1]) < 3:
            raise No("star")
        wanted[-1] = ("*", *wanted[-1][1:])
    if not wanted and not quoted:
        raise No("nothing")
    return wanted


def term(text, quoted, field, count):
    if field in {"url", "source", "lang"}:
        signs = any(part[:1] in "=~" for part in text.split())
        if signs or "*" in text or count is not None or not words(text, is_html=False):
            raise No("sign")
        return ("passage", field, text)
    if quoted:
        wanted = [each for part in text.split() for each in one_piece(part, quoted=True)]
    else:
        wanted = one_piece(text)
    if not wanted or count == 0:
        raise No("nothing")
    return ("term", field, tuple(wanted), count or 1, count is not None)


def split(text, may_be_bare=False):
    """Return field and rest."""
    found = re.match(r"([^\W\d_]+):", text)
    if not found:
        return None, text
    if found[1] not in FIELDS:
        raise No("field")
    rest = text[found.end() :]
    if not rest and not may_be_bare:
        raise No("field")
    return found[1], rest


class Tokens:
    """What the parser reads, piece by piece."""

    def __init__(self, query):
        self.cut = pieces(query)
        self.at = 0
        self.found = []
        while self.at < len(self.cut):
            self.one(*self.cut[self.at][:2])
            self.at += 1
        if sum(token[0] == "term" for token in self.found) > 500:
            raise No("many")

    def after(self, *kinds):
        """Say whether a piece of these kinds touches this one."""
        following = self.cut[self.at + 1] if self.at + 1 < len(self.cut) else None
        return following is not None and following[2] and following[0] in kinds

    def one(self, kind, text):
        near = re.fullmatch(r"(O?)NEAR(/(.*))?", text, re.DOTALL)
        if kind in "()":
            self.found.append((kind,))
        elif kind == "quote":
            self.quote(None)
        elif text in OPERATORS:
            self.found.append((OPERATORS[text],))
        elif near:
            number = near[3] if near[2] else "5"
            if not re.fullmatch(r"\d+", number) or int(number) > 100:
                raise No("near")
            self.found.append(("NEAR", int(number), bool(near[1])))
        else:
            self.piece(text)

    def quote(self, field):
        text = self.cut[self.at][1]
        count = None
        if self.after("word") and re.fullmatch(r"#\d+", self.cut[self.at + 1][1]):
            self.at += 1
            count = int(self.cut[self.at][1][1:])
        self.found.append(("term", term(text, True, field, count)))

    def piece(self, text):
        if text.startswith("-"):
            text = text[1:]
            self.found.append(("NOT",))
            if not text and self.after("(", "quote"):
                return
        field, rest = split(text, may_be_bare=self.after("quote"))
        if field and not rest:
            self.at += 1
            self.quote(field)
            return
        count = re.search(r"#(\d+)$", rest)
        if count:
            rest = rest[: count.start()]
        self.found.append(("term", term(rest, False, field, int(count[1]) if count else None)))


OPERATORS = {"AND": "AND", "ET": "AND", "OR": "OR", "OU": "OR", "NOT": "NOT", "SAUF": "NOT"}


class Parser:
    def __init__(self, found):
        self.found = found

    def next(self):
        return self.found[0][0] if self.found else None

    def level(self, depth):
        parts, kinds = [self.unary(depth)], set()
        while self.next() not in (None, ")"):
            kinds.add("OR" if self.next() == "OR" else "AND")
            if self.next() in ("AND", "OR"):
                self.found.pop(0)
            parts.append(self.unary(depth))
        if len(kinds) == 2:
            raise No("mixed")
        return (kinds.pop(), parts) if kinds else parts[0]

    def unary(self, depth):
        if self.next() == "NOT":
            self.found.pop(0)
            return ("NOT", self.unary(depth))
        chain, links = [self.atom(depth)], []
        while self.next() == "NEAR":
            links.append(self.found.pop(0)[1:])
            chain.append(self.atom(depth))
        if not links:
            return chain[0]
        return ("NEAR", [self.operand(each) for each in chain], links)

    def operand(self, node):
        if node[0] == "OR":
            return [each for part in node[1] for each in self.operand(part)]
        if node[0] == "term" and node[1] is None and not node[4]:
            return [node]
        raise No("operand")

    def atom(self, depth):
        if not self.found:
            raise No("side")
        token = self.found.pop(0)
        if token[0] == "term":
            return token[1]
        if token[0] != "(" or depth == 50:
            raise No("side")
        inside = self.level(depth + 1)
        if self.next() != ")":
            raise No("parenthesis")
        self.found.pop(0)
        return inside


def read(query):
    parser = Parser(Tokens(query).found)
    tree = parser.level(0)
    if parser.found:
        raise No("parenthesis")
    if holds(tree, Slow({})):
        raise No("empty")
    return tree


# --- A document is weighed ------------------------------------------------------------------------


@cache
def stem(stemmer, exact):
    return folded(stemmer.stemWord(exact.casefold()))


class Slow:
    def __init__(self, document):
        self.document = {field: document.get(field) or "" for field in FIELDS}
        self.lang = "".join(c for c in self.document["lang"] if category(c) != "Cf")
        self.stemmer = STEMMERS.get(self.lang.split("-")[0].casefold())
        self.words = {}  # (is author, number) -> (field, word)
        title = words(self.document["title"])
        for number, word in enumerate(title):
            self.words[False, number] = ("title", word)
        for number, word in enumerate(words(self.document["text"]), len(title) + 1000):
            self.words[False, number] = ("text", word)
        for number, word in enumerate(words(self.document["author"])):
            self.words[True, number] = ("author", word)

    def stem(self, exact):
        return stem(self.stemmer, exact)

    def is_like(self, wanted, word):
        way, plain, exact = wanted
        if way == "*":
            return word.folded.startswith(plain)
        if way == "=":
            return word.exact == exact
        if way == "~" and self.stemmer:
            return self.stem(word.exact) == self.stem(exact)
        return word.folded == plain

    def places(self, node):
        """Return every place of a term as a tuple of word keys."""
        _, field, wanted, _, _ = node
        found = []
        for (is_author, number), (where, _) in self.words.items():
            if is_author != (field == "author") or (field and where != field):
                continue
            keys = [(is_author, number + step) for step in range(len(wanted))]
            if all(
                key in self.words and self.is_like(each, self.words[key][1])
                for key, each in zip(keys, wanted, strict=True)
            ):
                found.append(tuple(keys))
        return found

    def span(self, place):
        field, first = self.words[place[0]]
        return field, first.start, self.words[place[-1]][1].end

    def passages(self, field, text):
        if field == "lang":
            low = self.lang.casefold()
            if low != text.casefold() and not low.startswith(text.casefold() + "-"):
                return []
            kept = [i for i, c in enumerate(self.document["lang"]) if category(c) != "Cf"]
            return [("lang", kept[0], kept[-1] + 1)]
        made = [
            (character, letter)
            for letter in letters(self.document[field], is_html=field == "source")
            for character in folded(letter.raw)
        ]
        wanted = folded(text)
        return [
            (field, made[at][1].start, made[at + len(wanted) - 1][1].end)
            for at in range(len(made) - len(wanted) + 1)
            if "".join(c for c, _ in made[at : at + len(wanted)]) == wanted
        ]


def near_enough(one, other, most, ordered):
    first, last = one[0][1], one[-1][1]
    start, end = other[0][1], other[-1][1]
    if last < start:
        return start - last - 1 <= most
    return not ordered and end < first and first - end - 1 <= most


def full_sets(node, slow):
    _, operands, links = node
    choices = [[place for each in operand for place in slow.places(each)] for operand in operands]
    return [
        chain
        for chain in product(*choices)
        if all(
            near_enough(one, other, *link)
            for one, other, link in zip(chain, chain[1:], links, strict=False)
        )
    ]


def holds(node, slow):
    kind = node[0]
    if kind == "term":
        return len(slow.places(node)) >= node[3]
    if kind == "passage":
        return bool(slow.passages(*node[1:]))
    if kind == "NOT":
        return not holds(node[1], slow)
    if kind == "NEAR":
        return bool(full_sets(node, slow))
    return (all if kind == "AND" else any)(holds(part, slow) for part in node[1])


def found(node, slow):
    kind = node[0]
    if kind == "term":
        places = slow.places(node)
        return [slow.span(place) for place in places] if len(places) >= node[3] else []
    if kind == "passage":
        return slow.passages(*node[1:])
    if kind == "NOT":
        return []
    if kind == "NEAR":
        return [slow.span(place) for chain in full_sets(node, slow) for place in chain]
    return [each for part in node[1] for each in found(part, slow)]


def spans(tree, slow):
    """Return the spans of a document that matches, or None."""
    if not holds(tree, slow):
        return None
    answer = []
    for field in FIELDS:
        places = {place[1:] for place in found(tree, slow) if place[0] == field}
        while places:
            start, end = min(places)
            # Whatever shares a character with what we have makes it longer, till nothing does.
            while more := {place for place in places if start <= place[0] < end}:
                end = max(end, *(place[1] for place in more))
                places -= more
            answer.append((field, start, end))
    return answer
