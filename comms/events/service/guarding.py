"""Keeps a place that is still secret out of everything that leaves, as it leaves."""

from collections.abc import Iterable
from urllib.parse import unquote

from comms.core.db import db
from comms.core.refusal import Code, Particular
from comms.events import queries
from comms.events.rules import EventWrong, Letters
from comms.pieces.rules.kinds import Kind
from comms.pieces.rules.leaving import Content, hash_of


def obstacles(kind: Kind, content: Content) -> list[Code]:
    """Return which secret places a text says; it is rendered only while there is a secret."""
    secrets = queries.secrets() if kind.leaves else []
    return _said(_as_it_leaves(kind, content), secrets) if secrets else []


def obstacles_to_words(words: str) -> list[Code]:
    """Return which secret places some words say that leave with no piece."""
    return _said(_letters([words]), queries.secrets()) if words.strip() else []


def _as_it_leaves(kind: Kind, content: Content) -> Letters:
    """Return a text to be compared, rendered once a session: it is asked for each recipient."""
    known: dict[str, Letters] = db.session.info.setdefault("texts_as_they_leave", {})
    key = hash_of(kind.name, content)
    if key not in known:
        known[key] = _letters(kind.leaves(content) if kind.leaves else ())
    return known[key]


def _letters(texts: Iterable[str]) -> Letters:
    text = "\n".join(texts)
    return Letters(f"{text}\n{unquote(text)}" if "%" in text else text)


def _said(letters: Letters, secrets: list[tuple[str, str]]) -> list[Code]:
    titles = dict.fromkeys(title for title, words in secrets if letters.say(words))
    return [Particular(EventWrong.PLACE_SAID, (("title", title),)) for title in titles]
