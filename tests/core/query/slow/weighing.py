"""A document is weighed against a query, the long way round."""

from functools import cache
from itertools import product

import snowballstemmer

from tests.core.query.slow.cutting import category, folded, letters, words

FIELDS = ("title", "text", "author", "source", "url", "lang")
STEMMERS = {
    "fr": snowballstemmer.stemmer("french"),
    "en": snowballstemmer.stemmer("english"),
    "de": snowballstemmer.stemmer("german"),
    "ar": snowballstemmer.stemmer("arabic"),
}


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
