"""A document opened for many queries: what they ask of it is worked out once, and only if asked."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile

from comms.core.query.document import Document, Span
from comms.core.query.stems import stem, stemmed
from comms.core.query.tree import Field, Passage, Term, Wanted, Way
from comms.core.text import Word, characters, fold, folded, plain, tokens, words
from comms.core.text.folding import is_format

GAP = 1000  # numbers left free between title and text: nothing is near across them
FEW = 12  # words looked for one by one before all are put in an index
Place = tuple[int, int]  # the numbers of the first and the last word


class _Part:
    """One field cut in words, the first of which has the number `first`."""

    def __init__(self, field: Field, text: str, folded: list[str], first: int) -> None:
        self.field, self.text, self.first = field, text, first
        self.folded = folded
        self.past = first + len(self.folded)

    @cached_property
    def words(self) -> list[Word]:
        return words(self.text)

    def where(self, word: str) -> Iterator[int]:
        """Yield the numbers of a folded word; for few words this beats an index of all."""
        at = -1
        for _ in range(self.folded.count(word)):
            at = self.folded.index(word, at + 1)
            yield self.first + at

    def span(self, place: Place) -> Span:
        first, last = (self.words[number - self.first] for number in place)
        return Span(self.field, first.start, last.end)


class Numbered:
    """Fields numbered through: title then text, or the author alone."""

    def __init__(self, fields: Iterable[tuple[Field, str, list[str]]], lang: str) -> None:
        self._lang = lang
        self._cut = [each for each in fields if each[1]]
        self._looked_up: dict[str, list[int]] = {}

    @cached_property
    def _parts(self) -> list[_Part]:
        parts: list[_Part] = []
        for cut in self._cut:
            parts.append(_Part(*cut, first=parts[-1].past + GAP if parts else 0))
        return parts

    def numbers(self, word: str) -> Sequence[int]:
        """Return the numbers of a folded word."""
        if word not in self.vocabulary:
            return ()
        if word in self._looked_up:
            return self._looked_up[word]
        if len(self._looked_up) >= FEW:
            return self._index[word]
        found = self._looked_up[word] = [n for part in self._parts for n in part.where(word)]
        return found

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        return _gathered((part.first, part.folded) for part in self._parts)

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        return _gathered(
            (part.first, [stem(self._lang, word.written) for word in part.words])
            for part in self._parts
        )

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words, each once."""
        return frozenset().union(*(part.folded for part in self._parts))

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.vocabulary)

    def places(self, term: Term) -> list[Place]:
        """Return every place of a term, in order."""
        starts = self._of(term.words[0])
        if term.field:
            starts = [number for number in starts if self._part(number).field is term.field]
        further = [frozenset(self._of(wanted)) for wanted in term.words[1:]]
        return [
            (number, number + len(further))
            for number in starts
            if all(number + step in each for step, each in enumerate(further, 1))
        ]

    def span(self, place: Place) -> Span:
        """Return where a place stands in its field."""
        return self._part(place[0]).span(place)

    def _part(self, number: int) -> _Part:
        return next(part for part in self._parts if number < part.past)

    def _of(self, wanted: Wanted) -> Sequence[int]:
        if wanted.way is Way.PREFIX:
            return sorted(n for word in self._beginning(wanted.folded) for n in self.numbers(word))
        if wanted.way is Way.STEM and self._lang:
            return self._stems.get(stem(self._lang, wanted.written), ())
        found = self.numbers(wanted.folded)
        if wanted.way is Way.EXACT:
            return [number for number in found if self._written(number) == wanted.written]
        return found

    def _beginning(self, prefix: str) -> Iterator[str]:
        first = bisect_left(self._in_order, prefix)
        return takewhile(lambda word: word.startswith(prefix), self._in_order[first:])

    def _written(self, number: int) -> str:
        part = self._part(number)
        return part.words[number - part.first].written


