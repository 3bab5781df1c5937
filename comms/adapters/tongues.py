"""Which language a text is in, when nobody says: by its script first, then by a small model."""

import re
from functools import lru_cache
from importlib import import_module
from typing import Any

# What may come from the sources of a watch at the Channel; of few languages the model errs less.
LANGUAGES = (
    *("fr", "en", "de", "nl", "es", "it", "pt", "pl", "ro", "sq", "tr", "ru", "uk", "el", "sv"),
    *("da", "no", "fi", "cs", "hu", "hr", "sr", "bg", "ar", "fa", "ur", "ps", "he", "hi", "bn"),
)
SURE = 0.8
SHORTEST = 20  # letters; of fewer the model guesses
_MOST = 2000  # characters are enough
_ETHIOPIC = re.compile("[\u1200-\u137f]")
_TIGRINYA = re.compile("[ኣዝኽቕ]")
_SORANI = re.compile("[ێۆڕڵۊ]")
_PASHTO = re.compile("[ټډړښځڅڼېۍ]")
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str) -> str | None:
    """Return the language of a plain text as a tag, or None when it is not clear."""
    text = text[:_MOST]
    if len(_LETTER.findall(text)) < SHORTEST:
        return None
    return _by_script(text) or _by_model(text)


def _by_script(text: str) -> str | None:
    """Return what letters alone tell: the model takes Sorani for Luri, Tigrinya for Amharic."""
    if len(_ETHIOPIC.findall(text)) >= SHORTEST / 2:
        return "ti" if _TIGRINYA.search(text) else "am"
    if len(_SORANI.findall(text)) >= 2:
        return "ckb"
    return "ps" if len(_PASHTO.findall(text)) >= 2 else None


def _by_model(text: str) -> str | None:
    found, sure = _model().classify(text)
    return str(found) if sure >= SURE else None


@lru_cache(maxsize=1)
def _model() -> Any:
    """Load the model: a second, once a process that needs it."""
    langid = import_module("py3langid.langid")
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    model.set_languages(list(LANGUAGES))
    return model
