"""A query is read, the long way round."""

import re

from tests.core.query.slow.cutting import category, words
from tests.core.query.slow.weighing import FIELDS, Slow, holds


class No(Exception):
    """The query is refused."""


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