def _gathered(parts: Iterable[tuple[int, list[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for first, part in parts:
        for number, word in enumerate(part, first):
            found[word].append(number)
    return dict(found)


class Opened:
    """A document as terms ask it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        author = document.author
        # Cut in words each time it is asked: most articles are asked once, and words just cut are
        # still at hand when they are looked up (half of the time, measured).
        self._written = folded(document.title), folded(document.text), author and _names(author)
        # While a lookout weighs its queries: all their words that stand in title or text.
        self.seen: frozenset[str] | None = None
        self._places: dict[int, tuple[Term, list[Place]]] = {}

    @cached_property
    def stemmed(self) -> str:
        """The language whose stems hold, or nothing."""
        return stemmed(self.document.lang)

    @cached_property
    def body(self) -> Numbered:
        """The words of title and text, numbered through."""
        whole = self.document
        title, text, _author = map(str.split, self._written)
        fields = ((Field.TITLE, whole.title, title), (Field.TEXT, whole.text, text))
        return Numbered(fields, self.stemmed)

    @cached_property
    def author(self) -> Numbered:
        """The author's words, numbered apart."""
        cut = self._written[2].split()
        return Numbered([(Field.AUTHOR, self.document.author, cut)], self.stemmed)

    def written(self) -> tuple[str, str, str]:
        """Return the folded words of title, text and author, spaces between them."""
        return self._written

    def vocabulary(self) -> set[str]:
        """Return the folded words of all that is cut in words, each once."""
        return set(" ".join(self._written).split())

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of some folded words that stand in title or text."""
        title, text, _author = self._written
        return words.intersection(f"{title} {text}".split())

    def among_authors(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of some folded words that stand in the author."""
        return words.intersection(self._written[2].split())

    def tokens(self) -> set[str]:
        """Return what stands between white space in all that is cut in words, each once."""
        whole = self.document
        return set().union(*map(tokens, (whole.title, whole.text, whole.author)))

    def of(self, term: Term) -> Numbered:
        """Return the words among which a term is looked for."""
        return self.author if term.field is Field.AUTHOR else self.body

    def places(self, term: Term) -> list[Place]:
        """Return every place of a term, in order."""
        known = self._places.get(id(term))  # the term is kept, so that its id stays its own
        if known is None:
            known = self._places[id(term)] = (term, self.of(term).places(term))
        return known[1]

    def has(self, term: Term) -> bool:
        """Say whether a term is found at all."""
        first = term.words[0]
        if first.way is Way.FOLDED:
            known = self.seen
            if known is None or term.field is Field.AUTHOR:
                known = self.of(term).vocabulary
            if any(each.way is Way.FOLDED and each.folded not in known for each in term.words):
                return False
        is_plain = len(term.words) == 1 and first.way is Way.FOLDED and not term.field
        return is_plain or bool(self.places(term))

    def holds(self, passage: Passage) -> bool:
        """Say whether a passage is found."""
        if passage.field is Field.LANG:
            lang = _unformatted(self.document.lang).casefold()
            return lang == passage.text or lang.startswith(f"{passage.text}-")
        return passage.text in self._address(passage.field)

    def _address(self, field: Field) -> str:
        if field is Field.URL:
            return fold(self.document.url)
        return _folded(self.document.source)

    def passages(self, passage: Passage) -> list[Span]:
        """Return every place of a passage, even where two share characters."""
        if not self.holds(passage):
            return []
        if passage.field is Field.LANG:
            return [_whole(self.document.lang)]
        url = passage.field is Field.URL
        text = self.document.url if url else self.document.source
        return [Span(passage.field, *place) for place in _found(text, passage.text, html=not url)]


@lru_cache(maxsize=2000)
def _names(author: str) -> str:
    """Return the words of those who wrote; they come again."""
    return folded(author)


@lru_cache(maxsize=2000)
def _folded(source: str) -> str:
    """Return a source's name as it is compared; there are few and they come again."""
    return "".join(character.folded for character in characters(plain(source).text))


def _found(text: str, wanted: str, *, html: bool) -> Iterator[Place]:
    page = plain(text) if html else None
    made_of = characters(page.text if page else text, references=html)
    folded = "".join(character.folded for character in made_of)
    whose = [order for order, each in enumerate(made_of) for _ in each.folded]
    at = folded.find(wanted)
    while at >= 0:
        first, last = made_of[whose[at]], made_of[whose[at + len(wanted) - 1]]
        yield page.source(first.start, last.end) if page else (first.start, last.end)
        at = folded.find(wanted, at + 1)


def _unformatted(text: str) -> str:
    return "".join(character for character in text if not is_format(character))


def _whole(lang: str) -> Span:
    kept = [place for place, character in enumerate(lang) if not is_format(character)]
    return Span(Field.LANG, kept[0], kept[-1] + 1)
