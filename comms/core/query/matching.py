"""Many queries held against each document at once, as it arrives."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from comms.core.query.document import Document, Span, merged
from comms.core.query.evaluating import matches, spans
from comms.core.query.guards import Need, key_of, needs, rarest
from comms.core.query.opened import Opened
from comms.core.query.stems import stem
from comms.core.query.tree import And, Near, Node, Not, Or, Passage, Query, Term, Wanted, Way
from comms.core.text import cut
from comms.core.text.wording import LONGEST_TOKEN

Key = TypeVar("Key", bound=Hashable)
MOST_REMEMBERED = 100_000  # words of a language and its names, some 10 MB


@dataclass(frozen=True, slots=True)
class _Watched(Generic[Key]):
    """A query with the name its asker gave it, and what it needs beside its first need."""

    order: int
    key: Key
    root: Node
    further: tuple[Need, ...]


class Lookout(Generic[Key]):
    """Queries made ready once, then held against any number of documents.

    A document's words are looked up among the keys of all queries; only queries whose every need
    is met are weighed in full.
    """

    def __init__(self, queries: Mapping[Key, Query]) -> None:
        self._roots = {key: query.root for key, query in queries.items()}
        self._by_key: dict[str, list[_Watched[Key]]] = defaultdict(list)
        self._always: list[_Watched[Key]] = []
        for order, (key, root) in enumerate(self._roots.items()):
            self._keep(order, key, root)
        self._first = frozenset(self._by_key)
        self._keys = _Keys(leaf for root in self._roots.values() for leaf in _leaves(root))

    def _keep(self, order: int, key: Key, root: Node) -> None:
        found = list(dict.fromkeys(needs(root)))
        if not found:
            self._always.append(_Watched(order, key, root, ()))
            return
        first = rarest(found)
        watched = _Watched(order, key, root, tuple(need for need in found if need != first))
        for each in first:
            self._by_key[each].append(watched)

    def matching(self, document: Opened) -> list[Key]:
        """Return the queries a document matches, in the order they were given."""
        present = self._keys.in_document(document)
        first = present & self._first
        if not first and not self._always:
            document.seen = None
            return []
        found = {
            watched.order: watched.key
            for watched in chain(self._always, *map(self._by_key.__getitem__, first))
            if not any(map(present.isdisjoint, watched.further)) and matches(watched.root, document)
        }
        document.seen = None
        return [found[order] for order in sorted(found)]

    def spans(self, key: Key, document: Opened) -> tuple[Span, ...]:
        """Return where a document that matches a query does so."""
        return merged(list(spans(self._roots[key], document)))

    def hits(self, document: Document) -> dict[Key, tuple[Span, ...]]:
        """Return the queries a document matches, each with its spans."""
        opened = Opened(document)
        return {key: self.spans(key, opened) for key in self.matching(opened)}


class _Keys:
    """The keys of all queries, by how a document is asked for them."""

    def __init__(self, leaves: Iterable[Wanted | Passage]) -> None:
        words: set[str] = set()
        self._beginnings: dict[int, set[str]] = defaultdict(set)
        self._stemmed: dict[str, Wanted] = {}
        self._passages: dict[str, Passage] = {}
        for leaf in leaves:
            self._keep(leaf, words)
        self._words = frozenset(words)
        self._begun = _Remembered(self._begin)
        self._of_lang: dict[str, _Remembered] = {}

    def _keep(self, leaf: Wanted | Passage, words: set[str]) -> None:
        if isinstance(leaf, Passage):
            self._passages[key_of(leaf)] = leaf
        elif leaf.way is Way.STEM:
            self._stemmed[key_of(leaf)] = leaf
        elif leaf.way is Way.PREFIX:
            self._beginnings[len(leaf.folded)].add(leaf.folded)
        else:
            words.add(leaf.folded)

    def in_document(self, document: Opened) -> set[str]:
        """Return the keys a document has, and let it know which words of them it was asked for."""
        document.seen = document.among(self._words)
        present = {*document.seen, *document.among_authors(self._words)}
        if self._beginnings:
            present.update(self._begun.of(document.vocabulary()))
        if self._stemmed:
            present.update(self._in(document.stemmed).of(document.tokens()))
        if self._passages:
            present.update(key for key, each in self._passages.items() if document.holds(each))
        return present

    def _begin(self, word: str) -> list[str]:
        return [
            f"{word[:length]}*"
            for length, beginnings in self._beginnings.items()
            if word[:length] in beginnings
        ]

    def _in(self, lang: str) -> "_Remembered":
        if lang not in self._of_lang:
            self._of_lang[lang] = _Remembered(self._stems_of(lang))
        return self._of_lang[lang]

    def _stems_of(self, lang: str) -> Callable[[str], list[str]]:
        """Return what tells the stems of a token in a document of this language."""
        stems: dict[str, list[str]] = defaultdict(list)
        for key, wanted in self._stemmed.items():
            stems[stem(lang, wanted.written) if lang else wanted.folded].append(key)

        def stems_of(token: str) -> list[str]:
            words = (stem(lang, each.written) if lang else each.folded for each in cut(token))
            return [key for word in words for key in stems.get(word, ())]

        return stems_of


class _Remembered:
    """The keys of each word met lately: nearly always none, and then it is passed over at once."""

    def __init__(self, keys_of: Callable[[str], list[str]]) -> None:
        self._keys_of = keys_of
        self._met: set[str] = set()
        self._keys: dict[str, list[str]] = {}

    def of(self, words: set[str]) -> list[str]:
        """Return the keys of these words."""
        if len(self._met) > MOST_REMEMBERED:
            self._met.clear()
            self._keys.clear()
        fresh = words - self._met
        self._met.update(word for word in fresh if len(word) < LONGEST_TOKEN)
        self._keys.update((word, keys) for word in fresh if (keys := self._keys_of(word)))
        return [key for word in words & self._keys.keys() for key in self._keys[word]]


def _leaves(node: Node) -> Iterator[Wanted | Passage]:
    match node:
        case Passage():
            yield node
        case Term():
            yield from node.words
        case Near():
            yield from (word for terms in node.operands for term in terms for word in term.words)
        case And() | Or():
            for part in node.parts:
                yield from _leaves(part)
        case Not():
            yield from _leaves(node.inside)
