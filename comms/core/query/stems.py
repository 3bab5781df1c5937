"""Stems of words, by the language a document says it is in (snowball)."""

import threading
from functools import lru_cache

import snowballstemmer

from comms.core.text import fold
from comms.core.text.folding import is_format

_ALGORITHMS = {"fr": "french", "en": "english", "de": "german", "ar": "arabic"}
_stemmers = {lang: snowballstemmer.stemmer(name) for lang, name in _ALGORITHMS.items()}
_one_at_a_time = threading.Lock()  # a stemmer keeps its word in itself while it cuts


def stemmed(lang: str) -> str:
    """Return the language whose stems hold for a document's `lang`, or nothing."""
    plain = "".join(character for character in lang if not is_format(character))
    first = plain.partition("-")[0].casefold()
    return first if first in _stemmers else ""


@lru_cache(maxsize=50_000)
def stem(lang: str, written: str) -> str:
    """Return the folded stem of a word as written; accents tell French stems apart."""
    with _one_at_a_time:
        return fold(str(_stemmers[lang].stemWord(written.casefold())))
