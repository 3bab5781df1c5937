"""`python -m tests.bench.matching`: many watches at once against a plain loop, side by side.

The plain loop is what one writes first: fold the text, then look for each word of each query in
it. Both get the same French-like articles of 60 words and find the same matches.
"""

import itertools
import re
import sys
import time
import unicodedata
from dataclasses import dataclass
from random import Random

from comms.core.query import Document, Lookout, Opened, read

SYLLABLES = (
    "ca dé pol mi gra tion ex pul sion é va cu ter ré fu gié or la ment port con trô le su r"
)
DOCUMENTS = {10: 12_000, 100: 12_000, 1000: 6_000}
TARGETS = {10: 0.0, 100: 7.0, 1000: 25.0}  # times the plain loop
ROUNDS = 2


@dataclass(frozen=True)
class Wish:
    """One of each group, and not `unwanted`."""

    groups: tuple[tuple[str, ...], ...]
    unwanted: str

    def query(self) -> str:
        parts = ["(" + " OR ".join(f'"{each}"' for each in group) + ")" for group in self.groups]
        return " AND ".join(parts) + (f' NOT "{self.unwanted}"' if self.unwanted else "")


def main() -> int:
    """Measure and print; 1 when a ratio is lower than it must be."""
    chance = Random(1)
    words = _words(chance)
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(words))))
    texts = [
        " ".join(chance.choices(words, cum_weights=weights, k=60))
        for _ in range(max(DOCUMENTS.values()))
    ]
    slow = 0
    for count, target in TARGETS.items():
        wishes = [_wish(chance, words[200:20_000]) for _ in range(count)]
        ratio = max(_ratio(wishes, texts[: DOCUMENTS[count]]) for _ in range(ROUNDS))
        slow += ratio < target
        print(
            f"{count:>5} watches: {ratio:6.1f} × the plain loop (at least {target:g})", flush=True
        )
    return 1 if slow else 0


def _ratio(wishes: list[Wish], texts: list[str]) -> float:
    lookout = Lookout({number: read(wish.query()) for number, wish in enumerate(wishes)})
    begun = time.process_time()
    ours = [lookout.matching(Opened(Document(text=text))) for text in texts]
    between = time.process_time()
    theirs = _plain_loop(wishes, texts)
    ended = time.process_time()
    assert ours == theirs
    return (ended - between) / (between - begun)


def _plain_loop(wishes: list[Wish], texts: list[str]) -> list[list[int]]:
    ready = [
        ([[_folded(each) for each in group] for group in wish.groups], _folded(wish.unwanted))
        for wish in wishes
    ]
    found = []
    for text in texts:
        folded = _folded(text)
        found.append(
            [
                number
                for number, (groups, unwanted) in enumerate(ready)
                if all(any(each in folded for each in group) for group in groups)
                and not (unwanted.strip() and unwanted in folded)
            ]
        )
    return found


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return f" {re.sub(r'[^a-z0-9]+', ' ', bare).strip()} "


def _words(chance: Random) -> list[str]:
    syllables = SYLLABLES.split()
    made = {
        "".join(chance.choice(syllables) for _ in range(chance.randrange(1, 5)))
        for _ in range(90_000)
    }
    words = sorted(made)
    chance.shuffle(words)
    return words[:50_000]


def _wish(chance: Random, words: list[str]) -> Wish:
    def term() -> str:
        return " ".join(chance.choices(words, k=2 if chance.random() < 0.3 else 1))

    groups = tuple(
        tuple(term() for _ in range(chance.randrange(1, 4))) for _ in range(chance.randrange(1, 3))
    )
    return Wish(groups, term() if chance.random() < 0.2 else "")


if __name__ == "__main__":
    sys.exit(main())
